//! Sign-in: who takes part and how, one line an agency and one key each; the confidentiality statement; conflicts.
//!
//! It opens the meeting, and is come back to when somebody arrives late or leaves. `forms` holds its dialogs.

mod forms;
mod view;

use std::collections::BTreeSet;

use jiff::civil::Time;
use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::cursor::Cursor;
use crate::domain::id::Id;
use crate::domain::request::{AcceptConfidentiality, Attend, MoveMeeting, Place, Request, Step};
use crate::domain::rows::area::Agency;
use crate::domain::rows::meeting::{Attendance, Meeting, MeetingState, Presence};
use crate::service::ask::{Agenda, Answer, Ask};

const DONE: Tag = Tag(1);
const OPEN: Tag = Tag(2);
const CONFLICT: Tag = Tag(3);
const PLACE: Tag = Tag(10);
const APOLOGIES: Tag = Tag(11);
const DECLARE: Tag = Tag(12);
const SLOT: Tag = Tag(13);
const WAIVE: Tag = Tag(14);

/// Who is there.
pub struct SignIn {
    meeting: Id<Meeting>,
    agenda: Option<Box<Agenda>>,
    cursor: Cursor,
    /// Agencies said not to accept the confidentiality statement.
    except: BTreeSet<String>,
}

impl SignIn {
    /// The sign-in of a meeting.
    pub fn new(meeting: Id<Meeting>) -> Self {
        Self { meeting, agenda: None, cursor: Cursor::default(), except: BTreeSet::new() }
    }

    /// Agencies in the order shown: those expected first, each in the area's order.
    fn agencies(&self) -> Vec<&Agency> {
        let Some(agenda) = &self.agenda else { return Vec::new() };
        let (core, others): (Vec<&Agency>, Vec<&Agency>) =
            agenda.agencies.iter().partition(|agency| agency.core);
        core.into_iter().chain(others).collect()
    }

    fn current(&self) -> Option<&Agency> {
        self.agencies().get(self.cursor.at()).copied()
    }

    fn line(&self, key: &str) -> Option<&Attendance> {
        self.agenda.as_ref()?.attendance.iter().find(|line| line.agency == key)
    }

    fn sits(&self) -> bool {
        self.agenda.as_ref().is_some_and(|agenda| agenda.meeting.state == MeetingState::Open)
    }

    fn attend(&self, places: Vec<Place>) -> Effects {
        if places.is_empty() {
            return Effects::none();
        }
        Effect::run(Request::Attend(Attend { meeting: self.meeting, places }), DONE).into()
    }

    /// One key: how the agency takes part. Who comes while the meeting sits has come now.
    fn presence(&self, presence: Presence, cx: &Cx) -> Effects {
        let Some(agency) = self.current() else { return Effects::none() };
        let was_there = self.line(&agency.key).is_some_and(|line| line.presence.is_there());
        let late = self.sits() && presence.is_there() && !was_there;
        self.attend(vec![Place { arrived: late.then(|| minute(cx)), ..Place::of(&agency.key, presence) }])
    }

    /// Everybody expected of whom nothing is recorded is in the room; what is recorded stays.
    fn everybody(&self) -> Effects {
        let missing =
            self.agencies().into_iter().filter(|agency| agency.core && self.line(&agency.key).is_none());
        let places: Vec<Place> = missing.map(|agency| Place::of(&agency.key, Presence::Room)).collect();
        if places.is_empty() {
            return Effect::say("everybody expected has been recorded already").into();
        }
        self.attend(places)
    }

    /// Left now, or come back.
    fn gone(&self, cx: &Cx) -> Effects {
        let line =
            self.current().and_then(|agency| self.line(&agency.key)).filter(|line| line.presence.is_there());
        let Some(line) = line else { return Effect::say("the agency is not there").into() };
        let left = if line.left.is_some() { None } else { Some(minute(cx)) };
        self.attend(vec![Place { left, ..Place::of(&line.agency, line.presence) }])
    }

    fn accept(&self) -> Effects {
        let except = self.except.iter().cloned().collect();
        let accept = AcceptConfidentiality { meeting: self.meeting, except };
        Effect::run(Request::AcceptConfidentiality(accept), DONE).into()
    }

    /// Who does not accept; once the statement has been read the change is recorded at once.
    fn not_accepted(&mut self) -> Effects {
        let Some(key) = self.current().map(|agency| agency.key.clone()) else { return Effects::none() };
        if !self.except.remove(&key) {
            self.except.insert(key);
        }
        let read = self.agenda.as_ref().is_some_and(|agenda| agenda.meeting.confidentiality.is_some());
        if read { self.accept() } else { Effects::none() }
    }

