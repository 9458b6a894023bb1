//! What is known of referrals that wait: where each stands, for which meeting it is in time, what is missing, what
//! its criteria come to, what a referrer is told, and what changed since a day.
//!
//! Everything here is worked out from rows and never stored. A referral is in exactly one [`Heap`] while its case waits;
//! rules and questions both ask [`Standing`], so that the desk and the agenda cannot disagree.

mod change;
mod criteria;
mod given;
mod letter;
mod timing;

pub use change::{Change, ChangeKind, alert_text, changes_of, told_in_words};
pub use criteria::{Ground, Grounds};
pub use given::given;
pub use letter::{Letter, names_a_party};
pub use timing::{ANSWER_DAYS, Timing, cut_off, idva_due, meetings_to_come, papers_due, research_due};

use jiff::civil::Date;

use super::area::AreaData;
use super::facts::Changes;
use super::id::Id;
use super::refusal::Refusal;
use super::rows::case::{Case, CaseState, Referral, ReferralStanding};
use super::rows::desk::{PapersOut, Told, Transfer, TransferWay, Triage, TriageDecision};
use super::rows::meeting::Meeting;
use super::tools::agencies::{Agency, Source};
use crate::words;

words! {
    /// Where a referral that waits stands; the words are in the order of urgency.
    pub enum Heap {
        /// Nobody has decided yet, or what was asked for has come.
        ToDecide = "to decide",
        /// Something was asked for and has not come.
        Asked = "asked for more",
        /// Accepted and on no agenda.
        Accepted = "accepted",
    }
}

/// Where the newest referral of a case stands.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The newest referral that is no duplicate.
    pub referral: Option<Referral>,
    /// The day it came to this desk: that of the transfer, for a case from another area.
    pub came: Date,
    /// The last decision on it.
    pub last: Option<Triage>,
    /// That the IDVA was told of it.
    pub told: Option<Told>,
    /// The transfer by which it came.
    pub transferred: Option<Transfer>,
}

impl Standing {
    /// Where the newest referral of a case stands.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn of(changes: &Changes<'_>, case: &Case) -> Result<Self, Refusal> {
        let referral = last_referral(changes, case.id)?;
        let this = referral.as_ref().map(|referral| referral.id);
        let mut decisions = changes.find::<Triage>("case", &case.id)?;
        decisions.retain(|triage| triage.referral == this);
        let told = changes.find::<Told>("case", &case.id)?;
        let told =
            told.into_iter().filter(|told| told.referral == this).min_by_key(|told| (told.on, told.id));
        let transferred = changes
            .find::<Transfer>("case", &case.id)?
            .into_iter()
            .filter(|transfer| transfer.way == TransferWay::In && transfer.referral == this)
            .max_by_key(|transfer| (transfer.on, transfer.id));
        let received = referral.as_ref().map_or(case.last_referred, |referral| referral.received);
        Ok(Self {
            came: transferred.as_ref().map_or(received, |transfer| transfer.on),
            last: decisions.into_iter().max_by_key(|triage| (triage.at, triage.id)),
            referral,
            told,
            transferred,
        })
    }

    /// The heap it lies in while its case waits.
    pub fn heap(&self) -> Heap {
        match self.last.as_ref().map(|last| last.decision) {
            Some(TriageDecision::Accepted) => Heap::Accepted,
            Some(TriageDecision::Asked) => Heap::Asked,
            _ => Heap::ToDecide,
        }
    }

    /// When what was asked for is due, while it has not come.
    pub fn answer_due(&self) -> Option<Date> {
        let asked = self.last.as_ref().filter(|last| last.decision == TriageDecision::Asked);
        asked.and_then(|asked| asked.due)
    }

    /// The meeting it was accepted for, when one was named.
    pub fn accepted_for(&self) -> Option<Id<Meeting>> {
        let accepted = self.last.as_ref().filter(|last| last.decision == TriageDecision::Accepted);
        accepted.and_then(|accepted| accepted.meeting)
    }
}

/// The newest referral of a case that is not a duplicate.
///
/// # Errors
/// When the record cannot be read.
pub fn last_referral(changes: &Changes<'_>, case: Id<Case>) -> Result<Option<Referral>, Refusal> {
    let referrals = changes.find::<Referral>("case", &case)?.into_iter();
    Ok(referrals
        .filter(|referral| referral.standing != ReferralStanding::Duplicate)
        .max_by_key(|referral| (referral.received, referral.id)))
}

/// The agency of the area that supports victims: whoever is told of a referral the day it comes.
pub fn idva(area: &AreaData) -> Option<&Agency> {
    area.agencies.agency.iter().find(|agency| agency.source == Source::Idva)
}

/// When the papers of a meeting went out last.
///
/// # Errors
/// When the record cannot be read.
pub fn papers_out(changes: &Changes<'_>, meeting: Id<Meeting>) -> Result<Option<PapersOut>, Refusal> {
    let out = changes.find::<PapersOut>("meeting", &meeting)?;
    Ok(out.into_iter().max_by_key(|papers| (papers.out, papers.id)))
}

impl CaseState {
    /// Whether the case has left: no agenda takes it until it is opened again.
    pub const fn has_left(self) -> bool {
        matches!(self, Self::Declined | Self::Transferred | Self::SentOn)
    }
}
