//! The quarters the return is sent by: of the calendar year, January to March first.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, date};

use crate::domain::calendar::{add_days, add_months};

/// A quarter of a calendar year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    year: i16,
    /// From 1.
    number: i8,
}

impl Quarter {
    /// The quarter a day lies in.
    pub fn of(day: Date) -> Self {
        Self { year: day.year(), number: (day.month() - 1) / 3 + 1 }
    }

    /// Its first day.
    pub fn from(self) -> Date {
        date(self.year, (self.number - 1) * 3 + 1, 1)
    }

    /// Its last day.
    pub fn to(self) -> Date {
        add_days(add_months(self.from(), 3), -1)
    }

    /// So many quarters later; earlier for a negative number.
    #[must_use]
    pub fn later(self, by: i32) -> Self {
        Self::of(add_months(self.from(), by * 3))
    }
}

impl fmt::Display for Quarter {
    /// "2026-Q4".
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&format!("{}-Q{}", self.year, self.number))
    }
}

impl FromStr for Quarter {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is no quarter; write it as 2026-Q4 (Q1 is January to March)");
        let (year, number) = text.trim().split_once(['-', ' ']).ok_or_else(wrong)?;
        let number = number.trim().trim_start_matches(['q', 'Q']).parse().map_err(|_| wrong())?;
        let year = year.trim().parse().map_err(|_| wrong())?;
        if (1..=4).contains(&number) && (1990..=2200).contains(&year) {
            Ok(Self { year, number })
        } else {
            Err(wrong())
        }
    }
}
