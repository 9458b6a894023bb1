//! The agenda: which cases stand on it and in which order; moving and deferring one.

use super::order::{self, Candidate};
use super::{Context, Decision, about, changeable};
use crate::domain::calendar::{add_days, show_day_year};
use crate::domain::desk::{Heap, Standing};
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{BuildAgenda, Defer, MoveItem};
use crate::domain::rows::agenda::{AgendaItem, ItemState};
use crate::domain::rows::case::{Case, CaseState};
use crate::domain::rows::meeting::{Meeting, MeetingState};
use crate::domain::tools::forum::Forum;

/// Puts every waiting case of the forum on the agenda, in the order of a preset. Cases heard or deferred stay where
/// they are; one moved by hand keeps its place. What does not fit the time is on the agenda all the same.
pub fn build(cx: &mut Context<'_>, asked: &BuildAgenda) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    let mut changes = cx.changes();
    let meeting = changeable(&changes, asked.meeting)?;
    let forum = area.forum(&meeting.forum)?;
    let preset = match &asked.preset {
        None => forum.order.first(),
        Some(key) => forum.order.iter().find(|preset| preset.key == *key),
    };
    let preset = preset.ok_or_else(|| {
        let keys: Vec<&str> = forum.order.iter().map(|preset| preset.key.as_str()).collect();
        Refusal::rule(format!("{} can be ordered by {}", forum.code, keys.join(", ")))
    })?;
    let (mut settled, standing): (Vec<AgendaItem>, Vec<AgendaItem>) = changes
        .find::<AgendaItem>("meeting", &meeting.id)?
        .into_iter()
        .partition(|item| item.state != ItemState::Waiting);
    settled.sort_by_key(|item| item.position);
    let cases = if meeting.is_urgent() {
        // Held for its cases and no other.
        Vec::new()
    } else {
        waiting(&changes, &meeting, forum, &settled)?
    };
    let cases = with_standing(&changes, cases, &standing)?;
    let (cases, elsewhere) = meant_for(&changes, &meeting, cases, &standing)?;
    let candidates = cases
        .iter()
        .map(|case| order::candidate(cx, &changes, &meeting, case))
        .collect::<Result<Vec<_>, _>>()?;
    let candidates = order::ordered(candidates, &preset.by);
    let items = place(cx, &changes, &meeting, &candidates, &standing, &preset.by)?;
    let (heard, deferred): (Vec<_>, Vec<_>) = settled.into_iter().partition(|item| !item.state.is_off());
    let total = store_in_order(&mut changes, heard.into_iter().chain(items).chain(deferred));
    let undecided = undecided(&changes, &cases)?;
    for mut case in cases {
        // One that an urgent meeting heard stays heard; a case under review is listed each time.
        let waits = matches!(case.state, CaseState::Referred | CaseState::Listed);
        if waits || (case.state == CaseState::Heard && reviews(forum).is_some()) {
            case.state = CaseState::Listed;
            changes.store(&case);
        }
    }
    let listed = candidates.len();
    let mut reply = Reply::said(format!(
        "{} on the agenda of {}, {}",
        super::meeting::counted(listed, "case", "cases"),
        meeting.reference,
        preset.label.to_lowercase()
    ));
    let needed = u32::try_from(total).unwrap_or(u32::MAX).saturating_mul(meeting.per_case);
    if needed > meeting.minutes {
        reply.warnings.push(format!(
            "{needed} minutes are needed and {} are set aside: a longer day or a second sitting; nobody was left out",
            meeting.minutes
        ));
    }
    reply.warnings.extend(undecided);
    reply.warnings.extend(elsewhere);
    Decision::of(changes, EntryKind::AgendaBuilt, None, about(&meeting), reply)
}

/// Days a review may come early, so that a meeting moved off a holiday does not miss it. Our default.
const EARLY_DAYS: i32 = 3;
/// The cases that stand on the agenda already belong on it, wherever else they were heard since: nobody drops off.
fn with_standing(
    changes: &Changes<'_>,
    mut cases: Vec<Case>,
    standing: &[AgendaItem],
) -> Result<Vec<Case>, Refusal> {
    for item in standing {
        if cases.iter().all(|case| case.id != item.case) {
            cases.push(changes.get(item.case)?);
        }
    }
    cases.sort_by_key(|case| case.id);
    Ok(cases)
}

/// Cases that a coordinator accepted for another meeting to come wait for that one, and are told.
fn meant_for(
    changes: &Changes<'_>,
    meeting: &Meeting,
    cases: Vec<Case>,
    standing: &[AgendaItem],
) -> Result<(Vec<Case>, Vec<String>), Refusal> {
    let (mut here, mut elsewhere) = (Vec::new(), Vec::new());
    for case in cases {
        let other = Standing::of(changes, &case)?.accepted_for().filter(|other| *other != meeting.id);
        let other = other.map(|other| changes.look::<Meeting>(other)).transpose()?.flatten();
        let stands = standing.iter().any(|item| item.case == case.id);
        match other.filter(|other| other.is_to_come() && other.on > meeting.on && !stands) {
            Some(other) => elsewhere.push(format!("{} was accepted for {}", case.reference, other.reference)),
            None => here.push(case),
        }
    }
    Ok((here, elsewhere))
}

