//! What a line became: everything [`read`](super::read) can answer. Data only; the words for the screen are in
//! `preview`.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::due::Due;
use super::lexicon::Beneficiary;
use crate::domain::private::Private;

/// What a line means. Every reading can be stored as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Nothing was typed.
    Blank,
    /// New actions; more than one are one action each for several agencies, linked.
    New(Vec<Draft>),
    /// A change of numbered actions of the case.
    Edit {
        /// Their numbers, from 1; one of them at least.
        actions: Vec<u16>,
        /// What becomes of each.
        change: Change,
    },
    /// No action in it: kept as typed.
    Note {
        /// The line.
        text: Private,
        /// Why it is no action, where that can be said.
        hint: Option<Hint>,
    },
    /// It can be read in more than one way. Whoever does not choose takes the first.
    Ask {
        /// The question, without any of the action's text but its date.
        question: String,
        /// The readings; none of them asks again.
        choices: Vec<Reading>,
    },
}

impl Reading {
    /// The reading that Enter takes.
    pub fn taken(&self) -> &Self {
        match self {
            Self::Ask { choices, .. } => choices.first().unwrap_or(self),
            _ => self,
        }
    }
}

/// Why a line is kept as a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// It names an agency and nothing for it to do.
    NothingToDo {
        /// The agency's full name.
        agency: String,
    },
    /// It opens with a name, closed by a colon, that is no agency's.
    UnknownAgency {
        /// The name as typed.
        name: Private,
    },
    /// It changes an action that the case does not have.
    NoSuchAction {
        /// The number typed.
        action: u16,
        /// How many the case has.
        actions: u16,
    },
}

/// An agency with a part in an action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The agency's key.
    pub key: String,
    /// Its full name.
    pub name: String,
    /// The worker named, with rank (`DC Shah`).
    pub person: Option<Private>,
    /// The agency is known to the area and not on the meeting's list.
    pub off_list: bool,
}

/// Where a new action begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Accepted by agencies that are here.
    Open,
    /// Given to agencies that are not in the room.
    AwaitingConfirmation {
        /// Their full names.
        absent: Vec<String>,
    },
    /// Done before it was written down.
    Completed {
        /// The day it was done, as far as it was said.
        on: Date,
        /// What was said of it.
        note: Option<Private>,
    },
}

/// An action to be added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The agency that answers for it.
    pub lead: Party,
    /// Agencies that help.
    pub supporting: Vec<Party>,
    /// It is every agency's: one line for all of them.
    pub every: bool,
    /// What is to be done, as typed but for the area's expansions.
    pub text: Private,
    /// When.
    pub due: Due,
    /// For whom.
    pub protects: Vec<Beneficiary>,
    /// Where it begins.
    pub status: Status,
    /// It is feedback to the victim.
    pub feedback: bool,
    /// It gives away where somebody is: marked location, kept off papers.
    pub kept_off_papers: bool,
    /// Words that look like an agency or a date and could not be read; they are in the text too.
    pub unread: Vec<Private>,
}

/// A change of a numbered action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Another due date.
    Due(Due),
    /// Completed.
    Completed {
        /// The day it was done: the one the note ends with, else the day it is typed.
        on: Date,
        /// The note, as typed.
        note: Option<Private>,
    },
    /// The agency did not do it.
    NotDone {
        /// Why.
        reason: Option<Private>,
    },
    /// Circumstances have changed.
    NoLongerPossible {
        /// How.
        reason: Option<Private>,
    },
    /// Reviewed, continues.
    Continues {
        /// What was said of it.
        note: Option<Private>,
    },
    /// An agency that was not there has accepted it.
    Confirmed {
        /// What was said of it.
        note: Option<Private>,
    },
    /// Begun, and not done yet.
    InHand {
        /// What was said of it.
        note: Option<Private>,
    },
    /// Taken back by whoever asked for it.
    Withdrawn {
        /// Why.
        reason: Option<Private>,
    },
    /// Opened again after it was closed.
    Reopened {
        /// Why.
        reason: Option<Private>,
    },
    /// Says the same as another action of the case, which goes on for both.
    Merged {
        /// The number of the other.
        into: u16,
    },
    /// Another due date, and why.
    Moved {
        /// The date.
        due: Due,
        /// Why.
        reason: Private,
    },
    /// Agencies that help from now on.
    Helped {
        /// The agencies.
        by: Vec<Party>,
    },
    /// Agencies that have no more part in it.
    Dropped {
        /// The agencies.
        who: Vec<Party>,
    },
    /// An action of its own, with the same words and date, for each of these agencies; for each that helps when none
    /// is named.
    Split {
        /// The agencies.
        to: Vec<Party>,
    },
    /// Linked with other actions of the case.
    Linked {
        /// Their numbers.
        with: Vec<u16>,
        /// It supports them.
        supports: bool,
    },
    /// Linked with no other action any more.
    Unlinked,
    /// Given to another agency.
    Agency {
        /// The agency that now answers for it.
        lead: Party,
        /// Agencies that help.
        supporting: Vec<Party>,
        /// Whether they are in the room.
        status: Status,
        /// Another due date, when one was said.
        due: Option<Due>,
    },
}
