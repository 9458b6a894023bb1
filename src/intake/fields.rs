//! What single cells mean: yes and no, counts, ages, a Dash count or a grade, gender, names, telephone numbers.
//!
//! Each function takes a cleaned cell that is not blank. `Ok(None)` is "not known", said in words; an error is a
//! [`Fault`], and the field is set aside.

use jiff::civil::Date;

use crate::domain::calendar::{DateError, Expect, read_date};
use crate::domain::people::Gender;
use crate::domain::referral::DASH_ITEMS;
use crate::domain::text::{digits, fold};

/// What is wrong with a cell and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub way_forward: &'static str,
}

impl Fault {
    /// A fault.
    pub fn new(what: impl Into<String>, way_forward: &'static str) -> Self {
        Self { what: what.into(), way_forward }
    }
}

/// Words for "not known", folded.
const UNKNOWN: &[&str] = &[
    "unknown",
    "notknown",
    "nk",
    "na",
    "notapplicable",
    "notrecorded",
    "notgiven",
    "notdisclosed",
    "notsaid",
    "prefernottosay",
    "refused",
    "tbc",
    "dontknow",
    "dk",
    "notasked",
    "unsure",
    "unable",
    "willnotname",
    "unidentified",
];
const YES: &[&str] = &["yes", "y", "true", "t", "1", "x", "tick", "ticked", "yeah", "ja"];
const NO: &[&str] = &["no", "n", "false", "f", "0", "none", "non"];
const FEMALE: &[&str] = &["female", "f", "woman", "w", "girl", "fem"];
const MALE: &[&str] = &["male", "m", "man", "boy"];
const ANOTHER: &[&str] =
    &["nonbinary", "nb", "other", "another", "x", "enby", "genderfluid", "agender", "intersex"];
const NONE: &[&str] = &["none", "nil", "no", "zero"];
const GRADES: &[(&str, &str)] = &[
    ("standard", "standard"),
    ("std", "standard"),
    ("medium", "medium"),
    ("med", "medium"),
    ("high", "high"),
    ("veryhigh", "very high"),
];

/// Most children, call-outs or years that are believed (our default); more is a slip of the pen.
const MOST_CHILDREN: u32 = 30;
const MOST_CALL_OUTS: u32 = 999;
const OLDEST_IN_HOUSEHOLD: u8 = 30;

/// Whether a cell says that something is not known, or nothing but a dash.
pub fn unknown(cell: &str) -> bool {
    let folded = fold(cell).replace('?', "");
    folded.is_empty() && !cell.contains(['✓', '✔', '☑', '✗', '✘']) || UNKNOWN.contains(&folded.as_str())
}

/// Yes or no in the words lists use.
///
/// # Errors
/// When it is neither.
pub fn yes_no(cell: &str) -> Result<Option<bool>, Fault> {
    let folded = fold(cell);
    let word = folded.as_str();
    if unknown(cell) {
        Ok(None)
    } else if YES.contains(&word) || cell.contains(['✓', '✔', '☑']) {
        Ok(Some(true))
    } else if NO.contains(&word) || cell.contains(['✗', '✘']) {
        Ok(Some(false))
    } else {
        Err(Fault::new("is neither yes nor no", "write yes, no, or leave it blank"))
    }
}

/// Gender.
///
/// # Errors
/// When the word is not known.
pub fn gender(cell: &str) -> Result<Option<Gender>, Fault> {
    let word = fold(cell);
    let table = [(FEMALE, Gender::Female), (MALE, Gender::Male), (ANOTHER, Gender::Another)];
    if unknown(cell) {
        return Ok(None);
    }
    let found =
        table.iter().find(|(words, _)| words.contains(&word.as_str())).map(|(_, gender)| Some(*gender));
    found.ok_or_else(|| Fault::new("is not read as a gender", "write female, male or another"))
}

/// A whole number, as `3`, `3.0` or `none`.
fn whole(cell: &str) -> Option<u32> {
    if NONE.contains(&fold(cell).as_str()) {
        return Some(0);
    }
    let bare = cell.split_once('.').filter(|(_, rest)| rest.bytes().all(|byte| byte == b'0'));
    bare.map_or(cell, |(whole, _)| whole).parse().ok()
}

fn count(cell: &str, most: u32) -> Result<Option<u32>, Fault> {
    if unknown(cell) {
        return Ok(None);
    }
    match whole(cell) {
        Some(number) if number <= most => Ok(Some(number)),
        Some(_) => Err(Fault::new(format!("above {most}"), "check the number with the referrer")),
        None => Err(Fault::new("is not a whole number", "write it in figures")),
    }
}

