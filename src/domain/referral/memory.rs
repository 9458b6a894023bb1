//! A record in memory, for tests: every form keeps people of its own, as the record does.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use uuid::Uuid;

use super::{Known, KnownPerson, KnownReferral, ReferralForm, Standing};
use crate::domain::people::{PersonSketch, keys};

#[derive(Default)]
pub(crate) struct Memory {
    people: HashMap<Uuid, PersonSketch>,
    index: HashMap<String, Vec<Uuid>>,
    referrals: Vec<KnownReferral>,
    of: HashMap<Uuid, Vec<usize>>,
    last: u128,
}

impl Memory {
    pub(crate) fn take_in(&mut self, form: &ReferralForm, standing: Standing, today: Date) {
        let place = self.referrals.len();
        let victim = self.person(&form.victim, place);
        let perpetrators = form
            .perpetrators
            .iter()
            .filter(|person| person.named())
            .map(|person| self.person(person, place))
            .collect();
        self.referrals.push(KnownReferral {
            joins: true,
            id: Uuid::from_u128(1_000_000 + place as u128),
            reference: form.source.clone(),
            case: Uuid::from_u128(2_000_000 + place as u128),
            victim,
            perpetrators,
            received: form.received.unwrap_or(today),
            standing,
            meeting: None,
        });
    }

    fn person(&mut self, sketch: &PersonSketch, referral: usize) -> Uuid {
        self.last += 1;
        let id = Uuid::from_u128(self.last);
        for key in keys(sketch) {
            self.index.entry(key).or_default().push(id);
        }
        self.people.insert(id, sketch.clone());
        self.of.insert(id, vec![referral]);
        id
    }
}

impl Known for Memory {
    fn people(&self, keys: &[String]) -> Vec<KnownPerson> {
        let found: BTreeSet<Uuid> =
            keys.iter().filter_map(|key| self.index.get(key)).flatten().copied().collect();
        found.into_iter().filter_map(|id| Known::person(self, id)).collect()
    }

    fn person(&self, id: Uuid) -> Option<KnownPerson> {
        self.people.get(&id).map(|sketch| KnownPerson { id, sketch: sketch.clone() })
    }

    fn referrals_of(&self, person: Uuid) -> Vec<KnownReferral> {
        self.of.get(&person).into_iter().flatten().map(|place| self.referrals[*place].clone()).collect()
    }
}
