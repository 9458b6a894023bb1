//! The meetings, the newest first: open one, or add one.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::widgets::Paragraph;

use super::parts;
use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::dialog::Dialog;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::cursor::Cursor;
use crate::app::widgets::form::{Field, Filled};
use crate::app::widgets::{chrome, columns};
use crate::domain::paper::Subject;
use crate::domain::request::{AddMeeting, Request};
use crate::service::ask::{Answer, Ask, ForumLine, MeetingLine};

const ADD: Tag = Tag(1);
const FORUMS: Tag = Tag(77);

/// The meeting list.
#[derive(Default)]
pub struct Meetings {
    lines: Vec<MeetingLine>,
    known: bool,
    cursor: Cursor,
}

impl Meetings {
    fn current(&self) -> Option<&MeetingLine> {
        self.lines.get(self.cursor.at())
    }

    fn command(&mut self, command: Command) -> Effects {
        match command {
            Command::Open => self.current().map(|line| Effect::Go(Route::Agenda(line.meeting.id))).into(),
            // Which forums there are is the area's to say.
            Command::AddMeeting => Effect::look(Ask::Forums, FORUMS).into(),
            command => {
                self.cursor.command(command);
                Effects::none()
            }
        }
    }

    /// A form for the next meeting, filled in as the newest one was held.
    fn form(&self, forums: &[ForumLine]) -> Dialog {
        let last = self.lines.first().map(|line| &line.meeting);
        let mut choices: Vec<(String, String)> =
            forums.iter().map(|forum| (forum.key.clone(), forum.code.clone())).collect();
        choices.sort_by_key(|(key, _)| last.is_none_or(|meeting| meeting.forum != *key));
        let venue = last.and_then(|meeting| meeting.venue.as_deref()).unwrap_or("");
        Dialog::form(
            "Add a meeting",
            ADD,
            vec![
                Field::choice("forum", "Forum", choices),
                Field::date("on", "Day", None),
                Field::time("starts", "Begins", last.map(|meeting| meeting.starts)),
                Field::number("minutes", "Minutes in all", None).optional(),
                Field::line("venue", "Where", venue).optional(),
                Field::line("chair", "Chair", "").optional(),
            ],
        )
    }
}

fn add(values: &Filled) -> Effects {
    let (Some(forum), Some(on), Some(starts)) =
        (values.choice("forum"), values.date("on"), values.time("starts"))
    else {
        return Effects::none();
    };
    let request = AddMeeting {
        forum: forum.to_owned(),
        on,
        starts,
        minutes: values.number("minutes"),
        venue: values.text("venue").map(|venue| venue.reveal().to_owned()),
        chair: values.text("chair"),
        urgent: None,
    };
    Effect::run(Request::AddMeeting(request), ADD).into()
}

impl Screen for Meetings {
    fn scope(&self) -> Scope {
        Scope::Meetings
    }

    fn papers(&self) -> Option<Subject> {
        self.current().map(|line| Subject::Meeting(line.meeting.id))
    }

    fn title(&self, _cx: &Cx) -> String {
        "Meetings".to_owned()
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        Effect::look(Ask::Meetings, Tag::default()).into()
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match msg {
            Msg::Command(command) => return self.command(command),
            Msg::Filled { tag: ADD, values, .. } => return add(&values),
            Msg::Answer { tag: FORUMS, outcome: Ok(Answer::Forums(forums)) } => {
                return Effect::ask(self.form(&forums)).into();
            }
            Msg::Answer { outcome: Ok(Answer::Meetings(lines)), .. } => {
                self.cursor.set_len(lines.len());
                if !self.known {
                    // Begin at the meeting to come, not at one a year away.
                    let next = lines.iter().rposition(|line| line.meeting.on >= cx.today());
                    self.cursor.to(next.unwrap_or(0));
                }
                self.known = true;
                self.lines = lines;
            }
            Msg::Changed => return self.enter(cx),
            _ => {}
        }
        Effects::none()
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let [head, body] = Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(area);
        let widths = columns::widths(parts::MEETINGS, usize::from(area.width));
        frame.render_widget(columns::heads(parts::MEETINGS, &widths, &cx.theme), head);
        if self.known && self.lines.is_empty() {
            return chrome::empty(frame, body, "No meetings yet. Press a to add the next one.", cx);
        }
        let at = self.cursor.at();
        let lines: Vec<_> = self
            .cursor
            .visible(usize::from(body.height))
            .filter_map(|row| Some(parts::meeting_row(self.lines.get(row)?, &widths, row == at, cx)))
            .collect();
        frame.render_widget(Paragraph::new(lines), body);
    }

    fn can(&self, command: Command) -> bool {
        match command {
            Command::Open => self.current().is_some(),
            Command::Filter => false,
            _ => true,
        }
    }
}
