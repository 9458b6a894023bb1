//! Figures of a forum over a period, counted from its meetings: what was heard, how long it took, who answered, what became
//! of actions. Only the rows of those meetings are read, so that it takes as long as the period is, whatever the record.
//!
//! Every figure keeps what it was counted out of. Nothing here names anybody.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::answers::{Answers, answers};
use crate::domain::area::AreaData;
use crate::domain::facts::Changes;
use crate::domain::hearing::referral_heard;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::rows::action::{Action, ActionState};
use crate::domain::rows::agenda::{AgendaItem, Decision, ItemState};
use crate::domain::rows::case::{Case, Child, Party, PartyRole, ReferralStanding, Views};
use crate::domain::rows::meeting::Meeting;
use crate::domain::rules::EVERY_AGENCY;

/// How many, out of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ratio {
    /// How many.
    pub of: usize,
    /// Out of how many.
    pub all: usize,
}

impl Ratio {
    /// In the hundred, rounded; nothing out of nothing.
    pub fn percent(self) -> Option<usize> {
        (self.all > 0).then(|| (self.of * 200 + self.all) / (self.all * 2))
    }
}

/// What was on the agendas.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Volume {
    /// Meetings held.
    pub meetings: usize,
    /// Hearings of a case: one heard twice in the period counts twice.
    pub heard: usize,
    /// Of those, repeats by the record.
    pub repeats: usize,
    /// Of those, with children.
    pub with_children: usize,
    /// Children of those.
    pub children: usize,
    /// Of those heard, with a victim on the case.
    pub with_victim: usize,
    /// Of those with a victim, whose views were held by the day of the meeting.
    pub views: usize,
    /// Of those with a victim, where somebody was named to tell them.
    pub feedback: usize,
    /// Put off by the chair.
    pub deferred: usize,
    /// Of those, not for the first time.
    pub deferred_again: usize,
    /// Taken off before the meeting.
    pub withdrawn: usize,
    /// Listed and not come to.
    pub not_heard: usize,
    /// Days from referral to hearing, of hearings whose referral is in the record, in order.
    pub days: Vec<usize>,
    /// Hearings by referring agency, by its key.
    pub sources: BTreeMap<String, usize>,
}

impl Volume {
    /// The middle of the days from referral to hearing; the lower of two middles.
    pub fn median_days(&self) -> Option<usize> {
        self.days.get(self.days.len().checked_sub(1)? / 2).copied()
    }

    fn add(&mut self, other: &Self) {
        self.meetings += other.meetings;
        self.heard += other.heard;
        self.repeats += other.repeats;
        self.with_children += other.with_children;
        self.children += other.children;
        self.with_victim += other.with_victim;
        self.views += other.views;
        self.feedback += other.feedback;
        self.deferred += other.deferred;
        self.deferred_again += other.deferred_again;
        self.withdrawn += other.withdrawn;
        self.not_heard += other.not_heard;
        self.days.extend(&other.days);
        self.days.sort_unstable();
        for (key, count) in &other.sources {
            *self.sources.entry(key.clone()).or_default() += count;
        }
    }
}

/// What became of actions; the ways of not being done are kept apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Deeds {
    /// Agreed.
    pub agreed: usize,
    /// Completed by their date, or completed where none was given.
    pub on_time: usize,
    /// Completed after it.
    pub late: usize,
    /// Circumstances changed.
    pub impossible: usize,
    /// The agency did not do them.
    pub not_done: usize,
    /// With another area.
    pub taken_over: usize,
    /// Taken back, or gone on in another.
    pub withdrawn: usize,
    /// Still open, or waiting to be accepted.
    pub open: usize,
    /// Of those, past their date.
    pub overdue: usize,
}

impl Deeds {
    fn count(&mut self, action: &Action, today: Date) {
        self.agreed += 1;
        match action.state {
            ActionState::Completed
                if action.closed.zip(action.due).is_some_and(|(closed, due)| closed > due) =>
            {
                self.late += 1;
            }
            ActionState::Completed => self.on_time += 1,
            ActionState::NoLongerPossible => self.impossible += 1,
            ActionState::NotDone => self.not_done += 1,
            ActionState::TakenOver => self.taken_over += 1,
            ActionState::Withdrawn | ActionState::Merged => self.withdrawn += 1,
            ActionState::Open | ActionState::InHand | ActionState::AwaitingConfirmation => {
                self.open += 1;
                self.overdue += usize::from(action.due.is_some_and(|due| due < today));
            }
        }
    }

    /// Completed on time, of those that could be and whose time has come: not those no longer possible, with another area,
    /// or open and not yet due.
    pub fn timely(self) -> Ratio {
        Ratio { of: self.on_time, all: self.on_time + self.late + self.not_done + self.overdue }
    }
}

/// The figures of one meeting, or of several together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// What was on the agendas.
    pub volume: Volume,
    /// Actions by agency, by its key.
    pub deeds: BTreeMap<String, Deeds>,
    /// Answers by agency, by its key.
    pub answers: BTreeMap<String, Answers>,
}

