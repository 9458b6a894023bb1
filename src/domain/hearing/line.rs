//! One line of an agenda, as it is counted.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::rows::agenda::{AgendaItem, Decision, ItemState};
use crate::domain::rows::case::{Case, Child, Party, PartyRole, Referral, ReferralStanding, Views};
use crate::domain::rows::meeting::{Meeting, MeetingState};
use crate::domain::rows::person::{Gender, Person};

/// Below this age in years a person counts as a child: the return's "17 or below".
const ADULT: i16 = 18;

/// Whether a meeting is counted: it is over.
pub const fn is_counted(state: MeetingState) -> bool {
    matches!(state, MeetingState::Closed | MeetingState::Approved)
}

/// One line of the agenda of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HearingLine {
    /// The line.
    pub item: Id<AgendaItem>,
    /// Its meeting.
    pub meeting: Id<Meeting>,
    /// The case on it.
    pub case: Id<Case>,
    /// How far it came.
    pub state: ItemState,
    /// Whether the case had been put off before.
    pub again: bool,
    /// What is counted of it, if it was heard.
    pub heard: Option<Heard>,
}

/// What is counted of a case that was heard. Nothing where it was not collected.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// Whether the referral heard is a repeat, as accepted; nothing without a referral in the record.
    pub repeat: Option<bool>,
    /// Children of the household: those told one by one, or the referrer's count where that is more.
    pub children: Option<u32>,
    /// Keys of the agencies that referred it, or the words typed for one that is not on the area's list; the one that sent
    /// the referral first.
    pub referrers: Vec<String>,
    /// Days from referral to hearing.
    pub waited: Option<u32>,
    /// Whether a victim is on the case.
    pub victim: bool,
    /// Whether the victim is male.
    pub male: Option<bool>,
    /// Age of the victim in whole years on the day of the meeting.
    pub age: Option<u32>,
    /// Ethnicity of the victim in the referrer's words.
    pub ethnicity: Option<Private>,
    /// Whether the victim is disabled.
    pub disabled: Option<bool>,
    /// Whether the victim is LGBT+.
    pub lgbt: Option<bool>,
    /// People said to cause harm.
    pub harming: u32,
    /// Of those, whose age on the day of the meeting is known.
    pub harming_aged: u32,
    /// Of those, under 18.
    pub harming_young: u32,
    /// Whether the victim's views were held by the day of the meeting.
    pub views: bool,
    /// Whether somebody was named to tell the victim.
    pub told: bool,
}

/// Every line of a meeting's agenda, by identifier.
///
/// # Errors
/// When the record cannot be read.
pub fn lines(changes: &Changes<'_>, meeting: &Meeting) -> Result<Vec<HearingLine>, Refusal> {
    let items = changes.find::<AgendaItem>("meeting", &meeting.id)?;
    items.iter().map(|item| HearingLine::of(changes, meeting, item)).collect()
}

impl HearingLine {
    /// Counts one line of an agenda.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn of(changes: &Changes<'_>, meeting: &Meeting, item: &AgendaItem) -> Result<Self, Refusal> {
        // A case that was open when the meeting was closed was heard.
        let heard = match item.state {
            ItemState::Heard | ItemState::Hearing => Some(Heard::of(changes, meeting, item.case)?),
            ItemState::Waiting | ItemState::Deferred | ItemState::Withdrawn => None,
        };
        Ok(Self {
            item: item.id,
            meeting: item.meeting,
            case: item.case,
            state: item.state,
            again: item.deferrals > 0,
            heard,
        })
    }
}

impl Heard {
    fn of(changes: &Changes<'_>, meeting: &Meeting, case: Id<Case>) -> Result<Self, Refusal> {
        let mut heard = Self::default();
        let referral = referral_heard(changes, meeting, case)?;
        let named = changes.find::<Child>("case", &case)?.len();
        let told = referral.as_ref().and_then(|referral| referral.children).map(u32::from);
        let named = (named > 0).then(|| u32::try_from(named).unwrap_or(u32::MAX));
        heard.children = named.max(told);
        if let Some(referral) = referral {
            heard.repeat = Some(referral.standing == ReferralStanding::Repeat);
            heard.waited = u32::try_from((meeting.on - referral.received).get_days()).ok();
            let sharing = referral.sharing.map(|sharing| sharing.0).unwrap_or_default();
            heard.referrers = std::iter::once(referral.agency)
                .chain(sharing)
                .filter(|agency| !agency.trim().is_empty())
                .collect();
        }
        heard.people(changes, meeting.on, case)?;
        let views = changes.find::<Views>("case", &case)?;
        heard.views = views.iter().any(|row| row.on <= meeting.on);
        let decisions = changes.find::<Decision>("case", &case)?;
        heard.told = decisions.iter().any(|row| row.meeting == meeting.id && row.feedback_by.is_some());
        Ok(heard)
    }

    /// Who they are, as far as it is counted. Ages are those of the day of the meeting.
    fn people(&mut self, changes: &Changes<'_>, on: Date, case: Id<Case>) -> Result<(), Refusal> {
        let mut parties = changes.find::<Party>("case", &case)?;
        parties.sort_by_key(|party| party.id);
        for party in parties {
            let person = changes.look::<Person>(party.person)?;
            let age = person.as_ref().and_then(|person| person.age_on(on));
            match party.role {
                PartyRole::Perpetrator => {
                    self.harming += 1;
                    self.harming_aged += u32::from(age.is_some());
                    self.harming_young += u32::from(age.is_some_and(|age| age < ADULT));
                }
                // A case is about one victim; where a slip gave it two, the first is counted.
                PartyRole::Victim if self.victim => {}
                PartyRole::Victim => {
                    self.victim = true;
                    self.age = age.and_then(|age| u32::try_from(age).ok());
                    let Some(person) = person else { continue };
                    self.male = person.gender.map(|gender| gender == Gender::Male);
                    self.ethnicity = person.ethnicity.filter(|words| !words.reveal().trim().is_empty());
                    self.disabled = person.disability;
                    self.lgbt = person.lgbt;
                }
            }
        }
        Ok(())
    }
}

/// The referral a meeting heard: the one that says so, else the newest that had come by its day.
///
/// # Errors
/// When the record cannot be read.
pub fn referral_heard(
    changes: &Changes<'_>,
    meeting: &Meeting,
    case: Id<Case>,
) -> Result<Option<Referral>, Refusal> {
    let mut referrals = changes.find::<Referral>("case", &case)?;
    referrals.retain(|row| row.standing != ReferralStanding::Duplicate && row.received <= meeting.on);
    Ok(referrals.into_iter().max_by_key(|row| (row.meeting == Some(meeting.id), row.received, row.id)))
}
