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
