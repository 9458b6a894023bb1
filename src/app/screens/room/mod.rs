//! The meeting room. The line always has the focus: letters are never commands here.
//!
//! State and messages are in this file; `walk` goes from case to case, `forms` holds the dialogs, `line` the line being
//! typed, `reading` what it means; `table` is about who is here, breaks and the order of what is left, `slots` says who is
//! called in; `view`, `page`, `side` and `gaps` draw.

mod checks;
mod forms;
mod gaps;
mod line;
mod mode;
mod offers;
pub mod pace;
mod page;
mod reading;
mod scroll;
mod side;
mod slots;
mod table;
#[cfg(test)]
mod tests;
mod view;
mod walk;
mod written;

use ratatui::Frame;
use ratatui::layout::Rect;

use self::gaps::Gaps;
use self::line::{Parcel, Shown, TypedLine};
use self::mode::Mode;
use self::offers::Offer;
use self::reading::{Around, readings};
use self::scroll::{Scroll, Section};
use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::offers as named;
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::text_area::LongText;
use crate::domain::id::Id;
use crate::domain::paper::Subject;
use crate::domain::private::Private;
use crate::domain::request::{AddNote, Request};
use crate::domain::rows::agenda::AgendaItem;
use crate::domain::rows::meeting::{Meeting, MeetingState};
use crate::domain::rules::incomplete::Missing;
use crate::service::ask::{Agenda, Answer, Ask, ItemLine, ItemStory};

const AGENDA: Tag = Tag(1);
const ITEM: Tag = Tag(2);
const HEAR: Tag = Tag(3);
const CLOSE: Tag = Tag(4);
const GAPS: Tag = Tag(5);

/// What is in sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Nothing yet.
    Nowhere,
    /// A case.
    Case(Id<AgendaItem>),
    /// Expiries and other business.
    Business,
}

/// The meeting room.
pub struct Room {
    meeting: Id<Meeting>,
    /// The case to begin with, when one was asked for.
    wanted: Option<Id<AgendaItem>>,
    place: Place,
    agenda: Option<Box<Agenda>>,
    story: Option<Box<ItemStory>>,
    line: TypedLine,
    gaps: Gaps,
    scroll: Scroll,
    /// Whether the cases stood beside the case when it was drawn last: a cache of geometry.
    wide: std::cell::Cell<bool>,
    /// A command given before the case in sight had been read: it is carried out as soon as it has.
    waits: Option<Command>,
    /// What was offered last, by the order of the choices.
    offers: Vec<Offer>,
    /// What is missing in the case asked for: its form is opened, or the line turned, once the case has been read.
    mend: Option<Missing>,
}

impl Room {
    /// The room of a meeting: at the case being heard, or at one that was asked for.
    pub fn new(meeting: Id<Meeting>, wanted: Option<Id<AgendaItem>>) -> Self {
        Self {
            meeting,
            wanted,
            place: Place::Nowhere,
            agenda: None,
            story: None,
            line: TypedLine::default(),
            gaps: Gaps::default(),
            scroll: Scroll::default(),
            wide: std::cell::Cell::new(false),
            waits: None,
            offers: Vec::new(),
            mend: None,
        }
    }

    /// The same, to mend what is missing in the case asked for.
    pub fn mending(mut self, missing: Option<Missing>) -> Self {
        self.mend = missing;
        self
    }

    /// The room of a meeting, at expiries and other business.
    pub fn at_business(meeting: Id<Meeting>) -> Self {
        Self { place: Place::Business, ..Self::new(meeting, None) }
    }

    /// The case in sight, once it has been read.
    fn story(&self) -> Option<&ItemStory> {
        let Place::Case(item) = self.place else { return None };
        self.story.as_deref().filter(|story| story.item.id == item)
    }

    /// The case in sight as the agenda lists it.
    fn listed(&self) -> Option<&ItemLine> {
        let Place::Case(item) = self.place else { return None };
        self.agenda.as_ref()?.items.iter().find(|line| line.item.id == item)
    }

    fn around<'a>(&'a self, cx: &'a Cx) -> Option<Around<'a>> {
        Some(Around::new(self.agenda.as_deref()?, self.story()?, cx))
    }

