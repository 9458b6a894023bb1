//! How often a forum sits, and on which days that makes.
//!
//! The dates are counted from a meeting that was held or fixed; nothing here adds a meeting.

use jiff::civil::Date;
use serde::Deserialize;

use crate::domain::calendar::{Holidays, add_days, add_months};

/// How often a forum sits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Cycle {
    /// Every so many working days; 1 is daily.
    Days(u32),
    /// Every so many weeks.
    Weeks(u32),
    /// Every so many months, on the same weekday of the month as the one before ("third Thursday").
    Months(u32),
}

/// What a date becomes that falls on a weekend or bank holiday.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OnHoliday {
    /// The next working day. Our default.
    #[default]
    After,
    /// The working day before.
    Before,
}

impl OnHoliday {
    fn moved(self, on: Date, holidays: &Holidays) -> Date {
        if holidays.is_working_day(on) {
            return on;
        }
        holidays.add_working_days(on, if self == Self::After { 1 } else { -1 })
    }
}

/// A date of the cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CycleDate {
    /// The day it sits.
    pub on: Date,
    /// The day the cycle gave, when nobody works then.
    pub instead_of: Option<Date>,
}

impl Cycle {
    /// How many days, weeks or months.
    pub const fn every(self) -> u32 {
        match self {
            Self::Days(every) | Self::Weeks(every) | Self::Months(every) => every,
        }
    }

    /// "every working day", "every 2 weeks", "every 3 months".
    pub fn words(self) -> String {
        let (unit, every) = match self {
            Self::Days(every) => ("working day", every),
            Self::Weeks(every) => ("week", every),
            Self::Months(every) => ("month", every),
        };
        if every == 1 { format!("every {unit}") } else { format!("every {every} {unit}s") }
    }

    /// The dates after `from`, a day it sat or will sit, up to and including `until`. A date moved off a holiday does
    /// not move those after it.
    pub fn dates(self, from: Date, until: Date, moves: OnHoliday, holidays: &Holidays) -> Vec<CycleDate> {
        let mut dates: Vec<CycleDate> = Vec::new();
        let mut turn = 0_i32;
        while self.every() > 0 {
            turn += 1;
            let Some(due) = self.turn(from, turn, holidays) else { break };
            let on = moves.moved(due, holidays);
            if on > until || due > until {
                break;
            }
            if on > from && dates.last().is_none_or(|last| last.on < on) {
                dates.push(CycleDate { on, instead_of: (on != due).then_some(due) });
            }
        }
        dates
    }

    /// The day of a turn, before holidays are looked at; nothing past the end of the calendar.
    fn turn(self, from: Date, turn: i32, holidays: &Holidays) -> Option<Date> {
        let steps = i32::try_from(self.every()).ok()?.checked_mul(turn)?;
        let on = match self {
            Self::Days(_) => holidays.add_working_days(from, steps),
            Self::Weeks(_) => add_days(from, steps.checked_mul(7)?),
            Self::Months(_) => same_weekday(from, steps),
        };
        (on > from && on < Date::MAX).then_some(on)
    }
}

/// The same weekday of the month, so many months on; the fifth is the last.
fn same_weekday(from: Date, months: i32) -> Date {
    let month = add_months(from.first_of_month(), months);
    let nth = (from.day() - 1) / 7 + 1;
    let found = if nth >= 5 { None } else { month.nth_weekday_of_month(nth, from.weekday()).ok() };
    found.or_else(|| month.nth_weekday_of_month(-1, from.weekday()).ok()).unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn days(cycle: Cycle, from: Date, until: Date, moves: OnHoliday) -> Vec<Date> {
        cycle.dates(from, until, moves, &Holidays::default()).iter().map(|date| date.on).collect()
    }

    #[test]
    fn a_fortnight_that_meets_a_bank_holiday_moves_and_the_next_does_not() {
        // Fri 11 December 2026; Fri 25 December is Christmas Day, Mon 28 the day in lieu of Boxing Day.
        let from = date(2026, 12, 11);
        let until = date(2027, 1, 22);
        let after = [date(2026, 12, 29), date(2027, 1, 8), date(2027, 1, 22)];
        assert_eq!(days(Cycle::Weeks(2), from, until, OnHoliday::After), after);
        let before = [date(2026, 12, 24), date(2027, 1, 8), date(2027, 1, 22)];
        assert_eq!(days(Cycle::Weeks(2), from, until, OnHoliday::Before), before);
        let moved = Cycle::Weeks(2).dates(from, until, OnHoliday::After, &Holidays::default());
        assert_eq!(moved[0].instead_of, Some(date(2026, 12, 25)));
        assert_eq!(moved[1].instead_of, None);
    }

    #[test]
    fn months_keep_the_weekday_of_the_month() {
        let third_thursday = date(2026, 11, 19);
        let got = days(Cycle::Months(3), third_thursday, date(2027, 11, 30), OnHoliday::After);
        let want = [date(2027, 2, 18), date(2027, 5, 20), date(2027, 8, 19), date(2027, 11, 18)];
        assert_eq!(got, want);
        let fifth = days(Cycle::Months(1), date(2026, 10, 29), date(2026, 12, 31), OnHoliday::After);
        assert_eq!(fifth, [date(2026, 11, 26), date(2026, 12, 31)]);
    }

    #[test]
    fn daily_is_every_working_day() {
        let got = days(Cycle::Days(1), date(2026, 12, 23), date(2026, 12, 31), OnHoliday::After);
        assert_eq!(got, [date(2026, 12, 24), date(2026, 12, 29), date(2026, 12, 30), date(2026, 12, 31)]);
    }

    #[test]
    fn it_ends_at_the_end_of_the_calendar() {
        let near = add_days(Date::MAX, -10);
        assert!(days(Cycle::Months(1), near, Date::MAX, OnHoliday::After).is_empty());
        assert!(days(Cycle::Weeks(u32::MAX), near, Date::MAX, OnHoliday::After).is_empty());
    }
}
