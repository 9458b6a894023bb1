//! Action lines: where each stands, how old it is, how often it was carried.

use super::Looking;
use crate::domain::calendar::{add_days, show_day_near};
use crate::domain::id::Id;
use crate::domain::ladder::{self, Ladder};
use crate::domain::listing::{AGE_BANDS, ActionFilter, Group, GroupBy, Listing, Window};
use crate::domain::refusal::Refusal;
use crate::domain::rows::action::{Action, ActionState, DueKind, Review, ReviewOutcome};
use crate::domain::rows::area::Agency;
use crate::domain::rows::chase::Chase;
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::safety::{CheckState, SafetyCheck};
use crate::domain::rows::sitting::Raised;
use crate::domain::rules::EVERY_AGENCY;
use crate::domain::statement;
use crate::service::ask::{ActionLine, GroupLine};

/// A window of the action list.
pub fn listing(
    with: &Looking<'_>,
    filter: &ActionFilter,
    window: Window,
) -> Result<Listing<ActionLine>, Refusal> {
    let found = with.view.actions(filter, window, with.now.today())?;
    let lines = found.lines.into_iter().map(|action| line(with, action)).collect::<Result<_, _>>()?;
    Ok(Listing { total: found.total, offset: found.offset, lines })
}

/// The actions of a list counted by what they have in common.
pub fn groups(with: &Looking<'_>, filter: &ActionFilter, by: GroupBy) -> Result<Vec<GroupLine>, Refusal> {
    let today = with.now.today();
    let groups = with.view.action_groups(filter, by, today)?;
    let told = |group: Group| {
        let (label, words) = match by {
            GroupBy::Agency => (agency(with, &group.key)?, format!("agency:{}", group.key)),
            GroupBy::Case => (group.key.clone(), format!("case:{}", group.key)),
            GroupBy::Meeting if group.key.is_empty() => {
                ("between meetings".to_owned(), "is:between-meetings".to_owned())
            }
            GroupBy::Meeting => (group.key.clone(), format!("meeting:{}", group.key)),
            GroupBy::Age => band(group.key.parse().unwrap_or(0)),
        };
        let oldest_days = group.oldest.map(|day| today.since(day).map_or(0, |span| span.get_days()));
        Ok(GroupLine { label, words, group, oldest_days })
    };
    groups.into_iter().map(told).collect()
}

/// A band of age, as told and as a filter word.
fn band(at: usize) -> (String, String) {
    let until = AGE_BANDS.get(at).copied();
    let from = at.checked_sub(1).and_then(|before| AGE_BANDS.get(before)).map_or(0, |days| days + 1);
    match until {
        Some(until) => (format!("{from} to {until} days"), format!("age:{from}..{until}")),
        None => (format!("{from} days and more"), format!("age:>={from}")),
    }
}

/// Actions to review at the start of a meeting: overdue or waiting to be accepted, of this forum's cases, agreed before
/// this meeting. The others show inside their case.
pub fn outstanding(with: &Looking<'_>, meeting: Id<Meeting>) -> Result<Vec<ActionLine>, Refusal> {
    let rows = with.rows();
    let meeting: Meeting = rows.get(meeting)?;
    let mut actions = with.view.outstanding(&meeting.forum, meeting.on)?;
    actions.retain(|action| action.meeting != Some(meeting.id));
    let raised = rows.find::<Raised>("meeting", &meeting.id)?;
    for row in &raised {
        if actions.iter().all(|action| action.id != row.action) {
            actions.extend(rows.look::<Action>(row.action)?.filter(|action| action.state.is_live()));
        }
    }
    let told = |action: Action| {
        let how = raised.iter().find(|row| row.action == action.id);
        let mut line = line(with, action)?;
        if let Some(row) = how {
            let how = if row.disputed { "DISPUTED" } else { "chair's choice" };
            line.standing = format!("{how}, {}", line.standing);
        }
        Ok(line)
    };
    actions.into_iter().map(told).collect()
}

/// Days back to which the meetings reach whose actions are looked at for what was closed. Our default.
const CLOSED_DAYS: i32 = 183;

/// Actions of the forum's meetings of the last half year that were closed since its last meeting before this one.
pub fn closed_since(with: &Looking<'_>, meeting: Id<Meeting>) -> Result<Vec<ActionLine>, Refusal> {
    let rows = with.rows();
    let meeting: Meeting = rows.get(meeting)?;
    let from = add_days(meeting.on, -CLOSED_DAYS);
    let held = rows.between::<Meeting>("on", &from, &meeting.on)?.into_iter();
    let held: Vec<Meeting> = held
        .filter(|other| other.forum == meeting.forum && other.id != meeting.id && other.on < meeting.on)
        .collect();
    let Some(last) = held.iter().map(|other| other.on).max() else { return Ok(Vec::new()) };
    let mut lines = Vec::new();
    for other in &held {
        let mut actions = rows.find::<Action>("meeting", &Some(other.id))?;
        actions.retain(|action| {
            !action.state.is_live()
                && action.closed.is_some_and(|closed| closed > last && closed <= meeting.on)
        });
        for action in actions {
            lines.push(line(with, action)?);
        }
    }
    lines.sort_by(|one, other| {
        (&one.agency, &one.action.reference).cmp(&(&other.agency, &other.action.reference))
    });
    Ok(lines)
}

