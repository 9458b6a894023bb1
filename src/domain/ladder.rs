//! The ladder of reminders: when an action that is past its date is asked for again, and how far up that goes.
//!
//! Four settings of the area decide: working days before the first reminder, working days between reminders, and the
//! number of reminders after which the agency's senior is asked and the steering group told. All are our defaults until
//! an area sets its own. Reminders are counted since the date now in force passed: an action whose date is moved begins
//! again. An answer of the agency puts the next reminder off as a reminder does.

use jiff::civil::Date;

use super::area::AreaData;
use super::calendar::Holidays;
use super::rows::action::{Action, DueKind, Review, ReviewOutcome};
use super::rows::chase::{Chase, ChaseStep};
use super::tools::settings::SettingKey;

/// The figures of an area on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ladder {
    /// Working days after the due date before the first reminder.
    pub first: u32,
    /// Working days between reminders.
    pub again: u32,
    /// Reminders after which the agency's senior is asked; 0 for never.
    pub senior: u32,
    /// Reminders after which the steering group is told; 0 for never.
    pub steering: u32,
}

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Next {
    /// How far up.
    pub step: ChaseStep,
    /// The first day it is due.
    pub on: Date,
}

/// The last days of what is due: a date that passed, and a reminder or answer that went before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Before {
    /// An action due on this day or before has its first reminder due.
    pub first: Date,
    /// One that was asked for or answered on this day or before has its next due.
    pub again: Date,
}

impl Ladder {
    /// The ladder of an area on a day.
    pub fn of(area: &AreaData, on: Date) -> Self {
        Self {
            first: area.number(SettingKey::FirstReminder, on),
            again: area.number(SettingKey::ReminderAgain, on),
            senior: area.number(SettingKey::SeniorAfter, on),
            steering: area.number(SettingKey::SteeringAfter, on),
        }
    }

    /// How far up the next reminder goes, after so many.
    pub const fn step(&self, asked: u32) -> ChaseStep {
        if self.steering > 0 && asked >= self.steering {
            ChaseStep::Steering
        } else if self.senior > 0 && asked >= self.senior {
            ChaseStep::Senior
        } else if asked == 0 {
            ChaseStep::First
        } else {
            ChaseStep::Again
        }
    }

    /// What comes next for an action of that due date; nothing once the steering group was told.
    pub fn next(&self, holidays: &Holidays, due: Date, asked: &[Chase], reviews: &[Review]) -> Option<Next> {
        let asked: Vec<&Chase> = asked.iter().filter(|chase| chase.on > due).collect();
        if asked.iter().any(|chase| chase.step == ChaseStep::Steering) {
            return None;
        }
        let answered = reviews.iter().filter(|review| answers(review.outcome)).map(|review| review.at.date());
        let last = asked.iter().map(|chase| chase.on).chain(answered.filter(|on| *on > due)).max();
        let first = holidays.add_working_days(due, days(self.first));
        let on = last.map_or(first, |last| first.max(holidays.add_working_days(last, days(self.again))));
        let count = u32::try_from(asked.len()).unwrap_or(u32::MAX);
        Some(Next { step: self.step(count), on })
    }

    /// The days up to which something is due on a day.
    pub fn before(&self, holidays: &Holidays, today: Date) -> Before {
        Before { first: latest(holidays, today, self.first), again: latest(holidays, today, self.again) }
    }
}

/// Whether a review says that the agency has answered.
pub const fn answers(outcome: ReviewOutcome) -> bool {
    matches!(outcome, ReviewOutcome::Continues | ReviewOutcome::Confirmed | ReviewOutcome::InHand)
}

/// Whether an action has a date that can be missed, and has missed it.
pub fn missed(action: &Action, today: Date) -> Option<Date> {
    let can = matches!(action.due_kind, DueKind::On | DueKind::Usual | DueKind::Before);
    action.due.filter(|due| action.state.is_live() && can && *due < today)
}