    fn is_open(&self) -> bool {
        self.agenda.as_ref().is_some_and(|agenda| agenda.meeting.state == MeetingState::Open)
    }

    fn look(&self) -> Effects {
        let agenda = Effects::from(Effect::look(Ask::Agenda(self.meeting), AGENDA));
        let grid = self.gaps.shown.then(|| Effect::look(Ask::Grid(self.meeting), GAPS));
        let agenda = agenda.and(grid);
        match self.place {
            Place::Case(item) => agenda.and(Effect::look(Ask::Item(item), ITEM)),
            Place::Nowhere | Place::Business => agenda,
        }
    }

    /// Puts a case in sight; its line is fetched and its story asked for.
    fn show(&mut self, item: Id<AgendaItem>) -> Effects {
        if self.place != Place::Case(item) {
            self.scroll.restart();
            self.waits = None;
        }
        self.place = Place::Case(item);
        let about = self.listed().map(|line| line.case.id.uuid());
        let look = Effects::from(Effect::look(Ask::Item(item), ITEM));
        about.map_or(look.clone(), |about| self.line.turn_to(about).and(look))
    }

    /// Puts expiries and other business in sight.
    fn show_business(&mut self) -> Effects {
        self.place = Place::Business;
        self.scroll.restart();
        self.waits = None;
        let effects = self.line.turn_to(self.meeting.uuid());
        self.line.begin(Mode::Note);
        effects
    }

    fn take_agenda(&mut self, agenda: Box<Agenda>, cx: &Cx) -> Effects {
        let taken_over = self.taken_over(&agenda, cx);
        let first = self.agenda.replace(agenda).is_none();
        if !first {
            return taken_over;
        }
        match self.place {
            Place::Business => self.show_business(),
            Place::Nowhere | Place::Case(_) => self.begin(),
        }
    }

    fn take_item(&mut self, story: Box<ItemStory>) {
        let stored: Vec<_> = story.story.actions.iter().map(|line| line.action.id.uuid()).collect();
        self.line.shown_by_record(story.story.case.id.uuid(), &stored);
        if self.place == Place::Case(story.item.id) {
            self.story = Some(story);
            self.mend();
        }
    }

    /// Makes ready for what is missing in the case that was asked for.
    fn mend(&mut self) {
        match self.mend.take() {
            Some(Missing::Decision | Missing::Reason | Missing::Trust) => {
                self.waits = Some(Command::Decision);
            }
            Some(Missing::Feedback) => self.waits = Some(Command::Feedback),
            Some(Missing::Action) => self.line.begin(Mode::Action),
            Some(Missing::Risk) => self.line.begin(Mode::Risk),
            Some(Missing::Information) => self.line.begin(Mode::Information),
            Some(
                Missing::Attendance
                | Missing::Confidentiality
                | Missing::Chair
                | Missing::Answer
                | Missing::Hearing
                | Missing::Quorum,
            )
            | None => {}
        }
    }

    /// What Enter does: sends what is typed. An empty line does nothing.
    fn take_line(&mut self, cx: &Cx) -> Effects {
        if self.line.text().trim().is_empty() {
            return Effects::none();
        }
        if self.place == Place::Business {
            let parcel = self.business();
            return self.line.send(vec![parcel]);
        }
        let entered = self.line.entered();
        let Some(parcels) = self.around(cx).map(|around| around.parcels(&entered, cx)) else {
            return self.line.hold();
        };
        self.scroll.follow(section(self.line.mode(), &parcels));
        self.line.send(parcels)
    }

    /// A case has been read: what was entered for it before that goes to the record now, whichever case is in sight.
    fn send_held(&mut self, story: &ItemStory, cx: &Cx) -> Effects {
        let mut effects = Effects::none();
        for entered in self.line.held_for(story.story.case.id.uuid()) {
            let Some(agenda) = self.agenda.as_deref() else { continue };
            let parcels = Around::new(agenda, story, cx).parcels(&entered, cx);
            effects = effects.and(self.line.send_held(&entered, parcels));
        }
        effects
    }

