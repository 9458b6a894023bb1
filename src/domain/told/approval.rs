//! What the chair is asked when minutes wait for approval: references only, since it goes by e-mail.

use jiff::civil::Date;

use super::agenda::MeetingHead;

/// A request for approval.
#[derive(Debug, Clone)]
pub struct ApprovalFacts {
    /// The meeting.
    pub head: MeetingHead,
    /// Day by which minutes go out.
    pub by: Date,
    /// Whether that day has passed.
    pub late: bool,
    /// Whether they are approved already, and when.
    pub approved: Option<Date>,
    /// How many cases were heard.
    pub heard: usize,
    /// How many actions were agreed.
    pub agreed: usize,
    /// What is missing, the meeting first: "case 7, LAN-26-0143: no decision recorded".
    pub lacks: Vec<String>,
    /// Comments on the draft nobody has answered: reference of the case, or nothing for the whole.
    pub comments: Vec<(Option<String>, Date)>,
    /// Working days after which silence is approval, and the first day on which it is, once the draft went out.
    pub silence: Option<(u32, Option<Date>)>,
}
