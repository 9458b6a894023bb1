//! MATAC subjects: how they came in, the incidents behind them, their scores, where they stand, what is known of them.

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use super::case::Case;
use super::meeting::Meeting;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::value::Json;
use crate::{record_row, words};

record_row! {
    /// How a subject came in.
    pub struct Nomination in "nomination" about case by [case, nominal] {
        /// Which case.
        case: Id<Case>,
        /// The police reference of the subject.
        nominal: Option<String>,
        /// Ranked police list, or a partner's nomination.
        source: String,
        /// Agency that nominated.
        agency: String,
        /// When.
        on: Date,
        /// The forum's criteria, each its own yes or no.
        grounds: Option<Json<Vec<Ground>>>,
        /// Why, in the nominator's words.
        why: Option<Private>,
        /// What a look at the ranked list found: "rank 4 of the list of 02/11/2026".
        checked: Option<String>,
    }
}

record_row! {
    /// One recorded incident.
    pub struct Incident in "incident" about case by [case] {
        /// The subject's case.
        case: Id<Case>,
        /// When it happened.
        on: Date,
        /// The offence as recorded.
        offence: String,
        /// The police reference of the victim; never a name.
        victim: Option<String>,
        /// Suspect, charged, offender, or other.
        role: String,
    }
}

words! {
    /// The moment a score belongs to.
    pub enum ScoreMoment {
        /// When nominated.
        Nomination = "nomination",
        /// When accepted.
        Entry = "entry",
        /// At a review.
        Review = "review",
        /// When discharged.
        Exit = "exit",
    }
}

record_row! {
    /// A score as it stood on a day; never overwritten.
    pub struct Scored in "scored" about case by [case] {
        /// The subject's case.
        case: Id<Case>,
        /// The moment it belongs to.
        moment: ScoreMoment,
        /// Name and version of the scheme.
        scheme: String,
        /// The day it was counted to.
        on: Date,
        /// Total.
        total: u32,
        /// Rank in the list it came with.
        rank: Option<u32>,
        /// Parts by letter: R, F, G, V.
        parts: Json<Vec<(String, u32)>>,
        /// What it was counted from, in words.
        inputs: Private,
        /// Whether it came from the analyst rather than from the scheme here.
        imported: bool,
    }
}

words! {
    /// Where a subject stands in the forum's work. The moves between them are a table: [`crate::domain::stage`].
    pub enum Stage {
        /// On the police's ranked list; put forward by nobody yet.
        Identified = "identified",
        /// Put forward.
        Nominated = "nominated",
        /// Looked at before the meeting.
        Screened = "screened",
        /// Taken on.
        Accepted = "accepted",
        /// Not taken on.
        NotAccepted = "not accepted",
        /// Put off, or suspended.
        Deferred = "deferred",
        /// The profile is written.
        Profiled = "profiled",
        /// Takes up what is offered.
        Engaging = "engaging",
        /// Does not.
        NotEngaging = "not engaging",
        /// In custody.
        InCustody = "in custody",
        /// Nobody knows where.
        WhereaboutsUnknown = "whereabouts unknown",
        /// Proposed for leaving.
        ExitProposed = "exit proposed",
        /// Left the forum.
        Discharged = "discharged",
        /// Looked back at after leaving.
        Monitoring = "monitoring",
        /// Done with.
        Closed = "closed",
        /// Back after leaving.
        ReEntered = "re-entered",
        /// With another area.
        Transferred = "transferred",
    }
}

record_row! {
    /// One move from stage to stage; every one is kept, and the one with the highest number is where the subject
    /// stands.
    pub struct StageMove in "stage_move" about case by [case, stage] {
        /// The subject's case.
        case: Id<Case>,
        /// Its place in the subject's history, from 1.
        number: u32,
        /// Where the subject stands from here on.
        stage: Stage,
        /// Where it stood before; nothing when it came in.
        before: Option<Stage>,
        /// The day of the decision.
        on: Date,
        /// The meeting that decided, if one.
        meeting: Option<Id<Meeting>>,
        /// Who decided.
        by: Option<Private>,
        /// Key of the reason, when it is one of the list's.
        ground: Option<String>,
        /// The reason in words.
        reason: Private,
        /// The score at the time.
        score: Option<u32>,
        /// Scheme of that score.
        scheme: Option<String>,
        /// What that score was counted from.
        counts: Option<Private>,
        /// What was answered to what the move asks for: key and words.
        answers: Json<Vec<(String, Private)>>,
        /// What it asks for and was gone without.
        lacking: Json<Vec<String>>,
        /// Why it was made all the same: the chair's reason.
        overridden: Option<Private>,
        /// When it was recorded.
        at: DateTime,
    }
}

