//! The line that narrows a list: opened by a key, typed in, kept or given up.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::super::command::Command;
use super::super::cx::Cx;
use super::super::screen::Msg;
use super::text_line::TextLine;

/// A filter of a list.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    line: TextLine,
    open: bool,
}

impl Filter {
    /// A filter that holds a text.
    pub fn holding(text: &str) -> Self {
        Self { line: TextLine::holding(text), open: false }
    }

    /// Whether it is being typed.
    pub const fn is_open(&self) -> bool {
        self.open
    }

    /// Whether it takes up a line.
    pub fn shows(&self) -> bool {
        self.open || !self.line.is_empty()
    }

    /// What is typed.
    pub fn text(&self) -> String {
        self.line.text().trim().to_owned()
    }

    /// Hears a message: `Some` when it was for the filter, and whether what is typed changed.
    pub fn hear(&mut self, msg: &Msg) -> Option<bool> {
        let was = self.text();
        match msg {
            Msg::Command(Command::Filter) => self.open = true,
            Msg::Command(Command::FilterApply) => self.open = false,
            Msg::Command(Command::Back) if self.open => {
                self.open = false;
                self.line.clear();
            }
            Msg::Key(key) if self.open => {
                self.line.key(*key);
            }
            Msg::Paste(text) if self.open => self.line.put(text),
            _ => return None,
        }
        Some(self.text() != was)
    }

    /// Draws it in a line.
    pub fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let columns = usize::from(area.width).saturating_sub(4);
        let (typed, column) = self.line.visible(columns);
        let style = if self.open { cx.theme.field } else { cx.theme.strong };
        frame.render_widget(
            Line::from(vec![Span::styled("  / ", cx.theme.key), Span::styled(typed, style)]),
            area,
        );
        if self.open && area.height > 0 {
            frame
                .set_cursor_position((area.x.saturating_add(4 + u16::try_from(column).unwrap_or(0)), area.y));
        }
    }
}
