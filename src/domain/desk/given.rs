//! What the record gives of a referral: the form as it came, and what was put right or added since.

use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::referral::ReferralForm;
use crate::domain::referral::complete::Given;
use crate::domain::refusal::Refusal;
use crate::domain::rows::assessment::Assessment;
use crate::domain::rows::case::{Case, Child, Party, PartyRole, Referral};
use crate::domain::rows::person::{Contact, ContactKind, Person};

/// What is given of a case and its newest referral.
///
/// # Errors
/// When the record cannot be read.
pub fn given(changes: &Changes<'_>, case: Id<Case>, referral: Option<&Referral>) -> Result<Given, Refusal> {
    let mut given = Given::default();
    if let Some(referral) = referral {
        let form =
            referral.form.as_ref().and_then(|form| serde_json::from_str::<ReferralForm>(form.reveal()).ok());
        given = form.as_ref().map(Given::on_form).unwrap_or_default();
        given.referrer |= !referral.agency.trim().is_empty();
        given.reason |= !referral.reason.is_empty();
        given.consent |= referral.consent.as_ref().is_some_and(|consent| !consent.trim().is_empty());
        given.children |= referral.children.is_some();
        let ticks = &referral.criteria.0;
        given.criteria |= ticks.visible_high_risk.is_some()
            || ticks.professional_judgement.is_some()
            || ticks.potential_escalation.is_some()
            || ticks.repeat.is_some();
    }
    for party in changes.find::<Party>("case", &case)? {
        let Some(person) = changes.look::<Person>(party.person)? else { continue };
        let named = !person.forename.is_empty() || !person.surname.is_empty();
        if party.role == PartyRole::Perpetrator {
            given.perpetrator_name |= named;
            given.perpetrator_born |= person.born.is_some();
            given.relationship |= party.relationship.is_some_and(|words| !words.trim().is_empty());
            continue;
        }
        given.victim_name |= named;
        given.victim_born |= person.born.is_some();
        given.diversity |= person.ethnicity.is_some() && person.disability.is_some() && person.lgbt.is_some();
        for contact in changes.find::<Contact>("person", &person.id)? {
            match contact.kind {
                ContactKind::Address => given.victim_address = true,
                _ => given.safe_contact |= contact.safe.is_some(),
            }
        }
    }
    given.children |= !changes.find::<Child>("case", &case)?.is_empty();
    given.risk |= !changes.find::<Assessment>("case", &case)?.is_empty();
    Ok(given)
}
