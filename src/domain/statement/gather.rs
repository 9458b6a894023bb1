//! Gathering the facts of a meeting from the record.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime};

use super::case::{ActionFacts, CaseFacts, EVERYBODY, InformationFacts, PersonFacts, RiskFacts};
use super::meeting::{AttendanceFacts, MeetingFacts, OutstandingFacts, PauseFacts};
use super::{Statement, about};
use crate::domain::area::AreaData;
use crate::domain::calendar::{add_days, add_months, show_day};
use crate::domain::facts::Changes;
use crate::domain::flag::FlagStanding;
use crate::domain::happening::whereabouts;
use crate::domain::id::Id;
use crate::domain::presence::{Present, Table, missing_among, quorum};
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::rows::action::{Action, ActionState, Review, ReviewOutcome};
use crate::domain::rows::agenda::{AgendaItem, Decision, Information, InformationKind, Note, Risk};
use crate::domain::rows::assessment::Assessment;
use crate::domain::rows::case::{
    Case, CaseState, Child, Happening, Party, PartyRole, Referral, ReferralStanding, Views, Wall,
};
use crate::domain::rows::flag::Flag;
use crate::domain::rows::meeting::{Attendance, Meeting, MeetingState};
use crate::domain::rows::minutes::Section;
use crate::domain::rows::pathway::{Pathway, UnmetNeed};
use crate::domain::rows::person::{Alias, Person};
use crate::domain::rows::safety::SafetyCheck;
use crate::domain::rows::sitting::{MinuteTaking, Research, Waiver};
use crate::domain::rows::subject::Scored;
use crate::domain::tools::forum::{Forum, ItemKind};
use crate::domain::tools::settings::SettingKey;

/// Gathers the statement of a meeting: what was stored at its approval, or the facts as they stand.
///
/// # Errors
/// When the record cannot be read, or a stored section is not understood.
pub fn gather(changes: &Changes<'_>, area: &AreaData, meeting: &Meeting) -> Result<Statement, Refusal> {
    if meeting.approved.is_some() {
        return stated(changes, meeting);
    }
    let mut items = changes.find::<AgendaItem>("meeting", &meeting.id)?;
    items.sort_by_key(|item| item.position);
    let table = Table::read(changes, meeting)?;
    let gathering = Gathering { changes, area, meeting, table };
    Ok(Statement {
        meeting: gathering.head()?,
        outstanding: gathering.outstanding()?,
        cases: items.iter().map(|item| gathering.case(item)).collect::<Result<_, _>>()?,
        addenda: Vec::new(),
        narrowed: false,
    })
}

/// Reads back what approval stored.
fn stated(changes: &Changes<'_>, meeting: &Meeting) -> Result<Statement, Refusal> {
    let mut sections = changes.find::<Section>("meeting", &meeting.id)?;
    sections.sort_by_key(|section| (section.position, section.id));
    let mut head = None;
    let (mut outstanding, mut cases, mut addenda) = (Vec::new(), Vec::new(), Vec::new());
    for section in &sections {
        match section.kind.as_str() {
            "meeting" => head = Some(read(section)?),
            "outstanding" => outstanding.push(read(section)?),
            "case" => cases.push(read(section)?),
            _ => addenda.push(read(section)?),
        }
    }
    let meeting = head.ok_or(Refusal::Gone { what: "statement of the meeting" })?;
    Ok(Statement { meeting, outstanding, cases, addenda, narrowed: false })
}

fn read<T: serde::de::DeserializeOwned>(section: &Section) -> Result<T, Refusal> {
    serde_json::from_str(section.body.reveal()).map_err(|error| {
        Refusal::Record(format!("section {} of the minutes is not understood: {error}", section.position))
    })
}

struct Gathering<'a> {
    changes: &'a Changes<'a>,
    area: &'a AreaData,
    meeting: &'a Meeting,
    table: Table,
}

