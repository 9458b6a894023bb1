//! A line being typed: text, a cursor between graphemes, and what shows of both in a given width.

use crossterm::event::KeyEvent;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::super::keymap::Edit;

/// A single line of text with a cursor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextLine {
    before: String,
    after: String,
}

impl TextLine {
    /// A line that holds a text, with the cursor at its end.
    pub fn holding(text: &str) -> Self {
        let mut line = Self::default();
        line.put(text);
        line
    }

    /// The text.
    pub fn text(&self) -> String {
        format!("{}{}", self.before, self.after)
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.before.is_empty() && self.after.is_empty()
    }

    /// Forgets the text.
    pub fn clear(&mut self) {
        self.before.clear();
        self.after.clear();
    }

    /// Puts text in at the cursor; line ends become spaces, other control characters and direction marks are left out.
    pub fn put(&mut self, text: &str) {
        let text = text.trim_end_matches(['\r', '\n']).replace("\r\n", " ");
        self.before.extend(text.chars().filter_map(|letter| match letter {
            '\n' | '\r' | '\t' => Some(' '),
            letter if letter.is_control() || is_direction_mark(letter) => None,
            letter => Some(letter),
        }));
    }

    /// Does what a key does to text; whether the key meant something here.
    pub fn key(&mut self, event: KeyEvent) -> bool {
        let Some(edit) = Edit::of(event) else { return false };
        self.edit(edit)
    }

    /// Edits the line; whether the edit means something in a single line.
    pub fn edit(&mut self, edit: Edit) -> bool {
        match edit {
            Edit::Insert(letter) => self.put(letter.encode_utf8(&mut [0; 4])),
            Edit::Backspace => {
                self.take_before(1);
            }
            Edit::Delete => {
                self.take_after(1);
            }
            Edit::Left => self.left(1),
            Edit::Right => self.right(1),
            Edit::WordLeft => self.left(self.word_before()),
            Edit::WordRight => self.right(self.word_after()),
            Edit::Home => self.after.insert_str(0, &std::mem::take(&mut self.before)),
            Edit::End => self.before.push_str(&std::mem::take(&mut self.after)),
            Edit::KillBefore => self.before.clear(),
            Edit::KillAfter => self.after.clear(),
            Edit::KillWord => {
                self.take_before(self.word_before());
            }
            Edit::Up | Edit::Down => return false,
        }
        true
    }

    /// What shows in a width, and the column of the cursor in it.
    pub fn visible(&self, columns: usize) -> (String, usize) {
        let room = columns.saturating_sub(1);
        let mut shown = String::new();
        let mut used = 0;
        for grapheme in self.before.graphemes(true).rev() {
            if used + grapheme.width() > room {
                break;
            }
            used += grapheme.width();
            shown.insert_str(0, grapheme);
        }
        let column = used;
        for grapheme in self.after.graphemes(true) {
            if used + grapheme.width() > columns {
                break;
            }
            used += grapheme.width();
            shown.push_str(grapheme);
        }
        (shown, column)
    }

    fn left(&mut self, graphemes: usize) {
        let moved = self.take_before(graphemes);
        self.after.insert_str(0, &moved);
    }

    fn right(&mut self, graphemes: usize) {
        let moved = self.take_after(graphemes);
        self.before.push_str(&moved);
    }

    fn take_before(&mut self, graphemes: usize) -> String {
        let at = self
            .before
            .grapheme_indices(true)
            .rev()
            .take(graphemes)
            .last()
            .map_or(self.before.len(), |(at, _)| at);
        self.before.split_off(at)
    }

    fn take_after(&mut self, graphemes: usize) -> String {
        let at = self.after.grapheme_indices(true).nth(graphemes).map_or(self.after.len(), |(at, _)| at);
        let rest = self.after.split_off(at);
        std::mem::replace(&mut self.after, rest)
    }

    fn word_before(&self) -> usize {
        word(self.before.graphemes(true).rev())
    }

    fn word_after(&self) -> usize {
        word(self.after.graphemes(true))
    }
}

/// Graphemes up to the end of the next word.
fn word<'a>(graphemes: impl Iterator<Item = &'a str>) -> usize {
    let blank = |grapheme: &str| grapheme.chars().all(char::is_whitespace);
    let mut inside = false;
    graphemes
        .take_while(|grapheme| {
            let ends = inside && blank(grapheme);
            inside |= !blank(grapheme);
            !ends
        })
        .count()
}

pub(super) const fn is_direction_mark(letter: char) -> bool {
    matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{061c}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_walked_and_killed() {
        let mut line = TextLine::holding("idva update v");
        line.edit(Edit::WordLeft);
        line.edit(Edit::WordLeft);
        assert_eq!(line.before, "idva ");
        line.edit(Edit::KillWord);
        assert_eq!(line.text(), "update v");
        line.edit(Edit::WordRight);
        line.edit(Edit::KillAfter);
        assert_eq!(line.text(), "update");
    }

    #[test]
    fn a_paste_becomes_one_line_without_control_characters() {
        let mut line = TextLine::default();
        line.put("hsg: locks\r\nby fri\u{202e}\u{7}\n");
        assert_eq!(line.text(), "hsg: locks by fri");
    }

    #[test]
    fn the_cursor_stays_in_sight() {
        let line = TextLine::holding("a long line that does not fit");
        let (shown, column) = line.visible(10);
        assert_eq!((shown.as_str(), column), ("s not fit", 9));
    }

    fn edits() -> impl Strategy<Value = Edit> {
        prop_oneof![
            any::<char>().prop_map(Edit::Insert),
            Just(Edit::Insert('\u{301}')),
            Just(Edit::Backspace),
            Just(Edit::Delete),
            Just(Edit::Left),
            Just(Edit::Right),
            Just(Edit::WordLeft),
            Just(Edit::WordRight),
            Just(Edit::Home),
            Just(Edit::End),
            Just(Edit::KillBefore),
            Just(Edit::KillWord),
        ]
    }

    proptest! {
        #[test]
        fn moving_changes_no_text_and_nothing_is_wider_than_the_field(
            typed in proptest::collection::vec(edits(), 0..40), columns in 1_usize..30,
        ) {
            let mut line = TextLine::default();
            for edit in typed {
                let was = line.text();
                line.edit(edit);
                if matches!(edit, Edit::Left | Edit::Right | Edit::WordLeft | Edit::WordRight | Edit::Home | Edit::End) {
                    prop_assert_eq!(line.text(), was);
                }
                let (shown, column) = line.visible(columns);
                prop_assert!(column < columns);
                prop_assert!(shown.width() <= columns);
            }
        }
    }
}
