//! Around the table: breaks and adjournments, who takes the minutes, timed slots, planned breaks, a waived quorum, what
//! agencies returned before the meeting.

use jiff::civil::{DateTime, Time};

use super::{Context, Decision, about, changeable, counted, said};
use crate::domain::area::AreaData;
use crate::domain::calendar::show_day;
use crate::domain::desk::research_due;
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::presence::Table;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{
    Adjourn, Allow, PlanBreak, Raise, Returned, SetSlot, SittingChange, TakeMinutes, Waive,
};
use crate::domain::rows::action::Action;
use crate::domain::rows::agenda::{AgendaItem, InformationKind, ItemState};
use crate::domain::rows::case::{Case, Wall};
use crate::domain::rows::meeting::{Attendance, Meeting, MeetingState};
use crate::domain::rows::sitting::{MinuteTaking, Pause, PlannedBreak, Raised, Research, Slot, Stay, Waiver};
use crate::domain::value::Json;

/// Carries out one change around the table.
pub fn change(cx: &mut Context<'_>, asked: SittingChange) -> Result<Decision, Refusal> {
    match asked {
        SittingChange::Adjourn(asked) => adjourn(cx, asked),
        SittingChange::TakeMinutes(asked) => take_minutes(cx, asked),
        SittingChange::SetSlot(asked) => set_slot(cx, asked),
        SittingChange::PlanBreak(asked) => plan_break(cx, &asked),
        SittingChange::Waive(asked) => waive(cx, asked),
        SittingChange::Returned(asked) => returned(cx, &asked),
        SittingChange::TakeLine(asked) => super::returned::line(cx, asked),
        SittingChange::Allow(asked) => allow(cx, &asked),
        SittingChange::Raise(asked) => raise(cx, asked),
        SittingChange::AskCheck(asked) => super::safety::ask(cx, asked),
        SittingChange::SettleCheck(asked) => super::safety::settle(cx, asked),
    }
}

/// Adjourns: the case being heard stays where it is, and its time stands still.
pub fn adjourn(cx: &mut Context<'_>, asked: Adjourn) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let mut meeting = changeable(&changes, asked.meeting)?;
    if meeting.state != MeetingState::Open {
        return Err(Refusal::rule(format!("{} is {}", meeting.reference, meeting.state)));
    }
    if asked.resumes.is_some_and(|resumes| resumes <= cx.now) {
        return Err(Refusal::rule("a meeting cannot go on at a time that has passed"));
    }
    meeting.state = MeetingState::Paused;
    changes.store(&meeting);
    changes.store(&Pause {
        id: cx.id(),
        meeting: meeting.id,
        began: cx.now,
        ended: None,
        resumes: asked.resumes,
        why: asked.why,
    });
    let until = asked.resumes.map(|at| {
        let clock = at.strftime("%H:%M");
        if at.date() == cx.today() {
            format!(" until {clock}")
        } else {
            format!(" until {} {clock}", show_day(at.date()))
        }
    });
    let mut reply = Reply::said(format!("{} adjourned{}", meeting.reference, until.unwrap_or_default()))
        .naming(&meeting.reference, meeting.id.uuid());
    if asked.resumes.is_some_and(|at| at.date() != cx.today()) {
        let items = changes.find::<AgendaItem>("meeting", &meeting.id)?;
        let left = items.iter().filter(|item| matches!(item.state, ItemState::Waiting | ItemState::Hearing));
        reply.warnings.push(format!("{} still to be heard then", counted(left.count(), "case", "cases")));
    }
    Decision::of(changes, EntryKind::MeetingMoved, None, about(&meeting), reply)
}

/// The meeting goes on: the pause ends. On another day whoever was there when it stopped is there again from now.
pub fn resumed(cx: &mut Context<'_>, changes: &mut Changes<'_>, meeting: &Meeting) -> Result<(), Refusal> {
    let table = Table::read(changes, meeting)?;
    let Some(mut pause) = table.pauses.iter().rfind(|pause| pause.ended.is_none()).cloned() else {
        return Ok(());
    };
    pause.ended = Some(cx.now);
    changes.store(&pause);
    if pause.began.date() == cx.today() {
        return Ok(());
    }
    for line in table.attendance.iter().filter(|line| line.presence.is_there() && line.left.is_none()) {
        let from = table.stretches(line).last().map_or(pause.began, |(came, _)| *came);
        leave(cx, changes, meeting, line, from.max(opened(meeting)), pause.began)?;
        stay(cx, changes, meeting, &line.agency, cx.now, None);
    }
    Ok(())
}