impl Gathering<'_> {
    fn head(&self) -> Result<MeetingFacts, Refusal> {
        let (meeting, forum) = (self.meeting, self.area.forum(&self.meeting.forum)?);
        Ok(MeetingFacts {
            area: self.area.name.clone(),
            forum: forum.name.clone(),
            reference: meeting.reference.clone(),
            marking: forum.marking.clone(),
            victim_label: forum.labels.victim.clone(),
            perpetrator_label: forum.labels.perpetrator.clone(),
            on: meeting.on,
            starts: meeting.starts,
            opened: meeting.opened,
            closed: meeting.closed,
            venue: meeting.venue.clone(),
            chair: meeting.chair.clone(),
            minute_taker: meeting.minute_taker.clone(),
            confidentiality: forum.confidentiality.clone(),
            accepted: meeting.confidentiality,
            attendance: self.attendance()?,
            expiries: expiries(self.changes, self.area, meeting)?,
            flags: Some(has_flags(forum)),
            other_business: self.other_business()?,
            next: next_meeting(self.changes, meeting)?,
            minute_takers: self.minute_takers()?,
            pauses: self.pauses(),
            quorum: quorum(self.area, meeting).map(|quorum| quorum.words(|key| self.said(key))),
            waived: self.waived()?,
            approved: None,
        })
    }

    fn attendance(&self) -> Result<Vec<AttendanceFacts>, Refusal> {
        let mut lines = self.table.attendance.clone();
        let heard = self.heard()?;
        let place = |key: &str| self.area.agencies.agency.iter().position(|agency| agency.key == key);
        lines.sort_by_key(|line| place(&line.agency).unwrap_or(usize::MAX));
        let facts = lines.into_iter().map(|line| AttendanceFacts {
            stretches: self.stretches(&line),
            items: self.places(&line.agency, &heard),
            stands_for: line.stands_for,
            observes: line.observes,
            consented: line.consented,
            sent: line.sent,
            agency: self.area.agency_name(&line.agency).to_owned(),
            name: line.name,
            post: line.post,
            presence: line.presence,
            accepted: line.accepted,
            information: line.information,
            arrived: line.arrived,
            left: line.left,
        });
        Ok(facts.collect())
    }

    fn said(&self, key: &str) -> String {
        self.area.agency_said(key).to_owned()
    }

    /// The cases that were begun, each by its place with who was there.
    fn heard(&self) -> Result<Vec<(u32, Vec<Present>)>, Refusal> {
        let mut items = self.changes.find::<AgendaItem>("meeting", &self.meeting.id)?;
        items.retain(|item| item.opened.is_some() && !item.state.is_off());
        items.sort_by_key(|item| item.position);
        let heard = items.into_iter().map(|item| Ok((item.position, self.present(&item)?)));
        heard.collect()
    }

    fn present(&self, item: &AgendaItem) -> Result<Vec<Present>, Refusal> {
        let walls = self.changes.find::<Wall>("case", &item.case)?;
        Ok(self.table.present(item, &walls, self.meeting.closed.unwrap_or(DateTime::MAX)))
    }

    /// Each stretch in which an agency was there, when one arrival and one departure do not tell it.
    fn stretches(&self, line: &Attendance) -> Vec<String> {
        let stretches = self.table.stretches(line);
        if stretches.len() < 2 {
            return Vec::new();
        }
        let days = stretches.iter().map(|(came, _)| came.date()).collect::<BTreeSet<_>>().len();
        let at = |at: DateTime| {
            let clock = at.strftime("%H:%M");
            if days > 1 { format!("{} {clock}", show_day(at.date())) } else { clock.to_string() }
        };
        let words = stretches.into_iter().map(|(came, left)| {
            let until = left.map_or_else(|| "the end".to_owned(), |left| left.strftime("%H:%M").to_string());
            format!("{} to {until}", at(came))
        });
        words.collect()
    }

    /// The places of the cases an agency was there for, when it was not there for all.
    fn places(&self, agency: &str, heard: &[(u32, Vec<Present>)]) -> Option<String> {
        let there = |present: &[Present]| present.iter().any(|one| one.agency == agency);
        let places: Vec<u32> =
            heard.iter().filter(|(_, present)| there(present)).map(|(place, _)| *place).collect();
        (!places.is_empty() && places.len() < heard.len()).then(|| runs(&places))
    }

    /// Who took the minutes, where that changed.
    fn minute_takers(&self) -> Result<Vec<(Private, DateTime)>, Refusal> {
        let mut takers = self.changes.find::<MinuteTaking>("meeting", &self.meeting.id)?;
        takers.sort_by_key(|taking| (taking.began, taking.id));
        Ok(takers.into_iter().map(|taking| (taking.by, taking.began)).collect())
    }

    fn pauses(&self) -> Vec<PauseFacts> {
        let pauses = self.table.pauses.iter();
        pauses
            .map(|pause| PauseFacts { began: pause.began, ended: pause.ended, why: pause.why.clone() })
            .collect()
    }

    fn waived(&self) -> Result<Vec<(DateTime, String, Private)>, Refusal> {
        let mut waived = self.changes.find::<Waiver>("meeting", &self.meeting.id)?;
        waived.sort_by_key(|waiver| (waiver.at, waiver.id));
        Ok(waived.into_iter().map(|waiver| (waiver.at, waiver.missing, waiver.why)).collect())
    }

    /// Agencies that returned that nothing is known of a case, and brought nothing else to it.
    fn nothing_returned(&self, case: Id<Case>) -> Result<Vec<String>, Refusal> {
        let mut said = self.changes.find::<Information>("meeting", &self.meeting.id)?;
        said.retain(|row| row.case == case);
        let mut returned = self.changes.find::<Research>("meeting", &self.meeting.id)?;
        returned.retain(|row| row.case == case && row.kind == InformationKind::NothingKnown);
        returned.retain(|row| said.iter().all(|said| said.agency.as_ref() != Some(&row.agency)));
        let place = |key: &str| self.area.agencies.agency.iter().position(|agency| agency.key == key);
        returned.sort_by_key(|row| place(&row.agency));
        Ok(returned.into_iter().map(|row| self.said(&row.agency)).collect())
    }

    fn other_business(&self) -> Result<Vec<Private>, Refusal> {
        let notes = self.changes.find::<Note>("meeting", &self.meeting.id)?;
        Ok(notes.into_iter().filter(|note| note.case.is_none()).map(|note| note.words).collect())
    }

    /// What was reviewed in this meeting.
    fn outstanding(&self) -> Result<Vec<OutstandingFacts>, Refusal> {
        let mut facts: Vec<OutstandingFacts> = Vec::new();
        for review in self.changes.find::<Review>("meeting", &self.meeting.id)? {
            let action: Action = self.changes.get(review.action)?;
            if action.off_papers {
                continue;
            }
            let earlier = self.changes.find::<Review>("action", &action.id)?;
            let carried = earlier.iter().filter(|other| other.outcome.carries()).count();
            facts.retain(|fact| fact.reference != action.reference);
            facts.push(OutstandingFacts {
                case: action.case.uuid(),
                reference: action.reference.clone(),
                agency: self.area.agency_said(&action.agency).to_owned(),
                words: action.words.clone(),
                due: action.due,
                standing: found(review.outcome, &action),
                note: review.note,
                carried: u32::try_from(carried).unwrap_or(u32::MAX),
            });
        }
        Ok(facts)
    }

    /// Needs this meeting found no service for.
    fn unmet(&self, case: Id<Case>) -> Result<Vec<String>, Refusal> {
        let mut rows = self.changes.find::<UnmetNeed>("case", &case)?;
        rows.retain(|row| row.meeting == Some(self.meeting.id));
        let words =
            |row: UnmetNeed| format!("{} ({}): {}", self.area.need_label(&row.kind), row.whom, row.lack);
        Ok(rows.into_iter().map(words).collect())
    }

    /// Referrals to services agreed in this meeting.
    fn referred(&self, case: Id<Case>) -> Result<Vec<String>, Refusal> {
        let mut rows = self.changes.find::<Pathway>("case", &case)?;
        rows.retain(|row| row.meeting == Some(self.meeting.id));
        Ok(rows.into_iter().map(|row| format!("{} ({})", row.name, row.whom)).collect())
    }

    fn case(&self, item: &AgendaItem) -> Result<CaseFacts, Refusal> {
        let changes = self.changes;
        let case: Case = changes.get(item.case)?;
        let referral = newest(changes.find::<Referral>("case", &case.id)?, |row| {
            (row.standing != ReferralStanding::Duplicate, row.received, row.id)
        });
        let decision = changes
            .find::<Decision>("meeting", &self.meeting.id)?
            .into_iter()
            .find(|row| row.case == case.id);
        let views = newest(changes.find::<Views>("case", &case.id)?, |row| (row.on, row.id));
        let mut happenings = changes.find::<Happening>("case", &case.id)?;
        let now = whereabouts(&case, &happenings, self.meeting.on).map(|now| now.words);
        happenings.retain(|happening| happening.awaited(self.meeting.on));
        happenings.sort_by_key(|happening| happening.on);
        let (actions, carried) = self.actions(&case)?;
        let agency = |key: String| self.area.agency_said(&key).to_owned();
        let filled = |text: &Private| Some(text.clone()).filter(|text| !text.is_empty());
        let linked = case.linked.map(|other| changes.look::<Case>(other)).transpose()?.flatten();
        let walls = changes.find::<Wall>("case", &case.id)?;
        let present = self.present(item)?;
        let trust = decision.as_ref().and_then(|row| row.trust);
        Ok(CaseFacts {
            withheld: BTreeSet::new(),
            trust,
            trust_open: trust.is_none() && !walls.is_empty(),
            no_quorum: item
                .opened
                .map_or_else(Vec::new, |_| missing_among(self.area, self.meeting, &present)),
            nothing_returned: self.nothing_returned(case.id)?,
            unmet: self.unmet(case.id)?,
            referred: self.referred(case.id)?,
            present: item
                .opened
                .map(|_| present.iter().map(|one| (self.said(&one.agency), one.times())).collect()),
            case: case.id.uuid(),
            reference: case.reference.clone(),
            position: item.position,
            state: item.state,
            why: item.why.clone(),
            heard: item.opened.map(|opened| (opened.time(), item.closed.map(DateTime::time))),
            victim: self.people(&case, PartyRole::Victim)?.into_iter().next(),
            perpetrators: self.people(&case, PartyRole::Perpetrator)?,
            children: changes.find::<Child>("case", &case.id)?.iter().map(child_words).collect(),
            referrer: referral.as_ref().map(|row| agency(row.agency.clone())).unwrap_or_default(),
            received: referral.as_ref().map(|row| row.received),
            reason: referral.as_ref().map(|row| row.reason.clone()).unwrap_or_default(),
            criteria: referral.as_ref().map(|row| row.criteria.0.clone()).unwrap_or_default(),
            risk_figure: risk_figure(changes, case.id)?,
            repeat_of: referral.as_ref().and_then(|row| row.repeat_of),
            linked: linked.map(|other| other.reference),
            whereabouts: now,
            happenings: happenings.into_iter().map(foreseen).collect(),
            views: views.map(|row| (row.on, agency(row.agency), row.words)),
            information: self.information(&case)?,
            risks: self.risks(&case)?,
            decision: decision.as_ref().and_then(|row| filled(&row.decision)),
            decision_why: decision.as_ref().and_then(|row| filled(&row.why)),
            considered: decision.as_ref().map(|row| row.considered.0.clone()).unwrap_or_default(),
            notes: self.notes(&case)?,
            carried,
            actions,
            feedback: decision
                .and_then(|row| Some((agency(row.feedback_by?), row.feedback_how, row.feedback_due))),
            deferred: item.deferred.clone().map(|reason| (reason, item.interim.clone())),
            walled: walls.into_iter().map(|wall| agency(wall.agency)).collect(),
            met: about::criteria_met(changes, self.area, &case)?,
            plan: about::plan(changes, self.area, &case, self.meeting.on)?,
        })
    }

    fn people(&self, case: &Case, role: PartyRole) -> Result<Vec<PersonFacts>, Refusal> {
        let people = people_of(self.changes, case.id, self.meeting.on)?.into_iter();
        Ok(people.filter(|(party, _)| party.role == role).map(|(_, person)| person).collect())
    }

    fn information(&self, case: &Case) -> Result<Vec<InformationFacts>, Refusal> {
        let mut rows = self.changes.find::<Information>("meeting", &self.meeting.id)?;
        rows.retain(|row| row.case == case.id);
        let facts = rows.into_iter().map(|row| InformationFacts {
            agency: row.agency.map(|key| self.area.agency_said(&key).to_owned()),
            kind: row.kind,
            words: row.words,
            on: row.on,
            opinion: row.opinion,
        });
        Ok(facts.collect())
    }

    fn risks(&self, case: &Case) -> Result<Vec<RiskFacts>, Refusal> {
        let rows = self.changes.find::<Risk>("meeting", &self.meeting.id)?.into_iter();
        Ok(rows
            .filter(|row| row.case == case.id)
            .map(|row| RiskFacts { whom: row.whom, words: row.words })
            .collect())
    }

    fn notes(&self, case: &Case) -> Result<Vec<Private>, Refusal> {
        let rows = self.changes.find::<Note>("meeting", &self.meeting.id)?.into_iter();
        Ok(rows.filter(|row| row.case == Some(case.id)).map(|row| row.words).collect())
    }

    /// Actions agreed in this meeting, and those the case brought along: live at its start.
    fn actions(&self, case: &Case) -> Result<(Vec<ActionFacts>, Vec<ActionFacts>), Refusal> {
        let mut rows = self.changes.find::<Action>("case", &case.id)?;
        rows.sort_by_key(|row| row.number);
        let (agreed, earlier): (Vec<_>, Vec<_>) =
            rows.into_iter().partition(|row| row.meeting == Some(self.meeting.id));
        let brought = earlier
            .into_iter()
            .filter(|row| row.agreed.date() <= self.meeting.on)
            .filter(|row| row.closed.is_none_or(|closed| closed >= self.meeting.on));
        Ok((
            agreed.into_iter().map(|row| self.action(row)).collect::<Result<_, _>>()?,
            brought.map(|row| self.action(row)).collect::<Result<_, _>>()?,
        ))
    }

    fn action(&self, row: Action) -> Result<ActionFacts, Refusal> {
        let checks = self.changes.find::<SafetyCheck>("action", &row.id)?;
        let check = newest(checks, |check| (check.at, check.id)).map(|check| check.state);
        let name = |key: &str| {
            if key == "all" { EVERYBODY.to_owned() } else { self.area.agency_said(key).to_owned() }
        };
        Ok(ActionFacts {
            check,
            number: row.number,
            agency: name(&row.agency),
            supporting: row.supporting.0.iter().map(|key| name(key)).collect(),
            person: row.person,
            words: row.words,
            due_kind: row.due_kind,
            due: row.due,
            due_time: row.due_time,
            state: row.state,
            outcome: row.outcome,
            off_papers: row.off_papers,
            protects: row.protects,
        })
    }
}

