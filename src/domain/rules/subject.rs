//! MATAC subjects: two doors in, the ranked police list and nominations checked against it, and incidents.

use jiff::civil::Date;

use super::{Context, Decision, about, known, profile, referral, stage};
use crate::domain::calendar::{add_months, show_numeric};
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::nomination::SubjectForm;
use crate::domain::people::PersonSketch;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{Door, TakeIncident, TakeSubject};
use crate::domain::rows::case::{Case, Finding, FindingKind, Party, PartyRole, ToCorrect};
use crate::domain::rows::person::Person;
use crate::domain::rows::subject::{Assertion, Incident, Nomination, Ranked, ScoreMoment, Scored, Stage};
use crate::domain::tools::forum::{CaseKind, Forum};
use crate::domain::value::Json;

/// Takes in one subject by either door. Whoever is a subject already, by reference or surely by name and date of
/// birth, gets no second case: what is new of them is added.
pub fn take(cx: &mut Context<'_>, asked: TakeSubject) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    let forum = match asked.forum.as_str() {
        "" => area.forum_of(CaseKind::Subject)?,
        name => area.forum(name)?,
    };
    let changes = cx.changes();
    let mut form = asked.form;
    form.nominated_by =
        area.agencies.named(&form.nominated_by).map_or(form.nominated_by, |agency| agency.key.clone());
    grounds_known(forum, &form)?;
    let known = match nominated_to(&changes, &form.nominal, &forum.key)? {
        Some(case) => Some(case),
        None => subject_of(&changes, &forum.key, &form.person)?,
    };
    match known {
        Some(case) => again(cx, changes, case, asked.door, form),
        None if form.person.named() => new(cx, changes, &forum.key, &asked.door, form),
        None => Err(Refusal::rule(
            "the row names nobody; a reference alone is enough only for somebody in the record",
        )),
    }
}

/// The case of a nominal reference at a forum: the same person at another forum is another case.
fn nominated_to(changes: &Changes<'_>, nominal: &str, forum: &str) -> Result<Option<Case>, Refusal> {
    if nominal.is_empty() {
        return Ok(None);
    }
    for nomination in changes.find::<Nomination>("nominal", &nominal.to_owned())? {
        let case: Case = changes.get(nomination.case)?;
        if case.forum == forum {
            return Ok(Some(case));
        }
    }
    Ok(None)
}

/// Each ground must be one of the forum's criteria.
fn grounds_known(forum: &Forum, form: &SubjectForm) -> Result<(), Refusal> {
    let known = |key: &str| forum.criterion.iter().any(|criterion| criterion.key == key);
    let Some(ground) = form.grounds.iter().find(|ground| !known(&ground.key)) else { return Ok(()) };
    let keys: Vec<&str> = forum.criterion.iter().map(|criterion| criterion.key.as_str()).collect();
    let (code, keys) = (&forum.code, keys.join(", "));
    Err(Refusal::rule(format!("{code} has no criterion {}; it has {keys}", ground.key)))
}

/// A subject the record does not have.
fn new(
    cx: &mut Context<'_>,
    mut changes: Changes<'_>,
    forum: &str,
    door: &Door,
    form: SubjectForm,
) -> Result<Decision, Refusal> {
    let mut case = referral::new_case(cx, &changes, forum, cx.today())?;
    let (stage, reason) = match door {
        Door::Nomination => (Stage::Nominated, format!("nominated by {}", form.nominated_by)),
        Door::PoliceList(list) => {
            (Stage::Identified, format!("on the police list of {}", show_numeric(*list)))
        }
    };
    changes.store(&case);
    let maybe = maybe_known(&changes, forum, &form.person)?;
    let elsewhere = victim_elsewhere(&changes, &form.person)?;
    stage::begin(cx, &mut changes, &mut case, stage, &reason)?;
    let person = referral::new_person(cx, &mut changes, &form.person)?;
    let role = PartyRole::Perpetrator;
    changes.store(&Party { id: cx.id(), case: case.id, person, role, relationship: None });
    let findings = maybe
        .into_iter()
        .map(|(other, why)| {
            (FindingKind::PossiblePerson, other, format!("may be the subject of another case: {why}"))
        })
        .chain(elsewhere.into_iter().map(|other| {
            let words =
                "the subject here is a victim elsewhere: no letter or bundle without a look".to_owned();
            (FindingKind::OtherRole, other, words)
        }));
    for (kind, other, words) in findings {
        let (id, words) = (cx.id(), words.into());
        changes.store(&Finding { id, case: case.id, kind, words, other: Some(other), open: true });
    }
    let words = format!("{} taken in", case.reference);
    added(cx, changes, &case, door, form, Reply::said(words))
}

