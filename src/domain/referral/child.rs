//! A child as one form describes them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::private::Private;

/// A child; every part may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChildSketch {
    /// The row of the record that this child is, when the form was made from one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<Uuid>,
    /// Name.
    pub name: Private,
    /// Date of birth.
    pub born: Option<Date>,
    /// Age in whole years on the day of the referral.
    pub age: Option<u8>,
    /// For a child not born yet: the day expected.
    pub expected: Option<Date>,
    /// What the child is to the victim.
    pub to_victim: Private,
    /// What the child is to the perpetrator.
    pub to_perpetrator: Private,
    /// Whom and where the child lives with.
    pub lives_with: Private,
    /// School or nursery.
    pub school: Private,
}

impl ChildSketch {
    /// Whether nothing is said of the child.
    pub fn is_empty(&self) -> bool {
        Self { row: None, ..self.clone() } == Self::default()
    }
}
