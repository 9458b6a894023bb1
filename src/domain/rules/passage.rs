//! Between forums: a couple referred, from scratch or out of another forum's case; stepping up to a forum for a higher
//! risk, which refers or nominates there; stepping down with the reason.
//!
//! A step is one change: the referral there and the leaving here stand or fall together.

use super::asked::{judged, known_agency, open, past};
use super::eligible::{self, Answered};
use super::known::sketch;
use super::{Context, Decision, about, referral, said, subject};
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::nomination::SubjectForm;
use crate::domain::people::PersonSketch;
use crate::domain::private::Private;
use crate::domain::referral::{Criteria as Grounds, ReferralForm};
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{Door, Judge, Pass, ReferCouple, TakeReferral, TakeSubject};
use crate::domain::rows::action::Action;
use crate::domain::rows::case::{Case, CaseState, Criteria, Party, PartyRole, Referral, ReferralStanding};
use crate::domain::rows::couple::{Direction, Passage};
use crate::domain::tools::forum::CaseKind;
use crate::domain::value::Json;

/// Takes a couple in. What speaks against it is said and does not stand in the way.
pub fn refer(cx: &mut Context<'_>, asked: ReferCouple) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    let forum = match &asked.forum {
        Some(name) => area.forum(name)?,
        None => area.forum_of(CaseKind::Couple)?,
    };
    if forum.case_kind != CaseKind::Couple {
        return Err(Refusal::rule(format!(
            "a case of {} is a {} and no couple",
            forum.code,
            forum.case_kind.word()
        )));
    }
    said(&asked.reason, "the reason for the referral")?;
    let received = asked.received.unwrap_or(cx.today());
    past(cx, received)?;
    let mut changes = cx.changes();
    let people = people(&changes, &asked)?;
    let mut case = referral::new_case(cx, &changes, &forum.key, received)?;
    case.linked = asked.from;
    changes.store(&case);
    for (role, person, relationship) in people {
        let person = referral::new_person(cx, &mut changes, &person)?;
        changes.store(&Party { id: cx.id(), case: case.id, person, role, relationship });
    }
    let agency = area.agencies.named(&asked.agency).map_or(asked.agency, |agency| agency.key.clone());
    for (key, reason) in asked.criteria {
        let answer = Judge {
            case: case.id,
            key,
            met: true,
            figure: None,
            reason,
            agency: area.agencies.get(&agency).map(|agency| agency.key.clone()),
            on: received,
        };
        let row = judged(cx, &case, forum, answer)?;
        changes.store(&row);
    }
    let against = against(&eligible::answers(&changes, area, &case, cx.today())?);
    changes.store(&Referral {
        id: cx.id(),
        basis: Some(against.join("; ").into()).filter(|basis: &Private| !basis.is_empty()),
        ..blank_referral(&case, agency, received, asked.reason)
    });
    let mut reply = Reply::said(format!("{} taken in at {}", case.reference, forum.code))
        .naming(&case.reference, case.id.uuid());
    reply.warnings = against;
    Decision::of(changes, EntryKind::ReferralTaken, about(&case), None, reply)
}

/// A referral without anything but who, when and why.
fn blank_referral(case: &Case, agency: String, received: jiff::civil::Date, reason: Private) -> Referral {
    Referral {
        id: Id::new(uuid::Uuid::nil()),
        case: case.id,
        source: None,
        sharing: None,
        agency,
        received,
        criteria: Json(Criteria::default()),
        reason,
        consent: None,
        heard: false,
        meeting: None,
        standing: ReferralStanding::New,
        repeat_of: None,
        basis: None,
        children: None,
        form: None,
    }
}

type InCase = (PartyRole, PersonSketch, Option<String>);

/// Both people: of the case they come from, or as given.
fn people(changes: &Changes<'_>, asked: &ReferCouple) -> Result<Vec<InCase>, Refusal> {
    let mut people = Vec::new();
    if let Some(from) = asked.from {
        for party in changes.find::<Party>("case", &from)? {
            people.extend(
                sketch(changes, party.person)?.map(|person| (party.role, person, party.relationship)),
            );
        }
    }
    let relationship = Some(asked.relationship.trim().to_owned()).filter(|words| !words.is_empty());
    let given = [
        (PartyRole::Victim, asked.victim.clone(), None),
        (PartyRole::Perpetrator, asked.perpetrator.clone(), relationship),
    ];
    for (role, person, relationship) in given {
        if person.named() && !people.iter().any(|(known, ..): &InCase| *known == role) {
            people.push((role, person, relationship));
        }
    }
    for (role, what) in
        [(PartyRole::Victim, "the person harmed"), (PartyRole::Perpetrator, "the person causing harm")]
    {
        let of = people.iter().filter(|(known, ..)| *known == role).count();
        match of {
            1 => {}
            0 => return Err(Refusal::rule(format!("{what} is not named: both are needed, each by a name"))),
            _ => return Err(Refusal::rule(format!("{what}: a couple has one, this case has {of}"))),
        }
    }
    Ok(people)
}

/// What speaks against a case in its forum, and what is not known, in words.
fn against(answers: &[Answered]) -> Vec<String> {
    let open = answers.iter().filter(|answer| answer.holds != Some(true));
    open.map(|answer| match answer.holds {
        Some(_) => format!("not met: {} ({})", answer.label, answer.why),
        None => format!("not known: {} ({})", answer.label, answer.why),
    })
    .collect()
}

