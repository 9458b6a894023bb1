//! Text to what lines are made of: stretches that are not broken, and what follows each.

use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;

use super::bidi::{Levels, is_left};
use super::page::ElementId;
use super::shape::{Shaper, Word};
use crate::papers::fonts::clean;

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

/// A word, or a part of one that runs one way.
#[derive(Clone)]
pub struct Bit {
    /// The word, shaped.
    pub word: Rc<Word>,
    /// In bold.
    pub strong: bool,
    /// What it is part of.
    pub element: ElementId,
    /// Its level: odd runs from right to left.
    pub level: u8,
}

/// A stretch that is not broken: the words of one or more spans without a break between them.
#[derive(Default)]
pub struct Atom {
    /// Its words.
    pub bits: Vec<Bit>,
    /// Sum of their widths.
    pub width: i32,
    /// What follows it.
    pub after: After,
}

/// What follows a stretch.
#[derive(Clone, Default)]
pub enum After {
    /// A line may end here, nothing is shown.
    #[default]
    Break,
    /// A blank, which vanishes at the end of a line.
    Blank(Bit),
    /// The line ends.
    Feed,
}

/// Cuts spans into stretches, and shapes them.
pub fn atoms(shaper: &mut Shaper, spans: &[Span]) -> Vec<Atom> {
    let texts: Vec<Cow<'_, str>> = spans.iter().map(|span| clean(&span.text)).collect();
    let levels = Levels::of(&texts.concat());
    let mut atoms = Vec::new();
    let mut open = Atom::default();
    let mut start = 0;
    for (span, text) in spans.iter().zip(&texts) {
        for (range, end) in tokens(text) {
            for (range, level) in levels.stretches(start + range.start..start + range.end) {
                let bit = text.get(range.start - start..range.end - start).unwrap_or_default();
                if !bit.is_empty() {
                    let bit = bit_of(shaper, bit, span, level);
                    open.width = open.width.saturating_add(bit.word.width);
                    open.bits.push(bit);
                }
            }
            open.after = match end {
                None => continue,
                Some(End::Break) => After::Break,
                Some(End::Feed) => After::Feed,
                Some(End::Blank(at)) => After::Blank(bit_of(shaper, " ", span, levels.at(start + at))),
            };
            atoms.push(std::mem::take(&mut open));
        }
        start += text.len();
    }
    open.after = After::Feed;
    atoms.push(open);
    atoms
}

fn bit_of(shaper: &mut Shaper, text: &str, span: &Span, level: u8) -> Bit {
    let word = shaper.word(text, span.strong, is_left(level));
    Bit { word, strong: span.strong, element: span.element, level }
}

/// What ends a word.
enum End {
    /// Nothing that is shown.
    Break,
    /// A blank, and where it stands.
    Blank(usize),
    /// The line.
    Feed,
}

/// Cuts text at its break opportunities. The last word has none: the next span may go on with it.
fn tokens(text: &str) -> Vec<(Range<usize>, Option<End>)> {
    let mut cut = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|&(_, next)| next);
        let end = at + letter.len_utf8();
        let (word_end, after) = match letter {
            ' ' => (at, End::Blank(at)),
            '\n' => (at, End::Feed),
            '-' | '\u{2010}' | '–' | '—' | '/' if between_letters(before, next) => (end, End::Break),
            _ => {
                before = Some(letter);
                continue;
            }
        };
        cut.push((start..word_end, Some(after)));
        start = end;
        before = Some(letter);
    }
    cut.push((start..text.len(), None));
    cut
}

fn between_letters(before: Option<char>, next: Option<char>) -> bool {
    before.is_some_and(char::is_alphabetic) && next.is_some_and(char::is_alphabetic)
}