fn opened(meeting: &Meeting) -> DateTime {
    meeting.opened.unwrap_or_else(|| meeting.on.to_datetime(meeting.starts))
}

fn stay(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    meeting: &Meeting,
    agency: &str,
    came: DateTime,
    left: Option<DateTime>,
) {
    changes.store(&Stay { id: cx.id(), meeting: meeting.id, agency: agency.to_owned(), came, left });
}

/// Ends the stretch in which an agency is there, or keeps one that its line told until now.
fn leave(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    meeting: &Meeting,
    line: &Attendance,
    came: DateTime,
    left: DateTime,
) -> Result<(), Refusal> {
    let stays = changes.find::<Stay>("meeting", &meeting.id)?;
    let stays: Vec<Stay> = stays.into_iter().filter(|stay| stay.agency == line.agency).collect();
    let told = stays.is_empty();
    match stays.into_iter().find(|stay| stay.left.is_none()) {
        Some(mut last) => {
            last.left = Some(left.max(last.came));
            changes.store(&last);
        }
        None if told => stay(cx, changes, meeting, &line.agency, came, Some(left)),
        None => {}
    }
    Ok(())
}

/// Keeps comings and goings that a line of attendance alone cannot tell: somebody who had left is there again, or
/// leaves again. `was` is the line before, `line` as it is stored now, `back` when they came back if not just now.
pub fn came_or_went(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    meeting: &Meeting,
    (was, line): (Option<&Attendance>, &Attendance),
    back: Option<Time>,
) -> Result<(), Refusal> {
    let Some(was) = was.filter(|was| was.presence.is_there()) else { return Ok(()) };
    let day = if meeting.state == MeetingState::Open { cx.today() } else { opened(meeting).date() };
    let is_there = line.presence.is_there();
    match (was.left, line.left) {
        (Some(left), None) if is_there && meeting.state == MeetingState::Open => {
            let came = was.arrived.map_or_else(|| opened(meeting), |at| day.to_datetime(at));
            leave(cx, changes, meeting, line, came, day.to_datetime(left).max(came))?;
            let back = back.map_or(cx.now, |at| day.to_datetime(at));
            stay(cx, changes, meeting, &line.agency, back, None);
        }
        (_, Some(left)) => {
            let stays = changes.find::<Stay>("meeting", &meeting.id)?;
            let last = stays.into_iter().filter(|stay| stay.agency == line.agency);
            if let Some(mut last) = last.max_by_key(|stay| (stay.came, stay.id)) {
                last.left = Some(day.to_datetime(left).max(last.came));
                changes.store(&last);
            }
        }
        _ => {}
    }
    Ok(())
}

/// Somebody takes the minutes from now on.
fn take_minutes(cx: &mut Context<'_>, asked: TakeMinutes) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let meeting = changeable(&changes, asked.meeting)?;
    let by = asked.by.filter(|by| !by.reveal().trim().is_empty());
    let by = by.unwrap_or_else(|| Private::from(cx.by));
    let taken = minutes_taken(cx, &mut changes, meeting, by)?;
    let words = if taken { "the minutes are taken over" } else { "the minutes were theirs already" };
    Decision::of(changes, EntryKind::MeetingMoved, None, Some(asked.meeting.uuid()), Reply::said(words))
}

/// Keeps who takes the minutes from now on; says whether that is somebody else than before.
pub fn minutes_taken(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    mut meeting: Meeting,
    by: Private,
) -> Result<bool, Refusal> {
    let takers = changes.find::<MinuteTaking>("meeting", &meeting.id)?;
    let last = takers.into_iter().max_by_key(|taking| (taking.began, taking.id));
    if last.is_some_and(|last| last.by == by) {
        return Ok(false);
    }
    changes.store(&MinuteTaking { id: cx.id(), meeting: meeting.id, by: by.clone(), began: cx.now });
    meeting.minute_taker = Some(by);
    changes.store(&meeting);
    Ok(true)
}

