//! The action list: narrowed by words and agency, to what is live or overdue; each action is reviewed by one key.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::groups::Groups;
use super::{bulk, parts, returned, review};
use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::dialog::Dialog;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::form::Field;
use crate::app::widgets::narrowed::{Heard, MARK_ALL, MOST_MARKED, Marked, Narrowed, Wanted};
use crate::domain::filter::List;
use crate::service::ask::{ActionFilter, ActionLine, Answer, Ask, SheetSort, Window};

const AGENCY: Tag = Tag(1);

impl Marked for ActionLine {
    fn mark(&self) -> (uuid::Uuid, String) {
        (self.action.id.uuid(), self.action.reference.clone())
    }
}

/// The action list.
pub struct Actions {
    list: Narrowed<ActionLine>,
    filter: ActionFilter,
    /// The counts, while they stand in place of the list.
    groups: Option<Groups>,
}

impl Actions {
    /// The list narrowed by a filter.
    pub fn new(filter: ActionFilter) -> Self {
        Self { list: Narrowed::of(List::Actions, &filter.words), filter, groups: None }
    }

    fn wanted(&self) -> ActionFilter {
        ActionFilter { words: self.list.words(), ..self.filter.clone() }
    }

    fn look(&self, wanted: Option<Wanted>) -> Effects {
        let Some((window, tag)) = wanted else { return Effects::none() };
        Effect::look(Ask::Actions(self.wanted(), window), tag).into()
    }

    /// What the screen narrows by itself, in filter words.
    fn own(&self) -> String {
        let mut words = Vec::new();
        match (self.filter.live, self.filter.overdue) {
            (_, true) => words.push("is:overdue".to_owned()),
            (true, false) => words.push("is:live".to_owned()),
            (false, false) => {}
        }
        words.extend(self.filter.agency.as_ref().map(|agency| format!("agency:{agency}")));
        words.join(" ")
    }

    /// What is marked, else what the cursor is on.
    fn meant(&self) -> bulk::Marks {
        let marks = self.list.marks().clone();
        if marks.is_empty() { self.list.current().map(Marked::mark).into_iter().collect() } else { marks }
    }

    /// Asks for the counts when they are in sight.
    fn count(&self) -> Effects {
        let by = self.groups.as_ref().map(|groups| groups.by);
        by.map(|by| Effect::look(Ask::ActionGroups(self.wanted(), by), Tag::default())).into()
    }

    /// What is done while the counts are in sight; `None` for what is the list's.
    fn grouped(&mut self, command: Command) -> Option<Effects> {
        let groups = self.groups.as_mut()?;
        match command {
            Command::Open => {
                let words = groups.current().map(|line| line.words.clone())?;
                self.list.narrow_by(&words);
                self.groups = None;
                Some(self.restart())
            }
            Command::Back => {
                self.groups = None;
                Some(Effects::none())
            }
            Command::GroupActions
            | Command::OnlyOverdue
            | Command::OnlyLive
            | Command::EveryAction
            | Command::OfAgency => None,
            command => {
                groups.command(command);
                Some(Effects::none())
            }
        }
    }

    fn restart(&mut self) -> Effects {
        let wanted = self.list.restart();
        self.look(Some(wanted)).and(self.count())
    }

    fn show(&mut self, live: bool, overdue: bool) -> Effects {
        (self.filter.live, self.filter.overdue) = (live, overdue);
        self.restart()
    }

    fn command(&mut self, command: Command, cx: &Cx) -> Effects {
        if let Some(effects) = self.grouped(command) {
            return effects;
        }
        if !self.list.marks().is_empty()
            && let Some(effects) = bulk::review(command, self.list.marks())
        {
            return effects;
        }
        if let Some(effects) = bulk::form(command, &self.meant(), cx) {
            return effects;
        }
        if let Some(effects) = review::review(command, self.list.current(), None) {
            return effects;
        }
        match command {
            Command::Open => self.list.current().map(|line| Effect::Go(Route::Case(line.action.case))).into(),
            Command::GroupActions => {
                self.groups = Groups::after(self.groups.as_ref().map(|groups| groups.by)).map(Groups::by);
                self.count()
            }
            Command::AddBetween => {
                let case = self.list.current().map(|line| Effect::Go(Route::CaseLine(line.action.case)));
                case.into()
            }
            Command::RemindOf => Effect::Go(Route::Chasing).into(),
            Command::ActionSheetBack => returned::ask(SheetSort::Actions, self.filter.agency.as_deref(), cx),
            Command::MarkAll => {
                let window = Window { offset: 0, limit: MOST_MARKED };
                Effect::look(Ask::Actions(self.wanted(), window), MARK_ALL).into()
            }
            Command::OnlyOverdue => self.show(true, true),
            Command::OnlyLive => self.show(true, false),
            Command::EveryAction => self.show(false, false),
            Command::OfAgency => {
                let field =
                    Field::line("agency", "Agency", self.filter.agency.as_deref().unwrap_or("")).optional();
                Effect::ask(Dialog::form(
                    "Actions of which agency? (its short word; empty for all)",
                    AGENCY,
                    vec![field],
                ))
                .into()
            }
            command => {
                let wanted = self.list.command(command);
                self.look(wanted)
            }
        }
    }

