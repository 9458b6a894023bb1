//! The mouse, for whoever wants it: off until it is asked for, since a terminal that hears it no longer marks text by it.
//!
//! A click puts the cursor on a line, by the same commands as the arrow keys; a double click opens it; the wheel scrolls.
//! Where text is typed only the wheel is heard, and it types nothing.

use jiff::civil::DateTime;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};

use super::App;
use super::command::{Command, Scope};
use super::effect::Effect;
use super::theme::Theme;
use super::widgets::chrome;

/// Milliseconds within which a second click on a line opens it (our default).
const DOUBLE: i128 = 500;
/// Lines that a turn of the wheel moves by (our default).
const TURN: usize = 3;

/// What is known of the mouse.
#[derive(Debug)]
pub(super) struct Mouse {
    on: bool,
    /// Columns and rows of the terminal.
    pub(super) size: (u16, u16),
    /// The row clicked last, and when.
    last: Option<(u16, DateTime)>,
}

impl Mouse {
    /// Heard or not from the start.
    pub(super) const fn new(on: bool) -> Self {
        Self { on, size: (0, 0), last: None }
    }
}

/// Commands that move up, move down and take what the cursor is on, together in one place.
const MOVES: &[(Command, Command, Command)] = &[
    (Command::Up, Command::Down, Command::Open),
    (Command::PickUp, Command::PickDown, Command::PickTake),
    (Command::ChooserUp, Command::ChooserDown, Command::ChooserRun),
    (Command::PeopleUp, Command::PeopleDown, Command::PeopleOpen),
    (Command::ImportUp, Command::ImportDown, Command::ImportTake),
    (Command::FilterUp, Command::FilterDown, Command::FilterApply),
];

impl App {
    /// Whether the mouse is to be heard.
    pub const fn takes_mouse(&self) -> bool {
        self.mouse.on
    }

    /// Hears the mouse from now on, or not any more.
    pub(super) fn turn_mouse(&mut self) -> Effect {
        self.mouse.on = !self.mouse.on;
        Effect::say(if self.mouse.on {
            "mouse on: click, double click and wheel; most terminals mark text with Shift held"
        } else {
            "mouse off: the terminal marks text with it"
        })
    }

    fn moves(&self) -> Option<(Command, Command, Command)> {
        let live = self.top().map(chrome::live)?;
        MOVES.iter().copied().find(|(up, ..)| live.contains(up))
    }

    /// A line was clicked: the cursor goes there if it can stop there; a second click takes what it is on.
    pub(super) fn clicked(&mut self, row: u16) {
        self.touched = self.cx.now;
        let Some((up, down, take)) = self.moves().filter(|_| self.lock.is_none()) else { return };
        self.redraw = true;
        let now = self.cx.now;
        let again = self
            .mouse
            .last
            .replace((row, now))
            .is_some_and(|(last, at)| last == row && now.duration_since(at).as_millis() <= DOUBLE);
        if again && self.cursor_row() == Some(row) {
            self.mouse.last = None;
            if self.top().is_some_and(|top| top.takes(take)) {
                self.perform(take);
            }
            return;
        }
        let Some(mut at) = self.cursor_row() else { return };
        for _ in 0..self.mouse.size.1 {
            if at == row {
                return;
            }
            let (there, back) = if at < row { (down, up) } else { (up, down) };
            self.perform(there);
            let Some(now) = self.cursor_row() else { return };
            if now == at {
                return;
            }
            // A line that the cursor passes by was clicked: it stays on this side of it.
            if (at < row) != (now < row) && now != row {
                return self.perform(back);
            }
            at = now;
        }
    }

    /// The wheel was turned: the cursor moves, or in the meeting room the case scrolls.
    pub(super) fn wheeled(&mut self, forward: bool) {
        self.touched = self.cx.now;
        if self.lock.is_some() {
            return;
        }
        self.redraw = true;
        if self.top().is_some_and(|top| top.scope() == Scope::Room) {
            return self.perform(if forward { Command::CaseDown } else { Command::CaseUp });
        }
        if let Some((up, down, _)) = self.moves() {
            for _ in 0..TURN {
                self.perform(if forward { down } else { up });
            }
        }
    }

