//! A sheet that an agency filled in and sent back, as it is asked about and told.

use std::path::PathBuf;

use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::request::Request;
use crate::domain::rows::meeting::Meeting;

/// Which sheet it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A research list.
    Research,
    /// An action sheet.
    Actions,
}

impl Sort {
    /// In words.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Research => "research list",
            Self::Actions => "action sheet",
        }
    }
}

/// A file that came back.
#[derive(Debug, Clone)]
pub struct Sent {
    /// Which sheet it is.
    pub sort: Sort,
    /// Path of the file; empty where the text was pasted.
    pub file: PathBuf,
    /// The text of an e-mail, pasted in place of a file.
    pub pasted: Option<Private>,
    /// Key of the agency that sent it.
    pub from: String,
    /// The meeting; the one that the file names when nothing is given.
    pub meeting: Option<Id<Meeting>>,
}

/// What a line is beside the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing of the kind is held.
    New,
    /// Something else is held.
    Changed,
    /// It is held already.
    Held,
    /// It cannot be taken.
    Refused,
}

impl Standing {
    /// In words.
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Held => "already held",
            Self::Refused => "not taken",
        }
    }
}

/// One line of a file that came back.
#[derive(Debug, Clone)]
pub struct ReturnLine {
    /// Where it stands: "row 5".
    pub place: String,
    /// Reference of the case or action, as written.
    pub reference: String,
    /// What it is beside the record.
    pub standing: Standing,
    /// What is held.
    pub held: Private,
    /// What the line says.
    pub says: Private,
    /// What is wrong with it, or to be known before it is taken.
    pub why: Option<String>,
    /// What it would change.
    pub request: Option<Request>,
}

impl ReturnLine {
    /// What the line is told by: where it stands and its reference.
    pub fn told(&self) -> String {
        format!("{} {}", self.place, self.reference)
    }

    /// A line that cannot be taken.
    pub(super) fn refused(place: &str, reference: &str, why: impl Into<String>) -> Self {
        Self {
            place: place.to_owned(),
            reference: reference.to_owned(),
            standing: Standing::Refused,
            held: Private::default(),
            says: Private::default(),
            why: Some(why.into()),
            request: None,
        }
    }
}

/// What a file says beside what the record holds.
#[derive(Debug, Clone)]
pub struct Difference {
    /// Which sheet it is.
    pub sort: Sort,
    /// Name of the agency that sent it.
    pub agency: String,
    /// Reference of the meeting, where it is about one.
    pub meeting: Option<String>,
    /// Lines that say anything, in the order of the file.
    pub lines: Vec<ReturnLine>,
    /// Lines in which nothing was filled in.
    pub blank: usize,
}

impl Difference {
    /// How many lines are of a standing.
    pub fn count(&self, standing: Standing) -> usize {
        self.lines.iter().filter(|line| line.standing == standing).count()
    }

    /// The whole in words: "3 new, 1 changed, 2 already held, 1 not taken; 4 left blank".
    pub fn in_words(&self) -> String {
        let all = [Standing::New, Standing::Changed, Standing::Held, Standing::Refused];
        let parts = all.into_iter().map(|standing| (self.count(standing), standing.word()));
        let parts: Vec<String> =
            parts.filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
        let parts = if parts.is_empty() { "nothing filled in".to_owned() } else { parts.join(", ") };
        if self.blank > 0 { format!("{parts}; {} left blank", self.blank) } else { parts }
    }
}
