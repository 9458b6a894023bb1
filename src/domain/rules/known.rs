//! The record as the matching of people and referrals sees it.
//!
//! [`RecordKnown`] answers from rows; since a lookup there cannot fail, a failure is kept and handed over by
//! [`RecordKnown::finish`].

use std::cell::RefCell;
use std::collections::BTreeSet;

use uuid::Uuid;

use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::people::{self, Gender as SketchGender, PersonSketch};
use crate::domain::referral::{Known, KnownPerson, KnownReferral, Standing};
use crate::domain::refusal::Refusal;
use crate::domain::rows::case::{Case, CaseState, Party, PartyRole, Referral};
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::person::{Alias, Contact, ContactKind, Gender, Person};

/// What the record knows of people and their referrals.
pub struct RecordKnown<'a, 'facts> {
    changes: &'a Changes<'facts>,
    /// The forum a referral is to, when one is given: a case of another forum is another case.
    forum: Option<&'a str>,
    failed: RefCell<Option<Refusal>>,
}

impl<'a, 'facts> RecordKnown<'a, 'facts> {
    /// Looks through these changes.
    pub const fn new(changes: &'a Changes<'facts>) -> Self {
        Self { changes, forum: None, failed: RefCell::new(None) }
    }

    /// The same, for a referral to a forum.
    #[must_use]
    pub const fn for_referral_to(mut self, forum: &'a str) -> Self {
        self.forum = Some(forum);
        self
    }

    /// Whether every lookup could be made.
    pub fn finish(self) -> Result<(), Refusal> {
        self.failed.into_inner().map_or(Ok(()), Err)
    }

    fn or_keep<T: Default>(&self, looked: Result<T, Refusal>) -> T {
        looked.unwrap_or_else(|refusal| {
            self.failed.borrow_mut().get_or_insert(refusal);
            T::default()
        })
    }
}

impl Known for RecordKnown<'_, '_> {
    fn people(&self, keys: &[String]) -> Vec<KnownPerson> {
        let ids = self.or_keep(self.changes.facts().people_with(keys));
        ids.into_iter().filter_map(|id| self.person(id)).collect()
    }

    fn person(&self, id: Uuid) -> Option<KnownPerson> {
        let sketch = self.or_keep(sketch(self.changes, Id::new(id)))?;
        Some(KnownPerson { id, sketch })
    }

    fn referrals_of(&self, person: Uuid) -> Vec<KnownReferral> {
        self.or_keep(referrals_of(self.changes, Id::new(person), self.forum))
    }
}

/// A person as matching sees them: the row with its aliases and contact details, never another row's.
pub fn sketch(changes: &Changes<'_>, id: Id<Person>) -> Result<Option<PersonSketch>, Refusal> {
    let Some(person) = changes.look::<Person>(id)? else { return Ok(None) };
    let aliases = changes.find::<Alias>("person", &id)?;
    let contacts = changes.find::<Contact>("person", &id)?;
    Ok(Some(sketch_of(person, &aliases, &contacts)))
}

/// A person as these rows describe them.
pub fn sketch_of(person: Person, aliases: &[Alias], contacts: &[Contact]) -> PersonSketch {
    let of = |kind| {
        contacts.iter().filter(|contact| contact.kind == kind).map(|contact| contact.value.clone()).collect()
    };
    PersonSketch {
        forename: person.forename,
        surname: person.surname,
        aliases: aliases.iter().map(|alias| alias.name.clone()).collect(),
        born: person.born,
        other_births: person.other_births.map(|days| days.0).unwrap_or_default(),
        gender: person.gender.map(|gender| match gender {
            Gender::Female => SketchGender::Female,
            Gender::Male => SketchGender::Male,
            Gender::Other => SketchGender::Another,
        }),
        phones: of(ContactKind::Telephone),
        addresses: of(ContactKind::Address),
        emails: of(ContactKind::Email),
    }
}

