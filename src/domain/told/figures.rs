//! Figures of a forum over a period, counted from its meetings: what was heard, how long it took, who answered, what became
//! of actions. Only the rows of those meetings are read, so that it takes as long as the period is, whatever the record.
//!
//! Every figure keeps what it was counted out of. Nothing here names anybody.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Ratio;
use super::answers::Answers;
use super::work::Came;
use crate::domain::area::AreaData;
use crate::domain::facts::Changes;
use crate::domain::hearing::Tally;
use crate::domain::refusal::Refusal;
use crate::domain::rows::action::{Action, ActionState};
use crate::domain::rows::agenda::AgendaItem;
use crate::domain::rows::meeting::Meeting;
use crate::domain::rules::EVERY_AGENCY;

/// Numbers, each with how often it was counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spread(BTreeMap<usize, usize>);

impl Spread {
    /// Counts a number so many times.
    pub fn count(&mut self, number: usize, times: usize) {
        *self.0.entry(number).or_default() += times;
    }

    /// Adds what another has.
    pub fn add(&mut self, other: &Self) {
        for (number, times) in &other.0 {
            self.count(*number, *times);
        }
    }

    /// How many numbers there are.
    pub fn len(&self) -> usize {
        self.0.values().sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The middle; the lower of two middles.
    pub fn middle(&self) -> Option<usize> {
        let at = self.len().checked_sub(1)? / 2;
        let mut passed = 0;
        let reached = self.0.iter().find(|(_, times)| {
            passed += **times;
            passed > at
        });
        reached.map(|(number, _)| *number)
    }

    /// The largest.
    pub fn most(&self) -> Option<usize> {
        self.0.keys().next_back().copied()
    }
}

impl FromIterator<usize> for Spread {
    fn from_iter<I: IntoIterator<Item = usize>>(numbers: I) -> Self {
        let mut spread = Self::default();
        numbers.into_iter().for_each(|number| spread.count(number, 1));
        spread
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
    /// Hearings by the days from referral to hearing, of those whose referral is in the record.
    pub days: Spread,
    /// Hearings by referring agency, by its key.
    pub sources: BTreeMap<String, usize>,
    /// Of those heard, referred by several agencies together.
    pub shared: usize,
}

impl Volume {
    /// Adds what other meetings counted.
    pub fn add(&mut self, other: &Self) {
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
        self.days.add(&other.days);
        self.shared += other.shared;
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
    /// Counts an action as it stands on a day.
    pub fn count(&mut self, action: &Action, today: Date) {
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
    /// The figures of one meeting from the sums of its agenda, actions as they stand on a day.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn of(
        changes: &Changes<'_>,
        area: &AreaData,
        meeting: &Meeting,
        tally: &Tally,
        today: Date,
    ) -> Result<Self, Refusal> {
        let items = changes.find::<AgendaItem>("meeting", &meeting.id)?;
        let volume = Volume::of(tally);
        let mut figures = Self { volume, ..Self::default() };
        for action in changes.find::<Action>("meeting", &Some(meeting.id))? {
            figures.deeds.entry(action.agency.clone()).or_default().count(&action, today);
        }
        figures.answers = Came::of(changes, meeting, &items)?.told(area, meeting)?;
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
            self.answers.entry(key.clone()).or_default().add(*more);
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
    /// What the lines of one meeting's agenda come to.
    pub fn of(tally: &Tally) -> Self {
        let size = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
        let mut volume = Self {
            meetings: 1,
            heard: size(tally.heard),
            repeats: size(tally.repeats.yes),
            with_children: size(tally.with_children.yes),
            children: size(tally.children),
            with_victim: size(tally.victims),
            views: size(tally.views),
            feedback: size(tally.told),
            deferred: size(tally.deferred),
            deferred_again: size(tally.deferred_again),
            withdrawn: size(tally.withdrawn),
            not_heard: size(tally.not_heard),
            ..Self::default()
        };
        for (days, count) in &tally.waited {
            volume.days.count(size(*days), size(*count));
        }
        for (agencies, count) in &tally.referrers {
            let Some(sent) = agencies.first() else { continue };
            *volume.sources.entry(sent.clone()).or_default() += size(*count);
            if agencies.len() > 1 {
                volume.shared += size(*count);
            }
        }
        volume
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_days_is_the_lower_of_two() {
        let of = |days: &[usize]| days.iter().copied().collect::<Spread>().middle();
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[9]), Some(9));
        assert_eq!(of(&[7, 9]), Some(7));
        assert_eq!(of(&[30, 7, 9]), Some(9));
        assert_eq!(of(&[7, 7, 7, 30]), Some(7));
    }
}
