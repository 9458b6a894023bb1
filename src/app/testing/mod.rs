//! Helpers for tests of screens: keys in, text out, with a record that answers with built values.
//!
//! [`Stage`] is the application on a terminal of a given size with a [`Desk`] in place of the record's threads;
//! [`fixtures`] builds what the desk answers. Everybody in them is invented.

pub mod actions;
mod area;
pub mod assess;
pub mod data_return;
mod desk;
pub mod documents;
pub mod fixtures;
pub mod form;
pub mod forums;
pub mod lists;
pub mod minutes;
pub mod papers;
pub mod people;
mod privacy;
pub mod queue;
mod random;
pub mod reports;
pub mod returned;
pub mod services;
mod sitting;
pub mod subjects;
pub mod usual;

use std::sync::Arc;

use jiff::SignedDuration;
use jiff::civil::DateTime;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

pub use desk::Desk;
pub use sitting::Sitting;

use super::command::Command;
use super::event::Event;
use super::keymap::{Key, Keymap};
use super::route::Route;
use super::theme::Theme;
use super::{App, Setup};
use crate::domain::id::SeededIds;
use crate::service::job::{Job, News};

/// The application on a terminal, and a record that answers at once.
pub struct Stage {
    pub app: App,
    pub desk: Desk,
    terminal: Terminal<TestBackend>,
    now: DateTime,
}

impl Stage {
    /// A terminal of this size on which the home screen has been answered.
    pub fn new(columns: u16, rows: u16) -> Self {
        Self::with(columns, rows, Desk::default())
    }

    /// The same with a desk made ready.
    pub fn with(columns: u16, rows: u16, desk: Desk) -> Self {
        let now = fixtures::NOW;
        let setup = Setup {
            now,
            theme: Theme::choose(Some("mono"), false),
            keymap: Keymap::default(),
            ids: Box::new(SeededIds::new(7, 1_700_000_000_000)),
            hint: None,
            mouse: false,
        };
        let (app, jobs) = App::new(setup);
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        terminal.hide_cursor().unwrap();
        let mut stage = Self { app, desk, terminal, now };
        stage.event(Event::Resize(columns, rows));
        stage.event(Event::News(News::Opened(fixtures::who())));
        stage.event(Event::News(News::Words(fixtures::lexicons(), Arc::default())));
        stage.serve(jobs);
        stage
    }

    /// Opens a screen.
    pub fn go(&mut self, route: Route) -> &mut Self {
        self.app.push(route, None);
        let jobs = std::mem::take(&mut self.app.jobs);
        self.serve(jobs);
        self
    }

    /// Carries out a command, whatever its key.
    pub fn perform(&mut self, command: Command) -> &mut Self {
        self.app.perform(command);
        let jobs = std::mem::take(&mut self.app.jobs);
        self.serve(jobs);
        self
    }

    /// Presses keys, spelt as in a key file with spaces between.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            let key = Key::parse(key).unwrap_or_else(|| panic!("no key {key}"));
            self.event(Event::Key(key.event()));
        }
        self
    }

    /// Types a text, key by key.
    pub fn types(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            let key = if letter == ' ' { Key::parse("space") } else { Key::parse(&letter.to_string()) };
            self.event(Event::Key(key.unwrap_or_else(|| panic!("no key {letter}")).event()));
        }
        self
    }

    /// Lets the clock run on.
    pub fn wait(&mut self, millis: i64) -> &mut Self {
        self.now = self.now.saturating_add(SignedDuration::from_millis(millis));
        self.event(Event::Tick(self.now));
        self
    }

    /// Something happens, and the record answers what follows from it.
    pub fn event(&mut self, event: Event) -> &mut Self {
        let jobs = self.app.handle(event);
        self.serve(jobs);
        self
    }

    /// Answers everything that a desk told to be slow has put off.
    pub fn catch_up(&mut self) -> &mut Self {
        self.desk.slow = false;
        let put_off = std::mem::take(&mut self.desk.put_off);
        self.serve(put_off);
        self
    }

    fn serve(&mut self, mut jobs: Vec<Job>) {
        for _round in 0..50 {
            let news: Vec<_> = jobs.drain(..).flat_map(|job| self.desk.answer(job)).collect();
            if news.is_empty() {
                return;
            }
            for said in news {
                jobs.extend(self.app.handle(Event::News(said)));
            }
        }
        panic!("the application never stops asking");
    }

    /// A terminal of another size.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.terminal.backend_mut().resize(columns, rows);
        self.event(Event::Resize(columns, rows))
    }

    /// What is on the screen, without blanks at the ends of lines.
    pub fn screen(&mut self) -> String {
        // Everything anew: a test terminal does not clear the second half of a wide character.
        self.terminal.clear().unwrap();
        self.terminal.draw(|frame| self.app.view(frame)).unwrap();
        let buffer = self.terminal.backend().buffer().clone();
        let mut out = String::new();
        for row in 0..buffer.area.height {
            let mut skip = 0;
            let mut line = String::new();
            for column in 0..buffer.area.width {
                let symbol = buffer[(column, row)].symbol();
                if skip == 0 {
                    line.push_str(symbol);
                    skip = unicode_width::UnicodeWidthStr::width(symbol).saturating_sub(1);
                } else {
                    skip -= 1;
                }
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }

    /// Whether the screen holds a text.
    pub fn shows(&mut self, text: &str) -> bool {
        self.screen().contains(text)
    }
}
