//! Minutes: comments on the draft, approval, addenda, copies issued.

use jiff::civil::{Date, DateTime};

use crate::domain::id::Id;
use crate::domain::paper::{Format, Printed, Wanted};
use crate::domain::private::Private;
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::minutes::{Comment, Issued};

/// See [`super::Request::Approve`].
#[derive(Debug, Clone)]
pub struct Approve {
    /// Which meeting.
    pub meeting: Id<Meeting>,
    /// Who approved.
    pub by: Private,
    /// At the keyboard, by e-mail, or otherwise.
    pub how: String,
    /// When it was given, if not now.
    pub at: Option<DateTime>,
}

/// See [`super::Request::DeemApproved`].
#[derive(Debug, Clone)]
pub struct DeemApproved {
    /// Which meeting.
    pub meeting: Id<Meeting>,
}

/// See [`super::Request::AddComment`].
#[derive(Debug, Clone)]
pub struct AddComment {
    /// On the minutes of which meeting.
    pub meeting: Id<Meeting>,
    /// The case it is about, if one.
    pub case: Option<Id<Case>>,
    /// Who said it: an agency or a post.
    pub from: Private,
    /// In words.
    pub words: Private,
    /// The day it came, if not today.
    pub on: Option<Date>,
}

/// See [`super::Request::AnswerComment`].
#[derive(Debug, Clone)]
pub struct AnswerComment {
    /// Which comment.
    pub comment: Id<Comment>,
    /// What was changed, or why nothing was.
    pub answer: Private,
}

/// See [`super::Request::AddAddendum`].
#[derive(Debug, Clone)]
pub struct AddAddendum {
    /// Which meeting.
    pub meeting: Id<Meeting>,
    /// The case it is about, if one.
    pub case: Option<Id<Case>>,
    /// In words.
    pub words: Private,
}

/// See [`super::Request::Issue`].
#[derive(Debug, Clone)]
pub struct Issue {
    /// The paper as it was asked for: which, about what, for whom.
    pub wanted: Wanted,
    /// How it was written.
    pub format: Format,
    /// Whether a password is needed to open it.
    pub sealed: bool,
    /// Why it was issued, in words.
    pub why: Option<Private>,
    /// Digests of its sections.
    pub printed: Vec<Printed>,
    /// The copy it replaces, when it is a correction.
    pub replaces: Option<Id<Issued>>,
    /// Number of the copy as printed on it.
    pub copy: u32,
    /// Edition as printed on it.
    pub version: u32,
    /// Whether it is a draft.
    pub draft: bool,
    /// SHA-256 of the bytes, in hexadecimal.
    pub digest: String,
}
