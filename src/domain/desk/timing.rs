//! Which meeting a referral is in time for, and until when somebody has to be told.

use jiff::civil::Date;

use crate::domain::area::AreaData;
use crate::domain::calendar::Holidays;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::rows::meeting::{Meeting, MeetingState};
use crate::domain::tools::settings::SettingKey;

/// Working days in which what was asked for is expected, unless a day is given. Our default.
pub const ANSWER_DAYS: i32 = 2;

/// A meeting to come, and until when referrals for it are in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timing {
    /// Which meeting.
    pub meeting: Id<Meeting>,
    /// Its reference.
    pub reference: String,
    /// Key of its forum.
    pub forum: String,
    /// The day.
    pub on: Date,
    /// The last day on which a referral for it is in time.
    pub cut_off: Date,
    /// Whether it meets outside the cycle: no referral is late for it, and none is meant for it unless somebody says so.
    pub urgent: bool,
}

impl Timing {
    /// Whether a referral that came on a day is late for it.
    pub fn is_late(&self, came: Date) -> bool {
        !self.urgent && came > self.cut_off
    }
}

/// The last day on which a referral is in time for a meeting: the area's clear working days before it.
pub fn cut_off(area: &AreaData, on: Date) -> Date {
    clear_days_before(area, on, SettingKey::ReferralCutOff)
}

/// The last day on which the papers of a meeting are out in time.
pub fn papers_due(area: &AreaData, on: Date) -> Date {
    clear_days_before(area, on, SettingKey::PapersOut)
}

/// The last day on which what agencies return is in time for a meeting.
pub fn research_due(area: &AreaData, on: Date) -> Date {
    clear_days_before(area, on, SettingKey::ResearchDue)
}

fn clear_days_before(area: &AreaData, on: Date, key: SettingKey) -> Date {
    let clear = u16::try_from(area.number(key, on)).unwrap_or(0);
    area.holidays.clear_working_days_before(on, clear)
}

/// The day by which the IDVA is told: the working day the referral came in, or the next when it came in on a day that is
/// none.
pub fn idva_due(holidays: &Holidays, came: Date) -> Date {
    if holidays.is_working_day(came) { came } else { holidays.add_working_days(came, 1) }
}

/// The meetings that have not begun and are today or later, the next first; of one forum or of all.
///
/// # Errors
/// When the record cannot be read.
pub fn meetings_to_come(
    changes: &Changes<'_>,
    area: &AreaData,
    forum: Option<&str>,
    today: Date,
) -> Result<Vec<Timing>, Refusal> {
    let mut meetings = changes.find::<Meeting>("state", &MeetingState::Planned)?;
    meetings.retain(|meeting| meeting.on >= today && forum.is_none_or(|forum| meeting.forum == forum));
    meetings.sort_by_key(|meeting| (meeting.on, meeting.starts, meeting.id));
    let timing = |meeting: Meeting| Timing {
        meeting: meeting.id,
        cut_off: cut_off(area, meeting.on),
        urgent: meeting.is_urgent(),
        reference: meeting.reference,
        forum: meeting.forum,
        on: meeting.on,
    };
    Ok(meetings.into_iter().map(timing).collect())
}
