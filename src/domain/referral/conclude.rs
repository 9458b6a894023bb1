//! What a referral is, beside what is known: new, more of a case that waits, a repeat, related, the other side.
//!
//! One referral at a time, in the order of the file: what was concluded of a row takes in the rows before it once
//! they are known.

use jiff::civil::Date;

use super::ReferralForm;
use super::conclusion::{Conclusions, Earlier, Finding};
use super::field::Field;
use super::known::{Known, Standing};
use super::links::{Candidate, Link, candidates, links};
use super::opposing::{conclude_elsewhere, conclude_opposing};
use super::questions::conclude_form;
use super::repeat::{Settings, conclude_repeat, uk};
use crate::domain::people::Likeness;

/// Concludes from one referral. `row` is its row in the file (1 for a form by itself); `today` stands in for a day
/// of referral that is missing.
pub fn conclude(
    row: u32,
    form: &ReferralForm,
    known: &dyn Known,
    settings: Settings,
    today: Date,
) -> Conclusions {
    let on = form.received.unwrap_or(today);
    let victims = candidates(&form.victim, known);
    let perpetrators: Vec<Candidate> =
        form.perpetrators.iter().flat_map(|perpetrator| candidates(perpetrator, known)).collect();
    let (same_way, swapped) = links(form, &victims, known);
    let mut into = Conclusions::new(row);
    conclude_waiting(&same_way, &mut into);
    conclude_repeat(form, &same_way, on, settings, &mut into);
    conclude_related(form, &same_way, &mut into);
    conclude_swapped(&swapped, &mut into);
    conclude_same_person(&same_way, &mut into);
    conclude_new(&mut into);
    conclude_elsewhere(&victims, &perpetrators, &swapped, known, &mut into);
    conclude_opposing(form, &victims, &perpetrators, known, &mut into);
    conclude_form(form, on, &mut into);
    into
}

fn conclude_new(into: &mut Conclusions) {
    let known_case = |finding: &Finding| {
        matches!(finding, Finding::Repeat(_) | Finding::PossibleRepeat(_)) || finding.sets_aside()
    };
    if into.findings().any(known_case) {
        return;
    }
    let before =
        |finding: &Finding| matches!(finding, Finding::ReferredBefore(_) | Finding::RepeatTickedTooOld(_));
    let reason = if into.findings().any(before) {
        "known before, but no repeat"
    } else {
        "no earlier referral of this victim with this perpetrator is known"
    };
    into.add(Field::VictimName, Finding::New, reason);
}

/// Another referral of this case that has not been heard yet will be heard together with this one, whatever meeting
/// it is listed for: a second referral does not make a second item. One that was heard is the repeat rule's affair.
fn conclude_waiting(links: &[Link], into: &mut Conclusions) {
    let waiting = links.iter().filter(|link| link.waiting() && link.in_common());
    let Some(link) = waiting.min_by_key(|link| link.victim.likeness) else { return };
    let of = Earlier::from(&link.referral);
    let cited = format!("{} of {}", link.referral.reference, uk(link.referral.received));
    if link.victim.likeness == Likeness::Same {
        let reason = format!("{cited} has the same parties and is not heard yet; {}", link.why());
        into.add(Field::VictimName, Finding::Duplicate(of), reason);
    } else {
        let reason = format!("{cited} is not heard yet and may have the same parties; {}", link.why());
        into.add(Field::VictimName, Finding::PossibleDuplicate(of), reason);
    }
}

/// Same victim, and the perpetrators differ or one is unknown.
fn conclude_related(form: &ReferralForm, links: &[Link], into: &mut Conclusions) {
    let same_victim = |link: &&Link| link.victim.likeness == Likeness::Same && !link.in_common();
    let (unnamed, others): (Vec<&Link>, Vec<&Link>) =
        links.iter().filter(same_victim).partition(|link| link.perpetrator.is_none());
    if let Some(link) = unnamed.iter().find(|link| link.referral.standing != Standing::NotHeard) {
        let whose = if form.perpetrator_unknown() { "here" } else { "there" };
        let reason = format!(
            "{} of {} has the same victim ({}); the perpetrator is not named {whose}",
            link.referral.reference,
            uk(link.referral.received),
            link.victim.why()
        );
        into.add(Field::PerpetratorName, Finding::PossibleSameCase((&link.referral).into()), reason);
    }
    for link in others {
        let reason = format!(
            "{} of {} has the same victim ({}) and another perpetrator",
            link.referral.reference,
            uk(link.referral.received),
            link.victim.why()
        );
        into.add(Field::PerpetratorName, Finding::Related((&link.referral).into()), reason);
    }
}

fn conclude_swapped(swapped: &[Link], into: &mut Conclusions) {
    let Some(link) = swapped.first() else { return };
    let more = match swapped.len() - 1 {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    let reason = format!(
        "{} of {}{more} names the victim here as perpetrator and the perpetrator here as victim",
        link.referral.reference,
        uk(link.referral.received)
    );
    into.add(Field::VictimName, Finding::RolesSwapped((&link.referral).into()), reason);
}

/// Asked only when a contact detail agrees: a forename and a birthday alone meet by chance in a large record.
fn conclude_same_person(links: &[Link], into: &mut Conclusions) {
    let asked = |link: &&Link| {
        link.victim.likeness == Likeness::Possible && !link.in_common() && !link.victim.shared.is_empty()
    };
    for link in links.iter().filter(asked) {
        let reason = format!(
            "the victim of {} ({}) may be the same person; {}",
            link.referral.reference,
            uk(link.referral.received),
            link.why()
        );
        into.add(Field::VictimName, Finding::PossibleSamePerson((&link.referral).into()), reason);
    }
}
