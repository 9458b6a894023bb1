//! Line breaking: text to lines no wider than a column.
//!
//! Lines are filled greedily and set flush left. A line may end at a blank, after a hyphen or dash between letters,
//! after a solidus between letters, and where the text says so; figures, dates and references such as
//! `LAN-26-0143` stay whole. A word wider than the column is broken between letters.

use std::rc::Rc;

use unicode_segmentation::UnicodeSegmentation;

use super::drawn::Glyph;
use super::page::ElementId;
use super::shape::{Shaper, Word};
use crate::papers::fonts::{Face, clean};

/// Text of one weight and one element, to be broken.
#[derive(Clone, Debug)]
pub struct Span {
    /// The words; a line feed is a line break.
    pub text: String,
    /// Set in bold.
    pub strong: bool,
    /// What it is part of.
    pub element: ElementId,
}

/// Text of one face and one element on one line.
#[derive(Debug)]
pub struct Fragment {
    /// The face.
    pub face: Face,
    /// What it is part of.
    pub element: ElementId,
    /// Its letters.
    pub text: String,
    /// Its glyphs.
    pub glyphs: Vec<Glyph>,
    /// Sum of the advances.
    pub width: i32,
}

/// A line.
#[derive(Debug, Default)]
pub struct Line {
    /// Its fragments from left to right.
    pub fragments: Vec<Fragment>,
    /// Width in thousandths of the size.
    pub width: i32,
}

/// A stretch that is not broken: the words of one or more spans without a break between them.
#[derive(Default)]
struct Atom {
    words: Vec<(Rc<Word>, ElementId)>,
    width: i32,
    after: After,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum After {
    /// A line may end here, nothing is shown.
    #[default]
    Break,
    /// A blank, which vanishes at the end of a line.
    Blank { strong: bool, element: ElementId },
    /// The line ends.
    Feed,
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

fn atoms(shaper: &mut Shaper, spans: &[Span]) -> Vec<Atom> {
    let mut atoms = Vec::new();
    let mut open = Atom::default();
    for span in spans {
        let text = clean(&span.text);
        for (word, after) in tokens(&text, span) {
            if !word.is_empty() {
                let shaped = shaper.word(word, span.strong);
                open.width = open.width.saturating_add(shaped.width);
                open.words.push((shaped, span.element));
            }
            if let Some(after) = after {
                open.after = after;
                atoms.push(std::mem::take(&mut open));
            }
        }
    }
    open.after = After::Feed;
    atoms.push(open);
    atoms
}

/// Cuts text at its break opportunities. The last word has none: the next span may go on with it.
fn tokens<'t>(text: &'t str, span: &Span) -> Vec<(&'t str, Option<After>)> {
    let mut cut = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|&(_, next)| next);
        let end = at + letter.len_utf8();
        let (word_end, after) = match letter {
            ' ' => (at, After::Blank { strong: span.strong, element: span.element }),
            '\n' => (at, After::Feed),
            '-' | '\u{2010}' | '–' | '—' | '/' if between_letters(before, next) => (end, After::Break),
            _ => {
                before = Some(letter);
                continue;
            }
        };
        cut.push((text.get(start..word_end).unwrap_or_default(), Some(after)));
        start = end;
        before = Some(letter);
    }
    cut.push((text.get(start..).unwrap_or_default(), None));
    cut
}

fn between_letters(before: Option<char>, next: Option<char>) -> bool {
    before.is_some_and(char::is_alphabetic) && next.is_some_and(char::is_alphabetic)
}

struct Setter {
    limit: i32,
    lines: Vec<Line>,
    line: Line,
    /// The blank owed before the next word.
    pending: Option<(Rc<Word>, ElementId)>,
}

impl Setter {
    fn place(&mut self, shaper: &mut Shaper, atom: &Atom) {
        let after = atom.after;
        if !atom.words.is_empty() {
            let blank = self.pending.as_ref().map_or(0, |(blank, _)| blank.width);
            if !self.line.fragments.is_empty()
                && self.line.width.saturating_add(blank).saturating_add(atom.width) > self.limit
            {
                self.end_line();
            }
            if atom.width > self.limit {
                self.place_broken(shaper, atom);
            } else {
                self.add_blank();
                for (word, element) in &atom.words {
                    self.add(word, *element);
                }
            }
        }
        match after {
            After::Break => {}
            After::Blank { strong, element } => {
                if !self.line.fragments.is_empty() {
                    self.pending = Some((shaper.word(" ", strong), element));
                }
            }
            After::Feed => self.end_line(),
        }
    }

    /// Sets a word wider than the line, letter by letter.
    fn place_broken(&mut self, shaper: &mut Shaper, atom: &Atom) {
        self.add_blank();
        for (word, element) in &atom.words {
            for piece in &word.pieces {
                for letter in piece.text.graphemes(true) {
                    let shaped = shaper.word(letter, piece.face == Face::Bold);
                    if !self.line.fragments.is_empty()
                        && self.line.width.saturating_add(shaped.width) > self.limit
                    {
                        self.end_line();
                    }
                    self.add(&shaped, *element);
                }
            }
        }
    }

    fn add_blank(&mut self) {
        if let Some((blank, element)) = self.pending.take() {
            self.add(&blank, element);
        }
    }

    fn add(&mut self, word: &Word, element: ElementId) {
        for piece in &word.pieces {
            self.line.width = self.line.width.saturating_add(piece.width);
            match self.line.fragments.last_mut() {
                Some(last) if last.face == piece.face && last.element == element => {
                    let offset = last.text.len();
                    last.text.push_str(&piece.text);
                    last.glyphs
                        .extend(piece.glyphs.iter().map(|glyph| Glyph { at: glyph.at + offset, ..*glyph }));
                    last.width += piece.width;
                }
                _ => self.line.fragments.push(Fragment {
                    face: piece.face,
                    element,
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
