//! Line breaking: text to lines no wider than a column.
//!
//! Lines are filled greedily, in the order in which they are read; which way each stretch runs is told by its level. A line may end at a blank, after a hyphen or dash between letters,
//! after a solidus between letters, and where the text says so; figures, dates and references such as
//! `LAN-26-0143` stay whole. A word wider than the column is broken between letters.

use unicode_segmentation::UnicodeSegmentation;

use super::atoms::{After, Atom, Bit, Span, atoms};
use super::bidi::{is_left, order};
use super::drawn::Glyph;
use super::page::ElementId;
use super::shape::{Piece, Shaper};
use crate::papers::fonts::Face;

/// Text of one face, one element and one direction on one line.
#[derive(Debug)]
pub struct Fragment {
    /// The face.
    pub face: Face,
    /// What it is part of.
    pub element: ElementId,
    /// Its level: odd runs from right to left.
    pub level: u8,
    /// Its letters, in the order they are read.
    pub text: String,
    /// Its glyphs, from left to right.
    pub glyphs: Vec<Glyph>,
    /// Sum of the advances.
    pub width: i32,
}

impl Fragment {
    /// Goes on with a piece of a word: to the right, or, where it runs to the left, before what there is.
    fn extend(&mut self, piece: &Piece) {
        let offset = self.text.len();
        self.text.push_str(&piece.text);
        let glyphs = piece.glyphs.iter().map(|glyph| Glyph { at: glyph.at + offset, ..*glyph });
        if is_left(self.level) {
            self.glyphs.splice(0..0, glyphs);
        } else {
            self.glyphs.extend(glyphs);
        }
        self.width += piece.width;
    }
}

/// A line.
#[derive(Debug, Default)]
pub struct Line {
    /// Its fragments, in the order they are read.
    pub fragments: Vec<Fragment>,
    /// Width in thousandths of the size.
    pub width: i32,
}

impl Line {
    /// The order of its fragments from left to right.
    pub fn order(&self) -> Vec<usize> {
        order(&self.fragments.iter().map(|fragment| fragment.level).collect::<Vec<_>>())
    }
}

/// Breaks spans into lines of at most `limit` thousandths of the size. Text that is all blank makes no line.
pub fn break_lines(shaper: &mut Shaper, spans: &[Span], limit: i32) -> Vec<Line> {
    let mut setter = Setter { limit, lines: Vec::new(), line: Line::default(), pending: None };
    for atom in atoms(shaper, spans) {
        setter.place(shaper, &atom);
    }
    setter.finish()
}

/// The width of spans set on one line each, the widest counting.
pub fn natural_width(shaper: &mut Shaper, spans: &[Span]) -> i32 {
    break_lines(shaper, spans, i32::MAX).iter().map(|line| line.width).max().unwrap_or_default()
}

/// The width of the widest stretch that is not broken.
pub fn widest_stretch(shaper: &mut Shaper, spans: &[Span]) -> i32 {
    atoms(shaper, spans).iter().map(|atom| atom.width).max().unwrap_or_default()
}

struct Setter {
    limit: i32,
    lines: Vec<Line>,
    line: Line,
    /// The blank owed before the next word.
    pending: Option<Bit>,
}

impl Setter {
    fn place(&mut self, shaper: &mut Shaper, atom: &Atom) {
        if !atom.bits.is_empty() {
            let blank = self.pending.as_ref().map_or(0, |blank| blank.word.width);
            if !self.line.fragments.is_empty()
                && self.line.width.saturating_add(blank).saturating_add(atom.width) > self.limit
            {
                self.end_line();
            }
            if let Some(blank) = self.pending.take() {
                self.add(&blank);
            }
            if atom.width > self.limit {
                self.place_broken(shaper, atom);
            } else {
                atom.bits.iter().for_each(|bit| self.add(bit));
            }
        }
        match &atom.after {
            After::Break => {}
            After::Blank(blank) => {
                if !self.line.fragments.is_empty() {
                    self.pending = Some(blank.clone());
                }
            }
            After::Feed => self.end_line(),
        }
    }

    /// Sets a word wider than the line, letter by letter.
    fn place_broken(&mut self, shaper: &mut Shaper, atom: &Atom) {
        for bit in &atom.bits {
            for piece in &bit.word.pieces {
                for letter in piece.text.graphemes(true) {
                    let word = shaper.word(letter, bit.strong, is_left(bit.level));
                    if !self.line.fragments.is_empty()
                        && self.line.width.saturating_add(word.width) > self.limit
                    {
                        self.end_line();
                    }
                    self.add(&Bit { word, ..bit.clone() });
                }
            }
        }
    }

