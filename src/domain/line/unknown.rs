//! A name at the head of a line, closed by a colon, that is no agency's: so that the area can say what it means.

use super::head;
use super::lexicon::Lexicon;
use super::token::lowered;

/// The longest such name, in words.
const WORDS: usize = 3;
/// Openings that are no agency's name.
const ORDINARY: &[&str] = &["note", "nb", "re", "background", "risk", "info", "information", "view", "late"];

/// The name at the head of `line` that means no agency; none when it names one, or nothing closes the name.
pub fn unknown_agency<'a>(line: &'a str, lexicon: &Lexicon) -> Option<&'a str> {
    let low = lowered(line);
    if let Some(head) = head::read(line, &low, lexicon) {
        return head.unread.and_then(|range| line.get(range)).map(str::trim);
    }
    let (name, rest) = line.split_once(':')?;
    let name = name.trim();
    let plain = |c: char| c.is_alphanumeric() || c == ' ' || matches!(c, '\'' | '\u{2019}' | '&' | '-');
    let named = name.chars().all(plain) && name.chars().any(char::is_alphabetic);
    let words = (1..=WORDS).contains(&name.split_whitespace().count());
    let ordinary = ORDINARY.iter().any(|word| name.eq_ignore_ascii_case(word));
    // A figure opens the number of an action, or a date.
    let figure = name.starts_with(|c: char| c.is_ascii_digit());
    (named && words && !ordinary && !figure && !rest.trim().is_empty()).then_some(name)
}
