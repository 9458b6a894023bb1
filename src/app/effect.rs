//! What a screen may ask of the application: plain values, returned and never performed by the screen itself.
//!
//! A [`Dialog`] is one of them: a question over the screen, with what follows from the answer as effects, never a
//! callback.

use std::path::PathBuf;

use jiff::civil::DateTime;
use uuid::Uuid;

use super::command::Command;
use super::msg::Msg;
use super::route::Route;
use super::widgets::form::{Field, Form};
use crate::domain::private::Private;
use crate::domain::request::Request;
use crate::service::ask::Ask;
use crate::service::job::DraftPlace;
use crate::service::papers::Order;
use crate::service::paperwork::Paperwork;

pub use super::tag::Tag;

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
    /// Carry out several requests as one change; [`Msg::Done`] answers, with what was refused as warnings.
    Together {
        /// What to do, each with what it is told by when it is refused.
        requests: Vec<(String, Request)>,
        /// Comes back with the answer.
        tag: Tag,
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
    /// Write papers and register the copies; [`Msg::Done`] answers.
    Papers {
        /// Which, how and where.
        order: Box<Order>,
        /// Comes back with the answer.
        tag: Tag,
    },
    /// Write a text about a case to a file, in clear; [`Msg::Done`] answers.
    Save {
        /// Which case.
        about: Uuid,
        /// The text.
        text: Private,
        /// Path of the file.
        to: PathBuf,
        /// Comes back with the answer.
        tag: Tag,
    },
    /// Adopt a file of the area; [`Msg::Done`] answers.
    Adopt {
        /// Path of the file.
        from: PathBuf,
        /// Comes back with the answer.
        tag: Tag,
    },
    /// Take in a document, keep one with a case, or write something out; [`Msg::Done`] answers, or for an import
    /// [`Msg::Progress`] now and then and [`Msg::Planned`].
    Paperwork {
        /// What to do.
        work: Box<Paperwork>,
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

    /// Does something with a document.
    pub fn paperwork(work: Paperwork, tag: Tag) -> Self {
        Self::Paperwork { work: Box::new(work), tag }
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

/// One of the things to pick from.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What it says.
    pub label: String,
    /// What follows when it is taken; said to the screen that asked.
    pub then: Effects,
}

/// A question over a screen.
#[derive(Debug, Clone)]
pub enum Dialog {
    /// Yes or no, before what undo cannot reach.
    Confirm {
        /// The question.
        question: String,
        /// What to know before answering.
        detail: String,
        /// What follows a yes.
        yes: Effects,
    },
    /// One of several, narrowed by typing.
    Pick {
        /// What is asked for.
        title: String,
        /// What there is.
        choices: Vec<Choice>,
    },
    /// Fields to fill in; [`Msg::Filled`] goes to the screen that asked.
    Form {
        /// What it is for.
        title: String,
        /// The fields.
        form: Form,
        /// Comes back with the values.
        tag: Tag,
        /// What it is about; comes back with the values.
        about: Option<Uuid>,
        /// Why it was refused, when it comes back.
        refused: Option<String>,
    },
}

impl Dialog {
    /// A form. Its title names what it is about, since what was typed comes back under the same title.
    pub fn form(title: impl Into<String>, tag: Tag, fields: Vec<Field>) -> Self {
        Self::Form { title: title.into(), form: Form::new(fields), tag, about: None, refused: None }
    }

    /// The same form about something.
    #[must_use]
    pub fn about(mut self, what: Uuid) -> Self {
        if let Self::Form { about, .. } = &mut self {
            *about = Some(what);
        }
        self
    }

    /// What stands over it.
    pub fn title(&self) -> &str {
        match self {
            Self::Confirm { .. } => "Please confirm",
            Self::Pick { title, .. } | Self::Form { title, .. } => title,
        }
    }

    /// Whether something is typed in it that is nowhere else.
    pub const fn is_dirty(&self) -> bool {
        matches!(self, Self::Form { form, .. } if form.dirty)
    }
}
