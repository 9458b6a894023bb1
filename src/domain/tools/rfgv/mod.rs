//! Scores a MATAC subject: recency, frequency, gravity and victims over a scheme's lookback.
//!
//! Every record given is either counted or set aside with a reason, and what must be corrected is listed; nothing
//! is guessed. A score falls by itself as time passes and while a subject is in custody, so it is shown beside its
//! inputs, and it orders nobody by itself: [`rank`] only says what an ordered list would be.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use jiff::civil::Date;

use super::gravity::tier_of;
use super::incident::months_before;
pub use super::incident::{Incident, Role};
use super::scheme::{CountBand, Scheme, TieBreak};

/// Why a record was not counted, or not wholly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SetAside {
    /// Not in a role that counts.
    Role,
    /// Before the lookback.
    TooOld,
    /// After the as-of date.
    AfterAsOf,
    /// Counted, but its offence is in no tier: to correct, since gravity may be too low.
    UnknownOffence,
    /// Counted, but names no victim: to correct, since victims may be too few.
    UnknownVictim,
}

impl SetAside {
    /// Whether somebody has to correct the record.
    pub fn to_correct(self) -> bool {
        matches!(self, Self::UnknownOffence | Self::UnknownVictim)
    }
}

/// What a score rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inputs {
    /// The day it was worked out for.
    pub as_of: Date,
    /// First day counted.
    pub since: Date,
    /// Date of the latest record counted.
    pub latest: Option<Date>,
    /// Records counted.
    pub records: u32,
    /// Gravest tier found.
    pub top_tier: Option<u32>,
    /// Different victims.
    pub victims: u32,
    /// Records counted in the first half of the lookback and in the second: more in the second is escalation.
    pub halves: (u32, u32),
    /// Position in the list given, and why the record was set aside or is to correct.
    pub set_aside: Vec<(usize, SetAside)>,
}

/// A score and its parts, weighted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// Recency.
    pub r: u32,
    /// Frequency.
    pub f: u32,
    /// Gravity.
    pub g: u32,
    /// Victims.
    pub v: u32,
    /// Sum of the parts.
    pub total: u32,
    /// Key of the display band.
    pub band: Option<String>,
    /// What it rests on.
    pub inputs: Inputs,
}

/// Scores a subject's records as they stood on a day.
pub fn score(scheme: &Scheme, incidents: &[Incident], as_of: Date) -> Score {
    let inputs = inputs(scheme, incidents, as_of);
    let weigh = |points: u32, percent: u32| points.saturating_mul(percent).saturating_add(50) / 100;
    let r = weigh(recency_points(scheme, &inputs), scheme.weights.recency);
    let f = weigh(points_for(&scheme.frequency, inputs.records), scheme.weights.frequency);
    let tier = scheme.tier.iter().find(|tier| Some(tier.tier) == inputs.top_tier);
    let g = weigh(tier.map_or(0, |tier| tier.points), scheme.weights.gravity);
    let v = weigh(points_for(&scheme.victims, inputs.victims), scheme.weights.victims);
    let total = [f, g, v].iter().fold(r, |sum, part| sum.saturating_add(*part));
    let band = scheme.band_of(total).map(|band| band.key.clone());
    Score { r, f, g, v, total, band, inputs }
}

/// Which of two subjects stands higher in the list: `Less` is higher, as sorting wants it. The strings are their
/// references.
pub fn rank(scheme: &Scheme, one: (&Score, &str), other: (&Score, &str)) -> Ordering {
    let ((a, a_reference), (b, b_reference)) = (one, other);
    let ties = scheme.tie_break.iter().map(|tie| match tie {
        TieBreak::Latest => b.inputs.latest.cmp(&a.inputs.latest),
        TieBreak::Gravity => b.g.cmp(&a.g),
        TieBreak::Victims => b.v.cmp(&a.v),
        TieBreak::Frequency => b.f.cmp(&a.f),
        TieBreak::Reference => a_reference.cmp(b_reference),
    });
    b.total.cmp(&a.total).then_with(|| ties.fold(Ordering::Equal, Ordering::then))
}

fn inputs(scheme: &Scheme, incidents: &[Incident], as_of: Date) -> Inputs {
    let since = months_before(as_of, scheme.lookback_months);
    let middle = months_before(as_of, scheme.lookback_months / 2);
    let mut set_aside = Vec::new();
    let mut counted = Vec::new();
    for (position, incident) in incidents.iter().enumerate() {
        match refusal(scheme, incident, since, as_of) {
            Some(reason) => set_aside.push((position, reason)),
            None => counted.push((position, incident)),
        }
    }
    let mut tiers = BTreeSet::new();
    let mut victims = BTreeSet::new();
    for (position, incident) in &counted {
        match tier_of(&scheme.tier, &incident.offence) {
            Some(tier) => _ = tiers.insert(tier.tier),
            None => set_aside.push((*position, SetAside::UnknownOffence)),
        }
        match incident.known_victim() {
            Some(victim) => _ = victims.insert(victim),
            None => set_aside.push((*position, SetAside::UnknownVictim)),
        }
    }
    let later = counted.iter().filter(|(_, incident)| incident.date > middle).count();
    Inputs {
        as_of,
        since,
        latest: counted.iter().map(|(_, incident)| incident.date).max(),
        records: number(counted.len()),
        top_tier: tiers.last().copied(),
        victims: number(victims.len()),
        halves: (number(counted.len() - later), number(later)),
        set_aside,
    }
}

fn refusal(scheme: &Scheme, incident: &Incident, since: Date, as_of: Date) -> Option<SetAside> {
    if !scheme.roles.contains(&incident.role) {
        Some(SetAside::Role)
    } else if incident.date < since {
        Some(SetAside::TooOld)
    } else if incident.date > as_of {
        Some(SetAside::AfterAsOf)
    } else {
        None
    }
}

fn recency_points(scheme: &Scheme, inputs: &Inputs) -> u32 {
    let Some(latest) = inputs.latest else { return 0 };
    let days = u32::try_from(latest.duration_until(inputs.as_of).as_hours() / 24).unwrap_or(u32::MAX);
    scheme.recency.iter().find(|band| days <= band.up_to_days).map_or(0, |band| band.points)
}

fn points_for(bands: &[CountBand], count: u32) -> u32 {
    bands.iter().find(|band| count >= band.at_least).map_or(0, |band| band.points)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
