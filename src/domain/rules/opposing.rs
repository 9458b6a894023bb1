//! Opposing roles never meet: what to know before anybody is rung, written to or sent a paper.
//!
//! One place for the rule, asked wherever a contact is shown or about to be made. Warnings name nobody and no detail:
//! they say which kind of detail leads to whom. A detail that is kept hidden is compared and never told.

use std::collections::BTreeSet;

use super::known::{one_person, places};
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::people::{PersonSketch, keys};
use crate::domain::refusal::Refusal;
use crate::domain::request::Terms;
use crate::domain::rows::agenda::Whom;
use crate::domain::rows::case::{Case, Party, PartyRole};
use crate::domain::rows::person::{Contact, ContactKind, Person};
use crate::domain::text::fold;

/// A detail that more people give than this belongs to a hostel or an office, and says nothing of any two.
const MOST: usize = 60;

/// Something to check before anybody of a case is contacted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caution {
    /// The row of the person it is about.
    pub person: Id<Person>,
    /// Their side in the case.
    pub role: PartyRole,
    /// The detail, when it is one.
    pub contact: Option<Id<Contact>>,
    /// Why, in words: "same telephone as the perpetrator of this case".
    pub words: String,
}

/// What to check before contacting anybody of a case.
///
/// # Errors
/// When the record cannot be read.
pub fn cautions(changes: &Changes<'_>, case: &Case) -> Result<Vec<Caution>, Refusal> {
    let mut found = Vec::new();
    let mut parties = changes.find::<Party>("case", &case.id)?;
    parties.sort_by_key(|party| (party.role, party.id));
    for party in &parties {
        found.extend(of_person(changes, party, case)?);
        for contact in changes.find::<Contact>("person", &party.person)? {
            found.extend(of_contact(changes, party, &contact, case)?);
        }
    }
    Ok(found)
}

/// The same for a letter, call or visit to the victim, in one clause; nothing when nothing speaks against it.
///
/// # Errors
/// When the record cannot be read.
pub fn before_contact(changes: &Changes<'_>, case: &Case) -> Result<Option<String>, Refusal> {
    let cautions = cautions(changes, case)?.into_iter();
    let words: BTreeSet<String> =
        cautions.filter(|caution| caution.role == PartyRole::Victim).map(|caution| caution.words).collect();
    let mut words: Vec<String> = words.into_iter().collect();
    for party in
        changes.find::<Party>("case", &case.id)?.iter().filter(|party| party.role == PartyRole::Victim)
    {
        for row in one_person(changes, party.person)? {
            if changes.look(row)?.is_some_and(|row: Person| row.died.is_some()) {
                words.insert(0, "the victim has died".to_owned());
            }
        }
    }
    Ok((!words.is_empty()).then(|| format!("before any contact with the victim: {}", words.join("; "))))
}

/// Whether an action means that somebody gets in touch with the victim.
pub fn contacts_victim(terms: &Terms) -> bool {
    const DOES: &[&str] = &[
        "contact",
        "call",
        "ring",
        "phone",
        "telephone",
        "text",
        "visit",
        "write",
        "letter",
        "email",
        "feedback",
        "inform",
        "tell",
        "update",
        "speak",
        "meet",
        "see",
        "support",
    ];
    const WHOM: &[&str] = &["victim", "her", "him", "client"];
    let words: Vec<String> = terms.words.reveal().split_whitespace().map(fold).collect();
    let any = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    any(DOES) && (any(WHOM) || terms.protects == Some(Whom::Victim) || terms.agency == "idva")
}

/// Whoever is on the other side elsewhere.
fn of_person(changes: &Changes<'_>, party: &Party, case: &Case) -> Result<Vec<Caution>, Refusal> {
    let rows = one_person(changes, party.person)?;
    let mirrored: BTreeSet<Id<Case>> = other_side(changes, case)?.into_iter().map(|other| other.id).collect();
    let mut found = Vec::new();
    for (place, other) in places(changes, &rows)? {
        if place.role != party.role && other.id != case.id {
            let words = if mirrored.contains(&other.id) {
                format!("counter-allegation {}: {} there", other.reference, place.role)
            } else {
                format!("{} in {}", place.role, other.reference)
            };
            found.push(Caution { person: party.person, role: party.role, contact: None, words });
        }
    }
    found.dedup_by(|one, other| one.words == other.words);
    Ok(found)
}

