//! The sums of the lines of a meeting, or of several.
//!
//! What an area may read differently later is kept as it was said: which agencies referred together, which words stand for
//! an ethnicity. Every sum that may be unknown keeps out of how many it is known.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::line::{Heard, HearingLine, is_counted, lines};
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::rows::agenda::ItemState;
use crate::domain::rows::meeting::Meeting;

/// How many say yes, of those of whom it is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(u32, u32)", into = "(u32, u32)")]
pub struct Known {
    /// How many.
    pub yes: u32,
    /// Of how many it is known.
    pub of: u32,
}

impl From<(u32, u32)> for Known {
    fn from((yes, of): (u32, u32)) -> Self {
        Self { yes, of }
    }
}

impl From<Known> for (u32, u32) {
    fn from(known: Known) -> Self {
        (known.yes, known.of)
    }
}

impl Known {
    fn count(&mut self, said: Option<bool>) {
        self.yes += u32::from(said == Some(true));
        self.of += u32::from(said.is_some());
    }

    const fn add(&mut self, other: Self) {
        self.yes += other.yes;
        self.of += other.of;
    }
}

/// Ages of victims on the day of the meeting, in whole years.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(u32, u32, u32)", into = "(u32, u32, u32)")]
pub struct Ages {
    /// Of how many the age is known.
    pub known: u32,
    /// 16 or 17.
    pub young: u32,
    /// 65 or more.
    pub older: u32,
}

impl From<(u32, u32, u32)> for Ages {
    fn from((known, young, older): (u32, u32, u32)) -> Self {
        Self { known, young, older }
    }
}

impl From<Ages> for (u32, u32, u32) {
    fn from(ages: Ages) -> Self {
        (ages.known, ages.young, ages.older)
    }
}

/// The sums of one meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tallied {
    /// The meeting.
    pub meeting: Id<Meeting>,
    /// Its reference.
    pub reference: String,
    /// Its day.
    pub on: Date,
    /// Whether it met outside the cycle.
    pub urgent: bool,
    /// The sums of its lines.
    pub tally: Tally,
}

/// The meetings of a forum that are over, with their sums, in the order of days: counted from the rows of the record one by
/// one. The tables kept beside the record hold the same, and are what reports read.
///
/// # Errors
/// When the record cannot be read.
pub fn tallied(changes: &Changes<'_>, forum: &str, from: Date, to: Date) -> Result<Vec<Tallied>, Refusal> {
    let mut meetings = changes.between::<Meeting>("on", &from, &to)?;
    meetings.retain(|meeting| meeting.forum == forum && is_counted(meeting.state));
    meetings.sort_by(|one, other| (one.on, &one.reference).cmp(&(other.on, &other.reference)));
    meetings
        .iter()
        .map(|meeting| {
            Ok(Tallied {
                meeting: meeting.id,
                reference: meeting.reference.clone(),
                on: meeting.on,
                urgent: meeting.is_urgent(),
                tally: Tally::of(&lines(changes, meeting)?),
            })
        })
        .collect()
}

/// Whether a sum need not be kept: what is not kept is read as none.
fn is_none<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// The sums of a meeting's lines. Counts are hearings of a case: one heard twice counts twice. Kept under short names: there are
/// thousands of them, and each is read for a report over many years.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Put off by the chair.
    #[serde(rename = "d", default, skip_serializing_if = "is_none")]
    pub deferred: u32,
    /// Of those, not for the first time.
    #[serde(rename = "da", default, skip_serializing_if = "is_none")]
    pub deferred_again: u32,
    /// Taken off before the meeting.
    #[serde(rename = "w", default, skip_serializing_if = "is_none")]
    pub withdrawn: u32,
    /// Listed and not come to.
    #[serde(rename = "n", default, skip_serializing_if = "is_none")]
    pub not_heard: u32,
    /// Heard.
    #[serde(rename = "h", default, skip_serializing_if = "is_none")]
    pub heard: u32,
    /// Of those, repeats.
    #[serde(rename = "r", default, skip_serializing_if = "is_none")]
    pub repeats: Known,
    /// Of those, with children.
    #[serde(rename = "wc", default, skip_serializing_if = "is_none")]
    pub with_children: Known,
    /// Children of those.
    #[serde(rename = "c", default, skip_serializing_if = "is_none")]
    pub children: u32,
    /// Hearings by the agencies that referred them together, the one that sent the referral first; none for one whose
    /// referrer is not known.
    #[serde(rename = "f", default, skip_serializing_if = "is_none", with = "pairs")]
    pub referrers: BTreeMap<Vec<String>, u32>,
    /// Hearings by the days from referral to hearing.
    #[serde(rename = "t", default, skip_serializing_if = "is_none")]
    pub waited: BTreeMap<u32, u32>,
    /// With a victim on the case.
    #[serde(rename = "v", default, skip_serializing_if = "is_none")]
    pub victims: u32,
    /// Male victims.
    #[serde(rename = "m", default, skip_serializing_if = "is_none")]
    pub male: Known,
    /// Disabled victims.
    #[serde(rename = "i", default, skip_serializing_if = "is_none")]
    pub disabled: Known,
    /// LGBT+ victims.
    #[serde(rename = "l", default, skip_serializing_if = "is_none")]
    pub lgbt: Known,
    /// Ages of victims.
    #[serde(rename = "a", default, skip_serializing_if = "is_none")]
    pub ages: Ages,
    /// Victims by ethnicity in the referrers' words, in small letters; those of whom nothing was said are left out.
    #[serde(rename = "e", default, skip_serializing_if = "is_none")]
    pub ethnicity: BTreeMap<Private, u32>,
    /// People said to cause harm.
    #[serde(rename = "p", default, skip_serializing_if = "is_none")]
    pub harming: u32,
    /// Under 18 of them, of those whose age is known.
    #[serde(rename = "py", default, skip_serializing_if = "is_none")]
    pub harming_young: Known,
    /// With the victim's views held by the day of the meeting.
    #[serde(rename = "vi", default, skip_serializing_if = "is_none")]
    pub views: u32,
    /// With somebody named to tell the victim.
    #[serde(rename = "to", default, skip_serializing_if = "is_none")]
    pub told: u32,
}

