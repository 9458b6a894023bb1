//! Actions counted by agency, age, meeting or case: a line each, opened into the list of its own.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use crate::app::command::Command;
use crate::app::cx::Cx;
use crate::app::widgets::chrome;
use crate::app::widgets::columns::{self, Column, number, text};
use crate::app::widgets::cursor::Cursor;
use crate::service::ask::{GroupBy, GroupLine};

const COLUMNS: &[Column] = &[
    text("", 22, 44, 0),
    number("Live", 6, 0),
    number("Overdue", 9, 0),
    number("Awaiting", 9, 1),
    number("Closed", 8, 2),
    text("Oldest live", 12, 14, 3),
];

/// Actions counted.
#[derive(Debug, Clone)]
pub struct Groups {
    /// By what.
    pub by: GroupBy,
    lines: Vec<GroupLine>,
    known: bool,
    cursor: Cursor,
}

impl Groups {
    /// Counted by this, once the counts are here.
    pub fn by(by: GroupBy) -> Self {
        Self { by, lines: Vec::new(), known: false, cursor: Cursor::default() }
    }

    /// What comes next when a key goes round; nothing after the last.
    pub fn after(current: Option<GroupBy>) -> Option<GroupBy> {
        match current {
            None => GroupBy::ALL.first().copied(),
            Some(current) => {
                let at = GroupBy::ALL.iter().position(|by| *by == current)?;
                GroupBy::ALL.get(at + 1).copied()
            }
        }
    }

    /// Takes the counts in.
    pub fn accept(&mut self, lines: Vec<GroupLine>) {
        self.cursor.set_len(lines.len());
        self.lines = lines;
        self.known = true;
    }

    /// The group under the cursor.
    pub fn current(&self) -> Option<&GroupLine> {
        self.lines.get(self.cursor.at())
    }

    /// Moves the cursor.
    pub fn command(&mut self, command: Command) {
        self.cursor.command(command);
    }

    /// "by agency  2 of 12".
    pub fn place(&self) -> String {
        match self.lines.len() {
            0 => format!("by {}", self.by),
            len => format!("by {}  {} of {len}", self.by, self.cursor.at() + 1),
        }
    }

    /// Draws a line each.
    pub fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let [head, body] = Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(area);
        let widths = columns::widths(COLUMNS, usize::from(area.width));
        frame.render_widget(columns::heads(COLUMNS, &widths, &cx.theme), head);
        if self.known && self.lines.is_empty() {
            return chrome::empty(frame, body, "No action fits.", cx);
        }
        let at = self.cursor.at();
        let seen = self.cursor.visible(usize::from(body.height));
        let lines: Vec<Line> = seen
            .filter_map(|row| self.lines.get(row).map(|line| row_of(line, &widths, row == at, cx)))
            .collect();
        frame.render_widget(Paragraph::new(lines), body);
    }
}

fn row_of(line: &GroupLine, widths: &[usize], on: bool, cx: &Cx) -> Line<'static> {
    let theme = &cx.theme;
    let count = |number: usize| if number == 0 { String::new() } else { number.to_string() };
    let overdue = if line.group.overdue > 0 { format!("! {}", line.group.overdue) } else { String::new() };
    let cells = vec![
        (line.label.clone(), theme.strong),
        (count(line.group.live), theme.text),
        (overdue, theme.bad),
        (count(line.group.awaiting), theme.warning),
        (count(line.group.total - line.group.live), theme.quiet),
        (line.oldest_days.map(|days| format!("{days} days")).unwrap_or_default(), theme.quiet),
    ];
    columns::row(COLUMNS, widths, cells, Some(on), theme)
}
