//! Actions that belong together: an action of its own for each agency that shares one, and links between actions.

use super::action::{live, reviewed};
use super::{Context, Decision, about};
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{LinkActions, SplitAction};
use crate::domain::rows::action::{Action, ActionState, ReviewOutcome};
use crate::domain::rows::area::Agency;
use crate::domain::rows::case::{Case, Wall};
use crate::domain::rows::meeting::{Attendance, Meeting, MeetingState};
use crate::domain::value::Json;

/// Gives each agency an action of its own with the words, date and beneficiary of one; they are linked, and an agency
/// that helped with the first helps no more.
pub fn split(cx: &mut Context<'_>, asked: SplitAction) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let (mut action, case) = live(&changes, asked.action)?;
    let to = if asked.to.is_empty() { action.supporting.0.clone() } else { asked.to };
    let to: Vec<String> = to.into_iter().filter(|key| *key != action.agency).collect();
    if to.is_empty() {
        return Err(Refusal::rule(format!(
            "{} has one agency; say which gets one of its own",
            action.reference
        )));
    }
    let linked = *action.linked.get_or_insert_with(|| cx.ids.next());
    action.supporting = Json(action.supporting.0.iter().filter(|key| !to.contains(key)).cloned().collect());
    changes.store(&action);
    let first = changes.next_number::<Action>("case", &case.id, "number")?;
    let mut reply = Reply::default();
    for (number, agency) in (first..).zip(to) {
        if changes.find::<Agency>("key", &agency)?.is_empty() {
            return Err(Refusal::rule(format!("no agency of this area is called {agency}")));
        }
        let own = Action {
            id: cx.id(),
            number,
            reference: format!("{}/{number}", case.reference),
            state: state_of(&changes, &case, &action, &agency)?,
            agency,
            supporting: Json(Vec::new()),
            person: None,
            agreed: cx.now,
            linked: Some(linked),
            ..action.clone()
        };
        changes.store(&own);
        reply = reply.naming(&own.reference, own.id.uuid());
    }
    let review = reviewed(cx, &action, None, ReviewOutcome::Continues, Some("split".into()));
    changes.store(&review);
    reply.words = format!("{} added beside {}", reply.references.join(", "), action.reference);
    Decision::of(changes, EntryKind::ActionAdded, about(&case), action.meeting.map(Id::uuid), reply)
}

/// Open when the agency may be taken to have heard of it; awaiting confirmation when it is out of the case, or the
/// meeting the action was agreed in still sits without it.
fn state_of(
    changes: &Changes<'_>,
    case: &Case,
    action: &Action,
    agency: &str,
) -> Result<ActionState, Refusal> {
    if changes.find::<Wall>("case", &case.id)?.iter().any(|wall| wall.agency == agency) {
        return Ok(ActionState::AwaitingConfirmation);
    }
    let meeting = action.meeting.map(|meeting| changes.get::<Meeting>(meeting)).transpose()?;
    let Some(meeting) = meeting.filter(|meeting| meeting.state == MeetingState::Open) else {
        return Ok(ActionState::Open);
    };
    let attendance = changes.find::<Attendance>("meeting", &meeting.id)?;
    let there = attendance
        .iter()
        .any(|line| line.agency == agency && line.presence.is_there() && line.left.is_none());
    let out = !attendance.is_empty() && !there;
    Ok(if out { ActionState::AwaitingConfirmation } else { ActionState::Open })
}

/// Links actions of one case; all that were linked with any of them are one group then. With none named, takes the
/// action out of its group.
pub fn link(cx: &mut Context<'_>, asked: &LinkActions) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let action: Action = changes.get(asked.action)?;
    let case: Case = changes.get(action.case)?;
    let all = changes.find::<Action>("case", &case.id)?;
    if asked.with.is_empty() {
        return unlink(changes, &case, action, &all);
    }
    let mut group = vec![action.clone()];
    for other in &asked.with {
        let other = all.iter().find(|row| row.id == *other);
        let other = other.ok_or_else(|| {
            Refusal::rule(format!("{} is linked only with actions of its case", action.reference))
        })?;
        if other.id == action.id {
            return Err(Refusal::rule(format!("{} cannot be linked with itself", action.reference)));
        }
        group.push(other.clone());
    }
    let named: Vec<String> = group.iter().skip(1).map(|other| other.reference.clone()).collect();
    let groups: Vec<_> = group.iter().filter_map(|row| row.linked).collect();
    let linked = groups.first().copied().unwrap_or_else(|| cx.ids.next());
    let member = |row: &&Action| {
        group.iter().any(|one| one.id == row.id) || row.linked.is_some_and(|of| groups.contains(&of))
    };
    for row in all.iter().filter(member) {
        changes.store(&Action { linked: Some(linked), ..row.clone() });
    }
    let how = if asked.supports { "supports" } else { "linked with" };
    let note = Private::from(format!("{how} {}", named.join(", ")));
    let review = reviewed(cx, &action, None, ReviewOutcome::Continues, Some(note));
    changes.store(&review);
    let reply = Reply::said(format!("{} {how} {}", action.reference, named.join(", ")))
        .naming(&action.reference, action.id.uuid());
    Decision::of(changes, EntryKind::ActionChanged, about(&case), action.meeting.map(Id::uuid), reply)
}

/// Takes one out; where two were linked, neither is any more.
fn unlink(
    mut changes: Changes<'_>,
    case: &Case,
    action: Action,
    all: &[Action],
) -> Result<Decision, Refusal> {
    let Some(linked) = action.linked else {
        return Err(Refusal::rule(format!("{} is linked with no other action", action.reference)));
    };
    let left: Vec<&Action> =
        all.iter().filter(|row| row.linked == Some(linked) && row.id != action.id).collect();
    if let [only] = left.as_slice() {
        changes.store(&Action { linked: None, ..(*only).clone() });
    }
    let reference = action.reference.clone();
    let (id, meeting) = (action.id.uuid(), action.meeting.map(Id::uuid));
    changes.store(&Action { linked: None, ..action });
    let reply = Reply::said(format!("{reference} is linked with no other action")).naming(&reference, id);
    Decision::of(changes, EntryKind::ActionChanged, about(case), meeting, reply)
}