impl Tally {
    /// The sums of lines.
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a HearingLine>) -> Self {
        let mut tally = Self::default();
        for line in lines {
            match (&line.heard, line.state) {
                (Some(heard), _) => tally.hearing(heard),
                (None, ItemState::Deferred) => {
                    tally.deferred += 1;
                    tally.deferred_again += u32::from(line.again);
                }
                (None, ItemState::Withdrawn) => tally.withdrawn += 1,
                (None, _) => tally.not_heard += 1,
            }
        }
        tally
    }

    /// Counts a case that was heard.
    pub fn hearing(&mut self, heard: &Heard) {
        self.heard += 1;
        self.repeats.count(heard.repeat);
        self.with_children.count(heard.children.map(|children| children > 0));
        self.children += heard.children.unwrap_or(0);
        *self.referrers.entry(heard.referrers.clone()).or_default() += 1;
        if let Some(days) = heard.waited {
            *self.waited.entry(days).or_default() += 1;
        }
        self.victims += u32::from(heard.victim);
        self.male.count(heard.male);
        self.disabled.count(heard.disabled);
        self.lgbt.count(heard.lgbt);
        if let Some(age) = heard.age {
            self.ages.known += 1;
            self.ages.young += u32::from((16..18).contains(&age));
            self.ages.older += u32::from(age >= 65);
        }
        if let Some(words) = &heard.ethnicity {
            let words: Vec<&str> = words.reveal().split_whitespace().collect();
            *self.ethnicity.entry(words.join(" ").to_lowercase().into()).or_default() += 1;
        }
        self.harming += heard.harming;
        self.harming_young.add(Known { yes: heard.harming_young, of: heard.harming_aged });
        self.views += u32::from(heard.views);
        self.told += u32::from(heard.told);
    }

    /// Adds the sums of another meeting.
    pub fn add(&mut self, other: &Self) {
        self.deferred += other.deferred;
        self.deferred_again += other.deferred_again;
        self.withdrawn += other.withdrawn;
        self.not_heard += other.not_heard;
        self.heard += other.heard;
        self.repeats.add(other.repeats);
        self.with_children.add(other.with_children);
        self.children += other.children;
        for (agencies, count) in &other.referrers {
            *self.referrers.entry(agencies.clone()).or_default() += count;
        }
        for (days, count) in &other.waited {
            *self.waited.entry(*days).or_default() += count;
        }
        self.victims += other.victims;
        self.male.add(other.male);
        self.disabled.add(other.disabled);
        self.lgbt.add(other.lgbt);
        self.ages.known += other.ages.known;
        self.ages.young += other.ages.young;
        self.ages.older += other.ages.older;
        for (words, count) in &other.ethnicity {
            *self.ethnicity.entry(words.clone()).or_default() += count;
        }
        self.harming += other.harming;
        self.harming_young.add(other.harming_young);
        self.views += other.views;
        self.told += other.told;
    }
}

/// A map whose keys are lists, kept as pairs.
mod pairs {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(
        map: &BTreeMap<Vec<String>, u32>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(map)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<BTreeMap<Vec<String>, u32>, D::Error> {
        Ok(Vec::<(Vec<String>, u32)>::deserialize(deserializer)?.into_iter().collect())
    }
}
