//! What becomes of an action besides its reviews: opened again, merged with another, linked to what it answers and to the
//! earlier action it repeats.

use super::action::{due_again, reviewed};
use super::{Context, Decision, about, arose, said};
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{ActionLife, Answers, Merge, NewDue, Reopen, Repeats};
use crate::domain::rows::action::{Action, ActionState, DueKind, Review, ReviewOutcome};
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::{Meeting, MeetingState};

/// Carries such a change out.
pub fn change(cx: &mut Context<'_>, asked: ActionLife) -> Result<Decision, Refusal> {
    match asked {
        ActionLife::Reopen(asked) => reopen(cx, asked),
        ActionLife::Merge(asked) => merge(cx, asked),
        ActionLife::Answers(asked) => answers(cx, &asked),
        ActionLife::Repeats(asked) => repeats(cx, &asked),
    }
}

fn done(changes: Changes<'_>, case: &Case, action: &Action, words: String) -> Result<Decision, Refusal> {
    let reply = Reply::said(words).naming(&action.reference, action.id.uuid());
    Decision::of(changes, EntryKind::ActionChanged, about(case), action.meeting.map(Id::uuid), reply)
}

/// Opens a closed action again. What it was closed as stays among its reviews.
fn reopen(cx: &mut Context<'_>, asked: Reopen) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let mut action: Action = changes.get(asked.action)?;
    let case: Case = changes.get(action.case)?;
    if action.state.is_live() {
        return Err(Refusal::rule(format!("{} is {} and needs no opening", action.reference, action.state)));
    }
    if action.state == ActionState::TakenOver {
        return Err(Refusal::rule(format!(
            "{} went to another area with its case; undo that to have it again",
            action.reference
        )));
    }
    said(&asked.reason, "the reason for opening it again")?;
    let meeting = asked.meeting.map(|meeting| changes.get::<Meeting>(meeting)).transpose()?;
    let meeting = meeting.filter(|meeting| meeting.state != MeetingState::Approved);
    let due_was = action.due;
    if let Some(date) = asked.due {
        due_again(&mut action, NewDue { kind: DueKind::On, date: Some(date), time: None, event: None });
    }
    action.state = ActionState::Open;
    action.closed = None;
    action.outcome = None;
    action.evidence = None;
    action.confirmed_by = None;
    action.confirmed_on = None;
    action.merged_into = None;
    changes.store(&action);
    let moved = action.due != due_was;
    changes.store(&Review {
        due_was: due_was.filter(|_| moved),
        due_now: action.due.filter(|_| moved),
        ..reviewed(
            cx,
            &action,
            meeting.as_ref().map(|meeting| meeting.id),
            ReviewOutcome::Reopened,
            Some(asked.reason),
        )
    });
    let words = format!("{} opened again", action.reference);
    done(changes, &case, &action, words)
}

/// Closes an action that says the same as another of its case. The other takes over who helps and the earlier date, so
/// that nothing promised is put off by it.
fn merge(cx: &mut Context<'_>, asked: Merge) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let (mut action, case) = super::action::live(&changes, asked.action)?;
    let (mut into, _) = super::action::live(&changes, asked.into)?;
    if into.id == action.id {
        return Err(Refusal::rule(format!("{} cannot be merged with itself", action.reference)));
    }
    if into.case != action.case {
        return Err(Refusal::rule(format!(
            "{} is of another case than {}; only actions of one case are merged",
            into.reference, action.reference
        )));
    }
    for key in std::iter::once(&action.agency).chain(&action.supporting.0) {
        if *key != into.agency && !into.supporting.0.contains(key) {
            into.supporting.0.push(key.clone());
        }
    }
    let due_was = into.due;
    if let Some(due) = action.due.filter(|due| into.due.is_none_or(|held| *due < held)) {
        let (kind, time, event) = (action.due_kind, action.due_time, action.due_event);
        due_again(&mut into, NewDue { kind, date: Some(due), time, event });
    }
    let moved = into.due != due_was;
    changes.store(&into);
    changes.store(&Review {
        due_was: due_was.filter(|_| moved),
        due_now: into.due.filter(|_| moved),
        other: Some(action.id),
        ..reviewed(cx, &into, None, ReviewOutcome::TookIn, None)
    });
    action.state = ActionState::Merged;
    action.closed = Some(cx.today());
    action.outcome = Some(format!("goes on as {}", into.reference).into());
    action.merged_into = Some(into.id);
    changes.store(&action);
    changes.store(&Review {
        other: Some(into.id),
        ..reviewed(cx, &action, None, ReviewOutcome::Merged, asked.reason)
    });
    let words = format!("{} merged: {} goes on for both", action.reference, into.reference);
    done(changes, &case, &action, words)
}

/// Keeps which information or risk an action answers.
fn answers(cx: &Context<'_>, asked: &Answers) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let action: Action = changes.get(asked.action)?;
    let case: Case = changes.get(action.case)?;
    let source = asked.source.map(|source| arose::source(&changes, &case, source)).transpose()?;
    let action = Action { arose: source, ..action };
    changes.store(&action);
    let words = match source {
        Some(_) => format!("{} answers what was said", action.reference),
        None => format!("{} answers nothing in particular", action.reference),
    };
    done(changes, &case, &action, words)
}

/// Keeps which earlier action an action repeats.
fn repeats(cx: &Context<'_>, asked: &Repeats) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let mut action: Action = changes.get(asked.action)?;
    let case: Case = changes.get(action.case)?;
    let earlier = asked.of.map(|of| changes.get::<Action>(of)).transpose()?;
    if let Some(earlier) = &earlier {
        if earlier.case != action.case {
            return Err(Refusal::rule(format!(
                "{} is of another case; an action repeats one of its own",
                earlier.reference
            )));
        }
        if (earlier.agreed, earlier.number) >= (action.agreed, action.number) {
            return Err(Refusal::rule(format!(
                "{} was agreed after {}; the later one repeats the earlier",
                earlier.reference, action.reference
            )));
        }
    }
    action.repeats = earlier.as_ref().map(|earlier| earlier.id);
    changes.store(&action);
    let words = match &earlier {
        Some(earlier) => format!("{} repeats {}", action.reference, earlier.reference),
        None => format!("{} repeats no earlier action", action.reference),
    };
    done(changes, &case, &action, words)
}
