//! What a chair is told before a meeting.

use jiff::civil::{Date, Time};

use super::agenda::MeetingHead;
use crate::domain::private::Private;

/// A meeting to come, for its chair.
#[derive(Debug, Clone)]
pub struct BriefFacts {
    /// The meeting.
    pub head: MeetingHead,
    /// What the forum calls a victim.
    pub victim_label: String,
    /// When all cases would be heard.
    pub ends: Time,
    /// Minutes set aside.
    pub minutes: u32,
    /// Minutes over the time set aside; 0 when all fit.
    pub over: u32,
    /// Actions to review first.
    pub outstanding: usize,
    /// Of the agencies expected, those that have returned nothing at all.
    pub silent: Vec<String>,
    /// How many agencies are expected.
    pub expected: usize,
    /// What is needed to decide, in words.
    pub quorum: Option<String>,
    /// Flags that end before the next meeting.
    pub expiring: usize,
    /// Cases that wait and are on no agenda.
    pub waiting: usize,
    /// Cases in order.
    pub cases: Vec<BriefCase>,
    /// References of cases that are not heard: what became of each, and why.
    pub off: Vec<(String, String, Private)>,
}

/// One case, for the chair.
#[derive(Debug, Clone)]
pub struct BriefCase {
    /// Its place.
    pub number: usize,
    /// Its reference.
    pub reference: String,
    /// When it would begin.
    pub begins: Time,
    /// Minutes meant for it.
    pub minutes: u32,
    /// Whether it ends within the time set aside.
    pub fits: bool,
    /// Who it is about: "Mary KERSHAW, 34 / Dean KERSHAW, 37, ex-partner".
    pub people: Private,
    /// How many children.
    pub children: usize,
    /// Why it stands where it does.
    pub order: String,
    /// Why it is here: figures, grounds, referrer.
    pub why: String,
    /// What changed since the papers went out.
    pub changed: Option<String>,
    /// Live actions of earlier meetings: reference, agency, what, how it stands; whether it is late.
    pub promised: Vec<Promise>,
    /// Agencies from which nothing has come.
    pub missing: Vec<String>,
    /// Agencies kept out, each with who stands in.
    pub walls: Vec<(String, Option<Private>)>,
    /// Whether a conflict asks about a position of trust.
    pub trust: bool,
    /// The victim's views: when, heard by whom, in words.
    pub views: Option<(Date, String, Private)>,
    /// Whether views are expected: not for an item of a plan.
    pub views_expected: bool,
    /// Where the perpetrator is.
    pub whereabouts: Option<Private>,
    /// Dates to come: when, what.
    pub dates: Vec<(Date, Private)>,
    /// How often it was deferred before.
    pub deferrals: u32,
    /// Where its referral stands while nobody has accepted it.
    pub undecided: Option<String>,
    /// What somebody has to look at: kinds of finding, fields to correct.
    pub look_at: Vec<String>,
}

/// An action of an earlier meeting.
#[derive(Debug, Clone)]
pub struct Promise {
    /// "LAN-26-0143/3".
    pub reference: String,
    /// Whose.
    pub agency: String,
    /// What.
    pub words: Private,
    /// "overdue 3 days".
    pub standing: String,
    /// Past its date.
    pub late: bool,
}
