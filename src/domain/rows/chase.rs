//! Reminders: every time an agency was asked again for an action that is past its date, and how far up that went.

use jiff::civil::{Date, DateTime};
use uuid::Uuid;

use super::action::Action;
use super::case::Case;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::{record_row, words};

words! {
    /// How far up an agency is asked. The order is that of the ladder.
    pub enum ChaseStep {
        /// The agency is reminded for the first time.
        First = "first reminder",
        /// The agency is reminded again.
        Again = "reminded again",
        /// The agency's named senior is asked.
        Senior = "senior of the agency",
        /// The steering group is told.
        Steering = "steering group",
    }
}

words! {
    /// How somebody was asked.
    pub enum ChaseHow {
        /// A draft of an e-mail was written.
        Draft = "e-mail draft",
        /// By e-mail, written elsewhere.
        Mail = "e-mail",
        /// By telephone.
        Telephone = "telephone",
        /// Face to face, or in a call.
        Spoken = "in person",
        /// By being listed in a report.
        Report = "report",
    }
}

record_row! {
    /// One reminder of one action.
    pub struct Chase in "chase" about case by [case, action, on] {
        /// Which action.
        action: Id<Action>,
        /// Its case.
        case: Id<Case>,
        /// Key of the agency that was asked.
        agency: String,
        /// How far up.
        step: ChaseStep,
        /// How.
        how: ChaseHow,
        /// To whom: a post or a mailbox.
        to: Private,
        /// What was said.
        note: Option<Private>,
        /// The day.
        on: Date,
        /// When it was kept.
        at: DateTime,
        /// Handle of the user who kept it.
        by: String,
        /// Reminders that went out together share this.
        round: Uuid,
    }
}
