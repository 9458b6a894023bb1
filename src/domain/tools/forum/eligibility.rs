//! Who belongs in a forum, as rules of its file.
//!
//! A rule is answered yes, no or not known, with its reason, and shown; it neither accepts nor rejects. Reading the
//! answers out of a record is `domain::rules::eligible`.

use serde::Deserialize;

/// What a rule looks at.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Rule {
    /// Nobody of the case has a live case in any of these forums, by key.
    NotIn(Vec<String>),
    /// None of the grounds of a victim forum is met by what the record holds of these people: a ticked ground, or a
    /// count that reaches the area's threshold.
    BelowVictimThreshold,
    /// Nobody of the case stands as an accepted subject, or at or above this rank of the newest scored list.
    BelowRank(u32),
    /// At least one of the forum's criteria is met.
    AnyCriterion,
    /// Every criterion of the forum is met.
    EveryCriterion,
    /// A person says yes or no.
    Asked,
}

/// One rule.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Eligibility {
    /// Stable key.
    pub key: String,
    /// For a reader, as a statement that is true of who belongs.
    pub label: String,
    /// What is looked at.
    pub rule: Rule,
}
