//! Comparing what is typed with the area's phrases: case, apostrophes, spacing and `&` for `and` do not count.
//!
//! A phrase is folded once, when the lexicon is made; the typed side is compared as it stands (in small letters),
//! so that nothing is built at a key.

use std::iter::Peekable;
use std::str::CharIndices;

/// A phrase in small letters, without apostrophes, single-spaced, `&` as `and`.
pub(super) fn folded(phrase: &str) -> String {
    let mut out = String::with_capacity(phrase.len());
    for word in phrase.split_whitespace() {
        let start = out.len();
        let gap = if start > 0 { 1 } else { 0 };
        if gap == 1 {
            out.push(' ');
        }
        if word == "&" {
            out.push_str("and");
        } else {
            out.extend(word.chars().filter(|c| !is_apostrophe(*c)).flat_map(char::to_lowercase));
        }
        if out.len() == start + gap {
            out.truncate(start);
        }
    }
    out
}

/// The bytes of `low` that the folded `phrase` takes from its beginning, where it ends at the end of a word.
pub(super) fn begins(low: &str, phrase: &str) -> Option<usize> {
    if phrase.is_empty() {
        return None;
    }
    let mut typed = low.char_indices().peekable();
    let mut wanted = phrase.chars().peekable();
    while let Some(want) = wanted.next() {
        while typed.next_if(|(_, c)| is_apostrophe(*c)).is_some() {}
        let (_, got) = typed.next()?;
        if want == ' ' {
            if !got.is_whitespace() {
                return None;
            }
            while typed.next_if(|(_, c)| c.is_whitespace()).is_some() {}
        } else if got == '&' && want == 'a' {
            if wanted.next() != Some('n') || wanted.next() != Some('d') {
                return None;
            }
        } else if got != want {
            return None;
        }
    }
    let taken = end_of(&mut typed, low);
    let rest = low.get(taken..)?;
    if ends_word(rest) { Some(taken) } else { None }
}

/// Whether the folded `phrase` stands anywhere in `low` as whole words.
pub(super) fn contains(low: &str, phrase: &str) -> bool {
    let mut before = ' ';
    for (at, c) in low.char_indices() {
        if !before.is_alphanumeric() && low.get(at..).is_some_and(|rest| begins(rest, phrase).is_some()) {
            return true;
        }
        before = c;
    }
    false
}

/// Whether the folded `phrase` is all that `low` says, spacing and closing punctuation apart.
pub(super) fn is_all(low: &str, phrase: &str) -> bool {
    let low = low.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | '!'));
    begins(low, phrase) == Some(low.len())
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '`')
}

fn end_of(typed: &mut Peekable<CharIndices<'_>>, low: &str) -> usize {
    typed.peek().map_or(low.len(), |(at, _)| *at)
}

/// A word ends before anything but a letter or digit; a hyphen or apostrophe with more after it joins
/// (`police-led` is not the police).
fn ends_word(rest: &str) -> bool {
    let mut chars = rest.chars();
    match chars.next() {
        Some(c) if c.is_alphanumeric() || c == '_' => false,
        Some(c) if c == '-' || is_apostrophe(c) => !chars.next().is_some_and(char::is_alphanumeric),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding() {
        assert_eq!(folded(" Children's  Social Care "), "childrens social care");
        assert_eq!(folded("Drug & Alcohol"), "drug and alcohol");
        assert_eq!(folded(" ' "), "");
    }

    #[test]
    fn beginnings_end_with_a_word() {
        assert_eq!(begins("children\u{2019}s  social care: x", "childrens social care"), Some(25));
        assert_eq!(begins("drug & alcohol", "drug and alcohol"), Some(14));
        assert_eq!(begins("pol/idva", "pol"), Some(3));
        assert_eq!(begins("policy", "pol"), None);
        assert_eq!(begins("police-led visit", "police"), None);
        assert_eq!(begins("police - visit", "police"), Some(6));
        assert_eq!(begins("police's", "police"), None);
        assert!(contains("a new address, please", "new address"));
        assert!(!contains("renew address", "new address"));
        assert!(is_all(" nothing known. ", "nothing known"));
        assert!(!is_all("nothing known yet", "nothing known"));
    }
}
