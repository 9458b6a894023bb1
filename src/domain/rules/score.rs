//! Scores of MATAC subjects: counted by the area's scheme, or kept as the analyst gave them.

use super::{Context, Decision, about};
use crate::domain::calendar::show_numeric;
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::nomination::counted;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{ImportScore, Score};
use crate::domain::rows::case::Case;
use crate::domain::rows::subject::{Incident, Nomination, ScoreMoment, Scored};
use crate::domain::tools::rfgv;
use crate::domain::value::Json;

/// Scores a subject by the area's scheme and keeps the score with what it was counted from.
pub fn score(cx: &mut Context<'_>, asked: &Score) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let case: Case = changes.get(asked.case)?;
    let score = snapshot(cx, &mut changes, &case, asked.moment)?;
    let reply = Reply::said(format!("{} scores {}", case.reference, score.total))
        .naming(&case.reference, case.id.uuid());
    Decision::of(changes, EntryKind::Scored, about(&case), None, reply)
}

/// Stores a subject's score of a moment, counted by the area's scheme.
pub fn snapshot(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    case: &Case,
    moment: ScoreMoment,
) -> Result<Scored, Refusal> {
    let area = cx.area()?;
    let scheme = area.schemes.first().ok_or(Refusal::Unknown { what: "scoring scheme" })?;
    let rows = changes.find::<Incident>("case", &case.id)?;
    let incidents: Vec<rfgv::Incident> = rows.iter().filter_map(counted).collect();
    let unread = rows.len() - incidents.len();
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
    let aside = score.inputs.set_aside.iter().filter(|(_, why)| why.to_correct()).count() + unread;
    if aside > 0 {
        inputs.push(format!("{aside} to correct"));
    }
    let scored = Scored {
        id: cx.id(),
        case: case.id,
        moment,
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
    };
    changes.store(&scored);
    Ok(scored)
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
