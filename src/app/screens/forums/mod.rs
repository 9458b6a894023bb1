//! The forums of the area: how often each sits, when next, what waits; and one forum whole, with what its file says and
//! the dates of its cycle, on each of which a meeting is added by one key.

#[cfg(test)]
mod tests;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::dialog::Dialog;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::columns::{self, Column, number, text};
use crate::app::widgets::form::{Field, Filled};
use crate::app::widgets::sheet::{Sheet, SheetRow};
use crate::app::widgets::wide;
use crate::domain::calendar::add_months;
use crate::domain::calendar::{show_day_near, show_day_year};
use crate::domain::paper::Subject;
use crate::domain::request::{AddMeeting, Request};
use crate::service::ask::{Answer, Ask, ForumDate, ForumLine, ForumStory};

const ADD: Tag = Tag(1);

const COLUMNS: &[Column] = &[
    text("Forum", 6, 12, 0),
    text("Name", 18, 50, 0),
    text("A case is a", 8, 24, 2),
    text("Sits", 12, 18, 0),
    text("Next", 11, 15, 0),
    number("Waiting", 7, 1),
];

/// The list of forums.
#[derive(Default)]
pub struct Forums {
    lines: Vec<ForumLine>,
    sheet: Sheet,
}

impl Forums {
    fn rows(&self, width: usize, cx: &Cx) -> Vec<SheetRow<String>> {
        let widths = columns::widths(COLUMNS, width);
        let row = |line: &ForumLine| {
            let next = line.next.map_or_else(|| "none".to_owned(), |on| show_day_near(on, cx.today()));
            let theme = &cx.theme;
            let cells = vec![
                (line.code.clone(), theme.strong),
                (line.name.clone(), theme.text),
                (line.kind.clone(), theme.quiet),
                (line.cycle.clone(), theme.text),
                (next, if line.next.is_none() { theme.warning } else { theme.text }),
                (line.waiting.to_string(), theme.text),
            ];
            SheetRow::stop(columns::row(COLUMNS, &widths, cells, None, theme), Some(line.key.clone()))
        };
        self.lines.iter().map(row).collect()
    }
}

impl Screen for Forums {
    fn scope(&self) -> Scope {
        Scope::Forums
    }

