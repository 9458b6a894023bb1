//! Meetings and who was there.

use jiff::civil::{Date, DateTime, Time};

use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::value::Json;
use crate::{record_row, words};

words! {
    /// How far a meeting has come.
    pub enum MeetingState {
        /// To come.
        Planned = "planned",
        /// Sitting.
        Open = "open",
        /// Adjourned, to be resumed.
        Paused = "paused",
        /// Over; the minutes wait for the chair.
        Closed = "closed",
        /// Minutes approved: only addenda and erasure from now on.
        Approved = "approved",
    }
}

record_row! {
    /// A meeting of a forum.
    pub struct Meeting in "meeting" about nobody by [forum, reference, state, on] {
        /// Key of the forum.
        forum: String,
        /// "MARAC-2026-11-26", with "-2" for a second one on the day.
        reference: String,
        /// The day.
        on: Date,
        /// When it begins.
        starts: Time,
        /// Minutes set aside for the whole of it.
        minutes: u32,
        /// Minutes meant for a case.
        per_case: u32,
        /// Where; a room or "online".
        venue: Option<String>,
        /// Who chairs.
        chair: Option<Private>,
        /// Who takes the minutes.
        minute_taker: Option<Private>,
        /// How far it has come.
        state: MeetingState,
        /// When it was opened.
        opened: Option<DateTime>,
        /// When the confidentiality statement was read and accepted.
        confidentiality: Option<DateTime>,
        /// When it was closed.
        closed: Option<DateTime>,
        /// When the minutes were approved.
        approved: Option<DateTime>,
        /// By whom.
        approved_by: Option<Private>,
        /// At the keyboard, by e-mail, or otherwise.
        approved_how: Option<String>,
        /// Whether it meets outside the cycle, for cases that cannot wait.
        urgent: Option<bool>,
        /// Keys of the agencies asked to it; everybody expected when nothing is given.
        invited: Option<Json<Vec<String>>>,
    }
}

impl Meeting {
    /// Whether it meets outside the cycle.
    pub fn is_urgent(&self) -> bool {
        self.urgent == Some(true)
    }

    /// Whether it has not begun.
    pub fn is_to_come(&self) -> bool {
        self.state == MeetingState::Planned
    }
}

words! {
    /// How somebody took part.
    pub enum Presence {
        /// In the room.
        Room = "in the room",
        /// By link.
        Online = "online",
        /// Sent apologies.
        Apologies = "apologies",
        /// Not there, and no word.
        Absent = "absent",
        /// Listening, without a say.
        Observer = "observer",
    }
}

impl Presence {
    /// Whether they hear what is said.
    pub const fn is_there(self) -> bool {
        matches!(self, Self::Room | Self::Online | Self::Observer)
    }
}

record_row! {
    /// One representative at one meeting.
    pub struct Attendance in "attendance" about nobody by [meeting] {
        /// Which meeting.
        meeting: Id<Meeting>,
        /// Key of the agency.
        agency: String,
        /// Who.
        name: Option<Private>,
        /// Their post, or whom they stand in for.
        post: Option<Private>,
        /// How they took part.
        presence: Presence,
        /// Whether they accepted the confidentiality statement.
        accepted: bool,
        /// Day their information came, when they sent apologies.
        information: Option<Date>,
        /// When they came, if after the start.
        arrived: Option<Time>,
        /// When they left, if before the end.
        left: Option<Time>,
        /// Whom they stand in for, when they are a deputy.
        stands_for: Option<Private>,
        /// Why they observe.
        observes: Option<Private>,
        /// Whether those concerned agreed to an observer.
        consented: Option<bool>,
        /// Whether information was sent with apologies.
        sent: Option<bool>,
    }
}
