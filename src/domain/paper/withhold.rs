//! Words that must not stand in a paper, found in running text however they are spaced, cased or accented.
//!
//! The facts of a paper are narrowed first; this is for what people wrote into their sentences all the same: a new address
//! in a note, the name of a party of a case that the reader is kept out of. What is found is replaced in the text itself.

use std::collections::BTreeMap;

use crate::domain::text::fold;

/// Words to be found, and what stands in their place.
#[derive(Debug, Clone, Default)]
pub struct Withholding {
    /// By the first word folded: the whole run together, and the label put in its place.
    by_first: BTreeMap<char, Vec<(String, String)>>,
}

/// A word of a text: where it stands, and folded.
struct Word {
    from: usize,
    to: usize,
    folded: String,
}

/// Runs shorter than this are not looked for: they would be found everywhere.
const LEAST: usize = 5;

impl Withholding {
    /// Nothing is withheld.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }

    /// Withholds a text as a whole; one of fewer than five letters and digits is not looked for.
    pub fn add(&mut self, text: &str, label: &str) {
        let run: String = words(text).into_iter().map(|word| word.folded).collect();
        let Some(first) = run.chars().next().filter(|_| run.chars().count() >= LEAST) else { return };
        let known = self.by_first.entry(first).or_default();
        if known.iter().all(|(other, _)| *other != run) {
            known.push((run, label.to_owned()));
            known.sort_by_key(|(run, _)| std::cmp::Reverse(run.len()));
        }
    }

    /// Withholds an address or number: as a whole, the line of the house, and the postcode.
    pub fn add_contact(&mut self, value: &str, label: &str) {
        self.add(value, label);
        for part in value.split([',', '\n', ';']) {
            if part.chars().any(|letter| letter.is_ascii_digit()) {
                self.add(part, label);
                let last: Vec<&str> = part.split_whitespace().collect();
                if let [.., out, inward] = last.as_slice()
                    && is_postcode(out, inward)
                {
                    self.add(&format!("{out}{inward}"), label);
                }
            }
        }
    }

    /// Withholds a name, forename first or last.
    pub fn add_name(&mut self, forename: &str, surname: &str, label: &str) {
        if !forename.trim().is_empty() && !surname.trim().is_empty() {
            self.add(&format!("{forename} {surname}"), label);
            self.add(&format!("{surname} {forename}"), label);
        }
    }

    /// The text without what is withheld, and how often something was; nothing when nothing is.
    pub fn applied(&self, text: &str) -> Option<(String, usize)> {
        if self.is_empty() {
            return None;
        }
        let words = words(text);
        let (mut out, mut from, mut found, mut at) = (String::new(), 0, 0, 0);
        while let Some(word) = words.get(at) {
            match self.at(words.get(at..).unwrap_or_default()) {
                Some((count, label)) => {
                    let end = words.get(at + count - 1).map_or(word.to, |last| last.to);
                    out.push_str(text.get(from..word.from).unwrap_or_default());
                    out.push_str(label);
                    (from, found, at) = (end, found + 1, at + count);
                }
                None => at += 1,
            }
        }
        out.push_str(text.get(from..).unwrap_or_default());
        (found > 0).then_some((out, found))
    }

    /// Whether a run begins with these words: how many words it takes, and its label.
    fn at(&self, words: &[Word]) -> Option<(usize, &str)> {
        let first = words.first()?.folded.chars().next()?;
        self.by_first.get(&first)?.iter().find_map(|(run, label)| {
            let mut rest = run.as_str();
            for (count, word) in (1..).zip(words) {
                rest = rest.strip_prefix(word.folded.as_str())?;
                if rest.is_empty() {
                    return Some((count, label.as_str()));
                }
            }
            None
        })
    }
}

/// The words of a text: stretches of letters and digits.
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open: Option<usize> = None;
    let mut close = |from: usize, to: usize| {
        let folded: String = fold(text.get(from..to).unwrap_or_default());
        let folded: String = folded.chars().filter(|letter| letter.is_alphanumeric()).collect();
        if !folded.is_empty() {
            words.push(Word { from, to, folded });
        }
    };
    for (at, letter) in text.char_indices() {
        let inside = letter.is_alphanumeric() || is_mark(letter);
        match (inside, open) {
            (true, None) => open = Some(at),
            (false, Some(from)) => {
                close(from, at);
                open = None;
            }
            _ => {}
        }
    }
    if let Some(from) = open {
        close(from, text.len());
    }
    words
}

/// Marks that stand on the letter before them.
const fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36F}')
}

/// The two halves of a postcode as they are written in the United Kingdom.
fn is_postcode(out: &str, inward: &str) -> bool {
    let starts = out.chars().next().is_some_and(|letter| letter.is_ascii_alphabetic());
    let ends = inward.chars().next().is_some_and(|letter| letter.is_ascii_digit());
    starts && ends && (2..=4).contains(&out.len()) && inward.len() == 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_found_however_it_is_written() {
        let mut held = Withholding::new();
        held.add_contact("12 Rose Lane, Lancaster LA1 4XY", "[kept off papers]");
        let table = [
            (
                "moved to 12 Rose Lane, Lancaster LA1 4XY last week",
                Some("moved to [kept off papers] last week"),
            ),
            ("now at 12, ROSE  lane.", Some("now at [kept off papers].")),
            ("school near LA14XY", Some("school near [kept off papers]")),
            ("112 Rose Lane", None),
            ("12 Rose Lanes", None),
            ("Rose Lane", None),
        ];
        for (text, left) in table {
            assert_eq!(held.applied(text).map(|(text, _)| text).as_deref(), left, "{text}");
        }
    }

    #[test]
    fn a_number_and_a_name_are_found_spaced_and_accented_otherwise() {
        let mut held = Withholding::new();
        held.add_contact("07700 900 123", "[number]");
        held.add_name("Zoë", "Łucka", "Victim 1");
        assert_eq!(held.applied("ring 0770 0900123 at 9").unwrap().0, "ring [number] at 9");
        assert_eq!(held.applied("LUCKA, Zoe said").unwrap(), ("Victim 1 said".to_owned(), 1));
        assert_eq!(held.applied("Zoe said"), None);
    }

    #[test]
    fn what_would_be_found_everywhere_is_not_looked_for() {
        let mut held = Withholding::new();
        held.add("12", "x");
        held.add_name("", "Smith", "x");
        assert!(held.is_empty());
    }
}
