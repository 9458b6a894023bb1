//! What the terminal hands to the record's threads, and what comes back.
//!
//! A screen returns effects; the application makes [`Job`]s of them, each with a [`Ticket`]; the threads answer
//! with [`News`] on one channel, so that a late answer finds the screen that asked or nobody.

use std::sync::Arc;

use uuid::Uuid;
use zeroize::Zeroizing;

use super::ask::{Answer, Ask, Who};
use super::document::{Paperwork, Steps};
use super::papers::Order;
use super::plan::Plan;
use crate::domain::calendar::Holidays;
use crate::domain::lexicon::Lexicons;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::Request;

/// Names one job; never reused while the program runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub u64);

/// Where a line being typed is kept: the same place always holds the same line.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DraftPlace {
    /// What is being typed: "action", "information", "risk", "note", "decision" ...
    pub kind: String,
    /// Under which case or meeting.
    pub about: Option<Uuid>,
}

/// A passphrase on its way to be checked: never shown, forgotten when done with.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Wraps what was typed.
    pub const fn new(typed: Zeroizing<String>) -> Self {
        Self(typed)
    }

    /// What was typed.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("…")
    }
}

/// Something for the record's threads to do.
#[derive(Debug, Clone)]
pub enum Job {
    /// Carry out a request. `change` is minted when the user presses Enter, so that a retry adds nothing.
    Execute {
        /// Whom to answer.
        ticket: Ticket,
        /// Identifier of the change.
        change: Uuid,
        /// What to do.
        request: Box<Request>,
        /// The draft that it consumes.
        consumes: Option<DraftPlace>,
    },
    /// Carry out several requests as one change; those that are refused do not stop the others.
    Together {
        /// Whom to answer.
        ticket: Ticket,
        /// Identifier of the change.
        change: Uuid,
        /// What to do, each with what it is told by when it is refused.
        requests: Vec<(String, Request)>,
    },
    /// Undo the user's own last change.
    Undo {
        /// Whom to answer.
        ticket: Ticket,
        /// Identifier of the undoing.
        change: Uuid,
    },
    /// Answer a question.
    Look {
        /// Whom to answer.
        ticket: Ticket,
        /// The question.
        ask: Ask,
    },
    /// Write papers and register the copies.
    Papers {
        /// Whom to answer.
        ticket: Ticket,
        /// Which, how and where.
        order: Box<Order>,
    },
    /// Write a text about a case to a file, in clear.
    Save {
        /// Whom to answer.
        ticket: Ticket,
        /// Which case.
        about: Uuid,
        /// The text.
        text: crate::domain::private::Private,
        /// Path of the file.
        to: std::path::PathBuf,
    },
    /// Adopt a file of the area.
    Adopt {
        /// Whom to answer.
        ticket: Ticket,
        /// Path of the file.
        from: std::path::PathBuf,
    },
    /// Take in a document, keep one with a case, or write something out.
    Paperwork {
        /// Whom to answer.
        ticket: Ticket,
        /// Identifier of the change, if it makes one.
        change: Uuid,
        /// What to do.
        work: Box<Paperwork>,
    },
    /// Keep a line as typed so far; an empty one is forgotten. The newest of a place wins.
    Keep {
        /// Where.
        place: DraftPlace,
        /// The line.
        text: crate::domain::private::Private,
        /// Counts the user's changes of it, to say which one is safe.
        turn: u64,
    },
    /// Say whether this is the passphrase of the user at the keyboard.
    Unlock(Passphrase),
    /// Fetch the line kept at a place.
    Recall {
        /// Whom to answer.
        ticket: Ticket,
        /// Where.
        place: DraftPlace,
    },
}

/// What the record's threads say.
#[derive(Debug, Clone)]
pub enum News {
    /// A request was carried out and is durable, or was refused.
    Done {
        /// Of which job.
        ticket: Ticket,
        /// What came of it.
        outcome: Result<Reply, Refusal>,
    },
    /// How far an import has come.
    Progress {
        /// Of which job.
        ticket: Ticket,
        /// So far.
        steps: Steps,
    },
    /// What became of a list, or why it was not taken in.
    Planned {
        /// Of which job.
        ticket: Ticket,
        /// What came of it.
        outcome: Result<Box<Plan>, Refusal>,
    },
    /// The answer to a question.
    Answer {
        /// Of which job.
        ticket: Ticket,
        /// The answer.
        outcome: Result<Answer, Refusal>,
    },
    /// A line is safe up to this turn.
    Kept {
        /// Where.
        place: DraftPlace,
        /// Which turn.
        turn: u64,
    },
    /// A line could not be kept; it stands on the screen and nowhere else.
    NotKept {
        /// Where.
        place: DraftPlace,
        /// Why.
        refusal: Refusal,
    },
    /// The line that was kept, if one was.
    Recalled {
        /// Of which job.
        ticket: Ticket,
        /// The line.
        text: Option<crate::domain::private::Private>,
    },
    /// Whether the passphrase was the user's own, or why that cannot be told.
    Unlocked(Result<bool, Refusal>),
    /// Minutes without a key after which the screen locks, 0 for never: at the start and when the area changes it.
    IdleLock(u32),
    /// Somebody else changed the record: what is shown should be read again.
    Changed,
    /// What action lines are read with, at the start and when the area changes it: its words and its holidays.
    Words(Lexicons, Arc<Holidays>),
    /// Who is at the keyboard, once the record is open.
    Opened(Who),
}
