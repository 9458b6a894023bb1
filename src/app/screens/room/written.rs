//! What is being written: one line, or a longer text of several in an editor that opens over the case.
//!
//! A text with a line break in it is a longer one, whichever way it came: typed, pasted, or kept from before. While the
//! editor is closed the first line of it shows; the next key goes on writing in the editor.

use crossterm::event::KeyEvent;

use crate::app::keymap::Edit;
use crate::app::widgets::text_area::LongText;
use crate::app::widgets::text_line::TextLine;

/// A line, or a longer text.
#[derive(Default)]
pub struct Written {
    line: TextLine,
    long: Option<Box<LongText>>,
    /// Whether the editor is open.
    editing: bool,
}

impl Written {
    /// One that holds a text; a longer one waits with its editor closed.
    pub fn holding(text: &str) -> Self {
        if text.contains('\n') {
            let long = Some(Box::new(LongText::holding(text)));
            return Self { line: TextLine::default(), long, editing: false };
        }
        Self { line: TextLine::holding(text), long: None, editing: false }
    }

    /// The text.
    pub fn text(&self) -> String {
        self.long.as_ref().map_or_else(|| self.line.text(), |long| long.text())
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// Forgets it, and closes the editor.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// The line, to be drawn; nothing while there is a longer text.
    pub const fn line(&self) -> Option<&TextLine> {
        if self.long.is_some() { None } else { Some(&self.line) }
    }

    /// The longer text, when there is one.
    pub fn long(&self) -> Option<&LongText> {
        self.long.as_deref()
    }

    /// Whether the editor is open.
    pub const fn is_editing(&self) -> bool {
        self.editing
    }

    /// Opens the editor on what is written.
    pub fn open(&mut self) {
        if self.long.is_none() {
            self.long = Some(Box::new(LongText::holding(&self.line.text())));
            self.line.clear();
        }
        self.editing = true;
    }

    /// Closes the editor; what fits in a line is one again.
    pub fn close(&mut self) {
        let text = self.text();
        *self = Self::holding(text.trim_end_matches('\n'));
    }

    /// Does what a key does to text.
    pub fn key(&mut self, event: KeyEvent) {
        match &mut self.long {
            Some(long) => {
                self.editing = true;
                long.key(event);
            }
            None => {
                self.line.key(event);
            }
        }
    }

    /// Edits a line; a longer text stays as it is.
    pub fn edit(&mut self, edit: Edit) {
        if self.long.is_none() {
            self.line.edit(edit);
        }
    }

    /// Puts a block of text in; one with line breaks opens the editor.
    pub fn put(&mut self, text: &str) {
        let broken = text.trim_end_matches(['\r', '\n']).contains(['\r', '\n']);
        if broken {
            self.open();
        }
        match &mut self.long {
            Some(long) => {
                self.editing = true;
                long.put(text);
            }
            None => self.line.put(text),
        }
    }

    /// Does something to the longer text while the editor is open.
    pub fn change(&mut self, change: impl FnOnce(&mut LongText)) {
        if let Some(long) = self.long.as_deref_mut().filter(|_| self.editing) {
            change(long);
        }
    }
}
