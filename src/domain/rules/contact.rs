//! How somebody may be reached: a detail added, kept off everything, or not to be used any more.

use super::known::{RecordKnown, sketch};
use super::{Context, Decision, said};
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::people::{PersonSketch, lookup, shared};
use crate::domain::referral::Known;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{AddContact, Restrict, StopContact};
use crate::domain::rows::case::{Party, PartyRole};
use crate::domain::rows::person::{Contact, ContactKind, Person};
use crate::domain::text::fold;

/// Adds a contact detail. One that is held already is not added twice.
pub fn add(cx: &mut Context<'_>, asked: AddContact) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let person: Person = changes.get(asked.person)?;
    said(&asked.value, "the contact detail")?;
    let held = changes.find::<Contact>("person", &person.id)?;
    let same = |contact: &Contact| {
        contact.kind == asked.kind && fold(contact.value.reveal()) == fold(asked.value.reveal())
    };
    let mut contact = held.into_iter().find(same).unwrap_or_else(|| Contact {
        id: cx.id(),
        person: person.id,
        kind: asked.kind,
        value: asked.value.clone(),
        safe: None,
        restricted: false,
        stopped: None,
    });
    contact.safe = asked.safe.or(contact.safe);
    contact.restricted |= asked.restricted;
    contact.stopped = None;
    let words = if contact.restricted { ", kept off every list and paper" } else { "" };
    let mut reply = Reply::said(format!("{} added{words}", contact.kind));
    reply.warnings = opposing(&changes, &contact)?;
    changes.store(&contact);
    Decision::of(changes, EntryKind::CaseChanged, Some(person.id.uuid()), None, reply)
}

/// The same detail on somebody in the opposing role warns before any contact.
fn opposing(changes: &Changes<'_>, contact: &Contact) -> Result<Vec<String>, Refusal> {
    let mut alone = PersonSketch::default();
    let detail = vec![contact.value.clone()];
    match contact.kind {
        ContactKind::Telephone => alone.phones = detail,
        ContactKind::Address => alone.addresses = detail,
        ContactKind::Email => alone.emails = detail,
    }
    let roles = |person| -> Result<Vec<(PartyRole, _)>, Refusal> {
        let parties = changes.find::<Party>("person", &person)?;
        Ok(parties.into_iter().map(|party| (party.role, party.case)).collect())
    };
    let ours = roles(contact.person)?;
    let known = RecordKnown::new(changes);
    let people = known.people(&lookup(&alone));
    known.finish()?;
    let mut warnings = Vec::new();
    for other in people.into_iter().filter(|other| other.id != contact.person.uuid()) {
        let other = crate::domain::id::Id::new(other.id);
        let shares = sketch(changes, other)?.is_some_and(|other| !shared(&alone, &other).is_empty());
        for (role, case) in roles(other)? {
            if shares && ours.iter().any(|(own, _)| *own != role) {
                let reference = changes.get::<crate::domain::rows::case::Case>(case)?.reference;
                warnings.push(format!(
                    "the same {} is held for the {role} of {reference}: check before any contact",
                    contact.kind
                ));
            }
        }
    }
    warnings.sort();
    warnings.dedup();
    Ok(warnings)
}

/// Says that a contact detail is not to be used any more, or is again.
pub fn stop(cx: &mut Context<'_>, asked: &StopContact) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let mut contact: Contact = changes.get(asked.contact)?;
    contact.stopped = asked.from;
    let words = if contact.stopped.is_some() { "is not to be used any more" } else { "may be used again" };
    let reply = Reply::said(format!("{} {words}", contact.kind));
    let person = Some(contact.person.uuid());
    changes.store(&contact);
    Decision::of(changes, EntryKind::CaseChanged, person, None, reply)
}

/// Keeps a contact detail off lists, papers and exports, or lets it be shown again.
pub fn restrict(cx: &mut Context<'_>, asked: &Restrict) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let mut contact: Contact = changes.get(asked.contact)?;
    contact.restricted = asked.restricted;
    let words = if contact.restricted { "kept off every list and paper" } else { "may be shown" };
    let reply = Reply::said(format!("{} {words}", contact.kind));
    let person = Some(contact.person.uuid());
    changes.store(&contact);
    Decision::of(changes, EntryKind::CaseChanged, person, None, reply)
}
