//! The data return: what to look at before it is sent, then its columns line by line with the meetings beside one another.
//!
//! Arrows move from cell to cell; Enter shows the cases behind the cell. The file itself is written among the papers of the
//! period. What is not collected is a hyphen and what is none is 0, as in the file it is blank and 0.

#[cfg(test)]
mod tests;

use std::cell::Cell;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::dialog::Dialog;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::cursor::Cursor;
use crate::app::widgets::form::{Field, Filled};
use crate::app::widgets::{chrome, wide};
use crate::domain::calendar::{show_day_year, show_numeric};
use crate::domain::data_return::{Amount, COLUMNS, Collected, Column, DataReturn, Lack};
use crate::domain::paper::Subject;
use crate::domain::report::{Asked, Period, ReportKind};
use crate::service::ask::{Answer, Ask};

const READ: Tag = Tag(1);
const ASK: Tag = Tag(2);

/// Columns that letters and name of a line take, the margin among them.
const NAME: usize = 17;
/// Columns that a figure takes, brackets of the cursor among them.
const CELL: usize = 7;

/// Width taken for a page that was not drawn yet.
const UNSEEN: usize = 80;

/// The return of a quarter, or of other days.
#[derive(Default)]
pub struct ReturnScreen {
    days: Option<Period>,
    told: Option<Box<DataReturn>>,
    /// What to look at first, and the columns over all meetings: counted once an answer has come.
    total: Vec<Collected<Amount>>,
    refused: Option<String>,
    cursor: Cursor,
    /// The column the cursor is in: 0 for all meetings together, then the meetings.
    column: usize,
    /// The width it was last drawn in: what wraps there is moved over there.
    width: Cell<u16>,
}

/// What one line of the page is.
enum Row {
    /// Something to look at before it is sent, or a heading.
    Words(String),
    /// The days of the meetings.
    Days,
    /// A column of the file.
    Counts(&'static Column),
}

impl ReturnScreen {
    fn days(&self, cx: &Cx) -> Period {
        self.days.unwrap_or_else(|| quarter(cx, 0))
    }

    fn width(&self) -> usize {
        match self.width.get() {
            0 => UNSEEN,
            width => usize::from(width),
        }
    }

    /// The line the cursor is on; the last where fewer are left than there were.
    fn at(&self, cx: &Cx) -> usize {
        self.cursor.at().min(self.rows(self.width(), cx).len().saturating_sub(1))
    }

    fn look(&self, cx: &Cx) -> Effects {
        Effect::look(Ask::DataReturn(None, self.days(cx)), READ).into()
    }

    fn rows(&self, width: usize, cx: &Cx) -> Vec<Row> {
        let Some(told) = &self.told else { return Vec::new() };
        let first = told.report(|words| cx.shown(words).to_owned());
        let mut rows = Vec::new();
        if told.rows.is_empty() {
            rows.push(Row::Words(" No meeting of these days is over: there is no row to send.".to_owned()));
        } else if first.is_empty() {
            rows.push(Row::Words(" Nothing is missing, and the sums hold.".to_owned()));
        } else {
            rows.push(Row::Words(
                " To look at before it is sent; a sum that does not hold stops nothing".to_owned(),
            ));
        }
        for line in &first {
            let wrapped = wide::wrap(line, width.saturating_sub(6)).into_iter().enumerate();
            rows.extend(
                wrapped
                    .map(|(at, words)| Row::Words(format!("  {} {words}", if at == 0 { "-" } else { " " }))),
            );
        }
        if !told.rows.is_empty() {
            rows.push(Row::Words(String::new()));
            rows.push(Row::Days);
            rows.extend(COLUMNS.iter().map(Row::Counts));
        }
        rows
    }

    /// How many meetings stand beside one another.
    const fn room(width: usize) -> usize {
        let room = width.saturating_sub(NAME + CELL) / CELL;
        if room == 0 { 1 } else { room }
    }

    /// The meetings in sight, the one the cursor is in among them.
    fn sight(&self, width: usize) -> std::ops::Range<usize> {
        let all = self.told.as_ref().map_or(0, |told| told.rows.len());
        let room = Self::room(width);
        let from = self.column.saturating_sub(room);
        from..(from + room).min(all)
    }

    /// Head and cells of a line of the table: all meetings together, then those in sight.
    fn cells(&self, width: usize, cell: impl Fn(usize) -> String, chosen: bool) -> String {
        let shown = std::iter::once(0).chain(self.sight(width).map(|at| at + 1));
        shown
            .map(|at| {
                let text = cell(at);
                let (open, close) = if chosen && at == self.column { ("[", "]") } else { (" ", " ") };
                format!("{open}{}{close}", wide::fit_right(&text, CELL - 2))
            })
            .collect()
    }

