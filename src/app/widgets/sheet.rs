//! A page of lines of many kinds: headings, text, things that can be acted on. The cursor stops where it is of use.

use std::cell::Cell;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::super::command::Command;
use super::super::cx::Cx;
use super::cursor::Cursor;
use super::{chrome, wide};

/// One line of a sheet.
#[derive(Debug, Clone)]
pub struct SheetRow<T> {
    /// What it shows.
    pub line: Line<'static>,
    /// What can be acted on there.
    pub target: Option<T>,
    /// Whether the cursor stops there.
    pub stops: bool,
}

impl<T> SheetRow<T> {
    /// A line that the cursor passes by.
    pub fn pass(line: impl Into<Line<'static>>) -> Self {
        Self { line: line.into(), target: None, stops: false }
    }

    /// A line that the cursor stops on.
    pub fn stop(line: impl Into<Line<'static>>, target: Option<T>) -> Self {
        Self { line: line.into(), target, stops: true }
    }
}

/// Columns that labels take on a page of labelled text.
pub const LABEL: usize = 13;

/// A heading, with air above it.
pub fn heading<T>(words: &str, cx: &Cx) -> [SheetRow<T>; 2] {
    [SheetRow::pass(""), SheetRow::pass(Line::styled(format!(" {words}"), cx.theme.heading))]
}

/// A label with a text wrapped beside it, in so many columns. Where there is a `stop`, the cursor stops on the first
/// line, to act on what it holds.
pub fn labelled<T>(
    (label, text): (&str, &str),
    (width, style): (usize, Style),
    mut stop: Option<Option<T>>,
    cx: &Cx,
) -> Vec<SheetRow<T>> {
    let mut label = wide::fit(label, LABEL);
    let mut row = |text: String| {
        let label = std::mem::replace(&mut label, " ".repeat(LABEL));
        let line =
            Line::from(vec![Span::styled(format!("  {label}"), cx.theme.quiet), Span::styled(text, style)]);
        match stop.take() {
            Some(target) => SheetRow::stop(line, target),
            None => SheetRow::pass(line),
        }
    };
    wide::wrap(text, width.saturating_sub(LABEL + 3)).into_iter().map(&mut row).collect()
}

/// Where one is on a sheet.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    cursor: Cursor,
    width: Cell<u16>,
}

impl Sheet {
    /// The width it was last drawn in, so that rows laid out for a command are those in sight.
    pub fn width(&self) -> u16 {
        self.width.get().max(20)
    }

    /// Position of the row the cursor is on: the one it was put on, or the nearest that stops.
    pub fn at<T>(&self, rows: &[SheetRow<T>]) -> Option<usize> {
        let stops = |at: &usize| rows.get(*at).is_some_and(|row| row.stops);
        let from = self.cursor.at().min(rows.len().saturating_sub(1));
        (from..rows.len()).find(stops).or_else(|| (0..from).rev().find(stops))
    }

    /// Puts the cursor on a row.
    pub fn to<T>(&mut self, row: usize, rows: &[SheetRow<T>]) {
        self.cursor.set_len(rows.len());
        self.cursor.to(row);
    }

    /// What can be acted on where one is.
    pub fn target<'a, T>(&self, rows: &'a [SheetRow<T>]) -> Option<&'a T> {
        rows.get(self.at(rows)?)?.target.as_ref()
    }

    /// Does what a list command does; whether it was one.
    pub fn command<T>(&mut self, command: Command, rows: &[SheetRow<T>]) -> bool {
        self.cursor.set_len(rows.len());
        let from = self.at(rows).unwrap_or(0);
        self.cursor.to(from);
        if !self.cursor.command(command) {
            return false;
        }
        let stops = |at: &usize| rows.get(*at).is_some_and(|row| row.stops);
        let to = self.cursor.at();
        let onwards = (to..rows.len()).find(stops);
        let backwards = (0..=to).rev().find(stops);
        let stop = if to >= from { onwards.or(backwards) } else { backwards.or(onwards) };
        self.cursor.to(stop.unwrap_or(to));
        true
    }

    /// Draws the rows in sight; these words while there are none.
    pub fn view_or<T>(&self, frame: &mut Frame, area: Rect, rows: &[SheetRow<T>], words: &str, cx: &Cx) {
        if rows.is_empty() {
            return chrome::empty(frame, area, words, cx);
        }
        self.view(frame, area, rows, cx);
    }

    /// Draws the rows in sight. The line the cursor is on has a sign as well as a style.
    pub fn view<T>(&self, frame: &mut Frame, area: Rect, rows: &[SheetRow<T>], cx: &Cx) {
        self.width.set(area.width);
        let on = self.at(rows);
        let mut cursor = self.cursor.clone();
        cursor.set_len(rows.len());
        cursor.to(on.unwrap_or(0));
        // With nothing to stop at above, the head of the sheet is shown too.
        if rows.iter().take(on.unwrap_or(0)).all(|row| !row.stops)
            && on.is_some_and(|at| at < usize::from(area.height))
        {
            self.cursor.rest();
        }
        let seen = self.cursor.follow(&cursor, usize::from(area.height));
        let lines: Vec<Line> = rows
            .get(seen.clone())
            .unwrap_or_default()
            .iter()
            .zip(seen)
            .map(|(row, at)| if Some(at) == on { marked(&row.line, cx) } else { row.line.clone() })
            .collect();
        frame.render_widget(Paragraph::new(lines), area);
    }
}

/// The line with the cursor's sign in its margin of two columns.
fn marked(line: &Line<'static>, cx: &Cx) -> Line<'static> {
    let text: String = line.spans.iter().map(|span| span.content.as_ref()).collect();
    let rest = text.strip_prefix("  ").unwrap_or(&text).to_owned();
    Line::from(vec![Span::styled("▸ ", cx.theme.selected), Span::styled(rest, cx.theme.selected)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<SheetRow<u8>> {
        vec![
            SheetRow::pass("heading"),
            SheetRow::stop("one", Some(1)),
            SheetRow::pass(""),
            SheetRow::pass("heading"),
            SheetRow::stop("two", Some(2)),
            SheetRow::pass("end"),
        ]
    }

    #[test]
    fn the_cursor_stops_only_where_it_is_of_use() {
        let (mut sheet, rows) = (Sheet::default(), rows());
        assert_eq!(sheet.target(&rows), Some(&1));
        sheet.command(Command::Down, &rows);
        assert_eq!(sheet.target(&rows), Some(&2));
        sheet.command(Command::Down, &rows);
        assert_eq!(sheet.target(&rows), Some(&2));
        sheet.command(Command::Up, &rows);
        assert_eq!(sheet.target(&rows), Some(&1));
        sheet.command(Command::First, &rows);
        assert_eq!(sheet.target(&rows), Some(&1));
        sheet.command(Command::Last, &rows);
        assert_eq!(sheet.target(&rows), Some(&2));
    }

    #[test]
    fn an_empty_sheet_has_nothing_to_act_on() {
        let mut sheet = Sheet::default();
        let none: Vec<SheetRow<u8>> = Vec::new();
        sheet.command(Command::Last, &none);
        assert_eq!(sheet.target(&none), None);
    }
}
