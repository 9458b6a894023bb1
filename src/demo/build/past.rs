//! An earlier case as it is told: what came in, what the meeting heard and agreed, and how each action ended.

use jiff::civil::Date;

use crate::domain::referral::ReferralForm;
use crate::domain::request::{CaseNumber, Terms};
use crate::domain::rows::action::ReviewOutcome;
use crate::domain::rows::case::HappeningKind;

/// An earlier case.
#[derive(Clone, Debug, Default)]
pub struct PastCase {
    /// The reference of a new case.
    pub number: Option<CaseNumber>,
    /// What came in.
    pub form: ReferralForm,
    /// Where the perpetrator was.
    pub whereabouts: String,
    /// The language of an interpreter.
    pub interpreter: Option<String>,
    /// A date that was coming.
    pub happening: Option<(HappeningKind, Date, String)>,
    /// The victim's views and wishes.
    pub views: String,
    /// What agencies said: agency and words.
    pub information: Vec<(String, String)>,
    /// The risk to the victim.
    pub risk: String,
    /// What was decided.
    pub decision: String,
    /// And why.
    pub why: String,
    /// How the victim was to be told.
    pub feedback: String,
    /// What was agreed.
    pub actions: Vec<PastAction>,
}

/// An action of an earlier case.
#[derive(Clone, Debug)]
pub struct PastAction {
    /// The line as typed.
    pub typed: String,
    /// What was read from it.
    pub terms: Terms,
    /// How it ended; nothing while it is open.
    pub end: Option<End>,
}

/// How an action ended.
#[derive(Clone, Debug)]
pub struct End {
    /// The day it was reported.
    pub on: Date,
    /// What was found.
    pub outcome: ReviewOutcome,
    /// What was said.
    pub note: Option<String>,
}
