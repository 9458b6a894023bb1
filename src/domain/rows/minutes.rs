//! Approved minutes as a statement, what was said of their draft, and the papers issued.

use jiff::civil::{Date, DateTime};

use super::case::Case;
use super::meeting::Meeting;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::record_row;

record_row! {
    /// One section of a meeting's statement: the facts its paper prints, as they stood at approval.
    pub struct Section in "section" about case by [meeting] {
        /// Which meeting.
        meeting: Id<Meeting>,
        /// The case it is about; nothing for the sections of the whole meeting.
        case: Option<Id<Case>>,
        /// Its place in the paper.
        position: u32,
        /// What it is: "meeting", "case", "addendum".
        kind: String,
        /// The facts, as JSON.
        body: Private,
        /// When it was stated.
        at: DateTime,
    }
}

record_row! {
    /// A copy of a paper as issued.
    pub struct Issued in "issued" about nobody by [meeting, digest] {
        /// Of which meeting.
        meeting: Id<Meeting>,
        /// Which paper: "minutes".
        paper: String,
        /// Edition: 1 for the first, one more after each change.
        version: u32,
        /// Number of the copy, from 1.
        copy: u32,
        /// For whom; an agency or a post, never a person under discussion.
        recipient: String,
        /// Whether it was a draft.
        draft: bool,
        /// SHA-256 of the bytes, in hexadecimal.
        digest: String,
        /// When.
        at: DateTime,
    }
}

record_row! {
    /// What somebody said of draft minutes: by e-mail, mostly.
    pub struct Comment in "comment" about case by [meeting] {
        /// Of which meeting.
        meeting: Id<Meeting>,
        /// The case it is about; nothing for the meeting as a whole.
        case: Option<Id<Case>>,
        /// Who said it: an agency or a post.
        from: Private,
        /// What it asks for, in words.
        words: Private,
        /// The day it came.
        on: Date,
        /// What became of it: what was changed, or why nothing was. Nothing while that is open.
        answer: Option<Private>,
        /// When that was entered.
        answered: Option<DateTime>,
    }
}
