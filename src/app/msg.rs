//! What a screen hears: keys and text, and the answers to what it asked.

use crossterm::event::KeyEvent;
use uuid::Uuid;

use super::command::Command;
use super::tag::Tag;
use super::widgets::form::Filled;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::service::ask::Answer;
use crate::service::import::Steps;
use crate::service::job::DraftPlace;
use crate::service::plan::Plan;

/// What a screen hears.
#[derive(Debug, Clone)]
pub enum Msg {
    /// A command of one of its scopes.
    Command(Command),
    /// A key that is text or editing, heard only while text is typed.
    Key(KeyEvent),
    /// A block of text, heard only while text is typed.
    Paste(String),
    /// A request was carried out or refused; the application has said so already.
    Done {
        /// As given with the request.
        tag: Tag,
        /// What came of it.
        outcome: Result<Reply, Refusal>,
    },
    /// A question was answered; a refusal has been shown already.
    Answer {
        /// As given with the question.
        tag: Tag,
        /// The answer.
        outcome: Result<Answer, Refusal>,
    },
    /// How far an import has come.
    Progress {
        /// As given with it.
        tag: Tag,
        /// So far.
        steps: Steps,
    },
    /// What became of a list, or why it was not taken in.
    Planned {
        /// As given with it.
        tag: Tag,
        /// What came of it.
        outcome: Result<Box<Plan>, Refusal>,
    },
    /// A line that was kept, if one was.
    Recalled {
        /// Where.
        place: DraftPlace,
        /// The line.
        text: Option<Private>,
    },
    /// A line is safe up to this turn.
    Kept {
        /// Where.
        place: DraftPlace,
        /// Which turn.
        turn: u64,
    },
    /// A form dialog was filled in.
    Filled {
        /// As given with the dialog.
        tag: Tag,
        /// What the dialog was about.
        about: Option<Uuid>,
        /// Its values.
        values: Filled,
    },
    /// Something was picked from a list.
    Picked(Tag),
    /// The clock moved.
    Tick,
    /// The record changed: what is shown should be read again.
    Changed,
}
