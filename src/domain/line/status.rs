//! Where an action begins: open, or waiting for agencies that were not there to accept it.

use super::moment::Moment;
use super::reading::{Party, Status};

/// Open when every agency with a part is in the room, or when there is no meeting. A line for every agency is
/// nobody's to confirm.
pub(super) fn opening(lead: &Party, supporting: &[Party], every: bool, moment: &Moment<'_>) -> Status {
    let Some(present) = moment.present.filter(|_| !every) else { return Status::Open };
    let absent: Vec<String> = std::iter::once(lead)
        .chain(supporting)
        .filter(|party| !present.contains(&party.key))
        .map(|party| party.name.clone())
        .collect();
    if absent.is_empty() { Status::Open } else { Status::AwaitingConfirmation { absent } }
}
