//! A case of two people: what is shared, and each person apart.

use std::cmp::Reverse;

use super::{Looking, agency_choices, case};
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::rows::case::{Case, PartyRole};
use crate::domain::rows::couple::{Allocation, Consent, Criterion, Need, Passage, StepTaken, TeamRole};
use crate::domain::rows::person::Person;
use crate::domain::rules::eligibility;
use crate::domain::tools::forum::{CaseKind, Forum};
use crate::service::ask::{
    CoupleStory, CriterionLine, NeedLine, PartyLine, PassageLine, PersonSection, ScaleLine, WorkerLine,
};

/// Everything kept of a case with its people apart.
pub fn story(with: &Looking<'_>, id: Id<Case>) -> Result<CoupleStory, Refusal> {
    let rows = with.rows();
    let story = case::story(with, id)?;
    let forum = with.area.forum(&story.case.forum)?;
    let judged = rows.find::<Criterion>("case", &id)?;
    let allocations = rows.find::<Allocation>("case", &id)?;
    let coordinator = allocations.iter().find(|row| row.role == TeamRole::Coordinator && row.until.is_none());
    let mut passages = rows.find::<Passage>("case", &id)?;
    passages.sort_by_key(|row| Reverse((row.on, row.id)));
    let above = |other: &&Forum| {
        other.key != forum.key && matches!(other.case_kind, CaseKind::Victim | CaseKind::Subject)
    };
    let people = story.parties.iter().map(|party| section(with, forum, id, party, &allocations));
    Ok(CoupleStory {
        forum: forum.code.clone(),
        eligibility: eligibility(&rows, with.area, &story.case, with.now.today())?,
        criteria: criteria(forum, &judged),
        people: people.collect::<Result<_, _>>()?,
        coordinator: coordinator.map(|row| worker(with, row)),
        passages: passages.into_iter().map(|row| passage(with, row)).collect::<Result<_, _>>()?,
        needs: forum.need.iter().map(|need| (need.key.clone(), need.label.clone())).collect(),
        scales: forum
            .scale
            .iter()
            .map(|scale| (scale.key.clone(), scale.label.clone(), scale.steps.clone()))
            .collect(),
        above: with.area.forums.iter().filter(above).map(|one| (one.key.clone(), one.code.clone())).collect(),
        agencies: agency_choices(with),
        story,
    })
}

fn criteria(forum: &Forum, judged: &[Criterion]) -> Vec<CriterionLine> {
    let line = |key: &str, label: &str| {
        let answer = Criterion::newest(judged, key);
        CriterionLine {
            key: key.to_owned(),
            label: label.to_owned(),
            met: answer.map(|row| row.met),
            figure: answer.and_then(|row| row.figure),
            reason: answer.and_then(|row| row.reason.clone()),
            on: answer.map(|row| row.on),
        }
    };
    forum.criterion.iter().map(|criterion| line(&criterion.key, &criterion.label)).collect()
}

fn worker(with: &Looking<'_>, row: &Allocation) -> WorkerLine {
    let agency = with.area.agency_said(&row.agency).to_owned();
    WorkerLine { agency, worker: row.worker.clone(), since: row.on }
}

fn passage(with: &Looking<'_>, row: Passage) -> Result<PassageLine, Refusal> {
    let other = row.other.map(|other| with.rows().look::<Case>(other)).transpose()?.flatten();
    let to = row.to.unwrap_or_default();
    let to = with.area.forum(&to).map_or(to, |forum| forum.code.clone());
    let other = other.map(|case| case.reference);
    Ok(PassageLine { direction: row.direction, to, other, reason: row.reason, on: row.on })
}

/// What is kept of one person alone.
fn section(
    with: &Looking<'_>,
    forum: &Forum,
    case: Id<Case>,
    party: &PartyLine,
    allocations: &[Allocation],
) -> Result<PersonSection, Refusal> {
    let rows = with.rows();
    let person: Id<Person> = party.person.id;
    let mut needs = rows.find::<Need>("case", &case)?;
    needs.retain(|row| row.person == person);
    needs.sort_by_key(|row| (row.met.is_some(), Reverse(row.on), row.id));
    let kind = |key: &str| {
        forum
            .need
            .iter()
            .find(|need| need.key == key)
            .map_or_else(|| key.to_owned(), |need| need.label.clone())
    };
    let mut consent = rows.find::<Consent>("case", &case)?;
    consent.retain(|row| row.person == person);
    consent.sort_by_key(|row| Reverse((row.on, row.at, row.id)));
    let mut steps = rows.find::<StepTaken>("case", &case)?;
    steps.retain(|row| row.person == person);
    steps.sort_by_key(|row| Reverse((row.on, row.at, row.id)));
    let scales = forum.scale.iter().map(|scale| {
        let steps: Vec<StepTaken> = steps.iter().filter(|row| row.scale == scale.key).cloned().collect();
        let said = steps.first().map(|row| scale.said(row.step)).unwrap_or_default();
        ScaleLine { key: scale.key.clone(), label: scale.label.clone(), said, steps }
    });
    let navigator = allocations
        .iter()
        .find(|row| row.role == TeamRole::Navigator && row.until.is_none() && row.person == Some(person));
    let label = match party.role {
        PartyRole::Victim => &forum.labels.victim,
        PartyRole::Perpetrator => &forum.labels.perpetrator,
    };
    Ok(PersonSection {
        person,
        role: party.role,
        label: label.clone(),
        name: party.person.listed(),
        age: party.age,
        needs: needs.into_iter().map(|row| NeedLine { kind: kind(&row.kind), row }).collect(),
        consent,
        navigator: navigator.map(|row| worker(with, row)),
        scales: scales.collect(),
    })
}
