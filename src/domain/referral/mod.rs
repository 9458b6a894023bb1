//! A referral as the referrer typed it, understood as far as it can be, and what follows from it.
//!
//! Made of [`ReferralForm`] (one row or form; a field that cannot be read is set aside in `to_correct` and the rest
//! stands; [`Field`] is the table of its fields and [`Said`] what one of them holds), [`Known`] (what the record can tell of people and earlier referrals) and [`conclude()`] (new, duplicate,
//! repeat, counter-allegation ... each with its reason). It decides nothing for anyone: what is concluded is shown,
//! and stored only when accepted.

mod child;
pub mod complete;
mod conclude;
mod conclusion;
mod details;
mod field;
mod known;
mod links;
#[cfg(test)]
pub(crate) mod memory;
mod opposing;
mod places;
mod problem;
mod questions;
pub mod quick;
mod repeat;
mod said;
mod sharing;
#[cfg(test)]
mod tests;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::people::PersonSketch;
use super::private::Private;

pub use child::ChildSketch;
pub use conclude::conclude;
pub use conclusion::{Conclusion, Conclusions, Earlier, Finding};
pub use details::Details;
pub use field::{Each, Field, Section, Typed};
pub use known::{Known, KnownPerson, KnownReferral, Standing};
pub use problem::Problem;
pub use repeat::{Anchor, Settings};
pub use said::Said;
pub use sharing::{Share, shares};

/// Most "yes" answers the Dash checklist can give (published checklist: 24 items).
pub const DASH_ITEMS: u8 = 24;

/// A referral as typed and understood. Blank is "not given", never "no".
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReferralForm {
    /// The referrer's or list's own reference.
    pub source: String,
    /// Day the referral was received.
    pub received: Option<Date>,
    /// Referring agency, as typed.
    pub agency: String,
    /// Agencies that refer the same case together with it, as typed.
    pub sharing: Vec<String>,
    /// The victim; telephone, address and e-mail included.
    pub victim: PersonSketch,
    /// The perpetrators named; none when unknown.
    pub perpetrators: Vec<PersonSketch>,
    /// What is said besides of each perpetrator, in the same order; may be shorter.
    pub perpetrators_more: Vec<Details>,
    /// What the perpetrator is to the victim, as typed.
    pub relationship: String,
    /// Children in the household.
    pub children: Children,
    /// The risk assessment's result.
    pub risk: RiskClaim,
    /// Police call-outs in the last 12 months.
    pub call_outs: Option<u32>,
    /// The four criteria, each by itself.
    pub criteria: Criteria,
    /// Day of the last referral, as the list claims it.
    pub last_referred: Option<Date>,
    /// Ethnicity, as typed.
    pub ethnicity: String,
    /// Whether the victim is disabled.
    pub disability: Option<bool>,
    /// Whether the victim is LGBT+.
    pub lgbt: Option<bool>,
    /// Consent, in the form's word.
    pub consent: String,
    /// When and how it is safe to call.
    pub safe_to_call: Private,
    /// Why the case is referred.
    pub reason: Private,
    /// What the form says besides, by field.
    pub more: Details,
    /// Fields set aside.
    pub to_correct: Vec<Problem<Field>>,
}

/// Children in the household.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Children {
    /// How many, as given.
    pub count: Option<u32>,
    /// Ages in whole years; an unborn child has none.
    pub ages: Vec<u8>,
    /// The ages as typed.
    pub typed: Private,
    /// Children told one by one.
    pub each: Vec<ChildSketch>,
}

/// What the form claims of risk: a Dash count or a grade, never one made out of the other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RiskClaim {
    /// "Yes" answers on the Dash checklist, 0 to [`DASH_ITEMS`].
    pub dash: Option<u8>,
    /// A grade in words (DARA).
    pub grade: String,
}

/// The four criteria as ticked: four yes/no values, `None` when not given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Criteria {
    /// Visible high risk.
    pub visible_high_risk: Option<bool>,
    /// Professional judgement.
    pub professional_judgement: Option<bool>,
    /// Potential escalation.
    pub potential_escalation: Option<bool>,
    /// MARAC repeat.
    pub repeat: Option<bool>,
}

impl ReferralForm {
    /// Whether anybody is named: only a form that names nobody is refused.
    pub fn names_anyone(&self) -> bool {
        self.victim.named() || self.perpetrators.iter().any(PersonSketch::named)
    }

    /// Whether no perpetrator is named.
    pub fn perpetrator_unknown(&self) -> bool {
        !self.perpetrators.iter().any(PersonSketch::named)
    }
}
