//! What happens around the table: who went and came back, breaks, who takes the minutes, who is asked in for which
//! cases, what was returned before the meeting, and a quorum that the chair waived.

use jiff::civil::{Date, DateTime, Time};

use super::action::Action;
use super::agenda::InformationKind;
use super::case::Case;
use super::meeting::Meeting;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::value::Json;
use crate::record_row;

record_row! {
    /// A stretch during which an agency was there. Kept only where the one arrival and the one departure of its line of
    /// attendance do not tell it: somebody who left came back, or the meeting went on another day.
    pub struct Stay in "stay" about nobody by [meeting] {
        /// Which meeting.
        meeting: Id<Meeting>,
        /// Key of the agency.
        agency: String,
        /// From when.
        came: DateTime,
        /// Until when; nothing while it lasts.
        left: Option<DateTime>,
    }
}

record_row! {
    /// A time during which the meeting did not sit.
    pub struct Pause in "pause" about nobody by [meeting] {
        /// Which meeting.
        meeting: Id<Meeting>,
        /// From when.
        began: DateTime,
        /// Until when; nothing while it lasts.
        ended: Option<DateTime>,
        /// When it is meant to go on.
        resumes: Option<DateTime>,
        /// Why, when it was more than a break.
        why: Option<Private>,
    }
}

record_row! {
    /// Who took the minutes, from when on.
    pub struct MinuteTaking in "minute_taking" about nobody by [meeting] {
        /// Which meeting.
        meeting: Id<Meeting>,
        /// Who: their name, or what they are called in the record.
        by: Private,
        /// From when.
        began: DateTime,
    }
}

record_row! {
    /// An agency that attends only some of the cases.
    pub struct Slot in "slot" about nobody by [meeting] {
        /// Which meeting.
        meeting: Id<Meeting>,
        /// Key of the agency.
        agency: String,
        /// The cases.
        cases: Json<Vec<Id<Case>>>,
        /// From when, as the agency was told.
        begins: Option<Time>,
        /// Until when, as the agency was told.
        ends: Option<Time>,
    }
}

record_row! {
    /// A break that is planned.
    pub struct PlannedBreak in "planned_break" about nobody by [meeting] {
        /// Which meeting.
        meeting: Id<Meeting>,
        /// After the case that is being heard at this time.
        at: Time,
        /// For so many minutes.
        minutes: u32,
    }
}

record_row! {
    /// That the chair went on without a quorum.
    pub struct Waiver in "quorum_waiver" about nobody by [meeting] {
        /// Which meeting.
        meeting: Id<Meeting>,
        /// What was missing, in words.
        missing: String,
        /// The chair's reason.
        why: Private,
        /// When.
        at: DateTime,
    }
}

record_row! {
    /// What an agency returned on a case before the meeting. That it came is kept here; what it says is said in the meeting.
    pub struct Research in "research" about case by [meeting, case] {
        /// Which meeting.
        meeting: Id<Meeting>,
        /// Which case.
        case: Id<Case>,
        /// Key of the agency.
        agency: String,
        /// What it was.
        kind: InformationKind,
        /// The day it came.
        on: Date,
    }
}

record_row! {
    /// That an action is looked at in a meeting though it is neither overdue nor waiting to be accepted.
    pub struct Raised in "raised_action" about case by [meeting, action] {
        /// The case of the action.
        case: Id<Case>,
        /// Which meeting.
        meeting: Id<Meeting>,
        /// The action.
        action: Id<Action>,
        /// Whether somebody disputes it; chosen by the chair otherwise.
        disputed: bool,
        /// Why.
        why: Option<Private>,
    }
}
