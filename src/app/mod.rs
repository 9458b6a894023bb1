//! The terminal: keys in, jobs for the record out, and what is on the screen.
//!
//! [`App`] is a machine without input or output: [`App::handle`] takes one [`Event`] and returns jobs, [`App::view`]
//! draws. Keys become commands by the [`keymap`] and the [`command`] table; the top of a stack of screens hears them and
//! returns effects, which the application applies (`shell`) or turns into jobs (`tickets`). Only `runner` knows a
//! terminal. Nothing here knows SQL, files or the record; the service's words are all that goes in and out.

pub mod command;
mod cx;
mod dialog;
mod effect;
pub mod event;
#[cfg(test)]
mod gallery;
pub mod ground;
pub mod keymap;
mod line;
mod lock;
mod mouse;
mod msg;
mod offers;
mod opened;
pub mod plain;
mod platform;
pub mod present;
mod route;
pub mod runner;
mod screen;
mod screens;
mod shell;
mod tag;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
pub mod theme;
mod tickets;
mod widgets;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::DateTime;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout};

use self::cx::Cx;
use self::dialog::Dialog;
use self::effect::{Shown, Tone};
use self::event::Event;
use self::keymap::{Key, Keymap};
use self::lock::Lock;
use self::mouse::Mouse;
use self::route::Route;
use self::screen::Msg;
use self::shell::Open;
use self::theme::Theme;
use self::tickets::Tickets;
use self::widgets::{chrome, wide};
use crate::domain::id::Ids;
use crate::domain::lexicon::Lexicons;
use crate::service::job::{Job, News};

/// Seconds that a message stays on the last line; a refusal stays longer (our default).
const STAYS: i64 = 5;
const REFUSAL_STAYS: i64 = 15;
/// Most lines of a message (our default).
const MESSAGE_LINES: usize = 4;

/// What the application is started with.
pub struct Setup {
    /// Local date and time.
    pub now: DateTime,
    /// How things look.
    pub theme: Theme,
    /// Which keys do what.
    pub keymap: Keymap,
    /// Where identifiers of changes come from.
    pub ids: Box<dyn Ids + Send>,
    /// Whether the mouse is heard from the start.
    pub mouse: bool,
    /// What the locked screen says of the passphrase, where it is no secret.
    pub hint: Option<String>,
}

/// The terminal application.
pub struct App {
    cx: Cx,
    ids: Box<dyn Ids + Send>,
    stack: Vec<Open>,
    tickets: Tickets,
    jobs: Vec<Job>,
    toast: Option<Shown>,
    /// Forms that were left with something typed in them, by title.
    aside: BTreeMap<String, Dialog>,
    next_screen: u64,
    /// The lock, while the screen is locked.
    lock: Option<Lock>,
    hint: Option<String>,
    mouse: Mouse,
    /// Minutes without a key after which the screen locks; 0 for never.
    idle: u32,
    touched: DateTime,
    /// Whether the record changed while the screen was locked.
    missed: bool,
    redraw: bool,
    wipe: bool,
    quitting: bool,
}

impl App {
    /// Begins on the home screen; its questions are the first jobs.
    pub fn new(setup: Setup) -> (Self, Vec<Job>) {
        let cx = Cx {
            now: setup.now,
            who: None,
            theme: setup.theme,
            lexicons: Lexicons::default(),
            holidays: Arc::default(),
            keymap: setup.keymap,
            privacy: false,
        };
        let mut app = Self {
            cx,
            ids: setup.ids,
            stack: Vec::new(),
            tickets: Tickets::default(),
            jobs: Vec::new(),
            toast: None,
            aside: BTreeMap::new(),
            next_screen: 0,
            lock: None,
            hint: setup.hint,
            mouse: Mouse::new(setup.mouse),
            idle: 0,
            touched: setup.now,
            missed: false,
            redraw: true,
            wipe: false,
            quitting: false,
        };
        app.push(Route::Today, None);
        let jobs = std::mem::take(&mut app.jobs);
        (app, jobs)
    }

    /// Takes in one event, and gives what the record's threads are to do.
    pub fn handle(&mut self, event: Event) -> Vec<Job> {
        match event {
            Event::Key(key) => self.key(key),
            Event::Paste(text) => {
                self.redraw = true;
                self.touched = self.cx.now;
                if let Some(lock) = &mut self.lock {
                    lock.put(&text);
                } else if self.top_takes_text() {
                    self.tell_top(Msg::Paste(text));
                }
            }
            Event::Resize(columns, rows) => {
                self.redraw = true;
                self.mouse.size = (columns, rows);
            }
            Event::Click { row, .. } => self.clicked(row),
            Event::Wheel { down } => self.wheeled(down),
            Event::News(news) => self.news(news),
            Event::Tick(now) => self.tick(now),
        }
        std::mem::take(&mut self.jobs)
    }

    /// Whether the user has left.
    pub const fn is_quitting(&self) -> bool {
        self.quitting
    }

    /// Name of the theme in use.
    pub fn theme_name(&self) -> &str {
        &self.cx.theme.name
    }

    /// Whether something changed since it was last asked, so that drawing is worth while.
    pub const fn take_redraw(&mut self) -> bool {
        std::mem::replace(&mut self.redraw, false)
    }

    /// Whether the terminal is to be cleared before the next frame, so that nothing of an earlier one is left on it.
    pub const fn take_wipe(&mut self) -> bool {
        std::mem::replace(&mut self.wipe, false)
    }

    /// Has the next frame drawn on a cleared terminal.
    pub const fn draw_afresh(&mut self) {
        self.redraw = true;
        self.wipe = true;
    }

    /// Whether the clock should tick often: something is awaited, or a screen shows seconds.
    pub fn is_waiting(&self) -> bool {
        !self.tickets.is_empty() || self.lock.as_ref().is_some_and(Lock::is_checking)
    }

