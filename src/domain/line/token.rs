//! A line cut into words, with their punctuation beside them.
//!
//! Words borrow from the line and from its copy in small letters, which has the same byte positions. A phrase of
//! several words is read with [`Words::next`], which does not look past a comma.

/// One word of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'a> {
    /// The byte of the line at which it begins, punctuation included.
    pub at: usize,
    /// With its punctuation, as typed.
    pub whole: &'a str,
    /// Without it, as typed.
    pub core: &'a str,
    /// Without it, in small letters.
    pub low: &'a str,
    /// Opening punctuation.
    pub open: &'a str,
    /// Closing punctuation.
    pub close: &'a str,
}

/// The words of a line, in order.
#[derive(Clone, Debug)]
pub(super) struct Words<'a>(Vec<Word<'a>>);

/// Small letters at the same byte positions (beyond ASCII, letters stay as they are).
pub(super) fn lowered(line: &str) -> String {
    line.to_ascii_lowercase()
}

/// Whether a word is a dash standing alone.
pub(super) fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "--" | "\u{2013}" | "\u{2014}")
}

impl<'a> Words<'a> {
    /// Cuts `line`; `low` is the same text from [`lowered`].
    pub fn cut(line: &'a str, low: &'a str) -> Self {
        let start = line.as_ptr().addr();
        let words = line.split_whitespace().filter_map(|whole| {
            let at = whole.as_ptr().addr().checked_sub(start)?;
            let opened = whole.trim_start_matches(['(', '[', '"']);
            let core = opened.trim_end_matches([',', ';', '.', ':', ')', ']', '!', '?', '"']);
            // Punctuation alone is a word of its own.
            let (open, core) =
                if core.is_empty() { ("", whole) } else { (whole.get(..whole.len() - opened.len())?, core) };
            let end = open.len() + core.len();
            Some(Word {
                at,
                whole,
                core,
                low: low.get(at + open.len()..at + end)?,
                open,
                close: whole.get(end..).unwrap_or(""),
            })
        });
        Self(words.collect())
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The words themselves.
    pub fn all(&self) -> &[Word<'a>] {
        &self.0
    }

    /// The last word.
    pub fn last(&self) -> Option<&Word<'a>> {
        self.0.last()
    }

    /// The word at `at`.
    pub fn get(&self, at: usize) -> Option<&Word<'a>> {
        self.0.get(at)
    }

    /// The word at `at` in small letters; nothing past the end.
    pub fn low(&self, at: usize) -> &'a str {
        self.get(at).map_or("", |word| word.low)
    }

    /// The word at `at` in small letters, if the one before it runs on into it.
    pub fn next(&self, at: usize) -> &'a str {
        let joined = at.checked_sub(1).and_then(|before| self.get(before)).is_none_or(|w| w.close.is_empty());
        if joined && self.get(at).is_some_and(|word| word.open.is_empty()) { self.low(at) } else { "" }
    }

    /// The position after `phrase`, if its words stand at `at` without punctuation between them.
    pub fn phrase(&self, at: usize, phrase: &[&str]) -> Option<usize> {
        let (first, rest) = phrase.split_first()?;
        let matches = self.low(at) == *first
            && rest.iter().enumerate().all(|(step, word)| self.next(at + 1 + step) == *word);
        if matches { Some(at + phrase.len()) } else { None }
    }

    /// Whether a clause ends before the word at `at`: the line ends, punctuation or a dash stands there.
    pub fn clause_ends(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|before| self.get(before)) else { return true };
        !before.close.is_empty()
            || self.get(at).is_none_or(|next| is_dash(next.low) || next.open.contains('('))
    }

    /// The line from the word at `at` on, as typed; nothing past the end.
    pub fn from<'l>(&self, line: &'l str, at: usize) -> &'l str {
        self.get(at).and_then(|word| line.get(word.at..)).unwrap_or("")
    }

    /// The words of `range`, as typed in `line`.
    pub fn typed<'l>(&self, line: &'l str, range: &std::ops::Range<usize>) -> &'l str {
        let first = self.get(range.start);
        let last = range.end.checked_sub(1).and_then(|last| self.get(last));
        let ends =
            first.zip(last).map(|(first, last)| first.at..last.at + last.whole.len() - last.close.len());
        ends.and_then(|ends| line.get(ends)).unwrap_or("")
    }

    /// Drops the words from `at` on.
    pub fn truncate(&mut self, at: usize) {
        self.0.truncate(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn punctuation_stands_beside() {
        let line = "Visit (before 2/12), see CH. -";
        let low = lowered(line);
        let words = Words::cut(line, &low);
        let cores: Vec<_> = words.all().iter().map(|word| (word.open, word.core, word.close)).collect();
        assert_eq!(
            cores,
            [
                ("", "Visit", ""),
                ("(", "before", ""),
                ("", "2/12", "),"),
                ("", "see", ""),
                ("", "CH", "."),
                ("", "-", "")
            ]
        );
        assert_eq!(words.phrase(1, &["before", "2/12"]), Some(3));
        assert_eq!(words.phrase(2, &["2/12", "see"]), None);
        assert!(words.clause_ends(3) && words.clause_ends(1) && !words.clause_ends(2));
    }

    proptest! {
        #[test]
        fn no_letter_is_lost(line in "[ a-zA-Z0-9(),.;:!?é'/&+-]{0,40}") {
            let low = lowered(&line);
            let words = Words::cut(&line, &low);
            for word in words.all() {
                prop_assert_eq!(format!("{}{}{}", word.open, word.core, word.close), word.whole);
                prop_assert_eq!(word.core.to_ascii_lowercase(), word.low);
            }
            prop_assert_eq!(words.len(), line.split_whitespace().count());
        }
    }
}
