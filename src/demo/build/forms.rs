//! Written content as the forms a referrer or analyst would send.

use crate::demo::cases::{DemoCase, EventKind};
use crate::demo::matac::{DemoIncident, DemoSubject};
use crate::demo::people::{Gender, Person};
use crate::domain::nomination::{IncidentForm, SubjectForm};
use crate::domain::people::{Gender as SketchGender, PersonSketch};
use crate::domain::private::Private;
use crate::domain::referral::{Children, Criteria, ReferralForm, RiskClaim};
use crate::domain::rows::case::HappeningKind;
use crate::domain::tools::rfgv::Role;

/// Agencies whose form asks whether it is a repeat.
const ASK_REPEAT: [&str; 4] = ["police", "idva", "housing", "probation"];

/// A written person as a form gives one.
pub fn sketch(person: &Person) -> PersonSketch {
    PersonSketch {
        other_births: Vec::new(),
        forename: person.first.clone(),
        surname: person.last.clone(),
        aliases: person.known_as.iter().cloned().collect(),
        born: Some(person.born),
        gender: Some(match person.gender {
            Gender::Female => SketchGender::Female,
            Gender::Male => SketchGender::Male,
        }),
        phones: person.phone.iter().cloned().collect(),
        addresses: vec![person.address.clone()],
        emails: Vec::new(),
    }
}

/// A case of today as it came in. A form has one relationship: with several perpetrators it lists them.
pub fn referral(case: &DemoCase) -> ReferralForm {
    let met = &case.criteria;
    let asked = ASK_REPEAT.contains(&case.referrer.as_str());
    let earlier = case.previous.iter().filter(|previous| !previous.other_perpetrator);
    let relations: Vec<&str> = case.perpetrator.iter().map(|one| one.relation.words()).collect();
    ReferralForm {
        received: Some(case.received),
        agency: case.referrer.clone(),
        victim: sketch(&case.victim),
        perpetrators: case.perpetrator.iter().map(|one| sketch(&one.person)).collect(),
        relationship: relations.join(", "),
        children: Children { count: u32::try_from(case.child.len()).ok(), ..Children::default() },
        risk: RiskClaim {
            dash: None,
            grade: case.dara.as_ref().map(|dara| dara.grade.clone()).unwrap_or_default(),
        },
        call_outs: case.call_outs,
        criteria: Criteria {
            visible_high_risk: Some(met.visible_high_risk.is_some()),
            professional_judgement: Some(met.professional_judgement.is_some()),
            potential_escalation: Some(met.potential_escalation.is_some()),
            repeat: asked.then_some(met.repeat.is_some()),
        },
        last_referred: earlier.map(|previous| previous.referred).max().filter(|_| asked),
        ethnicity: case.victim.ethnicity.clone().unwrap_or_default(),
        disability: case.victim.disability,
        lgbt: case.victim.lgbt,
        consent: case.without_consent.as_ref().map_or_else(
            || "yes".to_owned(),
            |why| format!("{}: {}", if case.aware { "no" } else { "not asked" }, why.reveal()),
        ),
        safe_to_call: case.victim.safe_contact.clone().unwrap_or_default(),
        reason: case.reason.reveal().trim().into(),
        ..ReferralForm::default()
    }
}

/// Why the criteria are met, in one text for the assessment.
pub fn rationale(case: &DemoCase) -> String {
    let met = &case.criteria;
    let reasons =
        [&met.visible_high_risk, &met.professional_judgement, &met.potential_escalation, &met.repeat];
    reasons.into_iter().flatten().map(Private::reveal).collect::<Vec<_>>().join(" ")
}

/// What kind of date the record knows it by; nothing for one that no action can hang on.
pub const fn happening(kind: EventKind) -> Option<HappeningKind> {
    match kind {
        EventKind::Release => Some(HappeningKind::Release),
        EventKind::Court => Some(HappeningKind::Court),
        EventKind::BailEnds => Some(HappeningKind::Bail),
        EventKind::Birth => Some(HappeningKind::Birth),
        EventKind::Discharge => Some(HappeningKind::Move),
        EventKind::Other => None,
    }
}

/// A subject as nominated.
pub fn subject(subject: &DemoSubject) -> SubjectForm {
    let source = if subject.source == "police-list" { "Police list" } else { "Partner nomination" };
    SubjectForm {
        nominal: subject.nominal.clone(),
        person: sketch(&subject.person),
        source: source.to_owned(),
        nominated_by: subject.nominated_by.clone(),
        ..SubjectForm::default()
    }
}

/// A record behind a subject's score.
pub fn incident(nominal: &str, incident: &DemoIncident) -> IncidentForm {
    let role = match incident.role {
        Role::Suspect => "suspect",
        Role::Offender => "offender",
        Role::Charged => "charged",
        Role::Victim => "victim",
        Role::Witness => "witness",
    };
    IncidentForm {
        nominal: nominal.to_owned(),
        on: Some(incident.on),
        offence: incident.offence.clone(),
        victim_ref: incident.victim.clone(),
        role: role.to_owned(),
        to_correct: Vec::new(),
    }
}
