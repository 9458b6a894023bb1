//! The delivery plan by priority: how each item stands in a word, its milestone and its indicator, and how much is
//! achieved. `item` is one item with its history; `forms` are what both ask for.

mod forms;
mod item;
#[cfg(test)]
mod tests;

use jiff::civil::Date;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

pub use item::PlanItemScreen;

use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::dialog::Dialog;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::columns::{self, Column, text};
use crate::app::widgets::form::Field;
use crate::app::widgets::sheet::{Sheet, SheetRow};
use crate::app::widgets::{chrome, wide};
use crate::domain::calendar::{show_day_near, show_day_year};
use crate::domain::id::Id;
use crate::domain::rows::case::Case;
use crate::domain::rows::plan::{PlanState, Rag};
use crate::service::ask::{Answer, Ask, PlanLine, PlanView};

const ADD: Tag = Tag(1);
const AS_OF: Tag = Tag(2);

const COLUMNS: &[Column] = &[
    text("Item", 11, 14, 0),
    text("Objective", 20, 60, 0),
    text("Stands", 11, 21, 0),
    text("Figures", 7, 7, 2),
    text("Milestone", 14, 34, 0),
    text("Indicator", 12, 18, 0),
    text("Owner", 10, 28, 1),
];

type Row = SheetRow<Id<Case>>;

/// The plan.
#[derive(Default)]
pub struct PlanScreen {
    view: Option<Box<PlanView>>,
    sheet: Sheet,
    /// The day it is looked at, when that is not today.
    on: Option<Date>,
}

/// How an item stands: the word, and a style beside it.
fn standing(line: &PlanLine, cx: &Cx) -> (String, Style) {
    match (line.state, line.rag) {
        (PlanState::Open, Some(rag)) => (rag.word().to_owned(), style_of(rag, cx)),
        (PlanState::Open, None) => ("not rated".to_owned(), cx.theme.quiet),
        (PlanState::Achieved, _) => {
            let on = line.closed.map(|on| format!(" {}", show_day_near(on, cx.today()))).unwrap_or_default();
            (format!("✓ achieved{on}"), cx.theme.good)
        }
        (PlanState::Dropped, _) => ("dropped".to_owned(), cx.theme.quiet),
    }
}

const fn style_of(rag: Rag, cx: &Cx) -> Style {
    match rag {
        Rag::Red => cx.theme.bad,
        Rag::Amber => cx.theme.warning,
        Rag::Green => cx.theme.good,
    }
}

impl PlanScreen {
    fn look(&self, cx: &Cx) -> Effects {
        Effect::look(Ask::Plan(None, self.on.unwrap_or(cx.today())), Tag::default()).into()
    }

    fn rows(&self, width: usize, cx: &Cx) -> Vec<Row> {
        let Some(view) = &self.view else { return Vec::new() };
        let widths = columns::widths(COLUMNS, width);
        let mut rows = Vec::new();
        for group in view.groups.iter().filter(|group| !group.items.is_empty()) {
            if !rows.is_empty() {
                rows.push(Row::pass(""));
            }
            let words = format!(" {}: {}", group.label, group.tally.words());
            rows.push(Row::pass(Line::styled(wide::cut(&words, width), cx.theme.heading)));
            rows.extend(group.items.iter().map(|line| Row::stop(row(line, &widths, cx), Some(line.case))));
        }
        rows
    }

    fn current(&self, cx: &Cx) -> Option<&PlanLine> {
        let rows = self.rows(usize::from(self.sheet.width()), cx);
        let case = *self.sheet.target(&rows)?;
        self.view.as_ref()?.groups.iter().flat_map(|group| &group.items).find(|line| line.case == case)
    }

    fn command(&mut self, command: Command, cx: &Cx) -> Effects {
        match command {
            Command::Open => self.current(cx).map(|line| Effect::Go(Route::PlanItem(line.case))).into(),
            Command::PlanAdd => self.view.as_ref().map(|view| Effect::ask(forms::add(view, ADD))).into(),
            Command::PlanAsOf => {
                let field = Field::date("on", "As of", Some(self.on.unwrap_or(cx.today())));
                Effect::ask(Dialog::form("The plan as of which day?", AS_OF, vec![field.optional()])).into()
            }
            command => {
                if let Some(line) = self.current(cx)
                    && let Some(dialog) = forms::of_item(command, line, cx)
                {
                    return Effect::ask(dialog).into();
                }
                let rows = self.rows(usize::from(self.sheet.width()), cx);
                self.sheet.command(command, &rows);
                Effects::none()
            }
        }
    }
}

