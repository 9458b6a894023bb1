//! What became of actions, counted as rates: done in time, done late, not done, past their date. What is nobody's fault (no
//! longer possible, withdrawn, merged, with another area) is out of every rate and counted beside it.

use jiff::civil::Date;

use super::Ratio;
use crate::domain::rows::action::ActionState;
use crate::domain::rows::agenda::Whom;

/// Actions that are alike in all that is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// Key of the forum of their cases.
    pub forum: String,
    /// Key of the agency they belong to.
    pub agency: String,
    /// Where they stand.
    pub state: ActionState,
    /// Done, and after their date.
    pub late: bool,
    /// Somebody still has to act, and their date has passed.
    pub overdue: bool,
    /// Whom they protect.
    pub protects: Option<Whom>,
    /// First day of the month they were agreed in.
    pub month: Date,
    /// Their date has moved.
    pub moved: bool,
    /// Something shows that they were done.
    pub proof: bool,
    /// Agreed in a meeting.
    pub met: bool,
    /// How many.
    pub count: usize,
}

/// What became of actions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rates {
    /// Agreed.
    pub agreed: usize,
    /// Of those, in a meeting.
    pub met: usize,
    /// Done by their date, or done where none was given.
    pub on_time: usize,
    /// Done after it.
    pub late: usize,
    /// The agency did not do them.
    pub not_done: usize,
    /// Somebody still has to act, past their date.
    pub overdue: usize,
    /// Somebody still has to act, and there is time.
    pub open: usize,
    /// Circumstances changed.
    pub impossible: usize,
    /// Taken back by whoever asked.
    pub withdrawn: usize,
    /// Another goes on for them.
    pub merged: usize,
    /// With another area.
    pub taken_over: usize,
    /// Their date has moved.
    pub moved: usize,
    /// Done, and something shows it.
    pub proof: usize,
}

impl Rates {
    /// Adds actions that are alike.
    pub fn count(&mut self, alike: &Alike) {
        let count = alike.count;
        self.agreed += count;
        self.met += if alike.met { count } else { 0 };
        self.moved += if alike.moved { count } else { 0 };
        self.proof += if alike.proof { count } else { 0 };
        let place = match alike.state {
            ActionState::Completed if alike.late => &mut self.late,
            ActionState::Completed => &mut self.on_time,
            ActionState::NotDone => &mut self.not_done,
            ActionState::NoLongerPossible => &mut self.impossible,
            ActionState::Withdrawn => &mut self.withdrawn,
            ActionState::Merged => &mut self.merged,
            ActionState::TakenOver => &mut self.taken_over,
            ActionState::AwaitingConfirmation | ActionState::Open | ActionState::InHand if alike.overdue => {
                &mut self.overdue
            }
            ActionState::AwaitingConfirmation | ActionState::Open | ActionState::InHand => &mut self.open,
        };
        *place += count;
    }

    /// Those a rate is out of: they could be done, and their time has come.
    pub const fn due(self) -> usize {
        self.on_time + self.late + self.not_done + self.overdue
    }

    /// Those that are out of every rate because nobody is to blame.
    pub const fn beside(self) -> usize {
        self.impossible + self.withdrawn + self.merged + self.taken_over
    }

    /// Done in time, of those due.
    pub const fn timely(self) -> Ratio {
        Ratio { of: self.on_time, all: self.due() }
    }

    /// Done at all.
    pub const fn done(self) -> usize {
        self.on_time + self.late
    }
}

impl<'a> FromIterator<&'a Alike> for Rates {
    fn from_iter<I: IntoIterator<Item = &'a Alike>>(alike: I) -> Self {
        let mut rates = Self::default();
        alike.into_iter().for_each(|one| rates.count(one));
        rates
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn alike(state: ActionState, late: bool, overdue: bool, count: usize) -> Alike {
        Alike {
            forum: "marac".into(),
            agency: "housing".into(),
            state,
            late,
            overdue,
            protects: None,
            month: date(2026, 11, 1),
            moved: false,
            proof: false,
            met: true,
            count,
        }
    }

    #[test]
    fn nobody_is_blamed_for_what_was_no_longer_possible_or_withdrawn() {
        let counted = [
            alike(ActionState::Completed, false, false, 12),
            alike(ActionState::Completed, true, false, 4),
            alike(ActionState::NotDone, false, false, 2),
            alike(ActionState::Open, false, true, 2),
        ];
        let rates: Rates = counted.iter().collect();
        assert_eq!((rates.timely(), rates.timely().percent()), (Ratio { of: 12, all: 20 }, Some(60)));
        let beside = [
            alike(ActionState::NoLongerPossible, false, false, 7),
            alike(ActionState::Withdrawn, false, false, 5),
            alike(ActionState::Merged, false, false, 3),
            alike(ActionState::TakenOver, false, false, 1),
            alike(ActionState::InHand, false, false, 9),
        ];
        let more: Rates = counted.iter().chain(&beside).collect();
        assert_eq!(more.timely(), rates.timely(), "they change no rate");
        assert_eq!((more.agreed, more.beside(), more.open), (45, 16, 9));
        assert_eq!(more.due() + more.beside() + more.open, more.agreed, "every action is in one place");
    }
}
