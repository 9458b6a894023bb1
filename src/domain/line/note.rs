//! What is said of an action that is done: when, and the words for it.

use std::ops::Range;

use jiff::civil::Date;

use super::due::{self, Reader};
use crate::domain::calendar::add_days;

/// Words for when something was done, and how many days ago that is at most.
const PAST: &[(&[&str], i32)] = &[
    (&["earlier", "today"], 0),
    (&["earlier", "this", "morning"], 0),
    (&["this", "am"], 0),
    (&["this", "pm"], 0),
    (&["this", "morning"], 0),
    (&["this", "afternoon"], 0),
    (&["earlier"], 0),
    (&["today"], 0),
    (&["just", "now"], 0),
    (&["yesterday", "am"], 1),
    (&["yesterday", "pm"], 1),
    (&["yesterday"], 1),
    (&["yest"], 1),
    (&["yday"], 1),
    (&["last", "night"], 1),
];

/// The words, from `from` on, that end the line by saying when it was done, and the day they mean.
pub(super) fn when_done(reader: Reader<'_>, from: usize) -> Option<(Range<usize>, Date)> {
    let end = reader.words.len();
    (from..end).find_map(|at| {
        let said = PAST.iter().find(|(phrase, _)| reader.words.phrase(at, phrase) == Some(end));
        let day = said.map(|(_, days)| add_days(reader.moment.today(), -days));
        day.or_else(|| due::past_day(reader, at)).map(|day| (at..end, day))
    })
}

/// The day an action was done: the one the words end with, else today.
pub(super) fn completed_on(reader: Reader<'_>, from: usize) -> Date {
    when_done(reader, from).map_or_else(|| reader.moment.today(), |(_, day)| day)
}
