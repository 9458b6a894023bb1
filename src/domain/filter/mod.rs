//! Filter words: what is typed over a list, read into terms that a line fits or does not.
//!
//! Free words and `key:value` pairs, any of them denied by a `-` before it: `kershaw agency:housing is:overdue
//! -is:closed due:<7d sort:-age`. [`mod@keys`] is the table of keys a list knows, [`read()`] reads a text by it, [`complete()`]
//! says what may come next, [`Sort`] the order, and [`SHIPPED`] the views that come with the program. Nothing here knows
//! where lines are kept: the record turns terms into its own question, and a short list asks [`Read::keeps`].
//!
//! Any text can be read. What is not understood fits nothing and is told in [`Read::notes`] with the nearest word that is
//! known, so that a slip never looks like an answer.

mod complete;
mod days;
mod keys;
mod known;
mod near;
mod number;
mod read;
mod sort;
#[cfg(test)]
mod tests;
mod views;

pub use complete::{Completion, complete};
pub use days::Days;
pub use keys::{Key, KeyRow, Takes, keys};
pub use known::{Known, Named};
pub use number::Range;
pub use read::read;
pub use sort::{Sort, SortBy};
pub use views::{SHIPPED, Shipped};

/// Which list is narrowed: each knows its own keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum List {
    /// Cases.
    Cases,
    /// Actions.
    Actions,
    /// Referrals that wait.
    Desk,
    /// The ranked list of subjects.
    Subjects,
    /// One case on one timeline.
    Story,
    /// What was done.
    Done,
    /// Reports; their words are read as a report is asked for.
    Reports,
}

impl List {
    /// Every list.
    pub const ALL: [Self; 7] =
        [Self::Cases, Self::Actions, Self::Desk, Self::Subjects, Self::Story, Self::Done, Self::Reports];

    /// Its name on the command line and under which views are kept.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Cases => "cases",
            Self::Actions => "actions",
            Self::Desk => "desk",
            Self::Subjects => "subjects",
            Self::Story => "story",
            Self::Done => "done",
            Self::Reports => "reports",
        }
    }

    /// The list of a name.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.word().eq_ignore_ascii_case(word.trim()))
    }
}

/// One condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Whether lines that fit are left out.
    pub not: bool,
    /// What a line is held against.
    pub test: Test,
}

/// What a line is held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// A word that the line holds, folded as names are compared.
    Text(String),
    /// Any of these values of a key, as the record has them.
    One(Key, Vec<String>),
    /// A day of the line lies within.
    Days(Key, Days),
    /// A figure of the line lies within.
    Number(Key, Range),
    /// Nothing fits: what was typed is not understood.
    Nothing,
}

/// A text as read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Read {
    /// Conditions; a line fits when it fits them all.
    pub terms: Vec<Term>,
    /// The order asked for.
    pub sort: Option<Sort>,
    /// What was not understood, each with the nearest word that is.
    pub notes: Vec<String>,
}

impl Read {
    /// Whether a line of a short list is kept, by a judgement of each test.
    pub fn keeps(&self, fits: impl Fn(&Test) -> bool) -> bool {
        self.terms.iter().all(|term| !matches!(term.test, Test::Nothing) && fits(&term.test) != term.not)
    }
}
