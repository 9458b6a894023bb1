//! Actions: adding those of a line, changing who or when, reviewing them.

use jiff::civil::Date;
use uuid::Uuid;

use super::{Context, Decision, about, arose, before, changeable, forums, opposing, pathway, safety, said};
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{AddActions, ChangeAction, Handover, NewDue, Proof, ReviewAction, Terms};
use crate::domain::rows::action::{Action, ActionState, Review, ReviewOutcome};
use crate::domain::rows::area::Agency;
use crate::domain::rows::case::{Case, Wall};
use crate::domain::rows::meeting::{Attendance, Meeting, MeetingState};
use crate::domain::value::Json;

/// The agency key that stands for every agency at once.
pub const EVERY_AGENCY: &str = "all";

/// Adds the actions read from one line; several are linked.
pub fn add(cx: &mut Context<'_>, asked: AddActions) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let case: Case = changes.get(asked.case)?;
    let meeting = asked.meeting.map(|meeting| changeable(&changes, meeting)).transpose()?;
    let (typed, open) = (&asked.typed, ActionState::Open);
    let source = asked.source.map(|source| arose::source(&changes, &case, source)).transpose()?;
    let mut reply = agree(cx, &mut changes, &case, meeting.as_ref(), typed, asked.terms, open)?;
    if let Some(source) = source {
        arose::arose(&mut changes, &reply, source)?;
        reply.words = format!("{}, of what was said", reply.words);
    }
    Decision::of(changes, EntryKind::ActionAdded, about(&case), meeting.as_ref().and_then(about), reply)
}

/// Stores the actions of one line. `at_first` is where one stands that nobody else has to confirm: open when agreed here,
/// awaiting confirmation when it came with a case from another area.
pub fn agree(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    case: &Case,
    meeting: Option<&Meeting>,
    typed: &Private,
    terms: Vec<Terms>,
    at_first: ActionState,
) -> Result<Reply, Refusal> {
    let linked = (terms.len() > 1).then(|| cx.ids.next());
    let first = changes.next_number::<Action>("case", &case.id, "number")?;
    let mut reply = Reply::default();
    reply.warnings.extend(beforehand(cx, changes, case, &terms)?);
    for (number, terms) in (first..).zip(terms) {
        said(&terms.words, "the action")?;
        not_to_come(cx, terms.completed_on)?;
        known_agency(cx, changes, &terms)?;
        let walled = walled(changes, case, std::iter::once(&terms.agency).chain(&terms.supporting))?;
        reply.warnings.extend(walled.iter().map(|key| for_the_alternate(key, case)));
        let state = match first_state(changes, meeting, &terms, walled.contains(&terms.agency))? {
            ActionState::Open => at_first,
            state => state,
        };
        let blank = Blank { case, meeting: meeting.map(|meeting| meeting.id), number, linked, typed };
        let action = agreed(cx, &blank, state, terms);
        changes.store(&action);
        reply.warnings.extend(safety::by_library(cx, changes, case, &action)?);
        reply.warnings.extend(before::taken_before(changes, &action)?);
        reply.warnings.extend(pathway::of_action(cx, changes, case, &action)?);
        reply = reply.naming(&action.reference, action.id.uuid());
    }
    if reply.references.is_empty() {
        return Err(Refusal::rule("no action was read from the line"));
    }
    reply.words = format!("{} added", reply.references.join(", "));
    Ok(reply)
}

/// What to know before these actions are done: that contact may reach the other side, that another forum asks for much
/// the same. Said, and never a refusal.
fn beforehand(
    cx: &Context<'_>,
    changes: &Changes<'_>,
    case: &Case,
    terms: &[Terms],
) -> Result<Vec<String>, Refusal> {
    let live = || terms.iter().filter(|terms| terms.completed.is_none());
    let mut told = Vec::new();
    if live().any(opposing::contacts_victim) {
        told.extend(opposing::before_contact(changes, case)?);
    }
    for terms in live() {
        told.extend(forums::resembling(changes, cx.area()?, case, terms, cx.today())?);
    }
    Ok(told)
}

/// What the actions of one line have in common.
struct Blank<'a> {
    case: &'a Case,
    meeting: Option<Id<Meeting>>,
    number: u32,
    linked: Option<Uuid>,
    typed: &'a Private,
}

fn agreed(cx: &mut Context<'_>, blank: &Blank<'_>, state: ActionState, terms: Terms) -> Action {
    let proof = terms.completed.as_ref().map(Proof::of).unwrap_or_default();
    let confirmed_on = proof.confirmed_by.is_some().then(|| cx.today());
    Action {
        id: cx.id(),
        case: blank.case.id,
        meeting: blank.meeting,
        number: blank.number,
        reference: format!("{}/{}", blank.case.reference, blank.number),
        agency: terms.agency,
        supporting: Json(terms.supporting),
        person: terms.person,
        words: terms.words,
        typed: blank.typed.clone(),
        due_kind: terms.due_kind,
        due: terms.due,
        due_time: terms.due_time,
        due_event: terms.due_event,
        protects: terms.protects,
        state,
        agreed: cx.now,
        closed: (state == ActionState::Completed).then(|| terms.completed_on.unwrap_or(cx.today())),
        outcome: terms.completed.filter(|note| !note.is_empty()),
        off_papers: terms.off_papers,
        linked: blank.linked,
        arose: None,
        first_due: None,
        evidence: proof.evidence,
        confirmed_by: proof.confirmed_by,
        confirmed_on,
        merged_into: None,
        repeats: None,
    }
}

