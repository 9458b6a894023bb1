//! What is to be done: the words that are left, with the area's expansions and nothing else that was not typed.

use std::ops::Range;

use super::fold;
use super::lexicon::{Beneficiary, Lexicon};
use super::token::{Word, Words, is_dash};

/// The words outside `removed` as one text, single-spaced and expanded.
pub(super) fn compose(words: &Words<'_>, removed: &Range<usize>, lexicon: &Lexicon) -> String {
    let kept = |at: usize| if removed.contains(&at) { "" } else { words.low(at) };
    let mut out = String::with_capacity(words.all().iter().map(|word| word.whole.len() + 8).sum());
    let bracketed = words.get(removed.start).is_some_and(|word| !word.open.is_empty());
    for (at, word) in words.all().iter().enumerate() {
        if removed.contains(&at) {
            // What closed the removed phrase closes the word before it, if that has nothing of its own.
            if at + 1 == removed.end && !out.is_empty() && !bracketed && joins(word.close, &out) {
                out.push_str(word.close);
            }
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        let before = at.checked_sub(1).map_or("", kept);
        out.push_str(word.open);
        out.push_str(expanded(word, before, kept(at + 1), lexicon));
        out.push_str(word.close);
    }
    tidy(&mut out);
    out
}

fn joins(moved: &str, out: &str) -> bool {
    matches!(moved, "," | ";" | "." | ":" | ")") && !out.ends_with([',', ';', '.', ':', ')'])
}

fn expanded<'a>(word: &Word<'a>, before: &str, after: &str, lexicon: &'a Lexicon) -> &'a str {
    let found = lexicon.parts().expansions.iter().find(|expansion| {
        expansion.typed == word.low
            && !expansion.unless_after.iter().any(|known| known == before)
            && !expansion.unless_before.iter().any(|known| known == after)
    });
    found.map_or(word.core, |expansion| expansion.shown.as_str())
}

/// Without the punctuation that a removed phrase leaves at either end.
fn tidy(out: &mut String) {
    let end =
        out.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '\u{2013}'));
    out.truncate(end.len());
    if out.ends_with('.') && !out.ends_with("..") {
        out.pop();
    }
    let start = out.len() - out.trim_start_matches(|c: char| c.is_whitespace() || ",;:.-".contains(c)).len();
    out.drain(..start);
}

/// `for victim` at the end of the words up to `end`: whom it means and where it begins. Only words of the area's
/// closed list count, joined by "and", `&`, `+` or commas.
pub(super) fn beneficiaries(
    words: &Words<'_>,
    end: usize,
    lexicon: &Lexicon,
) -> Option<(Vec<Beneficiary>, usize)> {
    let mut found = Vec::new();
    let mut at = end;
    while let Some(before) = at.checked_sub(1) {
        let low = words.low(before);
        if low == "for" {
            found.reverse();
            return if found.is_empty() { None } else { Some((found, before)) };
        }
        let joiner = matches!(low, "and" | "&" | "+" | "the") && !found.is_empty();
        if !joiner {
            for part in low.rsplit(['+', '&', '/']) {
                found.push(lexicon.beneficiary(part)?);
            }
        }
        if is_dash(low) {
            return None;
        }
        at = before;
    }
    None
}

/// The feedback phrase `text` begins with, as a length in bytes.
pub(super) fn feedback(low: &str, lexicon: &Lexicon) -> Option<usize> {
    lexicon.parts().feedback.iter().find_map(|phrase| fold::begins(low, phrase))
}

/// Whether `low` begins with a standing phrase or, `anywhere`, has one in it.
pub(super) fn is_standing(low: &str, anywhere: bool, lexicon: &Lexicon) -> bool {
    lexicon.parts().standing.iter().any(|phrase| {
        if anywhere { fold::contains(low, phrase) } else { fold::begins(low, phrase).is_some() }
    })
}
