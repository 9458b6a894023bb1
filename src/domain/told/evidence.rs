//! A letter about somebody said to cause harm, to a body that decides on it: days, facts, and who recorded them. No opinion,
//! no name but that of the person it is about.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::head::CaseHead;
use super::kept::{names, names_nobody, names_of, others};
use crate::domain::area::AreaData;
use crate::domain::calendar::show_day_year;
use crate::domain::desk::names_a_party;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::paper::{LeftOut, PaperKind};
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::rows::action::Action;
use crate::domain::rows::agenda::{AgendaItem, Information, ItemState};
use crate::domain::rows::case::{
    Case, Happening, HappeningEnd, HappeningKind, Party, PartyRole, Referral, ReferralStanding,
};
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::minutes::Issued;
use crate::domain::rows::subject::{Incident, Nomination, Stage, StageMove};
use crate::domain::rules::{one_person, opposing, places};
use crate::domain::statement::{PersonFacts, people_of};
use crate::domain::tools::papers::{Letter, Passage, Placeholder};

/// Everything an evidence letter says.
#[derive(Debug, Clone)]
pub struct EvidenceFacts {
    /// Its head.
    pub head: CaseHead,
    /// The area's words around the facts.
    pub passages: Vec<Passage>,
    /// Whom it is about.
    pub about: Vec<PersonFacts>,
    /// The facts, the oldest first: day, what, who recorded it.
    pub facts: Vec<(Date, Private, String)>,
    /// What is not in it, and why.
    pub left_out: Vec<LeftOut>,
}

/// What is asked of a letter.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The body it goes to.
    pub to: &'a str,
    /// What it supports.
    pub purpose: Option<&'a Private>,
    /// Why it is written although it may bring opposing sides together.
    pub despite: Option<&'a Private>,
}

/// Gathers an evidence letter about the perpetrators of a case.
///
/// # Errors
/// When nobody is named to write to, it would go to somebody of the case, nothing says what it supports, or it may bring
/// opposing sides' details together and nobody said why it is written all the same.
pub fn evidence(
    changes: &Changes<'_>,
    area: &AreaData,
    id: Id<Case>,
    today: Date,
    asked: Asked<'_>,
) -> Result<EvidenceFacts, Refusal> {
    let case: Case = changes.get(id)?;
    let to = asked.to.trim();
    if to.is_empty() {
        return Err(Refusal::rule("say which body the letter goes to"));
    }
    let everybody = names(changes, id)?;
    names_nobody("the recipient", &to.into(), &everybody)?;
    let purpose = asked.purpose.filter(|words| !words.reveal().trim().is_empty()).ok_or_else(|| {
        Refusal::rule("say what the letter supports, as in \"in support of an application for an order\"")
    })?;
    let parties = changes.find::<Party>("case", &id)?;
    let about: BTreeSet<Id<Party>> =
        parties.iter().filter(|party| party.role == PartyRole::Perpetrator).map(|party| party.id).collect();
    let people = people_of(changes, id, today)?.into_iter();
    let people: Vec<PersonFacts> =
        people.filter(|(party, _)| about.contains(&party.id)).map(|(_, facts)| facts).collect();
    if people.is_empty() {
        return Err(Refusal::rule(format!("{} names nobody such a letter could be about", case.reference)));
    }
    let mut own = Vec::new();
    for party in parties.iter().filter(|party| about.contains(&party.id)) {
        own.extend(names_of(changes, &one_person(changes, party.person)?)?);
    }
    let others = others(&everybody, &own);
    names_nobody("what the letter supports", purpose, &others)?;
    if asked.despite.is_none_or(|reason| reason.reveal().trim().is_empty())
        && let Some(why) = brings_together(changes, &case, to)?
    {
        return Err(Refusal::rule(format!(
            "the letter may bring opposing sides' details together: {why}; give a reason to write it all the same"
        )));
    }
    let head = CaseHead::of(area, &case, today, to)?;
    let mut letter = EvidenceFacts {
        passages: passages(area, &head, purpose, &people),
        head,
        about: people.into_iter().map(without_relationship).collect(),
        facts: Vec::new(),
        left_out: Vec::new(),
    };
    letter.gather(changes, area, &case, &others)?;
    letter.leave_out(changes, &case)?;
    Ok(letter)
}

/// What somebody is to the victim would tell who that is.
fn without_relationship(person: PersonFacts) -> PersonFacts {
    PersonFacts { relationship: None, interpreter: None, ..person }
}

/// Why a letter to this body may bring opposing sides' details together; nothing when nothing speaks for it.
fn brings_together(changes: &Changes<'_>, case: &Case, to: &str) -> Result<Option<String>, Refusal> {
    for party in changes.find::<Party>("case", &case.id)? {
        let all = places(changes, &one_person(changes, party.person)?)?;
        let opposite = all.iter().find(|(place, _)| place.role != party.role);
        if let Some((place, there)) = opposite {
            return Ok(Some(format!(
                "the {} of this case is {} in {}",
                party.role, place.role, there.reference
            )));
        }
    }
    let cautions = opposing::cautions(changes, case)?;
    if let Some(caution) = cautions.iter().find(|caution| caution.contact.is_some()) {
        return Ok(Some(format!("the {} has the {}", caution.role, caution.words)));
    }
    const OF_THE_VICTIM: &[PaperKind] = &[PaperKind::IdvaNotice, PaperKind::TransferPack];
    let issued = changes.find::<Issued>("case", &case.id)?;
    let held = issued
        .iter()
        .find(|copy| OF_THE_VICTIM.contains(&copy.paper) && copy.recipient.trim().eq_ignore_ascii_case(to));
    Ok(held.map(|copy| format!("{to} was sent the {} of this case, which is about the victim", copy.paper)))
}

