//! What the reader of a line knows beside the words: the hour, the case and the room.

use jiff::civil::{Date, DateTime, Time};
use serde::{Deserialize, Serialize};

use crate::domain::calendar::Holidays;

/// What a due date can hang on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EventKind {
    /// Release from prison or custody.
    Release,
    /// A court date: hearing, trial, sentence.
    Court,
    /// The end of bail.
    BailEnd,
    /// The end of a licence.
    LicenceEnd,
    /// A birth that is expected.
    Birth,
    /// A child protection conference.
    Conference,
    /// The forum's next meeting.
    NextMeeting,
}

impl EventKind {
    /// The event as a sentence names it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Court => "court",
            Self::BailEnd => "end of bail",
            Self::LicenceEnd => "end of licence",
            Self::Birth => "birth",
            Self::Conference => "conference",
            Self::NextMeeting => "next meeting",
        }
    }
}

/// A dated event the case holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// What happens.
    pub kind: EventKind,
    /// When.
    pub date: Date,
}

/// When, about which case and in which room a line is read.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    /// Local time; seconds are not used.
    pub now: DateTime,
    /// The forum's next meeting, when it is fixed.
    pub next_meeting: Option<Date>,
    /// When the case was last referred: standing actions run from it.
    pub referral: Date,
    /// The dated events of the case.
    pub events: &'a [Event],
    /// How many numbered actions the case has.
    pub actions: u16,
    /// Keys of the agencies in the room for this case; none outside a meeting, where nobody has to be.
    pub present: Option<&'a [String]>,
    /// The area's holidays.
    pub holidays: &'a Holidays,
}

impl Moment<'_> {
    /// The day the line is read.
    pub(super) fn today(&self) -> Date {
        self.now.date()
    }

    /// The minute the line is read.
    pub(super) fn minute(&self) -> Time {
        let time = self.now.time();
        Time::new(time.hour(), time.minute(), 0, 0).unwrap_or(time)
    }

    /// The event's date: the first still to come, else the last that has passed.
    pub(super) fn date_of(&self, kind: EventKind) -> Option<Date> {
        if kind == EventKind::NextMeeting {
            return self.next_meeting;
        }
        let dates = || self.events.iter().filter(|event| event.kind == kind).map(|event| event.date);
        dates().filter(|date| *date >= self.today()).min().or_else(|| dates().max())
    }
}
