//! Earlier actions that a new one may repeat: the same agency takes the same thing on again.

use super::forums;
use crate::domain::calendar::show_day_year;
use crate::domain::facts::Changes;
use crate::domain::refusal::Refusal;
use crate::domain::rows::action::{Action, ActionState};

/// Earlier actions of the case that an action may repeat: of the same agency, agreed on an earlier day, of much the same
/// words; the newest first.
///
/// # Errors
/// When the record cannot be read.
pub fn earlier(changes: &Changes<'_>, action: &Action) -> Result<Vec<Action>, Refusal> {
    let mut found = changes.find::<Action>("case", &action.case)?;
    found.retain(|other| {
        other.id != action.id
            && other.agency == action.agency
            && other.agreed.date() < action.agreed.date()
            && other.state != ActionState::Merged
            && forums::alike(other.words.reveal(), action.words.reveal())
    });
    found.sort_by_key(|other| std::cmp::Reverse((other.agreed, other.number)));
    Ok(found)
}

/// Says that the agency took much the same on before, with what became of it.
pub(super) fn taken_before(changes: &Changes<'_>, action: &Action) -> Result<Option<String>, Refusal> {
    Ok(earlier(changes, action)?.first().map(|before| {
        format!(
            "much the same as {} of {}, which is {}; say that {} repeats it, if it does",
            before.reference,
            show_day_year(before.agreed.date()),
            before.state,
            action.reference
        )
    }))
}
