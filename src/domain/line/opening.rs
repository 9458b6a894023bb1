//! What stands before the agency and says nothing of its own: a bullet, the word "action", a number in a list, and the
//! date where somebody said that first.

use super::due::{self, Reader};
use super::head;
use super::lexicon::Lexicon;
use super::moment::Moment;
use super::token::{Words, lowered};

/// Words of a date at the beginning of a line, at most.
const DATE_WORDS: usize = 5;

/// The line from its agency on, when something stands before it that can be left out; the date goes to the end.
pub(super) fn without(line: &str, lexicon: &Lexicon, moment: &Moment<'_>) -> Option<String> {
    let begins = |rest: &str| head::read(rest, &lowered(rest), lexicon);
    let trimmed = line.trim();
    let rest = trimmed.trim_start_matches(['*', '-', '\u{2022}', '@', '>', '\u{2013}']).trim_start();
    let rest =
        named(rest).or_else(|| listed(rest).filter(|rest| begins(rest).is_some_and(|head| head.marked)));
    let rest = rest.unwrap_or_else(|| {
        trimmed.trim_start_matches(['*', '-', '\u{2022}', '@', '>', '\u{2013}']).trim_start()
    });
    if rest.len() < trimmed.len() && begins(rest).is_some() {
        return Some(rest.to_owned());
    }
    dated(rest, lexicon, moment).filter(|line| begins(line).is_some())
}

/// What follows "action:" or "action", but no number.
fn named(line: &str) -> Option<&str> {
    let (word, rest) = line.split_at_checked(6)?;
    let rest = rest.strip_prefix(['s', 'S']).unwrap_or(rest);
    let apart = rest.starts_with([' ', ':', '-']);
    let rest = rest.trim_start_matches([' ', ':', '-']);
    (word.eq_ignore_ascii_case("action") && apart && !rest.starts_with(|c: char| c.is_ascii_digit()))
        .then_some(rest)
}

/// What follows "1." or "1)".
fn listed(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let figures = line.len() - rest.len();
    if (1..=3).contains(&figures) { Some(rest.strip_prefix(['.', ')'])?.trim_start()) } else { None }
}

/// "by fri: hsg locks" as "hsg locks by fri".
fn dated(line: &str, lexicon: &Lexicon, moment: &Moment<'_>) -> Option<String> {
    let low = lowered(line);
    let words = Words::cut(line, &low);
    (1..=DATE_WORDS.min(words.len().saturating_sub(1))).find_map(|count| {
        let rest = words.from(line, count);
        head::read(rest, &lowered(rest), lexicon)?;
        let date = words.typed(line, &(0..count));
        let below = lowered(date);
        let date_words = Words::cut(date, &below);
        due::whole(Reader { words: &date_words, lexicon, moment })?;
        let parted = words.get(count - 1).is_some_and(|last| !last.close.is_empty());
        let led = matches!(date_words.low(0), "by" | "before" | "within" | "until" | "til");
        (parted || led).then(|| format!("{} {date}", rest.trim_end_matches(['.', ' '])))
    })
}
