//! A longer text being typed, in wrapped lines: `ratatui-textarea` behind our own keys.

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui_textarea::{CursorMove, TextArea, WrapMode};

use super::super::keymap::Edit;
use super::super::theme::Theme;
use super::text_line::is_direction_mark;

/// Changes that can be taken back: every letter is one.
const HISTORY: usize = 20_000;
/// Letters of a word at most, for what is taken back in one go.
const WORD: usize = 40;

/// A longer text with a cursor.
#[derive(Clone)]
pub struct LongText(TextArea<'static>);

impl std::fmt::Debug for LongText {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("…")
    }
}

impl LongText {
    /// A text area that holds a text, with the cursor at its end.
    pub fn holding(text: &str) -> Self {
        let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
        area.set_wrap_mode(WrapMode::WordOrGlyph);
        area.set_max_histories(HISTORY);
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self(area)
    }

    /// The same with the cursor at its beginning.
    pub fn opening(text: &str) -> Self {
        let mut area = Self::holding(text);
        area.0.move_cursor(CursorMove::Top);
        area.0.move_cursor(CursorMove::Head);
        area
    }

    /// The text.
    pub fn text(&self) -> String {
        self.0.lines().join("\n")
    }

    /// Puts text in at the cursor, without control characters but for line ends.
    pub fn put(&mut self, text: &str) {
        let clean: String = text
            .replace("\r\n", "\n")
            .chars()
            .map(|letter| match letter {
                '\r' => '\n',
                '\t' => ' ',
                letter => letter,
            })
            .filter(|letter| *letter == '\n' || !(letter.is_control() || is_direction_mark(*letter)))
            .collect();
        self.0.insert_str(clean);
    }

    /// Takes back what was typed last, to the beginning of a word; a block that was put in goes whole.
    pub fn undo(&mut self) {
        self.steps(TextArea::undo);
    }

    /// Types again what was taken back.
    pub fn redo(&mut self) {
        self.steps(TextArea::redo);
    }

    fn steps(&mut self, step: impl Fn(&mut TextArea<'static>) -> bool) {
        for _letter in 0..WORD {
            let was = self.text().chars().count();
            if !step(&mut self.0) || self.text().chars().count().abs_diff(was) != 1 || self.at_word() {
                return;
            }
        }
    }

    /// Whether the cursor stands where a word could begin.
    fn at_word(&self) -> bool {
        let at = self.0.cursor();
        let line = self.0.lines().get(at.0).map_or("", String::as_str);
        at.1 == 0 || line.chars().nth(at.1 - 1).is_none_or(char::is_whitespace)
    }

    /// Moves to the end of the text, or to its beginning.
    pub fn leap(&mut self, end: bool) {
        let (row, column) =
            if end { (CursorMove::Bottom, CursorMove::End) } else { (CursorMove::Top, CursorMove::Head) };
        self.0.move_cursor(row);
        self.0.move_cursor(column);
    }

    /// Begins a new line.
    pub fn new_line(&mut self) {
        self.0.insert_newline();
    }

    /// Moves by a line; whether there was one to move to.
    pub fn step(&mut self, down: bool) -> bool {
        let was = self.0.cursor();
        self.0.move_cursor(if down { CursorMove::Down } else { CursorMove::Up });
        self.0.cursor().0 != was.0
    }

    /// Does what a key does to text; whether the key meant something here.
    pub fn key(&mut self, event: KeyEvent) -> bool {
        let Some(edit) = Edit::of(event) else { return false };
        let area = &mut self.0;
        match edit {
            Edit::Insert(letter) => area.insert_char(letter),
            Edit::Backspace => {
                area.delete_char();
            }
            Edit::Delete => {
                area.delete_next_char();
            }
            Edit::Left => area.move_cursor(CursorMove::Back),
            Edit::Right => area.move_cursor(CursorMove::Forward),
            Edit::WordLeft => area.move_cursor(CursorMove::WordBack),
            Edit::WordRight => area.move_cursor(CursorMove::WordForward),
            Edit::Home => area.move_cursor(CursorMove::Head),
            Edit::End => area.move_cursor(CursorMove::End),
            Edit::Up => area.move_cursor(CursorMove::Up),
            Edit::Down => area.move_cursor(CursorMove::Down),
            Edit::KillBefore => {
                area.delete_line_by_head();
            }
            Edit::KillAfter => {
                area.delete_line_by_end();
            }
            Edit::KillWord => {
                area.delete_word();
            }
        }
        true
    }

    /// Draws it; the cursor shows only when it has the focus.
    pub fn view(&self, frame: &mut Frame, area: Rect, theme: &Theme, focus: bool) {
        let mut shown = self.0.clone();
        shown.set_style(theme.field);
        shown.set_cursor_line_style(theme.field);
        shown.set_cursor_style(if focus { theme.selected } else { theme.field });
        frame.render_widget(&shown, area);
    }
}
