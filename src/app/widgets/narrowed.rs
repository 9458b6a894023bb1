//! A long list narrowed by typed words: the filter, the window that is here, and the table that shows it.
//!
//! The screen says what is asked for and how a line looks; which window is wanted, whether an answer is still the
//! right one, and where the cursor stands, is said here.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use super::super::command::{Command, Scope};
use super::super::cx::Cx;
use super::super::msg::Msg;
use super::super::tag::Tag;
use super::chrome;
use super::columns::{self, Column};
use super::filter::Filter;
use super::windowed::Windowed;
use crate::service::ask::{Listing, Window};

/// A window to ask for, under the tag that its answer carries.
pub type Wanted = (Window, Tag);

/// A list narrowed by typed words.
#[derive(Debug, Clone)]
pub struct Narrowed<T> {
    list: Windowed<T>,
    filter: Filter,
    /// Counts the lists asked for, so that an answer to an older one is left aside.
    asked: u64,
}

/// What a message was to the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// Nothing: the screen's own.
    Elsewhere,
    /// Its own, and the list stays.
    Here,
    /// Other words are wanted: the list begins anew.
    Changed,
}

impl<T> Default for Narrowed<T> {
    fn default() -> Self {
        Self::holding("")
    }
}

impl<T> Narrowed<T> {
    /// A list narrowed by these words from the start.
    pub fn holding(words: &str) -> Self {
        Self { list: Windowed::default(), filter: Filter::holding(words), asked: 0 }
    }

    /// The words it is narrowed by.
    pub fn words(&self) -> String {
        self.filter.text()
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

    /// "3 of 20" for a title; nothing while there is no line.
    pub fn place(&self) -> Option<String> {
        let len = self.list.cursor().len();
        (len > 0).then(|| format!("{} of {len}", self.list.cursor().at() + 1))
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

    /// Hears a message that may be for the filter.
    pub fn hear(&mut self, msg: &Msg) -> Heard {
        match self.filter.hear(msg) {
            None => Heard::Elsewhere,
            Some(false) => Heard::Here,
            Some(true) => Heard::Changed,
        }
    }

    /// Moves the cursor; what to ask for then.
    pub fn command(&mut self, command: Command) -> Option<Wanted> {
        self.list.command(command);
        self.missing()
    }

    /// Takes in a window that came, unless the list has become another one; what to ask for then.
    pub fn accept(&mut self, tag: Tag, listing: Listing<T>) -> Option<Wanted> {
        if tag != Tag(self.asked) {
            return None;
        }
        self.list.accept(listing);
        self.missing()
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
        let filter = u16::from(self.filter.shows());
        let [top, head, body] =
            Layout::vertical([Constraint::Length(filter), Constraint::Length(1), Constraint::Fill(1)])
                .areas(area);
        self.filter.view(frame, top, cx);
        let widths = columns::widths(columns, usize::from(area.width));
        frame.render_widget(columns::heads(columns, &widths, &cx.theme), head);
        if self.list.is_known() && self.list.cursor().len() == 0 {
            return chrome::empty(frame, body, empty, cx);
        }
        let at = self.list.cursor().at();
        let lines: Vec<_> = self
            .list
            .cursor()
            .visible(usize::from(body.height))
            .map(|place| match self.list.line(place) {
                Some(line) => row(line, &widths, place == at),
                None => Line::styled("  …", cx.theme.quiet),
            })
            .collect();
        frame.render_widget(Paragraph::new(lines), body);
    }
}