    fn add(&mut self, bit: &Bit) {
        for piece in &bit.word.pieces {
            self.line.width = self.line.width.saturating_add(piece.width);
            match self.line.fragments.last_mut() {
                Some(last)
                    if (last.face, last.element, last.level) == (piece.face, bit.element, bit.level) =>
                {
                    last.extend(piece);
                }
                _ => self.line.fragments.push(Fragment {
                    face: piece.face,
                    element: bit.element,
                    level: bit.level,
                    text: piece.text.clone(),
                    glyphs: piece.glyphs.clone(),
                    width: piece.width,
                }),
            }
        }
    }

    fn end_line(&mut self) {
        self.pending = None;
        let line = std::mem::take(&mut self.line);
        if !line.fragments.is_empty() || !self.lines.is_empty() {
            self.lines.push(line);
        }
    }

    fn finish(mut self) -> Vec<Line> {
        while self.lines.last().is_some_and(|line| line.fragments.is_empty()) {
            self.lines.pop();
        }
        self.lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str, limit: i32) -> Vec<String> {
        let mut shaper = Shaper::new().unwrap();
        let span = Span { text: text.into(), strong: false, element: ElementId::DOCUMENT };
        break_lines(&mut shaper, &[span], limit)
            .iter()
            .inspect(|line| assert!(line.width <= limit, "{} wider than {limit}", line.width))
            .map(|line| line.fragments.iter().map(|fragment| fragment.text.as_str()).collect())
            .collect()
    }

    #[test]
    fn lines_end_where_they_may() {
        let table: [(&str, i32, &[&str]); 7] = [
            ("one two three", 5000, &["one two", "three"]),
            ("  one   two  ", 99_000, &["one two"]),
            ("multi-agency", 4000, &["multi-", "agency"]),
            ("victim/perpetrator", 6000, &["victim/", "perpetrator"]),
            ("see LAN-26-0143 12/3/92", 7000, &["see", "LAN-26-0143", "12/3/92"]),
            ("a\n\nb\n", 99_000, &["a", "", "b"]),
            ("", 99_000, &[]),
        ];
        for (text, limit, lines) in table {
            assert_eq!(broken(text, limit), lines, "{text:?}");
        }
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken_and_keeps_every_letter() {
        let word = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch";
        let lines = broken(word, 5000);
        assert!(lines.len() > 3);
        assert_eq!(lines.concat(), word);
    }

    #[test]
    fn what_runs_to_the_left_stands_in_its_place_and_is_read_in_order() {
        let mut shaper = Shaper::new().unwrap();
        let text = "known as محمد علی, born 1992";
        let span = Span { text: text.into(), strong: false, element: ElementId::DOCUMENT };
        let lines = break_lines(&mut shaper, &[span], i32::MAX);
        let read: Vec<(&str, u8)> = lines[0].fragments.iter().map(|f| (f.text.as_str(), f.level)).collect();
        assert_eq!(read, [("known as ", 0), ("محمد علی", 1), (", born 1992", 0)]);
        assert_eq!(lines[0].order(), [0, 1, 2]);
        let name = &lines[0].fragments[1];
        assert!(name.glyphs.is_sorted_by(|one, next| one.at > next.at), "drawn from its end");
        assert_eq!(name.width, name.glyphs.iter().map(|glyph| glyph.advance).sum::<i32>());

        let span = Span {
            text: "محمد علی، 14 Moor Lane".into(),
            ..Span { text: String::new(), strong: false, element: ElementId::DOCUMENT }
        };
        let line = &break_lines(&mut shaper, &[span], i32::MAX)[0];
        let levels: Vec<u8> = line.fragments.iter().map(|f| f.level).collect();
        assert_eq!(
            line.fragments.iter().map(|f| f.text.as_str()).collect::<String>(),
            "محمد علی، 14 Moor Lane",
            "{levels:?}"
        );
    }

    #[test]
    fn no_line_ends_between_spans_without_a_blank() {
        let mut shaper = Shaper::new().unwrap();
        let span = |text: &str, strong| Span { text: text.into(), strong, element: ElementId::DOCUMENT };
        let spans = [span("aaaa ", false), span("bbbb", true), span(", cc", false)];
        let lines = break_lines(&mut shaper, &spans, 5000);
        let texts: Vec<String> =
            lines.iter().map(|line| line.fragments.iter().map(|f| f.text.as_str()).collect()).collect();
        assert_eq!(texts, ["aaaa", "bbbb, cc"]);
    }
}