/// The people of a case, each with their place in it, as papers name them on a day.
///
/// # Errors
/// When the record cannot be read.
pub fn people_of(
    changes: &Changes<'_>,
    case: Id<Case>,
    on: Date,
) -> Result<Vec<(Party, PersonFacts)>, Refusal> {
    let parties = changes.find::<Party>("case", &case)?.into_iter();
    let people = parties.map(|party| {
        let person: Person = changes.get(party.person)?;
        let aliases = changes.find::<Alias>("person", &person.id)?.into_iter();
        let facts = PersonFacts {
            name: person.listed(),
            born: person.born,
            age: person.age_on(on),
            aliases: aliases.map(|alias| alias.name).collect(),
            relationship: party.relationship.clone(),
            interpreter: person.interpreter,
        };
        Ok((party, facts))
    });
    people.collect()
}

/// Places in runs: "1-4, 6".
pub(super) fn runs(places: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for place in places {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *place => *last = *place,
            _ => runs.push((*place, *place)),
        }
    }
    let words =
        runs.into_iter().map(|(from, to)| if from == to { from.to_string() } else { format!("{from}-{to}") });
    words.collect::<Vec<_>>().join(", ")
}

fn newest<T, K: Ord>(rows: Vec<T>, key: impl Fn(&T) -> K) -> Option<T> {
    rows.into_iter().max_by_key(key)
}