/// An agency of the area; one that is off the list is added to it, marked so.
fn known_agency(cx: &mut Context<'_>, changes: &mut Changes<'_>, terms: &Terms) -> Result<(), Refusal> {
    let keys = std::iter::once(&terms.agency).chain(&terms.supporting);
    for key in keys.filter(|key| *key != EVERY_AGENCY) {
        if !changes.find::<Agency>("key", key)?.is_empty() {
            continue;
        }
        let Some(name) = terms.off_list.as_ref().filter(|_| *key == terms.agency) else {
            return Err(Refusal::rule(format!("no agency of this area is called {key}")));
        };
        let short = name.chars().take(12).collect();
        let (key, name) = (key.clone(), name.clone());
        changes.store(&Agency { id: cx.id(), key, name, short, core: false, off_list: true });
    }
    Ok(())
}

/// Which of these agencies are out of the case for a conflict. An action is not refused for that, since nothing typed in
/// the room is: it awaits confirmation by the agency's alternate.
fn walled<'a>(
    changes: &Changes<'_>,
    case: &Case,
    agencies: impl Iterator<Item = &'a String>,
) -> Result<Vec<String>, Refusal> {
    let walls = changes.find::<Wall>("case", &case.id)?;
    Ok(agencies.filter(|key| walls.iter().any(|wall| wall.agency == **key)).cloned().collect())
}

fn for_the_alternate(agency: &str, case: &Case) -> String {
    format!("{agency} is out of {} for a conflict; its alternate has to confirm", case.reference)
}

/// Open when the agency is there to accept; awaiting confirmation when it is out of the case, or attendance was taken
/// and it is not there.
fn first_state(
    changes: &Changes<'_>,
    meeting: Option<&Meeting>,
    terms: &Terms,
    walled: bool,
) -> Result<ActionState, Refusal> {
    if terms.completed.is_some() {
        return Ok(ActionState::Completed);
    }
    if walled {
        return Ok(ActionState::AwaitingConfirmation);
    }
    let Some(meeting) = meeting.filter(|_| terms.agency != EVERY_AGENCY) else {
        return Ok(ActionState::Open);
    };
    let attendance = changes.find::<Attendance>("meeting", &meeting.id)?;
    let there = attendance
        .iter()
        .any(|line| line.agency == terms.agency && line.presence.is_there() && line.left.is_none());
    let taken = !attendance.is_empty();
    Ok(if terms.awaiting || (taken && !there) {
        ActionState::AwaitingConfirmation
    } else {
        ActionState::Open
    })
}

/// A live action, or why it cannot be changed.
pub(super) fn live(changes: &Changes<'_>, id: Id<Action>) -> Result<(Action, Case), Refusal> {
    let action: Action = changes.get(id)?;
    if !action.state.is_live() {
        return Err(Refusal::rule(format!(
            "{} is {} already; open it again to change it",
            action.reference, action.state
        )));
    }
    let case = changes.get(action.case)?;
    Ok((action, case))
}

/// Changes when an action is due or whose it is; what it was is kept as a review, with the reason.
pub fn change(cx: &mut Context<'_>, asked: ChangeAction) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let (mut action, case) = live(&changes, asked.action)?;
    let had = action.clone();
    if let Some(due) = asked.due {
        due_again(&mut action, due);
    }
    if let Some(to) = asked.to {
        hand_over(&changes, &case, &mut action, to)?;
    }
    changes.store(&action);
    let outcome = if asked.due.is_some() && (action.due, action.due_kind) != (had.due, had.due_kind) {
        ReviewOutcome::DueMoved
    } else if action.agency != had.agency {
        ReviewOutcome::HandedOver
    } else {
        ReviewOutcome::Continues
    };
    let moved = outcome == ReviewOutcome::DueMoved;
    changes.store(&Review {
        due_was: had.due.filter(|_| moved),
        due_now: action.due.filter(|_| moved),
        agency_was: (action.agency != had.agency).then_some(had.agency),
        ..reviewed(cx, &action, None, outcome, asked.reason)
    });
    let reply =
        Reply::said(format!("{} changed", action.reference)).naming(&action.reference, action.id.uuid());
    Decision::of(changes, EntryKind::ActionChanged, about(&case), action.meeting.map(Id::uuid), reply)
}

