//! The whole contract of a screen: it hears messages, returns effects, and draws itself.
//!
//! A screen holds no handle to the record, the terminal, the stack or another screen. A dialog has the same contract.

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::Rect;
use uuid::Uuid;

use super::command::{Command, Scope};
use super::cx::Cx;
use super::effect::{Effects, Tag};
use super::widgets::form::Filled;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::service::ask::Answer;
use crate::service::job::DraftPlace;

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

/// What a screen is.
pub trait Screen {
    /// Which keys are live, innermost first; may change with what has the focus.
    fn scope(&self) -> Scope;

    /// What stands in the header.
    fn title(&self, cx: &Cx) -> String;

    /// Asks for its data; also called when it comes back to the top.
    fn enter(&mut self, cx: &Cx) -> Effects;

    /// Hears a message.
    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects;

    /// Draws itself; changes nothing but caches of geometry.
    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx);

    /// Whether text is being typed, so that unmodified letters are never commands.
    fn takes_text(&self) -> bool {
        false
    }

    /// Whether a command of its scopes can be carried out now; help, palette and footer show only those.
    fn can(&self, _command: Command) -> bool {
        true
    }

    /// Whether going back is for the screen itself: it closes a filter or a line, and hears [`Command::Back`].
    fn holds_back(&self) -> bool {
        false
    }

    /// Whether it leaves the screen below in sight.
    fn overlay(&self) -> bool {
        false
    }

    /// Whether it shows seconds, so that each tick is drawn.
    fn ticks(&self) -> bool {
        false
    }
}
