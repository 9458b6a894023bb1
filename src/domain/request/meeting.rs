//! A meeting and who takes part in it.

use jiff::civil::{Date, Time};

use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::{Meeting, Presence};

/// See [`super::Request::AddMeeting`].
#[derive(Debug, Clone)]
pub struct AddMeeting {
    /// Key of the forum.
    pub forum: String,
    /// The day.
    pub on: Date,
    /// When it begins.
    pub starts: Time,
    /// Minutes set aside; the forum's usual time when nothing is given.
    pub minutes: Option<u32>,
    /// Where.
    pub venue: Option<String>,
    /// Who chairs.
    pub chair: Option<Private>,
    /// For one outside the cycle: what it is for.
    pub urgent: Option<Urgent>,
}

/// A meeting outside the cycle.
#[derive(Debug, Clone, Default)]
pub struct Urgent {
    /// The cases it is held for.
    pub cases: Vec<Id<Case>>,
    /// Keys of the agencies asked; everybody expected when none is named.
    pub invite: Vec<String>,
}

/// Where a meeting moves to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It begins, or goes on after a pause.
    Open,
    /// It is adjourned.
    Pause,
    /// It is over.
    Close,
}

/// See [`super::Request::MoveMeeting`].
#[derive(Debug, Clone)]
pub struct MoveMeeting {
    /// Which meeting.
    pub meeting: Id<Meeting>,
    /// Where it moves to.
    pub step: Step,
}

/// How one agency takes part.
#[derive(Debug, Clone)]
pub struct Place {
    /// Key of the agency.
    pub agency: String,
    /// How.
    pub presence: Presence,
    /// Who; what was known stays when nothing is given.
    pub name: Option<Private>,
    /// Their post.
    pub post: Option<Private>,
    /// Day their information came, with apologies.
    pub information: Option<Date>,
    /// When they came, if after the start.
    pub arrived: Option<Time>,
    /// When they left, if before the end.
    pub left: Option<Time>,
    /// Whom they stand in for.
    pub stands_for: Option<Private>,
    /// Why they observe.
    pub observes: Option<Private>,
    /// Whether those concerned agreed to an observer.
    pub consented: Option<bool>,
    /// Whether information was sent with apologies.
    pub sent: Option<bool>,
}

impl Place {
    /// An agency that takes part so, and nothing else known anew.
    pub fn of(agency: impl Into<String>, presence: Presence) -> Self {
        Self {
            agency: agency.into(),
            presence,
            name: None,
            post: None,
            information: None,
            arrived: None,
            left: None,
            stands_for: None,
            observes: None,
            consented: None,
            sent: None,
        }
    }
}

/// See [`super::Request::Attend`].
#[derive(Debug, Clone)]
pub struct Attend {
    /// Which meeting.
    pub meeting: Id<Meeting>,
    /// One line per agency.
    pub places: Vec<Place>,
}

/// See [`super::Request::AcceptConfidentiality`].
#[derive(Debug, Clone)]
pub struct AcceptConfidentiality {
    /// Which meeting.
    pub meeting: Id<Meeting>,
    /// Agencies that are there and have not accepted.
    pub except: Vec<String>,
}
