//! Days as they are said: `tomorrow`, `fri`, `next wed`, `mon 30th`, `end of week`.
//!
//! What could be meant in two ways comes back as both. Dates of the calendar are in `date`.

use jiff::civil::{Date, Weekday};

use super::super::moment::Moment;
use super::super::token::Words;
use super::clock;
use super::date::{calendar_at, day_of_month, ordinal, yearless};
use super::said::{Day, Lead};
use crate::domain::calendar::{add_days, add_months, month_named, weekday_named};

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
    (&["this", "aft"], 0),
    (&["tonite"], 0),
];

/// Words before the first day of a week.
const COMMENCING: &[&[&str]] = &[
    &["w/c"],
    &["wc"],
    &["w/b"],
    &["wk", "commencing"],
    &["week", "commencing"],
    &["week", "beginning"],
    &["week", "of"],
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
const FEASTS: &[(&[&str], i8, i8)] = &[
    (&["christmas", "eve"], 12, 24),
    (&["xmas", "eve"], 12, 24),
    (&["christmas", "day"], 12, 25),
    (&["xmas", "day"], 12, 25),
    (&["christmas"], 12, 25),
    (&["xmas"], 12, 25),
    (&["boxing", "day"], 12, 26),
    (&["new", "year's", "eve"], 12, 31),
    (&["new", "years", "eve"], 12, 31),
    (&["new", "year's", "day"], 1, 1),
    (&["new", "years", "day"], 1, 1),
    (&["new", "year"], 1, 1),
];

/// Whether a feast stands at `at`.
pub(super) fn is_feast(words: &Words<'_>, at: usize) -> bool {
    let from = if words.low(at) == "the" { at + 1 } else { at };
    FEASTS.iter().any(|(phrase, ..)| words.phrase(from, phrase).is_some())
}

/// The day at `at` and the position after it; `lead` stands before it.
pub(super) fn day_at(words: &Words<'_>, at: usize, moment: &Moment<'_>, lead: Lead) -> Option<(Day, usize)> {
    let today = moment.today();
    let listed = |list: &[(&[&str], i32)]| {
        list.iter().find_map(|(phrase, step)| Some((*step, words.phrase(at, phrase)?)))
    };
    if let Some((days, end)) = listed(PLAIN) {
        return Some((Day::On(add_days(today, days)), end));
    }
    if let Some(found) = loosely_at(words, at, moment, lead) {
        return Some(found);
    }
    let from = if lead != Lead::Bare && words.low(at) == "the" { at + 1 } else { at };
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
    if let Some(end) = words.phrase(from, &["end", "of"])
        && let Some(month) = month_named(words.next(end))
    {
        let first = yearless(1, month, today.first_of_month())?.coming();
        return Some((Day::On(last_working(first.last_of_month(), moment)), end + 1));
    }
    if lead.is_strong() {
        let feast = FEASTS.iter().find_map(|(phrase, month, day)| {
            Some((yearless(*day, *month, today)?, words.phrase(from, phrase)?))
        });
        if let Some((day, end)) = feast {
            return Some((Day::On(day.coming()), end));
        }
    }
    weekday_at(words, from, today).or_else(|| calendar_at(words, from, today))
}

/// Days that are said by the part of the week or month: `tom am`, `w/c 7 dec`, `mid dec`, `early next week`.
fn loosely_at(words: &Words<'_>, at: usize, moment: &Moment<'_>, lead: Lead) -> Option<(Day, usize)> {
    let today = moment.today();
    // Alone, it is somebody's name.
    if words.low(at) == "tom" && clock::is_part_of_day(words.next(at + 1)) {
        return Some((Day::On(add_days(today, 1)), at + 1));
    }
    if let Some(end) = words.phrase(at, &["early", "next", "week"]) {
        let of = |weekday| weekday_from(next_monday(today), weekday, 0);
        return Some((Day::Either(of(Weekday::Tuesday), of(Weekday::Friday)), end));
    }
    let middle = match words.low(at) {
        "mid" => Some((words.next(at + 1), at + 2)),
        word => word.strip_prefix("mid-").map(|month| (month, at + 1)),
    };
    if let Some((month, end)) = middle
        && let Some(month) = month_named(month)
    {
        return Some((Day::On(yearless(15, month, today)?.coming()), end));
    }
    let from = COMMENCING.iter().find_map(|phrase| words.phrase(at, phrase))?;
    let named = weekday_at(words, from, today).or_else(|| calendar_at(words, from, today));
    let (day, end) = named.filter(|_| !words.next(from).is_empty())?;
    let first = day.coming();
    // By the week means by its first day; in the week, by its last working day, as "next week" does.
    if lead.is_strong() {
        return Some((Day::On(first), end));
    }
    Some((Day::On(last_working(weekday_from(first, Weekday::Friday, 0), moment)), end))
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
    let week_on = [&["a", "week", "on"][..], &["week", "on"]].iter().find_map(|said| words.phrase(at, said));
    if let Some(end) = week_on {
        let weekday = weekday_named(words.next(end))?;
        return Some((Day::On(add_days(weekday_from(today, weekday, 1), 7)), end + 1));
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
