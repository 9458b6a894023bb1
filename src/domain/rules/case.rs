//! What is added to a case before or between meetings.

use super::{Context, Decision, about, flag, said};
use crate::domain::calendar::show_day_year;
use crate::domain::entry::EntryKind;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{AddFirstContact, AddViews, Declare};
use crate::domain::rows::action::Action;
use crate::domain::rows::case::{Case, FirstContact, Party, PartyRole, Views, Wall};

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

/// Keeps the first contact with the victim, or a try at it.
pub fn add_first_contact(cx: &mut Context<'_>, asked: AddFirstContact) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let case: Case = changes.get(asked.case)?;
    if asked.on > cx.today() {
        return Err(Refusal::rule("a contact that has not been made yet is an action, not a contact"));
    }
    for party in
        changes.find::<Party>("case", &case.id)?.iter().filter(|party| party.role == PartyRole::Victim)
    {
        if let Some(died) = flag::died_on(&changes, party.person)?.filter(|died| *died < asked.on) {
            return Err(Refusal::rule(format!("the victim died on {}", show_day_year(died))));
        }
    }
    changes.store(&FirstContact {
        id: cx.id(),
        case: case.id,
        on: asked.on,
        agency: asked.agency,
        how: asked.how,
        reached: asked.reached,
        words: asked.words.filter(|words| !words.reveal().trim().is_empty()),
    });
    let what = if asked.reached { "contact with the victim" } else { "a try to reach the victim" };
    let reply = Reply::said(format!("{what} kept under {}", case.reference));
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
