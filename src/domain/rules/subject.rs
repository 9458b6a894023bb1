//! MATAC subjects: nomination, incidents, score.

use super::{Context, Decision, about, referral};
use crate::domain::calendar::show_numeric;
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{ImportScore, Score, TakeIncident, TakeSubject};
use crate::domain::rows::case::{Case, Party, PartyRole, ToCorrect};
use crate::domain::rows::subject::{Incident, Nomination, Scored};
use crate::domain::tools::rfgv;
use crate::domain::value::Json;

/// Takes in one nominated subject; a nominal reference that is known already adds nothing.
pub fn take(cx: &mut Context<'_>, asked: TakeSubject) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    let forum = area.forum(&asked.forum)?.key.clone();
    let form = asked.form;
    let mut changes = cx.changes();
    if !form.person.named() {
        return Err(Refusal::rule("the row names nobody"));
    }
    if let Some(known) = nominated(&changes, &form.nominal)? {
        let reply = Reply::said(format!("{} is in the record already, as {}", form.nominal, known.reference));
        return Ok(Decision { entries: Vec::new(), reply });
    }
    let case = referral::new_case(cx, &changes, &forum, cx.today())?;
    changes.store(&case);
    let person = referral::new_person(cx, &mut changes, &form.person)?;
    changes.store(&Party {
        id: cx.id(),
        case: case.id,
        person,
        role: PartyRole::Perpetrator,
        relationship: None,
    });
    let agency =
        area.agencies.named(&form.nominated_by).map_or(form.nominated_by, |agency| agency.key.clone());
    changes.store(&Nomination {
        id: cx.id(),
        case: case.id,
        nominal: Some(form.nominal).filter(|nominal| !nominal.is_empty()),
        source: form.source,
        agency,
        on: cx.today(),
    });
    for problem in &form.to_correct {
        set_aside(cx, &mut changes, &case, problem.field.label(), &problem.typed, &problem.what);
    }
    let reply = Reply::said(format!("{} taken in", case.reference)).naming(&case.reference, case.id.uuid());
    Decision::of(changes, EntryKind::SubjectTaken, about(&case), None, reply)
}

fn nominated(changes: &Changes<'_>, nominal: &str) -> Result<Option<Case>, Refusal> {
    if nominal.is_empty() {
        return Ok(None);
    }
    let found = changes.find::<Nomination>("nominal", &nominal.to_owned())?;
    found.first().map(|nomination| changes.get(nomination.case)).transpose()
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

/// Scores a subject by the area's scheme and keeps the score with what it was counted from.
pub fn score(cx: &mut Context<'_>, asked: &Score) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    let scheme = area.schemes.first().ok_or(Refusal::Unknown { what: "scoring scheme" })?;
    let mut changes = cx.changes();
    let case: Case = changes.get(asked.case)?;
    let rows = changes.find::<Incident>("case", &case.id)?;
    let (incidents, unread): (Vec<_>, Vec<_>) = rows.iter().map(counted).partition(Result::is_ok);
    let incidents: Vec<rfgv::Incident> = incidents.into_iter().filter_map(Result::ok).collect();
    let score = rfgv::score(scheme, &incidents, cx.today());
    let mut inputs = vec![
        format!("{} records since {}", score.inputs.records, show_numeric(score.inputs.since)),
        score
            .inputs
            .latest
            .map_or_else(|| "none counted".to_owned(), |latest| format!("latest {}", show_numeric(latest))),
        score.inputs.top_tier.map_or_else(|| "no tier".to_owned(), |tier| format!("gravest tier {tier}")),
        format!("{} victims", score.inputs.victims),
    ];
    let aside = score.inputs.set_aside.iter().filter(|(_, why)| why.to_correct()).count() + unread.len();
    if aside > 0 {
        inputs.push(format!("{aside} to correct"));
    }
    changes.store(&Scored {
        id: cx.id(),
        case: case.id,
        moment: asked.moment,
        scheme: format!("{} version {}", scheme.name, scheme.version),
        on: cx.today(),
        total: score.total,
        rank: None,
        parts: Json(vec![
            ("R".to_owned(), score.r),
            ("F".to_owned(), score.f),
            ("G".to_owned(), score.g),
            ("V".to_owned(), score.v),
        ]),
        inputs: inputs.join(", ").into(),
        imported: false,
    });
    let reply = Reply::said(format!("{} scores {}", case.reference, score.total))
        .naming(&case.reference, case.id.uuid());
    Decision::of(changes, EntryKind::Scored, about(&case), None, reply)
}

/// Keeps a score as it came from the analyst: never worked out again, never compared with one of another scheme.
pub fn import_score(cx: &mut Context<'_>, asked: ImportScore) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let case: Case = changes.get(asked.case)?;
    if changes.find::<Nomination>("case", &case.id)?.is_empty() {
        return Err(Refusal::rule(format!(
            "{} is no nominated subject; a score belongs to one",
            case.reference
        )));
    }
    if asked.scheme.trim().is_empty() {
        return Err(Refusal::rule("say which scheme the score was worked out by"));
    }
    if asked.on > cx.today() {
        return Err(Refusal::rule("a score cannot be counted to a day to come"));
    }
    changes.store(&Scored {
        id: cx.id(),
        case: case.id,
        moment: asked.moment,
        scheme: asked.scheme,
        on: asked.on,
        total: asked.total,
        rank: asked.rank,
        parts: Json(asked.parts),
        inputs: "as the analyst gave it".into(),
        imported: true,
    });
    let reply = Reply::said(format!("{} scores {}, imported", case.reference, asked.total));
    Decision::of(
        changes,
        EntryKind::Scored,
        about(&case),
        None,
        reply.naming(&case.reference, case.id.uuid()),
    )
}

/// A stored incident as the scheme counts it; a role it does not know is to correct.
fn counted(row: &Incident) -> Result<rfgv::Incident, ()> {
    let role = match row.role.trim().to_lowercase().as_str() {
        "suspect" | "suspected" => rfgv::Role::Suspect,
        "offender" => rfgv::Role::Offender,
        "charged" => rfgv::Role::Charged,
        "victim" => rfgv::Role::Victim,
        "witness" => rfgv::Role::Witness,
        _ => return Err(()),
    };
    Ok(rfgv::Incident {
        date: row.on,
        offence: row.offence.clone(),
        victim: row.victim.clone().unwrap_or_default(),
        role,
    })
}
