//! Entries: what the record is made of.
//!
//! An [`Entry`] says what kind of change was made, about which case and meeting, in [`Part`]s, one per person or
//! case concerned, each a list of [`Edit`]s. Rules decide the values; applying, undoing and replaying an edit
//! computes nothing. Who made it, when and from which station is stamped when the record commits it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::value::Value;
use crate::words;

/// The pseudo-field of an edit that says whether the row exists: nothing, or 1.
pub const ROW: &str = "*";

/// One field of one row, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// Table of the row.
    #[serde(rename = "t")]
    pub table: String,
    /// Which row.
    #[serde(rename = "i")]
    pub id: Uuid,
    /// Field, or [`ROW`].
    #[serde(rename = "f")]
    pub field: String,
    /// What it held; the edit is refused if it holds something else by now.
    #[serde(rename = "w", default, skip_serializing_if = "is_null")]
    pub was: Value,
    /// What it holds from now on.
    #[serde(rename = "n", default, skip_serializing_if = "is_null")]
    pub now: Value,
}

fn is_null(value: &Value) -> bool {
    *value == Value::Null
}

impl Edit {
    /// The edit that takes this one back.
    #[must_use]
    pub fn reversed(&self) -> Self {
        let mut back = self.clone();
        std::mem::swap(&mut back.was, &mut back.now);
        back
    }
}

/// The edits of an entry that concern one person or case, or nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Whose text it is; an erasure takes the parts of its subject.
    pub subject: Option<Uuid>,
    /// In the order in which they are applied.
    pub edits: Vec<Edit>,
}

impl Part {
    /// The part that takes this one back: the edits reversed, last first.
    #[must_use]
    pub fn reversed(&self) -> Self {
        Self { subject: self.subject, edits: self.edits.iter().rev().map(Edit::reversed).collect() }
    }
}

words! {
    /// What an entry did, in the words of the list of what was done.
    pub enum EntryKind {
        /// The area, its agencies, forums and settings were set up.
        SetUp = "area set up",
        /// A file of the area was adopted.
        Adopted = "file adopted",
        /// Somebody may use the record, or may no longer.
        UserChanged = "user changed",
        /// A referral was taken in.
        ReferralTaken = "referral taken in",
        /// A nominated subject was taken in.
        SubjectTaken = "subject taken in",
        /// Incidents behind a subject were taken in.
        IncidentsTaken = "incidents taken in",
        /// A subject was moved to another stage.
        SubjectMoved = "subject moved",
        /// A score was computed or imported.
        Scored = "scored",
        /// A field set aside was put right.
        Corrected = "corrected",
        /// A decision on a referral.
        Triaged = "referral decided",
        /// The IDVA was told of a referral.
        Told = "IDVA told",
        /// A receipt went to a referrer.
        Receipted = "receipt sent",
        /// What changed before a meeting was passed on, or need not be.
        Alerted = "alert settled",
        /// The papers of a meeting went out.
        PapersOut = "papers out",
        /// A case moved between areas.
        Transferred = "transfer",
        /// Something on a case changed.
        CaseChanged = "case changed",
        /// A document was kept with a case.
        Attached = "document kept",
        /// How the heads of a list are read was kept.
        MappingKept = "mapping kept",
        /// An item of a delivery plan was added or changed.
        PlanChanged = "plan changed",
        /// A flag was kept, ended or confirmed, or somebody has died.
        Flagged = "flag",
        /// A need without a service, or a referral to one, was kept or went on.
        PathwayChanged = "referral to a service",
        /// A strength, weakness or recommendation on local provision was kept or taken back.
        GapRemarked = "remark on provision",
        /// A forum was rated against a principle.
        PrincipleRated = "principle rated",
        /// Two people were found to be one, or the finding was taken back.
        PeopleMatched = "people matched",
        /// A meeting was added.
        MeetingAdded = "meeting added",
        /// A meeting was opened, paused, resumed or closed.
        MeetingMoved = "meeting moved on",
        /// Attendance, apologies, confidentiality.
        Attendance = "attendance",
        /// The agenda was built.
        AgendaBuilt = "agenda built",
        /// A case was moved on the agenda.
        AgendaMoved = "agenda moved",
        /// A case was deferred.
        Deferred = "deferred",
        /// A case was opened or left in the meeting.
        ItemHeard = "case heard",
        /// Information was shared.
        Information = "information",
        /// A risk was named.
        Risk = "risk",
        /// A note was kept.
        Note = "note",
        /// A decision was recorded.
        Decision = "decision",
        /// An action was agreed.
        ActionAdded = "action added",
        /// An action was changed, reviewed or completed.
        ActionChanged = "action changed",
        /// Agencies were reminded of actions past their date.
        Chased = "reminder",
        /// Somebody said something of draft minutes, or it was answered.
        Comment = "comment on minutes",
        /// The minutes were approved by the chair.
        Approved = "approved",
        /// A dated addition to approved minutes.
        Addendum = "addendum",
        /// A paper was issued.
        Issued = "paper issued",
        /// Everything about a person or case was erased.
        Erased = "erased",
        /// An earlier change was undone.
        Undone = "undone",
    }
}

/// One change as the rules decide it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What was done.
    pub kind: EntryKind,
    /// The case it is about, if one.
    pub about: Option<Uuid>,
    /// The meeting it was made in, if one.
    pub meeting: Option<Uuid>,
    /// The group it takes back, when it is an undo.
    pub undoes: Option<Uuid>,
    /// People and cases whose every part and row this entry erases.
    pub erases: Vec<Uuid>,
    /// What changed.
    pub parts: Vec<Part>,
}
