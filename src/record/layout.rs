//! What a record is made of: the tables the rules declare, and what is derived from them.

use super::derived::Derived;
use crate::domain::shape::TableShape;

/// What a record is made of.
#[derive(Clone, Copy)]
pub struct Layout {
    /// The record tables, as the rules declare them.
    pub tables: &'static [&'static TableShape],
    /// What is kept beside them and can be rebuilt.
    pub derived: &'static [&'static dyn Derived],
}