impl Figures {
    /// The figures of one meeting, actions as they stand on a day.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn of(
        changes: &Changes<'_>,
        area: &AreaData,
        meeting: &Meeting,
        today: Date,
    ) -> Result<Self, Refusal> {
        let items = changes.find::<AgendaItem>("meeting", &meeting.id)?;
        let mut figures = Self { volume: Volume { meetings: 1, ..Volume::default() }, ..Self::default() };
        for item in &items {
            figures.volume.count(changes, meeting, item)?;
        }
        figures.volume.days.sort_unstable();
        for action in changes.find::<Action>("meeting", &Some(meeting.id))? {
            figures.deeds.entry(action.agency.clone()).or_default().count(&action, today);
        }
        figures.answers = answers(changes, area, meeting, &items)?;
        Ok(figures)
    }

    /// Adds those of another meeting.
    pub fn add(&mut self, other: &Self) {
        self.volume.add(&other.volume);
        for (key, more) in &other.deeds {
            let sum = self.deeds.entry(key.clone()).or_default();
            *sum = sum.plus(*more);
        }
        for (key, more) in &other.answers {
            let sum = self.answers.entry(key.clone()).or_default();
            sum.asked += more.asked;
            sum.in_time += more.in_time;
            sum.nothing += more.nothing;
            sum.late += more.late;
        }
    }

    /// All actions together, lines that every agency took on among them.
    pub fn all_deeds(&self) -> Deeds {
        self.deeds.values().fold(Deeds::default(), |sum, more| sum.plus(*more))
    }

    /// Keys of agencies with actions, those that stand for every agency last.
    pub fn owners(&self) -> Vec<&str> {
        let mut keys: Vec<&str> = self.deeds.keys().map(String::as_str).collect();
        keys.sort_by_key(|key| *key == EVERY_AGENCY);
        keys
    }
}

impl Deeds {
    const fn plus(self, other: Self) -> Self {
        Self {
            agreed: self.agreed + other.agreed,
            on_time: self.on_time + other.on_time,
            late: self.late + other.late,
            impossible: self.impossible + other.impossible,
            not_done: self.not_done + other.not_done,
            taken_over: self.taken_over + other.taken_over,
            withdrawn: self.withdrawn + other.withdrawn,
            open: self.open + other.open,
            overdue: self.overdue + other.overdue,
        }
    }
}

impl Volume {
    fn count(&mut self, changes: &Changes<'_>, meeting: &Meeting, item: &AgendaItem) -> Result<(), Refusal> {
        match item.state {
            ItemState::Heard | ItemState::Hearing => {}
            ItemState::Deferred => {
                self.deferred += 1;
                self.deferred_again += usize::from(item.deferrals > 0);
                return Ok(());
            }
            ItemState::Withdrawn => {
                self.withdrawn += 1;
                return Ok(());
            }
            ItemState::Waiting => {
                self.not_heard += 1;
                return Ok(());
            }
        }
        self.heard += 1;
        let referral = referral_heard(changes, meeting, item.case)?;
        if let Some(referral) = &referral {
            self.repeats += usize::from(referral.standing == ReferralStanding::Repeat);
            let days = (meeting.on - referral.received).get_days();
            self.days.extend(usize::try_from(days));
            *self.sources.entry(referral.agency.clone()).or_default() += 1;
        }
        let named = changes.find::<Child>("case", &item.case)?.len();
        let said = referral.and_then(|referral| referral.children).map_or(0, usize::from);
        let children = named.max(said);
        self.children += children;
        self.with_children += usize::from(children > 0);
        self.voice(changes, meeting, item.case)
    }

    /// Whether the victim was heard, and is told.
    fn voice(&mut self, changes: &Changes<'_>, meeting: &Meeting, case: Id<Case>) -> Result<(), Refusal> {
        let parties = changes.find::<Party>("case", &case)?;
        if !parties.iter().any(|party| party.role == PartyRole::Victim) {
            return Ok(());
        }
        self.with_victim += 1;
        let views = changes.find::<Views>("case", &case)?;
        self.views += usize::from(views.iter().any(|row| row.on <= meeting.on));
        let decisions = changes.find::<Decision>("case", &case)?;
        let told = decisions.iter().any(|row| row.meeting == meeting.id && row.feedback_by.is_some());
        self.feedback += usize::from(told);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_and_nothing_has_none() {
        assert_eq!(Ratio { of: 1, all: 8 }.percent(), Some(13));
        assert_eq!(Ratio { of: 2, all: 3 }.percent(), Some(67));
        assert_eq!(Ratio { of: 0, all: 3 }.percent(), Some(0));
        assert_eq!(Ratio { of: 0, all: 0 }.percent(), None);
    }

    #[test]
    fn the_middle_of_days_is_the_lower_of_two() {
        let of = |days: &[usize]| Volume { days: days.to_vec(), ..Volume::default() }.median_days();
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[9]), Some(9));
        assert_eq!(of(&[7, 9]), Some(7));
        assert_eq!(of(&[7, 9, 30]), Some(9));
    }
}
