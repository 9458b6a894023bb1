//! Dates of the calendar: `30/11`, `30/11/26`, `2026-11-30`, `30th nov 26`, `nov 30`, `30th`.
//!
//! A date without a year is the one nearest to today; where that one has passed, both come back.

use jiff::civil::{Date, Weekday};

use super::super::token::Words;
use super::said::Day;
use crate::domain::calendar::{add_months, month_named, nearest_century};

/// Days within which a date without a year that has passed is meant as it stands (our default); one longer gone
/// is likelier to be next year's.
const RECENT: i32 = 60;

/// A day of a month: `30/11`, `30/11/26`, `2026-11-30`, `30th nov 26`, `nov 30`, `30th`.
pub(super) fn calendar_at(words: &Words<'_>, at: usize, today: Date) -> Option<(Day, usize)> {
    if let Some(day) = figures(words.low(at), today) {
        return Some((day, at + 1));
    }
    let (low, next) = (words.low(at), words.next(at + 1));
    if let Some(day) = ordinal(low, false) {
        let named_at = if next == "of" { at + 2 } else { at + 1 };
        if let Some(month) = month_named(words.next(named_at)) {
            return with_year(words, named_at + 1, day, month, today);
        }
    }
    if let Some((month, day)) = month_named(low).zip(ordinal(next, false)) {
        return with_year(words, at + 2, day, month, today);
    }
    let day = ordinal(low, true)?;
    Some((Day::On(day_of_month(day, today, None)?), at + 1))
}

fn with_year(words: &Words<'_>, at: usize, day: i8, month: i8, today: Date) -> Option<(Day, usize)> {
    let written = words.next(at);
    if let Some(year) = year(written, today)
        && (written.len() == 4 || words.clause_ends(at + 1))
    {
        return Some((Day::On(Date::new(year, month, day).ok()?), at + 1));
    }
    Some((yearless(day, month, today)?, at))
}

fn figures(low: &str, today: Date) -> Option<Day> {
    let mark = low.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '/' | '.' | '-'))?;
    let mut parts = low.split(mark);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next());
    if parts.next().is_some() {
        return None;
    }
    match third {
        Some(day) if first.len() == 4 => {
            Date::new(year(first, today)?, number(second)?, number(day)?).ok().map(Day::On)
        }
        Some(written) => Date::new(year(written, today)?, number(second)?, number(first)?).ok().map(Day::On),
        // A full stop between two figures is a time of day, a hyphen a range.
        None if mark == '/' => yearless(number(first)?, number(second)?, today),
        None => None,
    }
}

fn year(text: &str, today: Date) -> Option<i16> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    match text.len() {
        2 if plain => Some(nearest_century(text.parse().ok()?, today.year())),
        4 if plain => text.parse().ok().filter(|year| (1900..=2100).contains(year)),
        _ => None,
    }
}

/// A day and month in the year that brings it nearest to today; where that one has passed, also the next to come.
pub(super) fn yearless(day: i8, month: i8, today: Date) -> Option<Day> {
    let years = |from: i16, to: i16| {
        (from..=to).filter_map(move |step| Date::new(today.year().saturating_add(step), month, day).ok())
    };
    // Eight years, for 29 February around a century without one.
    let coming = years(0, 8).find(|date| *date >= today)?;
    let passed = years(-1, 0).filter(|date| *date < today).max();
    let distance = |date: Date| today.until(date).map_or(i32::MAX, |span| span.get_days().saturating_abs());
    Some(match passed {
        Some(passed) if distance(passed) <= RECENT => Day::Either(passed, coming),
        Some(passed) if distance(passed) < distance(coming) => Day::Either(coming, passed),
        _ => Day::On(coming),
    })
}

/// The next such day of a month, today included, on that weekday where one is said.
pub(super) fn day_of_month(day: i8, today: Date, weekday: Option<Weekday>) -> Option<Date> {
    let months = || {
        (0..12).filter_map(|step| {
            let month = add_months(today.first_of_month(), step);
            Date::new(month.year(), month.month(), day).ok().filter(|date| *date >= today)
        })
    };
    // A weekday that fits the nearest month or the one after; otherwise it is a slip and the number counts.
    let fits = months().take(2).find(|date| weekday.is_some_and(|weekday| date.weekday() == weekday));
    fits.or_else(|| months().next())
}

pub(super) fn ordinal(low: &str, needs_suffix: bool) -> Option<i8> {
    let figures = low.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = low.get(figures.len()..)?;
    let fits = match suffix {
        "" => !needs_suffix,
        "st" | "nd" | "rd" | "th" => true,
        _ => false,
    };
    number(figures).filter(|day| fits && (1..=31).contains(day))
}

fn number(text: &str) -> Option<i8> {
    let plain = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}
