//! People: type whatever is known of somebody, and see who it may be and why.
//!
//! The line always has the focus; every change of it is a question to the record, answered beside the typing. While it is
//! empty the list shows people who may be one, gathered a stretch at a time. `person` is one of them, whole.

mod page;
mod person;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

pub use page::forum_words;
pub use person::PersonScreen;

use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::columns::{self, Column, text};
use crate::app::widgets::cursor::Cursor;
use crate::app::widgets::text_line::TextLine;
use crate::app::widgets::{chrome, wide};
use crate::domain::calendar::show_numeric;
use crate::domain::id::Id;
use crate::domain::rows::person::Person;
use crate::service::ask::{Answer, Ask, PeopleQuery, PersonLine, Suggested, SuggestionLine, Window};

/// Pairs gathered before the record is read no further.
const ENOUGH: usize = 100;
/// The tag of what is gathered while nothing is typed; searches are counted from here.
const GATHERED: Tag = Tag(0);
const PROMPT: &str = "  find › ";

/// Columns of people found.
const FOUND: &[Column] = &[
    text("Person", 18, 34, 0),
    text("Born", 10, 10, 2),
    text("Stands in", 22, 44, 1),
    text("Why", 22, 70, 0),
];

/// Columns of people who may be one.
const PAIRS: &[Column] = &[
    text("One", 16, 30, 0),
    text("in", 11, 24, 2),
    text("May be", 16, 30, 0),
    text("in", 11, 24, 1),
    text("Why", 20, 70, 0),
];

/// The screen of people.
#[derive(Default)]
pub struct People {
    line: TextLine,
    /// Counts what was typed, so that an answer to an older line is left aside.
    asked: u64,
    /// What the answer that is shown was to.
    answered: u64,
    found: Vec<PersonLine>,
    pairs: Vec<SuggestionLine>,
    seen: BTreeSet<(Id<Person>, Id<Person>)>,
    /// Whether more pairs are on their way.
    gathering: bool,
    cursor: Cursor,
}

impl People {
    fn typed(&mut self) -> Effects {
        self.asked += 1;
        self.cursor.to(0);
        if self.line.text().trim().is_empty() {
            self.cursor.set_len(self.pairs.len());
            return Effects::none();
        }
        self.search()
    }

    fn search(&self) -> Effects {
        let query = PeopleQuery { words: self.line.text().into(), born: None };
        Effect::look(Ask::People(query, Window { offset: 0, limit: ENOUGH }), Tag(self.asked)).into()
    }

    fn is_searching(&self) -> bool {
        !self.line.text().trim().is_empty()
    }

    /// Looks for people who may be one from the beginning of the record.
    fn gather(&mut self) -> Effects {
        self.pairs.clear();
        self.seen.clear();
        self.gathering = true;
        self.count();
        Effect::look(Ask::Suggested(None), GATHERED).into()
    }

    fn gathered(&mut self, stretch: Suggested) -> Effects {
        for pair in stretch.pairs {
            let key = (pair.one.id.min(pair.other.id), pair.one.id.max(pair.other.id));
            if self.seen.insert(key) {
                self.pairs.push(pair);
            }
        }
        // Where one is stays where it was once somebody moved.
        if self.cursor.at() == 0 {
            self.pairs.sort_by_key(|pair| pair.rank);
        }
        self.count();
        match stretch.after {
            Some(after) if self.pairs.len() < ENOUGH && self.gathering => {
                Effect::look(Ask::Suggested(Some(after)), GATHERED).into()
            }
            _ => {
                self.gathering = false;
                Effects::none()
            }
        }
    }

    fn count(&mut self) {
        let len = if self.is_searching() { self.found.len() } else { self.pairs.len() };
        self.cursor.set_len(len);
    }

    /// The person under the cursor.
    fn current(&self) -> Option<Id<Person>> {
        let at = self.cursor.at();
        if self.is_searching() {
            self.found.get(at).map(|line| line.id)
        } else {
            self.pairs.get(at).map(|pair| pair.one.id)
        }
    }

