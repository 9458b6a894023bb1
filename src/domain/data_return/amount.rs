//! Counts that may be shares, and counts that may not have been collected.

use std::fmt;
use std::ops::AddAssign;

/// Parts of one: a case shared by up to sixteen agencies divides into them without a rest.
const ONE: u64 = 720_720;
/// Decimal places told of a share that does not end.
const PLACES: usize = 4;

/// A count, or shares of cases, kept exactly and never as a decimal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount(u64);

impl Amount {
    /// A whole count.
    pub fn whole(count: u32) -> Self {
        Self(u64::from(count) * ONE)
    }

    /// `count` cases divided into so many equal shares: each share. What does not divide falls to the first, so that the
    /// shares of a case always sum to the case.
    pub fn shares(count: u32, of: usize) -> Vec<Self> {
        let of = u64::try_from(of).unwrap_or(u64::MAX).max(1);
        let all = u64::from(count) * ONE;
        let (each, rest) = (all / of, all % of);
        (0..of).map(|at| Self(each + if at == 0 { rest } else { 0 })).collect()
    }

    /// Whether it is a whole number.
    pub const fn is_whole(self) -> bool {
        self.0.is_multiple_of(ONE)
    }

    /// Whether it is one, neither more nor less.
    pub const fn is_one(self) -> bool {
        self.0 == ONE
    }

    /// The whole number in it.
    pub const fn floor(self) -> u64 {
        self.0 / ONE
    }

    /// As a number of a spreadsheet.
    #[expect(clippy::cast_precision_loss, reason = "far below the whole numbers a double holds")]
    pub fn number(self) -> f64 {
        self.0 as f64 / ONE as f64
    }
}

impl AddAssign for Amount {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl fmt::Display for Amount {
    /// "7", "0.5", "0.3333".
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_whole() {
            return formatter.pad(&(self.0 / ONE).to_string());
        }
        let text = format!("{:.PLACES$}", self.number());
        formatter.pad(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

/// Something that may not have been collected, which is not the same as none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Collected<T> {
    /// Nobody was asked, or nobody answered: blank in the file.
    No,
    /// Collected; none is 0.
    Yes(T),
}

impl<T> Collected<T> {
    /// What was collected.
    pub fn some(self) -> Option<T> {
        match self {
            Self::Yes(value) => Some(value),
            Self::No => None,
        }
    }
}

impl<T: AddAssign> Collected<T> {
    /// Together with another: blank only when both are.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes(mut one), Self::Yes(more)) => {
                one += more;
                Self::Yes(one)
            }
            (Self::Yes(one), Self::No) | (Self::No, Self::Yes(one)) => Self::Yes(one),
            (Self::No, Self::No) => Self::No,
        }
    }
}

impl<T: fmt::Display> fmt::Display for Collected<T> {
    /// The value; nothing at all when it was not collected.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Yes(value) => value.fmt(formatter),
            Self::No => formatter.pad(""),
        }
    }
}
