//! The forums of the area, what each file says, and the dates of its cycle.

use jiff::civil::Date;

use super::Looking;
use crate::domain::calendar::add_months;
use crate::domain::listing::{CaseFilter, Window};
use crate::domain::refusal::Refusal;
use crate::domain::rows::case::CaseState;
use crate::domain::rows::meeting::Meeting;
use crate::domain::tools::forum::{CaseKind, Forum, Paper};
use crate::service::ask::{ForumDate, ForumLine, ForumStory};

/// Months of dates that are counted ahead.
const AHEAD: i32 = 12;

/// Every forum, in the order in which they were adopted.
pub fn all(with: &Looking<'_>) -> Result<Vec<ForumLine>, Refusal> {
    with.area.forums.iter().map(|forum| line(with, forum)).collect()
}

fn line(with: &Looking<'_>, forum: &Forum) -> Result<ForumLine, Refusal> {
    let today = with.now.today();
    let meetings = meetings(with, forum)?;
    let newest = meetings.iter().max_by_key(|meeting| (meeting.on, meeting.id));
    let (_, dates) = dates(with, forum, None)?;
    let waiting = CaseFilter {
        forum: Some(forum.key.clone()),
        state: Some(CaseState::Referred),
        ..CaseFilter::default()
    };
    Ok(ForumLine {
        key: forum.key.clone(),
        code: forum.code.clone(),
        name: forum.name.clone(),
        version: forum.version.clone(),
        kind: forum.case_kind.word().to_owned(),
        cycle: forum.cycle.words(),
        next: meetings.iter().map(|meeting| meeting.on).filter(|on| *on >= today).min(),
        waiting: with.view.cases(&waiting, Window { offset: 0, limit: 0 }, today)?.total,
        starts: newest.map(|meeting| meeting.starts),
        venue: newest.and_then(|meeting| meeting.venue.clone()),
        due: dates.iter().find(|date| date.on >= today && date.meeting.is_none()).map(|date| date.on),
    })
}

fn meetings(with: &Looking<'_>, forum: &Forum) -> Result<Vec<Meeting>, Refusal> {
    with.rows().find::<Meeting>("forum", &forum.key)
}

/// The dates of the cycle for a year from today on, counted from a day given, or from the newest meeting held by
/// today, or else the first in the record, or today.
fn dates(with: &Looking<'_>, forum: &Forum, from: Option<Date>) -> Result<(Date, Vec<ForumDate>), Refusal> {
    let today = with.now.today();
    let meetings = meetings(with, forum)?;
    let held = meetings.iter().map(|meeting| meeting.on).filter(|on| *on <= today).max();
    let first = meetings.iter().map(|meeting| meeting.on).min();
    let from = from.or(held).or(first).unwrap_or(today);
    let until = add_months(today.max(from), AHEAD);
    let cycle = forum.cycle.dates(from, until, forum.on_holiday, &with.area.holidays);
    let dates = cycle.into_iter().filter(|date| date.on >= today).map(|date| {
        let fixed = meetings.iter().find(|meeting| meeting.on == date.on);
        let meeting = fixed.map(|meeting| (meeting.id, meeting.reference.clone()));
        ForumDate { on: date.on, instead_of: date.instead_of, meeting }
    });
    Ok((from, dates.collect()))
}

/// One forum, whole.
pub fn story(with: &Looking<'_>, name: &str, from: Option<Date>) -> Result<ForumStory, Refusal> {
    let forum = with.area.forum(name)?;
    let (from, dates) = dates(with, forum, from)?;
    Ok(ForumStory { line: line(with, forum)?, parts: parts(with, forum), from, dates })
}

/// What the file says, heading by heading; a heading without a line is left out.
fn parts(with: &Looking<'_>, forum: &Forum) -> Vec<(String, Vec<String>)> {
    let library = with.area.library(forum);
    let papers = [Paper::Agenda, Paper::Minutes, Paper::Actions, Paper::Plan];
    let papers = papers.iter().filter(|paper| forum.issues(**paper)).map(|paper| paper.word().to_owned());
    let recipients = forum.recipients.iter().map(|key| with.area.agency_said(key).to_owned());
    let sitting = format!(
        "{} minutes a case, {} cases a sitting; marked {}",
        forum.minutes_per_case, forum.capacity, forum.marking
    );
    let mut parts = vec![
        ("Sittings".to_owned(), vec![sitting, review(forum)]),
        ("Running order".to_owned(), forum.item.iter().map(|item| item.title.clone()).collect()),
        ("Orders of cases".to_owned(), forum.order.iter().map(|order| order.label.clone()).collect()),
        ("Criteria".to_owned(), forum.criterion.iter().map(|one| said(&one.key, &one.label)).collect()),
        ("Who belongs".to_owned(), forum.eligibility.iter().map(|one| said(&one.key, &one.label)).collect()),
        ("Decisions".to_owned(), forum.decision.iter().map(|one| said(&one.key, &one.label)).collect()),
        ("Priorities".to_owned(), forum.priority.iter().map(|one| said(&one.key, &one.label)).collect()),
        ("Needs".to_owned(), forum.need.iter().map(|one| said(&one.key, &one.label)).collect()),
        (
            "Scales".to_owned(),
            forum
                .scale
                .iter()
                .map(|one| format!("{} ({} steps)", said(&one.key, &one.label), one.steps.len()))
                .collect(),
        ),
        (
            "Usual actions".to_owned(),
            library.map(|one| format!("{}, {} entries", one.name, one.action.len())).into_iter().collect(),
        ),
        ("Papers".to_owned(), papers.collect()),
        ("Sits and gets papers".to_owned(), recipients.collect()),
    ];
    parts.retain(|(_, lines)| !lines.is_empty());
    parts
}

fn said(key: &str, label: &str) -> String {
    format!("{label} [{key}]")
}

fn review(forum: &Forum) -> String {
    match (forum.review_weeks, forum.case_kind) {
        (Some(0), _) | (None, CaseKind::Victim) => {
            "a case that was heard does not come back by itself".to_owned()
        }
        (Some(1), _) => "a case that was heard comes back after a week".to_owned(),
        (Some(weeks), _) => format!("a case that was heard comes back after {weeks} weeks"),
        (None, _) => "a case that was heard comes back to every meeting until it ends".to_owned(),
    }
}
