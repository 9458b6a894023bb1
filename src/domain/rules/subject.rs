//! MATAC subjects: nomination and incidents.

use super::{Context, Decision, about, referral};
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{TakeIncident, TakeSubject};
use crate::domain::rows::case::{Case, Party, PartyRole, ToCorrect};
use crate::domain::rows::subject::{Incident, Nomination};

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
