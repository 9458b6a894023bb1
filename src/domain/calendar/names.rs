//! What months and weekdays are called, written out or cut short, in either case.

use jiff::civil::Weekday;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// Spellings of a weekday that are not its beginning.
const ODD_WEEKDAYS: [(&str, Weekday); 1] = [("weds", Weekday::Wednesday)];

/// The month, 1 to 12, that `text` names: at least its first three letters and nothing else (`nov`, `Sept`,
/// `NOVEMBER`).
pub fn month_named(text: &str) -> Option<i8> {
    let at = MONTHS.iter().position(|name| begins(name, text))?;
    i8::try_from(at + 1).ok()
}

/// The month that `text` means with a slip of the finger in it: five letters or more, two of them wrong at most, and
/// the first right (`Novemeber`, `Febuary`). Our default; a shorter word could be anything.
pub(super) fn month_nearly(text: &str) -> Option<i8> {
    let word = text.to_ascii_lowercase();
    let near = |name: &str| name.get(..1) == word.get(..1) && strsim::osa_distance(name, &word) <= 2;
    let at = MONTHS.iter().position(|name| word.len() >= 5 && name.len() >= 5 && near(name))?;
    i8::try_from(at + 1).ok()
}

/// The weekday that `text` names: at least its first three letters and nothing else (`tue`, `Tues`, `weds`).
pub fn weekday_named(text: &str) -> Option<Weekday> {
    let odd = ODD_WEEKDAYS.iter().find(|(name, _)| name.eq_ignore_ascii_case(text));
    odd.or_else(|| WEEKDAYS.iter().find(|(name, _)| begins(name, text))).map(|(_, weekday)| *weekday)
}

fn begins(name: &str, text: &str) -> bool {
    text.len() >= 3 && name.get(..text.len()).is_some_and(|start| start.eq_ignore_ascii_case(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_beginnings() {
        assert_eq!(month_named("Sept"), Some(9));
        assert_eq!(month_named("MAY"), Some(5));
        assert_eq!(month_named("ma"), None);
        assert_eq!(month_named("novembers"), None);
        assert_eq!(month_nearly("Novemeber"), Some(11));
        assert_eq!(month_nearly("Febuary"), Some(2));
        assert_eq!(month_nearly("septic tank"), None);
        assert_eq!(month_nearly("morning"), None);
        assert_eq!(weekday_named("thurs"), Some(Weekday::Thursday));
        assert_eq!(weekday_named("Weds"), Some(Weekday::Wednesday));
        assert_eq!(weekday_named("frid\u{e9}"), None);
    }
}