    /// The row of the screen that the cursor is on, found where it is drawn.
    fn cursor_row(&self) -> Option<u16> {
        let buffer = drawn(self, self.mouse.size)?;
        let area = buffer.area;
        (1..area.height.saturating_sub(1)).find(|y| {
            (0..area.width)
                .any(|x| buffer.cell((x, *y)).is_some_and(|cell| is_selected(cell, &self.cx.theme)))
        })
    }
}

/// Whether a cell looks as the line does that the cursor is on.
pub(super) fn is_selected(cell: &Cell, theme: &Theme) -> bool {
    let style = theme.selected;
    style != theme.text
        && cell.modifier.contains(style.add_modifier)
        && style.bg.is_none_or(|color| cell.bg == color)
        && style.fg.is_none_or(|color| cell.fg == color)
}

/// The application drawn in a size where nobody sees it.
pub(super) fn drawn(app: &App, (columns, rows): (u16, u16)) -> Option<Buffer> {
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).ok()?;
    terminal.draw(|frame| app.view(frame)).ok().map(|done| done.buffer.clone())
}

#[cfg(test)]
mod tests {
    use crate::app::event::Event;
    use crate::app::route::Route;
    use crate::app::testing::{Desk, Stage, fixtures};

    fn row(stage: &mut Stage, words: &str) -> u16 {
        let screen = stage.screen();
        let at = screen.lines().position(|line| line.contains(words));
        u16::try_from(at.unwrap_or_else(|| panic!("no {words}:\n{screen}"))).unwrap()
    }

    #[test]
    fn a_click_moves_a_double_click_opens_and_the_wheel_scrolls() {
        let mut stage = Stage::new(80, 24);
        stage.press("f4");
        let third = row(&mut stage, "LAN-26-0145");
        stage.event(Event::Click { column: 5, row: third });
        assert!(stage.shows("▸ LAN-26-0145"));
        stage.event(Event::Click { column: 5, row: third - 1 });
        assert!(stage.shows("▸ LAN-26-0144"));
        stage.event(Event::Wheel { down: true });
        assert!(stage.shows("▸ LAN-26-0147"));
        stage.event(Event::Wheel { down: false });
        assert!(stage.shows("▸ LAN-26-0144"));
        stage.wait(1_000).event(Event::Click { column: 5, row: third });
        assert!(stage.shows("Cases"), "one click opens nothing");
        stage.wait(100).event(Event::Click { column: 5, row: third });
        assert!(stage.shows("Case LAN-26-0143"), "{}", stage.screen());
    }

    #[test]
    fn a_line_that_the_cursor_passes_by_opens_nothing() {
        let mut stage = Stage::new(80, 24);
        for row in 0..24 {
            for _ in 0..2 {
                stage.event(Event::Click { column: 3, row });
            }
            stage.press("f3");
        }
        assert!(stage.shows("Lancaster: today") && stage.desk.requests.is_empty());
    }

    #[test]
    fn it_types_nothing_in_the_room_and_is_not_heard_on_a_locked_screen() {
        let mut stage = Stage::with(80, 24, Desk::sitting());
        stage.go(Route::Room(fixtures::id(900))).types("housing: locks");
        let asked = stage.desk.requests.len();
        for row in 0..24 {
            stage.event(Event::Click { column: 9, row }).event(Event::Wheel { down: row % 2 == 0 });
        }
        assert!(stage.shows("housing: locks") && stage.desk.requests.len() == asked);
        stage.press("f12").event(Event::Click { column: 5, row: 5 }).event(Event::Wheel { down: true });
        assert!(stage.shows("Convenor is locked"));
    }

    #[test]
    fn it_is_off_until_it_is_asked_for() {
        let mut stage = Stage::new(80, 24);
        assert!(!stage.app.takes_mouse());
        stage.press("f11");
        assert!(stage.app.takes_mouse() && stage.shows("mouse on"));
        assert!(!stage.press("f11").app.takes_mouse());
    }
}
