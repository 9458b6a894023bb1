//! What can be counted of the work around one meeting, kept so that nothing an area decides is baked in: which agencies are
//! expected, when answers were due, who the IDVA is are asked when it is read.
//!
//! It is worked out from the rows of the meeting and of its cases, and kept beside the record for meetings that are over.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::answers::Answers;
use super::attendance::expected;
use crate::domain::area::AreaData;
use crate::domain::calendar::add_days;
use crate::domain::desk;
use crate::domain::facts::Changes;
use crate::domain::hearing::HearingLine;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::rows::agenda::{AgendaItem, Information, InformationKind};
use crate::domain::rows::case::{Case, FirstContact, Wall};
use crate::domain::rows::desk::Told;
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::sitting::Research;

/// The work around one meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    /// What agencies returned before it.
    pub came: Came,
    /// Who was told and reached before it, hearing by hearing.
    pub contacts: Vec<Contact>,
}

/// What agencies returned before a meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Came {
    /// Cases on its agenda, less those put off or taken off.
    pub items: usize,
    /// Of those, how many an agency is kept out of, by its key.
    pub walled: BTreeMap<String, usize>,
    /// Answers on those cases from agencies that may give them.
    pub answers: Vec<Answer>,
}

/// So many answers of one agency, of one kind, of one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Key of the agency.
    pub agency: String,
    /// What it was.
    pub kind: InformationKind,
    /// The day it came.
    pub on: Date,
    /// How many.
    pub count: usize,
}

/// Who was told and reached between one referral and its hearing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Keys of the agencies that referred the case.
    pub referrers: Vec<String>,
    /// Days from the referral to the hearing; nothing without a referral in the record.
    pub waited: Option<u32>,
    /// Agencies told, by their keys, each with the days from the referral to the first time.
    pub told: BTreeMap<String, u32>,
    /// Whether a victim is on the case.
    pub victim: bool,
    /// Whether a contact with the victim, or a try at one, is on record.
    pub tried: bool,
    /// Whether the victim was reached by the day of the meeting.
    pub reached: bool,
}

impl Work {
    /// What the rows say.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn of(changes: &Changes<'_>, meeting: &Meeting, lines: &[HearingLine]) -> Result<Self, Refusal> {
        let items = changes.find::<AgendaItem>("meeting", &meeting.id)?;
        let mut contacts = Vec::new();
        for line in lines {
            contacts.extend(Contact::of(changes, meeting, line)?);
        }
        Ok(Self { came: Came::of(changes, meeting, &items)?, contacts })
    }
}

impl Came {
    /// What the rows of a meeting say.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn of(changes: &Changes<'_>, meeting: &Meeting, items: &[AgendaItem]) -> Result<Self, Refusal> {
        // What was written down before the meeting began was sent, not spoken.
        let spoken = changes.find::<Information>("meeting", &meeting.id)?.into_iter();
        let sent = spoken.filter(|row| meeting.opened.is_none_or(|opened| row.at < opened));
        let sent =
            sent.filter_map(|row| Some((row.case, row.agency?, row.kind, row.on.unwrap_or(row.at.date()))));
        let mut came: BTreeMap<(Id<Case>, String), (InformationKind, Date)> =
            sent.map(|(case, agency, kind, on)| ((case, agency), (kind, on))).collect();
        for row in changes.find::<Research>("meeting", &meeting.id)? {
            came.insert((row.case, row.agency), (row.kind, row.on));
        }
        let mut told = Self::default();
        let mut counted: BTreeMap<(&str, InformationKind, Date), usize> = BTreeMap::new();
        for item in items.iter().filter(|item| !item.state.is_off()) {
            told.items += 1;
            let walls = changes.find::<Wall>("case", &item.case)?;
            let walled: BTreeSet<String> = walls.into_iter().map(|wall| wall.agency).collect();
            let of_case = came.range((item.case, String::new())..);
            for ((_, agency), (kind, on)) in of_case.take_while(|((case, _), _)| *case == item.case) {
                if !walled.contains(agency) {
                    *counted.entry((agency, *kind, *on)).or_default() += 1;
                }
            }
            for agency in walled {
                *told.walled.entry(agency).or_default() += 1;
            }
        }
        let answer = |((agency, kind, on), count): ((&str, _, _), _)| Answer {
            agency: agency.to_owned(),
            kind,
            on,
            count,
        };
        told.answers = counted.into_iter().map(answer).collect();
        Ok(told)
    }

    /// What every agency expected returned, by its key: answers by the day asked for are in time.
    ///
    /// # Errors
    /// When the forum is not adopted any more.
    pub fn told(&self, area: &AreaData, meeting: &Meeting) -> Result<BTreeMap<String, Answers>, Refusal> {
        let due = desk::research_due(area, meeting.on);
        let mut told: BTreeMap<String, Answers> = BTreeMap::new();
        for key in expected(area, meeting)? {
            let asked = self.items.saturating_sub(self.walled.get(&key).copied().unwrap_or(0));
            if asked > 0 {
                told.insert(key, Answers { asked, ..Answers::default() });
            }
        }
        for answer in &self.answers {
            let Some(line) = told.get_mut(&answer.agency) else { continue };
            match answer.kind {
                InformationKind::Missing => {}
                InformationKind::Late => line.late += answer.count,
                _ if answer.on > due => line.late += answer.count,
                kind => {
                    line.in_time += answer.count;
                    line.nothing += if kind == InformationKind::NothingKnown { answer.count } else { 0 };
                }
            }
        }
        Ok(told)
    }
}

impl Contact {
    /// Of one line of an agenda; nothing where the case was not heard.
    fn of(changes: &Changes<'_>, meeting: &Meeting, line: &HearingLine) -> Result<Option<Self>, Refusal> {
        let Some(heard) = &line.heard else { return Ok(None) };
        let mut contact = Self {
            referrers: heard.referrers.clone(),
            waited: heard.waited,
            victim: heard.victim,
            ..Self::default()
        };
        let waited = heard.waited.and_then(|days| i32::try_from(days).ok());
        let received = add_days(meeting.on, -waited.unwrap_or(0));
        let within = received..=meeting.on;
        if waited.is_some() {
            // Told on or after the day it came and by the meeting: of this referral, not of one before or after.
            for row in changes.find::<Told>("case", &line.case)? {
                if let Ok(days) = u32::try_from((row.on - received).get_days())
                    && within.contains(&row.on)
                {
                    let first = contact.told.entry(row.agency).or_insert(days);
                    *first = days.min(*first);
                }
            }
        }
        if heard.victim {
            let tries = changes.find::<FirstContact>("case", &line.case)?;
            contact.tried = !tries.is_empty();
            contact.reached = tries.iter().any(|row| row.reached && within.contains(&row.on));
        }
        Ok(Some(contact))
    }
}
