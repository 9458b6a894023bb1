//! Lengths of time: `48h`, `2 weeks`, `5wd`, and the shorthand of the clinic: `3/7` days, `2/52` weeks, `1/12`
//! months, of which some could be dates.

use super::super::span::{Span, Unit};
use super::super::token::Words;
use super::said::{Lead, Said};
use super::{Reader, clock, day};

const UNITS: &[(&str, Unit)] = &[
    ("h", Unit::Hours),
    ("hr", Unit::Hours),
    ("hrs", Unit::Hours),
    ("hour", Unit::Hours),
    ("hours", Unit::Hours),
    ("d", Unit::Days),
    ("day", Unit::Days),
    ("days", Unit::Days),
    ("wd", Unit::WorkingDays),
    ("wds", Unit::WorkingDays),
    ("w/d", Unit::WorkingDays),
    ("w", Unit::Weeks),
    ("wk", Unit::Weeks),
    ("wks", Unit::Weeks),
    ("week", Unit::Weeks),
    ("weeks", Unit::Weeks),
    ("month", Unit::Months),
    ("months", Unit::Months),
    ("mth", Unit::Months),
    ("mths", Unit::Months),
];

const WORKING: &[&str] = &["working", "work", "business", "wkg"];
const DAYS: &[&str] = &["day", "days"];
const FORTNIGHTS: &[&str] = &["fortnight", "fortnights"];

const NUMBERS: &[&str] =
    &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// The clinic's denominators, and the longest that anybody means by them (our default).
const CLINIC: &[(&str, Unit, u16)] =
    &[("7", Unit::Days, 31), ("52", Unit::Weeks, 52), ("12", Unit::Months, 12)];

/// The length at `at` and the position after it. After a lead, `a week` is one too (bare, it is how often).
pub(super) fn span_at(words: &Words<'_>, at: usize, led: bool) -> Option<(Span, usize)> {
    let low = words.low(at);
    if let Some(span) = clinic(low) {
        return Some((span, at + 1));
    }
    let letters = low.find(|c: char| !c.is_ascii_digit()).unwrap_or(low.len());
    let (figures, suffix) = low.split_at_checked(letters)?;
    let (count, named_at) = match (number(figures), suffix) {
        (Some(count), "") => (count, at + 1),
        (Some(count), unit) => return Some((Span { count, unit: unit_named(unit)? }, timely(words, at + 1))),
        (None, _) if FORTNIGHTS.contains(&low) => return Some((weeks(2), at + 1)),
        // "within the week", "in the next month"
        (None, _) if at.checked_sub(1).is_some_and(|before| matches!(words.low(before), "the" | "next")) => {
            (1, at)
        }
        (None, "a" | "an") if led => (1, at + 1),
        (None, word) => (word_number(word)?, at + 1),
    };
    let unit = if named_at == at { low } else { words.next(named_at) };
    if WORKING.contains(&unit) && DAYS.contains(&words.next(named_at + 1)) {
        return Some((Span { count, unit: Unit::WorkingDays }, timely(words, named_at + 2)));
    }
    if FORTNIGHTS.contains(&unit) {
        return Some((weeks(count.saturating_mul(2)), timely(words, named_at + 1)));
    }
    Some((Span { count, unit: unit_named(unit)? }, timely(words, named_at + 1)))
}

/// A bare `3/7`: a length, or a length that could be a date. Not one when a time of day follows.
pub(super) fn fraction_at(reader: Reader<'_>, at: usize) -> Option<(Said, usize)> {
    let span = clinic(reader.words.low(at))?;
    let end = at + 1;
    if !reader.words.clause_ends(end)
        && clock::time_at(reader.words, end, reader.lexicon.parts().close_of_play).is_some()
    {
        return None;
    }
    let Some((date, _)) = day::day_at(reader.words, at, reader.moment, Lead::Bare) else {
        return Some((Said::Span(span), end));
    };
    Some((Said::Fraction { span, date: date.coming() }, end))
}

fn clinic(low: &str) -> Option<Span> {
    let (count, under) = low.split_once('/')?;
    let count = number(count).filter(|count| *count > 0)?;
    let (_, unit, _) = CLINIC.iter().find(|(known, _, most)| *known == under && count <= *most)?;
    Some(Span { count, unit: *unit })
}

/// Past a closing `time` ("in 2 weeks time").
fn timely(words: &Words<'_>, at: usize) -> usize {
    if words.next(at) == "time" { at + 1 } else { at }
}

fn weeks(count: u16) -> Span {
    Span { count, unit: Unit::Weeks }
}

fn unit_named(word: &str) -> Option<Unit> {
    let word = word.trim_end_matches(['\'', '\u{2019}']);
    UNITS.iter().find(|(known, _)| *known == word).map(|(_, unit)| *unit)
}

fn word_number(word: &str) -> Option<u16> {
    let at = NUMBERS.iter().position(|known| *known == word)?;
    u16::try_from(at + 1).ok()
}

fn number(figures: &str) -> Option<u16> {
    let plain = (1..=3).contains(&figures.len()) && figures.bytes().all(|byte| byte.is_ascii_digit());
    if plain { figures.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::super::super::token::lowered;
    use super::*;
    use Unit::{Days, Hours, Months, Weeks, WorkingDays};

    #[test]
    fn lengths() {
        for (line, expected) in [
            ("48h", Some((48, Hours, 1))),
            ("48HRS", Some((48, Hours, 1))),
            ("24 hours", Some((24, Hours, 2))),
            ("5wd", Some((5, WorkingDays, 1))),
            ("5 working days", Some((5, WorkingDays, 3))),
            ("2 weeks' time", Some((2, Weeks, 3))),
            ("two weeks", Some((2, Weeks, 2))),
            ("fortnight", Some((2, Weeks, 1))),
            ("2/52", Some((2, Weeks, 1))),
            ("3/7", Some((3, Days, 1))),
            ("1/12", Some((1, Months, 1))),
            ("14/12", None),
            ("0/7", None),
            ("2 ch", None),
            ("4000h", None),
            ("a week", None),
            ("v+2ch", None),
        ] {
            let low = lowered(line);
            let words = Words::cut(line, &low);
            let read = span_at(&words, 0, false).map(|(span, end)| (span.count, span.unit, end));
            assert_eq!(read, expected, "{line}");
        }
        let words = Words::cut("a week", "a week");
        assert_eq!(span_at(&words, 0, true), Some((weeks(1), 2)));
    }
}
