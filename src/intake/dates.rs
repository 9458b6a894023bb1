//! Dates as lists write them: `23/10/2026`, `23.10.2026`, `23-Oct-26`, `2026-10-23`. Day before month, always.

use jiff::civil::Date;
use thiserror::Error;

/// What a date is of: it decides the century of a two-digit year and what is plausible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// A birth of somebody concerned in a referral: past, after 1900; two digits mean at least ten years ago.
    Birth,
    /// A day something was received or happened: not in the future, after 1980.
    Received,
}

/// Why a text is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DateProblem {
    /// Not written as a date.
    #[error("is not written as a date")]
    NotADate,
    /// There is no such day, as 31 February.
    #[error("is no day of the calendar")]
    NoSuchDay,
    /// After today.
    #[error("is in the future")]
    Future,
    /// Too long ago to be meant.
    #[error("is too long ago")]
    TooLongAgo,
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Age from which a two-digit year of birth is believed (our default: criminal responsibility).
const YOUNGEST: i16 = 10;

/// Reads a date. A time of day after it (as spreadsheets export) is passed over.
///
/// # Errors
/// When it is no date, or not a plausible one for its sense.
pub fn read_date(text: &str, sense: Sense, today: Date) -> Result<Date, DateProblem> {
    let words: Vec<&str> =
        text.split(['/', '.', '-', ' ', ',', 'T']).filter(|word| !word.is_empty()).collect();
    let (first, month, last, rest) = match words.as_slice() {
        [first, month, last, rest @ ..] => (*first, month_of(month)?, *last, rest),
        _ => return Err(DateProblem::NotADate),
    };
    if !rest.iter().all(|word| word.contains(':') || word.bytes().all(|byte| byte.is_ascii_digit())) {
        return Err(DateProblem::NotADate);
    }
    let date = if first.len() == 4 {
        day_of(number(first)?, month, number(last)?)?
    } else {
        let day = number(first.trim_end_matches(|letter: char| letter.is_ascii_alphabetic()))?;
        match last.len() {
            4 => day_of(number(last)?, month, day)?,
            2 => short_year(number(last)?, month, day, sense, today)?,
            _ => return Err(DateProblem::NotADate),
        }
    };
    let earliest = match sense {
        Sense::Birth => 1900,
        Sense::Received => 1980,
    };
    if date > today {
        Err(DateProblem::Future)
    } else if date.year() < earliest {
        Err(DateProblem::TooLongAgo)
    } else {
        Ok(date)
    }
}

/// A date whose year has two digits.
fn short_year(year: i16, month: i16, day: i16, sense: Sense, today: Date) -> Result<Date, DateProblem> {
    let this_century = today.year() - today.year() % 100 + year;
    let latest = match sense {
        Sense::Birth => today.year() - YOUNGEST,
        Sense::Received => return day_of(this_century, month, day),
    };
    day_of(if this_century > latest { this_century - 100 } else { this_century }, month, day)
}

fn month_of(word: &str) -> Result<i16, DateProblem> {
    if word.bytes().all(|byte| byte.is_ascii_digit()) {
        return number(word);
    }
    let lower = word.to_lowercase();
    let month = MONTHS.iter().zip(1_i16..).find(|(month, _)| lower.starts_with(**month));
    month.map(|(_, number)| number).ok_or(DateProblem::NotADate)
}

fn number(word: &str) -> Result<i16, DateProblem> {
    word.parse().map_err(|_| DateProblem::NotADate)
}

fn day_of(year: i16, month: i16, day: i16) -> Result<Date, DateProblem> {
    let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else {
        return Err(DateProblem::NoSuchDay);
    };
    Date::new(year, month, day).map_err(|_| DateProblem::NoSuchDay)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const TODAY: Date = date(2026, 11, 26);

    #[test]
    fn four_forms_and_their_faults() {
        for (text, sense, expected) in [
            ("23/10/2026", Sense::Received, Ok(date(2026, 10, 23))),
            ("23.10.2026", Sense::Received, Ok(date(2026, 10, 23))),
            ("15-Jan-26", Sense::Received, Ok(date(2026, 1, 15))),
            ("2026-10-25", Sense::Received, Ok(date(2026, 10, 25))),
            ("2026-10-25T00:00:00", Sense::Received, Ok(date(2026, 10, 25))),
            ("25/10/2026 00:00", Sense::Received, Ok(date(2026, 10, 25))),
            ("1st September 2026", Sense::Received, Ok(date(2026, 9, 1))),
            ("13-Oct-50", Sense::Birth, Ok(date(1950, 10, 13))),
            ("08-Mar-01", Sense::Birth, Ok(date(2001, 3, 8))),
            ("01/05/20", Sense::Birth, Ok(date(1920, 5, 1))),
            ("31/02/1990", Sense::Birth, Err(DateProblem::NoSuchDay)),
            ("05/31/1990", Sense::Birth, Err(DateProblem::NoSuchDay)),
            ("27/11/2026", Sense::Received, Err(DateProblem::Future)),
            ("12/03/0192", Sense::Birth, Err(DateProblem::TooLongAgo)),
            ("about 40", Sense::Birth, Err(DateProblem::NotADate)),
            ("12/03/192", Sense::Birth, Err(DateProblem::NotADate)),
            ("", Sense::Birth, Err(DateProblem::NotADate)),
        ] {
            assert_eq!(read_date(text, sense, TODAY), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in any::<String>(), near in "[0-9]{1,5}[/. -][0-9a-zA-Z]{1,4}[/. -][0-9]{1,5}") {
            let _ = read_date(&text, Sense::Received, TODAY);
            if let Ok(found) = read_date(&near, Sense::Birth, TODAY) {
                prop_assert!(found <= TODAY && found.year() >= 1900);
            }
        }

        #[test]
        fn every_form_of_a_day_reads_alike(days in 0_i64..40_000) {
            let day = date(1916, 11, 26).checked_add(jiff::Span::new().days(days)).unwrap();
            for form in ["%d/%m/%Y", "%d.%m.%Y", "%d-%b-%Y", "%Y-%m-%d"] {
                prop_assert_eq!(read_date(&day.strftime(form).to_string(), Sense::Birth, TODAY), Ok(day));
            }
        }
    }
}
