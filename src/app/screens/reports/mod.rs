//! Reports: the list of them, one report with its figures, and the cases behind a figure.
//!
//! [`page`] is one report, `rows` how its parts are drawn, `tidy` the tables for statistics, [`behind`] the cases behind a figure.

pub mod behind;
pub mod page;
mod rows;
#[cfg(test)]
mod tests;
mod tidy;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::effect::{Effect, Effects};
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::sheet::{Sheet, SheetRow, heading};
use crate::app::widgets::views::{Chosen, Views};
use crate::app::widgets::wide;
use crate::domain::filter::List;
use crate::domain::report::{REPORTS, ReportKind};

/// Columns that the title of a report takes.
const TITLE: usize = 34;

/// The list of reports.
pub struct Reports {
    sheet: Sheet,
    views: Views,
}

impl Default for Reports {
    fn default() -> Self {
        Self { sheet: Sheet::default(), views: Views::of(List::Reports) }
    }
}

fn rows(width: usize, cx: &Cx) -> Vec<SheetRow<ReportKind>> {
    let mut rows =
        heading("Reports  over the 12 months to today, unless you say otherwise there", cx).to_vec();
    for shape in REPORTS {
        let line = Line::from(vec![
            Span::styled(wide::fit(&format!("  {}", shape.title), TITLE + 2), cx.theme.text),
            Span::styled(wide::cut(shape.what, width.saturating_sub(TITLE + 3)), cx.theme.quiet),
        ]);
        rows.push(SheetRow::stop(line, Some(shape.kind)));
    }
    rows
}

impl Screen for Reports {
    fn scope(&self) -> Scope {
        Scope::Reports
    }

    fn title(&self, _cx: &Cx) -> String {
        "Reports".to_owned()
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        Effects::none()
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match self.views.hear(&msg, None, "") {
            Some(Chosen::Asks(effects)) => return effects,
            Some(Chosen::View(words)) => return Effect::Go(Route::Report(words)).into(),
            Some(Chosen::Order(_)) | None => {}
        }
        if let Msg::Filled { tag: tidy::TIDY, values, .. } = &msg {
            return tidy::filled(values, cx);
        }
        let Msg::Command(command) = msg else { return Effects::none() };
        if command == Command::TidyExport {
            return tidy::ask();
        }
        let rows = rows(usize::from(self.sheet.width()), cx);
        if command == Command::Open {
            let kind = self.sheet.target(&rows);
            if kind == Some(&ReportKind::Return) {
                return Effect::Go(Route::DataReturn).into();
            }
            return kind.map(|kind| Effect::Go(Route::Report(kind.word().to_owned()))).into();
        }
        self.sheet.command(command, &rows);
        Effects::none()
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let width = usize::from(area.width);
        let [body, foot] = Layout::vertical([Constraint::Fill(1), Constraint::Length(2)]).areas(area);
        let rows = rows(width, cx);
        // What the columns cut stands whole under the list.
        let what = self.sheet.target(&rows).and_then(|kind| kind.shape()).map_or("", |shape| shape.what);
        let lines = wide::wrap(what, width.saturating_sub(2)).into_iter().take(2);
        let lines: Vec<Line<'_>> =
            lines.map(|words| Line::styled(format!(" {words}"), cx.theme.quiet)).collect();
        frame.render_widget(Paragraph::new(lines), foot);
        self.sheet.view(frame, body, &rows, cx);
    }

    fn can(&self, command: Command) -> bool {
        !matches!(
            command,
            Command::Filter
                | Command::Order
                | Command::TurnOrder
                | Command::ReportAsk
                | Command::ReportOutside
                | Command::ReportBefore
                | Command::ReportAfter
                | Command::ReportCompare
                | Command::RatePrinciple
                | Command::ColumnsLeft
                | Command::ColumnsRight
        )
    }
}