/// Somebody who is a subject already.
fn again(
    cx: &mut Context<'_>,
    mut changes: Changes<'_>,
    mut case: Case,
    door: Door,
    form: SubjectForm,
) -> Result<Decision, Refusal> {
    let reference = case.reference.clone();
    let standing = stage::standing(&changes, &case)?;
    let told = if form.nominal.is_empty() { "this person" } else { form.nominal.as_str() };
    let mut reply = Reply::said(format!("{told} is in the record already, as {reference}"));
    match door {
        Door::Nomination => {
            let held = changes.find::<Nomination>("case", &case.id)?;
            let same = |row: &Nomination| {
                row.agency == form.nominated_by
                    && row.source == form.source
                    && row.why.clone().unwrap_or_default() == form.why
            };
            if held.iter().any(same) && standing != Stage::Identified {
                return Ok(Decision { entries: Vec::new(), reply });
            }
            reply.words = format!("nomination added to {reference}, who is {standing}");
            if standing == Stage::Identified {
                put_forward(cx, &mut changes, &mut case, &form.nominated_by)?;
                reply.words = format!("{reference} was on the list and is nominated now");
            } else if !standing.row().ranked {
                reply
                    .warnings
                    .push(format!("{reference} is {standing}; move it to re-entered to take it up again"));
            }
        }
        Door::PoliceList(list) => {
            let held = changes.find::<Ranked>("case", &case.id)?.into_iter().find(|row| row.list == list);
            let same = |row: &Ranked| (Some(row.rank), row.total) == (form.rank, form.score);
            if held.as_ref().is_some_and(same) || form.rank.is_none() && held.is_some() {
                return Ok(Decision { entries: Vec::new(), reply });
            }
            reply.words = format!("{reference} kept on the list of {}", show_numeric(list));
        }
    }
    added(cx, changes, &case, &door, form, reply)
}

/// A subject known from the list is put forward.
fn put_forward(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    case: &mut Case,
    agency: &str,
) -> Result<(), Refusal> {
    stage::snapshot(cx, changes, case, ScoreMoment::Nomination)?;
    case.last_referred = cx.today();
    stage::begin(cx, changes, case, Stage::Nominated, &format!("nominated by {agency}"))
}

/// What a form adds to a subject's case, new or not.
fn added(
    cx: &mut Context<'_>,
    mut changes: Changes<'_>,
    case: &Case,
    door: &Door,
    form: SubjectForm,
    mut reply: Reply,
) -> Result<Decision, Refusal> {
    match door {
        Door::PoliceList(list) => on_the_list(cx, &mut changes, case, *list, &form)?,
        Door::Nomination => {
            let checked = checked(cx, &changes, case)?;
            reply.words = format!("{}; {checked}", reply.words);
            nominate(cx, &mut changes, case, &form, Some(checked));
        }
    }
    for (claim, basis) in form.claims {
        let (agency, on) = (form.nominated_by.clone(), cx.today());
        super::said(&basis, "the basis of what is asserted")?;
        changes.store(&Assertion { id: cx.id(), case: case.id, claim, definition: None, agency, on, basis });
    }
    if let Some(telling) = form.telling {
        reply.warnings.extend(profile::store_telling(cx, &mut changes, case, telling)?);
    }
    for problem in &form.to_correct {
        let label = problem.field.label();
        let waits = |row: &ToCorrect| row.open && row.field == label && row.typed == problem.typed;
        if !changes.find::<ToCorrect>("case", &case.id)?.iter().any(waits) {
            set_aside(cx, &mut changes, case, label, &problem.typed, &problem.what);
        }
    }
    let reply = reply.naming(&case.reference, case.id.uuid());
    Decision::of(changes, EntryKind::SubjectTaken, about(case), None, reply)
}

