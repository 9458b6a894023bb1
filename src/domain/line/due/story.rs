//! Dates that are part of the story: what recurs, and what waits for something to happen first. Neither is a due date,
//! and neither lets a usual one stand.

use super::super::token::Words;
use super::{Lead, Reader, day, lead};
use crate::domain::calendar::weekday_named;

/// Words that alone say how often.
const OFTEN: &[&str] =
    &["hourly", "daily", "nightly", "weekly", "fortnightly", "monthly", "quarterly", "weekends"];
/// Words before how often.
const EVERY: &[&str] = &["every", "each"];
const TIMES: &[&str] = &["once", "twice", "times"];
const PER: &[&str] = &["a", "per", "every", "each"];
const PERIODS: &[&str] = &[
    "hour",
    "hours",
    "day",
    "days",
    "night",
    "nights",
    "morning",
    "evening",
    "week",
    "weeks",
    "wk",
    "wks",
    "fortnight",
    "month",
    "months",
    "weekend",
    "meeting",
];

/// Words after which something has to happen first.
const AFTER: &[&str] = &["after", "following", "once", "when", "upon", "from", "post", "on", "since"];
/// Words that count from something.
const LENGTHS: &[&str] = &["h", "hr", "hrs", "hour", "hours", "day", "days", "week", "weeks"];

/// Whether the words say of what is to be done how often: where that closes a clause.
pub(in super::super) fn recurs(words: &Words<'_>) -> bool {
    (0..words.len()).any(|at| often_at(words, at).is_some_and(|end| words.clause_ends(end)))
}

fn often_at(words: &Words<'_>, at: usize) -> Option<usize> {
    let low = words.low(at);
    if OFTEN.contains(&low) {
        return Some(at + 1);
    }
    let period = |at: usize| {
        let low = words.next(at);
        PERIODS.contains(&low) || weekday_named(low).is_some() && !low.is_empty()
    };
    if EVERY.contains(&low) {
        // "every fri", "every other day", "every 2 weeks"
        let counted = words.next(at + 1) == "other" || words.next(at + 1).parse::<u8>().is_ok();
        let named = if counted { at + 2 } else { at + 1 };
        return period(named).then_some(named + 1);
    }
    let counted = TIMES.contains(&low) && PER.contains(&words.next(at + 1)) && period(at + 2);
    counted.then_some(at + 3)
}

/// Whether the words wait for something to happen first ("after release", "within 24h of release").
pub(in super::super) fn waits(reader: Reader<'_>) -> bool {
    let words = reader.words;
    let new_year = |at: usize| words.phrase(at, &["in", "the", "new", "year"]).is_some();
    (0..words.len()).any(|at| {
        let low = words.low(at);
        let counts = low == "of"
            && at.checked_sub(1).is_some_and(|before| {
                let before = words.low(before);
                LENGTHS.contains(&before) || before.starts_with(|c: char| c.is_ascii_digit())
            });
        let after = AFTER.contains(&low) || counts;
        let event = lead::is_event(words, at + 1);
        // "on fri" is no story; "after fri" is.
        let day = low != "on"
            && (day::is_feast(words, at + 1)
                || day::day_at(words, at + 1, reader.moment, Lead::Bare).is_some());
        new_year(at) || (after && !words.next(at + 1).is_empty() && (event || day))
    })
}
