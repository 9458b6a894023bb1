//! Erasing a person: their rows, and the cases they are a party to, go with every word of them.
//!
//! What stays is the digests of the entries and the bare identifiers, so that the record still proves itself. What would
//! go can be asked for first: it is the same list that goes.

use std::collections::BTreeSet;

use super::{Context, Decision, judged, known};
use crate::domain::entry::{Entry, EntryKind};
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::Erase;
use crate::domain::rows::case::Case;
use crate::domain::rows::matching::Matching;
use crate::domain::rows::person::Person;

/// What goes with a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Goes {
    /// Every row of theirs.
    pub people: BTreeSet<Id<Person>>,
    /// The cases they are a party to, whole.
    pub cases: BTreeSet<Id<Case>>,
    /// What was judged of them and others.
    pub matchings: BTreeSet<Id<Matching>>,
}

/// What erasing a person would take with it.
///
/// # Errors
/// When the record cannot be read, or the person is not in it.
pub fn what_goes(changes: &Changes<'_>, person: Id<Person>) -> Result<Goes, Refusal> {
    changes.get::<Person>(person)?;
    let rows = known::one_person(changes, person)?;
    let mut goes = Goes { people: rows.iter().copied().collect(), ..Goes::default() };
    goes.people.insert(person);
    goes.cases = known::places(changes, &rows)?.into_iter().map(|(_, case)| case.id).collect();
    for row in &goes.people {
        goes.matchings.extend(judged::judgements(changes, *row)?.into_iter().map(|matching| matching.id));
    }
    Ok(goes)
}

/// Erases a person, whoever was found to be the same person, and their cases.
pub fn erase(cx: &mut Context<'_>, asked: &Erase) -> Result<Decision, Refusal> {
    let goes = what_goes(&cx.changes(), asked.person)?;
    let cases = super::meeting::counted(goes.cases.len(), "case", "cases");
    let reply = Reply::said(format!("a person and {cases} erased"));
    let people = goes.people.iter().map(|id| id.uuid());
    let cases = goes.cases.iter().map(|id| id.uuid());
    let matchings = goes.matchings.iter().map(|id| id.uuid());
    let erases: BTreeSet<_> = people.chain(cases).chain(matchings).collect();
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
