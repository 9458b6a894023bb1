//! What a case would be by today's record, beside what was stored when its referral was accepted.
//!
//! People found to be one since, or parted since, change who has been referred with whom. What was accepted stays as it
//! was; the difference is said, with the referral it turns on.

use std::collections::BTreeSet;

use super::known::{one_person, referrals_of, sketch};
use super::referral::repeat_settings;
use crate::domain::area::AreaData;
use crate::domain::calendar::show_day_year;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::people::{Likeness, compare};
use crate::domain::referral::{KnownReferral, Standing};
use crate::domain::refusal::Refusal;
use crate::domain::rows::case::{Case, Party, PartyRole, Referral, ReferralStanding};
use crate::domain::rows::person::Person;

/// "by today's record this would be a repeat of 7 July 2026 (LAN-26-0103)"; nothing while it stands as it was accepted.
/// Only the newest referral is looked at, and only one whose case is certain.
///
/// # Errors
/// When the record cannot be read.
pub fn by_now(changes: &Changes<'_>, area: &AreaData, case: &Case) -> Result<Option<String>, Refusal> {
    let referrals = changes.find::<Referral>("case", &case.id)?.into_iter();
    let certain = |referral: &Referral| {
        !matches!(referral.standing, ReferralStanding::Duplicate | ReferralStanding::PossibleSame)
    };
    let newest = referrals.filter(certain).max_by_key(|referral| (referral.received, referral.id));
    let Some(referral) = newest else { return Ok(None) };
    let settings = repeat_settings(area, referral.received);
    let earlier = earlier(changes, case, &referral)?;
    let last = earlier.into_iter().max_by_key(|known| (settings.anchor_of(known), known.id));
    let repeat = last.filter(|known| settings.within(settings.anchor_of(known), referral.received));
    let stored = referral.repeat_of.filter(|_| referral.standing == ReferralStanding::Repeat);
    let day = show_day_year;
    Ok(match (stored, repeat) {
        (None, Some(of)) if referral.standing != ReferralStanding::Repeat => Some(format!(
            "by today's record this would be a repeat of {} ({}); accepted as {}",
            day(of.received),
            of.reference,
            referral.standing
        )),
        (Some(stored), Some(of)) if stored != of.received => Some(format!(
            "by today's record this would be a repeat of {} ({}); accepted as a repeat of {}",
            day(of.received),
            of.reference,
            day(stored)
        )),
        (Some(stored), None) => Some(format!(
            "by today's record this would be no repeat; accepted as a repeat of {}",
            day(stored)
        )),
        _ => None,
    })
}

/// Referrals heard before this one came in, of the same victim with a perpetrator in common.
fn earlier(changes: &Changes<'_>, case: &Case, referral: &Referral) -> Result<Vec<KnownReferral>, Refusal> {
    let parties = changes.find::<Party>("case", &case.id)?;
    let victim = parties.iter().find(|party| party.role == PartyRole::Victim);
    let Some(victim) = victim else { return Ok(Vec::new()) };
    let victims = one_person(changes, victim.person)?;
    let accused = parties.iter().filter(|party| party.role == PartyRole::Perpetrator);
    let accused: Vec<Id<Person>> = accused.map(|party| party.person).collect();
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for known in referrals_of(changes, victim.person, Some(&case.forum))? {
        let before = (known.received, known.id) < (referral.received, referral.id.uuid())
            && known.standing == Standing::Heard
            && known.joins
            // One that still waited when this came in was no repeat then, and is none now.
            && known.meeting.is_none_or(|heard| heard <= referral.received);
        let theirs: Vec<Id<Person>> = known.perpetrators.iter().map(|id| Id::new(*id)).collect();
        if before
            && victims.iter().any(|row| row.uuid() == known.victim)
            && (known.case == case.id.uuid() || in_common(changes, &accused, &theirs)?)
            && seen.insert(known.id)
        {
            found.push(known);
        }
    }
    Ok(found)
}

/// Whether a perpetrator is in common: the same person, or by name as likely as the repeat rule asks.
fn in_common(changes: &Changes<'_>, ours: &[Id<Person>], theirs: &[Id<Person>]) -> Result<bool, Refusal> {
    for our in ours {
        let group = one_person(changes, *our)?;
        if theirs.iter().any(|their| group.contains(their)) {
            return Ok(true);
        }
        for their in theirs {
            let (Some(one), Some(other)) = (sketch(changes, *our)?, sketch(changes, *their)?) else {
                continue;
            };
            let found = compare(&one, &other);
            let apart = || -> Result<bool, Refusal> {
                super::judged::told_apart(changes, &group, &one_person(changes, *their)?)
            };
            if found.likeness != Likeness::Different && found.names_agree && !apart()? {
                return Ok(true);
            }
        }
    }
    Ok(false)
}
