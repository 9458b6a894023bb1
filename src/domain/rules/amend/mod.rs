//! Changing what a case's form says, field by field: only what differs from what was shown is changed.
//!
//! `held` puts the form of a case together from its rows, `write` puts a form back into them, and the entry holds
//! nothing but the fields that differ. A field that somebody else changed in the meantime refuses the whole.

mod held;
mod write;

use std::collections::BTreeSet;

use super::{Context, Decision, about};
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::referral::{ChildSketch, Each, Field, ReferralForm};
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::AmendCase;
use crate::domain::rows::case::{Case, ToCorrect};

use held::Held;

/// The form of a case as the record holds it now: its people, and what the newest referral says. New and refuge
/// addresses are not on it.
///
/// # Errors
/// When the record cannot be read or has no such case.
pub fn form_of(changes: &Changes<'_>, case: Id<Case>) -> Result<ReferralForm, Refusal> {
    Ok(Held::of(changes, case)?.form)
}

/// Changes what differs.
pub fn amend(cx: &mut Context<'_>, asked: &AmendCase) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let case: Case = changes.get(asked.case)?;
    let held = Held::of(&changes, asked.case)?;
    let mut form = held.form.clone();
    let changed = changed_fields(&held.form, asked, &mut form)?;
    children(&held.form, asked, &mut form)?;
    let children_changed = form.children.each != held.form.children.each;
    if changed.is_empty() && !children_changed {
        return Ok(Decision {
            entries: Vec::new(),
            reply: Reply::said(format!("nothing of {} differs", case.reference)),
        });
    }
    if !form.names_anyone() {
        return Err(Refusal::rule(
            "that would leave nobody named; give the victim's or a perpetrator's name",
        ));
    }
    let mut fields: BTreeSet<Field> = changed.iter().map(|(field, _)| *field).collect();
    write::write(cx, &mut changes, &held, &form, &fields)?;
    settled(&mut changes, asked.case, &form, &changed)?;
    if children_changed {
        fields.insert(Field::ChildName);
    }
    let labels: Vec<&str> = fields
        .iter()
        .map(|field| if field.each() == Each::Child { "children" } else { field.label() })
        .collect();
    let reply = Reply::said(format!("{} changed: {}", case.reference, labels.join(", ")));
    Decision::of(changes, EntryKind::CaseChanged, about(&case), None, reply)
}

/// Lays the fields that differ over the form as held, and says which they are.
fn changed_fields(
    held: &ReferralForm,
    asked: &AmendCase,
    form: &mut ReferralForm,
) -> Result<Vec<(Field, usize)>, Refusal> {
    let (was, now) = (&asked.was, &asked.now);
    let mut changed = Vec::new();
    for (field, at) in now.fields().filter(|(field, _)| field.each() != Each::Child) {
        let said = now.said(field, at);
        if said == was.said(field, at) {
            continue;
        }
        if held.said(field, at) != was.said(field, at) {
            return Err(Refusal::Moved { what: field.label().to_owned() });
        }
        form.say(field, at, said);
        changed.push((field, at));
    }
    Ok(changed)
}

/// Children by their rows: changed ones are changed, new ones added, missing ones taken away.
fn children(held: &ReferralForm, asked: &AmendCase, form: &mut ReferralForm) -> Result<(), Refusal> {
    let row = |children: &[ChildSketch], wanted: &ChildSketch| {
        children.iter().find(|child| child.row.is_some() && child.row == wanted.row).cloned()
    };
    let (was, now) = (&asked.was.children.each, &asked.now.children.each);
    let kept = &held.children.each;
    let mut each: Vec<ChildSketch> = Vec::new();
    for child in kept {
        let (before, after) = (row(was, child), row(now, child));
        let touched = before.is_some() && before != after;
        if touched && before.as_ref() != Some(child) {
            return Err(Refusal::Moved { what: "child".to_owned() });
        }
        match after {
            Some(after) if touched => each.push(after),
            None if touched => {}
            _ => each.push(child.clone()),
        }
    }
    each.extend(now.iter().filter(|child| child.row.is_none() && !child.is_empty()).cloned());
    form.children.each = each;
    Ok(())
}

/// A field that was set aside and now says something is no longer to correct.
fn settled(
    changes: &mut Changes<'_>,
    case: Id<Case>,
    form: &ReferralForm,
    changed: &[(Field, usize)],
) -> Result<(), Refusal> {
    let open = changes.find::<ToCorrect>("case", &case)?.into_iter().filter(|row| row.open);
    for mut row in open {
        let said = changed.iter().find(|(field, _)| field.label() == row.field);
        let Some((field, at)) = said.filter(|(field, at)| !form.said(*field, *at).is_nothing()) else {
            continue;
        };
        row.open = false;
        row.corrected = Some(form.said(*field, *at).shown());
        changes.store(&row);
    }
    Ok(())
}
