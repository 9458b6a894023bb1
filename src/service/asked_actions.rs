//! An action as a list tells it, and whole: its story from where it was agreed to how it ended.

use jiff::civil::{Date, DateTime};
use uuid::Uuid;

use crate::domain::id::Id;
use crate::domain::ladder::Next;
use crate::domain::listing::Group;
use crate::domain::private::Private;
use crate::domain::rows::action::Action;
use crate::domain::rows::case::Case;
use crate::domain::rows::safety::CheckState;

/// Actions counted by what they have in common.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupLine {
    /// What they have in common, as told: "Housing", "31 to 60 days", "MARAC-2026-11-26", "LAN-26-0143".
    pub label: String,
    /// The filter word that leaves these alone.
    pub words: String,
    /// The counts.
    pub group: Group,
    /// Days since the oldest live one was agreed.
    pub oldest_days: Option<i32>,
}

/// One line of an action list.
#[derive(Debug, Clone, PartialEq)]
pub struct ActionLine {
    /// The action.
    pub action: Action,
    /// Name of the agency as shown.
    pub agency: String,
    /// Reference of the case.
    pub case: String,
    /// Parties as listed, for a reader entitled to them.
    pub parties: Private,
    /// "on time", "late", "overdue 3 days", "due Fri 27 Nov".
    pub standing: String,
    /// Whether it is live and past its date.
    pub overdue: bool,
    /// Working days past its date; 0 when not overdue.
    pub late_days: u32,
    /// Meetings it has been carried over.
    pub carried: u32,
    /// Days since it was agreed.
    pub age: u32,
    /// Its victim-safety check that waits, or that said it is not to be done.
    pub check: Option<CheckState>,
    /// How often its date moved.
    pub moved: u32,
    /// Reminders since the date now in force passed.
    pub reminded: u32,
    /// The day of the last of them.
    pub last_reminded: Option<Date>,
    /// The next reminder, of one that is overdue and not with the steering group.
    pub next: Option<Next>,
}

/// One action, whole.
#[derive(Debug, Clone, PartialEq)]
pub struct ActionStory {
    /// The action.
    pub line: ActionLine,
    /// Short code of its forum.
    pub forum: String,
    /// Reference of the meeting it was agreed in.
    pub meeting: Option<String>,
    /// Working days it was done after its date; nothing for one not done, or in time.
    pub done_late: Option<u32>,
    /// What it answers.
    pub answers: Option<SourceLine>,
    /// What of its case it could answer.
    pub sources: Vec<SourceLine>,
    /// The earlier action that it repeats.
    pub repeats: Option<OtherAction>,
    /// Earlier actions that it may repeat; none once that is said.
    pub may_repeat: Vec<OtherAction>,
    /// Later actions that repeat it.
    pub repeated: Vec<OtherAction>,
    /// The action that goes on for it.
    pub merged_into: Option<OtherAction>,
    /// Actions it goes on for.
    pub merged: Vec<OtherAction>,
    /// Actions linked with it.
    pub linked: Vec<OtherAction>,
    /// Other live actions of its case.
    pub beside: Vec<OtherAction>,
    /// What happened, the oldest first.
    pub events: Vec<ActionEvent>,
}

/// Information or a risk of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceLine {
    /// Which row.
    pub id: Uuid,
    /// "risk to the victim", "information of Police".
    pub what: String,
    /// Its words.
    pub words: Private,
}

/// Another action of the same case.
#[derive(Debug, Clone, PartialEq)]
pub struct OtherAction {
    /// Which.
    pub id: Id<Action>,
    /// "LAN-26-0143/3".
    pub reference: String,
    /// Whose it is, as spoken.
    pub agency: String,
    /// What is to be done.
    pub words: Private,
    /// Where it stands.
    pub standing: String,
    /// The day it was agreed.
    pub agreed: Date,
}

/// Something that happened to an action.
#[derive(Debug, Clone, PartialEq)]
pub struct ActionEvent {
    /// When.
    pub at: DateTime,
    /// What, without a name: "due date moved from Fri 27 Nov to Fri 4 Dec".
    pub head: String,
    /// What was said.
    pub words: Private,
    /// The meeting it happened in.
    pub meeting: Option<String>,
}

/// Who is to be reminded today, and how far that goes.
#[derive(Debug, Clone, PartialEq)]
pub struct Chasing {
    /// The day.
    pub day: Date,
    /// The ladder in words: each figure, and that it is our default where the area set none.
    pub ladder: String,
    /// One a message: an agency, a senior, the steering group.
    pub reminders: Vec<Reminder>,
    /// Live actions that are with the steering group already.
    pub escalated: Vec<ActionLine>,
}

/// Whom a reminder goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rung {
    /// The agency's mailbox.
    Agency,
    /// The post of its senior.
    Senior,
    /// The steering group: listed in its report, no message.
    Steering,
}

/// One reminder: what one reader is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Reminder {
    /// Key of the agency.
    pub agency: String,
    /// Its name as spoken.
    pub name: String,
    /// Whom it goes to.
    pub rung: Rung,
    /// The post or agency it is addressed to.
    pub to: String,
    /// The mailbox; nothing where the area's list has none.
    pub mailbox: Option<String>,
    /// What it asks for, the longest overdue first.
    pub lines: Vec<ReminderLine>,
}

impl Reminder {
    /// How many of its actions may stand on paper.
    pub fn on_paper(&self) -> usize {
        self.lines.iter().filter(|line| line.off.is_none()).count()
    }
}

/// One action of a reminder.
#[derive(Debug, Clone, PartialEq)]
pub struct ReminderLine {
    /// The action.
    pub line: ActionLine,
    /// Its case.
    pub case: Id<Case>,
    /// How far up.
    pub step: crate::domain::rows::chase::ChaseStep,
    /// Why it may not stand on paper for this reader; nothing where it may.
    pub off: Option<String>,
}
