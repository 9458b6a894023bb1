//! People and contact details that lead to the other side.
//!
//! Who is victim here and perpetrator there is said. The same telephone, address or e-mail on a victim and on a perpetrator warns before anybody rings or writes.
//! Two victims of one household share a number and nothing is said; it is said when one of them is, anywhere in the
//! record, on the opposing side.

use std::collections::BTreeMap;

use jiff::civil::Date;
use uuid::Uuid;

use super::ReferralForm;
use super::conclusion::{Conclusions, Earlier, Finding};
use super::field::Field;
use super::known::{Known, KnownReferral, Standing};
use super::links::{Candidate, Link};
use super::repeat::uk;
use crate::domain::people::{Channel, Likeness, PersonSketch, compare, shared};

/// Warns of details shared by opposing roles, within the form and with what is known.
pub(super) fn conclude_opposing(
    form: &ReferralForm,
    victims: &[Candidate],
    perpetrators: &[Candidate],
    known: &dyn Known,
    into: &mut Conclusions,
) {
    for channel in form.perpetrators.iter().flat_map(|perpetrator| shared(&form.victim, perpetrator)) {
        let reason = format!("this form gives the same {} for victim and perpetrator", channel.word());
        into.add(victim_field(channel), Finding::SharedByOpposing(channel, None), reason);
    }
    let named_perpetrators: Vec<&PersonSketch> = form.perpetrators.iter().filter(|one| one.named()).collect();
    let mut found = Found::new();
    look(victims, &named_perpetrators, known, accused, victim_field, &mut found);
    look(perpetrators, &[&form.victim], known, harmed, perpetrator_field, &mut found);
    for ((channel, _), (field, referral)) in found {
        let reason = format!(
            "{} ({}) gives the same {} for somebody in the opposing role; check before any contact",
            referral.reference,
            uk(referral.received),
            channel.word()
        );
        into.add(field, Finding::SharedByOpposing(channel, Some(Earlier::from(&referral))), reason);
    }
}

/// Somebody of this form who stands on the other side in another referral. The very same pair the other way round
/// is told as swapped roles and left out here.
pub(super) fn conclude_elsewhere(
    victims: &[Candidate],
    perpetrators: &[Candidate],
    swapped: &[Link],
    known: &dyn Known,
    into: &mut Conclusions,
) {
    let told = |referral: &KnownReferral| swapped.iter().any(|link| link.referral.id == referral.id);
    let nearest = |candidates: &[Candidate], opposing: Opposing| {
        let same = candidates.iter().filter(|candidate| candidate.found.likeness == Likeness::Same);
        let referrals = same.flat_map(|candidate| {
            let id = candidate.person.id;
            known.referrals_of(id).into_iter().filter(move |referral| opposing(referral, id))
        });
        referrals.filter(|referral| !told(referral)).max_by_key(rank)
    };
    if let Some(referral) = nearest(victims, accused) {
        let reason =
            format!("{} ({}) names the victim as perpetrator", referral.reference, uk(referral.received));
        into.add(Field::VictimName, Finding::VictimElsewherePerpetrator((&referral).into()), reason);
    }
    if let Some(referral) = nearest(perpetrators, harmed) {
        let reason =
            format!("{} ({}) names a perpetrator as victim", referral.reference, uk(referral.received));
        into.add(Field::PerpetratorName, Finding::PerpetratorElsewhereVictim((&referral).into()), reason);
    }
}

/// Whether a person is on a given side of a referral.
type Opposing = fn(&KnownReferral, Uuid) -> bool;

fn accused(referral: &KnownReferral, id: Uuid) -> bool {
    referral.perpetrators.contains(&id)
}

fn harmed(referral: &KnownReferral, id: Uuid) -> bool {
    referral.victim == id
}

/// One finding for each channel and side, pointing to the referral nearest to being acted on.
type Found = BTreeMap<(Channel, Field), (Field, KnownReferral)>;

fn look(
    candidates: &[Candidate],
    opposite: &[&PersonSketch],
    known: &dyn Known,
    opposing: Opposing,
    field: fn(Channel) -> Field,
    found: &mut Found,
) {
    for candidate in candidates.iter().filter(|one| one.found.likeness != Likeness::Same) {
        let person = &candidate.person;
        if candidate.found.shared.is_empty() {
            continue;
        }
        let referrals = known.referrals_of(person.id);
        let is_opposite = opposite.iter().any(|one| {
            let found = compare(one, &person.sketch);
            found.likeness != Likeness::Different && found.names_agree
        });
        let nearest = referrals
            .into_iter()
            .filter(|referral| is_opposite || opposing(referral, person.id))
            .max_by_key(rank);
        let Some(referral) = nearest else { continue };
        for channel in &candidate.found.shared {
            let field = field(*channel);
            let kept = found.get(&(*channel, field));
            if kept.is_none_or(|(_, kept)| rank(kept) < rank(&referral)) {
                found.insert((*channel, field), (field, referral.clone()));
            }
        }
    }
}

fn rank(referral: &KnownReferral) -> (bool, Date) {
    (referral.standing == Standing::Waiting, referral.received)
}

const fn victim_field(channel: Channel) -> Field {
    match channel {
        Channel::Telephone => Field::VictimTelephone,
        Channel::Address => Field::VictimAddress,
        Channel::Email => Field::VictimEmail,
    }
}

const fn perpetrator_field(channel: Channel) -> Field {
    match channel {
        Channel::Telephone => Field::PerpetratorTelephone,
        Channel::Address => Field::PerpetratorAddress,
        Channel::Email => Field::PerpetratorEmail,
    }
}
