//! Whether the sixteen cases hold together: people, relationships, pronouns, dates, criteria and counts agree.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::cases::{DemoCase, DemoCases, Outcome};
use super::people::{Gender, Person, Relation};
use crate::domain::tools::{Faults, Tool};

/// Telephone numbers kept for drama begin so; two digits free, then a hundred each.
const DRAMA_NUMBERS: &str = "07700 900";
/// A postcode no letter reaches.
const NO_POSTCODE: &str = "ZZ99 3VZ";

impl Tool for DemoCases {
    const KIND: &'static str = "demonstration cases";

    fn name(&self) -> &str {
        &self.name
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn check(&self, faults: &mut Faults) {
        faults.keys("case", self.case.iter().map(|case| case.key.as_str()));
        let mut victims = BTreeSet::new();
        for (before, case) in std::iter::once(None).chain(self.case.iter().map(Some)).zip(&self.case) {
            let part = format!("case `{}`", case.key);
            let rising =
                before.is_none_or(|before| before.number < case.number && before.received <= case.received);
            faults.require(rising, &part, "numbers and dates received must rise from case to case");
            faults.require(case.received <= self.cut_off, &part, "was received after the cut-off");
            faults.require(victims.insert(case.victim.full_name()), &part, "has a victim of another case");
            for key in &case.linked {
                let back =
                    self.case.iter().any(|other| other.key == *key && other.linked.contains(&case.key));
                faults.require(back, &part, format!("link to `{key}` is not returned"));
            }
            people(&part, case, self.meeting, faults);
            criteria(&part, case, faults);
            dates(&part, case, self.meeting, faults);
            pronouns(&part, case, faults);
        }
    }
}

/// Telephone and address can reach nobody.
pub(super) fn reachable(part: &str, person: &Person, faults: &mut Faults) {
    let phone = person.phone.as_ref().is_none_or(|phone| {
        phone
            .reveal()
            .strip_prefix(DRAMA_NUMBERS)
            .is_some_and(|rest| rest.len() == 3 && rest.chars().all(|c| c.is_ascii_digit()))
    });
    faults.require(phone, part, "telephone is not one of 07700 900000 to 900999");
    let address = person.address.reveal();
    let nowhere = address.ends_with(NO_POSTCODE) || !address.contains(|c: char| c.is_ascii_digit());
    faults.require(nowhere, part, "an address with a number must end with ZZ99 3VZ");
}

fn people(part: &str, case: &DemoCase, on: Date, faults: &mut Faults) {
    reachable(part, &case.victim, faults);
    faults.require(case.victim.age(on) >= 16, part, "the victim is under 16");
    faults.require(case.victim.safe_contact.is_some(), part, "no safe contact");
    faults.require(!case.perpetrator.is_empty(), part, "no perpetrator");
    for perpetrator in &case.perpetrator {
        let person = &perpetrator.person;
        reachable(part, person, faults);
        let said = perpetrator.relation.gender();
        let agrees = said.is_none_or(|gender| gender == person.gender);
        faults.require(agrees, part, format!("a {} of the other gender", perpetrator.relation.words()));
        let older = person.age(on) - case.victim.age(on);
        let ages = perpetrator.relation.older_by().is_none_or(|least| older >= least)
            && perpetrator.relation.younger_by().is_none_or(|least| -older >= least);
        faults.require(ages, part, format!("ages do not fit a {}", perpetrator.relation.words()));
    }
    for child in &case.child {
        let one = child.born.is_some() != child.due.is_some();
        faults.require(one, part, "a child needs a birth date or a due date, not both");
        let coming = child.due.is_none_or(|due| due > on);
        faults.require(coming, part, "an unborn child was due before the meeting");
        let under_18 = child.born.is_none_or(|born| super::people::age(born, on) < 18);
        faults.require(under_18, part, "a child of 18 or over");
    }
}

fn criteria(part: &str, case: &DemoCase, faults: &mut Faults) {
    let met = &case.criteria;
    let any = [&met.visible_high_risk, &met.professional_judgement, &met.potential_escalation, &met.repeat];
    faults.require(any.iter().any(|criterion| criterion.is_some()), part, "no criterion is met");
    let window = case.received.saturating_sub(jiff::ToSpan::months(12));
    let repeat =
        case.previous.iter().any(|previous| previous.referred >= window && !previous.other_perpetrator);
    faults.require(repeat == met.repeat.is_some(), part, "repeat does not agree with the earlier referrals");
    let escalation = case.call_outs.is_some_and(|number| number >= 3);
    faults.require(
        escalation == met.potential_escalation.is_some(),
        part,
        "escalation does not agree with call-outs",
    );
    let yes = case.dash.as_ref().map_or(0, |dash| dash.yes.len());
    let graded = case.dara.as_ref().is_some_and(|dara| dara.grade == "high");
    let high = yes >= 14 || graded;
    faults.require(
        high == met.visible_high_risk.is_some(),
        part,
        "visible high risk does not agree with the count",
    );
    faults.require(
        case.consent || case.without_consent.is_some(),
        part,
        "no reason for sharing without consent",
    );
    faults.require(
        (3..=6).contains(&case.information.len()),
        part,
        "needs information from three to six agencies",
    );
}

fn dates(part: &str, case: &DemoCase, meeting: Date, faults: &mut Faults) {
    for information in &case.information {
        faults.require(information.on <= meeting, part, "information dated after the meeting");
    }
    let seen = case.dash.as_ref().is_none_or(|dash| dash.on <= case.received);
    faults.require(seen, part, "the Dash is dated after the referral");
    for previous in &case.previous {
        let order = previous.referred < previous.heard && previous.heard < case.received;
        faults.require(
            order,
            part,
            "an earlier referral must come before its hearing, and that before this one",
        );
        let told =
            previous.information.iter().all(|one| one.on >= previous.referred && one.on <= previous.heard);
        faults.require(told, part, "earlier information dated outside referral and hearing");
        let named = previous.other_perpetrator == previous.perpetrator.is_some();
        faults.require(named, part, "another perpetrator must be named, and only then");
        for action in &previous.action {
            faults.require(
                action.due >= previous.heard,
                part,
                "an earlier action was due before it was taken",
            );
            let told = action.outcome == Outcome::Open || action.reported.is_some();
            faults.require(told, part, "an outcome without the date it was reported");
            let reasoned = action.outcome == Outcome::Completed || action.note.is_some();
            faults.require(reasoned, part, "an earlier action that was not completed needs a reason");
        }
    }
    for upcoming in &case.upcoming {
        faults.require(upcoming.on >= meeting, part, "an upcoming date has passed");
    }
}

/// What can be told from the words alone: views begin with the victim, and a couple of one gender without children
/// has no pronoun of the other.
fn pronouns(part: &str, case: &DemoCase, faults: &mut Faults) {
    let gender = case.victim.gender;
    let first = words(case.views.text.reveal()).find_map(|word| pronoun(&word));
    let agrees = first.is_none_or(|said| said == gender);
    faults.require(agrees, part, "the first pronoun in the victim's views is not the victim's");
    let alike = case.perpetrator.iter().all(|other| other.person.gender == gender);
    let only_they = case.child.is_empty() && alike;
    let texts = [&case.reason, &case.views.text, &case.risks.victim];
    for text in texts.into_iter().filter(|_| only_they) {
        let other = words(text.reveal()).filter_map(|word| pronoun(&word)).any(|said| said != gender);
        faults.require(!other, part, "a pronoun of a gender nobody in the case has");
    }
    for perpetrator in &case.perpetrator {
        let related = stated(case.reason.reveal(), gender);
        let fits = related.is_none_or(|word| case_has(case, &word) || word == perpetrator.relation.words());
        faults.require(fits, part, "the reason states another relationship than the case");
    }
}

/// The relationship the reason states first, as in "her husband": a word of the list after the victim's pronoun.
fn stated(reason: &str, victim: Gender) -> Option<String> {
    let all: Vec<String> = words(reason).collect();
    let pairs = all.iter().zip(all.iter().skip(1));
    pairs
        .filter(|(before, _)| before.as_str() == victim.their())
        .map(|(_, word)| word.clone())
        .find(|word| RELATIONS.iter().any(|relation| relation.words() == word))
}

fn case_has(case: &DemoCase, word: &str) -> bool {
    case.perpetrator.iter().any(|perpetrator| perpetrator.relation.words() == word)
}

/// Relationships a reason may state of the perpetrator. Not "son" and "daughter": those may be children.
const RELATIONS: [Relation; 8] = [
    Relation::Husband,
    Relation::Wife,
    Relation::Partner,
    Relation::ExPartner,
    Relation::ExHusband,
    Relation::ExWife,
    Relation::FatherInLaw,
    Relation::MotherInLaw,
];

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '-').map(str::to_lowercase)
}

fn pronoun(word: &str) -> Option<Gender> {
    match word {
        "she" | "her" | "hers" | "herself" => Some(Gender::Female),
        "he" | "him" | "his" | "himself" => Some(Gender::Male),
        _ => None,
    }
}
