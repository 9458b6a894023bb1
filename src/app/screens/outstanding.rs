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
use crate::domain::private::Private;
use crate::domain::request::{Proof, Raise, Request, ReviewAction, SittingChange};
use crate::domain::rows::action::ReviewOutcome;
use crate::domain::rows::meeting::Meeting;
use crate::service::ask::{ActionFilter, ActionLine, Answer, Ask, Window};

const NOTE: Tag = Tag(1);
const RAISE: Tag = Tag(3);

/// Actions to be reviewed.
pub struct Outstanding {
    meeting: Id<Meeting>,
    lines: Option<Vec<ActionLine>>,
    cursor: Cursor,
    /// An action that is to be brought before the meeting, until its row is known: reference, disputed, why.
    raising: Option<(String, bool, Option<Private>)>,
}

impl Outstanding {
    /// The actions that a meeting begins with.
    pub fn new(meeting: Id<Meeting>) -> Self {
        Self { meeting, lines: None, cursor: Cursor::default(), raising: None }
    }

    fn current(&self) -> Option<&ActionLine> {
        self.lines.as_ref()?.get(self.cursor.at())
    }

    /// The list as read again. What was reviewed is off it, so that the cursor stands on the next one.
    fn take(&mut self, lines: Vec<ActionLine>) {
        self.cursor.set_len(lines.len());
        self.lines = Some(lines);
    }

    /// How many are to be reviewed, and how many were closed since the last meeting.
    fn counts(&self) -> (usize, usize) {
        let lines = self.lines.as_deref().unwrap_or_default();
        let live = lines.iter().filter(|line| line.action.state.is_live()).count();
        (live, lines.len() - live)
    }

    /// Brings another action before the meeting: disputed, or chosen by the chair.
    fn raise(&self) -> Effects {
        let choices = [("chair", "chosen by the chair"), ("disputed", "disputed")];
        let choices = choices.iter().map(|(key, words)| ((*key).to_owned(), (*words).to_owned())).collect();
        let fields = vec![
            Field::line("action", "Action (LAN-26-0143/3)", ""),
            Field::choice("how", "Because it is", choices),
            Field::line("why", "Why", "").optional(),
        ];
        Effect::ask(
            Dialog::form("Bring an action before the meeting", RAISE, fields).about(self.meeting.uuid()),
        )
        .into()
    }

    /// The case of the action was named: its actions are asked for.
    fn raised(&mut self, values: &Filled) -> Effects {
        let typed = values.text("action").unwrap_or_default().reveal().trim().to_uppercase();
        let Some((case, _)) = typed.rsplit_once('/') else {
            return Effect::sorry("write the action as LAN-26-0143/3").into();
        };
        let filter = ActionFilter { words: case.to_owned(), ..ActionFilter::default() };
        let disputed = values.choice("how") == Some("disputed");
        self.raising = Some((typed.clone(), disputed, values.text("why")));
        Effect::look(Ask::Actions(filter, Window { offset: 0, limit: 200 }), RAISE).into()
    }

    /// They have come: the one that was meant goes before the meeting.
    fn found(&mut self, lines: &[ActionLine]) -> Effects {
        let Some((reference, disputed, why)) = self.raising.take() else { return Effects::none() };
        let Some(line) = lines.iter().find(|line| line.action.reference == reference) else {
            return Effect::sorry(format!("no action {reference} is in the record")).into();
        };
        let raise = Raise { meeting: self.meeting, action: line.action.id, disputed, why };
        Effect::run(Request::Sitting(SittingChange::Raise(raise)), NOTE).into()
    }

    fn note(&self) -> Effects {
        let Some(line) = self.current().filter(|line| line.action.state.is_live()) else {
            return Effects::none();
        };
        let outcomes =
            ReviewOutcome::SAID.iter().map(|outcome| (outcome.word().to_owned(), outcome.word().to_owned()));
        let fields = vec![
            Field::choice("outcome", "Outcome", outcomes.collect()),
            Field::long("note", "What was said", "").optional(),
            Field::date("on", "Done on", None).optional(),
            Field::line("evidence", "Evidence that it was done", "").optional(),
            Field::line("by", "Confirmed by", "").optional(),
        ];
        let form = Dialog::form(format!("Review of {}", line.action.reference), NOTE, fields);
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
        let proof =
            Proof { evidence: values.text("evidence"), confirmed_by: values.text("by"), confirmed_on: None };
        Effect::run(Request::ReviewAction(ReviewAction { action, meeting, outcome, note, on, proof }), NOTE)
            .into()
    }

    fn command(&mut self, command: Command) -> Effects {
        match command {
            Command::RaiseAction => self.raise(),
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
        let (live, closed) = self.counts();
        let closed = if closed == 0 { String::new() } else { format!("  {closed} closed since last time") };
        match live {
            0 => format!("Outstanding actions{closed}"),
            live if self.cursor.at() >= live => format!("Outstanding actions  {live}{closed}"),
            live => format!("Outstanding actions  {} of {live}{closed}", self.cursor.at() + 1),
        }
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        Effect::look(Ask::Outstanding(self.meeting), Tag::default()).into()
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match msg {
            Msg::Command(command) => self.command(command),
            Msg::Filled { tag: RAISE, values, .. } => self.raised(&values),
            Msg::Answer { tag: RAISE, outcome: Ok(Answer::Actions(found)) } => self.found(&found.lines),
            Msg::Filled { tag: NOTE, about, values } => {
                let outcome = values.choice("outcome").and_then(ReviewOutcome::parse);
                outcome.map_or_else(Effects::none, |outcome| {
                    self.reviewed(about, outcome, &values, values.date("on"))
                })
            }
            Msg::Filled { tag, about, values } => {
                review::reasoned(tag, about, &values, Some(self.meeting)).unwrap_or_default()
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
