//! The statement of a meeting: the facts its minutes print.
//!
//! [`gather()`] takes them from the record; approval stores them, one section a case, and from then on the paper is
//! made from what was stored, never from live tables. A draft is the same facts, gathered when it is asked for.
//! Wording and layout are the papers' affair.

mod about;
mod case;
mod gather;
mod meeting;
mod narrow;
mod taken;
mod withheld;

use serde::{Deserialize, Serialize};

pub use case::{ActionFacts, CaseFacts, EVERYBODY, InformationFacts, PersonFacts, PlanFacts, RiskFacts};
pub use gather::{child_words, expiries, expiring, gather, has_flags, next_meeting, people_of, standing};
pub use meeting::{Addendum, AttendanceFacts, MeetingFacts, OutstandingFacts, PauseFacts};
pub use narrow::{Narrowed, View, Walls, narrow};
pub use taken::take;
pub use withheld::Withheld;

/// The facts of one meeting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// The meeting as a whole.
    pub meeting: MeetingFacts,
    /// Actions reviewed or still outstanding at its start; kept with the case each belongs to.
    pub outstanding: Vec<OutstandingFacts>,
    /// Cases, in the order in which they stood on the agenda.
    pub cases: Vec<CaseFacts>,
    /// What was added after approval.
    pub addenda: Vec<Addendum>,
    /// Whether something was taken out for a reader, so that an empty list does not say that there was nothing.
    #[serde(skip)]
    pub narrowed: bool,
}