/// A detail that somebody on the other side, here or anywhere, gives too.
fn of_contact(
    changes: &Changes<'_>,
    party: &Party,
    contact: &Contact,
    case: &Case,
) -> Result<Vec<Caution>, Refusal> {
    let own = one_person(changes, party.person)?;
    let people = changes.facts().people_with(&keys(&alone(contact)))?;
    let mut words = BTreeSet::new();
    for id in people.into_iter().take(MOST).map(Id::<Person>::new).filter(|id| !own.contains(id)) {
        for (place, other) in places(changes, &one_person(changes, id)?)? {
            if place.role != party.role {
                let whose = if other.id == case.id {
                    format!("the {} of this case", place.role)
                } else {
                    format!("a {} of {}", place.role, other.reference)
                };
                let kept = if contact.restricted { ", a detail that is kept hidden" } else { "" };
                words.insert(format!("same {} as {whose}{kept}", contact.kind));
            }
        }
    }
    let caution =
        |words| Caution { person: party.person, role: party.role, contact: Some(contact.id), words };
    Ok(words.into_iter().map(caution).collect())
}

/// A sketch of nothing but one detail.
pub fn alone(contact: &Contact) -> PersonSketch {
    let mut sketch = PersonSketch::default();
    let value = vec![contact.value.clone()];
    match contact.kind {
        ContactKind::Telephone => sketch.phones = value,
        ContactKind::Address => sketch.addresses = value,
        ContactKind::Email => sketch.emails = value,
    }
    sketch
}

/// Cases that name a victim here as perpetrator and a perpetrator here as victim: counter-allegations. Worked out from
/// who is who by now, so that a merge shows them and taking it back does not leave them behind.
///
/// # Errors
/// When the record cannot be read.
pub fn other_side(changes: &Changes<'_>, case: &Case) -> Result<Vec<Case>, Refusal> {
    let parties = changes.find::<Party>("case", &case.id)?;
    let mut sides: [Vec<(Party, Case)>; 2] = [Vec::new(), Vec::new()];
    for party in &parties {
        let there = places(changes, &one_person(changes, party.person)?)?;
        let swapped =
            there.into_iter().filter(|(place, other)| place.role != party.role && other.id != case.id);
        if let Some(side) = sides.get_mut(usize::from(party.role == PartyRole::Perpetrator)) {
            side.extend(swapped);
        }
    }
    let [ours, theirs] = sides;
    let mut found: Vec<Case> = Vec::new();
    for (_, other) in ours {
        let both = theirs.iter().any(|(_, their)| their.id == other.id);
        if both && found.iter().all(|known| known.id != other.id) {
            found.push(other);
        }
    }
    Ok(found)
}

/// Whether somebody gets letters and bundles by default, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receives {
    /// Whether papers may go to them without anybody deciding so.
    pub by_default: bool,
    /// Why, in words.
    pub why: String,
}

/// Whether a person may be sent a letter or a bundle by default. A perpetrator never is; nor is whoever is victim here
/// and perpetrator there, until somebody decides it for one paper.
///
/// # Errors
/// When the record cannot be read.
pub fn may_receive(changes: &Changes<'_>, person: Id<Person>) -> Result<Receives, Refusal> {
    let all = places(changes, &one_person(changes, person)?)?;
    let in_role = |role| all.iter().find(|(party, _)| party.role == role).map(|(_, case)| &case.reference);
    let (by_default, why) = match (in_role(PartyRole::Victim), in_role(PartyRole::Perpetrator)) {
        (Some(victim), Some(perpetrator)) => {
            (false, format!("victim in {victim} and perpetrator in {perpetrator}"))
        }
        (None, Some(perpetrator)) => (false, format!("perpetrator in {perpetrator}")),
        (Some(victim), None) => (true, format!("victim in {victim}")),
        (None, None) => (false, "no part in any case".to_owned()),
    };
    Ok(Receives { by_default, why })
}

/// The details of a person that may be shown: each with its own row, none that is kept hidden on any row of theirs, and
/// none of somebody who has died.
///
/// # Errors
/// When the record cannot be read.
pub fn shown_contacts(changes: &Changes<'_>, person: Id<Person>) -> Result<Vec<Contact>, Refusal> {
    let mut all = Vec::new();
    for row in one_person(changes, person)? {
        // Nobody who has died is rung or written to.
        if changes.look(row)?.is_some_and(|row: Person| row.died.is_some()) {
            return Ok(Vec::new());
        }
        all.extend(changes.find::<Contact>("person", &row)?);
    }
    let hidden: BTreeSet<(ContactKind, String)> = all
        .iter()
        .filter(|contact| contact.restricted)
        .map(|contact| (contact.kind, fold(contact.value.reveal())))
        .collect();
    all.retain(|contact| {
        !contact.restricted && !hidden.contains(&(contact.kind, fold(contact.value.reveal())))
    });
    Ok(all)
}
