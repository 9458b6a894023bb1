//! Dates as people write them in files: day first, any separator, months by name (a slip of the finger in it
//! allowed), weekday or none, two-digit years, a time of day after it.
//!
//! One function and its errors. It reads whole dates only: a day without a year is an error here, because a file
//! is read long after it was written. Dates said aloud belong to the action line.

use jiff::civil::Date;
use thiserror::Error;

use super::names::month_nearly;
use super::{month_named, weekday_named};

/// Years a case list can hold; others are slips of the finger.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

/// First year in which anything still dealt with was received or happened (our default).
const RECEIVED_FROM: i16 = 1980;

/// Age from which a party's two-digit year of birth is believed (our default: criminal responsibility).
const YOUNGEST_PARTY: i16 = 10;

/// What a date is, which decides the century of a two-digit year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// A date of birth, also a child's: never after the day it is read.
    Birth,
    /// The date of birth of a victim, perpetrator or subject: as [`Expect::Birth`], and two digits of a year mean at
    /// least ten years ago.
    PartyBirth,
    /// The day something was received or happened: not after the day it is read, and not before 1980.
    Received,
    /// A date near the day it is read: a referral, an incident, a meeting.
    Near,
}

/// Why a date could not be taken; each is for the person who corrects the row.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DateError {
    /// Nothing was written.
    #[error("no date given")]
    Empty,
    /// No form of date that is known.
    #[error("not a date: write it as 26/11/2026")]
    NotADate,
    /// A day and a month, and nothing else.
    #[error("the year is missing: write it as 26/11/2026")]
    NoYear,
    /// The form is right and the calendar has no such day.
    #[error("there is no day {day} in month {month} of {year}")]
    Impossible {
        /// The day as written.
        day: u16,
        /// The month as written, 1 to 12 when it was a name.
        month: u16,
        /// The year, in four digits.
        year: i16,
    },
    /// A year before 1900 or after 2100.
    #[error("the year {0} cannot be right")]
    UnlikelyYear(i16),
    /// A date of birth after the day it is read.
    #[error("a date of birth cannot be in the future")]
    FutureBirth,
    /// A day on which something happened, after the day it is read.
    #[error("that day is in the future")]
    Future,
}

impl DateError {
    /// What is wrong, to stand after the name of a field: "date received is in the future".
    pub const fn what(&self) -> &'static str {
        match self {
            Self::Empty | Self::NotADate => "is not written as a date",
            Self::NoYear => "has no year",
            Self::Impossible { .. } => "is no day of the calendar",
            Self::UnlikelyYear(year) if *year < *YEARS.end() => "is too long ago",
            Self::UnlikelyYear(_) | Self::FutureBirth | Self::Future => "is in the future",
        }
    }
}

/// Reads a date written the United Kingdom's way, `today` deciding the century of a two-digit year: `23/10/2026`,
/// `23.10.2026`, `2026-10-25`, `09-Nov-26`, `9th November 2026`, `Thursday 26 November 2026`. A time of day after it
/// is left out, as spreadsheets add one. A weekday is passed over, also one that is not the date's.
///
/// # Errors
/// [`DateError`] says what to correct; it carries no more of the text than an impossible day.
pub fn read_date(text: &str, expect: Expect, today: Date) -> Result<Date, DateError> {
    let mut pieces = [""; 3];
    let mut count = 0;
    for piece in pieces_of(text) {
        // Only after a whole year is another figure a time of day: 1/2/3/4 is no date.
        let whole = pieces.iter().any(|piece| number(piece, 4..=4).is_some());
        match pieces.get_mut(count) {
            Some(slot) => *slot = piece,
            None if whole && is_clock(piece) => continue,
            None => return Err(DateError::NotADate),
        }
        count += 1;
    }
    let [first, second, third] = pieces;
    match count {
        0 if text.trim().is_empty() => Err(DateError::Empty),
        2 if day_of(first).is_some() && month_of(second).is_some() => Err(DateError::NoYear),
        3 if number(first, 4..=4).is_some() => dated(third, second, first, expect, today),
        3 if month_named(first).is_some() => dated(second, first, third, expect, today),
        3 => dated(first, second, third, expect, today),
        _ => Err(DateError::NotADate),
    }
}

/// The parts of a date between separators, without weekday, `of` and time of day.
fn pieces_of(text: &str) -> impl Iterator<Item = &str> {
    let timed = text.match_indices(['T', 't']).find(|(at, _)| {
        let (before, after) = (text.get(..*at).unwrap_or(""), text.get(at + 1..).unwrap_or(""));
        before.ends_with(|c: char| c.is_ascii_digit()) && after.starts_with(|c: char| c.is_ascii_digit())
    });
    let text = timed.and_then(|(at, _)| text.get(..at)).unwrap_or(text);
    text.split(|c: char| c.is_whitespace() || matches!(c, '/' | '.' | '-' | ',' | '\u{2013}'))
        .filter(|piece| !piece.is_empty())
        .take_while(|piece| !piece.contains(':'))
        .filter(|piece| weekday_named(piece).is_none() && !piece.eq_ignore_ascii_case("of"))
}

