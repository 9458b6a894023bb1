//! Remarks on local provision: kept, taken back, made an item of the delivery plan.

use super::asked::past;
use super::{Context, Decision, plan};
use crate::domain::calendar::show_day_year;
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{AddPlanItem, RemarkChange};
use crate::domain::rows::case::Case;
use crate::domain::rows::remark::Remark;

/// Carries a change out.
pub fn change(cx: &mut Context<'_>, asked: RemarkChange) -> Result<Decision, Refusal> {
    match asked {
        RemarkChange::Add { sort, need, words, on } => {
            let on = on.unwrap_or(cx.today());
            past(cx, on)?;
            let area = cx.area()?;
            if let Some(key) = need.as_deref().filter(|key| area.need_label(key) == *key) {
                return Err(Refusal::rule(format!("no need is called {key}")));
            }
            let words = words.trim().to_owned();
            if words.is_empty() {
                return Err(Refusal::rule(format!("the {sort} is empty")));
            }
            let mut changes = cx.changes();
            changes.store(&Remark {
                id: cx.id(),
                sort,
                need,
                words,
                on,
                at: cx.now,
                plan: None,
                withdrawn: None,
            });
            done(changes, &format!("{sort} kept"))
        }
        RemarkChange::Withdraw { remark } => {
            let mut changes = cx.changes();
            let mut row = standing(&changes, remark)?;
            row.withdrawn = Some(cx.today());
            changes.store(&row);
            done(changes, &format!("{} taken back", row.sort))
        }
        RemarkChange::Plan { remark, item } => into_plan(cx, remark, *item),
    }
}

fn done(changes: Changes<'_>, words: &str) -> Result<Decision, Refusal> {
    Decision::of(changes, EntryKind::GapRemarked, None, None, Reply::said(words))
}

/// A remark that was not taken back.
fn standing(changes: &Changes<'_>, remark: Id<Remark>) -> Result<Remark, Refusal> {
    let row: Remark = changes.get(remark)?;
    match row.withdrawn {
        Some(on) => Err(Refusal::rule(format!("that {} was taken back on {}", row.sort, show_day_year(on)))),
        None => Ok(row),
    }
}

fn into_plan(cx: &mut Context<'_>, remark: Id<Remark>, mut item: AddPlanItem) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let mut row = standing(&changes, remark)?;
    if let Some(known) = row.plan.map(|case| changes.look::<Case>(case)).transpose()?.flatten() {
        return Err(Refusal::rule(format!("that {} is {} of the plan already", row.sort, known.reference)));
    }
    if item.objective.trim().is_empty() {
        item.objective.clone_from(&row.words);
    }
    let case = plan::taken(cx, &mut changes, item)?;
    row.plan = Some(case.id);
    changes.store(&row);
    let reply = Reply::said(format!("{}: added to the plan, of the {}", case.reference, row.sort))
        .naming(&case.reference, case.id.uuid());
    Decision::of(changes, EntryKind::PlanChanged, Some(case.id.uuid()), None, reply)
}
