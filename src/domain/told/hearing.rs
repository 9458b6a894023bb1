//! One case on one agenda, as figures count it. What is counted, and the cases behind a count, both read it.

use jiff::civil::Date;

use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::rows::agenda::{AgendaItem, Decision, ItemState};
use crate::domain::rows::case::{Case, Child, Party, PartyRole, Referral, ReferralStanding, Views};
use crate::domain::rows::meeting::Meeting;

/// The referral a hearing stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    /// Which.
    pub referral: Id<Referral>,
    /// The day it was received.
    pub received: Date,
    /// Key of the agency, or the words typed.
    pub agency: String,
    /// Keys of the agencies that refer it together with that one.
    pub sharing: Vec<String>,
    /// What it is beside the record.
    pub standing: ReferralStanding,
}

/// One case on the agenda of a meeting that was held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hearing {
    /// Which case.
    pub case: Id<Case>,
    /// Which meeting.
    pub meeting: Id<Meeting>,
    /// The day of the meeting.
    pub on: Date,
    /// How far it came.
    pub state: ItemState,
    /// How often it had been deferred before.
    pub deferrals: u32,
    /// The referral it stands on, where the record has one; not looked for where the case was taken off.
    pub came: Option<Came>,
    /// Children of the household; 0 where the case was not heard.
    pub children: usize,
    /// Whether a victim is on the case; not looked for where it was not heard.
    pub victim: bool,
    /// Whether the victim's views were held by the day of the meeting.
    pub views: bool,
    /// Whether somebody was named to tell the victim.
    pub feedback: bool,
}

impl Hearing {
    /// What figures count of an item.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn of(changes: &Changes<'_>, meeting: &Meeting, item: &AgendaItem) -> Result<Self, Refusal> {
        let mut told = Self {
            case: item.case,
            meeting: meeting.id,
            on: meeting.on,
            state: item.state,
            deferrals: item.deferrals,
            came: None,
            children: 0,
            victim: false,
            views: false,
            feedback: false,
        };
        if matches!(item.state, ItemState::Withdrawn | ItemState::Waiting) {
            return Ok(told);
        }
        let referral = referral(changes, meeting, item.case)?;
        let said = referral.as_ref().and_then(|referral| referral.children).map_or(0, usize::from);
        told.came = referral.map(|referral| Came {
            referral: referral.id,
            received: referral.received,
            agency: referral.agency,
            sharing: referral.sharing.map(|keys| keys.0).unwrap_or_default(),
            standing: referral.standing,
        });
        if !told.heard() {
            return Ok(told);
        }
        told.children = changes.find::<Child>("case", &item.case)?.len().max(said);
        let parties = changes.find::<Party>("case", &item.case)?;
        told.victim = parties.iter().any(|party| party.role == PartyRole::Victim);
        if told.victim {
            let views = changes.find::<Views>("case", &item.case)?;
            told.views = views.iter().any(|row| row.on <= meeting.on);
            let decisions = changes.find::<Decision>("case", &item.case)?;
            told.feedback =
                decisions.iter().any(|row| row.meeting == meeting.id && row.feedback_by.is_some());
        }
        Ok(told)
    }

    /// Whether the case was heard.
    pub const fn heard(&self) -> bool {
        matches!(self.state, ItemState::Heard | ItemState::Hearing)
    }

    /// Whether it was heard as a repeat.
    pub fn repeat(&self) -> bool {
        self.heard() && self.came.as_ref().is_some_and(|came| came.standing == ReferralStanding::Repeat)
    }

    /// Days from the referral to the meeting.
    pub fn days(&self) -> Option<usize> {
        usize::try_from((self.on - self.came.as_ref()?.received).get_days()).ok()
    }
}

/// Everything on the agendas of these meetings, in their order.
///
/// # Errors
/// When the record cannot be read.
pub fn hearings(changes: &Changes<'_>, meetings: &[Meeting]) -> Result<Vec<Hearing>, Refusal> {
    let mut told = Vec::new();
    for meeting in meetings {
        for item in changes.find::<AgendaItem>("meeting", &meeting.id)? {
            told.push(Hearing::of(changes, meeting, &item)?);
        }
    }
    Ok(told)
}

/// The referral a meeting heard: the one that says so, else the newest that had come.
fn referral(changes: &Changes<'_>, meeting: &Meeting, case: Id<Case>) -> Result<Option<Referral>, Refusal> {
    let mut referrals = changes.find::<Referral>("case", &case)?;
    referrals.retain(|row| row.standing != ReferralStanding::Duplicate && row.received <= meeting.on);
    Ok(referrals.into_iter().max_by_key(|row| (row.meeting == Some(meeting.id), row.received, row.id)))
}
