//! The agenda, and what is said and decided under each case.

use jiff::civil::{Date, DateTime};

use super::case::Case;
use super::meeting::Meeting;
use super::trust::Trust;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::value::Json;
use crate::{record_row, words};

words! {
    /// How far a case has come in its meeting.
    pub enum ItemState {
        /// Not yet.
        Waiting = "waiting",
        /// Being heard.
        Hearing = "hearing",
        /// Heard.
        Heard = "heard",
        /// Put off to another meeting by the chair.
        Deferred = "deferred",
        /// Taken off before the meeting: declined, withdrawn, sent on or moved to another area.
        Withdrawn = "withdrawn",
    }
}

impl ItemState {
    /// Whether it stands on the agenda and takes no time: it is shown, and not heard there.
    pub const fn is_off(self) -> bool {
        matches!(self, Self::Deferred | Self::Withdrawn)
    }
}

record_row! {
    /// One case on one agenda.
    pub struct AgendaItem in "item" about case by [meeting, case] {
        /// Which meeting.
        meeting: Id<Meeting>,
        /// Which case.
        case: Id<Case>,
        /// Its place, from 1.
        position: u32,
        /// Why it stands there.
        why: String,
        /// How far it has come.
        state: ItemState,
        /// When it was opened.
        opened: Option<DateTime>,
        /// When it was left.
        closed: Option<DateTime>,
        /// Why it was moved by hand.
        moved: Option<Private>,
        /// Why it was deferred or taken off.
        deferred: Option<Private>,
        /// What keeps the victim safe until then.
        interim: Option<Private>,
        /// How often the case had been deferred before.
        deferrals: u32,
        /// Minutes meant for it, when they are not the meeting's usual ones.
        minutes: Option<u32>,
    }
}

words! {
    /// What an agency brought to a case.
    pub enum InformationKind {
        /// Information.
        Shared = "information",
        /// It looked and has nothing.
        NothingKnown = "nothing known",
        /// It came after the date asked for.
        Late = "late",
        /// It brought none.
        Missing = "none",
    }
}

record_row! {
    /// What one agency said about a case.
    pub struct Information in "information" about case by [meeting, case] {
        /// Which meeting.
        meeting: Id<Meeting>,
        /// Which case.
        case: Id<Case>,
        /// Key of the agency; nothing when nobody was named.
        agency: Option<String>,
        /// What it brought.
        kind: InformationKind,
        /// In words.
        words: Private,
        /// Where the agency has it from.
        source: Option<Private>,
        /// When it was so, or when it was received before the meeting.
        on: Option<Date>,
        /// Whether it is a view rather than a fact.
        opinion: bool,
        /// When it was said.
        at: DateTime,
    }
}

words! {
    /// Whom a risk threatens, or an action protects.
    pub enum Whom {
        /// The victim.
        Victim = "victim",
        /// Children of the household.
        Children = "children",
        /// Other people.
        Others = "others",
        /// The perpetrator.
        Perpetrator = "perpetrator",
        /// Staff.
        Staff = "staff",
    }
}

record_row! {
    /// A risk named in the meeting.
    pub struct Risk in "risk" about case by [meeting, case] {
        /// Which meeting.
        meeting: Id<Meeting>,
        /// Which case.
        case: Id<Case>,
        /// Whom it threatens.
        whom: Whom,
        /// In words.
        words: Private,
        /// Who named it.
        agency: Option<String>,
        /// When.
        at: DateTime,
    }
}

record_row! {
    /// A line kept as typed.
    pub struct Note in "note" about case by [meeting, case] {
        /// Which meeting, if any.
        meeting: Option<Id<Meeting>>,
        /// Which case; nothing for other business.
        case: Option<Id<Case>>,
        /// In words.
        words: Private,
        /// Kept because it could not be read as what it was typed for.
        unread: bool,
        /// When.
        at: DateTime,
    }
}

record_row! {
    /// What the meeting decided on a case; one row, changed until approval.
    pub struct Decision in "decision" about case by [meeting, case] {
        /// Which meeting.
        meeting: Id<Meeting>,
        /// Which case.
        case: Id<Case>,
        /// What was decided.
        decision: Private,
        /// Why.
        why: Private,
        /// What was considered and not done, and why not.
        considered: Json<Vec<Private>>,
        /// Agency that tells the victim.
        feedback_by: Option<String>,
        /// How, and when it is safe.
        feedback_how: Option<Private>,
        /// By when.
        feedback_due: Option<Date>,
        /// What was decided on a position of trust, where a conflict raised one.
        trust: Option<Trust>,
    }
}