    fn line(&self, row: &Row, on: bool, width: usize, cx: &Cx) -> Line<'static> {
        let Some(told) = &self.told else { return Line::default() };
        let mark = if on { "▸ " } else { "  " };
        match row {
            Row::Words(words) if on => {
                Line::styled(format!("{mark}{}", words.trim_start()), cx.theme.selected)
            }
            Row::Words(words) => Line::styled(
                words.clone(),
                if words.starts_with("  ") { cx.theme.text } else { cx.theme.heading },
            ),
            Row::Days => {
                let day = |at: usize| match at.checked_sub(1) {
                    None => "all".to_owned(),
                    Some(at) => {
                        told.rows.get(at).map_or_else(String::new, |row| row.on.strftime("%d/%m").to_string())
                    }
                };
                let cells = self.cells(width, day, true);
                Line::styled(format!("{}{cells}", " ".repeat(NAME)), cx.theme.heading)
            }
            Row::Counts(column) => {
                let cells = self.cells(width, |at| shown(value(told, &self.total, at, column)), on);
                let name = format!("{mark}{} {}", wide::fit(column.letter, 2), column.short);
                let style = if on { cx.theme.selected } else { cx.theme.text };
                Line::from(vec![Span::styled(format!("{}{cells}", wide::fit(&name, NAME)), style)])
            }
        }
    }

    /// The cell the cursor is on, told whole.
    fn foot(&self, rows: &[Row], cx: &Cx) -> [String; 2] {
        let (Some(told), Some(Row::Counts(column))) = (&self.told, rows.get(self.at(cx))) else {
            return [String::new(), String::new()];
        };
        let of = self.column.checked_sub(1).and_then(|at| told.rows.get(at));
        let place = of.map_or_else(|| "all meetings".to_owned(), |row| row.reference.clone());
        let said = match value(told, &self.total, self.column, column) {
            Collected::Yes(amount) => amount.to_string(),
            Collected::No => {
                let lack = Lack::of(column.counted).map_or("", Lack::words);
                format!("not collected: {lack} is known of no case")
            }
        };
        let whose = if column.verbatim { "head as in the template" } else { "head in our words" };
        [format!(" {} {} ({whose})", column.letter, column.head), format!(" {place}: {said}")]
    }

    fn open(&self, cx: &Cx) -> Effects {
        let (Some(told), rows) = (&self.told, self.rows(self.width(), cx)) else { return Effects::none() };
        let Some(Row::Counts(column)) = rows.get(self.at(cx)) else {
            return Effect::say("no case is behind this line; go down to a figure").into();
        };
        let of = self.column.checked_sub(1).and_then(|at| told.rows.get(at));
        let (key, name) = match of {
            Some(row) => (
                format!("{}/{}", row.reference, column.letter),
                format!("{} {}, {}", column.letter, column.short, show_numeric(row.on)),
            ),
            None => (column.letter.to_owned(), format!("{} {}", column.letter, column.short)),
        };
        let days = self.days(cx);
        let asked =
            Asked { forum: Some(told.forum.clone()), ..Asked::over(ReportKind::Return, days.from, days.to) };
        Effect::Go(Route::Behind(Box::new(asked), key, name)).into()
    }

    fn step(&mut self, by: i32, cx: &Cx) -> Effects {
        let from = crate::domain::calendar::add_months(self.days(cx).from, by * 3);
        self.days = Period::quarter(from.year(), (from.month() + 2) / 3);
        self.column = 0;
        self.look(cx)
    }

    fn filled(&mut self, values: &Filled, cx: &Cx) -> Effects {
        let Some(typed) = values.text("period") else { return Effects::none() };
        match Period::read(typed.reveal(), cx.today()) {
            Ok(days) => {
                self.days = Some(days);
                self.column = 0;
                self.look(cx)
            }
            Err(why) => Effect::sorry(why).into(),
        }
    }
}

/// The quarter of today, or so many later.
fn quarter(cx: &Cx, later: i32) -> Period {
    let day = crate::domain::calendar::add_months(cx.today(), later * 3);
    Period::quarter(day.year(), (day.month() + 2) / 3).unwrap_or_else(|| Period::year_to(day))
}

