//! What a screen may ask of the application: plain values, returned and never performed by the screen itself.

use std::path::PathBuf;

use jiff::civil::DateTime;
use uuid::Uuid;

use super::command::Command;
use super::dialog::Dialog;
use super::route::Route;
use super::screen::Msg;
use crate::domain::private::Private;
use crate::domain::request::Request;
use crate::service::ask::Ask;
use crate::service::job::DraftPlace;

/// A number a screen gives to what it asks for, and gets back with the answer; its meaning is the screen's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Tag(pub u64);

/// How much a short message matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something went as wished.
    Good,
    /// Something to know.
    Plain,
    /// Something was refused or failed; stays longer.
    Bad,
}

/// A short message on the last line. Never holds a name or narrative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// How much it matters.
    pub tone: Tone,
    /// What it says.
    pub words: String,
}

/// A toast and when it came up.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    pub(super) toast: Toast,
    pub(super) at: DateTime,
}

/// One thing asked of the application.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Open a screen on top.
    Go(Route),
    /// Open a screen in place of this one.
    Swap(Route),
    /// Leave everything and open one of the places (today, cases ...).
    Visit(Route),
    /// Leave this screen. Effects after it are its opener's.
    Back,
    /// Open a dialog over this screen.
    Ask(Box<Dialog>),
    /// Say this to the screen; after [`Effect::Back`], to the one that opened this dialog.
    Tell(Box<Msg>),
    /// Act as if this command's key had been pressed.
    Perform(Command),
    /// Show a short message.
    Toast(Toast),
    /// Leave the program.
    Quit,
    /// Carry out a request; [`Msg::Done`] answers.
    Run {
        /// What to do.
        request: Box<Request>,
        /// Comes back with the answer.
        tag: Tag,
        /// The kept line that it uses up.
        consumes: Option<DraftPlace>,
    },
    /// Answer a question; [`Msg::Answer`] answers.
    Look {
        /// The question.
        ask: Ask,
        /// Comes back with the answer.
        tag: Tag,
    },
    /// Keep a line as typed so far; [`Msg::Kept`] says when it is safe.
    Keep {
        /// Where.
        place: DraftPlace,
        /// The line; an empty one is forgotten.
        text: Private,
        /// Counts the changes of it.
        turn: u64,
    },
    /// Fetch the line kept at a place; [`Msg::Recalled`] answers.
    Recall(DraftPlace),
    /// Undo the user's own last change; [`Msg::Done`] answers with the default tag.
    Undo,
    /// Write the minutes of a meeting to a file; [`Msg::Done`] answers.
    Export {
        /// Which meeting.
        meeting: Uuid,
        /// Path of the file.
        to: PathBuf,
        /// Comes back with the answer.
        tag: Tag,
    },
    /// Hide or show names.
    Privacy(bool),
}

/// Effects in the order in which they are to be applied.
#[derive(Debug, Clone, Default)]
pub struct Effects(pub(super) Vec<Effect>);

impl Effects {
    /// Nothing to do.
    pub const fn none() -> Self {
        Self(Vec::new())
    }

    /// These, then that.
    #[must_use]
    pub fn and(mut self, then: impl Into<Self>) -> Self {
        self.0.extend(then.into().0);
        self
    }
}

impl From<Effect> for Effects {
    fn from(effect: Effect) -> Self {
        Self(vec![effect])
    }
}

impl From<Option<Effect>> for Effects {
    fn from(effect: Option<Effect>) -> Self {
        Self(effect.into_iter().collect())
    }
}

impl Effect {
    /// Carries out a request that uses up no kept line.
    pub fn run(request: Request, tag: Tag) -> Self {
        Self::Run { request: Box::new(request), tag, consumes: None }
    }

    /// Asks the record.
    pub const fn look(ask: Ask, tag: Tag) -> Self {
        Self::Look { ask, tag }
    }

    /// Opens a dialog.
    pub fn ask(dialog: Dialog) -> Self {
        Self::Ask(Box::new(dialog))
    }

    /// Says something in passing.
    pub fn say(words: impl Into<String>) -> Self {
        Self::Toast(Toast { tone: Tone::Plain, words: words.into() })
    }

    /// Says that something cannot be done, and why.
    pub fn sorry(words: impl Into<String>) -> Self {
        Self::Toast(Toast { tone: Tone::Bad, words: words.into() })
    }
}
