//! The case list: any number of cases, of which a window is here; narrowed by words, state and forum.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{bulk, parts};
use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::dialog::{Choice, Dialog};
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::form::Field;
use crate::app::widgets::narrowed::{Heard, MARK_ALL, MOST_MARKED, Marked, Narrowed, Wanted};
use crate::domain::calendar::show_day_near;
use crate::domain::filter::List;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::request::{ListCase, Request};
use crate::domain::rows::case::CaseState;
use crate::service::ask::{Answer, Ask, CaseFilter, CaseLine, MeetingLine, Window};
use crate::service::export::Which;
use crate::service::paperwork::Paperwork;

const FORUM: Tag = Tag(1);
const EXPORT: Tag = Tag(2);
const MEETING: Tag = Tag(3);

impl Marked for CaseLine {
    fn mark(&self) -> (uuid::Uuid, String) {
        (self.id.uuid(), self.reference.clone())
    }
}

/// The case list.
pub struct Cases {
    list: Narrowed<CaseLine>,
    state: Option<CaseState>,
    forum: Option<String>,
    /// Cases about to be put on an agenda.
    to_list: bulk::Marks,
}

impl Default for Cases {
    fn default() -> Self {
        Self::narrowed_by("")
    }
}

impl Cases {
    /// The list narrowed by filter words.
    pub fn narrowed_by(words: &str) -> Self {
        Self { list: Narrowed::of(List::Cases, words), state: None, forum: None, to_list: bulk::Marks::new() }
    }

    fn filter(&self) -> CaseFilter {
        let (forum, state) = (self.forum.clone(), self.state);
        CaseFilter { words: self.list.words(), forum, state, ..CaseFilter::default() }
    }

    fn look(&self, wanted: Option<Wanted>) -> Effects {
        let Some((window, tag)) = wanted else { return Effects::none() };
        Effect::look(Ask::Cases(self.filter(), window), tag).into()
    }

    /// What the screen narrows by itself, in filter words.
    fn own(&self) -> String {
        let state = self.state.map(|state| format!("state:{}", state.word().replace(' ', "-")));
        let forum = self.forum.as_ref().map(|forum| format!("forum:{forum}"));
        state.into_iter().chain(forum).collect::<Vec<_>>().join(" ")
    }

    /// What is marked, else what the cursor is on.
    fn meant(&self) -> bulk::Marks {
        let marks = self.list.marks().clone();
        if marks.is_empty() { self.list.current().map(Marked::mark).into_iter().collect() } else { marks }
    }

    /// The meetings that cases can be put on, to pick from.
    fn meetings(&mut self, meetings: &[MeetingLine], cx: &Cx) -> Effects {
        let mut to_come: Vec<&MeetingLine> = meetings
            .iter()
            .filter(|line| line.meeting.is_to_come() && line.meeting.on >= cx.today())
            .collect();
        to_come.sort_by_key(|line| (line.meeting.on, line.meeting.starts));
        if to_come.is_empty() {
            return Effect::sorry("no meeting is to come; 3 and a adds one").into();
        }
        self.to_list = self.meant();
        let choice = |line: &&MeetingLine| {
            let day = show_day_near(line.meeting.on, cx.today());
            let requests = self.to_list.iter().map(|(case, told)| {
                let (meeting, case) = (line.meeting.id, Id::new(*case));
                (told.clone(), Request::ListCase(ListCase { meeting, case, why: None }))
            });
            let question = match self.to_list.len() {
                1 => format!("Put 1 case on the agenda of {}?", line.meeting.reference),
                many => format!("Put {many} cases on the agenda of {}?", line.meeting.reference),
            };
            Choice {
                label: format!("{}  {day}", line.meeting.reference),
                then: bulk::confirm(question, &self.to_list, requests.collect()),
            }
        };
        let choices = to_come.iter().map(choice).collect();
        Effect::ask(Dialog::Pick { title: "On which agenda?".to_owned(), choices }).into()
    }

    fn restart(&mut self) -> Effects {
        let wanted = self.list.restart();
        self.look(Some(wanted))
    }

