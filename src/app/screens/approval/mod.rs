//! The minutes of a meeting: what is incomplete, comments on the draft, approval, papers written out, and addenda once
//! they are approved. It never refuses to approve: what is missing is listed, and each line leads to its place.
//!
//! `rows` is the page, `forms` its dialogs.

mod forms;
mod rows;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::sheet::Sheet;
use crate::domain::id::Id;
use crate::domain::paper::Subject;
use crate::domain::request::{MoveMeeting, Request, Step};
use crate::domain::rows::agenda::AgendaItem;
use crate::domain::rows::meeting::{Meeting, MeetingState};
use crate::domain::rules::incomplete::Missing;
use crate::service::ask::{Agenda, Answer, Ask, MinutesStory};

const DONE: Tag = Tag(1);
const OPENED: Tag = Tag(2);
const DEEMED: Tag = Tag(3);
const HERE: Tag = Tag(10);
const MAIL: Tag = Tag(11);
const EXPORT: Tag = Tag(12);
const ADDENDUM: Tag = Tag(13);
const SHEETS: Tag = Tag(14);
const COMMENT: Tag = Tag(15);
const ANSWER: Tag = Tag(16);

/// What a line of the page leads to.
#[derive(Debug, Clone, Copy)]
enum Target {
    /// Something missing: of a case, or of the meeting as a whole.
    Lack(Option<Id<AgendaItem>>, Missing),
    /// A comment, by its place among them.
    Comment(usize),
}

/// What is incomplete, and approval.
pub struct Approval {
    id: Id<Meeting>,
    agenda: Option<Box<Agenda>>,
    story: Option<Box<MinutesStory>>,
    sheet: Sheet,
}

impl Approval {
    /// The minutes of a meeting.
    pub fn new(meeting: Id<Meeting>) -> Self {
        Self { id: meeting, agenda: None, story: None, sheet: Sheet::default() }
    }

    fn meeting(&self) -> Option<&Meeting> {
        self.story.as_ref().map(|story| &story.meeting)
    }

    fn state(&self) -> Option<MeetingState> {
        self.meeting().map(|meeting| meeting.state)
    }

    fn reference(&self) -> &str {
        self.meeting().map_or("", |meeting| meeting.reference.as_str())
    }

    fn target(&self, cx: &Cx) -> Option<Target> {
        self.sheet.target(&self.rows(usize::from(self.sheet.width()), cx)).copied()
    }

    /// To where something is missing, ready to mend it; to the answer of a comment.
    fn open(&self, cx: &Cx) -> Effects {
        match self.target(cx) {
            Some(Target::Lack(_, Missing::Answer)) => {
                self.first_open().map_or_else(Effects::none, |at| self.answer(at))
            }
            Some(Target::Lack(Some(item), missing)) => {
                Effect::Go(Route::RoomAt(self.id, item, Some(missing))).into()
            }
            Some(Target::Lack(None, _)) => Effect::Go(Route::SignIn(self.id)).into(),
            Some(Target::Comment(at)) => self.answer(at),
            None => Effects::none(),
        }
    }

    /// The first comment that waits for an answer.
    fn first_open(&self) -> Option<usize> {
        self.story.as_ref()?.comments.iter().position(|comment| comment.answer.is_none())
    }

    fn answer(&self, at: usize) -> Effects {
        let comment = self.story.as_ref().and_then(|story| story.comments.get(at));
        comment.map_or_else(Effects::none, |comment| self.answer_form(comment))
    }

    fn command(&mut self, command: Command, cx: &Cx) -> Effects {
        match command {
            Command::Open => self.open(cx),
            Command::ApproveHere => self.approve_form(false, cx),
            Command::ApproveByMail => self.approve_form(true, cx),
            Command::DeemApproved => self.deem(),
            Command::ExportMinutes => self.export_form(),
            Command::ActionSheets => self.sheets_form(),
            Command::CommentOnMinutes => self.comment_form(cx),
            Command::AddAddendum => self.addendum_form(),
            Command::OtherBusiness => Effect::Go(Route::Business(self.id)).into(),
            Command::OpenAgain => {
                let step = MoveMeeting { meeting: self.id, step: Step::Open };
                Effect::run(Request::MoveMeeting(step), OPENED).into()
            }
            command => {
                let rows = self.rows(usize::from(self.sheet.width()), cx);
                self.sheet.command(command, &rows);
                Effects::none()
            }
        }
    }
}

impl Screen for Approval {
    fn scope(&self) -> Scope {
        Scope::Approval
    }

    fn papers(&self) -> Option<Subject> {
        Some(Subject::Meeting(self.id))
    }

    fn title(&self, _cx: &Cx) -> String {
        self.agenda
            .as_ref()
            .map_or_else(|| "Minutes".to_owned(), |agenda| format!("{}: minutes", agenda.forum))
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        let agenda = Effects::from(Effect::look(Ask::Agenda(self.id), DONE));
        agenda.and(Effect::look(Ask::Minutes(self.id), DONE))
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match msg {
            Msg::Command(command) => return self.command(command, cx),
            Msg::Filled { tag, about, values } => return self.filled(tag, about, &values),
            Msg::Done { tag: OPENED, outcome: Ok(_) } => return Effect::Visit(Route::Room(self.id)).into(),
            Msg::Answer { outcome: Ok(Answer::Agenda(agenda)), .. } => self.agenda = Some(agenda),
            Msg::Answer { outcome: Ok(Answer::Minutes(story)), .. } => self.story = Some(story),
            Msg::Changed => return self.enter(cx),
            _ => {}
        }
        Effects::none()
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        self.sheet.view(frame, area, &self.rows(usize::from(area.width), cx), cx);
    }

    fn can(&self, command: Command) -> bool {
        let state = self.state();
        let begun = !matches!(state, None | Some(MeetingState::Planned));
        match command {
            Command::Filter => false,
            Command::ApproveHere | Command::ApproveByMail | Command::OpenAgain => {
                state == Some(MeetingState::Closed)
            }
            Command::DeemApproved => {
                let silence = self.story.as_ref().and_then(|story| story.silence.as_ref());
                silence.is_some() && state == Some(MeetingState::Closed)
            }
            Command::ExportMinutes | Command::OtherBusiness => state.is_some(),
            Command::ActionSheets | Command::CommentOnMinutes => begun,
            Command::AddAddendum => state == Some(MeetingState::Approved),
            _ => true,
        }
    }
}