    fn title(&self, _cx: &Cx) -> String {
        "Forums".to_owned()
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        Effect::look(Ask::Forums, Tag::default()).into()
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        let rows = self.rows(usize::from(self.sheet.width()), cx);
        match msg {
            Msg::Command(Command::Open) => {
                self.sheet.target(&rows).map(|key| Effect::Go(Route::Forum(key.clone()))).into()
            }
            Msg::Command(command) => {
                self.sheet.command(command, &rows);
                Effects::none()
            }
            Msg::Answer { outcome: Ok(Answer::Forums(lines)), .. } => {
                self.lines = lines;
                Effects::none()
            }
            Msg::Changed => self.enter(cx),
            _ => Effects::none(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let [head, body] = Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(area);
        let widths = columns::widths(COLUMNS, usize::from(area.width));
        frame.render_widget(columns::heads(COLUMNS, &widths, &cx.theme), head);
        self.sheet.view(frame, body, &self.rows(usize::from(area.width), cx), cx);
    }

    fn can(&self, command: Command) -> bool {
        match command {
            Command::Filter | Command::ForumMeeting => false,
            Command::Open => !self.lines.is_empty(),
            _ => true,
        }
    }
}

/// One forum.
pub struct ForumScreen {
    key: String,
    story: Option<Box<ForumStory>>,
    sheet: Sheet,
}

impl ForumScreen {
    /// A forum by its key.
    pub fn new(key: String) -> Self {
        Self { key, story: None, sheet: Sheet::default() }
    }

    fn rows(&self, width: usize, cx: &Cx) -> Vec<SheetRow<usize>> {
        let Some(story) = &self.story else { return Vec::new() };
        let theme = &cx.theme;
        let line = &story.line;
        let heading = |words: String| {
            SheetRow::pass(Line::styled(wide::cut(&format!(" {words}"), width), theme.heading))
        };
        let mut rows = vec![
            heading(format!("{}, version {}", line.name, line.version)),
            SheetRow::stop(
                Line::styled(format!("  A case is a {}; sits {}.", line.kind, line.cycle), theme.text),
                None,
            ),
            SheetRow::pass(""),
            heading(format!("Dates, counted from {}", show_day_year(story.from))),
        ];
        rows.extend(
            story.dates.iter().enumerate().map(|(at, date)| SheetRow::stop(date_line(date, cx), Some(at))),
        );
        for (name, lines) in &story.parts {
            rows.push(SheetRow::pass(""));
            rows.push(heading(name.clone()));
            for said in lines {
                let mut first = true;
                for words in wide::wrap(said, width.saturating_sub(4).max(8)) {
                    let line = Line::styled(format!("  {words}"), theme.text);
                    rows.push(if first { SheetRow::stop(line, None) } else { SheetRow::pass(line) });
                    first = false;
                }
            }
        }
        rows
    }

    fn date(&self, cx: &Cx) -> Option<&ForumDate> {
        let rows = self.rows(usize::from(self.sheet.width()), cx);
        let at = *self.sheet.target(&rows)?;
        self.story.as_ref()?.dates.get(at)
    }

    /// The date under the cursor, or the first without a meeting.
    fn to_add(&self, cx: &Cx) -> Option<&ForumDate> {
        let free = |date: &&ForumDate| date.meeting.is_none();
        self.date(cx).filter(free).or_else(|| self.story.as_ref()?.dates.iter().find(free))
    }

    fn form(&self, cx: &Cx) -> Option<Dialog> {
        let story = self.story.as_ref()?;
        let line = &story.line;
        let fields = vec![
            Field::date("on", "Day", self.to_add(cx).map(|date| date.on)),
            Field::time("starts", "Begins", line.starts),
            Field::line("venue", "Where", line.venue.as_deref().unwrap_or("")).optional(),
            Field::line("chair", "Chair", "").optional(),
        ];
        Some(Dialog::form(format!("Add a meeting of {}", line.code), ADD, fields))
    }

    fn added(&self, values: &Filled) -> Option<Request> {
        Some(Request::AddMeeting(AddMeeting {
            forum: self.key.clone(),
            on: values.date("on")?,
            starts: values.time("starts")?,
            minutes: None,
            venue: values.text("venue").map(|venue| venue.reveal().to_owned()),
            chair: values.text("chair"),
            urgent: None,
        }))
    }
}

fn date_line(date: &ForumDate, cx: &Cx) -> Line<'static> {
    let theme = &cx.theme;
    let moved = date.instead_of.map(|day| format!("  instead of {}", show_day_year(day))).unwrap_or_default();
    let (meeting, style) = match &date.meeting {
        Some((_, reference)) => (format!("✓ {reference}"), theme.good),
        None => ("no meeting yet".to_owned(), theme.quiet),
    };
    Line::from(vec![
        Span::styled(format!("  {}", wide::fit(&show_day_year(date.on), 18)), theme.strong),
        Span::styled(meeting, style),
        Span::styled(moved, theme.warning),
    ])
}

impl Screen for ForumScreen {
    fn scope(&self) -> Scope {
        Scope::Forums
    }

    fn papers(&self) -> Option<Subject> {
        let to = self.story.as_ref()?.from;
        Some(Subject::Forum { forum: self.key.clone(), from: add_months(to, -12), to })
    }

    fn title(&self, _cx: &Cx) -> String {
        self.story.as_ref().map_or_else(|| "Forum".to_owned(), |story| format!("Forum {}", story.line.code))
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        Effect::look(Ask::Forum(self.key.clone(), None), Tag::default()).into()
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match msg {
            Msg::Command(Command::Open) => {
                let meeting = self.date(cx).and_then(|date| date.meeting.as_ref());
                meeting.map(|(meeting, _)| Effect::Go(Route::Agenda(*meeting))).into()
            }
            Msg::Command(Command::ForumMeeting) => self.form(cx).map(Effect::ask).into(),
            Msg::Command(command) => {
                let rows = self.rows(usize::from(self.sheet.width()), cx);
                self.sheet.command(command, &rows);
                Effects::none()
            }
            Msg::Filled { tag: ADD, values, .. } => {
                self.added(&values).map(|request| Effect::run(request, ADD)).into()
            }
            Msg::Answer { outcome: Ok(Answer::Forum(story)), .. } => {
                self.story = Some(story);
                Effects::none()
            }
            Msg::Changed => self.enter(cx),
            _ => Effects::none(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let rows = self.rows(usize::from(area.width), cx);
        self.sheet.view_or(frame, area, &rows, "Reading the forum …", cx);
    }

    fn can(&self, command: Command) -> bool {
        match command {
            Command::Filter => false,
            Command::Open | Command::ForumMeeting => self.story.is_some(),
            _ => true,
        }
    }
}
