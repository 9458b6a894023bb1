//! Why a request was not carried out, in words for the person who made it.

use super::shape::BadRow;

/// A request that was refused; nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The rules say no, and why.
    #[error("{0}")]
    Rule(String),
    /// What the request names is not in the record.
    #[error("no {what} of that name or number is in the record")]
    Unknown {
        /// The kind of thing.
        what: &'static str,
    },
    /// It was there, and is not any more.
    #[error("that {what} is no longer in the record; it may have been undone or erased")]
    Gone {
        /// The kind of thing.
        what: &'static str,
    },
    /// Somebody changed the same thing in between.
    #[error("{what} was changed in the meantime; look at it again before changing it")]
    Moved {
        /// The table whose row moved.
        what: String,
    },
    /// The record could not be read or written.
    #[error("{0}")]
    Record(String),
}

impl Refusal {
    /// A rule's refusal.
    pub fn rule(why: impl Into<String>) -> Self {
        Self::Rule(why.into())
    }
}

impl From<BadRow> for Refusal {
    fn from(row: BadRow) -> Self {
        Self::Record(row.to_string())
    }
}
