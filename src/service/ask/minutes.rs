//! Answers about the minutes of a meeting.

use jiff::civil::Date;

use crate::domain::id::Id;
use crate::domain::rows::agenda::AgendaItem;
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::minutes::{Comment, Issued};
use crate::domain::rules::deemed::Silence;
use crate::domain::rules::incomplete::Gap;

/// The minutes of a meeting, before approval and after.
#[derive(Debug, Clone)]
pub struct MinutesStory {
    /// The meeting.
    pub meeting: Meeting,
    /// What is missing.
    pub lacks: Vec<Lack>,
    /// What was said of the draft, in the order in which it came.
    pub comments: Vec<Comment>,
    /// Copies of papers that went out, in the order in which they did.
    pub issued: Vec<Issued>,
    /// By when action sheets go out, by the area's settings.
    pub sheets_due: Date,
    /// By when the minutes go out.
    pub minutes_due: Date,
    /// When silence becomes approval, where the area lets it.
    pub silence: Option<Silence>,
}

/// Something missing, and where to mend it.
#[derive(Debug, Clone)]
pub struct Lack {
    /// What, and of which case.
    pub gap: Gap,
    /// The item to go to, if it is about one.
    pub item: Option<Id<AgendaItem>>,
}
