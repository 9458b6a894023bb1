//! What a coordinator writes of local provision beside the counted gaps: strengths, weaknesses, recommendations.
//!
//! Nobody's name belongs here. A recommendation that was taken into the delivery plan says as which item.

use jiff::civil::{Date, DateTime};

use super::case::Case;
use crate::domain::id::Id;
use crate::{record_row, words};

words! {
    /// What a remark is.
    pub enum RemarkSort {
        /// What works.
        Strength = "strength",
        /// What does not.
        Weakness = "weakness",
        /// What should be done.
        Recommendation = "recommendation",
    }
}

record_row! {
    /// One remark.
    pub struct Remark in "gap_remark" about nobody by [on] {
        /// What it is.
        sort: RemarkSort,
        /// Key of the kind of need it is about, when it is about one.
        need: Option<String>,
        /// In words.
        words: String,
        /// The day it is of.
        on: Date,
        /// When it was entered.
        at: DateTime,
        /// The item of the delivery plan it became.
        plan: Option<Id<Case>>,
        /// The day it was taken back.
        withdrawn: Option<Date>,
    }
}
