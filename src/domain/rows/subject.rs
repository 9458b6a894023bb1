//! MATAC subjects: how they came in, the incidents behind them, and their scores.

use jiff::civil::Date;

use super::case::Case;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::value::Json;
use crate::{record_row, words};

record_row! {
    /// How a subject came in.
    pub struct Nomination in "nomination" about case by [case, nominal] {
        /// Which case.
        case: Id<Case>,
        /// The police reference of the subject.
        nominal: Option<String>,
        /// Ranked police list, or a partner's nomination.
        source: String,
        /// Agency that nominated.
        agency: String,
        /// When.
        on: Date,
    }
}

record_row! {
    /// One recorded incident.
    pub struct Incident in "incident" about case by [case] {
        /// The subject's case.
        case: Id<Case>,
        /// When it happened.
        on: Date,
        /// The offence as recorded.
        offence: String,
        /// The police reference of the victim; never a name.
        victim: Option<String>,
        /// Suspect, charged, offender, or other.
        role: String,
    }
}

words! {
    /// The moment a score belongs to.
    pub enum ScoreMoment {
        /// When nominated.
        Nomination = "nomination",
        /// When accepted.
        Entry = "entry",
        /// At a review.
        Review = "review",
        /// When discharged.
        Exit = "exit",
    }
}

record_row! {
    /// A score as it stood on a day; never overwritten.
    pub struct Scored in "scored" about case by [case] {
        /// The subject's case.
        case: Id<Case>,
        /// The moment it belongs to.
        moment: ScoreMoment,
        /// Name and version of the scheme.
        scheme: String,
        /// The day it was counted to.
        on: Date,
        /// Total.
        total: u32,
        /// Rank in the list it came with.
        rank: Option<u32>,
        /// Parts by letter: R, F, G, V.
        parts: Json<Vec<(String, u32)>>,
        /// What it was counted from, in words.
        inputs: Private,
        /// Whether it came from the analyst rather than from the scheme here.
        imported: bool,
    }
}
