//! Which way text runs: Latin from left to right, Arabic and Hebrew from right to left, figures in either from left to
//! right (the Unicode Bidirectional Algorithm, UAX 9).
//!
//! A paragraph runs from right to left when every letter of it that has a direction does; a name in Arabic script
//! within English words does not turn the words around.

use std::ops::Range;

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

/// The level of every byte of a text: even runs to the right, odd to the left.
pub struct Levels(Option<Vec<Level>>);

impl Levels {
    /// The levels of a text that may have several paragraphs, divided by line feeds.
    pub fn of(text: &str) -> Self {
        if !text.chars().any(turns) {
            return Self(None);
        }
        let base = if runs_left(text) { Level::rtl() } else { Level::ltr() };
        Self(Some(BidiInfo::new(text, Some(base)).levels))
    }

    /// The level at a byte.
    pub fn at(&self, byte: usize) -> u8 {
        self.0.as_ref().and_then(|levels| levels.get(byte)).map_or(0, Level::number)
    }

    /// A range cut where the level changes.
    pub fn stretches(&self, range: Range<usize>) -> Vec<(Range<usize>, u8)> {
        let Some(levels) = self.0.as_ref().and_then(|levels| levels.get(range.clone())) else {
            return vec![(range.clone(), self.at(range.start))];
        };
        let mut start = range.start;
        let mut cut = Vec::new();
        for stretch in levels.chunk_by(|one, other| one == other) {
            let end = start + stretch.len();
            cut.push((start..end, stretch.first().map_or(0, Level::number)));
            start = end;
        }
        cut
    }
}

/// Whether a text runs from right to left as a whole.
pub fn runs_left(text: &str) -> bool {
    let mut left = false;
    for letter in text.chars() {
        match bidi_class(letter) {
            BidiClass::L => return false,
            BidiClass::R | BidiClass::AL => left = true,
            _ => {}
        }
    }
    left
}

/// The order in which stretches of these levels stand from left to right.
pub fn order(levels: &[u8]) -> Vec<usize> {
    if levels.iter().all(|level| *level == 0) {
        return (0..levels.len()).collect();
    }
    let levels: Vec<Level> =
        levels.iter().map(|&level| Level::new(level).unwrap_or_else(|_| Level::ltr())).collect();
    BidiInfo::reorder_visual(&levels)
}

/// Whether a level runs from right to left.
pub const fn is_left(level: u8) -> bool {
    level % 2 == 1
}

/// Letters of scripts that run from right to left, their marks and figures included.
fn turns(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_does_not_turn_the_words_around_it() {
        assert!(runs_left("محمد علی") && runs_left("(محمد) 12"));
        assert!(!runs_left("known as محمد") && !runs_left("محمد, his brother") && !runs_left("12 – 13"));
    }

    #[test]
    fn stretches_are_cut_where_the_direction_changes() {
        let text = "to محمد.";
        let levels = Levels::of(text);
        assert_eq!(levels.stretches(0..text.len()), [(0..3, 0), (3..11, 1), (11..12, 0)]);
        assert_eq!(levels.stretches(1..2), [(1..2, 0)]);
        assert_eq!(Levels::of("plain").stretches(0..5), [(0..5, 0)]);
        assert_eq!(order(&[0, 1, 2, 1, 0]), [0, 3, 2, 1, 4]);
    }
}
