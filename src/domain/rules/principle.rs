//! Rating a principle: the area has it, the period is over or running, and a reason is given for anything but green.

use super::{Context, Decision};
use crate::domain::calendar::show_day_year;
use crate::domain::entry::EntryKind;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::RatePrinciple;
use crate::domain::rows::plan::Rag;
use crate::domain::rows::principle::PrincipleRating;
use crate::domain::text::clean;
use crate::domain::tools::Tool;
use crate::domain::value::Json;

/// Keeps a rating beside those of before.
pub fn rate(cx: &mut Context<'_>, asked: RatePrinciple) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    let forum = area.forum(&asked.forum)?;
    let list = area.principles.iter().find(|list| list.identity() == asked.list);
    let list = list
        .ok_or_else(|| Refusal::rule(format!("the area has no list of principles called {}", asked.list)))?;
    let principle = list.get(&asked.principle).ok_or_else(|| {
        let known: Vec<&str> = list.principle.iter().map(|principle| principle.key.as_str()).collect();
        Refusal::rule(format!(
            "{} has no principle {}; there are {}",
            list.name,
            asked.principle,
            known.join(", ")
        ))
    })?;
    if asked.from > asked.to {
        return Err(Refusal::rule("the period ends before it begins: turn its days round"));
    }
    if asked.from > cx.today() {
        return Err(Refusal::rule(format!(
            "the period begins on {}, which is to come: there is nothing to rate yet",
            show_day_year(asked.from)
        )));
    }
    let commentary = clean(&asked.commentary).trim().to_owned();
    if commentary.is_empty() && asked.rag != Rag::Green {
        return Err(Refusal::rule(format!("{} needs a reason: say what is missing", asked.rag)));
    }
    let mut changes = cx.changes();
    changes.store(&PrincipleRating {
        id: cx.id(),
        forum: forum.key.clone(),
        list: asked.list,
        principle: asked.principle,
        from: asked.from,
        to: asked.to,
        rag: asked.rag,
        commentary,
        seen: Json(asked.seen),
        at: cx.now,
        by: cx.by.to_owned(),
    });
    let words = format!("{} {}: {}", principle.key, principle.name, asked.rag);
    Decision::of(changes, EntryKind::PrincipleRated, None, None, Reply::said(words))
}
