//! What was in time: the IDVA told of a referral, papers before a meeting, sheets and minutes after it.
//!
//! A day that nobody entered is not known: it is counted apart, never as late.

use jiff::civil::Date;

use super::Ratio;
use super::work::{Contact, Work};
use crate::domain::area::AreaData;
use crate::domain::calendar::add_days;
use crate::domain::desk;
use crate::domain::facts::Changes;
use crate::domain::paper::PaperKind;
use crate::domain::refusal::Refusal;
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::minutes::Issued;
use crate::domain::tools::agencies::Source;
use crate::domain::tools::settings::SettingKey;

/// What was in time, over meetings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Timeliness {
    /// Hearings of referrals that another agency than the IDVA made: those the IDVA has to be told of.
    pub idva_asked: usize,
    /// Days until it was told, of those where that is recorded, in order.
    pub idva_days: Vec<usize>,
    /// Of those, told the working day the referral came, or the next where it came on none.
    pub idva_in_time: usize,
    /// Hearings of a case with a victim.
    pub victims: usize,
    /// Of those, with a contact or a try at one on record.
    pub tried: usize,
    /// Of those, whose victim was reached between the referral and the meeting.
    pub reached: usize,
    /// Hearings of referrals that the IDVA made itself.
    pub idva_own: usize,
    /// When agencies were asked what they know: to leave time it goes out before the day answers are due.
    pub requests: Outgoing,
    /// When papers went out.
    pub papers: Outgoing,
    /// When action sheets went out, of meetings at which something was agreed.
    pub sheets: Outgoing,
    /// When minutes went out.
    pub minutes: Outgoing,
    /// Days of the week worked from a meeting to its approval, in order.
    pub approval: Vec<usize>,
    /// Meetings whose minutes wait for approval.
    pub unapproved: usize,
}

/// When something of a meeting went out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outgoing {
    /// Meetings of which it had to go out.
    pub meetings: usize,
    /// Of those, meetings of which it is recorded that it went out.
    pub recorded: usize,
    /// Of those, by the day it was due.
    pub in_time: usize,
    /// Working days it went out before, or after, the meeting, in order.
    pub days: Vec<usize>,
    /// Not out, and the day it was due has passed.
    pub overdue: usize,
}

impl Outgoing {
    fn count(&mut self, out: Option<Date>, due: Date, days: Option<usize>, today: Date) {
        self.meetings += 1;
        match out {
            Some(out) => {
                self.recorded += 1;
                self.in_time += usize::from(out <= due);
                self.days.extend(days);
            }
            None => self.overdue += usize::from(due < today),
        }
    }

    /// In time, out of those recorded to have gone out and those that are overdue.
    pub const fn timely(&self) -> Ratio {
        Ratio { of: self.in_time, all: self.recorded + self.overdue }
    }

    fn add(&mut self, other: &Self) {
        self.meetings += other.meetings;
        self.recorded += other.recorded;
        self.in_time += other.in_time;
        self.overdue += other.overdue;
        self.days.extend(&other.days);
        self.days.sort_unstable();
    }
}

impl Timeliness {
    /// What was in time for a meeting, from the work around it and whether anything was agreed there, as the record stands on
    /// a day.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn of(
        changes: &Changes<'_>,
        area: &AreaData,
        meeting: &Meeting,
        (work, agreed): (&Work, bool),
        today: Date,
    ) -> Result<Self, Refusal> {
        let mut told = Self::default();
        for contact in &work.contacts {
            told.contact(area, meeting, contact);
        }
        let days = |from: Date, to: Date| usize::try_from(area.holidays.working_days_between(from, to)).ok();
        let after = |key| {
            let days = i32::try_from(area.number(key, meeting.on)).unwrap_or(0);
            area.holidays.add_working_days(meeting.on, days)
        };
        // A meeting outside the cycle has no day for its papers.
        if !meeting.is_urgent() {
            let out = desk::papers_out(changes, meeting.id)?.map(|papers| papers.out.date());
            let due = desk::papers_due(area, meeting.on);
            let before = out.and_then(|out| days(out, meeting.on));
            // That papers went out is entered by hand: where it was not, nobody knows, whatever the day.
            told.papers.count(out, due, before, due);
        }
        let issued = changes.find::<Issued>("meeting", &meeting.id)?;
        let out = |is: &dyn Fn(&Issued) -> bool| {
            issued.iter().filter(|copy| is(copy)).map(|copy| copy.at.date()).min()
        };
        let asked = out(&|copy| copy.paper == PaperKind::ResearchRequest);
        let due = desk::research_due(area, meeting.on);
        told.requests.count(asked, due, asked.and_then(|out| days(out, meeting.on)), due);
        let minutes = out(&|copy| copy.paper == PaperKind::Minutes && !copy.draft);
        let due = after(SettingKey::MinutesDue);
        told.minutes.count(minutes, due, minutes.and_then(|out| days(meeting.on, out)), today);
        if agreed {
            // Minutes that go out whole hold the actions too.
            let sheets = out(&|copy| copy.paper == PaperKind::ActionSheet).into_iter().chain(minutes).min();
            let due = after(SettingKey::ActionsDue);
            told.sheets.count(sheets, due, sheets.and_then(|out| days(meeting.on, out)), today);
        }
        match meeting.approved {
            Some(approved) => told.approval.extend(days(meeting.on, approved.date())),
            None => told.unapproved += 1,
        }
        told.in_order();
        Ok(told)
    }

    /// Adds those of another meeting.
    pub fn add(&mut self, other: &Self) {
        self.idva_asked += other.idva_asked;
        self.idva_in_time += other.idva_in_time;
        self.idva_own += other.idva_own;
        self.victims += other.victims;
        self.tried += other.tried;
        self.reached += other.reached;
        self.idva_days.extend(&other.idva_days);
        self.requests.add(&other.requests);
        self.papers.add(&other.papers);
        self.sheets.add(&other.sheets);
        self.minutes.add(&other.minutes);
        self.approval.extend(&other.approval);
        self.unapproved += other.unapproved;
        self.in_order();
    }

    fn in_order(&mut self) {
        self.idva_days.sort_unstable();
        self.approval.sort_unstable();
    }

    /// Who was told and reached before one hearing.
    fn contact(&mut self, area: &AreaData, meeting: &Meeting, contact: &Contact) {
        if contact.victim {
            self.victims += 1;
            self.tried += usize::from(contact.tried);
            self.reached += usize::from(contact.reached);
        }
        let Some(waited) = contact.waited.and_then(|days| i32::try_from(days).ok()) else { return };
        let is_idva = |key: &str| area.agencies.get(key).is_some_and(|agency| agency.source == Source::Idva);
        if contact.referrers.iter().any(|key| is_idva(key)) {
            self.idva_own += 1;
            return;
        }
        self.idva_asked += 1;
        let told = contact.told.iter().filter(|(key, _)| is_idva(key)).map(|(_, days)| *days).min();
        if let Some(days) = told {
            let received = add_days(meeting.on, -waited);
            let on = add_days(received, i32::try_from(days).unwrap_or(i32::MAX));
            self.idva_days.extend(usize::try_from(days));
            self.idva_in_time += usize::from(on <= desk::idva_due(&area.holidays, received));
        }
    }
}