/// How many children.
///
/// # Errors
/// When it is no whole number or too many.
pub fn children(cell: &str) -> Result<Option<u32>, Fault> {
    count(cell, MOST_CHILDREN)
}

/// How many police call-outs.
///
/// # Errors
/// When it is no whole number or too many.
pub fn call_outs(cell: &str) -> Result<Option<u32>, Fault> {
    count(cell, MOST_CALL_OUTS)
}

/// What a risk cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Risk {
    /// "Yes" answers on the Dash checklist.
    Dash(u8),
    /// A grade in words; no count is made of it.
    Grade(&'static str),
}

/// A Dash count (`17`, `17/24`) or a grade.
///
/// # Errors
/// When it is neither, or more than the checklist has items.
pub fn risk(cell: &str) -> Result<Option<Risk>, Fault> {
    if unknown(cell) {
        return Ok(None);
    }
    let word = fold(cell);
    let bare = word.trim_end_matches("risk");
    if let Some((_, grade)) = GRADES.iter().find(|(known, _)| *known == bare) {
        return Ok(Some(Risk::Grade(grade)));
    }
    let (given, of) = cell.split_once('/').map_or((cell, None), |(given, of)| (given, Some(of.trim())));
    if of.is_some_and(|of| of != "24") {
        return Err(Fault::new("is not out of 24", "give the count on the 24-item checklist, or the grade"));
    }
    match whole(given.trim()).map(u8::try_from) {
        Some(Ok(count)) if count <= DASH_ITEMS => Ok(Some(Risk::Dash(count))),
        Some(_) => Err(Fault::new(
            format!("above {DASH_ITEMS}"),
            "some police forms number 27 questions; ask for the count on the 24-item checklist",
        )),
        None => Err(Fault::new(
            "is neither a count nor a grade",
            "give the count on the 24-item checklist, or the grade",
        )),
    }
}