    /// A note under no case.
    fn business(&self) -> Parcel {
        let line = self.line.text();
        let words = Private::from(line.trim());
        let request =
            Request::AddNote(AddNote { meeting: Some(self.meeting), case: None, words, unread: false });
        Parcel { request, shown: vec![Shown::Note(line.trim().to_owned())], line, mode: Mode::Note }
    }

    /// How many readings the line has now.
    fn readings(&self, cx: &Cx) -> usize {
        let reading = self.around(cx).filter(|_| self.line.mode() == Mode::Action);
        reading.map_or(1, |around| readings(&around.read(&self.line.text(), cx)))
    }

    fn take_reading(&mut self, choice: usize, cx: &Cx) -> Effects {
        if choice >= self.readings(cx) || self.readings(cx) < 2 {
            return Effects::none();
        }
        self.line.take_reading(choice);
        self.take_line(cx)
    }

    fn line_command(&mut self, command: Command, cx: &Cx) -> Option<Effects> {
        Some(match command {
            Command::LineTake => self.take_line(cx),
            Command::LineFlip | Command::LineFlipBack if self.place == Place::Business => Effects::none(),
            Command::LineFlip => self.line.flip(true),
            Command::LineFlipBack => self.line.flip(false),
            Command::LineUp if self.line.text().is_empty() => self.line.bring_back(),
            Command::LineUp | Command::LineDown => {
                let readings = self.readings(cx);
                self.line.choose(command == Command::LineDown, readings);
                Effects::none()
            }
            Command::LongText if matches!(self.place, Place::Case(_)) => {
                self.line.open_editor();
                Effects::none()
            }
            Command::EditorTake => self.take_line(cx),
            Command::EditorFlip => self.line.flip(true),
            Command::EditorFlipBack => self.line.flip(false),
            Command::EditorLine => self.line.edit_long(LongText::new_line),
            Command::EditorUndo => self.line.edit_long(LongText::undo),
            Command::EditorRedo => self.line.edit_long(LongText::redo),
            Command::EditorTop => self.line.edit_long(|text| text.leap(false)),
            Command::EditorBottom => self.line.edit_long(|text| text.leap(true)),
            Command::EditorClose => self.line.close_editor(),
            Command::Back if self.line.written().is_editing() => self.line.close_editor(),
            Command::ReadingOne => self.take_reading(0, cx),
            Command::ReadingTwo => self.take_reading(1, cx),
            Command::ReadingThree => self.take_reading(2, cx),
            Command::CaseUp | Command::CaseDown => {
                self.scroll.page(command == Command::CaseDown);
                Effects::none()
            }
            _ => return None,
        })
    }

    fn command(&mut self, command: Command, cx: &Cx) -> Effects {
        if let Some(effects) = self.line_command(command, cx).or_else(|| self.offer(command, cx)) {
            return effects;
        }
        match command {
            Command::NextCase => self.next(),
            Command::PreviousCase => self.previous(),
            Command::LookAhead => self.ahead(),
            Command::JumpCase => self.jump(cx),
            Command::GapGrid => self.gap_grid(),
            Command::Back => {
                self.gaps.shown = false;
                Effects::none()
            }
            Command::RoomReview => Effect::Go(Route::Outstanding(self.meeting)).into(),
            Command::RoomSignIn => Effect::Go(Route::SignIn(self.meeting)).into(),
            Command::CloseMeeting => self.close(),
            command => match self.at_the_table(command, cx) {
                Some(effects) => effects,
                None => self.form(command, cx),
            },
        }
    }

    /// Shows or hides the grid; it is read when it is shown, and again with every change.
    fn gap_grid(&mut self) -> Effects {
        self.gaps.shown = !self.gaps.shown;
        if self.gaps.shown { Effect::look(Ask::Grid(self.meeting), GAPS).into() } else { Effects::none() }
    }

    fn answer(&mut self, answer: Answer, cx: &Cx) -> Effects {
        match answer {
            Answer::Agenda(agenda) => return self.take_agenda(agenda, cx),
            Answer::Grid(grid) => self.gaps.known(grid),
            Answer::Usual(lines) => return self.take_usual(&lines, cx),
            Answer::Item(story) => {
                let held = self.send_held(&story, cx);
                self.take_item(story);
                let waited = if self.story().is_some() { self.waits.take() } else { None };
                return held.and(waited.map_or_else(Effects::none, |command| self.command(command, cx)));
            }
            _ => {}
        }
        Effects::none()
    }
}

