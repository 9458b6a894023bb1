//! A research list that came back filled in: each line kept as what the agency returned on the case, and as its
//! information where it gave any.

use super::hearing::heard_in;
use super::{Context, Decision, about, said};
use crate::domain::entry::EntryKind;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::TakeLine;
use crate::domain::rows::agenda::{Information, InformationKind};
use crate::domain::rows::case::Wall;
use crate::domain::rows::sitting::Research;

/// Keeps one line. Information that the agency sent before and sends anew in other words is changed; what it was stays in
/// the journal.
pub fn line(cx: &mut Context<'_>, asked: TakeLine) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    let mut changes = cx.changes();
    let (meeting, case) = heard_in(&changes, asked.meeting, asked.case)?;
    if area.agencies.get(&asked.agency).is_none() {
        return Err(Refusal::rule(format!("no agency of this area is called {}", asked.agency)));
    }
    let walls = changes.find::<Wall>("case", &case.id)?;
    if walls.iter().any(|wall| wall.agency == asked.agency) {
        return Err(Refusal::rule(format!(
            "{} is kept out of {}; its alternate is asked",
            asked.agency, case.reference
        )));
    }
    let on = asked.received.unwrap_or(cx.today());
    if on > cx.today() {
        return Err(Refusal::rule("what has not come yet cannot be marked as received"));
    }
    let held = changes.find::<Research>("meeting", &meeting.id)?;
    let held = held.into_iter().find(|row| row.case == case.id && row.agency == asked.agency);
    let kind = match asked.known {
        Some(_) => InformationKind::Shared,
        None => InformationKind::NothingKnown,
    };
    // The day it came first stands while what came is the same.
    let on = held.as_ref().filter(|row| row.kind == kind).map_or(on, |row| row.on);
    let id = held.map_or_else(|| cx.id(), |row| row.id);
    let agency = asked.agency.clone();
    changes.store(&Research { id, meeting: meeting.id, case: case.id, agency, kind, on });
    if let Some(learnt) = asked.known {
        said(&learnt.words, "the information")?;
        let before = learnt.replaces.map(|id| changes.get::<Information>(id)).transpose()?;
        if before
            .as_ref()
            .is_some_and(|row| row.case != case.id || row.agency.as_ref() != Some(&asked.agency))
        {
            return Err(Refusal::rule("what is replaced is not what this agency sent on this case"));
        }
        let (id, at) = before.map_or_else(|| (cx.id(), cx.now), |row| (row.id, row.at));
        changes.store(&Information {
            id,
            meeting: meeting.id,
            case: case.id,
            agency: Some(asked.agency),
            kind: InformationKind::Shared,
            words: learnt.words,
            source: learnt.by,
            on: learnt.on,
            opinion: learnt.opinion,
            at,
        });
    }
    let reply = Reply::said(format!("{kind} received for {}", case.reference))
        .naming(&case.reference, case.id.uuid());
    Decision::of(changes, EntryKind::Information, about(&case), about(&meeting), reply)
}
