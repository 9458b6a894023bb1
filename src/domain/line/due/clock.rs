//! Times of day: `2pm`, `14:00`, `9.30`, `noon`, `cop`.

use jiff::civil::Time;

use super::super::token::Words;

const NAMED: &[(&[&str], i8, i8)] = &[
    (&["12", "noon"], 12, 0),
    (&["noon"], 12, 0),
    (&["midday"], 12, 0),
    (&["midnight"], 23, 59),
    // Our default for when a working day begins.
    (&["first", "thing"], 9, 0),
];

const CLOSE: &[&[&str]] = &[
    &["cop"],
    &["cob"],
    &["eod"],
    &["close"],
    &["close", "of", "play"],
    &["close", "of", "business"],
    &["end", "of", "play"],
    &["end", "of", "day"],
    &["end", "of", "the", "day"],
];

/// Parts of a day, only after the day itself: the last moment of the morning is noon (our default), that of the
/// rest of the day is close of play.
const MORNING: &[&str] = &["am", "morning"];
const REST: &[&str] = &["pm", "afternoon", "aft"];

/// Whether a word is a part of a day.
pub(super) fn is_part_of_day(word: &str) -> bool {
    MORNING.contains(&word) || REST.contains(&word)
}

/// The time at `at` and the position after it.
pub(super) fn time_at(words: &Words<'_>, at: usize, close: Time) -> Option<(Time, usize)> {
    let closing = CLOSE.iter().filter_map(|phrase| words.phrase(at, phrase)).max();
    if let Some(end) = closing {
        return Some((close, end));
    }
    for (phrase, hour, minute) in NAMED {
        if let Some(end) = words.phrase(at, phrase) {
            return Some((civil(*hour, *minute)?, end));
        }
    }
    let low = words.low(at);
    let next = words.next(at + 1);
    if matches!(next, "am" | "pm" | "a.m" | "p.m")
        && let Some(time) = halved(low, next.starts_with('p'))
    {
        return Some((time, at + 2));
    }
    Some((written(low)?, at + 1))
}

/// `am`, `morning`, `pm` after a day.
pub(super) fn part_of_day(words: &Words<'_>, at: usize, close: Time) -> Option<(Time, usize)> {
    let next = words.next(at);
    if MORNING.contains(&next) {
        return Some((civil(12, 0)?, at + 1));
    }
    if REST.contains(&next) { Some((close, at + 1)) } else { None }
}

/// `1400`, after a day or a word that leads to a date; not where it could be a year.
pub(super) fn four_figures(low: &str) -> Option<Time> {
    let (hour, minute) = low.split_at_checked(2).filter(|_| low.len() == 4)?;
    if matches!(hour, "19" | "20") { None } else { civil(number(hour)?, number(minute)?) }
}

fn written(low: &str) -> Option<Time> {
    for (suffix, afternoon) in [("am", false), ("pm", true), ("a.m", false), ("p.m", true)] {
        if let Some(figures) = low.strip_suffix(suffix) {
            return halved(figures, afternoon);
        }
    }
    if let Some(figures) = low.strip_suffix("hrs").or_else(|| low.strip_suffix('h')) {
        // Four figures are a time of day; fewer are a length.
        let (hour, minute) = figures.split_at_checked(2).filter(|_| figures.len() == 4)?;
        return civil(number(hour)?, number(minute)?);
    }
    let (hour, minute) = split(low)?;
    civil(number(hour)?, number(minute)?)
}

/// A time on the twelve-hour clock, without its `am` or `pm`.
fn halved(figures: &str, afternoon: bool) -> Option<Time> {
    let (hour, minute) = split(figures).unwrap_or((figures, "0"));
    let hour = number(hour).filter(|hour| (1..=12).contains(hour))? % 12;
    civil(if afternoon { hour + 12 } else { hour }, number(minute)?)
}

fn split(figures: &str) -> Option<(&str, &str)> {
    figures.split_once([':', '.']).filter(|(_, minute)| minute.len() == 2)
}

fn number(text: &str) -> Option<i8> {
    let plain = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

fn civil(hour: i8, minute: i8) -> Option<Time> {
    Time::new(hour, minute, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::super::super::token::lowered;
    use super::*;
    use jiff::civil::time;

    #[test]
    fn times() {
        for (line, expected) in [
            ("2pm", Some((time(14, 0, 0, 0), 1))),
            ("2 PM", Some((time(14, 0, 0, 0), 2))),
            ("12am", Some((time(0, 0, 0, 0), 1))),
            ("12pm", Some((time(12, 0, 0, 0), 1))),
            ("2.30pm", Some((time(14, 30, 0, 0), 1))),
            ("14:00", Some((time(14, 0, 0, 0), 1))),
            ("9.30", Some((time(9, 30, 0, 0), 1))),
            ("1400hrs", Some((time(14, 0, 0, 0), 1))),
            ("12 noon", Some((time(12, 0, 0, 0), 2))),
            ("close of play", Some((time(17, 0, 0, 0), 3))),
            ("end of the day", Some((time(17, 0, 0, 0), 4))),
            ("24hrs", None),
            ("24:00", None),
            ("9.3", None),
            ("13pm", None),
            ("2", None),
            ("é:30", None),
        ] {
            let low = lowered(line);
            let words = Words::cut(line, &low);
            assert_eq!(time_at(&words, 0, time(17, 0, 0, 0)), expected, "{line}");
        }
    }
}