    /// Draws everything. Changes nothing.
    pub fn view(&self, frame: &mut Frame) {
        let whole = frame.area();
        if let Some(lock) = &self.lock {
            return lock.view(frame, whole, self.hint.as_deref(), &self.cx);
        }
        frame.buffer_mut().set_style(whole, self.cx.theme.text);
        let Some(top) = self.stack.last().map(|open| open.screen.as_screen()) else { return };
        let message = self.message(usize::from(whole.width));
        let feet = message.as_ref().map_or(1, |(lines, _)| u16::try_from(lines.len()).unwrap_or(1));
        let [head, body, foot] =
            Layout::vertical([Constraint::Length(1), Constraint::Fill(1), Constraint::Length(feet)])
                .areas(whole);
        let base = self.base();
        for open in self.stack.iter().skip(base) {
            open.screen.as_screen().view(frame, body, &self.cx);
        }
        let title =
            self.stack.get(base).map(|open| open.screen.as_screen().title(&self.cx)).unwrap_or_default();
        chrome::header(frame, head, &title, &self.cx);
        match message {
            Some((lines, style)) => {
                let lines: Vec<_> =
                    lines.into_iter().map(|line| ratatui::text::Line::styled(line, style)).collect();
                frame.render_widget(ratatui::widgets::Paragraph::new(lines), foot);
            }
            None => chrome::footer(frame, foot, top, &self.cx),
        }
    }

    /// What stands at the foot in place of the keys, in as many lines as it takes: a refusal is read whole.
    fn message(&self, columns: usize) -> Option<(Vec<String>, ratatui::style::Style)> {
        let (words, style) = self.last_line()?;
        let mut lines = wide::wrap(&words, columns);
        lines.truncate(MESSAGE_LINES);
        Some((lines, style))
    }

    /// A message, or that something is awaited.
    fn last_line(&self) -> Option<(String, ratatui::style::Style)> {
        if let Some(shown) = &self.toast {
            let (sign, style) = match shown.toast.tone {
                Tone::Good => ("✓", self.cx.theme.good),
                Tone::Plain => ("·", self.cx.theme.text),
                Tone::Bad => ("!", self.cx.theme.bad),
            };
            return Some((format!(" {sign} {}", shown.toast.words), style));
        }
        self.tickets.is_late(self.cx.now).then(|| (" … reading the record".to_owned(), self.cx.theme.quiet))
    }

    /// The one place where a key is taken for text or for a command.
    fn key(&mut self, event: crossterm::event::KeyEvent) {
        self.redraw = true;
        self.touched = self.cx.now;
        if self.lock.is_some() {
            return self.locked_key(event);
        }
        let Some(top) = self.stack.last().map(|open| open.screen.as_screen()) else { return };
        let typing = top.takes_text();
        if typing && Key::of(event).is_text() {
            return self.tell_top(Msg::Key(event));
        }
        match self.cx.keymap.command(top.scope(), event) {
            Some(command) if top.takes(command) => self.perform(command),
            Some(_) => {}
            None if typing => self.tell_top(Msg::Key(event)),
            None => {}
        }
    }

    fn news(&mut self, news: News) {
        self.redraw = true;
        match news {
            News::Done { ticket, outcome } => self.done(ticket, outcome),
            News::Answer { ticket, outcome } => self.answered(ticket, outcome),
            News::Progress { ticket, steps } => {
                if let Some((screen, tag)) = self.tickets.of(ticket) {
                    self.tell(screen, Msg::Progress { tag, steps });
                }
            }
            News::Planned { ticket, outcome } => self.planned(ticket, outcome),
            News::Recalled { ticket, text } => {
                if let Some((screen, place)) = self.tickets.recalled(ticket) {
                    self.tell(screen, Msg::Recalled { place, text });
                }
            }
            News::Kept { place, turn } => self.tell_base(&Msg::Kept { place, turn }),
            News::NotKept { refusal, .. } => {
                self.show(Tone::Bad, format!("the line could not be kept: {refusal}"));
            }
            News::Changed if self.lock.is_some() => self.missed = true,
            News::Changed => self.tell_base(&Msg::Changed),
            News::Unlocked(outcome) => self.unlocked(&outcome),
            News::IdleLock(minutes) => self.idle = minutes,
            News::Words(lexicons, holidays) => {
                self.cx.lexicons = lexicons;
                self.cx.holidays = holidays;
                self.tell_base(&Msg::Tick);
            }
            News::Opened(who) => self.cx.who = Some(who),
        }
    }

    fn tick(&mut self, now: DateTime) {
        let was = std::mem::replace(&mut self.cx.now, now);
        self.lock_when_idle();
        if let Some(lock) = &self.lock {
            self.redraw |= lock.moves(was, now);
            return self.tell_base(&Msg::Tick);
        }
        let minute = |at: DateTime| (at.date(), at.hour(), at.minute());
        let showing_seconds = self.stack.iter().skip(self.base()).any(|open| open.screen.as_screen().ticks());
        let second_passed = showing_seconds && (was.second() != now.second());
        let became_late = self.tickets.is_late(now) && !self.tickets.is_late(was);
        self.redraw |= minute(was) != minute(now) || second_passed || became_late;
        let stays = |tone| if tone == Tone::Bad { REFUSAL_STAYS } else { STAYS };
        if self.toast.as_ref().is_some_and(|shown| seconds(shown.at, now) >= stays(shown.toast.tone)) {
            self.toast = None;
            self.redraw = true;
        }
        self.tell_base(&Msg::Tick);
    }
}

/// Whole seconds from one moment to another.
fn seconds(from: DateTime, to: DateTime) -> i64 {
    to.duration_since(from).as_secs()
}
