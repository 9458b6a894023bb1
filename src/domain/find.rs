//! Finding anything by a few letters: what was typed, and how well a text answers it.
//!
//! Letters count in their order, with gaps; marks on letters and capitals do not count; figures are the end of a
//! reference. Every word typed must be found. Which texts are looked at is for the record, which keeps them few.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::text::{digits, fold};

/// What a reference that ends in the figures typed is worth beside letters that are merely found.
const ENDS: u32 = 400;

/// What was typed. Not `Debug`: it may be a name.
pub struct Query {
    atoms: Vec<String>,
    pattern: Pattern,
    matcher: Matcher,
}

impl Query {
    /// Reads what was typed.
    pub fn read(typed: &str) -> Self {
        let atoms: Vec<String> =
            typed.split_whitespace().map(fold).filter(|atom| !atom.is_empty() && atom != "?").collect();
        let text = atoms.join(" ");
        let pattern = Pattern::new(&text, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy);
        Self { atoms, pattern, matcher: Matcher::new(Config::DEFAULT) }
    }

    /// Its words, folded as names are compared.
    pub fn atoms(&self) -> &[String] {
        &self.atoms
    }

    /// How well a text with its reference answers; nothing when it does not.
    pub fn score(&mut self, reference: &str, text: &str) -> Option<u32> {
        if self.atoms.is_empty() {
            return None;
        }
        let folded = |text: &str| text.split_whitespace().map(fold).collect::<Vec<_>>().join(" ");
        let hay = format!("{} {}", fold(reference), folded(text));
        let mut letters = Vec::new();
        let score = self.pattern.score(Utf32Str::new(&hay, &mut letters), &mut self.matcher)?;
        let figures = digits(reference);
        let number = |atom: &String| atom.bytes().all(|byte| byte.is_ascii_digit());
        let ends = self.atoms.iter().any(|atom| number(atom) && figures.ends_with(atom.as_str()));
        Some(score + if ends { ENDS } else { 0 })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn letters_in_order_with_gaps_and_without_their_marks() {
        for (typed, reference, text, found) in [
            ("kshw", "LAN-26-0143", "Mary KERSHAW / Dean KERSHAW", true),
            ("zoe ang", "LAN-26-0144", "Zoë ÅNGSTRÖM", true),
            ("ang zoe", "LAN-26-0144", "Zoë ÅNGSTRÖM", true),
            ("143", "LAN-26-0143", "", true),
            ("26143", "LAN-26-0143", "", true),
            ("wahs", "LAN-26-0143", "Mary KERSHAW", false),
            ("mary okafor", "LAN-26-0143", "Mary KERSHAW", false),
            ("", "LAN-26-0143", "Mary KERSHAW", false),
        ] {
            assert_eq!(Query::read(typed).score(reference, text).is_some(), found, "{typed}");
        }
    }

    #[test]
    fn what_is_nearer_to_what_was_typed_comes_first() {
        let mut query = Query::read("kersh");
        let near = query.score("LAN-26-0001", "Mary KERSHAW");
        let far = query.score("LAN-26-0002", "Kate Ellis-Rashid SHah");
        assert!(near > far && far.is_some());
        let mut query = Query::read("143");
        assert!(query.score("LAN-26-0143", "") > query.score("LAN-26-1430", ""));
    }

    proptest! {
        #[test]
        fn anything_may_be_typed(typed in any::<String>(), text in any::<String>()) {
            let _ = Query::read(&typed).score(&text, &typed);
        }
    }
}
