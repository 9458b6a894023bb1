//! The action list: narrowed by words and agency, to what is live or overdue; each action is reviewed by one key.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use super::{parts, review};
use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::dialog::Dialog;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::filter::Filter;
use crate::app::widgets::form::Field;
use crate::app::widgets::windowed::Windowed;
use crate::app::widgets::{chrome, columns};
use crate::service::ask::{ActionFilter, ActionLine, Answer, Ask, Window};

const AGENCY: Tag = Tag(1);

/// The action list.
pub struct Actions {
    list: Windowed<ActionLine>,
    narrow: Filter,
    filter: ActionFilter,
    /// Counts the filters, so that an answer to an older one is left aside.
    asked: u64,
}

impl Actions {
    /// The list narrowed by a filter.
    pub fn new(filter: ActionFilter) -> Self {
        Self { list: Windowed::default(), narrow: Filter::holding(&filter.words), filter, asked: 0 }
    }

    fn look(&self, window: Window) -> Effect {
        let filter = ActionFilter { words: self.narrow.text(), ..self.filter.clone() };
        Effect::look(Ask::Actions(filter, window), Tag(self.asked))
    }

    fn restart(&mut self) -> Effects {
        self.asked += 1;
        let window = self.list.restart();
        self.look(window).into()
    }

    fn missing(&mut self) -> Effects {
        self.list.missing().map(|window| self.look(window)).into()
    }

    fn show(&mut self, live: bool, overdue: bool) -> Effects {
        (self.filter.live, self.filter.overdue) = (live, overdue);
        self.restart()
    }

    fn command(&mut self, command: Command) -> Effects {
        if let Some(effects) = review::review(command, self.list.current(), None) {
            return effects;
        }
        match command {
            Command::Open => self.list.current().map(|line| Effect::Go(Route::Case(line.action.case))).into(),
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
                self.list.command(command);
                self.missing()
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
        if self.narrow.is_open() { Scope::Filter } else { Scope::Actions }
    }

    fn title(&self, _cx: &Cx) -> String {
        match self.list.cursor().len() {
            0 => self.which(),
            len => format!("{}  {} of {len}", self.which(), self.list.cursor().at() + 1),
        }
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        let window = self.list.again();
        self.look(window).into()
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        if let Some(changed) = self.narrow.hear(&msg) {
            return if changed { self.restart() } else { Effects::none() };
        }
        match msg {
            Msg::Command(command) => self.command(command),
            Msg::Filled { tag: review::WHY_NOT_DONE, about, values } => {
                review::not_done(about, &values, None)
            }
            Msg::Filled { tag: AGENCY, values, .. } => {
                self.filter.agency = values.text("agency").map(|agency| agency.reveal().to_lowercase());
                self.restart()
            }
            Msg::Answer { tag, outcome: Ok(Answer::Actions(listing)) } if tag == Tag(self.asked) => {
                self.list.accept(listing);
                self.missing()
            }
            Msg::Changed => self.enter(cx),
            _ => Effects::none(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let filter = u16::from(self.narrow.shows());
        let [top, head, body] =
            Layout::vertical([Constraint::Length(filter), Constraint::Length(1), Constraint::Fill(1)])
                .areas(area);
        self.narrow.view(frame, top, cx);
        let widths = columns::widths(parts::ACTIONS, usize::from(area.width));
        frame.render_widget(columns::heads(parts::ACTIONS, &widths, &cx.theme), head);
        if self.list.is_known() && self.list.cursor().len() == 0 {
            let words = if self.filter.overdue {
                "Nothing is overdue."
            } else if self.filter.live {
                "No live actions. Press * to see the closed ones."
            } else {
                "No actions. They are added in the meeting, or on a case between meetings."
            };
            return chrome::empty(frame, body, words, cx);
        }
        let at = self.list.cursor().at();
        let seen = self.list.cursor().visible(usize::from(body.height));
        let lines: Vec<_> = seen
            .map(|row| {
                self.list.line(row).map_or_else(
                    || Line::styled("  …", cx.theme.quiet),
                    |line| parts::action_row(line, &widths, row == at, cx),
                )
            })
            .collect();
        frame.render_widget(Paragraph::new(lines), body);
    }

    fn takes_text(&self) -> bool {
        self.narrow.is_open()
    }

    fn can(&self, command: Command) -> bool {
        let on = self.list.current();
        review::can(command, on).unwrap_or_else(|| command != Command::Open || on.is_some())
    }

    fn holds_back(&self) -> bool {
        self.narrow.is_open()
    }
}