/// Ages of children in whole years: `2, 9`, `4 and 7`, `6 months`. An unborn child has no age.
///
/// # Errors
/// When part of it is no age.
pub fn ages(cell: &str) -> Result<Option<Vec<u8>>, Fault> {
    if unknown(cell) || NONE.contains(&fold(cell).as_str()) {
        return Ok(None);
    }
    let fault = || Fault::new("is not a list of ages", "write ages in years with commas: 2, 9");
    let spaced = cell.to_lowercase().replace(" and ", ",").replace('&', ",");
    let mut ages = Vec::new();
    for part in spaced.split([',', ';', '/', '+', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        let number = digits(part);
        let unit: String = fold(part).chars().filter(|letter| letter.is_alphabetic()).collect();
        match unit.as_str() {
            "unborn" | "pregnant" | "due" => {}
            "" | "y" | "yr" | "yrs" | "year" | "years" | "yo" | "yearold" | "yearsold" => {
                ages.push(number.parse().ok().filter(|age| *age <= OLDEST_IN_HOUSEHOLD).ok_or_else(fault)?);
            }
            "m" | "mth" | "mths" | "month" | "months" | "monthsold" => {
                ages.push(number.parse::<u8>().map_err(|_| fault())? / 12);
            }
            "w" | "wk" | "wks" | "week" | "weeks" | "weeksold" | "newborn" | "baby" => ages.push(0),
            _ => return Err(fault()),
        }
    }
    Ok(Some(ages))
}

/// Telephone numbers, several with `/`, `;` or `or` between.
///
/// # Errors
/// When there is no number to ring in it.
pub fn telephones(cell: &str) -> Result<Option<Vec<String>>, Fault> {
    if unknown(cell) {
        return Ok(None);
    }
    let parts = cell.replace(" or ", "/");
    let numbers: Vec<String> = parts
        .split(['/', ';', ',', '\n'])
        .map(str::trim)
        .filter(|part| digits(part).len() >= 6)
        .map(str::to_owned)
        .collect();
    if numbers.is_empty() {
        return Err(Fault::new(
            "has no telephone number in it",
            "give a number, or move the note to \"safe to call\"",
        ));
    }
    Ok(Some(numbers))
}

/// Several entries with `,`, `;` or line ends between.
pub fn several(cell: &str) -> Vec<&str> {
    name(cell).split([',', ';', '\n']).map(str::trim).filter(|entry| !entry.is_empty()).collect()
}

/// Dates of birth, several with `,`, `;` or `and` between.
///
/// # Errors
/// When one of them is no date of birth.
pub fn births(cell: &str, today: Date) -> Result<Option<Vec<Date>>, Fault> {
    if unknown(cell) {
        return Ok(None);
    }
    let listed = cell.replace(" and ", ";").replace(" or ", ";");
    // A comma may also stand inside a date: "9 November, 1992".
    let whole = read_date(&listed, Expect::PartyBirth, today).map(|date| vec![date]);
    let each = || {
        let entries = listed.split([';', ',', '\n']).map(str::trim).filter(|entry| !entry.is_empty());
        entries.map(|entry| read_date(entry, Expect::PartyBirth, today)).collect::<Result<Vec<Date>, _>>()
    };
    let fault =
        |error: DateError| Fault::new(error.what(), "write them as day/month/year: 23/10/1992, 23/10/1993");
    whole.or_else(|_| each()).map(Some).map_err(fault)
}

/// A name, or nothing where a word stands for nobody (`unknown`, `tbc`).
pub fn name(cell: &str) -> &str {
    if unknown(cell) { "" } else { cell }
}

/// Other names, several with `,`, `;` or `/` between.
pub fn aliases(cell: &str) -> Vec<&str> {
    name(cell).split([',', ';', '/']).map(str::trim).filter(|alias| !unknown(alias)).collect()
}

/// A whole name in one cell: `KERSHAW, Mary`, or the last word as surname (leading capitals do not matter).
pub fn whole_name(cell: &str) -> (&str, &str) {
    let cell = name(cell);
    match cell.split_once(',') {
        Some((surname, forename)) => (forename.trim(), surname.trim()),
        None => cell.rsplit_once(' ').unwrap_or(("", cell)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn yes_and_no_in_the_words_lists_use() {
        for (cell, expected) in [
            ("TRUE", Some(true)),
            ("Y", Some(true)),
            ("yes", Some(true)),
            ("✓", Some(true)),
            ("N", Some(false)),
            ("No", Some(false)),
            ("not known", None),
            ("-", None),
            ("?", None),
        ] {
            assert_eq!(yes_no(cell), Ok(expected), "{cell}");
        }
        assert!(yes_no("perhaps").is_err());
    }

    #[test]
    fn a_dash_count_is_out_of_24_and_a_grade_is_no_count() {
        for (cell, expected) in [
            ("0", Some(Risk::Dash(0))),
            ("24", Some(Risk::Dash(24))),
            ("17/24", Some(Risk::Dash(17))),
            ("17.0", Some(Risk::Dash(17))),
            ("High risk", Some(Risk::Grade("high"))),
            ("n/k", None),
        ] {
            assert_eq!(risk(cell), Ok(expected), "{cell}");
        }
        assert_eq!(risk("27").unwrap_err().what, "above 24");
        assert_eq!(risk("300").unwrap_err().what, "above 24");
        assert!(risk("17/27").is_err() && risk("-3").is_err() && risk("lots").is_err());
    }

    #[test]
    fn ages_in_years() {
        for (cell, expected) in [
            ("15, 3, 0, 11", vec![15, 3, 0, 11]),
            ("8", vec![8]),
            ("4 and 7yrs", vec![4, 7]),
            ("6 months & 2", vec![0, 2]),
            ("18 months", vec![1]),
            ("3, unborn", vec![3]),
        ] {
            assert_eq!(ages(cell), Ok(Some(expected)), "{cell}");
        }
        assert!(ages("teenagers").is_err() && ages("2009").is_err());
    }

    #[test]
    fn names_and_numbers() {
        assert_eq!(whole_name("KERSHAW, Mary Ann"), ("Mary Ann", "KERSHAW"));
        assert_eq!(whole_name("Mary Ann Kershaw"), ("Mary Ann", "Kershaw"));
        assert_eq!((whole_name("Maz"), whole_name("not known")), (("", "Maz"), ("", "")));
        let two = vec!["07700 900665".to_owned(), "01632 960001".to_owned()];
        assert_eq!(
            telephones("07700 900665 / 01632 960001 (mum)").map(|found| found.map(|found| found.len())),
            Ok(Some(2))
        );
        assert_eq!(telephones("07700 900665 or 01632 960001"), Ok(Some(two)));
        assert!(telephones("via sister").is_err());
        assert_eq!(aliases("known as Grace; Mary Jones"), ["known as Grace", "Mary Jones"]);
        assert_eq!(aliases("n/k"), [""; 0]);
    }

    proptest! {
        #[test]
        fn any_cell_is_read_or_refused(cell in any::<String>()) {
            let _ = (yes_no(&cell), gender(&cell), children(&cell), call_outs(&cell));
            let _ = (ages(&cell), telephones(&cell), whole_name(&cell));
            if let Ok(Some(Risk::Dash(count))) = risk(&cell) {
                prop_assert!(count <= DASH_ITEMS);
            }
        }
    }
}