/// Leaves the forum for another, or for less.
pub fn pass(cx: &mut Context<'_>, asked: &Pass) -> Result<Decision, Refusal> {
    let changes = cx.changes();
    let (case, _) = open(cx, &changes, asked.case)?;
    said(&asked.reason, "the reason")?;
    past(cx, asked.on)?;
    known_agency(cx, asked.agency.as_deref())?;
    match asked.direction {
        Direction::Up => up(cx, changes, case, asked),
        Direction::Down => {
            let to = asked.to.clone().filter(|to| !to.trim().is_empty());
            let what = format!("{} stepped down", case.reference);
            let decision = leave(cx, changes, case, asked, to, None, what)?;
            Ok(decision)
        }
    }
}

fn up(cx: &mut Context<'_>, changes: Changes<'_>, case: Case, asked: &Pass) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    let to = asked.to.as_deref().ok_or_else(|| Refusal::rule("say which forum it is stepped up to"))?;
    let forum = area.forum(to)?;
    if forum.key == case.forum {
        return Err(Refusal::rule(format!("{} is at {} already", case.reference, forum.code)));
    }
    let first =
        changes.find::<Referral>("case", &case.id)?.into_iter().max_by_key(|row| (row.received, row.id));
    let agency = asked.agency.clone().or(first.map(|row| row.agency)).unwrap_or_default();
    let taken = match forum.case_kind {
        CaseKind::Victim => {
            let form = referral_form(&changes, &case, asked, agency)?;
            let asked = TakeReferral { forum: forum.key.clone(), row: 1, heard: false, number: None, form };
            referral::take(cx, &asked)?
        }
        CaseKind::Subject => {
            let form = SubjectForm {
                person: of_role(&changes, &case, PartyRole::Perpetrator)?.unwrap_or_default(),
                source: format!("stepped up, {}", case.reference),
                nominated_by: agency,
                ..SubjectForm::default()
            };
            subject::take(cx, TakeSubject { forum: forum.key.clone(), door: Door::Nomination, form })?
        }
        CaseKind::Couple | CaseKind::Plan => {
            return Err(Refusal::rule(format!("{} is no forum for a higher risk", forum.code)));
        }
    };
    let other = taken.reply.ids.first().copied().map(Id::new);
    let reference = taken.reply.references.first().cloned().unwrap_or_default();
    let what = format!("{} stepped up to {}: {reference}", case.reference, forum.code);
    let key = Some(forum.key.clone());
    let mut left = leave(cx, changes, case, asked, key, other, what)?;
    let mut entries = taken.entries;
    entries.append(&mut left.entries);
    let mut reply = left.reply.naming(reference, other.map_or_else(uuid::Uuid::nil, Id::uuid));
    reply.warnings.splice(0..0, taken.reply.warnings);
    reply.conclusions = taken.reply.conclusions;
    Ok(Decision { entries, reply })
}

fn of_role(changes: &Changes<'_>, case: &Case, role: PartyRole) -> Result<Option<PersonSketch>, Refusal> {
    let parties = changes.find::<Party>("case", &case.id)?;
    let Some(party) = parties.into_iter().find(|party| party.role == role) else { return Ok(None) };
    sketch(changes, party.person)
}

/// The couple as a referral to a forum about victims. A step up is a professional's judgement and is ticked as one.
fn referral_form(
    changes: &Changes<'_>,
    case: &Case,
    asked: &Pass,
    agency: String,
) -> Result<ReferralForm, Refusal> {
    let parties = changes.find::<Party>("case", &case.id)?;
    let relationship = parties.into_iter().find(|party| party.role == PartyRole::Perpetrator);
    Ok(ReferralForm {
        source: case.reference.clone(),
        received: Some(asked.on),
        agency,
        victim: of_role(changes, case, PartyRole::Victim)?.unwrap_or_default(),
        perpetrators: of_role(changes, case, PartyRole::Perpetrator)?.into_iter().collect(),
        relationship: relationship.and_then(|party| party.relationship).unwrap_or_default(),
        criteria: Grounds { professional_judgement: Some(true), ..Grounds::default() },
        reason: asked.reason.clone(),
        ..ReferralForm::default()
    })
}

/// The case leaves its forum; live actions stay with their agencies and are said.
fn leave(
    cx: &mut Context<'_>,
    mut changes: Changes<'_>,
    mut case: Case,
    asked: &Pass,
    to: Option<String>,
    other: Option<Id<Case>>,
    what: String,
) -> Result<Decision, Refusal> {
    let actions = changes.find::<Action>("case", &case.id)?;
    let live: Vec<&str> = actions
        .iter()
        .filter(|action| action.state.is_live())
        .map(|action| action.reference.as_str())
        .collect();
    let mut reply = Reply::said(what).naming(&case.reference, case.id.uuid());
    if !live.is_empty() {
        reply.warnings.push(format!("still open: {}", live.join(", ")));
    }
    changes.store(&Passage {
        id: cx.id(),
        case: case.id,
        direction: asked.direction,
        to,
        other,
        reason: asked.reason.clone(),
        on: asked.on,
    });
    case.state = CaseState::Closed;
    case.linked = other.or(case.linked);
    changes.store(&case);
    Decision::of(changes, EntryKind::CaseChanged, about(&case), None, reply)
}
