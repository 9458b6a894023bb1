//! Actions and their reviews.

use jiff::civil::{Date, DateTime, Time};
use uuid::Uuid;

use super::agenda::Whom;
use super::case::{Case, HappeningKind};
use super::meeting::Meeting;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::value::Json;
use crate::{record_row, words};

words! {
    /// Where an action stands. On time or late is worked out from the dates.
    pub enum ActionState {
        /// Given to an agency that was not there to accept it.
        AwaitingConfirmation = "awaiting confirmation",
        /// Accepted and not closed.
        Open = "open",
        /// Begun, and not done yet.
        InHand = "in hand",
        /// Done.
        Completed = "completed",
        /// Circumstances changed.
        NoLongerPossible = "no longer possible",
        /// The agency did not do it.
        NotDone = "not done",
        /// Another area has it, with its case.
        TakenOver = "taken over by another area",
        /// Taken back by whoever asked for it, with a reason.
        Withdrawn = "withdrawn",
        /// Said the same as another, which goes on for both.
        Merged = "merged",
    }
}

impl ActionState {
    /// Whether somebody still has to act.
    pub const fn is_live(self) -> bool {
        matches!(self, Self::AwaitingConfirmation | Self::Open | Self::InHand)
    }

    /// Whether nobody can be asked why it was not done: circumstances changed, it was taken back, went on in another, or
    /// left with its case. Such actions are out of every rate, and printed beside it.
    pub const fn is_nobodys(self) -> bool {
        matches!(self, Self::NoLongerPossible | Self::Withdrawn | Self::Merged | Self::TakenOver)
    }
}

words! {
    /// How the due date is meant.
    pub enum DueKind {
        /// On or before a date.
        On = "on",
        /// The library's usual date.
        Usual = "usual",
        /// Hangs on something about to happen and moves with it.
        Before = "before",
        /// Goes on until a date, or without end.
        Ongoing = "ongoing",
        /// A standing line of every agency until a date.
        Standing = "standing",
        /// No date was given.
        NoDate = "no date given",
    }
}

record_row! {
    /// What an agency has promised to do.
    pub struct Action in "action" about case by [case, meeting, agency, state] {
        /// Which case.
        case: Id<Case>,
        /// The meeting it was agreed in; nothing when agreed between meetings.
        meeting: Option<Id<Meeting>>,
        /// Its number in the case.
        number: u32,
        /// Case reference and number: "LAN-26-0143/3".
        reference: String,
        /// Key of the agency it belongs to.
        agency: String,
        /// Keys of agencies that help.
        supporting: Json<Vec<String>>,
        /// The person at the agency, when one was named.
        person: Option<Private>,
        /// What is to be done.
        words: Private,
        /// The line as typed.
        typed: Private,
        /// How the due date is meant.
        due_kind: DueKind,
        /// The date, when there is one.
        due: Option<Date>,
        /// The time of day, when one was given.
        due_time: Option<Time>,
        /// What it has to come before.
        due_event: Option<HappeningKind>,
        /// Whom it protects.
        protects: Option<Whom>,
        /// Where it stands.
        state: ActionState,
        /// When it was agreed.
        agreed: DateTime,
        /// When it was completed or closed.
        closed: Option<Date>,
        /// What was said when it was.
        outcome: Option<Private>,
        /// Tells where somebody is: kept off every paper.
        off_papers: bool,
        /// Actions made from one line share this.
        linked: Option<Uuid>,
        /// The information or risk it was made of, or answers.
        arose: Option<Uuid>,
        /// The first date it was due by, once that has moved; nothing while it never did, or when it had none.
        first_due: Option<Date>,
        /// What shows that it was done.
        evidence: Option<Private>,
        /// Who confirmed that it was done, as they were named.
        confirmed_by: Option<Private>,
        /// The day that was confirmed.
        confirmed_on: Option<Date>,
        /// The action that goes on for both, of one that was merged.
        merged_into: Option<Id<Action>>,
        /// The earlier action of the same case that it repeats.
        repeats: Option<Id<Action>>,
    }
}

words! {
    /// What a review of an action found.
    pub enum ReviewOutcome {
        /// Goes on.
        Continues = "continues",
        /// An absent agency accepted it.
        Confirmed = "confirmed",
        /// Done.
        Completed = "completed",
        /// Circumstances changed.
        NoLongerPossible = "no longer possible",
        /// The agency did not do it.
        NotDone = "not done",
        /// Begun, and not done yet.
        InHand = "in hand",
        /// Taken back by whoever asked for it.
        Withdrawn = "withdrawn",
        /// Closed, and opened again.
        Reopened = "reopened",
        /// Another goes on for both.
        Merged = "merged",
        /// Another said the same; this one goes on for both.
        TookIn = "goes on for another",
        /// It is due on another day.
        DueMoved = "due date moved",
        /// Another agency has it.
        HandedOver = "handed over",
    }
}

impl ReviewOutcome {
    /// What can be said of an action by whoever reviews it; the others are kept of a change of their own.
    pub const SAID: &'static [Self] = &[
        Self::Continues,
        Self::Confirmed,
        Self::InHand,
        Self::Completed,
        Self::NoLongerPossible,
        Self::NotDone,
        Self::Withdrawn,
    ];

    /// Whether it is kept only with a reason.
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::NotDone | Self::NoLongerPossible | Self::Withdrawn)
    }

    /// Whether an action that a meeting found so was carried over by it.
    pub const fn carries(self) -> bool {
        matches!(self, Self::Continues | Self::InHand)
    }
}

record_row! {
    /// One look at an action; every one is kept.
    pub struct Review in "review" about case by [action, case, meeting] {
        /// Which action.
        action: Id<Action>,
        /// Its case.
        case: Id<Case>,
        /// The meeting it was reviewed in, if one.
        meeting: Option<Id<Meeting>>,
        /// What was found.
        outcome: ReviewOutcome,
        /// What was said.
        note: Option<Private>,
        /// When.
        at: DateTime,
        /// The date it had, where that moved.
        due_was: Option<Date>,
        /// The date it has since.
        due_now: Option<Date>,
        /// Key of the agency that had it, where it was handed over.
        agency_was: Option<String>,
        /// What shows that it was done.
        evidence: Option<Private>,
        /// Who confirmed that, as they were named.
        confirmed_by: Option<Private>,
        /// The other action, of one that was merged.
        other: Option<Id<Action>>,
    }
}
