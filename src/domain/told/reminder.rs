//! What one agency, or its senior, is reminded of.

use jiff::civil::Date;

use crate::domain::private::Private;

/// A reminder.
#[derive(Debug, Clone)]
pub struct ReminderFacts {
    /// Name of the area.
    pub area: String,
    /// Marking of its papers.
    pub marking: String,
    /// The day.
    pub on: Date,
    /// What it is registered under.
    pub reference: String,
    /// Whose actions they are, as spoken.
    pub agency: String,
    /// Whether the agency's senior is asked.
    pub senior: bool,
    /// What is past its date, the longest first.
    pub items: Vec<ReminderItem>,
    /// How many more there are that may not stand on paper.
    pub off_paper: usize,
}

/// One action.
#[derive(Debug, Clone)]
pub struct ReminderItem {
    /// "LAN-26-0143/3".
    pub reference: String,
    /// Whom the case is about.
    pub people: Private,
    /// What is to be done.
    pub words: Private,
    /// The person at the agency.
    pub person: Option<Private>,
    /// The date it is due by.
    pub due: Date,
    /// The first date, where that moved.
    pub first_due: Option<Date>,
    /// Working days past it.
    pub late_days: u32,
    /// Reminders before this one.
    pub asked: u32,
}
