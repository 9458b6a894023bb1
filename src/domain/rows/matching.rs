//! What somebody judged of two people: that they are one, or that they are not.
//!
//! A merge says which rows it pointed at the elder and what they pointed at before, so that it can be taken back to the
//! letter; it is taken away when it is. A judgement that two people are not one stays, so that nobody is asked twice.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::case::Finding;
use super::person::Person;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::value::Json;
use crate::{record_row, words};

words! {
    /// What was judged.
    pub enum Judged {
        /// Both are one person.
        One = "one person",
        /// They are two people, however alike.
        Two = "two people",
    }
}

/// A row that a merge pointed at the elder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// The row.
    pub row: Id<Person>,
    /// What it pointed at before.
    pub was: Option<Id<Person>>,
}

record_row! {
    /// A judgement on two people. It is a subject of its own, so that the erasure of either takes it away.
    pub struct Matching in "matching" about itself by [one, other] {
        /// The elder, or the first of two who are not one.
        one: Id<Person>,
        /// The row that stood for the other.
        other: Id<Person>,
        /// What was judged.
        judged: Judged,
        /// The day.
        on: Date,
        /// Why, in words.
        reason: Private,
        /// Rows that a merge pointed at the elder.
        moved: Json<Vec<Moved>>,
        /// Findings that came of it.
        found: Json<Vec<Id<Finding>>>,
        /// Findings that it settled.
        settled: Json<Vec<Id<Finding>>>,
    }
}
