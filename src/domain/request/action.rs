//! Actions as read from a line, and what becomes of them.

use jiff::civil::{Date, Time};
use uuid::Uuid;

use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::rows::action::{Action, DueKind, ReviewOutcome};
use crate::domain::rows::agenda::Whom;
use crate::domain::rows::case::{Case, HappeningKind};
use crate::domain::rows::meeting::Meeting;

/// One action as read from a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Terms {
    /// Key of the agency it belongs to.
    pub agency: String,
    /// Full name of an agency that is not on the list, to be added to it.
    pub off_list: Option<String>,
    /// Keys of agencies that help.
    pub supporting: Vec<String>,
    /// The person at the agency.
    pub person: Option<Private>,
    /// What is to be done.
    pub words: Private,
    /// How the due date is meant.
    pub due_kind: DueKind,
    /// The date.
    pub due: Option<Date>,
    /// The time of day.
    pub due_time: Option<Time>,
    /// What it has to come before.
    pub due_event: Option<HappeningKind>,
    /// Whom it protects.
    pub protects: Option<Whom>,
    /// Given to an agency that is not there.
    pub awaiting: bool,
    /// Completed as it was said, with what was said.
    pub completed: Option<Private>,
    /// The day it was completed, when that is not today.
    pub completed_on: Option<Date>,
    /// Tells where somebody is.
    pub off_papers: bool,
}

/// See [`super::Request::AddActions`].
#[derive(Debug, Clone)]
pub struct AddActions {
    /// The meeting, or nothing between meetings.
    pub meeting: Option<Id<Meeting>>,
    /// Which case.
    pub case: Id<Case>,
    /// The line as typed.
    pub typed: Private,
    /// The actions read from it.
    pub terms: Vec<Terms>,
    /// The information or risk of the case that they are made of.
    pub source: Option<Uuid>,
}

/// When an action is due from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewDue {
    /// How the date is meant.
    pub kind: DueKind,
    /// The date.
    pub date: Option<Date>,
    /// The time of day.
    pub time: Option<Time>,
    /// What it has to come before, or goes on until.
    pub event: Option<HappeningKind>,
}

/// Who has an action from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    /// Key of the agency it belongs to.
    pub agency: String,
    /// Keys of agencies that help.
    pub supporting: Vec<String>,
    /// The person at the agency.
    pub person: Option<Private>,
    /// The agency is not there to accept it.
    pub awaiting: bool,
}

/// See [`super::Request::ChangeAction`].
#[derive(Debug, Clone)]
pub struct ChangeAction {
    /// Which action.
    pub action: Id<Action>,
    /// When it is due from now on, if that changes.
    pub due: Option<NewDue>,
    /// Who has it from now on, if that changes.
    pub to: Option<Handover>,
    /// Why.
    pub reason: Option<Private>,
}

/// See [`super::Request::ReviewAction`].
#[derive(Debug, Clone)]
pub struct ReviewAction {
    /// Which action.
    pub action: Id<Action>,
    /// The meeting it is reviewed in, if one.
    pub meeting: Option<Id<Meeting>>,
    /// What was found.
    pub outcome: ReviewOutcome,
    /// What was said.
    pub note: Option<Private>,
    /// The day it was done, when that is not today.
    pub on: Option<Date>,
    /// What shows that it was done, of one that was.
    pub proof: Proof,
}

/// What shows that an action was done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proof {
    /// The evidence, in words.
    pub evidence: Option<Private>,
    /// Who confirmed it, as they are named.
    pub confirmed_by: Option<Private>,
    /// The day they did, when that is not today.
    pub confirmed_on: Option<Date>,
}

impl ReviewAction {
    /// A review between meetings, of today, without a note.
    pub fn of(action: Id<Action>, outcome: ReviewOutcome) -> Self {
        Self { action, meeting: None, outcome, note: None, on: None, proof: Proof::default() }
    }
}

/// What becomes of an action besides reviews, dates and hands.
#[derive(Debug, Clone)]
pub enum ActionLife {
    /// Opens a closed action again.
    Reopen(Reopen),
    /// Closes an action that says the same as another, which goes on for both.
    Merge(Merge),
    /// Says which information or risk of its case an action answers; none: none any more.
    Answers(Answers),
    /// Says which earlier action of its case an action repeats; none: none any more.
    Repeats(Repeats),
}

/// See [`ActionLife::Reopen`].
#[derive(Debug, Clone)]
pub struct Reopen {
    /// Which action.
    pub action: Id<Action>,
    /// The meeting it is opened again in, if one.
    pub meeting: Option<Id<Meeting>>,
    /// Why.
    pub reason: Private,
    /// When it is due from now on, if that changes.
    pub due: Option<Date>,
}

/// See [`ActionLife::Merge`].
#[derive(Debug, Clone)]
pub struct Merge {
    /// The action that closes.
    pub action: Id<Action>,
    /// The action of the same case that goes on for both.
    pub into: Id<Action>,
    /// Why, if that needs saying.
    pub reason: Option<Private>,
}

/// See [`ActionLife::Answers`].
#[derive(Debug, Clone)]
pub struct Answers {
    /// Which action.
    pub action: Id<Action>,
    /// The information or risk.
    pub source: Option<Uuid>,
}

/// See [`ActionLife::Repeats`].
#[derive(Debug, Clone)]
pub struct Repeats {
    /// Which action.
    pub action: Id<Action>,
    /// The earlier one.
    pub of: Option<Id<Action>>,
}

/// See [`super::Request::SplitAction`].
#[derive(Debug, Clone)]
pub struct SplitAction {
    /// Which action.
    pub action: Id<Action>,
    /// Keys of the agencies that get one of their own; none: every agency that helps.
    pub to: Vec<String>,
}

/// See [`super::Request::LinkActions`].
#[derive(Debug, Clone)]
pub struct LinkActions {
    /// Which action.
    pub action: Id<Action>,
    /// The actions of the same case it is linked with; none: it is linked with no other any more.
    pub with: Vec<Id<Action>>,
    /// It supports them.
    pub supports: bool,
}
