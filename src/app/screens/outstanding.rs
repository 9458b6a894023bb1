//! Outstanding actions at the start of a meeting: reviewed by one key each, then on to the cases.

use jiff::civil::Date;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;
use uuid::Uuid;

use super::{parts, review};
use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::dialog::Dialog;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::cursor::Cursor;
use crate::app::widgets::form::{Field, Filled};
use crate::app::widgets::{chrome, columns, wide};
use crate::domain::id::Id;
use crate::domain::request::{Request, ReviewAction};
use crate::domain::rows::action::ReviewOutcome;
use crate::domain::rows::meeting::Meeting;
use crate::service::ask::{ActionLine, Answer, Ask};

const NOTE: Tag = Tag(1);
const REASON: Tag = Tag(2);

/// Actions to be reviewed.
pub struct Outstanding {
    meeting: Id<Meeting>,
    lines: Option<Vec<ActionLine>>,
    cursor: Cursor,
}

impl Outstanding {
    /// The actions that a meeting begins with.
    pub fn new(meeting: Id<Meeting>) -> Self {
        Self { meeting, lines: None, cursor: Cursor::default() }
    }

    fn current(&self) -> Option<&ActionLine> {
        self.lines.as_ref()?.get(self.cursor.at())
    }

    /// The list as read again. What was reviewed is off it, so that the cursor stands on the next one.
    fn take(&mut self, lines: Vec<ActionLine>) {
        self.cursor.set_len(lines.len());
        self.lines = Some(lines);
    }

    fn note(&self) -> Effects {
        let Some(line) = self.current().filter(|line| line.action.state.is_live()) else {
            return Effects::none();
        };
        let outcomes =
            ReviewOutcome::ALL.iter().map(|outcome| (outcome.word().to_owned(), outcome.word().to_owned()));
        let fields = vec![
            Field::choice("outcome", "Outcome", outcomes.collect()),
            Field::long("note", "What was said", "").optional(),
            Field::date("on", "Done on", None).optional(),
        ];
        let form = Dialog::form(format!("Review of {}", line.action.reference), NOTE, fields);
        Effect::ask(form.about(line.action.id.uuid())).into()
    }

    /// No longer possible needs a reason, as not done does.
    fn no_longer(&self) -> Effects {
        let Some(line) = self.current().filter(|line| line.action.state.is_live()) else {
            return Effects::none();
        };
        let title = format!("{}: why is it no longer possible?", line.action.reference);
        let form = Dialog::form(title, REASON, vec![Field::long("note", "Reason", "")]);
        Effect::ask(form.about(line.action.id.uuid())).into()
    }

    fn reviewed(
        &self,
        about: Option<Uuid>,
        outcome: ReviewOutcome,
        values: &Filled,
        on: Option<Date>,
    ) -> Effects {
        let Some(action) = about.map(Id::new) else { return Effects::none() };
        let (meeting, note) = (Some(self.meeting), values.text("note"));
        Effect::run(Request::ReviewAction(ReviewAction { action, meeting, outcome, note, on }), NOTE).into()
    }

    fn command(&mut self, command: Command) -> Effects {
        match command {
            Command::NoLonger => self.no_longer(),
            Command::ReviewNote => self.note(),
            Command::ToCases => Effect::Visit(Route::Room(self.meeting)).into(),
            Command::Open => self.current().map(|line| Effect::Go(Route::Case(line.action.case))).into(),
            command => review::review(command, self.current(), Some(self.meeting)).unwrap_or_else(|| {
                self.cursor.command(command);
                Effects::none()
            }),
        }
    }

    /// The whole of the action under the cursor, since a row may cut it.
    fn detail(&self, columns: usize, cx: &Cx) -> Vec<Line<'static>> {
        let Some(line) = self.current() else { return Vec::new() };
        let words = format!(
            "{}: {} · {} · carried over {} · agreed {} days ago",
            line.agency,
            cx.shown(&line.action.words),
            line.standing,
            super::agenda::times(line.carried),
            line.age
        );
        wide::wrap(&words, columns.saturating_sub(4))
            .into_iter()
            .map(|line| Line::styled(format!("  {line}"), cx.theme.text))
            .collect()
    }
}

impl Screen for Outstanding {
    fn scope(&self) -> Scope {
        Scope::Outstanding
    }

    fn title(&self, _cx: &Cx) -> String {
        match self.lines.as_ref().map(Vec::len) {
            Some(0) | None => "Outstanding actions".to_owned(),
            Some(len) => format!("Outstanding actions  {} of {len}", self.cursor.at() + 1),
        }
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        Effect::look(Ask::Outstanding(self.meeting), Tag::default()).into()
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match msg {
            Msg::Command(command) => self.command(command),
            Msg::Filled { tag: review::WHY_NOT_DONE, about, values } => {
                review::not_done(about, &values, Some(self.meeting))
            }
            Msg::Filled { tag: REASON, about, values } => {
                self.reviewed(about, ReviewOutcome::NoLongerPossible, &values, None)
            }
            Msg::Filled { tag: NOTE, about, values } => {
                let outcome = values.choice("outcome").and_then(ReviewOutcome::parse);
                outcome.map_or_else(Effects::none, |outcome| {
                    self.reviewed(about, outcome, &values, values.date("on"))
                })
            }
            Msg::Answer { outcome: Ok(Answer::Outstanding(lines)), .. } => {
                self.take(lines);
                Effects::none()
            }
            Msg::Changed => self.enter(cx),
            _ => Effects::none(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let Some(lines) = &self.lines else { return };
        if lines.is_empty() {
            return chrome::empty(frame, area, "No action is outstanding. m goes on to the cases.", cx);
        }
        let detail = self.detail(usize::from(area.width), cx);
        let rows = u16::try_from(detail.len() + 1).unwrap_or(u16::MAX).min(area.height / 3);
        let [head, body, foot] =
            Layout::vertical([Constraint::Length(1), Constraint::Fill(1), Constraint::Length(rows)])
                .areas(area);
        let widths = columns::widths(parts::ACTIONS, usize::from(area.width));
        frame.render_widget(columns::heads(parts::ACTIONS, &widths, &cx.theme), head);
        let at = self.cursor.at();
        let seen = self.cursor.visible(usize::from(body.height));
        let rows: Vec<Line> =
            seen.filter_map(|row| Some(parts::action_row(lines.get(row)?, &widths, row == at, cx))).collect();
        frame.render_widget(Paragraph::new(rows), body);
        let mut under = vec![Line::default()];
        under.extend(detail);
        frame.render_widget(Paragraph::new(under), foot);
    }

    fn can(&self, command: Command) -> bool {
        match command {
            Command::Filter => false,
            Command::ReviewNote => self.current().is_some_and(|line| line.action.state.is_live()),
            Command::Open => self.current().is_some(),
            command => review::can(command, self.current()).unwrap_or(true),
        }
    }
}
