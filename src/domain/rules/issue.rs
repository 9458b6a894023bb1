//! Copies of papers: registered before their file is put in place.

use super::{Context, Decision};
use crate::domain::entry::EntryKind;
use crate::domain::id::Id;
use crate::domain::paper::{Subject, period, reference};
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::Issue;
use crate::domain::rows::minutes::Issued;
use crate::domain::value::Json;

/// Registers a copy of a paper.
pub fn issue(cx: &mut Context<'_>, asked: Issue) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let wanted = asked.wanted;
    let name = reference(&changes, &wanted.subject)?;
    let (meeting, case) = (wanted.subject.meeting(), wanted.subject.case());
    let copy = Issued {
        id: cx.id(),
        meeting,
        paper: wanted.kind,
        version: asked.version,
        copy: asked.copy,
        draft: asked.draft,
        digest: asked.digest,
        at: cx.now,
        case,
        person: match wanted.subject {
            Subject::Person(person) => Some(person),
            _ => None,
        },
        period: period(&wanted.subject),
        edition: Some(wanted.edition.word().to_owned()),
        recipient: wanted.recipient,
        format: Some(asked.format),
        sealed: Some(asked.sealed),
        by: Some(cx.by.to_owned()),
        why: asked.why,
        printed: Some(Json(asked.printed)),
        replaces: asked.replaces,
    };
    changes.store(&copy);
    let words = format!("{} of {name} issued, copy {}", wanted.kind, asked.copy);
    let reply = Reply::said(words).naming(name, copy.id.uuid());
    Decision::of(changes, EntryKind::Issued, case.map(Id::uuid), meeting.map(Id::uuid), reply)
}
