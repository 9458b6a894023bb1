//! What the referral desk is shown: the answers to its questions (see [`super::ask`]).

use jiff::civil::Date;

use crate::domain::desk::{Change, Grounds, Heap, Timing};
use crate::domain::id::Id;
use crate::domain::listing::{CaseLine, Listing};
use crate::domain::rows::action::Action;
use crate::domain::rows::case::ReferralStanding;
use crate::domain::rows::desk::{Alert, Receipt, Told, Transfer, Triage};
use crate::domain::rows::meeting::Meeting;

/// How much waits on the referral desk.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DeskCounts {
    /// Referrals nobody has decided on, or whose answer has come.
    pub to_decide: usize,
    /// Asked for more, the answer still to come.
    pub asked: usize,
    /// Of those, with the answer past its date.
    pub answers_late: usize,
    /// Accepted and on no agenda.
    pub accepted: usize,
    /// Waiting referrals of which the IDVA has not been told.
    pub untold: usize,
    /// Of those, past the day.
    pub untold_late: usize,
    /// Transfers whose receipt has not come.
    pub transfers: usize,
    /// Cases with changes before a meeting that nobody has dealt with.
    pub alerts: usize,
    /// Decisions whose receipt has not gone out.
    pub receipts: usize,
}

/// The desk: its counts and a window of its queue.
#[derive(Debug, Clone)]
pub struct Desk {
    /// How much waits.
    pub counts: DeskCounts,
    /// The window.
    pub lines: Listing<QueueLine>,
}

/// One referral that waits.
#[derive(Debug, Clone)]
pub struct QueueLine {
    /// The case as listed.
    pub case: CaseLine,
    /// The referring agency, as said.
    pub referrer: String,
    /// The referrer's own reference.
    pub source: Option<String>,
    /// The day it came.
    pub came: Date,
    /// Days since.
    pub days: i32,
    /// Where it stands.
    pub heap: Heap,
    /// When the answer is due, for one asked about.
    pub due: Option<Date>,
    /// What was asked for.
    pub asked: Vec<String>,
    /// What a complete referral would say besides.
    pub missing: Vec<&'static str>,
    /// The four criteria with their figures.
    pub grounds: Grounds,
    /// The next meeting of its forum.
    pub next: Option<Timing>,
    /// The first meeting that it is in time for.
    pub in_time: Option<Timing>,
    /// The meeting it was accepted for: reference, day, and whether it was taken late.
    pub accepted_for: Option<(String, Date, bool)>,
    /// The meeting to come on whose agenda it is: reference and day.
    pub on_agenda: Option<(String, Date)>,
    /// When and how the IDVA was told.
    pub told: Option<(Date, String)>,
    /// By when it should be.
    pub told_due: Date,
    /// Whether that has passed.
    pub told_late: bool,
    /// Fields set aside.
    pub to_correct: usize,
    /// Findings open.
    pub findings: usize,
    /// What it is beside the record.
    pub standing: ReferralStanding,
    /// The MARAC it came from.
    pub transferred: Option<String>,
}

/// One case as the desk sees it, with what its forms begin with.
#[derive(Debug, Clone)]
pub struct DeskStory {
    /// Its line.
    pub line: QueueLine,
    /// Every decision on it, newest first.
    pub decisions: Vec<Triage>,
    /// Who was told, newest first.
    pub told: Vec<Told>,
    /// Receipts sent, newest first.
    pub receipts: Vec<Receipt>,
    /// Alerts settled, newest first.
    pub alerts: Vec<Alert>,
    /// Transfers, newest first.
    pub transfers: Vec<TransferLine>,
    /// Its open actions, each with its agency as said.
    pub live: Vec<(Action, String)>,
    /// The receipt for its newest decision, drafted.
    pub letter: String,
    /// Meetings of its forum to come.
    pub meetings: Vec<Timing>,
    /// Forums it can be sent to: key and code.
    pub forums: Vec<(String, String)>,
    /// Agencies expected at a meeting: key and name.
    pub agencies: Vec<(String, String)>,
    /// The day on which its flag ends.
    pub flag_until: Date,
}

/// Changes about one case before one meeting that nobody has dealt with.
#[derive(Debug, Clone)]
pub struct AlertLine {
    /// The case as listed.
    pub case: CaseLine,
    /// The meeting it is before.
    pub meeting: Id<Meeting>,
    /// Its reference.
    pub reference: String,
    /// Its day.
    pub on: Date,
    /// What changed.
    pub changes: Vec<Change>,
    /// Whom it concerns: the IDVA and whoever has an open action; key and name.
    pub to: Vec<(String, String)>,
    /// The alert, drafted.
    pub text: String,
}

/// One transfer.
#[derive(Debug, Clone)]
pub struct TransferLine {
    /// The transfer.
    pub transfer: Transfer,
    /// The case as listed.
    pub case: CaseLine,
    /// Days since it was sent.
    pub days: i32,
    /// References of the actions that go there.
    pub goes: Vec<String>,
    /// References of the actions that stay here.
    pub stays: Vec<String>,
}
