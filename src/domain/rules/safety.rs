//! Victim-safety checks: asked for when a tactic of the library needs one or when somebody says so, released or stopped
//! by the victim's worker, overridden by the chair with a reason. The meeting is never held up.

use super::{Context, Decision, about, said};
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{AskCheck, SettleCheck};
use crate::domain::rows::action::Action;
use crate::domain::rows::case::Case;
use crate::domain::rows::safety::{CheckState, SafetyCheck};
use crate::domain::text::fold;
use crate::domain::tools::actions::VictimCheck;

/// The agency that is asked unless another is named: the victim's worker.
const WORKER: &str = "idva";

/// What an action that was just agreed needs, by the library of its case's forum. A tactic that must be checked is asked
/// about at once; one that may need it is said.
pub fn by_library(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    case: &Case,
    action: &Action,
) -> Result<Option<String>, Refusal> {
    if !action.state.is_live() {
        return Ok(None);
    }
    let area = cx.area()?;
    let Some(library) = area.library(area.forum(&case.forum)?) else { return Ok(None) };
    let agreed = fold(action.words.reveal());
    let usual = library.action.iter().find(|usual| fold(&usual.text) == agreed);
    match usual.map(|usual| usual.check) {
        Some(VictimCheck::Mandatory) => {
            let check = pending(cx, action, WORKER.to_owned());
            changes.store(&check);
            Ok(Some(format!(
                "{} waits for a victim-safety check by {}",
                action.reference,
                area.agency_said(WORKER)
            )))
        }
        Some(VictimCheck::Consider) => {
            Ok(Some(format!("{}: is a victim-safety check needed first?", action.reference)))
        }
        Some(VictimCheck::None) | None => Ok(None),
    }
}

fn pending(cx: &mut Context<'_>, action: &Action, asked: String) -> SafetyCheck {
    SafetyCheck {
        id: cx.id(),
        case: action.case,
        meeting: action.meeting,
        action: action.id,
        asked,
        state: CheckState::Pending,
        words: None,
        at: cx.now,
        settled: None,
    }
}

/// The check of an action that waits, if one does.
fn waiting(changes: &Changes<'_>, action: &Action) -> Result<Option<SafetyCheck>, Refusal> {
    let checks = changes.find::<SafetyCheck>("action", &action.id)?;
    Ok(checks.into_iter().find(|check| check.state == CheckState::Pending))
}

/// Asks the victim's worker to look at an action first.
pub fn ask(cx: &mut Context<'_>, asked: AskCheck) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    let mut changes = cx.changes();
    let action: Action = changes.get(asked.action)?;
    if !action.state.is_live() {
        return Err(Refusal::rule(format!("{} is {}", action.reference, action.state)));
    }
    if waiting(&changes, &action)?.is_some() {
        return Err(Refusal::rule(format!("{} waits for its check already", action.reference)));
    }
    let by = asked.of.unwrap_or_else(|| WORKER.to_owned());
    if area.agencies.get(&by).is_none() {
        return Err(Refusal::rule(format!("no agency of this area is called {by}")));
    }
    let words = format!("{} waits for a victim-safety check by {}", action.reference, area.agency_said(&by));
    let check = pending(cx, &action, by);
    changes.store(&check);
    let case: Case = changes.get(action.case)?;
    let meeting = action.meeting.map(crate::domain::id::Id::uuid);
    Decision::of(changes, EntryKind::ActionChanged, about(&case), meeting, Reply::said(words))
}

/// Settles the check of an action.
pub fn settle(cx: &mut Context<'_>, asked: SettleCheck) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let action: Action = changes.get(asked.action)?;
    let Some(mut check) = waiting(&changes, &action)? else {
        return Err(Refusal::rule(format!("no check of {} is pending", action.reference)));
    };
    match asked.state {
        CheckState::Pending => return Err(Refusal::rule("a check is settled by an answer")),
        CheckState::Overridden => {
            said(asked.words.as_ref().unwrap_or(&Default::default()), "the chair's reason")?;
        }
        CheckState::Stopped => {
            said(asked.words.as_ref().unwrap_or(&Default::default()), "what the check found")?;
        }
        CheckState::Released => {}
    }
    check.state = asked.state;
    check.words = asked.words.filter(|words| !words.reveal().trim().is_empty());
    check.settled = Some(cx.now);
    changes.store(&check);
    let case: Case = changes.get(action.case)?;
    let reply = Reply::said(format!("{}: {}", action.reference, asked.state));
    let meeting = action.meeting.map(crate::domain::id::Id::uuid);
    Decision::of(changes, EntryKind::ActionChanged, about(&case), meeting, reply)
}
