//! The referral desk: decisions on referrals, notices, receipts, alerts, papers out, and transfers between areas.

use jiff::civil::{Date, DateTime, Time};
use uuid::Uuid;

use super::Terms;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::rows::action::Action;
use crate::domain::rows::case::Case;
use crate::domain::rows::desk::AlertOutcome;
use crate::domain::rows::meeting::Meeting;

/// See [`super::Request::AcceptReferral`].
#[derive(Debug, Clone)]
pub struct AcceptReferral {
    /// Which case.
    pub case: Id<Case>,
    /// Why: the written judgement, which one below the threshold needs.
    pub reason: Option<Private>,
    /// The meeting it is meant for; the next agenda built takes it when none is named.
    pub meeting: Option<Id<Meeting>>,
}

/// See [`super::Request::AskForMore`].
#[derive(Debug, Clone)]
pub struct AskForMore {
    /// Which case.
    pub case: Id<Case>,
    /// What is missing, one thing an entry; no names.
    pub missing: Vec<String>,
    /// Key of the agency asked; the referrer when nothing is given.
    pub of: Option<String>,
    /// When the answer is due.
    pub due: Date,
    /// Why, when there is more to say.
    pub note: Option<Private>,
}

/// See [`super::Request::Answered`].
#[derive(Debug, Clone)]
pub struct Answered {
    /// Which case.
    pub case: Id<Case>,
    /// What came.
    pub note: Option<Private>,
}

/// See [`super::Request::DeclineReferral`].
#[derive(Debug, Clone)]
pub struct DeclineReferral {
    /// Which case.
    pub case: Id<Case>,
    /// Why.
    pub reason: Private,
    /// Whether the referrer took it back.
    pub withdrawn: bool,
}

/// Where a referral is sent on to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// A forum of this area, by its key.
    Forum(String),
    /// A body outside, by its name.
    Body(String),
}

/// See [`super::Request::SendOn`].
#[derive(Debug, Clone)]
pub struct SendOn {
    /// Which case.
    pub case: Id<Case>,
    /// Where to.
    pub to: Destination,
    /// Why.
    pub reason: Private,
}

/// See [`super::Request::ReopenReferral`].
#[derive(Debug, Clone)]
pub struct ReopenReferral {
    /// Which case.
    pub case: Id<Case>,
    /// Why.
    pub reason: Private,
}

/// See [`super::Request::TellIdva`].
#[derive(Debug, Clone)]
pub struct TellIdva {
    /// Which case.
    pub case: Id<Case>,
    /// The day.
    pub on: Date,
    /// The time of day.
    pub time: Option<Time>,
    /// "telephone", "secure e-mail" ...
    pub how: String,
}

/// See [`super::Request::SendReceipt`].
#[derive(Debug, Clone)]
pub struct SendReceipt {
    /// Which case.
    pub case: Id<Case>,
    /// To whom.
    pub to: String,
    /// How.
    pub how: String,
    /// The day.
    pub on: Date,
    /// As sent.
    pub text: Private,
}

/// See [`super::Request::SettleAlert`].
#[derive(Debug, Clone)]
pub struct SettleAlert {
    /// Which case.
    pub case: Id<Case>,
    /// Which meeting it is before.
    pub meeting: Id<Meeting>,
    /// The changes dealt with, by their groups.
    pub covers: Vec<Uuid>,
    /// Kinds and dates of what changed.
    pub words: String,
    /// Sent, or not needed.
    pub outcome: AlertOutcome,
    /// Keys of the agencies told.
    pub to: Vec<String>,
    /// The text as sent, or why it was not needed.
    pub text: Private,
}

/// See [`super::Request::PapersOut`].
#[derive(Debug, Clone)]
pub struct PapersOut {
    /// Of which meeting.
    pub meeting: Id<Meeting>,
    /// When they went; now when nothing is given.
    pub out: Option<DateTime>,
}

/// See [`super::Request::ListCase`].
#[derive(Debug, Clone)]
pub struct ListCase {
    /// On which meeting's agenda.
    pub meeting: Id<Meeting>,
    /// Which case.
    pub case: Id<Case>,
    /// Why it stands there.
    pub why: Option<String>,
}

/// See [`super::Request::TransferOut`].
#[derive(Debug, Clone)]
pub struct TransferOut {
    /// Which case.
    pub case: Id<Case>,
    /// The MARAC it goes to.
    pub marac: String,
    /// Why.
    pub reason: Private,
    /// The day.
    pub on: Date,
    /// What was sent.
    pub sent: Vec<String>,
    /// Open actions that go there; the others stay here.
    pub goes: Vec<Id<Action>>,
    /// The day until which the flag is carried; twelve months from the last referral when nothing is given.
    pub flag_until: Option<Date>,
}

/// See [`super::Request::TransferReceived`].
#[derive(Debug, Clone)]
pub struct TransferReceived {
    /// Which case.
    pub case: Id<Case>,
    /// The day.
    pub on: Date,
    /// Who said so.
    pub by: Option<Private>,
    /// Why the other side did not take it; nothing when it did.
    pub refused: Option<Private>,
}

/// See [`super::Request::TransferIn`].
#[derive(Debug, Clone)]
pub struct TransferIn {
    /// The case as taken in here.
    pub case: Id<Case>,
    /// The MARAC it comes from.
    pub marac: String,
    /// Why it moved.
    pub reason: Option<Private>,
    /// The day it came.
    pub on: Date,
    /// Date of the referral it began with there.
    pub original: Date,
    /// Whether it was heard there.
    pub heard: bool,
    /// The day until which the flag is carried; twelve months from the original referral when nothing is given.
    pub flag_until: Option<Date>,
    /// Open actions taken over, as typed and as read.
    pub actions: Vec<(Private, Vec<Terms>)>,
}
