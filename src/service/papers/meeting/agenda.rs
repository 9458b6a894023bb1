//! The facts of an agenda with its case list, for one reader.

use std::collections::BTreeMap;

use super::label;
use super::owed::{expiring, outstanding};
use crate::domain::calendar::show_day;
use crate::domain::desk::{self, ChangeKind, Grounds};
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::rows::agenda::ItemState;
use crate::domain::rows::case::{Case, Party, PartyRole};
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::person::ContactKind;
use crate::domain::rows::subject::Stage;
use crate::domain::rules::opposing;
use crate::domain::statement::{self, CaseFacts, PersonFacts, PlanFacts};
use crate::domain::told::Reader;
use crate::domain::told::agenda::{AgendaFacts, ListedCase, ListedPerson, PlanLine, SubjectLine};
use crate::domain::tools::forum::{CaseKind, Forum};
use crate::service::ask::{Agenda, ItemLine};
use crate::service::look::{actions, agenda, subject};
use crate::service::looking::Looking;
use crate::service::subjects::{TopFilter, TopLine};

/// Gathers an agenda. Cases the reader is kept out of are absent, and the rest numbered anew.
pub fn gather(with: &Looking<'_>, id: Id<Meeting>, reader: &Reader<'_>) -> Result<AgendaFacts, Refusal> {
    let rows = with.rows();
    let agenda = agenda::agenda(with, id)?;
    let forum = with.area.forum(&agenda.meeting.forum)?;
    let told = statement::gather(&rows, with.area, &agenda.meeting)?;
    let facts: BTreeMap<_, _> = told.cases.into_iter().map(|case| (case.case, case)).collect();
    let subjects = subjects(with, agenda.kind)?;
    let (mut cases, mut off) = (Vec::new(), Vec::new());
    for line in &agenda.items {
        if !reader.sees(line.item.case)? || !asked_in(with, &agenda, reader, line)? {
            continue;
        }
        if line.item.state.is_off() {
            let what = if line.item.state == ItemState::Withdrawn { "taken off" } else { "deferred" };
            off.push((line.case.reference.clone(), what.to_owned()));
            continue;
        }
        let Some(facts) = facts.get(&line.item.case.uuid()) else { continue };
        let mut case = listed(with, forum, reader, line, facts)?;
        case.number = cases.len() + 1;
        case.standing = subjects.get(&line.item.case).map(standing);
        cases.push(case);
    }
    let whole = !reader.lacks_cases();
    if !whole {
        // A gap between two times would tell that a case stands there.
        cases.iter_mut().for_each(|case| case.begins = None);
    }
    let expiring =
        statement::has_flags(forum).then(|| expiring(with, &agenda.meeting, reader)).transpose()?;
    Ok(AgendaFacts {
        head: super::head(with, &agenda.meeting)?,
        kind: agenda.kind,
        labels: forum.labels.clone(),
        research_due: desk::research_due(with.area, agenda.meeting.on),
        asked: asked(&agenda),
        confidentiality: forum.confidentiality.clone(),
        ends: Some(agenda.ends).filter(|_| whole && !cases.is_empty()),
        breaks: agenda.around.breaks.iter().map(|planned| (planned.at, planned.minutes)).collect(),
        order: forum.item.iter().map(|item| (item.title.clone(), item.words.clone())).collect(),
        outstanding: outstanding(with, id, reader)?,
        cases,
        off,
        expiring,
        next: agenda.next,
    })
}

/// Names of the agencies expected; one whose part in a case is a place is not named.
fn asked(agenda: &Agenda) -> Vec<String> {
    let expected = agenda.agencies.iter().filter(|agency| agency.core && !agency.off_list);
    expected.map(|agency| agency.name.clone()).collect()
}

/// Whether an agency that is not expected, and is asked in for some cases, is asked in for this one.
fn asked_in(
    with: &Looking<'_>,
    agenda: &Agenda,
    reader: &Reader<'_>,
    line: &ItemLine,
) -> Result<bool, Refusal> {
    let Some(key) = reader.agency() else { return Ok(true) };
    let expected = agenda.agencies.iter().any(|agency| agency.key == key && agency.core);
    if expected || agenda.table.belongs(key, line.item.case) {
        return Ok(true);
    }
    let name = actions::agency(with, key)?;
    reader.leave_out_case(line.case.reference.clone(), format!("{name} is asked in for other cases only"));
    Ok(false)
}

/// Every subject on the ranked list; none for other kinds of case.
fn subjects(with: &Looking<'_>, kind: CaseKind) -> Result<BTreeMap<Id<Case>, TopLine>, Refusal> {
    if kind != CaseKind::Subject {
        return Ok(BTreeMap::new());
    }
    let every = TopFilter { every: true, ..TopFilter::default() };
    Ok(subject::top(with, every)?.lines.into_iter().map(|line| (line.case, line)).collect())
}

/// Where a subject stands, in words.
fn standing(subject: &TopLine) -> SubjectLine {
    let change = match subject.change {
        Some(0) => ", as a month before".to_owned(),
        Some(more) if more > 0 => format!(", {more} more than a month before"),
        Some(less) => format!(", {} fewer than a month before", less.unsigned_abs()),
        None => String::new(),
    };
    let score = subject.total.map_or_else(|| "not scored".to_owned(), |total| format!("{total}{change}"));
    let stage = match (subject.stage, subject.reviewed) {
        (Stage::ExitProposed, _) => "proposed for leaving".to_owned(),
        (Stage::Identified | Stage::Nominated | Stage::Screened | Stage::Deferred, _) => "new".to_owned(),
        (stage, Some(last)) => format!("{stage}, last reviewed {}", show_day(last)),
        (stage, None) => format!("{stage}, first review"),
    };
    let overdue = if subject.overdue { ", review overdue" } else { "" };
    SubjectLine { rank: Some(subject.rank), score, stage: format!("{stage}{overdue}") }
}

