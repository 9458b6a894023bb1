//! Days as they are said: `tomorrow`, `fri`, `next wed`, `mon 30th`, `30/11`, `30 nov 26`, `end of week`.
//!
//! A day without a year is the one nearest to today; what could be meant in two ways comes back as both.

use jiff::civil::{Date, Time, Weekday};

use super::super::moment::Moment;
use super::super::token::Words;
use super::settle::Said;
use super::{Reader, clock};
use crate::domain::calendar::{add_days, add_months, month_named, nearest_century, weekday_named};

/// A day that was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    /// One day and no other.
    On(Date),
    /// Two days could be meant, the likelier first.
    Either(Date, Date),
}

impl Day {
    /// The earlier of the days.
    pub fn earliest(self) -> Option<Date> {
        match self {
            Self::On(date) => Some(date),
            Self::Either(first, second) => Some(first.min(second)),
        }
    }

    /// The later of the days: of a date without a year, the one to come.
    pub fn coming(self) -> Date {
        match self {
            Self::On(date) => date,
            Self::Either(first, second) => first.max(second),
        }
    }
}

const PLAIN: &[(&[&str], i32)] = &[
    (&["today"], 0),
    (&["tonight"], 0),
    (&["tomorrow"], 1),
    (&["tmrw"], 1),
    (&["tmr"], 1),
    (&["tmw"], 1),
    (&["tomoz"], 1),
    (&["2moro"], 1),
    (&["this", "afternoon"], 0),
    (&["this", "morning"], 0),
    (&["this", "evening"], 0),
    (&["this", "am"], 0),
    (&["this", "pm"], 0),
];

/// The last working day of a week so many weeks on.
const WEEKS: &[(&[&str], i32)] = &[
    (&["end", "of", "next", "week"], 1),
    (&["end", "of", "the", "week"], 0),
    (&["end", "of", "this", "week"], 0),
    (&["end", "of", "week"], 0),
    (&["the", "weekend"], 0),
    (&["eow"], 0),
    (&["this", "week"], 0),
    (&["next", "week"], 1),
];

/// The last working day of a month so many months on.
const MONTHS: &[(&[&str], i32)] = &[
    (&["end", "of", "next", "month"], 1),
    (&["end", "of", "the", "month"], 0),
    (&["end", "of", "month"], 0),
    (&["eom"], 0),
    (&["this", "month"], 0),
    (&["next", "month"], 1),
];

/// Feasts, only after a word that leads to a date ("contact at xmas" is the story).
const FEASTS: &[(&[&str], i8, i8)] =
    &[(&["christmas"], 12, 25), (&["xmas"], 12, 25), (&["new", "year"], 1, 1)];

/// A day with or without a time of day, in either order, and the position after it.
pub(super) fn moment_at(reader: Reader<'_>, at: usize, led: bool) -> Option<(Said, usize)> {
    let (words, moment) = (reader.words, reader.moment);
    let close = reader.lexicon.parts().close_of_play;
    if let Some((day, end)) = day_at(words, at, moment, led) {
        let joined = filler(words, end);
        let time = time_after_comma(words, end, close)
            .or_else(|| clock::part_of_day(words, end, close))
            .or_else(|| this_part(words, at, end, close))
            .or_else(
                || if words.next(joined).is_empty() { None } else { clock::time_at(words, joined, close) },
            );
        let (time, end) = time.map_or((None, end), |(time, end)| (Some(time), end));
        return Some((Said::Day { day, time }, end));
    }
    let (time, end) = clock::time_at(words, at, close)?;
    let joined = filler(words, end);
    if !words.next(joined).is_empty()
        && let Some((day, end)) = day_at(words, joined, moment, led)
    {
        return Some((Said::Day { day, time: Some(time) }, end));
    }
    Some((Said::Time(time), end))
}

/// `fri, 2pm`: a comma may part a day from its time when nothing else follows in the clause.
fn time_after_comma(words: &Words<'_>, at: usize, close: Time) -> Option<(Time, usize)> {
    let comma = at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|word| word.close == ",");
    let (time, end) = clock::time_at(words, at, close).filter(|_| comma)?;
    if words.clause_ends(end) { Some((time, end)) } else { None }
}

/// `this pm` is both the day and the time.
fn this_part(words: &Words<'_>, at: usize, end: usize, close: Time) -> Option<(Time, usize)> {
    if words.low(at) == "this" && end == at + 2 { clock::part_of_day(words, at + 1, close) } else { None }
}

/// Past a word between day and time (`fri at 2pm`, `2pm on fri`).
fn filler(words: &Words<'_>, at: usize) -> usize {
    if matches!(words.next(at), "at" | "on" | "by" | "@") { at + 1 } else { at }
}

