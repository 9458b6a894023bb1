//! A stretch of days as it is typed: "2026-Q4", "last-12-months", "2026-10-01..2026-12-31".
//!
//! Words that lean on today are worked out when the report is opened, so that a saved one goes on meaning the same.

use jiff::civil::{Date, date};

use crate::domain::calendar::add_months;

/// First and last day, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// What a period is called, for whoever types one.
pub const PERIODS: &str = "2026, 2026-Q4, 2026-11, 2026/27 (April to March), last-12-months, last-quarter, this-quarter, last-month, \
                           or 2026-10-01..2026-12-31";

impl Period {
    /// The 12 months that end on a day.
    pub fn year_to(day: Date) -> Self {
        let before = add_months(day, -12);
        Self { from: before.tomorrow().unwrap_or(before), to: day }
    }

    /// A quarter of a calendar year, from 1; nothing when there is no such quarter.
    pub fn quarter(year: i16, quarter: i8) -> Option<Self> {
        if !(1..=4).contains(&quarter) {
            return None;
        }
        Self::months(Date::new(year, quarter * 3 - 2, 1).ok()?, 3)
    }

    /// So many whole months from the first of one.
    fn months(first: Date, count: i32) -> Option<Self> {
        Some(Self { from: first, to: add_months(first, count).yesterday().ok()? })
    }

    /// As long before: for a figure beside it.
    pub fn before(self) -> Self {
        let to = self.from.yesterday().unwrap_or(self.from);
        let months =
            (self.to.year() - self.from.year()) * 12 + i16::from(self.to.month() - self.from.month());
        let whole = self.from.day() == 1 && self.to == self.to.last_of_month();
        let from = if whole {
            add_months(self.from, -i32::from(months + 1))
        } else {
            let days = (self.to - self.from).get_days();
            crate::domain::calendar::add_days(to, -days)
        };
        Self { from, to }
    }

    /// Reads a period as typed.
    ///
    /// # Errors
    /// What it may be.
    pub fn read(typed: &str, today: Date) -> Result<Self, String> {
        let folded = typed.trim().to_lowercase().replace(' ', "-");
        let found =
            Self::word(&folded, today).or_else(|| Self::span(&folded)).or_else(|| Self::named(&folded));
        match found {
            Some(period) if period.from > period.to => {
                Err(format!("{typed} ends before it begins: turn its days round"))
            }
            Some(period) => Ok(period),
            None => Err(format!("{typed} is no period; one of: {PERIODS}")),
        }
    }

    fn word(word: &str, today: Date) -> Option<Self> {
        let this = |first: i8| Date::new(today.year(), first, 1).ok();
        let quarter = this((today.month() - 1) / 3 * 3 + 1)?;
        match word {
            "last-12-months" | "12-months" | "last-year" => Some(Self::year_to(today)),
            "this-month" => Self::months(today.first_of_month(), 1),
            "last-month" => Self::months(add_months(today.first_of_month(), -1), 1),
            "this-quarter" => Self::months(quarter, 3),
            "last-quarter" => Self::months(add_months(quarter, -3), 3),
            "this-year" => Self::months(this(1)?, 12),
            _ => None,
        }
    }

    fn span(words: &str) -> Option<Self> {
        let (from, to) = words.split_once("..")?;
        Some(Self { from: from.trim_matches('-').parse().ok()?, to: to.trim_matches('-').parse().ok()? })
    }

    fn named(words: &str) -> Option<Self> {
        let (year, rest) = words.split_at_checked(4)?;
        let year: i16 = year.parse().ok()?;
        if rest.is_empty() {
            return Self::months(Date::new(year, 1, 1).ok()?, 12);
        }
        if rest.starts_with('/') {
            return Self::months(date(year, 4, 1), 12);
        }
        let rest = rest.strip_prefix('-')?;
        if let Some(quarter) = rest.strip_prefix('q') {
            return Self::quarter(year, quarter.parse().ok()?);
        }
        Self::months(Date::new(year, rest.parse().ok()?, 1).ok()?, 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_as_people_name_them() {
        let today = date(2026, 11, 22);
        let rows = [
            ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
            ("2026 q1", date(2026, 1, 1), date(2026, 3, 31)),
            ("2026", date(2026, 1, 1), date(2026, 12, 31)),
            ("2026/27", date(2026, 4, 1), date(2027, 3, 31)),
            ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
            ("last 12 months", date(2025, 11, 23), date(2026, 11, 22)),
            ("last-quarter", date(2026, 7, 1), date(2026, 9, 30)),
            ("this-quarter", date(2026, 10, 1), date(2026, 12, 31)),
            ("last-month", date(2026, 10, 1), date(2026, 10, 31)),
            ("2026-10-01..2026-12-31", date(2026, 10, 1), date(2026, 12, 31)),
        ];
        for (typed, from, to) in rows {
            assert_eq!(Period::read(typed, today), Ok(Period { from, to }), "{typed}");
        }
        for typed in ["", "soon", "2026-Q5", "2026-13", "26", "2026-12-31..2026-10-01", "Q4", "é026-1"] {
            assert!(Period::read(typed, today).is_err(), "{typed}");
        }
    }

    #[test]
    fn the_stretch_before_is_as_long() {
        let quarter = Period::quarter(2026, 4).unwrap();
        assert_eq!(Some(quarter.before()), Period::quarter(2026, 3));
        let days = Period { from: date(2026, 11, 11), to: date(2026, 11, 20) };
        assert_eq!(days.before(), Period { from: date(2026, 11, 1), to: date(2026, 11, 10) });
    }
}
