//! An action that somebody still has to act on: its date, and what is kept each time it is looked at.

use super::Context;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::request::NewDue;
use crate::domain::rows::action::{Action, Review, ReviewOutcome};
use crate::domain::rows::case::Case;

/// A live action, or why it cannot be changed.
pub(super) fn live(changes: &Changes<'_>, id: Id<Action>) -> Result<(Action, Case), Refusal> {
    let action: Action = changes.get(id)?;
    if !action.state.is_live() {
        return Err(Refusal::rule(format!(
            "{} is {} already; open it again to change it",
            action.reference, action.state
        )));
    }
    let case = changes.get(action.case)?;
    Ok((action, case))
}

/// Gives an action another date; the first it had stays known.
pub(super) fn due_again(action: &mut Action, due: NewDue) {
    if action.first_due.is_none() && action.due != due.date {
        action.first_due = action.due;
    }
    action.due_kind = due.kind;
    action.due = due.date;
    action.due_time = due.time;
    action.due_event = due.event;
}

pub(super) fn reviewed(
    cx: &mut Context<'_>,
    action: &Action,
    meeting: Option<Id<Meeting>>,
    outcome: ReviewOutcome,
    note: Option<Private>,
) -> Review {
    Review {
        id: cx.id(),
        action: action.id,
        case: action.case,
        meeting,
        outcome,
        note,
        at: cx.now,
        due_was: None,
        due_now: None,
        agency_was: None,
        evidence: None,
        confirmed_by: None,
        other: None,
    }
}
