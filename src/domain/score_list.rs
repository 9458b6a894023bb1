//! An analyst's list of scores: one row, one subject, as typed and understood. A field that cannot be read is set aside.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::referral::Problem;

/// A field of a [`ScoreForm`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is said by its label")]
pub enum ScoreField {
    Nominal,
    Recency,
    Frequency,
    Gravity,
    Victims,
    Total,
    Rank,
    On,
    Scheme,
}

impl ScoreField {
    /// The label people see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Nominal => "nominal reference",
            Self::Recency => "R (recency)",
            Self::Frequency => "F (frequency)",
            Self::Gravity => "G (gravity)",
            Self::Victims => "V (victims)",
            Self::Total => "total",
            Self::Rank => "rank",
            Self::On => "date",
            Self::Scheme => "scheme",
        }
    }

    /// The letter of a part, as scores are kept.
    pub const fn letter(self) -> Option<&'static str> {
        match self {
            Self::Recency => Some("R"),
            Self::Frequency => Some("F"),
            Self::Gravity => Some("G"),
            Self::Victims => Some("V"),
            _ => None,
        }
    }

    /// The parts, in the order of the letters.
    pub const PARTS: [Self; 4] = [Self::Recency, Self::Frequency, Self::Gravity, Self::Victims];
}

/// A score as the analyst's list gives it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ScoreForm {
    /// The police's reference for the person.
    pub nominal: String,
    /// Points by letter, as far as they came.
    pub parts: Vec<(String, u32)>,
    /// Total; the sum of the parts where the list has none.
    pub total: Option<u32>,
    /// Place on the list.
    pub rank: Option<u32>,
    /// The day it was counted to.
    pub on: Option<Date>,
    /// Name of the scheme; empty when the list does not say.
    pub scheme: String,
    /// Fields set aside.
    pub to_correct: Vec<Problem<ScoreField>>,
}

impl ScoreForm {
    /// The total given, or the sum of the parts; nothing when neither came.
    pub fn total(&self) -> Option<u32> {
        let sum = || self.parts.iter().fold(0_u32, |sum, (_, points)| sum.saturating_add(*points));
        self.total.or_else(|| (!self.parts.is_empty()).then(sum))
    }
}
