//! The meeting as a whole, as its minutes print it.

use jiff::civil::{Date, DateTime, Time};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::private::Private;
use crate::domain::rows::meeting::Presence;

/// What stands at the head and the end of the minutes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MeetingFacts {
    /// Name of the area.
    pub area: String,
    /// Name of the forum in full.
    pub forum: String,
    /// "MARAC-2026-11-26".
    pub reference: String,
    /// Marking of the paper.
    pub marking: String,
    /// What the forum calls a victim.
    pub victim_label: String,
    /// What the forum calls a perpetrator.
    pub perpetrator_label: String,
    /// The day.
    pub on: Date,
    /// When it was to begin.
    pub starts: Time,
    /// When it began.
    pub opened: Option<DateTime>,
    /// When it ended.
    pub closed: Option<DateTime>,
    /// Where.
    pub venue: Option<String>,
    /// Who chaired.
    pub chair: Option<Private>,
    /// Who took the minutes.
    pub minute_taker: Option<Private>,
    /// The statement as read.
    pub confidentiality: String,
    /// When it was accepted.
    pub accepted: Option<DateTime>,
    /// Who took part, in the area's order of agencies.
    pub attendance: Vec<AttendanceFacts>,
    /// References of cases whose flag ends before the next meeting.
    pub expiries: Vec<(String, Date)>,
    /// Whether the forum looks at flags that end; nothing in minutes of before, which always did.
    #[serde(default)]
    pub flags: Option<bool>,
    /// Other business, as noted.
    pub other_business: Vec<Private>,
    /// The next meeting of the forum.
    pub next: Option<Date>,
    /// Who took the minutes, each from when on, where that changed.
    #[serde(default)]
    pub minute_takers: Vec<(Private, DateTime)>,
    /// Times during which it did not sit: from, until, and why.
    #[serde(default)]
    pub pauses: Vec<PauseFacts>,
    /// What was needed to decide, in words; nothing where the area sets none.
    #[serde(default)]
    pub quorum: Option<String>,
    /// Each time the chair went on without: when, what was missing, why.
    #[serde(default)]
    pub waived: Vec<(DateTime, String, Private)>,
    /// By whom, how and when the minutes were approved.
    pub approved: Option<(Private, String, DateTime)>,
}

/// One line of attendance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AttendanceFacts {
    /// Name of the agency.
    pub agency: String,
    /// Who.
    pub name: Option<Private>,
    /// Their post.
    pub post: Option<Private>,
    /// How they took part.
    pub presence: Presence,
    /// Whether they accepted the confidentiality statement.
    pub accepted: bool,
    /// Day their information came, with apologies.
    pub information: Option<Date>,
    /// When they came, if after the start.
    pub arrived: Option<Time>,
    /// When they left, if before the end.
    pub left: Option<Time>,
    /// Whom they stood in for.
    #[serde(default)]
    pub stands_for: Option<Private>,
    /// Why they observed.
    #[serde(default)]
    pub observes: Option<Private>,
    /// Whether those concerned agreed to an observer.
    #[serde(default)]
    pub consented: Option<bool>,
    /// Whether information was sent with apologies.
    #[serde(default)]
    pub sent: Option<bool>,
    /// Each stretch in which they were there, when it was more than one: "09:30 to 10:20".
    #[serde(default)]
    pub stretches: Vec<String>,
    /// Places on the agenda of the cases they were there for, "1-4, 6"; nothing when it was all of them.
    #[serde(default)]
    pub items: Option<String>,
}

/// A time during which a meeting did not sit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PauseFacts {
    /// From when.
    pub began: DateTime,
    /// Until when.
    pub ended: Option<DateTime>,
    /// Why, when it was more than a break.
    pub why: Option<Private>,
}

/// An action from before the meeting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OutstandingFacts {
    /// The case it belongs to.
    pub case: Uuid,
    /// Reference of the action.
    pub reference: String,
    /// Name of the agency.
    pub agency: String,
    /// What was promised.
    pub words: Private,
    /// When it was due.
    pub due: Option<Date>,
    /// Where it stood at the end of the meeting, in words.
    pub standing: String,
    /// Reason or outcome.
    pub note: Option<Private>,
    /// Meetings it had been carried over.
    pub carried: u32,
}

/// A dated addition to approved minutes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Addendum {
    /// When it was added.
    pub at: DateTime,
    /// Reference of the case it is about.
    pub case: Option<String>,
    /// In words.
    pub words: Private,
}
