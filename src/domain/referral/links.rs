//! Earlier referrals that concern the same people, sorted by what they have to do with this one.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::ReferralForm;
use super::known::{Known, KnownPerson, KnownReferral, Standing};
use crate::domain::people::{Comparison, Likeness, PersonSketch, compare, lookup};

/// An earlier referral and how its parties compare with this one's.
pub(super) struct Link {
    pub(super) referral: KnownReferral,
    /// How its victim compares with ours (for a swap: with our perpetrator).
    pub(super) victim: Comparison,
    /// The best comparison between its perpetrators and ours (for a swap: with our victim).
    pub(super) perpetrator: Option<Comparison>,
}

impl Link {
    /// Whether a perpetrator is in common. Once the victim's name agrees, a possible likeness is enough.
    pub(super) fn in_common(&self) -> bool {
        self.victim.names_agree
            && self.perpetrator.as_ref().is_some_and(|found| found.likeness != Likeness::Different)
    }

    pub(super) fn waiting(&self) -> bool {
        self.referral.standing == Standing::Waiting
    }

    /// Both comparisons in words.
    pub(super) fn why(&self) -> String {
        let perpetrator = self.perpetrator.as_ref().map_or_else(
            || "perpetrator not named on both".to_owned(),
            |found| format!("perpetrator: {}", found.why()),
        );
        format!("victim: {}; {perpetrator}", self.victim.why())
    }
}

/// Somebody of the record who may be, or shares a contact detail with, a person of this form.
pub(super) struct Candidate {
    pub(super) person: KnownPerson,
    pub(super) found: Comparison,
}

/// People of the record who may be this person or share a contact detail.
pub(super) fn candidates(sketch: &PersonSketch, known: &dyn Known) -> Vec<Candidate> {
    let judged = known.people(&lookup(sketch)).into_iter().map(|person| {
        let found = compare(sketch, &person.sketch);
        Candidate { person, found }
    });
    judged
        .filter(|candidate| {
            candidate.found.likeness != Likeness::Different || !candidate.found.shared.is_empty()
        })
        .collect()
}

/// Earlier referrals of the victim: (those where victim is victim, those where the roles are swapped).
pub(super) fn links(form: &ReferralForm, victims: &[Candidate], known: &dyn Known) -> (Vec<Link>, Vec<Link>) {
    let (mut same_way, mut swapped) = (BTreeMap::new(), BTreeMap::new());
    for candidate in victims.iter().filter(|candidate| candidate.found.likeness != Likeness::Different) {
        for referral in known.referrals_of(candidate.person.id) {
            if referral.perpetrators.contains(&candidate.person.id) {
                let theirs = known.person(referral.victim);
                let victim = theirs.and_then(|their| best(&form.perpetrators, [&their.sketch]));
                // One side certain is enough: a perpetrator's date of birth is often not given.
                let certain = candidate.found.likeness == Likeness::Same;
                let swaps = |found: &Comparison| match found.likeness {
                    Likeness::Same => true,
                    Likeness::Possible => certain && found.names_agree,
                    Likeness::Different => false,
                };
                if let Some(victim) = victim.filter(swaps) {
                    let perpetrator = Some(candidate.found.clone());
                    keep(&mut swapped, Link { referral, victim, perpetrator });
                }
            } else if referral.joins {
                let theirs: Vec<_> =
                    referral.perpetrators.iter().filter_map(|id| known.person(*id)).collect();
                let perpetrator = best(&form.perpetrators, theirs.iter().map(|their| &their.sketch));
                keep(&mut same_way, Link { referral, victim: candidate.found.clone(), perpetrator });
            }
        }
    }
    (in_order(same_way), in_order(swapped))
}

/// Keeps, for each referral, the link whose victim is likest.
fn keep(links: &mut BTreeMap<Uuid, Link>, link: Link) {
    let id = link.referral.id;
    if links.get(&id).is_none_or(|kept| link.victim.likeness < kept.victim.likeness) {
        links.insert(id, link);
    }
}

/// Waiting before heard, then the latest first.
fn in_order(links: BTreeMap<Uuid, Link>) -> Vec<Link> {
    let mut links: Vec<Link> = links.into_values().collect();
    links.sort_by(|one, other| {
        let order = |link: &Link| (link.waiting(), link.referral.received);
        order(other).cmp(&order(one)).then_with(|| one.referral.reference.cmp(&other.referral.reference))
    });
    links
}

/// The likest pair between two groups; `None` when either names nobody.
fn best<'a>(ours: &[PersonSketch], theirs: impl IntoIterator<Item = &'a PersonSketch>) -> Option<Comparison> {
    let mut likest: Option<Comparison> = None;
    for their in theirs.into_iter().filter(|their| their.named()) {
        for our in ours.iter().filter(|our| our.named()) {
            let found = compare(our, their);
            if likest.as_ref().is_none_or(|kept| found.likeness < kept.likeness) {
                likest = Some(found);
            }
        }
    }
    likest
}
