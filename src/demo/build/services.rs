//! Needs and referrals to services in the invented history: some cases have a need that no service met, some are
//! referred to one, and weeks later it is known what came of it. Which, hangs on the sitting and the place on its agenda
//! alone, so that nothing else of the history changes with it.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::teller::{Batch, Teller, moment};
use crate::assets;
use crate::domain::calendar::add_days;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::request::{Adopt, KeepNeed, PathwayChange, ReferTo, Request};
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::pathway::{Pathway, PathwayEnd};
use crate::domain::tools::services::ForWhom;

/// Needs that come up, those that come up most standing more than once.
const NEEDS: &[(&str, ForWhom)] = &[
    ("counselling", ForWhom::Child),
    ("own-accommodation", ForWhom::Perpetrator),
    ("counselling", ForWhom::Victim),
    ("by-and-for", ForWhom::Victim),
    ("counselling", ForWhom::Child),
    ("behaviour-change", ForWhom::Perpetrator),
    ("complex-needs", ForWhom::Victim),
    ("male-victims", ForWhom::Victim),
    ("interpreter", ForWhom::Victim),
];

/// Services somebody is referred to.
const SERVICES: &[(&str, ForWhom)] = &[
    ("quay-recovery", ForWhom::Perpetrator),
    ("safe-at-home", ForWhom::Victim),
    ("turning-tide", ForWhom::Perpetrator),
    ("bay-talking", ForWhom::Victim),
    ("lantern-house", ForWhom::Victim),
    ("turning-tide", ForWhom::Perpetrator),
];

/// Days after a sitting by which it is known what came of its referrals.
const KNOWN_AFTER: i32 = 40;

/// Referrals that wait for what came of them, and the cases that were heard.
#[derive(Default)]
pub struct Waiting {
    waiting: Vec<(Id<Pathway>, Date)>,
    heard: BTreeSet<Id<Case>>,
}

/// The area's own directory takes the place of the empty one, before anything else happens.
pub fn adopt(teller: &mut Teller<'_>, first: Date) -> Result<(), Refusal> {
    let adopt = Adopt { kind: None, body: assets::demo_services().to_owned() };
    teller.adopt(moment(first, 8, 0), Request::Adopt(adopt))
}

impl Waiting {
    /// What is kept of a case while it is heard first, by its place in the sitting. When it comes back, what was found then
    /// stands open, and nobody is referred twice.
    pub fn of_case(&self, meeting: Id<Meeting>, case: Id<Case>, (on, minute): (Date, u32)) -> Vec<Request> {
        if self.heard.contains(&case) {
            return Vec::new();
        }
        let place = u32::from(on.day_of_year().unsigned_abs()) * 7 + minute;
        let mut asked = Vec::new();
        let picked = |list: &[(&'static str, ForWhom)]| list.get(place as usize % list.len().max(1)).copied();
        if place.is_multiple_of(5)
            && let Some((kind, whom)) = picked(NEEDS)
        {
            asked.push(PathwayChange::Need(Box::new(KeepNeed {
                case,
                meeting: Some(meeting),
                kind: kind.to_owned(),
                whom: Some(whom),
                lack: None,
                service: None,
                words: None,
                agency: None,
                on: None,
            })));
        }
        if place % 4 == 1
            && let Some((service, whom)) = picked(SERVICES)
        {
            asked.push(PathwayChange::Refer(Box::new(ReferTo {
                case,
                meeting: Some(meeting),
                action: None,
                service: service.to_owned(),
                whom: Some(whom),
                kind: None,
                referred: Some(on),
            })));
        }
        asked.into_iter().map(Request::Pathway).collect()
    }

    /// Remembers a case that was heard, and its referrals.
    pub fn remember(&mut self, teller: &Teller<'_>, case: Id<Case>, on: Date) -> Result<(), Refusal> {
        let found = teller.find::<Pathway>("case", &case)?.into_iter().filter(|row| row.agreed == on);
        self.waiting.extend(found.map(|row| (row.id, on)));
        self.heard.insert(case);
        Ok(())
    }

    /// What is known by a day of referrals made long enough before it.
    pub fn known(&mut self, on: Date) -> Batch {
        let (known, later) = self.waiting.iter().partition(|(_, made)| add_days(*made, KNOWN_AFTER) <= on);
        self.waiting = later;
        let known: Vec<(Id<Pathway>, Date)> = known;
        let told = known.into_iter().enumerate().filter_map(|(place, (pathway, made))| {
            let place = place + usize::from(made.day().unsigned_abs());
            let on = add_days(made, KNOWN_AFTER - 5);
            let ended = |end| PathwayChange::Ended { pathway, on, end, outcome: None };
            Some(match place % 7 {
                0 | 2 | 3 | 5 => {
                    let days = i32::try_from(place % 5).unwrap_or(0) * 6;
                    PathwayChange::TakenUp { pathway, on: add_days(made, 4 + days) }
                }
                1 => ended(PathwayEnd::NotTakenUp),
                4 => ended(PathwayEnd::Refused),
                _ => return None,
            })
        });
        let at = moment(add_days(on, -1), 16, 0);
        told.map(|change| (at, Request::Pathway(change))).collect()
    }
}
