//! Approved minutes as a statement, what was said of their draft, and the papers issued.

use jiff::civil::{Date, DateTime};

use super::case::Case;
use super::meeting::Meeting;
use super::person::Person;
use crate::domain::id::Id;
use crate::domain::paper::{Format, PaperKind, Printed};
use crate::domain::private::Private;
use crate::domain::value::Json;
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
    pub struct Issued in "issued" about nobody by [meeting, case, person, period, digest] {
        /// Of which meeting; nothing for a paper about a case, a person or a period.
        meeting: Option<Id<Meeting>>,
        /// Which paper.
        paper: PaperKind,
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
        /// The case, for a paper about one.
        case: Option<Id<Case>>,
        /// The person, for a paper about one across cases.
        person: Option<Id<Person>>,
        /// The forum and its period, for a paper about one: "marac 2026-10-01 2026-12-31".
        period: Option<String>,
        /// How much of the facts it holds: "full", "redacted", or the key of an agency; nothing in copies of before.
        edition: Option<String>,
        /// How it was written; nothing in copies of before, which are PDF.
        format: Option<Format>,
        /// Whether a password is needed to open it.
        sealed: Option<bool>,
        /// Handle of the user who issued it.
        by: Option<String>,
        /// Why, in words.
        why: Option<Private>,
        /// Digests of its sections, to tell later what changed; nothing in copies of before.
        printed: Option<Json<Vec<Printed>>>,
        /// The copy it replaces, when it is a correction.
        replaces: Option<Id<Issued>>,
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
