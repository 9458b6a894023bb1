//! The line that narrows a list: opened by a key, typed in with what may come next beneath it, kept or given up.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::super::command::Command;
use super::super::cx::Cx;
use super::super::screen::Msg;
use super::text_line::TextLine;
use super::wide;
use crate::domain::filter::{List, Read, complete, read};

/// A filter of a list.
#[derive(Debug, Clone)]
pub struct Filter {
    line: TextLine,
    open: bool,
    /// Whose keys it knows.
    list: List,
}

impl Filter {
    /// A filter of a list that holds a text.
    pub fn of(list: List, text: &str) -> Self {
        Self { line: TextLine::holding(text), open: false, list }
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

    /// Puts a text in its place.
    pub fn set(&mut self, text: &str) {
        self.line = TextLine::holding(text);
    }

    /// What is typed, understood.
    pub fn read(&self, cx: &Cx) -> Read {
        read(&self.text(), self.list, cx.lexicons.known(), cx.today())
    }

    /// Hears a message: `Some` when it was for the filter, and whether what is typed changed.
    pub fn hear(&mut self, msg: &Msg, cx: &Cx) -> Option<bool> {
        let was = self.text();
        match msg {
            Msg::Command(Command::Filter) => self.open = true,
            Msg::Command(Command::FilterApply) => self.open = false,
            Msg::Command(Command::FilterComplete) => self.complete(cx),
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

    /// Takes the first of what may come next.
    fn complete(&mut self, cx: &Cx) {
        let text = self.line.text();
        let Some(first) = complete(&text, self.list, cx.lexicons.known()).into_iter().next() else { return };
        let before = text.rfind(char::is_whitespace).map_or("", |at| text.get(..=at).unwrap_or_default());
        let after = if first.piece.ends_with(':') { "" } else { " " };
        self.line = TextLine::holding(&format!("{before}{}{after}", first.piece));
    }

    /// Lines it takes up: itself, and beneath it what may come next or what is not understood.
    pub fn height(&self, cx: &Cx) -> u16 {
        if !self.shows() {
            return 0;
        }
        if self.open || !self.read(cx).notes.is_empty() { 2 } else { 1 }
    }

    /// Draws it in the lines it takes up.
    pub fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let columns = usize::from(area.width).saturating_sub(4);
        let (typed, column) = self.line.visible(columns);
        let style = if self.open { cx.theme.field } else { cx.theme.strong };
        let line = Rect { height: area.height.min(1), ..area };
        frame.render_widget(
            Line::from(vec![Span::styled("  / ", cx.theme.key), Span::styled(typed, style)]),
            line,
        );
        if area.height > 1 {
            frame.render_widget(self.beneath(columns, cx), Rect { y: area.y + 1, height: 1, ..area });
        }
        if self.open && area.height > 0 {
            frame
                .set_cursor_position((area.x.saturating_add(4 + u16::try_from(column).unwrap_or(0)), area.y));
        }
    }

    /// What is not understood, else what may come next: as much of it as fits.
    fn beneath(&self, columns: usize, cx: &Cx) -> Line<'static> {
        let typed = self.line.text();
        let at_end = typed.ends_with(char::is_whitespace);
        let next = complete(&typed, self.list, cx.lexicons.known());
        let notes = self.read(cx).notes;
        if let Some(note) = notes.first()
            && (next.is_empty() || at_end || !self.open)
        {
            return Line::styled(wide::cut(&format!("  ! {note}"), columns + 4), cx.theme.warning);
        }
        let mut spans = vec![Span::raw("    ")];
        let mut room = columns;
        let alone = next.len() == 1;
        for (at, way) in next.into_iter().enumerate() {
            let says = if alone && !way.says.is_empty() { format!("  {}", way.says) } else { String::new() };
            let wide = wide::width(&way.piece) + wide::width(&says) + 2;
            if wide > room {
                break;
            }
            room -= wide;
            let style = if at == 0 { cx.theme.key } else { cx.theme.quiet };
            spans.push(Span::styled(way.piece, style));
            spans.push(Span::styled(format!("{says}  "), cx.theme.quiet));
        }
        Line::from(spans)
    }
}
