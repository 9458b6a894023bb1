//! The facts of a meeting for one reader: narrowed, and the words that may not stand in any sentence of the paper.

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::domain::area::AreaData;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::paper::{Edition, LeftOut, PaperKind, Wanted, Withholding};
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::rows::case::{Case, Party, PartyRole};
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::person::{Alias, Contact, Person};
use crate::domain::rules::{one_person, places};
use crate::domain::statement::{self, Statement, View, Walls, Withheld, narrow, take};
use crate::domain::tools::forum::CaseKind;
use crate::domain::tools::settings::SettingKey;
use crate::service::looking::Looking;

/// Stands where an address or number is kept off papers.
const KEPT_OFF: &str = "[kept off papers]";
/// Stands where somebody of a case is named that the reader is kept out of.
const NOT_FOR_READER: &str = "[left out]";
/// The word of the setting by which agencies get every case that they are not kept out of.
const EVERY_CASE: &str = "every-case";

/// What a paper of a meeting is built from.
#[derive(Debug, Clone)]
pub struct ForReader {
    /// The facts that are left.
    pub facts: Statement,
    /// What went, each with its reason.
    pub left_out: Vec<LeftOut>,
    /// What may stand in no sentence.
    pub withheld: Withholding,
}

/// The facts of the meeting a paper is about, as its reader may see them.
///
/// # Errors
/// When the record cannot be read, or the paper is not about a meeting.
pub fn for_reader(with: &Looking<'_>, wanted: &Wanted) -> Result<ForReader, Refusal> {
    let meeting = wanted.subject.meeting().ok_or_else(|| Refusal::rule("this paper is about a meeting"))?;
    let rows = with.rows();
    let meeting: Meeting = rows.get(meeting)?;
    let facts = statement::gather(&rows, with.area, &meeting)?;
    let held: Vec<Uuid> = facts.cases.iter().map(|case| case.case).collect();
    let mut withheld = Withholding::new();
    let narrowed = match &wanted.edition {
        Edition::Full => narrow(facts, View::Full),
        Edition::Redacted => narrow(facts, View::Without(Withheld::ALL)),
        Edition::Agency(key) => {
            let walls = Walls::of(&rows, key)?;
            let every_case =
                with.area.settings.text(SettingKey::AgencyMinutes, meeting.on).as_deref() == Some(EVERY_CASE);
            let name = with.area.agency_said(key);
            let narrowed = narrow(facts, View::Agency { name, walls: &walls, every_case });
            strangers(&rows, &walls, &narrowed.facts, &mut withheld)?;
            narrowed
        }
    };
    let (mut facts, mut left_out) = (narrowed.facts, narrowed.left_out);
    for case in held {
        keep_off(&rows, case, &mut withheld)?;
    }
    let numbered = with.area.forum(&meeting.forum)?.case_kind == CaseKind::Subject;
    if numbered && wanted.kind != PaperKind::VictimAnnex {
        apart(&rows, &mut facts, &mut left_out, &mut withheld)?;
    }
    Ok(ForReader { facts, left_out, withheld })
}

/// New and refuge addresses and numbers of everybody in a case.
///
/// # Errors
/// When the record cannot be read.
pub fn keep_off(rows: &Changes<'_>, case: Uuid, withheld: &mut Withholding) -> Result<(), Refusal> {
    for party in rows.find::<Party>("case", &Id::<Case>::new(case))? {
        for contact in rows.find::<Contact>("person", &party.person)? {
            if contact.restricted {
                withheld.add_contact(contact.value.reveal(), KEPT_OFF);
            }
        }
    }
    Ok(())
}

/// People of cases the reader is kept out of, unless they are parties of a case the reader has; and those references.
fn strangers(
    rows: &Changes<'_>,
    walls: &Walls,
    facts: &Statement,
    withheld: &mut Withholding,
) -> Result<(), Refusal> {
    let mut known = BTreeSet::new();
    for case in &facts.cases {
        known.extend(
            rows.find::<Party>("case", &Id::<Case>::new(case.case))?.iter().map(|party| party.person),
        );
    }
    for case in walls.cases() {
        for party in rows.find::<Party>("case", &Id::<Case>::new(*case))? {
            if !known.contains(&party.person) {
                named(rows, party.person, NOT_FOR_READER, withheld)?;
            }
        }
    }
    for reference in walls.references() {
        withheld.add(reference, NOT_FOR_READER);
    }
    Ok(())
}