/// What is said of cases on the agenda that nobody has accepted, once decisions are made here at all: an area that
/// decides on no referral is not told that it should.
fn undecided(changes: &Changes<'_>, cases: &[Case]) -> Result<Option<String>, Refusal> {
    let mut waiting = Vec::new();
    let mut decides = false;
    for case in cases {
        let standing = Standing::of(changes, case)?;
        decides |= standing.last.is_some();
        if standing.heap() != Heap::Accepted {
            waiting.push(case.reference.as_str());
        }
    }
    let some = decides && !waiting.is_empty();
    Ok(some.then(|| format!("on the agenda and not accepted yet: {}", waiting.join(", "))))
}

/// The cases that should be on this agenda and are not settled there: those that wait, those already listed here,
/// and those that were heard and are due for review by the forum's file.
fn waiting(
    changes: &Changes<'_>,
    meeting: &Meeting,
    forum: &Forum,
    settled: &[AgendaItem],
) -> Result<Vec<Case>, Refusal> {
    let review = reviews(forum);
    let mut states = vec![CaseState::Referred, CaseState::Listed];
    states.extend(review.map(|_| CaseState::Heard));
    let mut cases = Vec::new();
    for state in states {
        for case in changes.find::<Case>("state", &state)? {
            let here = case.forum == meeting.forum && case.last_referred <= meeting.on;
            let settled = settled.iter().any(|item| item.case == case.id);
            if !here || settled {
                continue;
            }
            let wanted = match state {
                CaseState::Listed => !listed_elsewhere(changes, meeting, &case)?,
                CaseState::Heard => review_due(changes, meeting, &case, review.unwrap_or(0))?,
                _ => true,
            };
            cases.extend(wanted.then_some(case));
        }
    }
    cases.sort_by_key(|case| case.id);
    Ok(cases)
}

/// Weeks after which a case that was heard comes back; nothing when it does not.
fn reviews(forum: &Forum) -> Option<u32> {
    match forum.review_weeks {
        Some(0) => None,
        Some(weeks) => Some(weeks),
        None => forum.case_kind.comes_back().then_some(0),
    }
}

/// Whether so many weeks have passed since a case was last heard.
fn review_due(changes: &Changes<'_>, meeting: &Meeting, case: &Case, weeks: u32) -> Result<bool, Refusal> {
    let mut last = None;
    for item in changes.find::<AgendaItem>("case", &case.id)? {
        if item.state == ItemState::Heard && item.meeting != meeting.id {
            last = last.max(Some(changes.get::<Meeting>(item.meeting)?.on));
        }
    }
    let days = i32::try_from(weeks.saturating_mul(7)).unwrap_or(i32::MAX);
    Ok(last.is_none_or(|last| add_days(last, days.saturating_sub(EARLY_DAYS).max(0)) <= meeting.on))
}