fn nominate(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    case: &Case,
    form: &SubjectForm,
    checked: Option<String>,
) {
    changes.store(&Nomination {
        id: cx.id(),
        case: case.id,
        nominal: Some(form.nominal.clone()).filter(|nominal| !nominal.is_empty()),
        source: or(&form.source, "police list", checked.is_none()),
        agency: or(&form.nominated_by, "police", checked.is_none()),
        on: cx.today(),
        grounds: Some(Json(form.grounds.clone())).filter(|grounds| !grounds.0.is_empty()),
        why: Some(form.why.clone()).filter(|why| !why.is_empty()),
        checked,
    });
}

/// A text, or another where it is empty and may be.
fn or(text: &str, other: &str, may: bool) -> String {
    if may && text.is_empty() { other.to_owned() } else { text.to_owned() }
}

/// The subject's place on a list, and the score the list gives.
fn on_the_list(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    case: &Case,
    list: Date,
    form: &SubjectForm,
) -> Result<(), Refusal> {
    let scheme = Some(form.scheme.clone()).filter(|scheme| !scheme.is_empty());
    if changes.find::<Nomination>("case", &case.id)?.is_empty() {
        nominate(cx, changes, case, form, None);
    }
    let Some(rank) = form.rank else { return Ok(()) };
    let held = changes.find::<Ranked>("case", &case.id)?.into_iter().find(|row| row.list == list);
    let id = held.map_or_else(|| cx.id(), |row| row.id);
    changes.store(&Ranked { id, case: case.id, list, rank, total: form.score, scheme: scheme.clone() });
    let Some(total) = form.score else { return Ok(()) };
    let known =
        |score: &Scored| score.imported && (score.on, score.total, score.rank) == (list, total, Some(rank));
    if changes.find::<Scored>("case", &case.id)?.iter().any(known) {
        return Ok(());
    }
    let moment = if stage::standing(changes, case)?.row().reviewed {
        ScoreMoment::Review
    } else {
        ScoreMoment::Nomination
    };
    changes.store(&Scored {
        id: cx.id(),
        case: case.id,
        moment,
        scheme: scheme.unwrap_or_else(|| "police list".to_owned()),
        on: list,
        total,
        rank: Some(rank),
        parts: Json(Vec::new()),
        inputs: "as the police list gave it".into(),
        imported: true,
    });
    Ok(())
}

/// What a look at the newest ranked list finds of a nominated subject, and whether they are scored.
fn checked(cx: &Context<'_>, changes: &Changes<'_>, case: &Case) -> Result<String, Refusal> {
    let today = cx.today();
    let lists = changes.between::<Ranked>("list", &add_months(today, -2), &today)?;
    let place = match lists.iter().map(|row| row.list).max() {
        None => "no ranked list of the last two months to check against".to_owned(),
        Some(list) => match lists.iter().find(|row| row.list == list && row.case == case.id) {
            Some(row) => format!("rank {} on the list of {}", row.rank, show_numeric(list)),
            None => format!("not on the list of {}", show_numeric(list)),
        },
    };
    let scored = changes.find::<Scored>("case", &case.id)?.into_iter().max_by_key(|row| (row.on, row.id));
    Ok(match scored {
        Some(score) => format!("{place}, scores {}", score.total),
        None => format!("{place}, not scored yet"),
    })
}

