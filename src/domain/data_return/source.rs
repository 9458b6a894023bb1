//! Which columns a referral counts in, and how one of several agencies is divided between them.

use std::fmt;

use super::amount::Amount;
use crate::domain::referral::shares;
use crate::domain::text::fold;
use crate::domain::tools::agencies::{AgencyList, Source};

/// How a case that several agencies refer together counts: the area chooses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SourceShare {
    /// Equal shares of the case: one half each of two. Our default: the published yearly workbook counts so.
    #[default]
    EqualShares,
    /// The whole case for the agency that sent the referral; every cell is a whole number.
    FirstReferrer,
}

impl SourceShare {
    /// The words of the setting, in the order of the choices.
    pub const WORDS: &'static [&'static str] = &["equal-shares", "first-referrer"];

    /// As the setting writes it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::EqualShares => "equal-shares",
            Self::FirstReferrer => "first-referrer",
        }
    }

    /// The rule of a word; ours for any other.
    pub fn parse(word: &str) -> Self {
        if word == Self::FirstReferrer.word() { Self::FirstReferrer } else { Self::EqualShares }
    }
}

impl fmt::Display for SourceShare {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.word())
    }
}

/// The shares of `count` cases that the same agencies referred together: agency as it was written, column (nothing for
/// words that are no agency of the area's list), share. They sum to `count`.
pub fn parts<'a>(
    referrers: &'a [String],
    count: u32,
    rule: SourceShare,
    agencies: &AgencyList,
) -> Vec<(&'a str, Option<Source>, Amount)> {
    let mut named = match referrers {
        // Most cases by far have one referrer, and there is nothing to divide.
        [only] => vec![only.as_str()],
        several => apart(several),
    };
    if rule == SourceShare::FirstReferrer {
        named.truncate(1);
    }
    let column = |word: &str| agencies.get(word).or_else(|| agencies.named(word)).map(|agency| agency.source);
    let each = Amount::shares(count, named.len());
    named.into_iter().zip(each).map(|(agency, share)| (agency, column(agency), share)).collect()
}

/// Several referrers, each once however often and however it is written.
fn apart(referrers: &[String]) -> Vec<&str> {
    let mut named: Vec<&str> = Vec::new();
    for share in shares(referrers.iter().map(String::as_str)) {
        // The words as they stand in the list that was handed in.
        named.extend(referrers.iter().map(String::as_str).find(|known| fold(known) == fold(&share.agency)));
    }
    named
}
