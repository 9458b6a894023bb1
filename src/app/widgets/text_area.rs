//! A longer text being typed, in wrapped lines: `ratatui-textarea` behind our own keys.

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui_textarea::{CursorMove, TextArea, WrapMode};

use super::super::keymap::Edit;
use super::super::theme::Theme;

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
            .map(|letter| if letter == '\r' { '\n' } else { letter })
            .filter(|letter| *letter == '\n' || !letter.is_control())
            .collect();
        self.0.insert_str(clean);
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
