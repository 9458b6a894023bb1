//! What a meeting decided on each case, in one view.

use jiff::civil::Date;

use super::agenda::MeetingHead;
use crate::domain::private::Private;
use crate::domain::rows::agenda::ItemState;
use crate::domain::statement::ActionFacts;
use crate::domain::tools::forum::Labels;

/// What a meeting decided.
#[derive(Debug, Clone)]
pub struct OutcomeFacts {
    /// The meeting.
    pub head: MeetingHead,
    /// What the forum calls things.
    pub labels: Labels,
    /// Whether the minutes are approved.
    pub approved: bool,
    /// Cases, as numbered for this reader.
    pub lines: Vec<OutcomeLine>,
}

/// What was decided on one case.
#[derive(Debug, Clone)]
pub struct OutcomeLine {
    /// Its number.
    pub number: u32,
    /// Its reference.
    pub reference: String,
    /// Who it is about.
    pub people: Private,
    /// How it went.
    pub state: ItemState,
    /// What was decided, and why.
    pub decision: Option<Private>,
    /// Why.
    pub why: Option<Private>,
    /// Where a subject stands since: "accepted", "discharged".
    pub stage: Option<String>,
    /// The score, in the words of the minutes.
    pub score: Option<String>,
    /// The last day by which a subject is reviewed again.
    pub review: Option<Date>,
    /// Actions agreed that the reader may see.
    pub actions: Vec<ActionFacts>,
}
