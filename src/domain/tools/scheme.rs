//! A scoring scheme for MATAC subjects as data: recency, frequency, gravity, victims. Named and versioned, so that
//! a change is always told in the scheme a subject entered with. No force's points are published; ours are ours.

use serde::Deserialize;

use super::gravity::Tier;
use super::incident::Role;
use super::serial::SerialRule;
use super::{Faults, Tool};

/// Points up to a number of days since the latest record.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecencyBand {
    /// Inclusive.
    pub up_to_days: u32,
    /// Points.
    pub points: u32,
}

/// Points from a count on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountBand {
    /// Inclusive.
    pub at_least: u32,
    /// Points.
    pub points: u32,
}

/// A part's weight in percent; 100 leaves its points as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// Recency.
    pub recency: u32,
    /// Frequency.
    pub frequency: u32,
    /// Gravity.
    pub gravity: u32,
    /// Victims.
    pub victims: u32,
}

/// What decides between equal totals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TieBreak {
    /// The later latest record first.
    Latest,
    /// Higher gravity first.
    Gravity,
    /// More points for victims first.
    Victims,
    /// More points for frequency first.
    Frequency,
    /// The earlier reference first; always decides, since references differ.
    Reference,
}

/// A band of totals, for display only: the chair decides and records why.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisplayBand {
    /// Inclusive.
    pub at_least: u32,
    /// Stable key: `red`, `amber`, `green`.
    pub key: String,
    /// The word shown beside the number.
    pub label: String,
}

/// A scheme.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    /// Name printed with every score.
    pub name: String,
    /// Version stored with every score.
    pub version: String,
    /// Whose scheme it is, for a reader.
    pub source: String,
    /// Calendar months looked back from the as-of date; that very day counts.
    pub lookback_months: u32,
    /// Roles that count.
    pub roles: Vec<Role>,
    /// Applied one after the other.
    pub tie_break: Vec<TieBreak>,
    /// Weights of the parts.
    pub weights: Weights,
    /// Points for recency, rising in days.
    pub recency: Vec<RecencyBand>,
    /// Points for frequency, falling.
    pub frequency: Vec<CountBand>,
    /// Points for distinct victims, falling.
    pub victims: Vec<CountBand>,
    /// Points and offences by gravity, the gravest first.
    pub tier: Vec<Tier>,
    /// Bands for display, falling.
    pub band: Vec<DisplayBand>,
    /// When a subject is flagged serial; never part of the total.
    pub serial: SerialRule,
}

impl Scheme {
    /// The display band of a total.
    pub fn band_of(&self, total: u32) -> Option<&DisplayBand> {
        self.band.iter().find(|band| total >= band.at_least)
    }
}

impl Tool for Scheme {
    const KIND: &'static str = "scoring scheme";

    fn name(&self) -> &str {
        &self.name
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn check(&self, faults: &mut Faults) {
        faults.filled("source", &self.source);
        faults.require(self.lookback_months > 0, "lookback_months", "must be 1 or more");
        faults.require(!self.roles.is_empty(), "roles", "no role counts");
        let last = self.tie_break.last() == Some(&TieBreak::Reference);
        faults.require(last, "tie_break", "must end with `reference`, which always decides");
        let days: Vec<u32> = self.recency.iter().map(|band| band.up_to_days).rev().collect();
        faults.falling("recency, from last to first", days);
        faults.falling("frequency", self.frequency.iter().map(|band| band.at_least));
        faults.falling("victims", self.victims.iter().map(|band| band.at_least));
        faults.falling("tier", self.tier.iter().map(|tier| tier.tier));
        faults.falling("band", self.band.iter().map(|band| band.at_least));
        let bottom = self.band.last().is_some_and(|band| band.at_least == 0);
        faults.require(bottom, "band", "the last band must begin at 0");
        faults.keys("band", self.band.iter().map(|band| band.key.as_str()));
        super::gravity::check(&self.tier, faults);
    }
}
