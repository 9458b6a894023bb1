//! An action as a list tells it.

use crate::domain::listing::Group;
use crate::domain::private::Private;
use crate::domain::rows::action::Action;
use crate::domain::rows::safety::CheckState;

/// Actions counted by what they have in common.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupLine {
    /// What they have in common, as told: "Housing", "31 to 60 days", "MARAC-2026-11-26", "LAN-26-0143".
    pub label: String,
    /// The filter word that leaves these alone.
    pub words: String,
    /// The counts.
    pub group: Group,
    /// Days since the oldest live one was agreed.
    pub oldest_days: Option<i32>,
}

/// One line of an action list.
#[derive(Debug, Clone, PartialEq)]
pub struct ActionLine {
    /// The action.
    pub action: Action,
    /// Name of the agency as shown.
    pub agency: String,
    /// Reference of the case.
    pub case: String,
    /// Parties as listed, for a reader entitled to them.
    pub parties: Private,
    /// "on time", "late", "overdue 3 days", "due Fri 27 Nov".
    pub standing: String,
    /// Whether it is live and past its date.
    pub overdue: bool,
    /// Working days past its date; 0 when not overdue.
    pub late_days: u32,
    /// Meetings it has been carried over.
    pub carried: u32,
    /// Days since it was agreed.
    pub age: u32,
    /// Its victim-safety check that waits, or that said it is not to be done.
    pub check: Option<CheckState>,
}