    fn which(&self) -> String {
        let which = match (self.filter.live, self.filter.overdue) {
            (_, true) => "overdue",
            (true, false) => "live",
            (false, false) => "all",
        };
        let agency = self.filter.agency.as_ref().map(|agency| format!(", {agency}")).unwrap_or_default();
        format!("Actions: {which}{agency}")
    }
}

impl Screen for Actions {
    fn scope(&self) -> Scope {
        self.list.scope(Scope::Actions)
    }

    fn title(&self, cx: &Cx) -> String {
        let place = self.groups.as_ref().map(Groups::place).or_else(|| self.list.place(cx));
        place.map_or_else(|| self.which(), |place| format!("{}  {place}", self.which()))
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        let wanted = self.list.again();
        self.look(Some(wanted)).and(self.count())
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match self.list.hear(&msg, &self.own(), cx) {
            Heard::Changed => return self.restart(),
            Heard::Viewed => {
                self.filter = ActionFilter::default();
                return self.restart();
            }
            Heard::Here(effects) => return effects,
            Heard::Elsewhere => {}
        }
        match msg {
            Msg::Command(command) => self.command(command, cx),
            Msg::Filled { tag: returned::NAMED, values, .. } => {
                returned::named(SheetSort::Actions, None, &values)
            }
            Msg::Done { tag: bulk::DONE, outcome } => {
                let (done, effects) = bulk::done(&outcome);
                self.list.unmark(&done);
                effects
            }
            Msg::Filled { tag: AGENCY, values, .. } => {
                self.filter.agency = values.text("agency").map(|agency| agency.reveal().to_lowercase());
                self.restart()
            }
            Msg::Filled { tag, about, values } => review::reasoned(tag, about, &values, None)
                .or_else(|| bulk::filled(tag, &values, &self.meant()))
                .unwrap_or_default(),
            Msg::Answer { outcome: Ok(Answer::ActionGroups(lines)), .. } => {
                if let Some(groups) = &mut self.groups {
                    groups.accept(lines);
                }
                Effects::none()
            }
            Msg::Answer { tag, outcome: Ok(Answer::Actions(listing)) } => {
                let wanted = self.list.accept(tag, listing);
                self.look(wanted)
            }
            Msg::Changed => self.enter(cx),
            _ => Effects::none(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let empty = match (self.filter.overdue, self.filter.live) {
            (true, _) => "Nothing is overdue.",
            (false, true) => "No live actions. Press * to see the closed ones.",
            (false, false) => "No actions. They are added in the meeting, or on a case between meetings.",
        };
        if let Some(groups) = &self.groups {
            let rest = self.list.view_filter(frame, area, cx);
            return groups.view(frame, rest, cx);
        }
        self.list.view(frame, area, cx, (parts::ACTIONS, empty), |line, widths, on| {
            parts::action_row(line, widths, on, cx)
        });
    }

    fn takes_text(&self) -> bool {
        self.list.is_typing()
    }

    fn can(&self, command: Command) -> bool {
        if let Some(groups) = &self.groups {
            return match command {
                Command::Open => groups.current().is_some(),
                Command::Mark
                | Command::MarkAll
                | Command::ClearMarks
                | Command::Order
                | Command::TurnOrder
                | Command::AddBetween
                | Command::HandOver
                | Command::NewDueDate => false,
                command => review::outcome(command).is_none(),
            };
        }
        let on = self.list.current();
        if let Some(can) = self.list.can(command) {
            return can;
        }
        match command {
            // What cannot be done to one of the marked is told afterwards.
            _ if !self.list.marks().is_empty() && review::outcome(command).is_some() => return true,
            Command::HandOver | Command::NewDueDate => {
                let live = on.is_some_and(|line| line.action.state.is_live());
                return live || !self.list.marks().is_empty();
            }
            _ => {}
        }
        review::can(command, on)
            .unwrap_or_else(|| !matches!(command, Command::Open | Command::AddBetween) || on.is_some())
    }

    fn holds_back(&self) -> bool {
        self.list.is_typing() || self.groups.is_some()
    }
}
