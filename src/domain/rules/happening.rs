//! Dates that actions and risk hang on: added, corrected, cancelled or over; and where the perpetrator is now.
//!
//! An action that is due before a release, or goes on until a hearing, hangs on the kind of date. It moves with a date
//! that is added or corrected; when a date is cancelled and no other of its kind is awaited the action keeps the day it
//! had, and that is said.

use jiff::civil::Date;

use super::action::{due_again, reviewed};
use super::{Context, Decision, about, said};
use crate::domain::calendar::{add_days, show_day_year};
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{AddHappening, ChangeHappening, EndHappening, NewDue, SetWhereabouts};
use crate::domain::rows::action::{Action, DueKind, Review, ReviewOutcome};
use crate::domain::rows::case::{Case, Happening, HappeningEnd, HappeningKind};

/// Adds a date that something hangs on; actions due before it move with it.
pub fn add(cx: &mut Context<'_>, asked: AddHappening) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let case: Case = changes.get(asked.case)?;
    let moved = hang(cx, &mut changes, case.id, asked.kind, (None, asked.on))?;
    changes.store(&Happening {
        id: cx.id(),
        case: case.id,
        kind: asked.kind,
        on: asked.on,
        words: asked.words,
        source: asked.source,
        time: asked.more.time,
        which: asked.more.which,
        said_on: asked.more.said_on,
        ended: None,
        why: None,
    });
    let mut reply =
        Reply::said(format!("{} on {} kept under {}", asked.kind, show_day_year(asked.on), case.reference));
    reply.warnings = moved;
    Decision::of(changes, EntryKind::CaseChanged, about(&case), None, reply)
}

/// Corrects a date; what hung on the day it had moves with it.
pub fn change(cx: &mut Context<'_>, asked: ChangeHappening) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let mut happening: Happening = changes.get(asked.happening)?;
    let case: Case = changes.get(happening.case)?;
    said(&asked.words, "what is said of the date")?;
    let was = happening.on;
    let moved = if was == asked.on || happening.ended.is_some() {
        Vec::new()
    } else {
        hang(cx, &mut changes, case.id, happening.kind, (Some(was), asked.on))?
    };
    happening.on = asked.on;
    happening.words = asked.words;
    happening.source = asked.source;
    happening.time = asked.more.time;
    happening.which = asked.more.which;
    happening.said_on = asked.more.said_on;
    changes.store(&happening);
    let words = format!("{} of {} is now on {}", happening.kind, case.reference, show_day_year(asked.on));
    let mut reply = Reply::said(words);
    reply.warnings = moved;
    Decision::of(changes, EntryKind::CaseChanged, about(&case), None, reply)
}

/// Says that a date is cancelled or over, or is awaited again.
pub fn end(cx: &mut Context<'_>, asked: EndHappening) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let mut happening: Happening = changes.get(asked.happening)?;
    let case: Case = changes.get(happening.case)?;
    happening.ended = asked.ended;
    happening.why = asked.why.filter(|why| !why.reveal().trim().is_empty());
    changes.store(&happening);
    let warnings = match asked.ended {
        Some(HappeningEnd::Cancelled) => left_hanging(cx, &mut changes, &case, &happening)?,
        Some(HappeningEnd::Over) => Vec::new(),
        None => hang(cx, &mut changes, case.id, happening.kind, (None, happening.on))?,
    };
    let stands = asked.ended.map_or("awaited again", HappeningEnd::word);
    let words =
        format!("{} of {} on {}: {stands}", happening.kind, case.reference, show_day_year(happening.on));
    let mut reply = Reply::said(words);
    reply.warnings = warnings;
    Decision::of(changes, EntryKind::CaseChanged, about(&case), None, reply)
}

/// The day that an action hanging on a date has; none for one that hangs on none.
fn due_by(action: &Action, on: Date) -> Option<(Date, &'static str)> {
    match action.due_kind {
        DueKind::Before => Some((add_days(on, -1), "is now due")),
        DueKind::Ongoing => Some((on, "now goes on until")),
        DueKind::On | DueKind::Usual | DueKind::Standing | DueKind::NoDate => None,
    }
}

/// Live actions that hang on this kind of date.
fn hanging(changes: &Changes<'_>, case: Id<Case>, kind: HappeningKind) -> Result<Vec<Action>, Refusal> {
    let mut actions = changes.find::<Action>("case", &case)?;
    let hangs = |action: &Action| {
        action.state.is_live() && action.due_event.is_some_and(|event| event.hangs_on() == kind.hangs_on())
    };
    actions.retain(hangs);
    Ok(actions)
}

/// Moves live actions to a date: all of this kind, or only those that hung on the day it had, where there was one.
fn hang(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    case: Id<Case>,
    kind: HappeningKind,
    (was, on): (Option<Date>, Date),
) -> Result<Vec<String>, Refusal> {
    let mut words = Vec::new();
    for mut action in hanging(changes, case, kind)? {
        let Some((due, says)) = due_by(&action, on) else { continue };
        let had = was.and_then(|was| due_by(&action, was)).map(|(due, _)| due);
        if (was.is_some() && action.due.is_some() && action.due != had) || action.due == Some(due) {
            continue;
        }
        let due_was = action.due;
        let (how, time, event) = (action.due_kind, action.due_time, action.due_event);
        due_again(&mut action, NewDue { kind: how, date: Some(due), time, event });
        changes.store(&action);
        let why = Private::from(format!("moved with the {}", kind.word()));
        changes.store(&Review {
            due_was,
            due_now: Some(due),
            ..reviewed(cx, &action, None, ReviewOutcome::DueMoved, Some(why))
        });
        words.push(format!("{} {says} {}", action.reference, show_day_year(due)));
    }
    Ok(words)
}

/// Actions of a date that was cancelled: they move to the next of its kind, or keep their day and that is said.
fn left_hanging(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    case: &Case,
    cancelled: &Happening,
) -> Result<Vec<String>, Refusal> {
    let today = cx.today();
    let others = changes.find::<Happening>("case", &case.id)?.into_iter().filter(|other| {
        other.id != cancelled.id
            && other.ended.is_none()
            && other.kind.hangs_on() == cancelled.kind.hangs_on()
            && other.on >= today
    });
    if let Some(next) = others.map(|other| other.on).min() {
        return hang(cx, changes, case.id, cancelled.kind, (Some(cancelled.on), next));
    }
    let keeps = hanging(changes, case.id, cancelled.kind)?.into_iter().filter_map(|action| {
        let (due, _) = due_by(&action, cancelled.on)?;
        (action.due == Some(due)).then(|| {
            format!(
                "{} hung on it and keeps {}; change its date if that is wrong",
                action.reference,
                show_day_year(due)
            )
        })
    });
    Ok(keeps.collect())
}

/// Says where the perpetrator is now; empty words go by the dates of the case again.
pub fn set_whereabouts(cx: &mut Context<'_>, asked: SetWhereabouts) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let mut case: Case = changes.get(asked.case)?;
    case.whereabouts = Some(asked.words).filter(|words| !words.reveal().trim().is_empty());
    let given = case.whereabouts.is_some();
    case.whereabouts_on = asked.on.or(Some(cx.today())).filter(|_| given);
    case.whereabouts_source = asked.source.filter(|source| given && !source.trim().is_empty());
    changes.store(&case);
    let words = if given { "whereabouts kept under" } else { "whereabouts by the dates of" };
    let reply = Reply::said(format!("{words} {}", case.reference));
    Decision::of(changes, EntryKind::CaseChanged, about(&case), None, reply)
}
