//! The way to a service: who was referred where and what came of it; and needs for which the meeting found no service.
//!
//! A pathway keeps the name of its service as it was that day, since a later directory may not have it. An unmet need is
//! the area's, not a person's failing: it is counted, and stands until a service is found.

use jiff::civil::{Date, DateTime};

use super::action::Action;
use super::case::Case;
use super::meeting::Meeting;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::tools::services::{ForWhom, Lack};
use crate::{record_row, words};

record_row! {
    /// A need that no service met.
    pub struct UnmetNeed in "unmet_need" about case by [case, meeting, on] {
        /// Which case.
        case: Id<Case>,
        /// Key of the forum the case is of.
        forum: String,
        /// The meeting it was found in, if one.
        meeting: Option<Id<Meeting>>,
        /// Whose need.
        whom: ForWhom,
        /// Key of the kind of need.
        kind: String,
        /// Why no service met it.
        lack: Lack,
        /// Key of the service that would not take them, when one was asked.
        service: Option<String>,
        /// First half of the postcode where they live, when an address that may be used holds one.
        district: Option<String>,
        /// In words.
        words: Option<Private>,
        /// Key of the agency that says so.
        agency: Option<String>,
        /// When.
        on: Date,
        /// When it was entered.
        at: DateTime,
        /// When a service was found, or the need was no longer there.
        met: Option<Date>,
        /// What was said then.
        outcome: Option<Private>,
    }
}

words! {
    /// How a referral to a service ended.
    pub enum PathwayEnd {
        /// What the service gives was taken to its end.
        Finished = "finished",
        /// They left before the end.
        Left = "left",
        /// They did not take it up.
        NotTakenUp = "not taken up",
        /// The service would not take them.
        Refused = "would not take them",
        /// The referral was taken back, or made by mistake.
        Withdrawn = "withdrawn",
    }
}

record_row! {
    /// A referral of somebody to a service of the directory.
    pub struct Pathway in "pathway" about case by [case, action, service, agreed] {
        /// Which case.
        case: Id<Case>,
        /// Key of the forum the case is of.
        forum: String,
        /// The action that refers them, when one does.
        action: Option<Id<Action>>,
        /// The meeting it was agreed in, if one.
        meeting: Option<Id<Meeting>>,
        /// Who is referred.
        whom: ForWhom,
        /// Key of the service.
        service: String,
        /// Its name that day.
        name: String,
        /// Key of the kind of need it is to meet, when that is said.
        kind: Option<String>,
        /// When the referral was agreed.
        agreed: Date,
        /// When it was made; nothing while it is only agreed.
        referred: Option<Date>,
        /// When they took it up.
        taken_up: Option<Date>,
        /// When it ended.
        ended: Option<Date>,
        /// How it ended.
        end: Option<PathwayEnd>,
        /// What was said of it.
        outcome: Option<Private>,
        /// When it was entered.
        at: DateTime,
    }
}

words! {
    /// How far a referral to a service has come.
    pub enum PathwayState {
        /// Agreed, and not known to have been made.
        Agreed = "agreed",
        /// Made, and not taken up yet.
        Referred = "referred",
        /// Taken up.
        TakenUp = "taken up",
        /// Ended, one way or another.
        Ended = "ended",
    }
}

impl Pathway {
    /// How far it has come.
    pub const fn state(&self) -> PathwayState {
        match (self.ended, self.taken_up, self.referred) {
            (Some(_), ..) => PathwayState::Ended,
            (None, Some(_), _) => PathwayState::TakenUp,
            (None, None, Some(_)) => PathwayState::Referred,
            (None, None, None) => PathwayState::Agreed,
        }
    }

    /// Days from the referral to the start; nothing before there is one.
    pub fn waited(&self) -> Option<i64> {
        let (from, to) = (self.referred?, self.taken_up?);
        Some(i64::from((to - from).get_days()))
    }
}