/// Gives an action another date; the first it had stays known.
pub(super) fn due_again(action: &mut Action, due: NewDue) {
    if action.first_due.is_none() && action.due != due.date {
        action.first_due = action.due;
    }
    action.due_kind = due.kind;
    action.due = due.date;
    action.due_time = due.time;
    action.due_event = due.event;
}

/// Gives an action to other agencies; one that is not there has to confirm it.
fn hand_over(changes: &Changes<'_>, case: &Case, action: &mut Action, to: Handover) -> Result<(), Refusal> {
    for key in std::iter::once(&to.agency).chain(&to.supporting) {
        if *key != EVERY_AGENCY && changes.find::<Agency>("key", key)?.is_empty() {
            return Err(Refusal::rule(format!("no agency of this area is called {key}")));
        }
    }
    let walled = !walled(changes, case, std::iter::once(&to.agency))?.is_empty();
    action.agency = to.agency;
    action.supporting = Json(to.supporting);
    action.person = to.person;
    action.state = if to.awaiting || walled { ActionState::AwaitingConfirmation } else { ActionState::Open };
    Ok(())
}

/// What was done was done today or before.
fn not_to_come(cx: &Context<'_>, on: Option<Date>) -> Result<(), Refusal> {
    if on.is_some_and(|on| on > cx.today()) {
        return Err(Refusal::rule("an action cannot be closed on a day to come"));
    }
    Ok(())
}

/// Records what a review found. Approved minutes do not stand in the way: outcomes belong to the action, and a
/// review after approval is no meeting's.
pub fn review(cx: &mut Context<'_>, asked: ReviewAction) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let (mut action, case) = live(&changes, asked.action)?;
    let meeting = asked.meeting.map(|meeting| changes.get::<Meeting>(meeting)).transpose()?;
    let meeting = meeting.filter(|meeting| meeting.state != MeetingState::Approved);
    let note = asked.note.filter(|note| !note.reveal().trim().is_empty());
    if asked.outcome.needs_reason() && note.is_none() {
        return Err(Refusal::rule(format!("say why {} is {}", action.reference, asked.outcome)));
    }
    let state = match asked.outcome {
        ReviewOutcome::Continues => action.state,
        ReviewOutcome::Confirmed => ActionState::Open,
        ReviewOutcome::InHand => ActionState::InHand,
        ReviewOutcome::Completed => ActionState::Completed,
        ReviewOutcome::NoLongerPossible => ActionState::NoLongerPossible,
        ReviewOutcome::NotDone => ActionState::NotDone,
        ReviewOutcome::Withdrawn => ActionState::Withdrawn,
        ReviewOutcome::Reopened
        | ReviewOutcome::Merged
        | ReviewOutcome::TookIn
        | ReviewOutcome::DueMoved
        | ReviewOutcome::HandedOver => {
            return Err(Refusal::rule(format!(
                "\"{}\" is no outcome of a review: it is a change of its own",
                asked.outcome
            )));
        }
    };
    action.state = state;
    if !state.is_live() {
        not_to_come(cx, asked.on)?;
        action.closed = asked.on.or(Some(cx.today()));
        action.outcome.clone_from(&note);
    }
    if state == ActionState::Completed {
        prove(cx, &mut action, asked.proof, note.as_ref())?;
    }
    changes.store(&action);
    pathway::action_closed(&mut changes, &action)?;
    let meeting_id = meeting.as_ref().map(|meeting| meeting.id);
    changes.store(&Review {
        evidence: action.evidence.clone(),
        confirmed_by: action.confirmed_by.clone(),
        ..reviewed(cx, &action, meeting_id, asked.outcome, note)
    });
    let reply = Reply::said(format!("{} {}", action.reference, asked.outcome))
        .naming(&action.reference, action.id.uuid());
    Decision::of(changes, EntryKind::ActionChanged, about(&case), meeting.as_ref().and_then(about), reply)
}

/// Keeps what shows that an action was done: as it was given, else as the note says it.
fn prove(cx: &Context<'_>, action: &mut Action, given: Proof, note: Option<&Private>) -> Result<(), Refusal> {
    not_to_come(cx, given.confirmed_on)?;
    let said = note.map(Proof::of).unwrap_or_default();
    let filled = |words: Option<Private>| words.filter(|words| !words.reveal().trim().is_empty());
    action.evidence = filled(given.evidence).or(said.evidence);
    action.confirmed_by = filled(given.confirmed_by).or(said.confirmed_by);
    action.confirmed_on = action.confirmed_by.is_some().then(|| given.confirmed_on.unwrap_or(cx.today()));
    Ok(())
}

pub(super) fn reviewed(
    cx: &mut Context<'_>,
    action: &Action,
    meeting: Option<Id<Meeting>>,
    outcome: ReviewOutcome,
    note: Option<Private>,
) -> Review {
    Review {
        id: cx.id(),
        action: action.id,
        case: action.case,
        meeting,
        outcome,
        note,
        at: cx.now,
        due_was: None,
        due_now: None,
        agency_was: None,
        evidence: None,
        confirmed_by: None,
        other: None,
    }
}
