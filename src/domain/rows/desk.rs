//! The referral desk: what was decided of a referral, who was told, what went out, and what moved between areas.
//!
//! A decision is a row of its own and is never overwritten; where a referral stands is its last one
//! (see [`crate::domain::desk`]).

use jiff::civil::{Date, DateTime, Time};
use uuid::Uuid;

use super::action::Action;
use super::case::{Case, Referral};
use super::meeting::Meeting;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::value::Json;
use crate::{record_row, words};

words! {
    /// What was decided of a referral.
    pub enum TriageDecision {
        /// It goes to a meeting.
        Accepted = "accepted",
        /// Something is missing and somebody was asked for it.
        Asked = "asked for more",
        /// What was asked for came: it waits for a decision again.
        Answered = "answered",
        /// It goes to no meeting.
        Declined = "declined",
        /// The referrer took it back.
        Withdrawn = "withdrawn",
        /// Another forum or body has it.
        Sent = "sent to another forum",
        /// An earlier decision no longer holds: it waits for a decision again.
        Reopened = "reopened",
    }
}

record_row! {
    /// One decision on a referral.
    pub struct Triage in "triage" about case by [case, referral] {
        /// Which case.
        case: Id<Case>,
        /// Which of its referrals; nothing for a case that came without one.
        referral: Option<Id<Referral>>,
        /// What was decided.
        decision: TriageDecision,
        /// Why; the written judgement of one accepted below the threshold.
        reason: Private,
        /// The day.
        on: Date,
        /// When it was entered.
        at: DateTime,
        /// Handle of the user.
        by: String,
        /// What is missing, when it was asked for.
        missing: Json<Vec<String>>,
        /// Key of the agency asked.
        asked_of: Option<String>,
        /// When the answer is due.
        due: Option<Date>,
        /// The meeting it was accepted for, when one was named.
        meeting: Option<Id<Meeting>>,
        /// Whether it was taken for that meeting after its cut-off.
        late: Option<bool>,
        /// Key of the forum it was sent to.
        forum: Option<String>,
        /// The outside body it was sent to.
        body: Option<String>,
        /// Its case in that forum.
        other: Option<Id<Case>>,
    }
}

record_row! {
    /// That the IDVA, or another agency, was told of a referral.
    pub struct Told in "told" about case by [case] {
        /// Which case.
        case: Id<Case>,
        /// Which of its referrals.
        referral: Option<Id<Referral>>,
        /// Key of the agency.
        agency: String,
        /// The day.
        on: Date,
        /// The time of day, when it is known.
        time: Option<Time>,
        /// "telephone", "secure e-mail" ...
        how: String,
        /// When it was entered.
        at: DateTime,
        /// Handle of the user.
        by: String,
    }
}

record_row! {
    /// A receipt that went to a referrer; it names nobody.
    pub struct Receipt in "receipt" about case by [case, triage] {
        /// Which case.
        case: Id<Case>,
        /// For which decision; nothing for one that only says the referral came.
        triage: Option<Id<Triage>>,
        /// To whom: an agency or a post.
        sent_to: String,
        /// "secure e-mail", "letter" ...
        how: String,
        /// The day.
        on: Date,
        /// As sent.
        text: Private,
        /// When it was entered.
        at: DateTime,
        /// Handle of the user.
        by: String,
    }
}

words! {
    /// What became of an alert.
    pub enum AlertOutcome {
        /// It went out.
        Sent = "sent",
        /// Nobody had to be told; the reason says why.
        NotNeeded = "not needed",
    }
}

record_row! {
    /// That somebody dealt with changes before a meeting: which ones, and whether they were passed on.
    pub struct Alert in "alert" about case by [case] {
        /// Which case.
        case: Id<Case>,
        /// Which meeting it was before.
        meeting: Option<Id<Meeting>>,
        /// What became of it.
        outcome: AlertOutcome,
        /// Keys of the agencies told.
        sent_to: Json<Vec<String>>,
        /// The changes it covers, by their groups in the journal.
        covers: Json<Vec<Uuid>>,
        /// Kinds and dates of what changed; no name.
        words: String,
        /// As sent.
        text: Option<Private>,
        /// Why it was not needed.
        reason: Option<Private>,
        /// The day.
        on: Date,
        /// When it was entered.
        at: DateTime,
        /// Handle of the user.
        by: String,
    }
}

record_row! {
    /// That the papers of a meeting went out; the last one counts.
    pub struct PapersOut in "papers_out" about nobody by [meeting] {
        /// Which meeting.
        meeting: Id<Meeting>,
        /// When they went.
        out: DateTime,
        /// When it was entered.
        at: DateTime,
        /// Handle of the user.
        by: String,
    }
}

words! {
    /// Which way a case moves between areas.
    pub enum TransferWay {
        /// To another MARAC.
        Out = "out",
        /// From another MARAC.
        In = "in",
    }
}

record_row! {
    /// A case that moves to another area, or came from one. One going out is ours until the receipt comes.
    pub struct Transfer in "transfer" about case by [case, awaiting] {
        /// Which case.
        case: Id<Case>,
        /// Which of its referrals.
        referral: Option<Id<Referral>>,
        /// Which way.
        way: TransferWay,
        /// The other MARAC.
        marac: String,
        /// Why.
        reason: Private,
        /// The day it was sent, or came.
        on: Date,
        /// What was sent: "minutes", "plans" ...
        sent: Json<Vec<String>>,
        /// Whether a meeting had heard it before it moved.
        heard: bool,
        /// Date of the referral it began with: what the repeat window runs from.
        original: Option<Date>,
        /// The day until which the flag is carried.
        flag_until: Option<Date>,
        /// The meeting here whose papers were out already.
        after_papers: Option<String>,
        /// Whether the receipt of the other side is still to come.
        awaiting: bool,
        /// The day the other side took it.
        receipt: Option<Date>,
        /// Who gave the receipt.
        receipt_by: Option<Private>,
        /// Why the other side did not take it.
        refused: Option<Private>,
        /// When it was entered.
        at: DateTime,
        /// Handle of the user.
        by: String,
    }
}

record_row! {
    /// Who finishes an open action of a case that moves to another area.
    pub struct TransferAction in "transfer_action" about case by [case, transfer] {
        /// Which case.
        case: Id<Case>,
        /// Which transfer.
        transfer: Id<Transfer>,
        /// Which action.
        action: Id<Action>,
        /// Whether it goes there; it stays ours to finish otherwise.
        goes: bool,
    }
}