    fn command(&mut self, command: Command) -> Effects {
        match command {
            Command::Open => self.list.current().map(|case| Effect::Go(Route::Case(case.id))).into(),
            Command::NewReferral => Effect::Go(Route::Form(None)).into(),
            Command::ListMarked => Effect::look(Ask::Meetings, MEETING).into(),
            Command::MarkAll => {
                let window = Window { offset: 0, limit: MOST_MARKED };
                Effect::look(Ask::Cases(self.filter(), window), MARK_ALL).into()
            }
            Command::CaseState => Effect::ask(Self::states()).into(),
            Command::ExportList => {
                let fields = vec![
                    Field::line("to", "File to write (CSV)", "referrals.csv"),
                    Field::date("since", "Only received since", None).optional(),
                ];
                Effect::ask(Dialog::form("Referrals as a list, in clear, outside the record", EXPORT, fields))
                    .into()
            }
            Command::CaseForum => {
                let field = Field::line("forum", "Forum", self.forum.as_deref().unwrap_or(""));
                Effect::ask(Dialog::form("Only cases of which forum?", FORUM, vec![field.optional()])).into()
            }
            command => {
                let wanted = self.list.command(command);
                self.look(wanted)
            }
        }
    }

    /// A state to narrow to: 0 for every one, else its place among the states and one.
    fn states() -> Dialog {
        let choice = |label: &str, state: Option<CaseState>| Choice {
            label: label.to_owned(),
            then: Effect::Tell(Box::new(Msg::Picked(Tag(state.map_or(0, |state| state as u64 + 1))))).into(),
        };
        let mut choices = vec![choice("every state", None)];
        choices.extend(CaseState::ALL.iter().map(|state| choice(state.word(), Some(*state))));
        Dialog::Pick { title: "Cases of which state?".to_owned(), choices }
    }

    fn narrowed(&self) -> String {
        let mut words: Vec<&str> = Vec::new();
        words.extend(self.state.map(CaseState::word));
        words.extend(self.forum.as_deref());
        if words.is_empty() { String::new() } else { format!("  only {}", words.join(", ")) }
    }
}

impl Screen for Cases {
    fn scope(&self) -> Scope {
        self.list.scope(Scope::Cases)
    }

    fn title(&self, cx: &Cx) -> String {
        let place = self.list.place(cx).map(|place| format!("  {place}")).unwrap_or_default();
        format!("Cases{place}{}", self.narrowed())
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        let wanted = self.list.again();
        self.look(Some(wanted))
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match self.list.hear(&msg, &self.own(), cx) {
            Heard::Changed => return self.restart(),
            Heard::Viewed => {
                (self.state, self.forum) = (None, None);
                return self.restart();
            }
            Heard::Here(effects) => return effects,
            Heard::Elsewhere => {}
        }
        match msg {
            Msg::Command(command) => self.command(command),
            Msg::Filled { tag: EXPORT, values, .. } => {
                let which = Which { forum: self.forum.clone(), since: values.date("since") };
                let export = |to: &Private| {
                    let to = std::path::PathBuf::from(to.reveal());
                    Effect::paperwork(Paperwork::Referrals { which, to }, EXPORT)
                };
                values.text("to").as_ref().map(export).into()
            }
            Msg::Filled { tag: FORUM, values, .. } => {
                self.forum = values.text("forum").map(|forum| forum.reveal().to_lowercase());
                self.restart()
            }
            Msg::Picked(tag) => {
                let at = usize::try_from(tag.0).ok().and_then(|at| at.checked_sub(1));
                self.state = at.and_then(|at| CaseState::ALL.get(at).copied());
                self.restart()
            }
            Msg::Answer { tag, outcome: Ok(Answer::Cases(listing)) } => {
                let wanted = self.list.accept(tag, listing);
                self.look(wanted)
            }
            Msg::Answer { tag: MEETING, outcome: Ok(Answer::Meetings(meetings)) } => {
                self.meetings(&meetings, cx)
            }
            Msg::Done { tag: bulk::DONE, outcome } => {
                let (done, effects) = bulk::done(&outcome);
                self.list.unmark(&done);
                effects
            }
            Msg::Changed => self.enter(cx),
            _ => Effects::none(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let empty = if self.list.is_narrowed() || self.state.is_some() || self.forum.is_some() {
            "No case fits. Shorten the filter, or press Esc to go back."
        } else {
            "No cases yet. Press a for a new referral, or take in a case list."
        };
        self.list.view(frame, area, cx, (parts::CASES, empty), |case, widths, on| {
            parts::case_row(case, widths, on, cx)
        });
    }

    fn takes_text(&self) -> bool {
        self.list.is_typing()
    }

    fn can(&self, command: Command) -> bool {
        let on = !matches!(command, Command::Open | Command::ListMarked) || self.list.current().is_some();
        self.list.can(command).unwrap_or(on)
    }

    fn holds_back(&self) -> bool {
        self.list.is_typing()
    }
}
