//! A field set aside: what was typed, what is wrong with it, and how to put it right.

use serde::{Deserialize, Serialize};

use crate::domain::private::Private;

/// A field of a form that could not be read. `F` names the fields of that form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem<F> {
    /// Which field.
    pub field: F,
    /// What was typed.
    pub typed: Private,
    /// What is wrong, in words; follows the field's label (`Dash: above 24`).
    pub what: String,
    /// What to do.
    pub way_forward: String,
}

impl<F> Problem<F> {
    /// A field set aside.
    pub fn new(field: F, typed: &str, what: impl Into<String>, way_forward: impl Into<String>) -> Self {
        Self { field, typed: typed.into(), what: what.into(), way_forward: way_forward.into() }
    }
}
