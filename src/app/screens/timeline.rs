//! One case on one timeline: what happened, the newest or the oldest first, narrowed by filter words.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::columns::{self, Column, text};
use crate::app::widgets::cursor::Cursor;
use crate::app::widgets::filter::Filter;
use crate::app::widgets::{chrome, wide};
use crate::domain::calendar::show_day_year;
use crate::domain::filter::List;
use crate::domain::id::Id;
use crate::domain::paper::Subject;
use crate::domain::rows::case::Case;
use crate::service::ask::{Answer, Ask, Event, EventPlace, Timeline};

const COLUMNS: &[Column] = &[
    text("When", 15, 15, 0),
    text("Kind", 11, 11, 0),
    text("What", 20, 120, 0),
    text("By", 10, 22, 2),
    text("Meeting", 16, 20, 3),
];

/// Lines under the list at most, for the event under the cursor.
const UNDER: u16 = 5;

/// A case on its timeline.
pub struct TimelineScreen {
    case: Id<Case>,
    timeline: Option<Box<Timeline>>,
    filter: Filter,
    oldest_first: bool,
    cursor: Cursor,
}

impl TimelineScreen {
    /// The timeline of a case.
    pub fn new(case: Id<Case>) -> Self {
        let filter = Filter::of(List::Story, "");
        Self { case, timeline: None, filter, oldest_first: false, cursor: Cursor::default() }
    }

    /// The events that the filter leaves, in order.
    fn events(&self, cx: &Cx) -> Vec<&Event> {
        let Some(timeline) = &self.timeline else { return Vec::new() };
        let wanted = self.filter.read(cx);
        let mut events: Vec<&Event> =
            timeline.events.iter().filter(|event| wanted.keeps(|test| event.fits(test))).collect();
        if self.oldest_first {
            events.reverse();
        }
        events
    }

    fn count(&mut self, cx: &Cx) {
        let len = self.events(cx).len();
        self.cursor.set_len(len);
    }

    fn open(&self, cx: &Cx) -> Effects {
        let Some(event) = self.events(cx).get(self.cursor.at()).copied() else { return Effects::none() };
        let route = match event.place {
            EventPlace::Case(case) => Route::Case(case),
            EventPlace::Meeting(meeting) => Route::Agenda(meeting),
            EventPlace::Attachment(attachment) => Route::Attachment(attachment),
        };
        Effect::Go(route).into()
    }

    fn row(event: &Event, widths: &[usize], on: bool, cx: &Cx) -> Line<'static> {
        let theme = &cx.theme;
        let words = cx.shown(&event.words);
        let what = if words.is_empty() {
            event.head.clone()
        } else {
            format!("{}: {}", event.head, one_line(words))
        };
        let cells = vec![
            (show_day_year(event.at.date()), theme.quiet),
            (event.kind.to_string(), theme.strong),
            (what, theme.text),
            (event.agency.as_ref().map(|(_, said)| said.clone()).unwrap_or_default(), theme.text),
            (event.meeting.clone().unwrap_or_else(|| event.forum.1.clone()), theme.quiet),
        ];
        columns::row(COLUMNS, widths, cells, Some(on), theme)
    }

    /// The event under the cursor, whole.
    fn under(event: &Event, columns: usize, cx: &Cx) -> Vec<Line<'static>> {
        let mut head = format!("{}  {}", show_day_year(event.at.date()), event.head);
        head.extend(event.agency.iter().map(|(_, said)| format!(", {said}")));
        head.push_str(&format!("  ({})", event.meeting.as_ref().unwrap_or(&event.forum.1)));
        let mut lines =
            vec![Line::from(Span::styled(wide::cut(&format!("  {head}"), columns), cx.theme.heading))];
        let words = wide::wrap(cx.shown(&event.words), columns.saturating_sub(4).max(8));
        lines.extend(words.into_iter().map(|line| Line::styled(format!("  {line}"), cx.theme.text)));
        lines
    }
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Screen for TimelineScreen {
    fn scope(&self) -> Scope {
        if self.filter.is_open() { Scope::Filter } else { Scope::Long }
    }

    fn papers(&self) -> Option<Subject> {
        Some(Subject::Case(self.case))
    }

    fn title(&self, cx: &Cx) -> String {
        let Some(timeline) = &self.timeline else { return "Story".to_owned() };
        let order = if self.oldest_first { "oldest first" } else { "newest first" };
        match self.events(cx).len() {
            0 => format!("{}: story", timeline.case.reference),
            len => format!("{}: {} of {len}, {order}", timeline.case.reference, self.cursor.at() + 1),
        }
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        Effect::look(Ask::Timeline(self.case), Tag::default()).into()
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        if self.filter.hear(&msg, cx).is_some() {
            self.count(cx);
            return Effects::none();
        }
        match msg {
            Msg::Command(Command::Open) => return self.open(cx),
            Msg::Command(Command::TurnOrder) => {
                self.oldest_first = !self.oldest_first;
                self.cursor.to(0);
            }
            Msg::Command(command) => {
                self.cursor.command(command);
            }
            Msg::Answer { outcome: Ok(Answer::Timeline(timeline)), .. } => {
                self.timeline = Some(timeline);
                self.count(cx);
            }
            Msg::Changed => return self.enter(cx),
            _ => {}
        }
        Effects::none()
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let events = self.events(cx);
        let width = usize::from(area.width);
        let under =
            events.get(self.cursor.at()).map(|event| Self::under(event, width, cx)).unwrap_or_default();
        let foot = u16::try_from(under.len()).unwrap_or(UNDER).min(UNDER).min(area.height / 3);
        let [top, head, body, gap, foot] = Layout::vertical([
            Constraint::Length(self.filter.height(cx)),
            Constraint::Length(1),
            Constraint::Fill(1),
            Constraint::Length(u16::from(foot > 0)),
            Constraint::Length(foot),
        ])
        .areas(area);
        let _ = gap;
        self.filter.view(frame, top, cx);
        let widths = columns::widths(COLUMNS, width);
        frame.render_widget(columns::heads(COLUMNS, &widths, &cx.theme), head);
        if self.timeline.is_some() && events.is_empty() {
            return chrome::empty(frame, body, "Nothing fits. Press Esc to see all of it.", cx);
        }
        let at = self.cursor.at();
        let seen = self.cursor.visible(usize::from(body.height));
        let lines: Vec<Line> = seen
            .filter_map(|row| events.get(row).map(|event| Self::row(event, &widths, row == at, cx)))
            .collect();
        frame.render_widget(Paragraph::new(lines), body);
        frame.render_widget(Paragraph::new(under), foot);
    }

    fn takes_text(&self) -> bool {
        self.filter.is_open()
    }

    fn can(&self, command: Command) -> bool {
        match command {
            Command::Order | Command::Views => false,
            Command::Open => self.cursor.len() > 0,
            _ => true,
        }
    }

    fn holds_back(&self) -> bool {
        self.filter.is_open()
    }
}