/// Asks an agency in for some cases only.
fn set_slot(cx: &mut Context<'_>, asked: SetSlot) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    let mut changes = cx.changes();
    let meeting = changeable(&changes, asked.meeting)?;
    known(area, &asked.agency)?;
    if asked.ends.zip(asked.begins).is_some_and(|(ends, begins)| ends <= begins) {
        return Err(Refusal::rule("the slot ends before it begins"));
    }
    let items = changes.find::<AgendaItem>("meeting", &meeting.id)?;
    for case in &asked.cases {
        if items.iter().all(|item| item.case != *case) {
            let case: Case = changes.get(*case)?;
            return Err(Refusal::rule(format!(
                "{} is not on the agenda of {}",
                case.reference, meeting.reference
            )));
        }
    }
    let slots = changes.find::<Slot>("meeting", &meeting.id)?;
    for slot in slots.into_iter().filter(|slot| slot.agency == asked.agency) {
        changes.remove(slot.id);
    }
    let name = area.agency_said(&asked.agency).to_owned();
    let words = if asked.cases.is_empty() {
        format!("{name} attends every case")
    } else {
        let mut cases = asked.cases;
        cases.sort();
        cases.dedup();
        let words = format!("{name} attends {} only", counted(cases.len(), "case", "cases"));
        changes.store(&Slot {
            id: cx.id(),
            meeting: meeting.id,
            agency: asked.agency,
            cases: Json(cases),
            begins: asked.begins,
            ends: asked.ends,
        });
        words
    };
    Decision::of(changes, EntryKind::Attendance, None, about(&meeting), Reply::said(words))
}

fn known(area: &AreaData, agency: &str) -> Result<(), Refusal> {
    match area.agencies.get(agency) {
        Some(_) => Ok(()),
        None => Err(Refusal::rule(format!("no agency of this area is called {agency}"))),
    }
}

/// Plans a break, or takes away the one at that time.
fn plan_break(cx: &mut Context<'_>, asked: &PlanBreak) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let meeting = changeable(&changes, asked.meeting)?;
    let held = changes.find::<PlannedBreak>("meeting", &meeting.id)?;
    let mut taken = false;
    for planned in held.into_iter().filter(|planned| planned.at == asked.at) {
        changes.remove(planned.id);
        taken = true;
    }
    let clock = asked.at.strftime("%H:%M");
    let words = match (asked.minutes, taken) {
        (0, false) => return Err(Refusal::rule(format!("no break is planned at {clock}"))),
        (0, true) => format!("no break at {clock}"),
        (minutes, _) => {
            changes.store(&PlannedBreak { id: cx.id(), meeting: meeting.id, at: asked.at, minutes });
            format!("a break of {minutes} minutes at {clock}")
        }
    };
    Decision::of(changes, EntryKind::AgendaMoved, None, about(&meeting), Reply::said(words))
}

/// The chair goes on without a quorum.
fn waive(cx: &mut Context<'_>, asked: Waive) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    let mut changes = cx.changes();
    let meeting = changeable(&changes, asked.meeting)?;
    said(&asked.why, "the chair's reason")?;
    let missing = Table::read(&changes, &meeting)?.missing(area, &meeting);
    if missing.is_empty() {
        return Err(Refusal::rule(format!("nothing is missing for a quorum of {}", meeting.reference)));
    }
    let missing = missing.join(", ");
    let reply = Reply::said(format!("{} goes on without {missing}", meeting.reference));
    changes.store(&Waiver { id: cx.id(), meeting: meeting.id, missing, why: asked.why, at: cx.now });
    Decision::of(changes, EntryKind::Attendance, None, about(&meeting), reply)
}

