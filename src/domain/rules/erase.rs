//! Erasing a person: their rows, and the cases they are a party to, go with every word of them.
//!
//! What stays is the digests of the entries and the bare identifiers, so that the record still proves itself.

use std::collections::BTreeSet;

use super::{Context, Decision};
use crate::domain::entry::{Entry, EntryKind};
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::Erase;
use crate::domain::rows::case::Party;
use crate::domain::rows::person::Person;

/// Erases a person, whoever was found to be the same person, and their cases.
pub fn erase(cx: &mut Context<'_>, asked: &Erase) -> Result<Decision, Refusal> {
    let changes = cx.changes();
    let person: Person = changes.get(asked.person)?;
    let elder = person.same_as.unwrap_or(person.id);
    let mut people: BTreeSet<_> =
        changes.find::<Person>("same_as", &elder)?.into_iter().map(|row| row.id).collect();
    people.extend([elder, person.id]);
    let mut erases: BTreeSet<_> = people.iter().map(|person| person.uuid()).collect();
    let mut cases = BTreeSet::new();
    for person in &people {
        cases.extend(changes.find::<Party>("person", person)?.into_iter().map(|party| party.case.uuid()));
    }
    let reply =
        Reply::said(format!("a person and {} erased", super::meeting::counted(cases.len(), "case", "cases")));
    erases.extend(cases);
    let entry = Entry {
        kind: EntryKind::Erased,
        about: None,
        meeting: None,
        undoes: None,
        erases: erases.into_iter().collect(),
        parts: Vec::new(),
    };
    Ok(Decision { entries: vec![entry], reply })
}
