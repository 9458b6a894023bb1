//! One row of an analyst's list of scores: kept as it came, beside what is counted here.

use super::{Context, Decision, about};
use crate::domain::entry::EntryKind;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::TakeScore;
use crate::domain::rows::case::{Case, ToCorrect};
use crate::domain::rows::subject::{Nomination, ScoreMoment, Scored};
use crate::domain::scoring::UNNAMED;
use crate::domain::value::Json;

/// Takes in one score; the same score of the same day and scheme twice adds nothing.
pub fn take(cx: &mut Context<'_>, asked: TakeScore) -> Result<Decision, Refusal> {
    let form = asked.form;
    let mut changes = cx.changes();
    let nominated = changes.find::<Nomination>("nominal", &form.nominal)?;
    let nominated = nominated.first().ok_or_else(|| {
        Refusal::rule(format!("no subject {} is in the record; import the subjects first", form.nominal))
    })?;
    let case: Case = changes.get(nominated.case)?;
    for problem in &form.to_correct {
        changes.store(&ToCorrect {
            id: cx.id(),
            case: case.id,
            field: format!("score {}", problem.field.label()),
            typed: problem.typed.clone(),
            problem: problem.what.clone(),
            open: true,
            corrected: None,
        });
    }
    let on = form.on.unwrap_or(cx.today());
    if on > cx.today() {
        return Err(Refusal::rule(
            "the score is counted to a day to come; correct the date and read it again",
        ));
    }
    let Some(total) = form.total() else {
        let words = format!("the row of {} has neither a total nor parts", form.nominal);
        return if form.to_correct.is_empty() {
            Err(Refusal::rule(words))
        } else {
            let reply = Reply::said(words).naming(&case.reference, case.id.uuid());
            Decision::of(changes, EntryKind::Scored, about(&case), None, reply)
        };
    };
    let scheme = if form.scheme.is_empty() { UNNAMED.to_owned() } else { form.scheme };
    let held = changes.find::<Scored>("case", &case.id)?;
    let same = |row: &Scored| row.imported && (row.on, row.total, &row.scheme) == (on, total, &scheme);
    if held.iter().any(same) {
        let reply = Reply::said(format!("the score of {} is in the record already", case.reference));
        return Ok(Decision { entries: Vec::new(), reply });
    }
    changes.store(&Scored {
        id: cx.id(),
        case: case.id,
        moment: moment(&held),
        scheme,
        on,
        total,
        rank: form.rank,
        parts: Json(form.parts),
        inputs: "as the analyst gave it".into(),
        imported: true,
    });
    let reply = Reply::said(format!("{} scores {total}, imported", case.reference));
    let reply = reply.naming(&case.reference, case.id.uuid());
    Decision::of(changes, EntryKind::Scored, about(&case), None, reply)
}

/// A subject without any score has just been nominated; every later list is a review.
fn moment(held: &[Scored]) -> ScoreMoment {
    if held.is_empty() { ScoreMoment::Nomination } else { ScoreMoment::Review }
}
