//! A day and its hour together: `fri 2pm`, `14:00 on fri`, `mon 30th, 9.30`, or an hour alone.

use jiff::civil::Time;

use super::super::token::Words;
use super::said::{Lead, Said};
use super::{Reader, clock, day};

/// A day with or without a time of day, in either order, and the position after it.
pub(super) fn moment_at(reader: Reader<'_>, at: usize, lead: Lead) -> Option<(Said, usize)> {
    let (words, moment) = (reader.words, reader.moment);
    let close = reader.lexicon.parts().close_of_play;
    if let Some((day, end)) = day::day_at(words, at, moment, lead) {
        let joined = filler(words, end);
        let time = time_after_comma(words, end, close)
            .or_else(|| clock::part_of_day(words, end, close))
            .or_else(|| this_part(words, at, end, close))
            .or_else(|| joined_time(words, joined, close));
        let (time, end) = time.map_or((None, end), |(time, end)| (Some(time), end));
        return Some((Said::Day { day, time }, end));
    }
    // Bare figures are a time of day where a day follows ("1400 tmrw").
    let dated = || {
        let joined = filler(words, at + 1);
        !words.next(joined).is_empty() && day::day_at(words, joined, moment, lead).is_some()
    };
    let four =
        || Some((clock::four_figures(words.low(at)).filter(|_| lead != Lead::Bare || dated())?, at + 1));
    let (time, end) = clock::time_at(words, at, close).or_else(four)?;
    let joined = filler(words, end);
    if !words.next(joined).is_empty()
        && let Some((day, end)) = day::day_at(words, joined, moment, lead)
    {
        return Some((Said::Day { day, time: Some(time) }, end));
    }
    Some((Said::Time(time), end))
}

/// A time that the day runs on into.
fn joined_time(words: &Words<'_>, at: usize, close: Time) -> Option<(Time, usize)> {
    let four = || Some((clock::four_figures(words.next(at))?, at + 1));
    if words.next(at).is_empty() { None } else { clock::time_at(words, at, close).or_else(four) }
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
