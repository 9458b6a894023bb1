//! One recorded incident behind a subject, as scoring counts it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::calendar::add_months;

/// What a subject was in a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Suspected.
    Suspect,
    /// Found to have done it, without charge or conviction being said.
    Offender,
    /// Charged.
    Charged,
    /// The one harmed.
    Victim,
    /// Saw or reported it.
    Witness,
}

/// One domestic abuse record, crime or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    /// When it happened.
    pub date: Date,
    /// As the list names it.
    pub offence: String,
    /// The police reference of the victim; never a name. May be empty when not given.
    pub victim: String,
    /// What the subject was in it.
    pub role: Role,
}

impl Incident {
    /// The victim's reference, when one was given.
    pub fn known_victim(&self) -> Option<&str> {
        Some(self.victim.trim()).filter(|reference| !reference.is_empty())
    }
}

/// The day so many calendar months earlier: where a lookback begins.
pub(super) fn months_before(date: Date, months: u32) -> Date {
    add_months(date, i32::try_from(months).map_or(i32::MIN, |months| -months))
}
