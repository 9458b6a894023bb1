//! Rating a principle.

use jiff::civil::Date;

use crate::domain::rows::plan::Rag;
use crate::domain::rows::principle::Seen;

/// See [`super::Request::RatePrinciple`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatePrinciple {
    /// Key or code of the forum.
    pub forum: String,
    /// What the list is known by.
    pub list: String,
    /// Key of the principle.
    pub principle: String,
    /// First day of the period.
    pub from: Date,
    /// Last day of it.
    pub to: Date,
    /// Green, amber or red.
    pub rag: Rag,
    /// Why.
    pub commentary: String,
    /// The figures that were shown.
    pub seen: Vec<Seen>,
}