/// The case of a subject by the police's reference.
fn nominated(changes: &Changes<'_>, nominal: &str) -> Result<Option<Case>, Refusal> {
    if nominal.is_empty() {
        return Ok(None);
    }
    let found = changes.find::<Nomination>("nominal", &nominal.to_owned())?;
    found.first().map(|nomination| changes.get(nomination.case)).transpose()
}

/// The case of whoever this surely is, if they are a subject of the forum.
fn subject_of(changes: &Changes<'_>, forum: &str, sketch: &PersonSketch) -> Result<Option<Case>, Refusal> {
    let Some(person) = known::surely(changes, sketch)? else { return Ok(None) };
    let cases = cases_of(changes, person, PartyRole::Perpetrator)?;
    Ok(cases.into_iter().find(|case| case.forum == forum))
}

/// Cases in which a person, by any of their rows, has a part.
fn cases_of(changes: &Changes<'_>, person: Id<Person>, role: PartyRole) -> Result<Vec<Case>, Refusal> {
    let mut cases = Vec::new();
    for row in known::one_person(changes, person)? {
        for party in changes.find::<Party>("person", &row)? {
            if party.role == role {
                cases.push(changes.get::<Case>(party.case)?);
            }
        }
    }
    Ok(cases)
}

/// A case whose subject this may be, with what speaks for it; somebody has to look.
fn maybe_known(
    changes: &Changes<'_>,
    forum: &str,
    sketch: &PersonSketch,
) -> Result<Option<(Id<Case>, String)>, Refusal> {
    for (person, why) in known::perhaps(changes, sketch)? {
        let cases = cases_of(changes, person, PartyRole::Perpetrator)?;
        if let Some(case) = cases.into_iter().find(|case| case.forum == forum) {
            return Ok(Some((case.id, why)));
        }
    }
    Ok(None)
}

/// A case in which whoever this surely is was harmed.
fn victim_elsewhere(changes: &Changes<'_>, sketch: &PersonSketch) -> Result<Option<Id<Case>>, Refusal> {
    let Some(person) = known::surely(changes, sketch)? else { return Ok(None) };
    Ok(cases_of(changes, person, PartyRole::Victim)?.first().map(|case| case.id))
}

fn set_aside(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    case: &Case,
    field: &str,
    typed: &Private,
    problem: &str,
) {
    changes.store(&ToCorrect {
        id: cx.id(),
        case: case.id,
        field: field.to_owned(),
        typed: typed.clone(),
        problem: problem.to_owned(),
        open: true,
        corrected: None,
    });
}

/// Takes in one incident behind a subject; the same incident twice adds nothing.
pub fn take_incident(cx: &mut Context<'_>, asked: TakeIncident) -> Result<Decision, Refusal> {
    let form = asked.form;
    let mut changes = cx.changes();
    let case = nominated(&changes, &form.nominal)?;
    let case = case.ok_or_else(|| {
        Refusal::rule(format!("no subject {} is in the record; import the subjects first", form.nominal))
    })?;
    for problem in &form.to_correct {
        set_aside(
            cx,
            &mut changes,
            &case,
            &format!("incident {}", problem.field.label()),
            &problem.typed,
            &problem.what,
        );
    }
    let mut reply = Reply::said(format!("incident of {} taken in", case.reference))
        .naming(&case.reference, case.id.uuid());
    if let Some(on) = form.on {
        let incident = Incident {
            id: cx.id(),
            case: case.id,
            on,
            offence: form.offence,
            victim: Some(form.victim_ref).filter(|victim| !victim.is_empty()),
            role: form.role,
        };
        let known = changes.find::<Incident>("case", &case.id)?;
        let same = |other: &Incident| {
            (other.on, &other.offence, &other.victim, &other.role)
                == (incident.on, &incident.offence, &incident.victim, &incident.role)
        };
        if known.iter().any(same) {
            reply = Reply::said(format!("incident of {} is in the record already", case.reference));
        } else {
            changes.store(&incident);
        }
    }
    Decision::of(changes, EntryKind::IncidentsTaken, about(&case), None, reply)
}