record_row! {
    /// A subject's place on a ranked police list.
    pub struct Ranked in "ranked" about case by [case, list] {
        /// The subject's case.
        case: Id<Case>,
        /// The date of the list.
        list: Date,
        /// Place on it, from 1.
        rank: u32,
        /// Total as the list gives it.
        total: Option<u32>,
        /// Scheme as the list names it.
        scheme: Option<String>,
    }
}

words! {
    /// What an agency says a subject is.
    pub enum Claim {
        /// Several victims.
        Serial = "serial",
        /// The same victim again.
        Repeat = "repeat",
        /// Not several victims.
        NotSerial = "not serial",
        /// Not the same victim again.
        NotRepeat = "not repeat",
    }
}

record_row! {
    /// What one agency asserts, on what basis. Never part of a score.
    pub struct Assertion in "assertion" about case by [case] {
        /// The subject's case.
        case: Id<Case>,
        /// What it asserts.
        claim: Claim,
        /// The definition it goes by, when it says so.
        definition: Option<String>,
        /// Key of the agency.
        agency: String,
        /// When.
        on: Date,
        /// On what basis.
        basis: Private,
    }
}

record_row! {
    /// Whether the subject has been told of being a subject, and what was done first to keep the victim safe.
    pub struct Told in "subject_told" about case by [case] {
        /// The subject's case.
        case: Id<Case>,
        /// Whether they were told; no is a decision, too.
        told: bool,
        /// When they were told, or when it was decided not to.
        on: Date,
        /// Agency that told them or decided.
        by: String,
        /// Visit, letter, interview ...
        method: Option<Private>,
        /// When the victim's worker looked at it first.
        checked: Option<Date>,
        /// Agency that looked at it.
        checked_by: Option<String>,
        /// Why it went ahead without: the chair's reason.
        overridden: Option<Private>,
    }
}

words! {
    /// What has to be looked at on a day.
    pub enum CheckKind {
        /// Back over the time since discharge.
        LookBack = "look-back",
        /// Whether the subject has been quiet.
        Monitoring = "monitoring check",
        /// Whether the record is still needed.
        Retention = "retention review",
    }
}

record_row! {
    /// Something to look at on a day after a subject has left.
    pub struct Check in "subject_check" about case by [case, open] {
        /// The subject's case.
        case: Id<Case>,
        /// What.
        kind: CheckKind,
        /// Months after the move that asked for it.
        months: u32,
        /// The day it is due.
        due: Date,
        /// Whether it still waits.
        open: bool,
        /// When it was done.
        done: Option<Date>,
        /// Agency that looked.
        by: Option<String>,
        /// What was found.
        words: Option<Private>,
    }
}

words! {
    /// An answer that may be not known.
    pub enum Known {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
        /// Nobody knows.
        Unknown = "unknown",
    }
}

record_row! {
    /// One line of a subject's profile as an agency gave it; a later line of the same key stands in its place.
    pub struct ProfileLine in "profile_line" about case by [case] {
        /// The subject's case.
        case: Id<Case>,
        /// Key of the field: [`crate::domain::profile`].
        key: String,
        /// The answer, where the field is a question.
        answer: Option<Known>,
        /// In words; nothing takes an earlier line away.
        words: Private,
        /// Key of the agency that gave it.
        agency: Option<String>,
        /// The day it is of.
        on: Date,
        /// When it was recorded.
        at: DateTime,
    }
}

/// One ground of a nomination: a criterion of the forum with its figure and reason.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Ground {
    /// Key of the forum's criterion.
    pub key: String,
    /// Whether it is met; nothing is not answered.
    pub met: Option<bool>,
    /// The figure, where the criterion has one.
    pub figure: Option<u32>,
    /// Why, in the nominator's words.
    pub reason: Option<Private>,
}
