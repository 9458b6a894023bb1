//! A case of two people on one page: what is shared first, then each person apart, with needs, consent, who works with
//! them and their way on the forum's scales. `forms` are what it asks for.
//!
//! What one of them has told a worker stands under that person alone; one key shows one of them by themselves.

mod forms;
mod page;
#[cfg(test)]
mod tests;

use ratatui::Frame;
use ratatui::layout::Rect;

use self::page::Spot;
use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::dialog::{Choice, Dialog};
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::sheet::{Sheet, SheetRow};
use crate::domain::id::Id;
use crate::domain::paper::Subject;
use crate::domain::rows::case::{Case, CaseState};
use crate::service::ask::{Answer, Ask, CoupleStory, PersonSection};

/// Tags of picked people begin here.
const PERSON: u64 = 500;

/// A case of two people.
pub struct CoupleScreen {
    case: Id<Case>,
    story: Option<Box<CoupleStory>>,
    sheet: Sheet,
    /// Which of them is shown alone; both when none is.
    alone: Option<usize>,
    /// What waits for a person to be picked.
    waits: Option<Command>,
}

impl CoupleScreen {
    /// A case by its identifier.
    pub fn new(case: Id<Case>) -> Self {
        Self { case, story: None, sheet: Sheet::default(), alone: None, waits: None }
    }

    fn rows(&self, width: usize, cx: &Cx) -> Vec<SheetRow<Spot>> {
        self.story.as_ref().map(|story| page::rows(story, self.alone, width, cx)).unwrap_or_default()
    }

    fn spot(&self, cx: &Cx) -> Option<Spot> {
        let rows = self.rows(usize::from(self.sheet.width()), cx);
        self.sheet.target(&rows).cloned()
    }

    /// The person whose section the cursor is in.
    fn person(&self, cx: &Cx) -> Option<&PersonSection> {
        let at = self.spot(cx)?.person()?;
        self.story.as_ref()?.people.get(at)
    }

    fn command(&mut self, command: Command, cx: &Cx) -> Effects {
        let Some(story) = &self.story else { return Effects::none() };
        match command {
            Command::CoupleNeed | Command::CoupleConsent | Command::CoupleWorker | Command::CoupleStep => {
                match self.person(cx) {
                    Some(section) => forms::of_person(command, story, section, cx).map(Effect::ask).into(),
                    None => self.whom(command),
                }
            }
            Command::CoupleCoordinator => Effect::ask(forms::coordinator(story, cx)).into(),
            Command::CoupleCriterion | Command::Open => match self.spot(cx) {
                Some(Spot::Criterion(key)) => Effect::ask(forms::criterion(story, &key, cx)).into(),
                Some(Spot::Need(at, need)) if command == Command::Open => {
                    forms::met(story, at, need, cx).map(Effect::ask).into()
                }
                _ if command == Command::CoupleCriterion => self.which_criterion(cx),
                _ => Effects::none(),
            },
            Command::CoupleUp => Effect::ask(forms::up(story, cx)).into(),
            Command::CoupleDown => Effect::ask(forms::down(story, cx)).into(),
            Command::CoupleAlone => {
                let people = story.people.len();
                self.alone = match self.alone {
                    None if people > 0 => Some(0),
                    Some(at) if at + 1 < people => Some(at + 1),
                    _ => None,
                };
                Effects::none()
            }
            Command::CoupleWhole => Effect::Go(Route::WholeCase(self.case)).into(),
            command => {
                let rows = self.rows(usize::from(self.sheet.width()), cx);
                self.sheet.command(command, &rows);
                Effects::none()
            }
        }
    }

    /// Asks whom it is about, when the cursor is on neither.
    fn whom(&mut self, command: Command) -> Effects {
        let Some(story) = &self.story else { return Effects::none() };
        self.waits = Some(command);
        let choices = story.people.iter().zip(PERSON..).map(|(section, tag)| Choice {
            label: section.label.clone(),
            then: Effect::Tell(Box::new(Msg::Picked(Tag(tag)))).into(),
        });
        Effect::ask(Dialog::Pick { title: "About whom?".to_owned(), choices: choices.collect() }).into()
    }

    fn picked(&mut self, tag: Tag, cx: &Cx) -> Effects {
        let at = tag.0.checked_sub(PERSON).and_then(|at| usize::try_from(at).ok());
        let (Some(story), Some(at), Some(command)) = (&self.story, at, self.waits.take()) else {
            return Effects::none();
        };
        let section = story.people.get(at);
        section.and_then(|section| forms::of_person(command, story, section, cx)).map(Effect::ask).into()
    }

    /// Asks which criterion or question is answered.
    fn which_criterion(&self, cx: &Cx) -> Effects {
        let Some(story) = &self.story else { return Effects::none() };
        let asked = story.eligibility.iter().filter(|answer| answer.asked);
        let lines = story.criteria.iter().map(|line| (&line.key, &line.label));
        let choices = lines.chain(asked.map(|answer| (&answer.key, &answer.label))).map(|(key, label)| {
            Choice { label: label.clone(), then: Effect::ask(forms::criterion(story, key, cx)).into() }
        });
        Effect::ask(Dialog::Pick { title: "Which criterion?".to_owned(), choices: choices.collect() }).into()
    }

    fn open(&self) -> bool {
        self.story.as_ref().is_some_and(|story| story.story.case.state != CaseState::Closed)
    }
}

impl Screen for CoupleScreen {
    fn scope(&self) -> Scope {
        Scope::Couple
    }

    fn papers(&self) -> Option<Subject> {
        Some(Subject::Case(self.case))
    }

    fn title(&self, _cx: &Cx) -> String {
        let Some(story) = &self.story else { return "Case".to_owned() };
        let alone = self.alone.and_then(|at| story.people.get(at));
        let alone = alone.map(|section| format!("  only: {}", section.label)).unwrap_or_default();
        format!("{} {}{alone}", story.forum, story.story.case.reference)
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        Effect::look(Ask::Couple(self.case), Tag::default()).into()
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match msg {
            Msg::Command(command) => self.command(command, cx),
            Msg::Picked(tag) => self.picked(tag, cx),
            Msg::Filled { tag, about, values } => {
                let request = self.story.as_ref().and_then(|story| forms::filled(story, tag, about, &values));
                request.map(|request| Effect::run(request, tag)).into()
            }
            Msg::Answer { outcome: Ok(Answer::Couple(story)), .. } => {
                self.story = Some(story);
                Effects::none()
            }
            Msg::Changed => self.enter(cx),
            _ => Effects::none(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let rows = self.rows(usize::from(area.width), cx);
        self.sheet.view_or(frame, area, &rows, "Reading the case …", cx);
    }

    fn can(&self, command: Command) -> bool {
        let has = |some: fn(&CoupleStory) -> bool| {
            self.open() && self.story.as_ref().is_some_and(|story| some(story))
        };
        match command {
            Command::Filter => false,
            Command::CoupleNeed => has(|story| !story.needs.is_empty()),
            Command::CoupleStep => has(|story| !story.scales.is_empty()),
            Command::CoupleUp => has(|story| !story.above.is_empty()),
            Command::CoupleCriterion => {
                has(|story| !story.criteria.is_empty() || story.eligibility.iter().any(|answer| answer.asked))
            }
            Command::CoupleAlone | Command::CoupleWhole => self.story.is_some(),
            Command::Open => self.open(),
            command if command.row().scope == Scope::Couple => self.open(),
            _ => true,
        }
    }
}