fn passages(area: &AreaData, head: &CaseHead, purpose: &Private, people: &[PersonFacts]) -> Vec<Passage> {
    let date = show_day_year(head.on);
    let named: Vec<&str> = people.iter().map(|person| person.name.reveal()).collect();
    area.papers.template(Letter::Evidence).passages(&[
        (Placeholder::Reference, &head.reference),
        (Placeholder::Date, &date),
        (Placeholder::Recipient, &head.recipient),
        (Placeholder::Forum, &head.forum),
        (Placeholder::Area, &head.area),
        (Placeholder::Purpose, purpose.reveal().trim()),
        (Placeholder::Person, &named.join(" and ")),
    ])
}

/// Dates that courts, prisons and the police set: what somebody else is planning is not a fact of the past.
const SET: &[HappeningKind] = &[
    HappeningKind::Release,
    HappeningKind::Custody,
    HappeningKind::Court,
    HappeningKind::SpecialistCourt,
    HappeningKind::Bail,
    HappeningKind::BailConditions,
    HappeningKind::OrderBegins,
    HappeningKind::Order,
    HappeningKind::Licence,
];

impl EvidenceFacts {
    fn gather(
        &mut self,
        changes: &Changes<'_>,
        area: &AreaData,
        case: &Case,
        others: &[Private],
    ) -> Result<(), Refusal> {
        let forum = self.head.forum.clone();
        let id = case.id;
        for row in changes.find::<Incident>("case", &id)? {
            let words = format!("{}, recorded as {}", row.offence, row.role);
            self.facts.push((row.on, words.into(), "police records".to_owned()));
        }
        for row in changes.find::<Referral>("case", &id)? {
            if row.standing != ReferralStanding::Duplicate {
                self.facts.push((row.received, "referred".into(), forum.clone()));
            }
        }
        for row in changes.find::<Nomination>("case", &id)? {
            self.facts.push((row.on, "nominated".into(), forum.clone()));
        }
        for row in changes.find::<AgendaItem>("case", &id)? {
            let meeting: Meeting = changes.get(row.meeting)?;
            if row.state == ItemState::Heard {
                let words = format!("considered at the meeting {}", meeting.reference);
                self.facts.push((meeting.on, words.into(), forum.clone()));
            }
        }
        for row in changes.find::<StageMove>("case", &id)? {
            let words = match row.stage {
                Stage::Accepted => "taken on by the forum",
                Stage::Discharged => "left the forum",
                Stage::ReEntered => "came back to the forum",
                _ => continue,
            };
            self.facts.push((row.on, words.into(), forum.clone()));
        }
        for row in changes.find::<Happening>("case", &id)? {
            if SET.contains(&row.kind) && row.ended != Some(HappeningEnd::Cancelled) {
                let source = row.source.as_deref().map_or("source not recorded", |key| area.agency_name(key));
                let named = names_a_party(&row.words, others).is_some();
                let words = if row.words.is_empty() || named {
                    row.named()
                } else {
                    format!("{}: {}", row.named(), row.words.reveal())
                };
                if named {
                    let what = format!("{}: words on {} of {}", case.reference, row.named(), row.on);
                    self.left_out.push(LeftOut { what, why: NAMES_ANOTHER.to_owned() });
                }
                self.facts.push((row.on, words.into(), source.to_owned()));
            }
        }
        self.facts.sort_by(|one, other| (one.0, one.1.reveal()).cmp(&(other.0, other.1.reveal())));
        Ok(())
    }

    /// Tells what such a letter never holds.
    fn leave_out(&mut self, changes: &Changes<'_>, case: &Case) -> Result<(), Refusal> {
        let parties = changes.find::<Party>("case", &case.id)?;
        let victims = parties.iter().filter(|party| party.role == PartyRole::Victim).count();
        let said = changes.find::<Information>("case", &case.id)?.len();
        let actions = changes.find::<Action>("case", &case.id)?.len();
        for (count, what, why) in [
            (
                victims,
                "who is harmed",
                "consent to be named in a letter is not recorded; add them by hand if they give it",
            ),
            (
                said,
                "what agencies said",
                "a letter does not hand on another agency's words; ask each of them for its own",
            ),
            (actions, "actions", "what agencies do is theirs to tell"),
        ] {
            if count > 0 {
                let what = format!("{}: {what} ({count})", case.reference);
                self.left_out.push(LeftOut { what, why: why.to_owned() });
            }
        }
        Ok(())
    }
}

const NAMES_ANOTHER: &str = "they name somebody else of the case";
