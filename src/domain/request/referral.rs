//! A referral, and what was set aside or found when it was taken in.

use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::referral::ReferralForm;
use crate::domain::rows::case::{Finding, ToCorrect};

/// See [`super::Request::TakeReferral`].
#[derive(Debug, Clone)]
pub struct TakeReferral {
    /// Key of the forum.
    pub forum: String,
    /// Row in the file it came from, as a spreadsheet numbers it; 1 for a form by itself.
    pub row: u32,
    /// Whether it was heard before this record began: history, not work for the next meeting.
    pub heard: bool,
    /// The reference that a new case has already, in a record that takes over a history; the next free one of the
    /// year when nothing is given. A case that is known keeps its own.
    pub number: Option<CaseNumber>,
    /// The form as read.
    pub form: ReferralForm,
}

/// Year and number of a case reference: 2026 and 143 in "LAN-26-0143".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CaseNumber {
    /// Year.
    pub year: i16,
    /// Number within it, from 1.
    pub number: u32,
}

/// See [`super::Request::Correct`].
#[derive(Debug, Clone)]
pub struct Correct {
    /// The field set aside.
    pub field: Id<ToCorrect>,
    /// What it should say.
    pub value: Private,
}

/// See [`super::Request::Settle`].
#[derive(Debug, Clone)]
pub struct Settle {
    /// The finding.
    pub finding: Id<Finding>,
}
