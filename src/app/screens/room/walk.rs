//! From case to case: on to the next, back to look at one, straight to another; a break, and the close.

use super::mode::Mode;
use super::{CLOSE, HEAR, Place, Room};
use crate::app::cx::Cx;
use crate::app::dialog::{Choice, Dialog};
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::screen::Msg;
use crate::domain::id::Id;
use crate::domain::request::{Hear, MoveMeeting, Request, Step};
use crate::domain::rows::agenda::{AgendaItem, ItemState};
use crate::domain::rows::meeting::MeetingState;
use crate::service::ask::ItemLine;

/// Tags of picked cases begin here; the place on the agenda is added.
const PICKED: u64 = 100;

impl Room {
    fn items(&self) -> &[ItemLine] {
        self.agenda.as_ref().map_or(&[], |agenda| &agenda.items)
    }

    fn hearing(&self) -> Option<Id<AgendaItem>> {
        self.items().iter().find(|line| line.item.state == ItemState::Hearing).map(|line| line.item.id)
    }

    fn at(&self) -> Option<usize> {
        let Place::Case(item) = self.place else { return None };
        self.items().iter().position(|line| line.item.id == item)
    }

    /// Where one begins: the case asked for, the one being heard, or the first that waits.
    pub(super) fn begin(&mut self) -> Effects {
        let first = self.items().iter().find(|line| line.item.state == ItemState::Waiting);
        let first = first.map(|line| line.item.id);
        match (self.wanted.take(), self.hearing()) {
            (Some(item), _) | (None, Some(item)) => self.show(item),
            (None, None) => match first {
                Some(item) => self.open(item),
                None => self.show_business(),
            },
        }
    }

    /// Puts a case in sight and, while the meeting sits, opens it if it waits; the line is for information then.
    fn open(&mut self, item: Id<AgendaItem>) -> Effects {
        let waits =
            self.items().iter().any(|line| line.item.id == item && line.item.state == ItemState::Waiting);
        let shown = self.show(item);
        if !waits || !self.is_open() {
            return shown;
        }
        self.line.begin(Mode::Information);
        shown.and(Effect::run(Request::Hear(Hear { item, done: false }), HEAR))
    }

    /// The case being heard, when another is in sight; else the next one that waits; else other business.
    pub(super) fn next(&mut self) -> Effects {
        let at = self.at();
        if let Some(hearing) = self.hearing().filter(|item| self.place != Place::Case(*item) && at.is_some())
        {
            return self.show(hearing);
        }
        let waits = |line: &&ItemLine| {
            line.item.state == ItemState::Waiting && Place::Case(line.item.id) != self.place
        };
        let later = self.items().iter().skip(at.map_or(0, |at| at + 1)).find(waits);
        let next = later.or_else(|| self.items().iter().find(waits)).map(|line| line.item.id);
        if let Some(next) = next {
            return self.open(next);
        }
        let left = self.hearing().filter(|_| self.is_open());
        let left = left.map(|item| Effect::run(Request::Hear(Hear { item, done: true }), HEAR));
        Effects::from(left).and(self.show_business())
    }

    /// Looks at the case before, without opening it.
    pub(super) fn previous(&mut self) -> Effects {
        let before = self.at().map_or_else(|| self.items().len().checked_sub(1), |at| at.checked_sub(1));
        let item = before.and_then(|at| self.items().get(at)).map(|line| line.item.id);
        item.map_or_else(Effects::none, |item| self.show(item))
    }

    /// Looks at the case after, without opening it.
    pub(super) fn ahead(&mut self) -> Effects {
        let after = self.at().and_then(|at| self.items().get(at + 1)).map(|line| line.item.id);
        after.map_or_else(Effects::none, |item| self.show(item))
    }

    /// Asks for a case by its number or reference.
    pub(super) fn jump(&self, cx: &Cx) -> Effects {
        let choices = self.items().iter().zip(PICKED..).map(|(line, tag)| {
            let parties = match (cx.shown(&line.case.victim), cx.shown(&line.case.perpetrators)) {
                ("", perpetrators) => perpetrators.to_owned(),
                (victim, perpetrators) => format!("{victim} / {perpetrators}"),
            };
            let words = format!(
                "#{:<3} {}  {:<9} {parties}",
                line.item.position,
                line.case.reference,
                line.item.state.word()
            );
            Choice { label: words, then: Effect::Tell(Box::new(Msg::Picked(Tag(tag)))).into() }
        });
        let choices: Vec<Choice> = choices.collect();
        Effect::ask(Dialog::Pick { title: "To which case? #7, 0143 or a name".to_owned(), choices }).into()
    }

    /// A case was picked.
    pub(super) fn picked(&mut self, tag: Tag) -> Effects {
        let at = tag.0.checked_sub(PICKED).and_then(|at| usize::try_from(at).ok());
        let item = at.and_then(|at| self.items().get(at)).map(|line| line.item.id);
        item.map_or_else(Effects::none, |item| self.open(item))
    }

    /// Closes the meeting, after saying which cases were not reached.
    pub(super) fn close(&self) -> Effects {
        let Some(agenda) = &self.agenda else { return Effects::none() };
        if !matches!(agenda.meeting.state, MeetingState::Open | MeetingState::Paused) {
            return Effect::sorry(format!("{} is {}", agenda.meeting.reference, agenda.meeting.state)).into();
        }
        let left = agenda.items.iter().filter(|line| line.item.state == ItemState::Waiting);
        let left: Vec<String> =
            left.map(|line| format!("{} {}", line.item.position, line.case.reference)).collect();
        let detail = if left.is_empty() {
            "Every case was heard or deferred.".to_owned()
        } else {
            format!("Not reached, and waiting for the next meeting: {}. Nobody drops off.", left.join(", "))
        };
        let step = MoveMeeting { meeting: self.meeting, step: Step::Close };
        let yes = Effect::run(Request::MoveMeeting(step), CLOSE).into();
        let question = format!("Close {}?", agenda.meeting.reference);
        Effect::ask(Dialog::Confirm { question, detail, yes }).into()
    }
}