/// One action as a list shows it.
pub fn line(with: &Looking<'_>, action: Action) -> Result<ActionLine, Refusal> {
    let today = with.now.today();
    let case = with.view.case_line(action.case, today)?;
    let reviews = with.rows().find::<Review>("action", &action.id)?;
    let carried = reviews.iter().filter(|row| row.outcome.carries() && row.meeting.is_some()).count();
    let moved = reviews.iter().filter(|row| row.outcome == ReviewOutcome::DueMoved).count();
    let missed = ladder::missed(&action, today);
    let late_days = missed.map_or(0, |due| with.area.holidays.working_days_between(due, today));
    let mut asked = with.rows().find::<Chase>("action", &action.id)?;
    let next = missed.and_then(|due| {
        asked.retain(|chase| chase.on > due);
        Ladder::of(with.area, today).next(&with.area.holidays, due, &asked, &reviews)
    });
    let parties = case.as_ref().map(|case| match (case.victim.is_empty(), case.perpetrators.is_empty()) {
        (false, false) => format!("{} / {}", case.victim.reveal(), case.perpetrators.reveal()).into(),
        (false, true) => case.victim.clone(),
        (true, _) => case.perpetrators.clone(),
    });
    let check = check(with, &action)?;
    let age = today.since(action.agreed.date()).map_or(0, |span| span.get_days());
    Ok(ActionLine {
        agency: agency(with, &action.agency)?,
        case: case.map(|case| case.reference).unwrap_or_default(),
        parties: parties.unwrap_or_default(),
        standing: with_check(standing(&action, today, late_days), check),
        check,
        overdue: missed.is_some(),
        moved: u32::try_from(moved).unwrap_or(u32::MAX),
        reminded: u32::try_from(asked.len()).unwrap_or(u32::MAX),
        last_reminded: asked.iter().map(|chase| chase.on).max(),
        next,
        late_days: u32::try_from(late_days).unwrap_or(0),
        carried: u32::try_from(carried).unwrap_or(u32::MAX),
        age: u32::try_from(age).unwrap_or(0),
        action,
    })
}

/// The victim-safety check of a live action that waits, or that said it is not to be done.
fn check(with: &Looking<'_>, action: &Action) -> Result<Option<CheckState>, Refusal> {
    if !action.state.is_live() {
        return Ok(None);
    }
    let checks = with.rows().find::<SafetyCheck>("action", &action.id)?;
    let last = checks.into_iter().max_by_key(|check| (check.at, check.id)).map(|check| check.state);
    Ok(last.filter(|state| matches!(state, CheckState::Pending | CheckState::Stopped)))
}

/// Where an action stands, with its check before all else.
fn with_check(standing: String, check: Option<CheckState>) -> String {
    match check {
        Some(CheckState::Pending) => format!("PENDING CHECK, {standing}"),
        Some(state) => format!("{}, {standing}", state.word().to_uppercase()),
        None => standing,
    }
}

/// The agency as a line says it; one that was added in a meeting by the name it was given there.
pub fn agency(with: &Looking<'_>, key: &str) -> Result<String, Refusal> {
    if key == EVERY_AGENCY {
        return Ok("All agencies".to_owned());
    }
    if with.area.agencies.get(key).is_some() {
        return Ok(with.area.agency_said(key).to_owned());
    }
    let added = with.rows().find::<Agency>("key", &key.to_owned())?.into_iter().next();
    Ok(added.map_or_else(|| key.to_owned(), |agency| agency.name))
}

/// Where an action stands, in words.
pub fn stands(with: &Looking<'_>, action: &Action) -> String {
    let today = with.now.today();
    let late = ladder::missed(action, today);
    standing(action, today, late.map_or(0, |due| with.area.holidays.working_days_between(due, today)))
}

/// Where an action stands, in words: "due Fri 27 Nov", "overdue 3 days" (working days), "completed late, Tue 24 Nov".
fn standing(action: &Action, today: jiff::civil::Date, late_days: i32) -> String {
    let day = |date| show_day_near(date, today);
    if !action.state.is_live() {
        return statement::standing(action);
    }
    let when = match (action.due_kind, action.due) {
        (DueKind::Ongoing, Some(until)) => format!("ongoing, ends {}", day(until)),
        (DueKind::Ongoing, None) => "ongoing".to_owned(),
        (DueKind::Standing, Some(until)) => format!("stands until {}", day(until)),
        (_, Some(due)) if due < today => {
            format!("overdue {late_days} {}", if late_days == 1 { "day" } else { "days" })
        }
        (_, Some(due)) => {
            let time = action.due_time.map(|time| format!(" {:02}:{:02}", time.hour(), time.minute()));
            format!("due {}{}", day(due), time.unwrap_or_default())
        }
        (DueKind::Before, None) => {
            let event = action.due_event.map_or("the event", crate::domain::rows::case::HappeningKind::word);
            format!("before {event}, no date held")
        }
        (_, None) => "no date given".to_owned(),
    };
    match action.state {
        ActionState::AwaitingConfirmation => format!("{when}, awaiting confirmation"),
        ActionState::InHand => format!("{when}, in hand"),
        _ => when,
    }
}
