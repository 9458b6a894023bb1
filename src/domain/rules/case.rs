//! What is added to a case before or between meetings.

use super::{Context, Decision, about, said};
use crate::domain::calendar::{add_days, show_day_year};
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{AddHappening, AddViews, Declare, SetWhereabouts};
use crate::domain::rows::action::{Action, DueKind};
use crate::domain::rows::case::{Case, Happening, Views, Wall};

/// Adds the victim's views and wishes.
pub fn add_views(cx: &mut Context<'_>, asked: AddViews) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let case: Case = changes.get(asked.case)?;
    said(&asked.words, "the victim's views")?;
    changes.store(&Views {
        id: cx.id(),
        case: case.id,
        on: asked.on,
        agency: asked.agency,
        words: asked.words,
    });
    let reply = Reply::said(format!("victim's views kept under {}", case.reference));
    Decision::of(changes, EntryKind::CaseChanged, about(&case), None, reply)
}

/// Adds a date that something hangs on; actions due before it move with it.
pub fn add_happening(cx: &mut Context<'_>, asked: AddHappening) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let case: Case = changes.get(asked.case)?;
    let moved = move_due(&mut changes, &case, &asked)?;
    changes.store(&Happening {
        id: cx.id(),
        case: case.id,
        kind: asked.kind,
        on: asked.on,
        words: asked.words,
        source: asked.source,
    });
    let mut reply =
        Reply::said(format!("{} on {} kept under {}", asked.kind, show_day_year(asked.on), case.reference));
    reply.warnings = moved;
    Decision::of(changes, EntryKind::CaseChanged, about(&case), None, reply)
}

/// Moves live actions that hang on this kind of event: due the day before it, or going on until it.
fn move_due(changes: &mut Changes<'_>, case: &Case, asked: &AddHappening) -> Result<Vec<String>, Refusal> {
    let mut words = Vec::new();
    for mut action in changes.find::<Action>("case", &case.id)? {
        let (due, says) = match action.due_kind {
            DueKind::Before => (add_days(asked.on, -1), "is now due"),
            DueKind::Ongoing => (asked.on, "now goes on until"),
            DueKind::On | DueKind::Usual | DueKind::Standing | DueKind::NoDate => continue,
        };
        let hangs = action.state.is_live() && action.due_event == Some(asked.kind);
        if hangs && action.due != Some(due) {
            action.due = Some(due);
            changes.store(&action);
            words.push(format!("{} {says} {}", action.reference, show_day_year(due)));
        }
    }
    Ok(words)
}

/// Says where the perpetrator is now.
pub fn set_whereabouts(cx: &mut Context<'_>, asked: SetWhereabouts) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let mut case: Case = changes.get(asked.case)?;
    case.whereabouts = Some(asked.words).filter(|words| !words.reveal().trim().is_empty());
    changes.store(&case);
    let reply = Reply::said(format!("whereabouts kept under {}", case.reference));
    Decision::of(changes, EntryKind::CaseChanged, about(&case), None, reply)
}

/// Keeps an agency out of a case.
pub fn declare(cx: &mut Context<'_>, asked: Declare) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    let mut changes = cx.changes();
    let case: Case = changes.get(asked.case)?;
    if area.agencies.get(&asked.agency).is_none() {
        return Err(Refusal::rule(format!("no agency of this area is called {}", asked.agency)));
    }
    said(&asked.reason, "the reason")?;
    let open = changes.find::<Action>("case", &case.id)?;
    let open = open.into_iter().filter(|action| action.state.is_live() && action.agency == asked.agency);
    let warnings =
        open.map(|action| format!("{} is theirs; give it to the alternate", action.reference)).collect();
    changes.store(&Wall {
        id: cx.id(),
        case: case.id,
        meeting: asked.meeting,
        agency: asked.agency.clone(),
        alternate: asked.alternate,
        reason: asked.reason,
    });
    let mut reply = Reply::said(format!("{} kept out of {}", asked.agency, case.reference));
    reply.warnings = warnings;
    Decision::of(
        changes,
        EntryKind::CaseChanged,
        about(&case),
        asked.meeting.map(crate::domain::id::Id::uuid),
        reply,
    )
}