/// Keeps what agencies returned before the meeting: information that comes after the day asked for is late.
fn returned(cx: &mut Context<'_>, asked: &Returned) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    let mut changes = cx.changes();
    let meeting = changeable(&changes, asked.meeting)?;
    let on = asked.on.unwrap_or(cx.today());
    if on > cx.today() {
        return Err(Refusal::rule("what has not come yet cannot be marked as received"));
    }
    let items = changes.find::<AgendaItem>("meeting", &meeting.id)?;
    let held = changes.find::<Research>("meeting", &meeting.id)?;
    let mut warnings = Vec::new();
    let mut marked = 0;
    for (case, agency) in &asked.cells {
        if area.agencies.get(agency).is_none() {
            return Err(Refusal::rule(format!("no agency of this area is called {agency}")));
        }
        let case: Case = changes.get(*case)?;
        if items.iter().all(|item| item.case != case.id) {
            return Err(Refusal::rule(format!(
                "{} is not on the agenda of {}",
                case.reference, meeting.reference
            )));
        }
        let walls = changes.find::<Wall>("case", &case.id)?;
        if walls.iter().any(|wall| wall.agency == *agency) {
            warnings.push(format!("{agency} is kept out of {}: its alternate is asked", case.reference));
            continue;
        }
        let known = held.iter().find(|row| row.case == case.id && row.agency == *agency);
        mark(cx, &mut changes, known, (&meeting, case.id, agency), asked.kind.map(|kind| (kind, on)));
        marked += 1;
    }
    let late = asked.kind.is_some() && on > research_due(area, meeting.on);
    let mut reply = Reply::said(match asked.kind {
        None => format!("nothing received for {}", counted(marked, "case", "cases")),
        Some(kind) => format!(
            "{kind} received for {}{}",
            counted(marked, "case", "cases"),
            if late { ", after the day asked for" } else { "" }
        ),
    });
    reply.warnings = warnings;
    Decision::of(changes, EntryKind::Information, None, about(&meeting), reply)
}

fn mark(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    known: Option<&Research>,
    (meeting, case, agency): (&Meeting, Id<Case>, &str),
    came: Option<(InformationKind, jiff::civil::Date)>,
) {
    match (known, came) {
        (Some(row), None) => changes.remove(row.id),
        (None, None) => {}
        (known, Some((kind, on))) => changes.store(&Research {
            id: known.map_or_else(|| cx.id(), |row| row.id),
            meeting: meeting.id,
            case,
            agency: agency.to_owned(),
            kind,
            on,
        }),
    }
}

/// Gives a case a time of its own, or the usual one again.
fn allow(cx: &mut Context<'_>, asked: &Allow) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let mut item: AgendaItem = changes.get(asked.item)?;
    let meeting = changeable(&changes, item.meeting)?;
    let case: Case = changes.get(item.case)?;
    item.minutes = asked.minutes.filter(|minutes| *minutes > 0 && *minutes != meeting.per_case);
    let minutes = item.minutes.unwrap_or(meeting.per_case);
    changes.store(&item);
    let reply = Reply::said(format!("{minutes} minutes for {}", case.reference));
    Decision::of(changes, EntryKind::AgendaMoved, about(&case), about(&meeting), reply)
}

/// Brings an action before a meeting: somebody disputes it, or the chair wants it looked at.
fn raise(cx: &mut Context<'_>, asked: Raise) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let meeting = changeable(&changes, asked.meeting)?;
    let action: Action = changes.get(asked.action)?;
    let case: Case = changes.get(action.case)?;
    if case.forum != meeting.forum {
        return Err(Refusal::rule(format!("{} belongs to another forum", action.reference)));
    }
    let raised = changes.find::<Raised>("meeting", &meeting.id)?;
    if raised.iter().any(|row| row.action == action.id) {
        return Err(Refusal::rule(format!("{} is before {} already", action.reference, meeting.reference)));
    }
    let how = if asked.disputed { "disputed" } else { "chosen by the chair" };
    let reply = Reply::said(format!("{} is before {}: {how}", action.reference, meeting.reference));
    changes.store(&Raised {
        id: cx.id(),
        case: case.id,
        meeting: meeting.id,
        action: action.id,
        disputed: asked.disputed,
        why: asked.why,
    });
    Decision::of(changes, EntryKind::ActionChanged, about(&case), about(&meeting), reply)
}