fn listed_elsewhere(changes: &Changes<'_>, meeting: &Meeting, case: &Case) -> Result<bool, Refusal> {
    for item in changes.find::<AgendaItem>("case", &case.id)? {
        if item.meeting != meeting.id && item.state == ItemState::Waiting {
            let other: Meeting = changes.get(item.meeting)?;
            if matches!(other.state, MeetingState::Planned | MeetingState::Open | MeetingState::Paused) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Items for the candidates in their order; one that was moved by hand goes back to where it was put.
fn place(
    cx: &mut Context<'_>,
    changes: &Changes<'_>,
    meeting: &Meeting,
    candidates: &[Candidate],
    standing: &[AgendaItem],
    by: &[crate::domain::tools::forum::OrderBy],
) -> Result<Vec<AgendaItem>, Refusal> {
    let mut placed = Vec::new();
    let mut moved = Vec::new();
    for candidate in candidates {
        let known = standing.iter().find(|item| item.case == candidate.case).cloned();
        let by_hand = known.as_ref().is_some_and(|item| item.moved.is_some());
        let mut item = match known {
            Some(item) => item,
            None => blank(cx, changes, meeting.id, candidate.case)?,
        };
        item.why = order::why(candidate, by);
        if by_hand { moved.push(item) } else { placed.push(item) }
    }
    moved.sort_by_key(|item| item.position);
    for item in moved {
        let at = usize::try_from(item.position.saturating_sub(1)).unwrap_or(usize::MAX).min(placed.len());
        placed.insert(at, item);
    }
    Ok(placed)
}

/// A case's new place on an agenda, its number and reason still to come.
pub fn blank(
    cx: &mut Context<'_>,
    changes: &Changes<'_>,
    meeting: Id<Meeting>,
    case: Id<Case>,
) -> Result<AgendaItem, Refusal> {
    let earlier = changes.find::<AgendaItem>("case", &case)?;
    let deferrals = earlier.iter().filter(|item| item.state == ItemState::Deferred).count();
    Ok(AgendaItem {
        id: cx.id(),
        meeting,
        case,
        position: 0,
        why: String::new(),
        state: ItemState::Waiting,
        opened: None,
        closed: None,
        moved: None,
        deferred: None,
        interim: None,
        deferrals: u32::try_from(deferrals).unwrap_or(u32::MAX),
        minutes: None,
    })
}

/// Puts a case at the end of an agenda. Where else it stands is not touched.
pub fn put_on(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    meeting: &Meeting,
    mut case: Case,
    why: String,
) -> Result<(), Refusal> {
    if matches!(meeting.state, MeetingState::Closed | MeetingState::Approved) {
        return Err(Refusal::rule(format!("{} is over", meeting.reference)));
    }
    if case.forum != meeting.forum {
        return Err(Refusal::rule(format!("{} belongs to another forum", case.reference)));
    }
    if case.state.has_left() {
        return Err(Refusal::rule(format!("{} is {}; open it again first", case.reference, case.state)));
    }
    let items = changes.find::<AgendaItem>("meeting", &meeting.id)?;
    if let Some(known) = items.iter().find(|item| item.case == case.id) {
        return Err(Refusal::rule(format!(
            "{} is on the agenda of {} already: {}",
            case.reference, meeting.reference, known.state
        )));
    }
    let last = items.iter().map(|item| item.position).max().unwrap_or(0);
    let mut item = blank(cx, changes, meeting.id, case.id)?;
    item.position = last + 1;
    item.why = why;
    item.state = ItemState::Waiting;
    changes.store(&item);
    case.state = CaseState::Listed;
    changes.store(&case);
    Ok(())
}

/// Numbers the items from 1 and stores those that changed; says how many there are.
fn store_in_order(changes: &mut Changes<'_>, items: impl Iterator<Item = AgendaItem>) -> usize {
    let mut total = 0;
    for mut item in items {
        total += 1;
        item.position = u32::try_from(total).unwrap_or(u32::MAX);
        changes.store(&item);
    }
    total
}

/// Moves a case to another place.
pub fn move_item(cx: &mut Context<'_>, asked: MoveItem) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let mut moving: AgendaItem = changes.get(asked.item)?;
    let meeting = changeable(&changes, moving.meeting)?;
    let case: Case = changes.get(moving.case)?;
    let mut items = changes.find::<AgendaItem>("meeting", &meeting.id)?;
    items.sort_by_key(|item| item.position);
    items.retain(|item| item.id != moving.id);
    let at = usize::try_from(asked.to.max(1) - 1).unwrap_or(usize::MAX).min(items.len());
    moving.moved = Some(asked.reason.unwrap_or_default());
    items.insert(at, moving);
    store_in_order(&mut changes, items.into_iter());
    let reply = Reply::said(format!("{} moved to {}", case.reference, at + 1));
    Decision::of(changes, EntryKind::AgendaMoved, about(&case), about(&meeting), reply)
}

/// Defers a case to the next meeting: the chair's decision, with its reason and what keeps the victim safe.
pub fn defer(cx: &mut Context<'_>, asked: Defer) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let mut item: AgendaItem = changes.get(asked.item)?;
    let meeting = changeable(&changes, item.meeting)?;
    let mut case: Case = changes.get(item.case)?;
    if matches!(item.state, ItemState::Heard | ItemState::Withdrawn) {
        let how = if item.state == ItemState::Heard { "heard" } else { "taken off the agenda" };
        return Err(Refusal::rule(format!("{} has been {how}", case.reference)));
    }
    super::said(&asked.reason, "the reason for deferring")?;
    let interim = asked.interim.filter(|interim| !interim.reveal().trim().is_empty());
    let mut reply = Reply::said(format!("{} deferred", case.reference));
    if item.deferrals > 0 {
        reply.warnings.push(format!(
            "{} was deferred before ({} in all); it was referred {}",
            case.reference,
            item.deferrals + 1,
            show_day_year(case.last_referred)
        ));
    }
    if interim.is_none() {
        reply.warnings.push("no interim safety action was given".to_owned());
    }
    item.state = ItemState::Deferred;
    item.deferred = Some(asked.reason);
    item.interim = interim;
    if case.state == CaseState::Listed {
        case.state = CaseState::Referred;
    }
    changes.store(&item);
    changes.store(&case);
    Decision::of(changes, EntryKind::Deferred, about(&case), about(&meeting), reply)
}
