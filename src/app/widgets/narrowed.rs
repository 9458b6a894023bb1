//! A long list narrowed by filter words: the filter, the order, the marks, the window that is here, and the table.
//!
//! The screen says what is asked for and how a line looks; which window is wanted, whether an answer is still the
//! right one, where the cursor stands, and which lines are marked, is said here. Orders and views are chosen in
//! [`super::views`].

use std::collections::BTreeMap;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use uuid::Uuid;

use super::super::command::{Command, Scope};
use super::super::cx::Cx;
use super::super::effect::Effects;
use super::super::msg::Msg;
use super::super::tag::Tag;
use super::chrome;
use super::columns::{self, Column};
use super::filter::Filter;
use super::views::{Chosen, Views};
use super::windowed::Windowed;
use crate::domain::filter::{List, Sort};
use crate::service::ask::{Listing, Window};

/// A window to ask for, under the tag that its answer carries.
pub type Wanted = (Window, Tag);

/// Lines marked at once at most (our default): more than anybody reviews in one go.
pub const MOST_MARKED: usize = 1_000;

/// The answer that holds the lines to mark.
pub const MARK_ALL: Tag = Tag(u64::MAX - 1);

/// What can be marked: a line with an identifier, and a reference to tell it by.
pub trait Marked {
    /// Identifier and reference.
    fn mark(&self) -> (Uuid, String);
}

/// A list narrowed by filter words.
#[derive(Debug, Clone)]
pub struct Narrowed<T> {
    list: Windowed<T>,
    filter: Filter,
    views: Views,
    sort: Option<Sort>,
    marks: BTreeMap<Uuid, String>,
    /// Counts the lists asked for, so that an answer to an older one is left aside.
    asked: u64,
}

/// What a message was to the list.
#[derive(Debug, Clone)]
pub enum Heard {
    /// Nothing: the screen's own.
    Elsewhere,
    /// Its own, and the list stays.
    Here(Effects),
    /// Other words or another order are wanted: the list begins anew.
    Changed,
    /// A view was picked: what the screen narrows by itself goes, and the list begins anew.
    Viewed,
}

impl<T: Marked> Narrowed<T> {
    /// A list narrowed by these words from the start.
    pub fn of(list: List, words: &str) -> Self {
        Self {
            list: Windowed::default(),
            filter: Filter::of(list, words),
            views: Views::of(list),
            sort: None,
            marks: BTreeMap::new(),
            asked: 0,
        }
    }

    /// What the record is asked: the words it is narrowed by, and the order.
    pub fn words(&self) -> String {
        let order = self.sort.map(|sort| format!("sort:{} ", sort.word())).unwrap_or_default();
        format!("{order}{}", self.filter.text()).trim().to_owned()
    }

    /// Narrows it by a further filter word.
    pub fn narrow_by(&mut self, word: &str) {
        let words = format!("{} {word}", self.filter.text());
        self.filter.set(words.trim());
    }

    /// Whether words narrow it, or are about to.
    pub fn is_narrowed(&self) -> bool {
        self.filter.shows()
    }

    /// Whether words are being typed.
    pub const fn is_typing(&self) -> bool {
        self.filter.is_open()
    }

    /// The screen's scope, or the filter's while words are typed.
    pub const fn scope(&self, own: Scope) -> Scope {
        if self.is_typing() { Scope::Filter } else { own }
    }

    /// The line under the cursor, if it is here.
    pub fn current(&self) -> Option<&T> {
        self.list.current()
    }

    /// What is marked: identifiers with their references.
    pub const fn marks(&self) -> &BTreeMap<Uuid, String> {
        &self.marks
    }

    /// These are dealt with, and marked no more.
    pub fn unmark(&mut self, done: &[Uuid]) {
        for id in done {
            self.marks.remove(id);
        }
    }

    /// "3 of 20, 4 marked, age ↓" for a title; nothing while there is nothing to say.
    pub fn place(&self, cx: &Cx) -> Option<String> {
        let len = self.list.cursor().len();
        let mut words = Vec::new();
        if len > 0 {
            words.push(format!("{} of {len}", self.list.cursor().at() + 1));
        }
        if !self.marks.is_empty() {
            words.push(format!("{} marked", self.marks.len()));
        }
        words.extend(self.order(cx).map(Sort::short));
        (!words.is_empty()).then(|| words.join(", "))
    }

    /// The order in force: the one typed, else the one chosen.
    fn order(&self, cx: &Cx) -> Option<Sort> {
        self.filter.read(cx).sort.or(self.sort)
    }

    /// The list is another one now: what to ask for.
    pub fn restart(&mut self) -> Wanted {
        self.asked += 1;
        (self.list.restart(), Tag(self.asked))
    }

    /// What to ask for to read again where one is.
    pub fn again(&mut self) -> Wanted {
        (self.list.again(), Tag(self.asked))
    }