    fn found_row(&self, line: &PersonLine, widths: &[usize], on: bool, cx: &Cx) -> Line<'static> {
        let theme = &cx.theme;
        let born = line.born.map(show_numeric).unwrap_or_default();
        let both = if line.both_sides() { theme.warning } else { theme.text };
        let cells = vec![
            (cx.shown(&line.name).to_owned(), theme.strong),
            (if cx.privacy { String::new() } else { born }, theme.text),
            (places(line), both),
            (line.why.clone(), theme.quiet),
        ];
        columns::row(FOUND, widths, cells, Some(on), theme)
    }

    fn pair_row(pair: &SuggestionLine, widths: &[usize], on: bool, cx: &Cx) -> Line<'static> {
        let theme = &cx.theme;
        let cells = vec![
            (cx.shown(&pair.one.name).to_owned(), theme.strong),
            (places(&pair.one), theme.quiet),
            (cx.shown(&pair.other.name).to_owned(), theme.strong),
            (places(&pair.other), theme.quiet),
            (pair.why.clone(), theme.text),
        ];
        columns::row(PAIRS, widths, cells, Some(on), theme)
    }

    /// The line under the cursor in full: why it is here comes first, since a narrow list cuts it.
    fn told(&self) -> String {
        let at = self.cursor.at();
        let rows =
            |line: &PersonLine| if line.rows > 1 { format!(", {} rows", line.rows) } else { String::new() };
        let stands = |line: &PersonLine| {
            let places: Vec<String> =
                line.places.iter().take(6).map(|(role, reference)| format!("{role} {reference}")).collect();
            format!("{}{}", places.join(", "), rows(line))
        };
        let both = |line: &PersonLine| {
            if line.both_sides() { "; no letter or bundle by default" } else { "" }
        };
        if self.is_searching() {
            let line = self.found.get(at);
            line.map(|line| format!("{}: {}{}", line.why, stands(line), both(line))).unwrap_or_default()
        } else {
            let pair = self.pairs.get(at);
            pair.map(|pair| format!("{}: {} / {}", pair.why, stands(&pair.one), stands(&pair.other)))
                .unwrap_or_default()
        }
    }

    fn view_line(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let room = usize::from(area.width).saturating_sub(wide::width(PROMPT));
        let (mut shown, mut column) = self.line.visible(room);
        let mut style = cx.theme.field;
        if self.line.is_empty() {
            "name, initials, date of birth, telephone, e-mail, postcode".clone_into(&mut shown);
            style = cx.theme.quiet;
        } else if cx.privacy {
            shown = "•".repeat(wide::width(&shown).min(room));
            column = column.min(room);
        }
        let line = Line::from(vec![
            Span::styled(PROMPT, cx.theme.key),
            Span::styled(wide::cut(&shown, room), style),
        ]);
        frame.render_widget(line, area);
        if area.height > 0 {
            let column = u16::try_from(wide::width(PROMPT) + column).unwrap_or(0);
            frame.set_cursor_position((area.x.saturating_add(column), area.y));
        }
    }

    /// What stands where a list would.
    fn nothing(&self) -> &'static str {
        match (self.is_searching(), self.answered == self.asked) {
            (true, true) => {
                "Nobody in the record answers to that. Leave something out, or try another spelling."
            }
            (true, false) => "Looking …",
            (false, _) if self.gathering => "Looking for people who may be one …",
            (false, _) => "Nobody in the record may be somebody else. Type to find a person.",
        }
    }
}

/// "v LAN-26-0143, p LAN-25-0007 +2": where somebody stands, in little room.
fn places(line: &PersonLine) -> String {
    let mut words: Vec<String> =
        line.places.iter().take(2).map(|(role, reference)| format!("{role} {reference}")).collect();
    if line.both_sides() && line.places.len() > 2 {
        words = vec!["victim and perpetrator".to_owned()];
    }
    let more = line.places.len().saturating_sub(words.len());
    let more = if more > 0 { format!(" +{more}") } else { String::new() };
    format!("{}{more}", words.join(", "))
}

impl Screen for People {
    fn scope(&self) -> Scope {
        Scope::People
    }

    fn title(&self, _cx: &Cx) -> String {
        match (self.is_searching(), self.cursor.len()) {
            (_, 0) => "People".to_owned(),
            (true, len) => format!("People  {} of {len}", self.cursor.at() + 1),
            (false, len) => format!("People who may be one  {} of {len}", self.cursor.at() + 1),
        }
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        // Whatever was settled meanwhile is no longer asked.
        let gathered = self.gather();
        if self.is_searching() { self.search().and(gathered) } else { gathered }
    }

    fn update(&mut self, msg: Msg, _cx: &Cx) -> Effects {
        match msg {
            Msg::Key(key) => {
                let was = self.line.text();
                self.line.key(key);
                if self.line.text() != was {
                    return self.typed();
                }
            }
            Msg::Paste(text) => {
                self.line.put(&text);
                return self.typed();
            }
            Msg::Command(Command::PeopleOpen) => {
                return self.current().map(|person| Effect::Go(Route::Person(person))).into();
            }
            Msg::Command(Command::Back) => {
                self.line.clear();
                return self.typed();
            }
            Msg::Command(command) => {
                self.cursor.command(command);
            }
            Msg::Answer { tag, outcome: Ok(Answer::People(listing)) } if tag == Tag(self.asked) => {
                self.answered = self.asked;
                self.found = listing.lines;
                self.count();
            }
            Msg::Answer { tag: GATHERED, outcome: Ok(Answer::Suggested(stretch)) } => {
                return self.gathered(stretch);
            }
            Msg::Changed if self.is_searching() => return self.search(),
            _ => {}
        }
        Effects::none()
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let [line, _, head, body, foot] = Layout::vertical([
            Constraint::Length(1),
            Constraint::Length(1),
            Constraint::Length(1),
            Constraint::Fill(1),
            Constraint::Length(2),
        ])
        .areas(area);
        let columns = if self.is_searching() { FOUND } else { PAIRS };
        let widths = columns::widths(columns, usize::from(area.width));
        if self.cursor.len() == 0 {
            chrome::empty(frame, body, self.nothing(), cx);
        } else {
            frame.render_widget(columns::heads(columns, &widths, &cx.theme), head);
            let at = self.cursor.at();
            let row = |number: usize| {
                if self.is_searching() {
                    self.found.get(number).map(|line| self.found_row(line, &widths, number == at, cx))
                } else {
                    self.pairs.get(number).map(|pair| Self::pair_row(pair, &widths, number == at, cx))
                }
            };
            let lines: Vec<Line> = self.cursor.visible(usize::from(body.height)).filter_map(row).collect();
            frame.render_widget(Paragraph::new(lines), body);
            let told =
                wide::wrap(&self.told(), usize::from(foot.width).saturating_sub(2)).into_iter().take(2);
            let told: Vec<Line> =
                told.map(|words| Line::styled(format!("  {words}"), cx.theme.quiet)).collect();
            frame.render_widget(Paragraph::new(told), foot);
        }
        self.view_line(frame, line, cx);
    }

    fn takes_text(&self) -> bool {
        true
    }

    fn can(&self, command: Command) -> bool {
        command != Command::PeopleOpen || self.current().is_some()
    }

    fn holds_back(&self) -> bool {
        !self.line.is_empty()
    }
}