/// The day at `at` and the position after it; `led` when a word that leads to a date stands before it.
pub(super) fn day_at(words: &Words<'_>, at: usize, moment: &Moment<'_>, led: bool) -> Option<(Day, usize)> {
    let today = moment.today();
    let listed = |list: &[(&[&str], i32)]| {
        list.iter().find_map(|(phrase, step)| Some((*step, words.phrase(at, phrase)?)))
    };
    if let Some((days, end)) = listed(PLAIN) {
        return Some((Day::On(add_days(today, days)), end));
    }
    let from = if led && words.low(at) == "the" { at + 1 } else { at };
    let listed = |list: &[(&[&str], i32)]| {
        list.iter().find_map(|(phrase, step)| {
            let end = words.phrase(at, phrase).or_else(|| words.phrase(from, phrase))?;
            Some((*step, end))
        })
    };
    if let Some((weeks, end)) = listed(WEEKS) {
        let friday = add_days(weekday_from(today, Weekday::Friday, 0), weeks * 7);
        return Some((Day::On(last_working(friday, moment)), end));
    }
    if let Some((months, end)) = listed(MONTHS) {
        let last = add_months(today.first_of_month(), months).last_of_month();
        return Some((Day::On(last_working(last, moment)), end));
    }
    if led {
        let feast = FEASTS.iter().find_map(|(phrase, month, day)| {
            Some((yearless(*day, *month, today)?, words.phrase(from, phrase)?))
        });
        if let Some((day, end)) = feast {
            return Some((Day::On(day.coming()), end));
        }
    }
    weekday_at(words, from, today).or_else(|| calendar_at(words, from, today))
}

/// A weekday, alone or with the day of the month after it.
fn weekday_at(words: &Words<'_>, at: usize, today: Date) -> Option<(Day, usize)> {
    match words.low(at) {
        "this" => {
            let weekday = weekday_named(words.next(at + 1))?;
            return Some((Day::On(weekday_from(today, weekday, 0)), at + 2));
        }
        "next" => {
            let weekday = weekday_named(words.next(at + 1))?;
            let coming = weekday_from(today, weekday, 1);
            // The day of the next calendar week is likelier than the next such day, or than one after it.
            let next_week = weekday_from(next_monday(today), weekday, 0);
            let other = if coming == next_week { add_days(coming, 7) } else { coming };
            return Some((Day::Either(next_week, other), at + 2));
        }
        _ => {}
    }
    let weekday = weekday_named(words.low(at))?;
    let coming = weekday_from(today, weekday, 0);
    if words.next(at + 1) == "week" {
        return Some((Day::On(add_days(weekday_from(today, weekday, 1), 7)), at + 2));
    }
    if words.next(at + 1) == "next" && words.next(at + 2) == "week" {
        return Some((Day::On(weekday_from(next_monday(today), weekday, 0)), at + 3));
    }
    if !words.next(at + 1).is_empty() {
        let dated = calendar_at(words, at + 1, today).or_else(|| {
            let day = ordinal(words.next(at + 1), false)?;
            Some((Day::On(day_of_month(day, today, Some(weekday))?), at + 2))
        });
        if let Some((day, end)) = dated {
            return Some((agreed(day, weekday, coming), end));
        }
    }
    let day = if coming == today { Day::Either(today, add_days(today, 7)) } else { Day::On(coming) };
    Some((day, at + 1))
}

/// A date whose weekday was said too: where the two differ, either may be the slip.
fn agreed(day: Day, weekday: Weekday, coming: Date) -> Day {
    match day {
        Day::Either(first, second) if first.weekday() != weekday && second.weekday() == weekday => {
            Day::On(second)
        }
        Day::Either(first, _) if first.weekday() == weekday => Day::On(first),
        Day::On(date) if date.weekday() == weekday => day,
        Day::On(first) | Day::Either(first, _) => Day::Either(first, coming),
    }
}

/// A day of a month: `30/11`, `30/11/26`, `2026-11-30`, `30th nov 26`, `nov 30`, `30th`.
fn calendar_at(words: &Words<'_>, at: usize, today: Date) -> Option<(Day, usize)> {
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
fn yearless(day: i8, month: i8, today: Date) -> Option<Day> {
    let years = |from: i16, to: i16| {
        (from..=to).filter_map(move |step| Date::new(today.year().saturating_add(step), month, day).ok())
    };
    // Eight years, for 29 February around a century without one.
    let coming = years(0, 8).find(|date| *date >= today)?;
    let passed = years(-1, 0).filter(|date| *date < today).max();
    let distance = |date: Date| today.until(date).map_or(i32::MAX, |span| span.get_days().saturating_abs());
    Some(match passed {
        Some(passed) if distance(passed) < distance(coming) => Day::Either(passed, coming),
        _ => Day::On(coming),
    })
}

/// The next such day of a month, today included, on that weekday where one is said.
fn day_of_month(day: i8, today: Date, weekday: Option<Weekday>) -> Option<Date> {
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

fn ordinal(low: &str, needs_suffix: bool) -> Option<i8> {
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

/// The first such weekday at least `least` days after `from`.
fn weekday_from(from: Date, weekday: Weekday, least: i32) -> Date {
    let start = add_days(from, least);
    add_days(start, i32::from(weekday.since(start.weekday())))
}

fn next_monday(today: Date) -> Date {
    weekday_from(today, Weekday::Monday, 1)
}

fn last_working(date: Date, moment: &Moment<'_>) -> Date {
    let holidays = moment.holidays;
    if holidays.is_working_day(date) { date } else { holidays.add_working_days(date, -1) }
}
