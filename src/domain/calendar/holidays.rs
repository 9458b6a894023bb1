//! Working days: Monday to Friday less the bank holidays of England and Wales.
//!
//! The regular bank holidays follow a rule that has stood since 1978 (Banking and Financial Dealings Act 1971 and
//! royal proclamation); one-off days and moved days are data: [`Holidays::proclaimed`] knows those since 2020, and
//! an area hands in its own. Not here: what is due when.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

/// Days proclaimed once, or to which a holiday was moved: (year, month, day).
const EXTRA: &[(i16, i8, i8)] = &[(2020, 5, 8), (2022, 6, 2), (2022, 6, 3), (2022, 9, 19), (2023, 5, 8)];
/// Days the rule names that were moved away.
const REMOVED: &[(i16, i8, i8)] = &[(2020, 5, 4), (2022, 5, 30)];

/// The exceptions to the rule. The default has none; an area's file or [`Holidays::proclaimed`] brings them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Holidays {
    /// Holidays beside those of the rule (a coronation, a local closure). They win over `removed`.
    pub extra: BTreeSet<Date>,
    /// Days of the rule that are worked, usually because the holiday was moved.
    pub removed: BTreeSet<Date>,
}

impl Holidays {
    /// The one-off and moved bank holidays of England and Wales proclaimed since 2020.
    pub fn proclaimed() -> Self {
        let dates = |days: &[(i16, i8, i8)]| {
            days.iter().filter_map(|&(year, month, day)| Date::new(year, month, day).ok()).collect()
        };
        Self { extra: dates(EXTRA), removed: dates(REMOVED) }
    }

    /// Whether offices are closed on `date` by the rule or by exception. A holiday that falls on a weekend is
    /// kept on its substitute day, so the weekend day itself answers no.
    pub fn is_bank_holiday(&self, date: Date) -> bool {
        self.extra.contains(&date) || (bank_holiday_by_rule(date) && !self.removed.contains(&date))
    }

    /// Monday to Friday and no bank holiday.
    pub fn is_working_day(&self, date: Date) -> bool {
        !is_weekend(date) && !self.is_bank_holiday(date)
    }

    /// The `days`th working day after `from` (before it, when negative); `from` itself is not counted, and zero
    /// answers `from` whatever day it is. Stops at the ends of the calendar (years -9999 and 9999).
    pub fn add_working_days(&self, from: Date, days: i32) -> Date {
        let mut date = from;
        let mut left = days.unsigned_abs();
        while left > 0 {
            let next = if days > 0 { date.tomorrow() } else { date.yesterday() };
            let Ok(next) = next else { break };
            date = next;
            if self.is_working_day(date) {
                left -= 1;
            }
        }
        date
    }

    /// Working days after `from` up to and including `to`; negative when `to` comes first. It undoes
    /// [`Self::add_working_days`].
    pub fn working_days_between(&self, from: Date, to: Date) -> i32 {
        if to < from {
            // Going backwards `to` is counted and `from` is not, as add_working_days does.
            return -self.count(to, from.yesterday().unwrap_or(from));
        }
        if to == from { 0 } else { self.count(from.tomorrow().unwrap_or(from), to) }
    }

    /// The last working day that leaves `clear` whole working days between itself and `date`, neither end day
    /// counted: what goes out on the answer has been read for `clear` days when the meeting begins.
    pub fn clear_working_days_before(&self, date: Date, clear: u16) -> Date {
        self.add_working_days(date, -(i32::from(clear) + 1))
    }

