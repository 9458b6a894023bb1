//! Where one is in a list: a cursor, and the first line in sight as a cache that drawing keeps.

use std::cell::Cell;

use super::super::command::Command;

/// A place in a list of so many lines.
#[derive(Debug, Clone, Default)]
pub struct Cursor {
    at: usize,
    len: usize,
    top: Cell<usize>,
    height: Cell<usize>,
}

impl Cursor {
    /// The line the cursor is on; 0 in an empty list.
    pub const fn at(&self) -> usize {
        self.at
    }

    /// How many lines there are.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// The list has so many lines now; the cursor stays where it was if it can.
    pub fn set_len(&mut self, len: usize) {
        self.len = len;
        self.to(self.at);
    }

    /// Moves to a line, or the last one.
    pub fn to(&mut self, line: usize) {
        self.at = line.min(self.len.saturating_sub(1));
    }

    /// Does what a list command does; whether it was one.
    pub fn command(&mut self, command: Command) -> bool {
        let page = self.height.get().saturating_sub(1).max(1);
        match command {
            Command::Up
            | Command::FilterUp
            | Command::ChooserUp
            | Command::PickUp
            | Command::ImportUp
            | Command::FindUp
            | Command::PeopleUp => {
                self.to(self.at.saturating_sub(1));
            }
            Command::Down
            | Command::FilterDown
            | Command::ChooserDown
            | Command::PickDown
            | Command::ImportDown
            | Command::FindDown
            | Command::PeopleDown => {
                self.to(self.at + 1);
            }
            Command::PageUp | Command::ImportPageUp | Command::PeoplePageUp | Command::FindPageUp => {
                self.to(self.at.saturating_sub(page));
            }
            Command::PageDown | Command::ImportPageDown | Command::PeoplePageDown | Command::FindPageDown => {
                self.to(self.at.saturating_add(page));
            }
            Command::First => self.to(0),
            Command::Last => self.to(usize::MAX),
            _ => return false,
        }
        true
    }

    /// Lines in sight in a height, the cursor among them, moving as little as possible from what was in sight.
    pub fn visible(&self, height: usize) -> std::ops::Range<usize> {
        self.height.set(height);
        let mut top = self.top.get().min(self.len.saturating_sub(height));
        if self.at < top {
            top = self.at;
        } else if self.at >= top + height {
            top = (self.at + 1).saturating_sub(height);
        }
        self.top.set(top);
        top..(top + height).min(self.len)
    }

    /// The next drawing begins at the first line, if the cursor is in sight there.
    pub fn rest(&self) {
        self.top.set(0);
    }

    /// Lines in sight of another cursor's list, remembering here what was in sight.
    pub fn follow(&self, other: &Self, height: usize) -> std::ops::Range<usize> {
        other.top.set(self.top.get());
        let seen = other.visible(height);
        self.top.set(seen.start);
        self.height.set(height);
        seen
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_cursor_is_always_in_sight(
            steps in proptest::collection::vec((0_usize..6, 0_usize..200, 1_usize..40), 1..40)
        ) {
            let mut cursor = Cursor::default();
            for (command, len, height) in steps {
                cursor.set_len(len);
                let moves = [Command::Up, Command::Down, Command::PageUp, Command::PageDown, Command::First, Command::Last];
                prop_assert!(cursor.command(moves[command]));
                let seen = cursor.visible(height);
                prop_assert!(seen.len() <= height && seen.end <= len);
                prop_assert!(len == 0 || seen.contains(&cursor.at()));
                prop_assert!(seen.len() == height.min(len));
            }
        }
    }
}
