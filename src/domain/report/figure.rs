//! A figure with what it is counted out of, and how it is said.

use crate::domain::told::Ratio;

/// A figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    /// A count.
    Count(usize),
    /// How many out of how many.
    Share(Ratio),
    /// How many for every so many of a whole: cases for every 10,000 adult females.
    Per {
        /// How many.
        of: usize,
        /// Of how many.
        all: usize,
        /// For every so many of those.
        per: usize,
    },
    /// Days, of several cases.
    Days {
        /// The middle; the lower of two.
        median: usize,
        /// The longest.
        longest: usize,
        /// Of how many.
        n: usize,
    },
    /// An amount in tenths: full-time posts, points of a score.
    Amount {
        /// In tenths.
        tenths: i64,
        /// Of what.
        unit: &'static str,
        /// From how many it was worked out.
        n: usize,
    },
    /// A word: a rating, a date.
    Word(String, usize),
    /// There is nothing it could be counted out of: a share of no cases.
    Nothing,
    /// Nobody collected it, and why: never the same as none.
    NotCollected(String),
    /// Too small to be told outside.
    Held,
}

impl Figure {
    /// Days in any order.
    pub fn days(mut days: Vec<usize>) -> Self {
        days.sort_unstable();
        let middle = days.len().checked_sub(1).and_then(|last| days.get(last / 2));
        match (middle, days.last()) {
            (Some(median), Some(longest)) => Self::Days { median: *median, longest: *longest, n: days.len() },
            _ => Self::Nothing,
        }
    }

    /// A share.
    pub fn share(of: usize, all: usize) -> Self {
        if all == 0 { Self::Nothing } else { Self::Share(Ratio { of, all }) }
    }

    /// What it comes to, in words: "31%", "65.9 per 10,000", "21 days".
    pub fn said(&self) -> String {
        match self {
            Self::Count(count) => thousands(*count),
            Self::Share(ratio) => {
                ratio.percent().map_or_else(|| "-".to_owned(), |percent| format!("{percent}%"))
            }
            Self::Per { per, .. } => {
                let per = thousands(*per);
                self.tenths()
                    .map_or_else(|| "-".to_owned(), |tenths| format!("{} per {per}", in_tenths(tenths)))
            }
            Self::Days { median: 1, .. } => "1 day".to_owned(),
            Self::Days { median, .. } => format!("{median} days"),
            Self::Amount { tenths, unit, .. } => {
                format!("{}{}{unit}", in_tenths(*tenths), if unit.is_empty() { "" } else { " " })
            }
            Self::Word(word, _) => word.clone(),
            Self::Nothing => "none to count".to_owned(),
            Self::NotCollected(_) => "not collected".to_owned(),
            Self::Held => "held back".to_owned(),
        }
    }

    /// What it was counted out of, in words: "236 of 760", "of 48; longest 63 days".
    pub fn out_of(&self) -> String {
        match self {
            Self::Count(_) | Self::Nothing | Self::Held => String::new(),
            Self::Share(ratio) => format!("{} of {}", thousands(ratio.of), thousands(ratio.all)),
            Self::Per { of, all, .. } => format!("{} of {}", thousands(*of), thousands(*all)),
            Self::Days { longest, n, .. } => format!("of {}; longest {longest}", thousands(*n)),
            Self::Amount { n: 0, .. } | Self::Word(_, 0) => String::new(),
            Self::Amount { n, .. } | Self::Word(_, n) => format!("from {}", thousands(*n)),
            Self::NotCollected(why) => why.clone(),
        }
    }

    /// How many things stand behind it.
    pub const fn n(&self) -> Option<usize> {
        match self {
            Self::Count(count) => Some(*count),
            Self::Share(ratio) => Some(ratio.all),
            Self::Per { of, .. } => Some(*of),
            Self::Days { n, .. } | Self::Amount { n, .. } | Self::Word(_, n) => Some(*n),
            Self::Nothing | Self::NotCollected(_) | Self::Held => None,
        }
    }

    /// Its value in tenths, to be drawn and sorted; nothing where there is none.
    pub fn tenths(&self) -> Option<i64> {
        let tenths = |count: usize| i64::try_from(count).ok()?.checked_mul(10);
        match self {
            Self::Count(count) | Self::Days { median: count, .. } => tenths(*count),
            Self::Share(ratio) => tenths(ratio.percent()?),
            Self::Per { of, all, per } => {
                let (of, all, per) = (*of as u128, *all as u128, *per as u128);
                if all == 0 {
                    return None;
                }
                i64::try_from((of * per * 20 + all) / (all * 2)).ok()
            }
            Self::Amount { tenths, .. } => Some(*tenths),
            Self::Word(..) | Self::Nothing | Self::NotCollected(_) | Self::Held => None,
        }
    }
}

/// "19.5", and "20" for a whole number.
fn in_tenths(tenths: i64) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, part) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    let whole = thousands(usize::try_from(whole).unwrap_or(usize::MAX));
    if part == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

/// A count with commas: "7,810".
pub fn thousands(count: usize) -> String {
    let digits = count.to_string();
    let mut said = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            said.push(',');
        }
        said.push(digit);
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_said_with_what_they_are_out_of() {
        let repeats = Figure::share(758, 7_810);
        assert_eq!((repeats.said().as_str(), repeats.out_of().as_str()), ("10%", "758 of 7,810"));
        let rate = Figure::Per { of: 7_810, all: 1_185_066, per: 10_000 };
        assert_eq!((rate.said().as_str(), rate.out_of().as_str()), ("65.9 per 10,000", "7,810 of 1,185,066"));
        let days = Figure::days(vec![30, 7, 9, 63]);
        assert_eq!((days.said().as_str(), days.out_of().as_str()), ("9 days", "of 4; longest 63"));
        assert_eq!(Figure::days(Vec::new()).said(), "none to count");
        assert_eq!(Figure::share(0, 0).said(), "none to count");
        assert_eq!(Figure::Amount { tenths: 195, unit: "posts", n: 0 }.said(), "19.5 posts");
        assert_eq!(Figure::Amount { tenths: -20, unit: "", n: 3 }.said(), "-2");
    }

    #[test]
    fn counts_have_commas() {
        let said: Vec<String> = [0, 999, 1_000, 1_185_066].into_iter().map(thousands).collect();
        assert_eq!(said, ["0", "999", "1,000", "1,185,066"]);
    }
}
