//! The case list: any number of cases, of which a window is here; narrowed by words, state and forum.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::widgets::Paragraph;

use super::parts;
use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::dialog::{Choice, Dialog};
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::chrome;
use crate::app::widgets::columns;
use crate::app::widgets::filter::Filter;
use crate::app::widgets::form::Field;
use crate::app::widgets::windowed::Windowed;
use crate::domain::rows::case::CaseState;
use crate::service::ask::{Answer, Ask, CaseFilter, CaseLine, Window};

const FORUM: Tag = Tag(1);

/// The case list.
#[derive(Default)]
pub struct Cases {
    list: Windowed<CaseLine>,
    filter: Filter,
    state: Option<CaseState>,
    forum: Option<String>,
    /// Counts the filters, so that an answer to an older one is left aside.
    asked: u64,
}

impl Cases {
    fn look(&self, window: Window) -> Effect {
        let filter = CaseFilter { words: self.filter.text(), forum: self.forum.clone(), state: self.state };
        Effect::look(Ask::Cases(filter, window), Tag(self.asked))
    }

    fn restart(&mut self) -> Effects {
        self.asked += 1;
        let window = self.list.restart();
        self.look(window).into()
    }

    fn missing(&mut self) -> Effects {
        self.list.missing().map(|window| self.look(window)).into()
    }

    fn command(&mut self, command: Command) -> Effects {
        match command {
            Command::Open => self.list.current().map(|case| Effect::Go(Route::Case(case.id))).into(),
            Command::CaseState => Effect::ask(Self::states()).into(),
            Command::CaseForum => {
                let field = Field::line("forum", "Forum", self.forum.as_deref().unwrap_or(""));
                Effect::ask(Dialog::form("Only cases of which forum?", FORUM, vec![field.optional()])).into()
            }
            command => {
                self.list.command(command);
                self.missing()
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
        if self.filter.is_open() { Scope::Filter } else { Scope::Cases }
    }

    fn title(&self, _cx: &Cx) -> String {
        match self.list.cursor().len() {
            0 => format!("Cases{}", self.narrowed()),
            len => format!("Cases  {} of {len}{}", self.list.cursor().at() + 1, self.narrowed()),
        }
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        let window = self.list.again();
        self.look(window).into()
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        if let Some(changed) = self.filter.hear(&msg) {
            return if changed { self.restart() } else { Effects::none() };
        }
        match msg {
            Msg::Command(command) => self.command(command),
            Msg::Filled { tag: FORUM, values, .. } => {
                self.forum = values.text("forum").map(|forum| forum.reveal().to_lowercase());
                self.restart()
            }
            Msg::Picked(tag) => {
                let at = usize::try_from(tag.0).ok().and_then(|at| at.checked_sub(1));
                self.state = at.and_then(|at| CaseState::ALL.get(at).copied());
                self.restart()
            }
            Msg::Answer { tag, outcome: Ok(Answer::Cases(listing)) } if tag == Tag(self.asked) => {
                self.list.accept(listing);
                self.missing()
            }
            Msg::Changed => self.enter(cx),
            _ => Effects::none(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let filter = u16::from(self.filter.shows());
        let [top, head, body] =
            Layout::vertical([Constraint::Length(filter), Constraint::Length(1), Constraint::Fill(1)])
                .areas(area);
        self.filter.view(frame, top, cx);
        let widths = columns::widths(parts::CASES, usize::from(area.width));
        frame.render_widget(columns::heads(parts::CASES, &widths, &cx.theme), head);
        if self.list.is_known() && self.list.cursor().len() == 0 {
            let words = if self.filter.shows() || self.state.is_some() || self.forum.is_some() {
                "No case fits. Shorten the filter, or press Esc to go back."
            } else {
                "No cases yet. Take in a case list, or add referrals, and they will be here."
            };
            return chrome::empty(frame, body, words, cx);
        }
        let at = self.list.cursor().at();
        let seen = self.list.cursor().visible(usize::from(body.height));
        let lines: Vec<_> = seen
            .map(|row| {
                self.list.line(row).map_or_else(
                    || ratatui::text::Line::styled("  …", cx.theme.quiet),
                    |case| parts::case_row(case, &widths, row == at, cx),
                )
            })
            .collect();
        frame.render_widget(Paragraph::new(lines), body);
    }

    fn takes_text(&self) -> bool {
        self.filter.is_open()
    }

    fn can(&self, command: Command) -> bool {
        command != Command::Open || self.list.current().is_some()
    }

    fn holds_back(&self) -> bool {
        self.filter.is_open()
    }
}