    /// Opens the meeting when it is not open, and goes on.
    fn start(&self) -> Effects {
        let Some(agenda) = &self.agenda else { return Effects::none() };
        match agenda.meeting.state {
            MeetingState::Planned | MeetingState::Paused => {
                let step = MoveMeeting { meeting: self.meeting, step: Step::Open };
                Effect::run(Request::MoveMeeting(step), OPEN).into()
            }
            MeetingState::Open => Effect::Visit(Route::Room(self.meeting)).into(),
            state => Effect::sorry(format!("{} is {state}", agenda.meeting.reference)).into(),
        }
    }

    /// The meeting is open: to the outstanding actions when there are any.
    fn opened(&self) -> Effects {
        let outstanding = self.agenda.as_ref().is_some_and(|agenda| agenda.outstanding > 0);
        let route = if outstanding { Route::Outstanding(self.meeting) } else { Route::Room(self.meeting) };
        Effect::Visit(route).into()
    }

    fn command(&mut self, command: Command, cx: &Cx) -> Effects {
        match command {
            Command::InTheRoom => self.presence(Presence::Room, cx),
            Command::Online => self.presence(Presence::Online, cx),
            Command::Absent => self.presence(Presence::Absent, cx),
            Command::Observer => self.presence(Presence::Observer, cx),
            Command::Apologies => self.apologies(),
            Command::EditPlace | Command::Open => self.edit(),
            Command::EverybodyHere => self.everybody(),
            Command::AcceptAll => self.accept(),
            Command::NotAccepted => self.not_accepted(),
            Command::GoneNow => self.gone(cx),
            Command::Conflict => self.conflict(),
            Command::StartMeeting => self.start(),
            Command::SignInResearch => Effect::Go(Route::Research(self.meeting)).into(),
            Command::SetSlot => self.slot(),
            Command::WaiveQuorum => self.waive(),
            command => {
                self.cursor.command(command);
                Effects::none()
            }
        }
    }

    fn take(&mut self, agenda: Box<Agenda>) {
        if agenda.meeting.confidentiality.is_some() && self.agenda.is_none() {
            let refused = agenda.attendance.iter().filter(|line| line.presence.is_there() && !line.accepted);
            self.except =
                refused.filter(|line| line.arrived.is_none()).map(|line| line.agency.clone()).collect();
        }
        self.cursor.set_len(agenda.agencies.len());
        self.agenda = Some(agenda);
    }
}

/// The minute it is.
fn minute(cx: &Cx) -> Time {
    let now = cx.now.time();
    Time::new(now.hour(), now.minute(), 0, 0).unwrap_or(now)
}

impl Screen for SignIn {
    fn scope(&self) -> Scope {
        Scope::SignIn
    }

    fn title(&self, _cx: &Cx) -> String {
        self.agenda
            .as_ref()
            .map_or_else(|| "Sign-in".to_owned(), |agenda| format!("{}: sign-in", agenda.forum))
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        Effect::look(Ask::Agenda(self.meeting), DONE).into()
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match msg {
            Msg::Command(command) => self.command(command, cx),
            Msg::Filled { tag, about, values } => self.filled(tag, about, &values),
            Msg::Done { tag: OPEN, outcome: Ok(_) } => self.opened(),
            Msg::Done { tag: CONFLICT, outcome: Ok(_) } => Effect::say(
                "kept out of the case; whether a position of trust is involved is asked with its decision",
            )
            .into(),
            Msg::Answer { outcome: Ok(Answer::Agenda(agenda)), .. } => {
                self.take(agenda);
                Effects::none()
            }
            Msg::Changed => self.enter(cx),
            _ => Effects::none(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        view::view(self, frame, area, cx);
    }

    fn can(&self, command: Command) -> bool {
        let approved =
            self.agenda.as_ref().is_some_and(|agenda| agenda.meeting.state == MeetingState::Approved);
        match command {
            Command::Filter | Command::Open => false,
            Command::InTheRoom
            | Command::Online
            | Command::Apologies
            | Command::Absent
            | Command::Observer
            | Command::EditPlace
            | Command::GoneNow
            | Command::Conflict
            | Command::EverybodyHere
            | Command::AcceptAll
            | Command::NotAccepted
            | Command::SetSlot => self.agenda.is_some() && !approved,
            Command::WaiveQuorum => {
                !approved && self.agenda.as_ref().is_some_and(|agenda| !agenda.around.missing.is_empty())
            }
            _ => true,
        }
    }
}
