//! What happens around the table, and what agencies return before the meeting.

use jiff::civil::{Date, DateTime, Time};

use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::rows::action::Action;
use crate::domain::rows::agenda::{AgendaItem, Information, InformationKind};
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::safety::CheckState;

/// See [`super::Request::Sitting`].
#[derive(Debug, Clone)]
pub enum SittingChange {
    /// Adjourns the meeting, for a break or to another day.
    Adjourn(Adjourn),
    /// Somebody takes the minutes from now on.
    TakeMinutes(TakeMinutes),
    /// Asks an agency in for some cases only; for none, it attends all again.
    SetSlot(SetSlot),
    /// Plans a break, or takes one away.
    PlanBreak(PlanBreak),
    /// The chair goes on without a quorum.
    Waive(Waive),
    /// Keeps what agencies returned on cases before the meeting.
    Returned(Returned),
    /// Keeps one line of a research list that an agency filled in and sent back.
    TakeLine(TakeLine),
    /// Gives a case a time of its own.
    Allow(Allow),
    /// Brings an action before a meeting that would not be looked at otherwise.
    Raise(Raise),
    /// Asks the victim's worker to look at an action before it is done.
    AskCheck(AskCheck),
    /// Answers such a check.
    SettleCheck(SettleCheck),
}

/// See [`SittingChange::Adjourn`].
#[derive(Debug, Clone)]
pub struct Adjourn {
    /// Which meeting.
    pub meeting: Id<Meeting>,
    /// When it is meant to go on.
    pub resumes: Option<DateTime>,
    /// Why.
    pub why: Option<Private>,
}

/// See [`SittingChange::TakeMinutes`].
#[derive(Debug, Clone)]
pub struct TakeMinutes {
    /// Which meeting.
    pub meeting: Id<Meeting>,
    /// Who; the acting user when nobody is named.
    pub by: Option<Private>,
}

/// See [`SittingChange::SetSlot`].
#[derive(Debug, Clone)]
pub struct SetSlot {
    /// Which meeting.
    pub meeting: Id<Meeting>,
    /// Key of the agency.
    pub agency: String,
    /// Its cases; none takes the slot away.
    pub cases: Vec<Id<Case>>,
    /// From when, as the agency was told.
    pub begins: Option<Time>,
    /// Until when, as the agency was told.
    pub ends: Option<Time>,
}

/// See [`SittingChange::PlanBreak`].
#[derive(Debug, Clone)]
pub struct PlanBreak {
    /// Which meeting.
    pub meeting: Id<Meeting>,
    /// After the case that is being heard at this time.
    pub at: Time,
    /// For so many minutes; 0 takes it away.
    pub minutes: u32,
}

/// See [`SittingChange::Waive`].
#[derive(Debug, Clone)]
pub struct Waive {
    /// Which meeting.
    pub meeting: Id<Meeting>,
    /// The chair's reason.
    pub why: Private,
}

/// See [`SittingChange::Returned`].
#[derive(Debug, Clone)]
pub struct Returned {
    /// Which meeting.
    pub meeting: Id<Meeting>,
    /// Which case, and which agency by its key.
    pub cells: Vec<(Id<Case>, String)>,
    /// What came; nothing takes back that anything did.
    pub kind: Option<InformationKind>,
    /// The day it came; today when nothing is given.
    pub on: Option<Date>,
}

/// See [`SittingChange::TakeLine`].
#[derive(Debug, Clone)]
pub struct TakeLine {
    /// Which meeting.
    pub meeting: Id<Meeting>,
    /// Which case.
    pub case: Id<Case>,
    /// Key of the agency that sent it.
    pub agency: String,
    /// What it knows; nothing when it looked and has nothing.
    pub known: Option<Learnt>,
    /// The day it came; today when nothing is given.
    pub received: Option<Date>,
}

/// What an agency knows of a case, as it wrote it.
#[derive(Debug, Clone)]
pub struct Learnt {
    /// In words.
    pub words: Private,
    /// A view rather than a fact.
    pub opinion: bool,
    /// When it was so.
    pub on: Option<Date>,
    /// Who looked.
    pub by: Option<Private>,
    /// What the agency sent before, and sends anew in other words.
    pub replaces: Option<Id<Information>>,
}

/// See [`SittingChange::Allow`].
#[derive(Debug, Clone)]
pub struct Allow {
    /// Which item.
    pub item: Id<AgendaItem>,
    /// Minutes meant for it; the meeting's usual time when nothing is given.
    pub minutes: Option<u32>,
}

/// See [`SittingChange::AskCheck`].
#[derive(Debug, Clone)]
pub struct AskCheck {
    /// Which action.
    pub action: Id<Action>,
    /// Key of the agency that is asked; the victim's worker when nothing is given.
    pub of: Option<String>,
}

/// See [`SittingChange::SettleCheck`].
#[derive(Debug, Clone)]
pub struct SettleCheck {
    /// Which action.
    pub action: Id<Action>,
    /// The answer.
    pub state: CheckState,
    /// What was found, or the chair's reason.
    pub words: Option<Private>,
}

/// See [`SittingChange::Raise`].
#[derive(Debug, Clone)]
pub struct Raise {
    /// Which meeting.
    pub meeting: Id<Meeting>,
    /// Which action.
    pub action: Id<Action>,
    /// Whether somebody disputes it; chosen by the chair otherwise.
    pub disputed: bool,
    /// Why.
    pub why: Option<Private>,
}