fn days(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// The last day from which so many working days have gone by.
fn latest(holidays: &Holidays, today: Date, number: u32) -> Date {
    let gone = |day: Date| holidays.add_working_days(day, days(number)) <= today;
    let mut day = holidays.add_working_days(today, -days(number));
    // Counted back from a day that is no working day, the last of them is not a whole one.
    while !gone(day)
        && let Ok(before) = day.yesterday()
    {
        day = before;
    }
    while let Ok(next) = day.tomorrow()
        && next <= today
        && gone(next)
    {
        day = next;
    }
    day
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::domain::calendar::add_days;
    use crate::domain::id::Id;
    use crate::domain::rows::chase::ChaseHow;

    const OURS: Ladder = Ladder { first: 1, again: 5, senior: 2, steering: 3 };

    fn chase(on: Date, step: ChaseStep) -> Chase {
        Chase {
            id: Id::new(Uuid::nil()),
            action: Id::new(Uuid::nil()),
            case: Id::new(Uuid::nil()),
            agency: "housing".to_owned(),
            step,
            how: ChaseHow::Draft,
            to: "Housing".into(),
            note: None,
            on,
            at: on.at(9, 0, 0, 0),
            by: "office".to_owned(),
            round: Uuid::nil(),
        }
    }

    #[test]
    fn an_agency_is_reminded_then_its_senior_then_the_steering_group() {
        let holidays = Holidays::proclaimed();
        // Friday 4 December 2026; Christmas and Boxing Day (kept on Monday 28) are no working days.
        let due = date(2026, 12, 4);
        let mut asked = Vec::new();
        let mut told = Vec::new();
        while let Some(next) = OURS.next(&holidays, due, &asked, &[]) {
            told.push((next.step, next.on));
            asked.push(chase(next.on, next.step));
        }
        assert_eq!(
            told,
            [
                (ChaseStep::First, date(2026, 12, 7)),
                (ChaseStep::Again, date(2026, 12, 14)),
                (ChaseStep::Senior, date(2026, 12, 21)),
                (ChaseStep::Steering, date(2026, 12, 30)),
            ]
        );
    }

    #[test]
    fn a_moved_date_begins_again_and_nobody_goes_up_where_the_area_says_never() {
        let holidays = Holidays::proclaimed();
        let asked = [chase(date(2026, 12, 7), ChaseStep::First), chase(date(2026, 12, 14), ChaseStep::Again)];
        let next = OURS.next(&holidays, date(2027, 1, 15), &asked, &[]).unwrap();
        assert_eq!((next.step, next.on), (ChaseStep::First, date(2027, 1, 18)));
        let never = Ladder { senior: 0, steering: 0, ..OURS };
        assert_eq!(never.step(40), ChaseStep::Again);
    }

    proptest! {
        /// What is due by the ladder is what lies before its last days, whatever the day of the week.
        #[test]
        fn the_last_days_say_what_is_due(
            due in 0..60_i32, last in proptest::option::of(0..60_i32), today in 0..90_i32,
            first in 0..6_u32, again in 0..9_u32,
        ) {
            let holidays = Holidays::proclaimed();
            let day = |after: i32| add_days(date(2026, 11, 20), after);
            let ladder = Ladder { first, again, senior: 2, steering: 0 };
            let (due, today) = (day(due), day(today));
            let asked: Vec<Chase> = last.map(|last| chase(day(last), ChaseStep::First)).into_iter().collect();
            prop_assume!(due < today && asked.iter().all(|chase| chase.on <= today));
            let next = ladder.next(&holidays, due, &asked, &[]).unwrap();
            let before = ladder.before(&holidays, today);
            let by_days = due <= before.first
                && asked.iter().filter(|chase| chase.on > due).all(|chase| chase.on <= before.again);
            prop_assert_eq!(next.on <= today, by_days);
        }
    }
}
