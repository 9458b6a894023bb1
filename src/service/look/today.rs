//! What is due today.

use jiff::civil::Date;

use super::{Looking, actions, desk, duties, meetings, subject};
use crate::domain::calendar::add_days;
use crate::domain::id::Id;
use crate::domain::listing::{ActionFilter, CaseFilter, CaseLine, Window};
use crate::domain::refusal::Refusal;
use crate::domain::rows::case::{Case, CaseState, Finding, Happening, ToCorrect};
use crate::domain::rows::meeting::{Meeting, MeetingState};
use crate::domain::tools::settings::SettingKey;
use crate::service::ask::{CorrectLine, FindingLine, HappeningLine, MeetingLine, Today};

/// Lines shown of each kind; the rest is counted.
const MOST: usize = 50;

/// What is due today.
pub fn today(with: &Looking<'_>) -> Result<Today, Refusal> {
    let rows = with.rows();
    let day = with.now.today();
    let overdue = ActionFilter { overdue: true, ..ActionFilter::default() };
    let overdue = actions::listing(with, &overdue, Window { offset: 0, limit: MOST })?;
    let counts = with.view.action_counts(day)?;
    let referred = CaseFilter { state: Some(CaseState::Referred), ..CaseFilter::default() };
    let awaiting = with.view.awaiting(MOST)?.into_iter().map(|action| actions::line(with, action));
    let mut to_correct = Vec::new();
    for field in rows.find::<ToCorrect>("open", &true)? {
        to_correct.extend(case_line(with, field.case)?.map(|case| CorrectLine { field, case }));
    }
    let mut findings = Vec::new();
    for finding in rows.find::<Finding>("open", &true)? {
        findings.extend(case_line(with, finding.case)?.map(|case| FindingLine { finding, case }));
    }
    findings.sort_by(|one: &FindingLine, other| {
        (one.finding.kind, &one.case.reference).cmp(&(other.finding.kind, &other.case.reference))
    });
    let desk = desk::counts(with)?;
    Ok(Today {
        duties: duties::duties(with, &desk)?,
        day,
        area: with.area.name.clone(),
        meetings: meetings_of(with, day)?,
        to_correct,
        findings,
        overdue: overdue.lines,
        awaiting: awaiting.collect::<Result<_, _>>()?,
        happenings: happenings(with, day)?,
        subjects: subject::due(with)?,
        desk,
        waiting: with.view.cases(&referred, Window { offset: 0, limit: 0 }, day)?.total,
        live: counts.live,
        overdue_total: counts.overdue,
    })
}

fn case_line(with: &Looking<'_>, case: Id<Case>) -> Result<Option<CaseLine>, Refusal> {
    Ok(with.view.case_line(case, with.now.today())?)
}

/// Today's and unfinished meetings, then the next ones, at most six in all.
fn meetings_of(with: &Looking<'_>, day: Date) -> Result<Vec<MeetingLine>, Refusal> {
    let rows = with.rows();
    let mut wanted = rows.between::<Meeting>("on", &day, &day)?;
    for state in MeetingState::ALL.iter().filter(|state| **state != MeetingState::Approved) {
        wanted.extend(rows.find::<Meeting>("state", state)?);
    }
    let soon = |meeting: &Meeting| {
        let rank = match meeting.state {
            MeetingState::Open | MeetingState::Paused => 0,
            _ if meeting.on == day => 1,
            MeetingState::Closed => 2,
            _ => 3,
        };
        (rank, meeting.on, meeting.starts, meeting.id)
    };
    wanted.sort_by_key(soon);
    wanted.dedup_by_key(|meeting| meeting.id);
    wanted.truncate(6);
    wanted.into_iter().map(|meeting| meetings::line(with, meeting)).collect()
}

/// Dates to come, of cases still open to somebody.
fn happenings(with: &Looking<'_>, day: Date) -> Result<Vec<HappeningLine>, Refusal> {
    let rows = with.rows();
    let mut found = Vec::new();
    let ahead = i32::try_from(with.area.number(SettingKey::EventNotice, day)).unwrap_or(0);
    let coming = rows.between::<Happening>("on", &day, &add_days(day, ahead))?;
    for happening in coming.into_iter().filter(|happening| happening.ended.is_none()) {
        found.extend(case_line(with, happening.case)?.map(|case| HappeningLine { happening, case }));
    }
    Ok(found)
}