/// The minute it is.
fn minute(now: jiff::civil::DateTime) -> jiff::civil::Time {
    let now = now.time();
    jiff::civil::Time::new(now.hour(), now.minute(), 0, 0).unwrap_or(now)
}

/// Where what was sent will be shown.
fn section(mode: Mode, parcels: &[Parcel]) -> Section {
    match mode {
        Mode::Information => Section::Information,
        Mode::Risk => Section::Risks,
        Mode::Action if parcels.iter().any(|parcel| !matches!(parcel.request, Request::AddNote(_))) => {
            Section::Actions
        }
        Mode::Action | Mode::Note => Section::Notes,
    }
}

impl Screen for Room {
    fn scope(&self) -> Scope {
        if self.line.written().is_editing() { Scope::Editor } else { Scope::Room }
    }

    fn papers(&self) -> Option<Subject> {
        Some(Subject::Meeting(self.meeting))
    }

    fn title(&self, cx: &Cx) -> String {
        view::title(self, cx)
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        self.look()
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match msg {
            Msg::Command(command) => self.command(command, cx),
            Msg::Key(key) => {
                self.waits = None;
                self.line.key(key)
            }
            Msg::Paste(text) => {
                self.waits = None;
                self.line.paste(&text)
            }
            Msg::Done { tag: CLOSE, outcome: Ok(_) } => Effect::Swap(Route::Approval(self.meeting)).into(),
            Msg::Done { tag: table::REFERRED, outcome: Ok(reply) } => self.referred(&reply),
            Msg::Done { tag, outcome } => self.line.done(tag, &outcome),
            Msg::Answer { tag: table::WAITING, outcome: Ok(Answer::Cases(found)) } => {
                self.urgent(&found.lines, cx)
            }
            Msg::Answer { tag, outcome: Ok(Answer::Provided(provided)) } => {
                self.offer_provided(tag, &provided, cx)
            }
            Msg::Answer { outcome: Ok(answer), .. } => self.answer(answer, cx),
            Msg::Recalled { place, text } => self.line.recalled(&place, text.as_ref()),
            Msg::Kept { place, turn } => {
                self.line.is_safe(&place, turn);
                Effects::none()
            }
            Msg::Filled { tag: named::NAMED, values, .. } => {
                named::naming_request(&values).map(|request| Effect::run(request, named::NAMED)).into()
            }
            Msg::Filled { tag, about, values } => match self
                .filled_at_table(tag, &values, cx)
                .or_else(|| self.check_filled(tag, about, &values))
            {
                Some(effects) => effects,
                None => self.filled(tag, about, &values, cx),
            },
            Msg::Picked(table::ASK_URGENT) => self.urgent_form(),
            Msg::Picked(tag) => match self.check_picked(tag) {
                Some(effects) => effects,
                None => self.take_offer(tag).unwrap_or_else(|| self.picked(tag)),
            },
            Msg::Changed => self.look(),
            Msg::Answer { .. } | Msg::Progress { .. } | Msg::Planned { .. } | Msg::Tick => Effects::none(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        view::view(self, frame, area, cx);
    }

    fn takes_text(&self) -> bool {
        true
    }

    fn can(&self, command: Command) -> bool {
        let case = matches!(self.place, Place::Case(_));
        match command {
            Command::Decision
            | Command::Feedback
            | Command::DeferCase
            | Command::LongText
            | Command::UsualActions
            | Command::NameAgency
            | Command::TurnIntoAction
            | Command::RepeatLast
            | Command::ActionMenu
            | Command::CaseViews
            | Command::UnmetNeed
            | Command::ReferTo
            | Command::CaseNow
            | Command::LineFlip
            | Command::LineFlipBack => case,
            Command::CloseMeeting | Command::PauseMeeting => self.agenda.is_some(),
            _ => true,
        }
    }

    fn holds_back(&self) -> bool {
        self.line.written().is_editing() || self.gaps.shown
    }

    fn sits(&self) -> bool {
        self.is_open()
    }

    fn ticks(&self) -> bool {
        self.is_open()
    }
}
