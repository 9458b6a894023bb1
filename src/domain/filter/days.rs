//! Days as bounds: `today`, `2026-11-26`, `<7d`, `>1/12/2026`, `2026-11-01..2026-11-30`, `week`, `month`, `none`.

use jiff::civil::Date;

use super::number::length;
use crate::domain::calendar::{Expect, add_days, add_months, read_date};

/// Bounds of a day, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Days {
    /// From the first to the last; either may be open.
    Between(Option<Date>, Option<Date>),
    /// There is no day.
    None,
    /// There is one, whichever.
    Any,
}

impl Days {
    /// Whether a day lies within.
    pub fn holds(self, day: Option<Date>) -> bool {
        match (self, day) {
            (Self::None, day) => day.is_none(),
            (Self::Any, day) => day.is_some(),
            (Self::Between(from, until), Some(day)) => {
                from.is_none_or(|from| from <= day) && until.is_none_or(|until| day <= until)
            }
            (Self::Between(..), None) => false,
        }
    }

    /// Days to come: a length is counted from today on, and `<` takes in what has passed.
    pub fn ahead(text: &str, today: Date) -> Option<Self> {
        Self::typed(text, today, |days| add_days(today, small(days)), false)
    }

    /// Days gone by: a length is counted back from today, so that `<7d` is the last week.
    pub fn back(text: &str, today: Date) -> Option<Self> {
        Self::typed(text, today, |days| add_days(today, -small(days)), true)
    }

    fn typed(text: &str, today: Date, far: impl Fn(i64) -> Date, back: bool) -> Option<Self> {
        let text = text.to_lowercase();
        match text.as_str() {
            "none" | "no" => return Some(Self::None),
            "any" | "yes" => return Some(Self::Any),
            _ => {}
        }
        let (sign, rest) = match text.as_bytes() {
            [b'<' | b'>', b'=', ..] => text.split_at(2),
            [b'<' | b'>', ..] => text.split_at(1),
            _ => text.split_at(0),
        };
        if let Some(days) = length(rest) {
            // "Less than a week" is nearer than the day a week away, on whichever side of today.
            let (edge, inside) = (far(days), far((days - 1).max(0)));
            let beyond = far(days + 1);
            return Some(match (sign, back) {
                ("<", false) => Self::Between(None, Some(inside)),
                ("<=", false) => Self::Between(None, Some(edge)),
                (">", false) => Self::Between(Some(beyond), None),
                (">=", false) => Self::Between(Some(edge), None),
                (_, false) => Self::Between(Some(today), Some(edge)),
                ("<", true) => Self::Between(Some(inside), None),
                ("<=", true) => Self::Between(Some(edge), None),
                (">", true) => Self::Between(None, Some(beyond)),
                (">=", true) => Self::Between(None, Some(edge)),
                (_, true) => Self::Between(Some(edge), Some(today)),
            });
        }
        if let Some((from, until)) = rest.split_once("..").filter(|_| sign.is_empty()) {
            let bound = |text: &str| {
                if text.is_empty() { Some(None) } else { day(text, today).map(|(from, _)| Some(from)) }
            };
            let until = if until.is_empty() { None } else { Some(day(until, today)?.1) };
            return Some(Self::Between(bound(from)?, until));
        }
        let (first, last) = day(rest, today)?;
        Some(match sign {
            "<" => Self::Between(None, Some(add_days(first, -1))),
            "<=" => Self::Between(None, Some(last)),
            ">" => Self::Between(Some(add_days(last, 1)), None),
            ">=" => Self::Between(Some(first), None),
            _ => Self::Between(Some(first), Some(last)),
        })
    }
}

fn small(days: i64) -> i32 {
    i32::try_from(days).unwrap_or(i32::MAX)
}

/// The first and the last day that a word or date means.
fn day(text: &str, today: Date) -> Option<(Date, Date)> {
    let one = |day: Date| Some((day, day));
    match text {
        "today" => return one(today),
        "tomorrow" => return one(add_days(today, 1)),
        "yesterday" => return one(add_days(today, -1)),
        "week" => {
            let monday = add_days(today, -i32::from(today.weekday().to_monday_zero_offset()));
            return Some((monday, add_days(monday, 6)));
        }
        "month" => return Some((today.first_of_month(), today.last_of_month())),
        _ => {}
    }
    if let Some((year, month)) = text.split_once('-').filter(|(_, month)| month.len() <= 2) {
        let first = Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok().filter(|_| year.len() == 4)?;
        return Some((first, add_days(add_months(first, 1), -1)));
    }
    read_date(text, Expect::Near, today).ok().and_then(one)
}
