//! The one field that is typed in: a line, a longer text, or a word of a few that is chosen by its first letter.

use crossterm::event::KeyEvent;

use crate::app::keymap::Edit;
use crate::app::widgets::text_area::LongText;
use crate::app::widgets::text_line::TextLine;
use crate::domain::referral::Typed;

/// Words of a field of yes and no; the first is "not said".
const YES_NO: &[&str] = &["", "yes", "no"];
/// Words of a field of gender.
const GENDER: &[&str] = &["", "female", "male", "another"];

/// A field being typed in.
#[derive(Debug, Clone)]
pub enum Editor {
    /// One line.
    Line(TextLine),
    /// A longer text.
    Long(Box<LongText>),
    /// One of a few words.
    Choice(&'static [&'static str], usize),
}

impl Default for Editor {
    fn default() -> Self {
        Self::Line(TextLine::default())
    }
}

impl Editor {
    /// A field of a kind that holds a text.
    pub fn holding(typed: Typed, text: &str) -> Self {
        let chosen = |words: &'static [&'static str]| {
            Self::Choice(words, words.iter().position(|word| *word == text).unwrap_or(0))
        };
        match typed {
            Typed::YesNo => chosen(YES_NO),
            Typed::Gender => chosen(GENDER),
            Typed::Long => Self::Long(Box::new(LongText::holding(text))),
            _ => Self::Line(TextLine::holding(text)),
        }
    }

    /// What stands in it.
    pub fn text(&self) -> String {
        match self {
            Self::Line(line) => line.text(),
            Self::Long(area) => area.text(),
            Self::Choice(words, at) => words.get(*at).copied().unwrap_or_default().to_owned(),
        }
    }

    /// Does what a key does; whether it meant something here.
    pub fn key(&mut self, event: KeyEvent) -> bool {
        match self {
            Self::Line(line) => line.key(event),
            Self::Long(area) => area.key(event),
            Self::Choice(words, at) => choose(words, at, Edit::of(event)),
        }
    }

    /// Puts a block of text in.
    pub fn paste(&mut self, text: &str) {
        match self {
            Self::Line(line) => line.put(text),
            Self::Long(area) => area.put(text),
            Self::Choice(words, at) => {
                let wanted = text.trim().to_lowercase();
                *at = words.iter().position(|word| *word == wanted).unwrap_or(*at);
            }
        }
    }

    /// Begins a new line in a longer text.
    pub fn new_line(&mut self) {
        if let Self::Long(area) = self {
            area.new_line();
        }
    }

    /// Moves by a line within a longer text; whether there was one to move to.
    pub fn line(&mut self, down: bool) -> bool {
        match self {
            Self::Long(area) => area.step(down),
            Self::Line(_) | Self::Choice(..) => false,
        }
    }

    /// Whether it is a longer text.
    pub const fn is_long(&self) -> bool {
        matches!(self, Self::Long(_))
    }
}

/// Arrows and the space bar walk through the words; a letter takes the word it begins; `?` and backspace say nothing.
fn choose(words: &[&str], at: &mut usize, edit: Option<Edit>) -> bool {
    let len = words.len().max(1);
    match edit {
        Some(Edit::Right | Edit::Insert(' ')) => *at = (*at + 1) % len,
        Some(Edit::Left) => *at = (*at + len - 1) % len,
        Some(Edit::Insert('?' | '-') | Edit::Backspace | Edit::Delete) => *at = 0,
        Some(Edit::Insert(letter)) => {
            let begins = |word: &&str| word.starts_with(letter.to_ascii_lowercase());
            match words.iter().position(begins) {
                Some(found) => *at = found,
                None => return false,
            }
        }
        _ => return false,
    }
    true
}