    fn count(&self, first: Date, last: Date) -> i32 {
        let days =
            first.series(1.day()).take_while(|day| *day <= last).filter(|day| self.is_working_day(*day));
        i32::try_from(days.count()).unwrap_or(i32::MAX)
    }
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// Whether `date` is a regular bank holiday of England and Wales, substitute days included.
pub fn bank_holiday_by_rule(date: Date) -> bool {
    let day = date.day();
    let monday = date.weekday() == Weekday::Monday;
    match date.month() {
        1 => !is_weekend(date) && (day == 1 || (monday && day <= 3)),
        3 | 4 => easter_sunday(date.year()).is_some_and(|easter| {
            easter.saturating_sub(2.days()) == date || easter.saturating_add(1.day()) == date
        }),
        5 => monday && (day <= 7 || day >= 25),
        8 => monday && day >= 25,
        12 => {
            // Only a Monday or Tuesday can stand in for Christmas Day and Boxing Day lost to a weekend.
            let substitute = monday || date.weekday() == Weekday::Tuesday;
            !is_weekend(date) && ((25..=26).contains(&day) || (substitute && (27..=28).contains(&day)))
        }
        _ => false,
    }
}

/// Easter Sunday in the Gregorian calendar (the anonymous computus); none only past the calendar's ends.
pub fn easter_sunday(year: i16) -> Option<Date> {
    let full = i32::from(year);
    let golden = full.rem_euclid(19);
    let (century, in_century) = (full.div_euclid(100), full.rem_euclid(100));
    let shift = (century + 8).div_euclid(25);
    let moon = (century - shift + 1).div_euclid(3);
    let epact = (19 * golden + century - century.div_euclid(4) - moon + 15).rem_euclid(30);
    let sunday =
        (32 + 2 * century.rem_euclid(4) + 2 * (in_century / 4) - epact - in_century % 4).rem_euclid(7);
    let late = (golden + 11 * epact + 22 * sunday) / 451;
    let days = epact + sunday - 7 * late + 114;
    Date::new(year, i8::try_from(days / 31).ok()?, i8::try_from(days % 31 + 1).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn the_rule_agrees_with_an_independent_list_for_2022_to_2030() {
        let holidays = Holidays::proclaimed();
        let mut found = 0;
        for day in date(2022, 1, 1).series(1.day()).take_while(|day| day.year() <= 2030) {
            let theirs = chrono::NaiveDate::from_ymd_opt(
                i32::from(day.year()),
                u32::try_from(day.month()).unwrap(),
                u32::try_from(day.day()).unwrap(),
            )
            .unwrap();
            assert_eq!(holidays.is_bank_holiday(day), bankholidays::uk::is_bankholiday(&theirs), "{day}");
            found += usize::from(holidays.is_bank_holiday(day));
        }
        assert_eq!(found, 9 * 8 + 3, "eight a year, with two more in 2022 and one in 2023");
    }

    #[test]
    fn exceptions_are_handed_in() {
        let holidays: Holidays =
            serde_json::from_str(r#"{"extra":["2026-11-27"],"removed":["2026-12-25"]}"#).unwrap();
        assert!(!holidays.is_working_day(date(2026, 11, 27)));
        assert!(holidays.is_working_day(date(2026, 12, 25)));
        assert_eq!(holidays.add_working_days(date(2026, 11, 26), 1), date(2026, 11, 30));
        assert!(Holidays::default().is_working_day(date(2022, 9, 19)), "the rule alone knows no one-offs");
    }

    #[test]
    fn clear_days_count_neither_end() {
        let holidays = Holidays::proclaimed();
        // Thursday's meeting, three clear days: Monday, Tuesday, Wednesday are whole; Friday is the last day.
        assert_eq!(holidays.clear_working_days_before(date(2026, 11, 26), 3), date(2026, 11, 20));
        assert_eq!(holidays.clear_working_days_before(date(2026, 12, 29), 1), date(2026, 12, 23));
        assert_eq!(holidays.clear_working_days_before(date(2026, 11, 26), 0), date(2026, 11, 25));
    }

    #[test]
    fn the_ends_of_the_calendar_hold() {
        let holidays = Holidays::default();
        assert_eq!(holidays.add_working_days(Date::MAX, 5), Date::MAX);
        assert_eq!(holidays.add_working_days(Date::MIN, -5), Date::MIN);
    }

    proptest! {
        #[test]
        fn counting_undoes_adding(offset in 0i32..4000, days in -400i32..400) {
            let holidays = Holidays::proclaimed();
            let from = date(2021, 1, 1).checked_add(offset.days()).unwrap();
            let to = holidays.add_working_days(from, days);
            prop_assert_eq!(holidays.working_days_between(from, to), days);
            prop_assert!(days == 0 || holidays.is_working_day(to));
        }

        #[test]
        fn clear_days_are_clear(offset in 0i32..4000, clear in 0u16..30) {
            let holidays = Holidays::proclaimed();
            let meeting = date(2021, 1, 1).checked_add(offset.days()).unwrap();
            let out = holidays.clear_working_days_before(meeting, clear);
            let whole = holidays.working_days_between(out, meeting) - i32::from(holidays.is_working_day(meeting));
            prop_assert_eq!(whole, i32::from(clear));
        }
    }
}
