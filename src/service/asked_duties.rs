//! What is due from the coordinator now: what, why, by when, and where it is done.

use jiff::civil::Date;

use crate::domain::id::Id;
use crate::domain::rows::meeting::Meeting;

/// Where something is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DutyPlace {
    /// On the referral desk.
    Desk,
    /// On a meeting's agenda.
    Agenda(Id<Meeting>),
    /// Where what agencies return before a meeting is kept.
    Research(Id<Meeting>),
    /// Where minutes are approved and papers go out.
    Approval(Id<Meeting>),
    /// Among its papers.
    Papers(Id<Meeting>),
    /// Where agencies are reminded.
    Reminders,
    /// In the action list, under these filter words.
    Actions(String),
    /// In the case list, under these filter words.
    Cases(String),
}

/// Something due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// What; it names nobody.
    pub what: String,
    /// Why, or by which setting.
    pub why: String,
    /// By when.
    pub by: Option<Date>,
    /// Whether that day has passed.
    pub late: bool,
    /// Where it is done.
    pub place: DutyPlace,
}