fn row(line: &PlanLine, widths: &[usize], cx: &Cx) -> Line<'static> {
    let theme = &cx.theme;
    let (stands, style) = standing(line, cx);
    let suggests = line.suggested.as_ref().map(|(rag, _)| rag.word().to_owned()).unwrap_or_default();
    let milestone = line.milestone.as_ref().map_or_else(String::new, |(words, due)| {
        let late = if line.overdue { "OVERDUE " } else { "" };
        format!("{late}{} {words}", due.strftime("%-d %b"))
    });
    let cells = vec![
        (line.reference.clone(), theme.strong),
        (line.objective.clone(), theme.text),
        (stands, style),
        (suggests, theme.quiet),
        (milestone, if line.overdue { theme.bad } else { theme.text }),
        (line.indicator.clone().unwrap_or_default(), theme.text),
        (line.owner.clone(), theme.quiet),
    ];
    columns::row(COLUMNS, widths, cells, None, theme)
}

impl Screen for PlanScreen {
    fn scope(&self) -> Scope {
        Scope::Plan
    }

    fn title(&self, _cx: &Cx) -> String {
        let on = self.on.map(|on| format!(" as of {}", show_day_year(on))).unwrap_or_default();
        format!("Delivery plan{on}")
    }

    fn enter(&mut self, cx: &Cx) -> Effects {
        self.look(cx)
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match msg {
            Msg::Command(command) => self.command(command, cx),
            Msg::Filled { tag: ADD, values, .. } => {
                let forum = self.view.as_ref().map(|view| view.forum.clone());
                forms::added(forum, &values).map(|request| Effect::run(request, ADD)).into()
            }
            Msg::Filled { tag: AS_OF, values, .. } => {
                self.on = values.date("on").filter(|on| *on != cx.today());
                self.look(cx)
            }
            Msg::Filled { tag, about, values } => {
                forms::filled(tag, about, &values).map(|request| Effect::run(request, tag)).into()
            }
            Msg::Answer { outcome: Ok(Answer::Plan(view)), .. } => {
                self.view = Some(view);
                Effects::none()
            }
            Msg::Changed => self.look(cx),
            _ => Effects::none(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let Some(view) = &self.view else { return };
        let width = usize::from(area.width);
        let [top, head, body] =
            Layout::vertical([Constraint::Length(1), Constraint::Length(1), Constraint::Fill(1)]).areas(area);
        let words = wide::cut(&format!(" In all: {}", view.whole.words()), width);
        frame.render_widget(Line::styled(words, cx.theme.strong), top);
        let rows = self.rows(width, cx);
        if rows.is_empty() {
            let words = "Nothing is in the delivery plan yet. Press a to add the first item.";
            return chrome::empty(frame, body, words, cx);
        }
        let widths = columns::widths(COLUMNS, width);
        frame.render_widget(columns::heads(COLUMNS, &widths, &cx.theme), head);
        // What the columns cut stands whole under the list.
        let room = if body.height >= 8 { 2 } else { 0 };
        let [body, foot] = Layout::vertical([Constraint::Fill(1), Constraint::Length(room)]).areas(body);
        if let Some(line) = self.current(cx) {
            let suggests = line.suggested.as_ref();
            let suggests =
                suggests.map(|(rag, why)| format!(" · figures suggest {rag}: {why}")).unwrap_or_default();
            let words = format!("{}{suggests}", line.objective);
            let lines: Vec<Line<'_>> = wide::wrap(&words, width.saturating_sub(2))
                .into_iter()
                .take(usize::from(room))
                .map(|words| Line::styled(format!(" {words}"), cx.theme.quiet))
                .collect();
            frame.render_widget(ratatui::widgets::Paragraph::new(lines), foot);
        }
        self.sheet.view(frame, body, &rows, cx);
    }

    fn can(&self, command: Command) -> bool {
        let items = self.view.as_ref().is_some_and(|view| view.whole.items > 0);
        match command {
            Command::Filter
            | Command::PlanFigure
            | Command::PlanMilestone
            | Command::PlanIndicator
            | Command::PlanWording => false,
            Command::PlanAdd | Command::PlanAsOf => self.view.is_some(),
            command if command.row().scope == Scope::Plan || command == Command::Open => items,
            _ => true,
        }
    }
}
