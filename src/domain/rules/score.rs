//! Scores of MATAC subjects: counted by the area's scheme, or kept as the analyst gave them.

use super::{Context, Decision, about};
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{ImportScore, Score};
use crate::domain::rows::case::Case;
use crate::domain::rows::subject::{Incident, Nomination, ScoreMoment, Scored};
use crate::domain::scoring::By;
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

/// Stores a subject's score of a moment, counted by what the area scores by today.
pub fn snapshot(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    case: &Case,
    moment: ScoreMoment,
) -> Result<Scored, Refusal> {
    let rows = changes.find::<Incident>("case", &case.id)?;
    let counted = By::of(cx.area()?, cx.today())?.count(&rows, cx.today());
    let scored = Scored {
        id: cx.id(),
        case: case.id,
        moment,
        scheme: counted.scheme,
        on: cx.today(),
        total: counted.total,
        rank: None,
        parts: Json(counted.parts),
        inputs: counted.inputs.into(),
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