/// Withholds a person's names.
fn named(rows: &Changes<'_>, id: Id<Person>, label: &str, withheld: &mut Withholding) -> Result<(), Refusal> {
    let person: Person = rows.get(id)?;
    withheld.add_name(person.forename.reveal(), person.surname.reveal(), label);
    for alias in rows.find::<Alias>("person", &id)? {
        if alias.name.reveal().contains(' ') {
            withheld.add(alias.name.reveal(), label);
        }
    }
    Ok(())
}

/// Somebody harmed by the subject of a case, as minutes number them and the annex names them.
#[derive(Debug, Clone)]
pub struct Harmed {
    /// Number within the case, from 1.
    pub number: usize,
    /// Who.
    pub person: Person,
    /// References of the other cases that hold them as a victim.
    pub cases: Vec<String>,
}

/// Victims of the subject of a case: its own parties, and the victims of cases elsewhere whose perpetrator is the subject.
///
/// # Errors
/// When the record cannot be read.
pub fn harmed(rows: &Changes<'_>, case: Id<Case>) -> Result<Vec<Harmed>, Refusal> {
    let parties = rows.find::<Party>("case", &case)?;
    let mut found: Vec<Harmed> = Vec::new();
    let mut add = |party: &Party, of: Option<Case>| -> Result<(), Refusal> {
        let at = found.iter().position(|harmed| harmed.person.id == party.person);
        let at = match at {
            Some(at) => at,
            None => {
                let number = found.len() + 1;
                let person = rows.get(party.person)?;
                found.push(Harmed { number, person, cases: Vec::new() });
                number - 1
            }
        };
        if let Some(harmed) = found.get_mut(at) {
            harmed.cases.extend(of.map(|case| case.reference));
        }
        Ok(())
    };
    for party in parties.iter().filter(|party| party.role == PartyRole::Victim) {
        add(party, None)?;
    }
    for subject in parties.iter().filter(|party| party.role == PartyRole::Perpetrator) {
        let mut elsewhere = places(rows, &one_person(rows, subject.person)?)?;
        elsewhere.retain(|(party, _)| party.case != case && party.role == PartyRole::Perpetrator);
        elsewhere.sort_by_key(|(party, _)| party.case);
        for (other, of) in elsewhere {
            for party in rows.find::<Party>("case", &other.case)? {
                if party.role == PartyRole::Victim {
                    add(&party, Some(of.clone()))?;
                }
            }
        }
    }
    Ok(found)
}

/// Withholds the names of victims where the case is of a forum about perpetrators, as its minutes do.
///
/// # Errors
/// When the record cannot be read.
pub fn numbered(
    rows: &Changes<'_>,
    area: &AreaData,
    case: Id<Case>,
    withheld: &mut Withholding,
) -> Result<(), Refusal> {
    let case: Case = rows.get(case)?;
    if area.kind_of(&case.forum) != Some(CaseKind::Subject) {
        return Ok(());
    }
    for one in harmed(rows, case.id)? {
        named(rows, one.person.id, &format!("victim {} of {}", one.number, case.reference), withheld)?;
    }
    Ok(())
}

/// In a forum about perpetrators victims are numbered, and named in the annex alone.
fn apart(
    rows: &Changes<'_>,
    facts: &mut Statement,
    left_out: &mut Vec<LeftOut>,
    withheld: &mut Withholding,
) -> Result<(), Refusal> {
    for case in &mut facts.cases {
        let people = harmed(rows, Id::new(case.case))?;
        for one in &people {
            named(rows, one.person.id, &format!("victim {} of {}", one.number, case.reference), withheld)?;
        }
        let children = std::mem::take(&mut case.children).len();
        if case.victim.is_some() {
            take(Withheld::VictimDetails, case);
            if let Some(victim) = &mut case.victim {
                victim.name = Private::from("victim 1: see the annex");
            }
        }
        let count = people.len() + children;
        if count > 0 {
            let what = format!("{}: {count} who may be harmed", case.reference);
            left_out.push(LeftOut { what, why: "named in the victim annex only".to_owned() });
        }
    }
    Ok(())
}
