//! A long list of which only a window is here: as the cursor nears its edge, the next window is asked for.

use super::super::command::Command;
use super::cursor::Cursor;
use crate::service::ask::{Listing, Window};

/// Lines asked for at once: several screens, so that paging seldom waits.
const CHUNK: usize = 240;
/// Lines that should be here on either side of the cursor.
const MARGIN: usize = 60;

/// A list of which a window is here.
#[derive(Debug, Clone)]
pub struct Windowed<T> {
    cursor: Cursor,
    offset: usize,
    lines: Vec<T>,
    known: bool,
    /// Where the window that was asked for begins, until it comes.
    asked: Option<usize>,
}

impl<T> Default for Windowed<T> {
    fn default() -> Self {
        Self { cursor: Cursor::default(), offset: 0, lines: Vec::new(), known: false, asked: None }
    }
}

impl<T> Windowed<T> {
    /// Where one is.
    pub const fn cursor(&self) -> &Cursor {
        &self.cursor
    }

    /// Whether the list has been read at all.
    pub const fn is_known(&self) -> bool {
        self.known
    }

    /// A line, if it is here.
    pub fn line(&self, at: usize) -> Option<&T> {
        at.checked_sub(self.offset).and_then(|at| self.lines.get(at))
    }

    /// The line under the cursor, if it is here.
    pub fn current(&self) -> Option<&T> {
        self.line(self.cursor.at())
    }

    /// Does what a list command does; whether it was one.
    pub fn command(&mut self, command: Command) -> bool {
        self.cursor.command(command)
    }

    /// The list is another one now: back to its beginning.
    pub fn restart(&mut self) -> Window {
        *self = Self::default();
        self.again()
    }

    /// The window to read again where one is.
    pub fn again(&mut self) -> Window {
        self.asked = None;
        self.around()
    }

    /// The window to ask for, when lines around the cursor are missing and have not been asked for yet.
    pub fn missing(&mut self) -> Option<Window> {
        if !self.known {
            return None;
        }
        let at = self.cursor.at();
        let need = at.saturating_sub(MARGIN)..(at + MARGIN).min(self.cursor.len());
        let here = self.offset..self.offset + self.lines.len();
        let covered = here.start <= need.start && need.end <= here.end;
        let on_its_way = self
            .asked
            .is_some_and(|from| from <= need.start && need.end <= from + CHUNK.min(self.cursor.len()));
        (!covered && !on_its_way).then(|| self.around())
    }

    /// Takes in a window that came. The cursor stays on its place.
    pub fn accept(&mut self, listing: Listing<T>) {
        if self.asked == Some(listing.offset) {
            self.asked = None;
        }
        self.known = true;
        self.offset = listing.offset;
        self.lines = listing.lines;
        self.cursor.set_len(listing.total);
    }

    fn around(&mut self) -> Window {
        let offset = self.cursor.at().saturating_sub(CHUNK / 2);
        self.asked = Some(offset);
        Window { offset, limit: CHUNK }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(window: Window) -> Listing<usize> {
        let total = 120_000;
        let lines = (window.offset..total).take(window.limit).collect();
        Listing { total, offset: window.offset, lines }
    }

    #[test]
    fn a_long_list_is_walked_with_few_questions_and_never_without_a_line() {
        let mut list = Windowed::default();
        let first = list.restart();
        list.accept(answer(first));
        let mut questions = 0;
        for step in 0..5_000 {
            list.command(Command::Down);
            assert_eq!(list.current(), Some(&(step + 1)));
            if let Some(window) = list.missing() {
                questions += 1;
                assert!(list.missing().is_none(), "asked twice for the same");
                list.accept(answer(window));
            }
        }
        assert!(questions < 5_000 / 50, "{questions} questions");
    }

    #[test]
    fn a_jump_to_the_end_asks_for_the_end() {
        let mut list = Windowed::default();
        let first = list.restart();
        list.accept(answer(first));
        list.command(Command::Last);
        assert_eq!(list.current(), None);
        let window = list.missing().unwrap();
        list.accept(answer(window));
        assert_eq!(list.current(), Some(&119_999));
        assert!(list.missing().is_none());
    }
}