/// One case, less what must not stand on a list.
fn listed(
    with: &Looking<'_>,
    forum: &Forum,
    reader: &Reader<'_>,
    line: &ItemLine,
    facts: &CaseFacts,
) -> Result<ListedCase, Refusal> {
    Ok(ListedCase {
        number: 0,
        reference: facts.reference.clone(),
        begins: Some(line.begins),
        late: line.since.iter().any(|change| change.kind == ChangeKind::Added),
        people: people(with, forum, line.item.case, reader)?,
        children: facts.children.clone(),
        referrer: referrer(with, reader, facts),
        received: facts.received,
        why: why(with, forum, line.item.case, facts)?,
        repeat_of: facts.repeat_of,
        beside: beside(with, reader, facts)?,
        standing: None,
        plan: facts.plan.as_ref().map(plan),
    })
}

/// The criteria met, each with its figure; what is narrative stays with the case.
pub fn why(with: &Looking<'_>, forum: &Forum, case: Id<Case>, facts: &CaseFacts) -> Result<String, Refusal> {
    if let Some(met) = &facts.met {
        let labels: Vec<&str> = met.iter().map(|(label, _)| label.as_str()).collect();
        return Ok(if labels.is_empty() {
            "no criterion recorded as met".to_owned()
        } else {
            labels.join("; ")
        });
    }
    if forum.case_kind != CaseKind::Victim {
        return Ok(String::new());
    }
    let grounds = Grounds::of(&with.rows(), with.area, case, with.now.today())?;
    let figure = if grounds.high_risk.is_met() { String::new() } else { format!("; {}", facts.risk_figure) };
    Ok(format!("{}{figure}", grounds.in_words()))
}

/// Who referred. An agency whose part in a case tells where somebody is, is named to the office only.
fn referrer(with: &Looking<'_>, reader: &Reader<'_>, facts: &CaseFacts) -> String {
    let tells = with.area.agencies.agency.iter().any(|one| one.off_list && one.said() == facts.referrer);
    if tells && reader.agency().is_some() {
        reader.hold_back(facts.reference.clone(), "who referred tells where somebody is");
        return "an agency the coordinator names".to_owned();
    }
    facts.referrer.clone()
}

/// The case beside it, if the reader may see that one.
fn beside(with: &Looking<'_>, reader: &Reader<'_>, facts: &CaseFacts) -> Result<Option<String>, Refusal> {
    let Some(reference) = &facts.linked else { return Ok(None) };
    for other in with.rows().find::<Case>("reference", reference)? {
        if !reader.sees(other.id)? {
            return Ok(None);
        }
    }
    Ok(Some(reference.clone()))
}

/// Who a case is about. Victims of a subject are not named unless the forum's file says so.
fn people(
    with: &Looking<'_>,
    forum: &Forum,
    case: Id<Case>,
    reader: &Reader<'_>,
) -> Result<Vec<ListedPerson>, Refusal> {
    let rows = with.rows();
    let mut people = statement::people_of(&rows, case, with.now.today())?;
    people.sort_by_key(|(party, _)| (party.role, party.id));
    let reference = rows.get::<Case>(case)?.reference;
    let unnamed = forum.case_kind == CaseKind::Subject && !forum.victims_on_agenda;
    if unnamed && people.iter().any(|(party, _)| party.role == PartyRole::Victim) {
        reader.hold_back(reference.clone(), "victims of a subject are not named on the agenda");
        people.retain(|(party, _)| party.role != PartyRole::Victim);
    }
    if forum.case_kind == CaseKind::Subject {
        people.sort_by_key(|(party, _)| (std::cmp::Reverse(party.role), party.id));
    }
    let line = |(party, person): (Party, PersonFacts)| {
        Ok(ListedPerson {
            label: label(forum, party.role),
            addresses: addresses(with, &party, &reference, reader)?,
            person,
        })
    };
    people.into_iter().map(line).collect()
}

/// The addresses of somebody that may stand on a list; a new or refuge address never does.
fn addresses(
    with: &Looking<'_>,
    party: &Party,
    reference: &str,
    reader: &Reader<'_>,
) -> Result<Vec<crate::domain::private::Private>, Refusal> {
    let rows = with.rows();
    let all = rows.find::<crate::domain::rows::person::Contact>("person", &party.person)?;
    if all.iter().any(|contact| contact.kind == ContactKind::Address && contact.restricted) {
        reader.hold_back(reference, format!("a new or refuge address of the {} is on no paper", party.role));
    }
    let mut shown = opposing::shown_contacts(&rows, party.person)?;
    shown.retain(|contact| {
        contact.person == party.person && contact.kind == ContactKind::Address && contact.stopped.is_none()
    });
    Ok(shown.into_iter().map(|contact| contact.value).collect())
}

/// An item of a delivery plan, in short.
fn plan(item: &PlanFacts) -> PlanLine {
    PlanLine {
        priority: item.priority.clone(),
        objective: item.objective.clone(),
        owner: item.owner.clone(),
        stands: item.rag.as_ref().map_or_else(|| item.state.to_string(), |(rag, _)| rag.to_string()),
        milestone: item.milestone.clone(),
    }
}