    /// What to ask for when lines near the cursor are missing.
    pub fn missing(&mut self) -> Option<Wanted> {
        self.list.missing().map(|window| (window, Tag(self.asked)))
    }

    /// Hears a message that may be for the filter, the order, the views or the marks. `own` is what the screen narrows
    /// by itself, in filter words, so that a view holds it too.
    pub fn hear(&mut self, msg: &Msg, own: &str, cx: &Cx) -> Heard {
        match self.filter.hear(msg, cx) {
            None => {}
            Some(false) => return Heard::Here(Effects::none()),
            Some(true) => return Heard::Changed,
        }
        match msg {
            Msg::Command(Command::Mark) => {
                if let Some((id, reference)) = self.list.current().map(Marked::mark)
                    && self.marks.remove(&id).is_none()
                {
                    self.marks.insert(id, reference);
                }
                self.list.command(Command::Down);
                return Heard::Here(Effects::none());
            }
            Msg::Command(Command::ClearMarks) => {
                self.marks.clear();
                return Heard::Here(Effects::none());
            }
            _ => {}
        }
        let said = format!("{own} {}", self.words()).trim().to_owned();
        match self.views.hear(msg, self.order(cx), &said) {
            None => Heard::Elsewhere,
            Some(Chosen::Asks(effects)) => Heard::Here(effects),
            Some(Chosen::Order(sort)) => {
                self.sort = sort;
                Heard::Changed
            }
            Some(Chosen::View(words)) => {
                self.sort = None;
                self.filter.set(&words);
                Heard::Viewed
            }
        }
    }

    /// Marks every line of an answer to [`MARK_ALL`].
    pub fn mark_all(&mut self, listing: &Listing<T>) {
        self.marks.extend(listing.lines.iter().map(Marked::mark));
    }

    /// Moves the cursor; what to ask for then.
    pub fn command(&mut self, command: Command) -> Option<Wanted> {
        self.list.command(command);
        self.missing()
    }

    /// Takes in a window that came, unless the list has become another one; what to ask for then.
    pub fn accept(&mut self, tag: Tag, listing: Listing<T>) -> Option<Wanted> {
        if tag == MARK_ALL {
            self.mark_all(&listing);
            return None;
        }
        if tag != Tag(self.asked) {
            return None;
        }
        self.list.accept(listing);
        self.missing()
    }

    /// Whether a command of marks, orders or views can be carried out; `None` when it is none of them.
    pub fn can(&self, command: Command) -> Option<bool> {
        Some(match command {
            Command::Mark | Command::MarkAll => self.list.current().is_some(),
            Command::ClearMarks => !self.marks.is_empty(),
            Command::TurnOrder | Command::Order | Command::Views => true,
            _ => return None,
        })
    }

    /// Draws the filter alone, and gives the room beneath it.
    pub fn view_filter(&self, frame: &mut Frame, area: Rect, cx: &Cx) -> Rect {
        let [top, rest] =
            Layout::vertical([Constraint::Length(self.filter.height(cx)), Constraint::Fill(1)]).areas(area);
        self.filter.view(frame, top, cx);
        rest
    }

    /// Draws it: the filter, the heads, a line each, or `empty` in words.
    pub fn view(
        &self,
        frame: &mut Frame,
        area: Rect,
        cx: &Cx,
        (columns, empty): (&[Column], &str),
        row: impl Fn(&T, &[usize], bool) -> Line<'static>,
    ) {
        let [top, head, body] = Layout::vertical([
            Constraint::Length(self.filter.height(cx)),
            Constraint::Length(1),
            Constraint::Fill(1),
        ])
        .areas(area);
        self.filter.view(frame, top, cx);
        let widths = columns::widths(columns, usize::from(area.width));
        let order = self.order(cx).map(|sort| (sort.by.heads(), sort.down));
        frame.render_widget(columns::heads_in_order(columns, &widths, order, &cx.theme), head);
        if self.list.is_known() && self.list.cursor().len() == 0 {
            return chrome::empty(frame, body, empty, cx);
        }
        let at = self.list.cursor().at();
        let lines: Vec<_> = self
            .list
            .cursor()
            .visible(usize::from(body.height))
            .map(|place| match self.list.line(place) {
                Some(line) => {
                    let marked = self.marks.contains_key(&line.mark().0);
                    signed(row(line, &widths, place == at), marked, cx)
                }
                None => Line::styled("  …", cx.theme.quiet),
            })
            .collect();
        frame.render_widget(Paragraph::new(lines), body);
    }
}

/// A line with the sign of a mark in its margin, beside the cursor's.
fn signed(mut line: Line<'static>, marked: bool, cx: &Cx) -> Line<'static> {
    if marked && let Some(margin) = line.spans.first_mut() {
        let cursor: String = margin.content.chars().take(1).collect();
        let style = if margin.style == cx.theme.selected { margin.style } else { cx.theme.key };
        *margin = Span::styled(format!("{cursor}*"), style);
    }
    line
}
