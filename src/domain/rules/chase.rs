//! Reminders: each is kept with how far up the ladder it went, to whom, how and by whom.

use jiff::civil::Date;

use super::{Context, Decision, counted};
use crate::domain::area::AreaData;
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::ladder::Ladder;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::ChaseActions;
use crate::domain::rows::action::{Action, Review};
use crate::domain::rows::chase::{Chase, ChaseStep};
use crate::domain::rows::safety::{CheckState, SafetyCheck};

/// The body that is told in the end.
pub const STEERING_GROUP: &str = "steering group";

/// Keeps that actions were asked for again, as one change.
pub fn chase(cx: &mut Context<'_>, asked: &ChaseActions) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    let mut changes = cx.changes();
    let round = cx.ids.next();
    let mut reply = Reply::default();
    for id in &asked.actions {
        let (action, _) = super::action::live(&changes, *id)?;
        if let Some(state) = held_back(&changes, &action)? {
            return Err(Refusal::rule(format!(
                "{} is {state} by the victim's worker: nobody is reminded of it",
                action.reference
            )));
        }
        let step = match asked.step {
            Some(step) => step,
            None => step_of(&changes, area, &action, cx.today())?,
        };
        let to =
            asked.to.clone().filter(|to| !to.is_empty()).unwrap_or_else(|| addressed(area, &action, step));
        changes.store(&Chase {
            id: cx.id(),
            action: action.id,
            case: action.case,
            agency: action.agency.clone(),
            step,
            how: asked.how,
            to,
            note: asked.note.clone().filter(|note| !note.reveal().trim().is_empty()),
            on: cx.today(),
            at: cx.now,
            by: cx.by.to_owned(),
            round,
        });
        reply = reply.naming(&action.reference, action.id.uuid());
    }
    if reply.references.is_empty() {
        return Err(Refusal::rule("no action was named to be reminded of"));
    }
    reply.words = match reply.references.as_slice() {
        [one] => format!("reminder of {one} kept"),
        many => format!("{} kept", counted(many.len(), "reminder", "reminders")),
    };
    Decision::of(changes, EntryKind::Chased, None, None, reply)
}

/// How far up the next reminder of an action goes; a senior that the area's list does not name is passed over.
///
/// # Errors
/// When the record cannot be read.
pub fn step_of(
    changes: &Changes<'_>,
    area: &AreaData,
    action: &Action,
    today: Date,
) -> Result<ChaseStep, Refusal> {
    let asked = changes.find::<Chase>("action", &action.id)?;
    let reviews = changes.find::<Review>("action", &action.id)?;
    let ladder = Ladder::of(area, today);
    let due = action.due.filter(|due| *due < today);
    let next = match due {
        Some(due) => ladder.next(&area.holidays, due, &asked, &reviews).map(|next| next.step),
        None => Some(ladder.step(u32::try_from(asked.len()).unwrap_or(u32::MAX))),
    };
    Ok(passed_over(area, &action.agency, next.unwrap_or(ChaseStep::Steering)))
}

/// The step that is taken: where the list names no senior of the agency, the agency itself is reminded again.
pub fn passed_over(area: &AreaData, agency: &str, step: ChaseStep) -> ChaseStep {
    let named = area.agencies.get(agency).is_some_and(|agency| agency.senior.is_some());
    if step == ChaseStep::Senior && !named { ChaseStep::Again } else { step }
}

/// Who is asked at a step: the agency, the post of its senior, or the steering group.
pub fn addressed(area: &AreaData, action: &Action, step: ChaseStep) -> Private {
    let known = area.agencies.get(&action.agency);
    match step {
        ChaseStep::First | ChaseStep::Again => area.agency_said(&action.agency).into(),
        ChaseStep::Senior => known
            .and_then(|agency| agency.senior.as_deref())
            .unwrap_or_else(|| area.agency_said(&action.agency))
            .into(),
        ChaseStep::Steering => STEERING_GROUP.into(),
    }
}

/// The victim-safety check that stands in the way of doing the action, and so of asking for it.
///
/// # Errors
/// When the record cannot be read.
pub fn held_back(changes: &Changes<'_>, action: &Action) -> Result<Option<CheckState>, Refusal> {
    let checks = changes.find::<SafetyCheck>("action", &action.id)?;
    let last = checks.into_iter().max_by_key(|check| (check.at, check.id)).map(|check| check.state);
    Ok(last.filter(|state| matches!(state, CheckState::Pending | CheckState::Stopped)))
}