/// The value of a line in a column of the page.
fn value(told: &DataReturn, total: &[Collected<Amount>], at: usize, column: &Column) -> Collected<Amount> {
    match at.checked_sub(1) {
        None => total.get(column.place()).copied().unwrap_or(Collected::No),
        Some(at) => told.rows.get(at).map_or(Collected::No, |row| row.cell(column.counted)),
    }
}

fn shown(cell: Collected<Amount>) -> String {
    match cell {
        Collected::Yes(amount) => amount.to_string(),
        Collected::No => "-".to_owned(),
    }
}

impl Screen for ReturnScreen {
    fn scope(&self) -> Scope {
        Scope::Reports
    }

    fn title(&self, _cx: &Cx) -> String {
        self.told
            .as_ref()
            .map_or_else(|| "Data return".to_owned(), |told| format!("Data return: {}", told.name))
    }

    fn enter(&mut self, cx: &Cx) -> Effects {
        self.look(cx)
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match msg {
            Msg::Command(Command::Open) => return self.open(cx),
            Msg::Command(Command::ColumnsRight) => {
                let last = self.told.as_ref().map_or(0, |told| told.rows.len());
                self.column = (self.column + 1).min(last);
            }
            Msg::Command(Command::ColumnsLeft) => self.column = self.column.saturating_sub(1),
            Msg::Command(Command::ReportBefore) => return self.step(-1, cx),
            Msg::Command(Command::ReportAfter) => return self.step(1, cx),
            Msg::Command(Command::ReportAsk) => {
                let days = self.days(cx);
                let period = Field::line("period", "Period", &format!("{}..{}", days.from, days.to));
                return Effect::ask(Dialog::form("Data return: over what?", ASK, vec![period])).into();
            }
            Msg::Command(command) => {
                self.cursor.set_len(self.rows(self.width(), cx).len());
                self.cursor.command(command);
            }
            Msg::Filled { tag: ASK, values, .. } => return self.filled(&values, cx),
            Msg::Answer { outcome: Ok(Answer::DataReturn(told)), .. } => {
                self.column = self.column.min(told.rows.len());
                self.total = told.total();
                self.told = Some(told);
                self.refused = None;
            }
            Msg::Answer { tag: READ, outcome: Err(refusal) } => {
                self.refused = Some(refusal.to_string());
                self.told = None;
            }
            Msg::Changed => return self.look(cx),
            _ => {}
        }
        Effects::none()
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        self.width.set(area.width);
        let width = usize::from(area.width);
        let rows = self.rows(width, cx);
        let Some(told) = &self.told else {
            return chrome::empty(frame, area, self.refused.as_deref().unwrap_or_default(), cx);
        };
        let [top, body, foot] =
            Layout::vertical([Constraint::Length(1), Constraint::Fill(1), Constraint::Length(2)]).areas(area);
        let mut cursor = self.cursor.clone();
        cursor.set_len(rows.len());
        let seen = self.cursor.follow(&cursor, usize::from(body.height));
        let days = rows.iter().position(|row| matches!(row, Row::Days));
        let head = match days {
            // Once the days of the meetings have gone up out of sight they stand at the top.
            Some(at) if at < seen.start => self.line(&Row::Days, false, width, cx),
            _ => Line::styled(
                wide::cut(
                    &format!(
                        " {} to {}  {} meetings  [ ] the quarter before, after",
                        show_day_year(told.from),
                        show_day_year(told.to),
                        told.rows.len()
                    ),
                    width,
                ),
                cx.theme.quiet,
            ),
        };
        frame.render_widget(head, top);
        let lines = rows.get(seen.clone()).unwrap_or_default().iter().zip(seen);
        let on = self.at(cx);
        let lines: Vec<Line<'_>> = lines.map(|(row, at)| self.line(row, at == on, width, cx)).collect();
        frame.render_widget(Paragraph::new(lines), body);
        let lines = self.foot(&rows, cx).map(|words| Line::styled(wide::cut(&words, width), cx.theme.quiet));
        frame.render_widget(Paragraph::new(lines.to_vec()), foot);
    }

    fn can(&self, command: Command) -> bool {
        !matches!(
            command,
            Command::Filter
                | Command::Order
                | Command::TurnOrder
                | Command::ReportOutside
                | Command::ReportCompare
                | Command::RatePrinciple
                | Command::TidyExport
                | Command::Views
        )
    }

    fn papers(&self) -> Option<Subject> {
        let told = self.told.as_ref()?;
        Some(Subject::Forum { forum: told.forum.clone(), from: told.from, to: told.to })
    }
}
