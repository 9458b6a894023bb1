//! Forums as the area has adopted them, and the dates their cycles give.

use jiff::civil::{Date, Time};

use crate::domain::id::Id;
use crate::domain::rows::meeting::Meeting;

/// One line of the list of forums.
#[derive(Debug, Clone)]
pub struct ForumLine {
    /// Its key.
    pub key: String,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Version of its file.
    pub version: String,
    /// What one case is.
    pub kind: String,
    /// "every 2 weeks".
    pub cycle: String,
    /// The next meeting in the record.
    pub next: Option<Date>,
    /// Cases that wait for one.
    pub waiting: usize,
    /// When its newest meeting begins, for the next.
    pub starts: Option<Time>,
    /// Where its newest meeting is.
    pub venue: Option<String>,
    /// The next date of the cycle that has no meeting yet.
    pub due: Option<Date>,
}

/// A date of a forum's cycle.
#[derive(Debug, Clone)]
pub struct ForumDate {
    /// The day.
    pub on: Date,
    /// The day the cycle gave, when nobody works then.
    pub instead_of: Option<Date>,
    /// The meeting on that day, when it is in the record.
    pub meeting: Option<(Id<Meeting>, String)>,
}

/// One forum, whole: headings with their lines, as every reader of it needs them.
#[derive(Debug, Clone)]
pub struct ForumStory {
    /// As listed.
    pub line: ForumLine,
    /// What its file says: heading and lines.
    pub parts: Vec<(String, Vec<String>)>,
    /// The day the dates are counted from.
    pub from: Date,
    /// The dates, a year ahead.
    pub dates: Vec<ForumDate>,
}