/// What a review found, in the words of the minutes: what became of the action since is another meeting's.
fn found(outcome: ReviewOutcome, action: &Action) -> String {
    match outcome {
        ReviewOutcome::Completed | ReviewOutcome::NoLongerPossible | ReviewOutcome::NotDone => {
            standing(action)
        }
        _ => outcome.word().to_owned(),
    }
}

/// "Ben, 7, Larkhill Primary".
pub fn child_words(child: &Child) -> Private {
    let years = |age: u8| if age == 0 { "under 1".to_owned() } else { age.to_string() };
    let age = child.age.map(years).map(|age| if child.name.is_some() { age } else { format!("aged {age}") });
    let parts = [
        child.name.as_ref().map(|name| name.reveal().to_owned()),
        age,
        child.school.as_ref().map(|school| school.reveal().to_owned()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ").into()
}

/// Where an action stands, in the words of the minutes: the two ways of not being done are kept apart.
pub fn standing(action: &Action) -> String {
    match (action.state, action.closed, action.due) {
        (ActionState::Completed, Some(closed), Some(due)) if closed > due => {
            format!("completed late, {}", show_day(closed))
        }
        (ActionState::Completed, Some(closed), _) => format!("completed {}", show_day(closed)),
        (state, _, _) => state.word().to_owned(),
    }
}

/// Risk in words, from the latest score or assessment.
fn risk_figure(changes: &Changes<'_>, case: Id<Case>) -> Result<String, Refusal> {
    if let Some(score) = newest(changes.find::<Scored>("case", &case)?, |row| (row.on, row.id)) {
        let parts: Vec<String> =
            score.parts.0.iter().map(|(letter, points)| format!("{letter} {points}")).collect();
        return Ok(format!("{}: {} ({})", score.scheme, score.total, parts.join(", ")));
    }
    let Some(latest) = Assessment::latest(changes.find::<Assessment>("case", &case)?) else {
        return Ok("no assessment received".to_owned());
    };
    let items = latest.items();
    Ok(match (latest.count, latest.grade, latest.unknown) {
        (Some(count), _, Some(unknown)) if unknown > 0 => {
            format!("Dash {count} of {items}, {unknown} not known")
        }
        (Some(count), ..) => format!("Dash {count} of {items}"),
        (None, Some(grade), _) => format!("graded {grade}"),
        (None, None, _) => latest.named.unwrap_or_else(|| "no count received".to_owned()),
    })
}

/// The forum's next meeting after this one, of those that have not been held.
pub fn next_meeting(changes: &Changes<'_>, meeting: &Meeting) -> Result<Option<Date>, Refusal> {
    let mut next = None;
    for state in [MeetingState::Planned, MeetingState::Open, MeetingState::Paused] {
        let others = changes.find::<Meeting>("state", &state)?.into_iter();
        let later = others.filter(|other| other.forum == meeting.forum && other.on > meeting.on);
        next = later.map(|other| other.on).chain(next).min();
    }
    Ok(next)
}

/// Whether the running order of a forum looks at flags that end.
pub fn has_flags(forum: &Forum) -> bool {
    forum.item.iter().any(|item| item.kind == ItemKind::Expiries)
}

/// Cases whose flag ends between this meeting and the next (or within a month, when none is fixed): what a coordinator
/// tells agencies before they take it down.
pub fn expiries(
    changes: &Changes<'_>,
    area: &AreaData,
    meeting: &Meeting,
) -> Result<Vec<(String, Date)>, Refusal> {
    let ends = expiring(changes, area, meeting)?.into_iter();
    Ok(ends.map(|(case, on)| (case.reference, on)).collect())
}

/// The same cases, whole, each with the day its flag ends.
///
/// # Errors
/// When the record cannot be read.
pub fn expiring(
    changes: &Changes<'_>,
    area: &AreaData,
    meeting: &Meeting,
) -> Result<Vec<(Case, Date)>, Refusal> {
    if !has_flags(area.forum(&meeting.forum)?) {
        return Ok(Vec::new());
    }
    let months = i32::try_from(area.number(SettingKey::FlagMonths, meeting.on)).unwrap_or(12);
    let until = next_meeting(changes, meeting)?.unwrap_or_else(|| add_months(meeting.on, 1));
    let mut ends = Vec::new();
    for row in changes.between::<Flag>("until", &meeting.on, &add_days(until, -1))? {
        let case: Case = changes.get(row.case)?;
        let rows = changes.find::<Flag>("case", &case.id)?;
        let standing = FlagStanding::of(&case, &rows, 0).filter(|standing| standing.row == Some(row.id));
        if row.forum == meeting.forum && standing.is_some_and(|standing| standing.ended.is_none()) {
            ends.push((case, row.until));
        }
    }
    // Cases from before flags were kept. A day to spare on either side, since months differ in length; the exact day is
    // tested below.
    let (from, to) = (add_days(add_months(meeting.on, -months), -3), add_days(add_months(until, -months), 3));
    for case in changes.between::<Case>("last_referred", &from, &to)? {
        let on = add_months(case.last_referred, months);
        if case.forum == meeting.forum
            && case.state == CaseState::Heard
            && on >= meeting.on
            && on < until
            && changes.find::<Flag>("case", &case.id)?.is_empty()
        {
            ends.push((case, on));
        }
    }
    ends.sort_by_key(|(_, on)| *on);
    Ok(ends)
}

/// A date to come, as the statement keeps it.
fn foreseen(row: Happening) -> (Date, String, Private) {
    (row.on, row.kind.word().to_owned(), row.words)
}
