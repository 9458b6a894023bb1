//! Victim-safety checks: what is done about a perpetrator can put the victim at risk, so that somebody looks first.

use jiff::civil::DateTime;

use super::action::Action;
use super::case::Case;
use super::meeting::Meeting;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::{record_row, words};

words! {
    /// How far a check has come.
    pub enum CheckState {
        /// The victim's worker has been asked; the action goes out as waiting for the answer.
        Pending = "pending check",
        /// The victim's worker looked at it: it may be done.
        Released = "released",
        /// The chair decided that it is done all the same.
        Overridden = "goes ahead on the chair's decision",
        /// The victim's worker looked at it: it would put the victim at risk.
        Stopped = "not to be done",
    }
}

record_row! {
    /// A check of one action before it is done.
    pub struct SafetyCheck in "safety_check" about case by [case, action, state] {
        /// Which case.
        case: Id<Case>,
        /// The meeting it was asked for in, if one.
        meeting: Option<Id<Meeting>>,
        /// The action.
        action: Id<Action>,
        /// Key of the agency that is asked: the victim's worker.
        asked: String,
        /// How far it has come.
        state: CheckState,
        /// What the victim's worker found, or the chair's reason.
        words: Option<Private>,
        /// When it was asked for.
        at: DateTime,
        /// When it was settled.
        settled: Option<DateTime>,
    }
}