/// The rows found to be one person with this one, itself included; the elder first.
pub fn one_person(changes: &Changes<'_>, id: Id<Person>) -> Result<Vec<Id<Person>>, Refusal> {
    let elder = changes.look::<Person>(id)?.and_then(|person| person.same_as).unwrap_or(id);
    let others = changes.find::<Person>("same_as", &elder)?.into_iter().map(|person| person.id);
    Ok(std::iter::once(elder).chain(others).collect())
}

/// Every referral of the cases in which a person stands, as victim or perpetrator; those to a forum, when one is
/// given, are the ones that another may repeat.
pub fn referrals_of(
    changes: &Changes<'_>,
    person: Id<Person>,
    forum: Option<&str>,
) -> Result<Vec<KnownReferral>, Refusal> {
    let mut cases = BTreeSet::new();
    for row in one_person(changes, person)? {
        cases.extend(changes.find::<Party>("person", &row)?.into_iter().map(|party| party.case));
    }
    let mut found = Vec::new();
    for case in cases {
        let case: Case = changes.get(case)?;
        let parties = changes.find::<Party>("case", &case.id)?;
        let of =
            |role| parties.iter().filter(move |party| party.role == role).map(|party| party.person.uuid());
        let Some(victim) = of(PartyRole::Victim).next() else { continue };
        let perpetrators: Vec<Uuid> = of(PartyRole::Perpetrator).collect();
        for referral in changes.find::<Referral>("case", &case.id)? {
            found.push(KnownReferral {
                id: referral.id.uuid(),
                reference: case.reference.clone(),
                case: case.id.uuid(),
                victim,
                perpetrators: perpetrators.clone(),
                received: referral.received,
                standing: standing(&case, &referral),
                joins: forum.is_none_or(|forum| case.forum == forum),
                meeting: referral
                    .meeting
                    .map(|meeting| changes.get::<Meeting>(meeting))
                    .transpose()?
                    .map(|meeting| meeting.on),
            });
        }
    }
    Ok(found)
}

const fn standing(case: &Case, referral: &Referral) -> Standing {
    match case.state {
        _ if referral.heard => Standing::Heard,
        CaseState::Declined
        | CaseState::Transferred
        | CaseState::SentOn
        | CaseState::Identified
        | CaseState::Closed => Standing::NotHeard,
        CaseState::Referred | CaseState::Listed | CaseState::Heard => Standing::Waiting,
    }
}

/// The elder row of the person this sketch surely describes, if the record has one.
pub fn surely(changes: &Changes<'_>, sketch: &PersonSketch) -> Result<Option<Id<Person>>, Refusal> {
    if !sketch.named() {
        return Ok(None);
    }
    let known = RecordKnown::new(changes);
    let same = known
        .people(&people::lookup(sketch))
        .into_iter()
        .find(|person| people::compare(sketch, &person.sketch).likeness == people::Likeness::Same);
    known.finish()?;
    let Some(person) = same else { return Ok(None) };
    Ok(one_person(changes, Id::new(person.id))?.into_iter().next())
}

/// People of the record that this sketch may describe, each with what speaks for it.
pub fn perhaps(changes: &Changes<'_>, sketch: &PersonSketch) -> Result<Vec<(Id<Person>, String)>, Refusal> {
    if !sketch.named() {
        return Ok(Vec::new());
    }
    let known = RecordKnown::new(changes);
    let compared = known.people(&people::lookup(sketch)).into_iter().filter_map(|person| {
        let comparison = people::compare(sketch, &person.sketch);
        (comparison.likeness == people::Likeness::Possible).then(|| (Id::new(person.id), comparison.why()))
    });
    let compared = compared.collect();
    known.finish().map(|()| compared)
}

/// Where these rows stand: each place as a party, with its case, in the order of the cases' references.
pub fn places(changes: &Changes<'_>, rows: &[Id<Person>]) -> Result<Vec<(Party, Case)>, Refusal> {
    let mut found = Vec::new();
    for row in rows {
        for party in changes.find::<Party>("person", row)? {
            if let Some(case) = changes.look::<Case>(party.case)? {
                found.push((party, case));
            }
        }
    }
    found.sort_by(|(one, of), (other, than)| (&of.reference, one.role).cmp(&(&than.reference, other.role)));
    Ok(found)
}
