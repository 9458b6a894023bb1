//! How people of a couple forum moved on its scales, what they consented to, and which needs were met.
//!
//! The first place on a scale is set against the newest one of the same person. Scales are the area's own words: steps are
//! never added up across people.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::domain::id::Id;
use crate::domain::rows::couple::{Consent, ConsentWord, Need, StepTaken};
use crate::domain::rows::person::Person;

/// How people moved on one scale.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Moved {
    /// Their newest place is above the first.
    pub up: usize,
    /// It is the first again, or still.
    pub stayed: usize,
    /// It is below.
    pub down: usize,
    /// Placed once: nothing to compare yet.
    pub once: usize,
}

impl Moved {
    /// How the people of a case moved on a scale up to a day; every step of that case is handed in.
    pub fn of(steps: &[StepTaken], scale: &str, to: Date) -> Self {
        let mut told = Self::default();
        for way in ways(steps, scale, to).into_values() {
            match way {
                None => told.once += 1,
                Some(Ordering::Greater) => told.up += 1,
                Some(Ordering::Equal) => told.stayed += 1,
                Some(Ordering::Less) => told.down += 1,
            }
        }
        told
    }

    /// People with two places or more.
    pub const fn compared(&self) -> usize {
        self.up + self.stayed + self.down
    }

    /// Adds those of another case.
    pub const fn add(&mut self, other: Self) {
        self.up += other.up;
        self.stayed += other.stayed;
        self.down += other.down;
        self.once += other.once;
    }
}

/// Person by person, the newest place against the first up to a day; nothing for somebody placed once.
fn ways(steps: &[StepTaken], scale: &str, to: Date) -> BTreeMap<Id<Person>, Option<Ordering>> {
    let mut by_person: BTreeMap<Id<Person>, Vec<&StepTaken>> = BTreeMap::new();
    for step in steps.iter().filter(|step| step.scale == scale && step.on <= to) {
        by_person.entry(step.person).or_default().push(step);
    }
    let way = |mut steps: Vec<&StepTaken>| {
        steps.sort_by_key(|step| (step.on, step.at, step.id));
        let (first, newest) = (steps.first()?, steps.last()?);
        (steps.len() > 1).then(|| newest.step.cmp(&first.step))
    };
    by_person.into_iter().map(|(person, steps)| (person, way(steps))).collect()
}

/// The newest answer of one person to the question of consent, up to a day.
pub fn consent(answers: &[Consent], person: Id<Person>, to: Date) -> Option<ConsentWord> {
    let of = answers.iter().filter(|row| row.person == person && row.on <= to);
    of.max_by_key(|row| (row.on, row.at, row.id)).map(|row| row.answer)
}

/// Needs of one kind: how many were recorded in a period, and how many of those were met by its end.
pub fn needs(rows: &[Need], from: Date, to: Date) -> BTreeMap<String, (usize, usize)> {
    let mut counted: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for need in rows.iter().filter(|need| need.on >= from && need.on <= to) {
        let sum = counted.entry(need.kind.clone()).or_default();
        sum.0 += 1;
        sum.1 += usize::from(need.met.is_some_and(|met| met <= to));
    }
    counted
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Time, date};
    use uuid::Uuid;

    use super::*;

    fn step(id: u128, person: u128, on: Date, step: u8) -> StepTaken {
        StepTaken {
            id: Id::new(Uuid::from_u128(id)),
            case: Id::new(Uuid::nil()),
            person: Id::new(Uuid::from_u128(person)),
            scale: "readiness".to_owned(),
            step,
            on,
            agency: None,
            words: None,
            at: on.to_datetime(Time::midnight()),
        }
    }

    #[test]
    fn the_newest_place_of_each_person_is_set_against_the_first() {
        let (june, july, august) = (date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1));
        let steps = [
            step(1, 1, july, 4),
            step(2, 1, june, 2),
            step(3, 1, august, 1),
            step(4, 2, june, 3),
            step(5, 2, august, 3),
            step(6, 3, june, 1),
        ];
        let moved = Moved::of(&steps, "readiness", july);
        assert_eq!(moved, Moved { up: 1, stayed: 0, down: 0, once: 2 });
        let moved = Moved::of(&steps, "readiness", august);
        assert_eq!(moved, Moved { up: 0, stayed: 1, down: 1, once: 1 });
        assert_eq!(moved.compared(), 2);
        assert_eq!(Moved::of(&steps, "feels-safe", august), Moved::default());
    }
}
