//! How a forum rated itself against a principle; every rating is kept, the newest of a period holds.

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use super::plan::Rag;
use crate::domain::value::Json;
use crate::record_row;

/// A figure as it was shown when a principle was rated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Which, as "report/figure".
    pub key: String,
    /// What it is called.
    pub name: String,
    /// The figure, and what it was out of.
    pub said: String,
}

record_row! {
    /// One rating of one principle.
    pub struct PrincipleRating in "principle_rating" about nobody by [list, to] {
        /// Key of the forum.
        forum: String,
        /// What the list is known by.
        list: String,
        /// Key of the principle in it.
        principle: String,
        /// First day of the period that is rated.
        from: Date,
        /// Last day of it.
        to: Date,
        /// Green, amber or red.
        rag: Rag,
        /// Why; nobody's name belongs here.
        commentary: String,
        /// The figures that were shown.
        seen: Json<Vec<Seen>>,
        /// When it was rated.
        at: DateTime,
        /// Handle of the user.
        by: String,
    }
}
