//! What may stand in no paper about a case, whoever wrote it into a sentence: details kept off lists; and the names by which
//! a paper that names nobody is searched.

use std::collections::BTreeSet;

use crate::domain::desk::names_a_party;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::paper::{LeftOut, Withholding};
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::rows::case::{Case, Child, Party};
use crate::domain::rows::person::{Alias, Contact, ContactKind, Person};
use crate::domain::rules::one_person;

/// Stands where an address or number is kept off papers.
const KEPT_OFF: &str = "[kept off papers]";

/// Withholds the new and refuge addresses and numbers of everybody in a case, on whichever row of theirs they stand. Gives
/// a line for each kind of detail, so that whoever previews the paper knows that there is one.
///
/// # Errors
/// When the record cannot be read.
pub fn keep_off(
    changes: &Changes<'_>,
    case: &Case,
    withheld: &mut Withholding,
) -> Result<Vec<LeftOut>, Refusal> {
    let mut lines = Vec::new();
    let mut hidden = Vec::new();
    for party in changes.find::<Party>("case", &case.id)? {
        for row in one_person(changes, party.person)? {
            let contacts = changes.find::<Contact>("person", &row)?;
            hidden.extend(contacts.into_iter().filter(|contact| contact.restricted));
        }
    }
    for contact in &hidden {
        withheld.add_contact(contact.value.reveal(), KEPT_OFF);
    }
    for kind in ContactKind::ALL {
        let count = hidden.iter().filter(|contact| contact.kind == *kind).count();
        if count > 0 {
            lines.push(LeftOut {
                what: format!("{}: {kind} ({count})", case.reference),
                why: "kept off every list and paper; the coordinator tells it by telephone".to_owned(),
            });
        }
    }
    Ok(lines)
}

/// Every name somebody of a case goes by, children too.
///
/// # Errors
/// When the record cannot be read.
pub fn names(changes: &Changes<'_>, case: Id<Case>) -> Result<Vec<Private>, Refusal> {
    let mut names = Vec::new();
    for party in changes.find::<Party>("case", &case)? {
        names.extend(names_of(changes, &one_person(changes, party.person)?)?);
    }
    names.extend(changes.find::<Child>("case", &case)?.into_iter().filter_map(|child| child.name));
    Ok(names)
}

/// Every name these rows of one person go by.
///
/// # Errors
/// When the record cannot be read.
pub fn names_of(changes: &Changes<'_>, rows: &[Id<Person>]) -> Result<Vec<Private>, Refusal> {
    let mut names = Vec::new();
    for row in rows {
        names.extend(changes.look::<Person>(*row)?.map(|person| person.listed()));
        names.extend(changes.find::<Alias>("person", row)?.into_iter().map(|alias| alias.name));
    }
    Ok(names)
}

/// The parts of names that are nobody's of these own: a family name in common tells of nobody else.
pub fn others(everybody: &[Private], own: &[Private]) -> Vec<Private> {
    let parts = |names: &[Private]| -> Vec<String> {
        names.iter().flat_map(|name| name.reveal().split_whitespace().map(str::to_owned)).collect()
    };
    let own: BTreeSet<String> = parts(own).iter().map(|part| part.to_lowercase()).collect();
    let rest = parts(everybody).into_iter().filter(|part| !own.contains(&part.to_lowercase()));
    rest.map(Private::from).collect()
}

/// Refuses a text that somebody typed for a paper that names nobody, when it names somebody all the same.
///
/// # Errors
/// When it does: with the line.
pub fn names_nobody(what: &str, text: &Private, names: &[Private]) -> Result<(), Refusal> {
    match names_a_party(text, names) {
        None => Ok(()),
        Some(line) => Err(Refusal::rule(format!(
            "line {line} of {what} names somebody of the case; write it by reference and without names"
        ))),
    }
}