/// Whether a piece can belong to a time of day written `9.30 am` or `at 14.30`.
fn is_clock(piece: &str) -> bool {
    number(piece, 1..=2).is_some()
        || ["am", "pm", "at", "hrs"].iter().any(|known| piece.eq_ignore_ascii_case(known))
}

fn day_of(text: &str) -> Option<u16> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = text.get(digits.len()..)?;
    let ordinal = ["", "st", "nd", "rd", "th"].iter().any(|known| suffix.eq_ignore_ascii_case(known));
    if ordinal { number(digits, 1..=2) } else { None }
}

fn month_of(text: &str) -> Option<u16> {
    let named = month_named(text).or_else(|| month_nearly(text));
    named.and_then(|month| u16::try_from(month).ok()).or_else(|| number(text, 1..=2))
}

fn number(text: &str, digits: std::ops::RangeInclusive<usize>) -> Option<u16> {
    let plain = digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

fn dated(day: &str, month: &str, year: &str, expect: Expect, today: Date) -> Result<Date, DateError> {
    let (day, month) = day_of(day).zip(month_of(month)).ok_or(DateError::NotADate)?;
    let written = number(year, 2..=4).filter(|_| year.len() != 3).ok_or(DateError::NotADate)?;
    let written = i16::try_from(written).map_err(|_| DateError::NotADate)?;
    if year.len() == 2 {
        return in_century(day, month, written, expect, today);
    }
    if !YEARS.contains(&written) {
        return Err(DateError::UnlikelyYear(written));
    }
    let date = civil(day, month, written).ok_or(DateError::Impossible { day, month, year: written })?;
    likely(date, expect, today)
}

/// A date that fits what it is of.
fn likely(date: Date, expect: Expect, today: Date) -> Result<Date, DateError> {
    match expect {
        Expect::Birth | Expect::PartyBirth if date > today => Err(DateError::FutureBirth),
        Expect::Received if date > today => Err(DateError::Future),
        Expect::Received if date.year() < RECEIVED_FROM => Err(DateError::UnlikelyYear(date.year())),
        _ => Ok(date),
    }
}

fn in_century(day: u16, month: u16, year: i16, expect: Expect, today: Date) -> Result<Date, DateError> {
    let near = nearest_century(year, today.year());
    match expect {
        Expect::Near | Expect::Received => {
            let date = civil(day, month, near).ok_or(DateError::Impossible { day, month, year: near })?;
            likely(date, expect, today)
        }
        Expect::Birth | Expect::PartyBirth => {
            let youngest = if expect == Expect::PartyBirth { YOUNGEST_PARTY } else { 0 };
            let bar = today.year().saturating_sub(youngest);
            let latest = if near > bar { near.saturating_sub(100) } else { near };
            let tries = [latest, latest.saturating_sub(100)].map(|year| civil(day, month, year));
            if tries == [None, None] {
                return Err(DateError::Impossible { day, month, year: latest });
            }
            tries.into_iter().flatten().find(|date| *date <= today).ok_or(DateError::FutureBirth)
        }
    }
}

/// The year with these last two digits that is nearest `reference` (the later one at fifty years' distance).
pub fn nearest_century(two_digits: i16, reference: i16) -> i16 {
    let start = reference.saturating_sub(49);
    start.saturating_add((two_digits - start.rem_euclid(100)).rem_euclid(100))
}

fn civil(day: u16, month: u16, year: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::super::{show_day_year, show_numeric};
    use super::*;
    use DateError::{Empty, Future, FutureBirth, Impossible, NoYear, NotADate, UnlikelyYear};
    use Expect::{Birth, Near, PartyBirth, Received};
    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    const TODAY: Date = date(2026, 11, 26);

    #[test]
    fn what_people_write() {
        let wrong = |day, month, year| Err(Impossible { day, month, year });
        for (text, expect, read) in [
            ("23/10/2026", Near, Ok(date(2026, 10, 23))),
            ("23.10.2026", Near, Ok(date(2026, 10, 23))),
            ("2026-10-25", Near, Ok(date(2026, 10, 25))),
            ("2026-10-25 00:00:00", Near, Ok(date(2026, 10, 25))),
            ("2026-10-25T09:30", Near, Ok(date(2026, 10, 25))),
            ("09-Nov-26", Near, Ok(date(2026, 11, 9))),
            (" 9 November 2026 ", Near, Ok(date(2026, 11, 9))),
            ("9TH OCT 2026", Near, Ok(date(2026, 10, 9))),
            ("Mon, 9th of November, 2026", Near, Ok(date(2026, 11, 9))),
            ("November 9, 2026", Near, Ok(date(2026, 11, 9))),
            ("1/2/75", Near, Ok(date(2075, 2, 1))),
            ("1/2/80", Near, Ok(date(1980, 2, 1))),
            ("12/3/92", Birth, Ok(date(1992, 3, 12))),
            ("25/11/26", Birth, Ok(date(2026, 11, 25))),
            ("27/11/26", Birth, Ok(date(1926, 11, 27))),
            ("1/1/60", Birth, Ok(date(1960, 1, 1))),
            ("29/02/00", Birth, Ok(date(2000, 2, 29))),
            ("31/02/1990", Birth, wrong(31, 2, 1990)),
            ("31/02/90", Birth, wrong(31, 2, 1990)),
            ("10/23/2026", Near, wrong(10, 23, 2026)),
            ("0/1/26", Near, wrong(0, 1, 2026)),
            ("29/02/2026", Near, wrong(29, 2, 2026)),
            ("27/11/2026", Birth, Err(FutureBirth)),
            ("01/01/0089", Birth, Err(UnlikelyYear(89))),
            ("26 Nov", Near, Err(NoYear)),
            ("", Near, Err(Empty)),
            (" \t", Birth, Err(Empty)),
            ("dk", Near, Err(NotADate)),
            ("46317", Near, Err(NotADate)),
            ("1/2/202", Near, Err(NotADate)),
            ("1/2/3/4", Near, Err(NotADate)),
            ("Thursday 12 November 2026", Received, Ok(date(2026, 11, 12))),
            ("12th Nov 2026", Received, Ok(date(2026, 11, 12))),
            ("1st September 2026", Received, Ok(date(2026, 9, 1))),
            ("2 Novemeber 2026", Received, Ok(date(2026, 11, 2))),
            ("15-Jan-26", Received, Ok(date(2026, 1, 15))),
            ("25/10/2026 00:00", Received, Ok(date(2026, 10, 25))),
            ("25/10/2026 9.30 am", Received, Ok(date(2026, 10, 25))),
            ("25/10/26 9.30", Received, Err(NotADate)),
            ("27/11/2026", Received, Err(Future)),
            ("1/2/50", Received, Err(Future)),
            ("12/03/1979", Received, Err(UnlikelyYear(1979))),
            ("13-Oct-50", PartyBirth, Ok(date(1950, 10, 13))),
            ("08-Mar-01", PartyBirth, Ok(date(2001, 3, 8))),
            ("01/05/20", PartyBirth, Ok(date(1920, 5, 1))),
            ("01/05/2020", PartyBirth, Ok(date(2020, 5, 1))),
            ("05/31/1990", PartyBirth, wrong(5, 31, 1990)),
            ("about 40", PartyBirth, Err(NotADate)),
            ("9x November 2026", Near, Err(NotADate)),
        ] {
            assert_eq!(read_date(text, expect, TODAY), read, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in "\\PC*") {
            let _ = read_date(&text, Birth, TODAY);
        }

        #[test]
        fn date_shaped_text_is_answered(text in "[0-9a-zT/.: -]{0,14}") {
            for expect in [Birth, PartyBirth, Received] {
                if let Ok(day) = read_date(&text, expect, TODAY) {
                    prop_assert!(day <= TODAY && day.year() >= 1900);
                }
            }
        }

        #[test]
        fn what_is_shown_reads_back(offset in -40_000i32..20_000) {
            let day = TODAY.checked_add(offset.days()).unwrap();
            prop_assert_eq!(read_date(&show_day_year(day), Near, TODAY), Ok(day));
            prop_assert_eq!(read_date(&show_numeric(day), Near, TODAY), Ok(day));
            prop_assert_eq!(read_date(&day.to_string(), Near, TODAY), Ok(day));
            for form in ["%d.%m.%Y", "%d-%b-%Y", "%A %-d %B %Y", "%-d %B, %Y", "%Y-%m-%dT%H:%M:%S"] {
                let written = day.to_datetime(jiff::civil::Time::midnight()).strftime(form).to_string();
                prop_assert_eq!(read_date(&written, Near, TODAY), Ok(day), "{}", written);
            }
        }

        #[test]
        fn two_digits_are_near(two in 0i16..100) {
            let year = nearest_century(two, 2026);
            prop_assert_eq!(year % 100, two);
            prop_assert!((year - 2026).abs() <= 50);
        }
    }
}
