//! In which order cases are heard, and why each stands where it does.
//!
//! Order and who is heard are two things: nothing here leaves a case out.

use jiff::civil::Date;

use super::Context;
use crate::domain::calendar::{add_days, show_day, show_day_year};
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::plan;
use crate::domain::refusal::Refusal;
use crate::domain::rows::agenda::{AgendaItem, ItemState};
use crate::domain::rows::assessment::Assessment;
use crate::domain::rows::case::{Case, CaseState, Child, Happening, HappeningKind, Referral};
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::plan::{Milestone, PlanItem, Rag, Standing};
use crate::domain::rows::subject::Scored;
use crate::domain::tools::forum::OrderBy;
use crate::domain::tools::settings::SettingKey;

/// What the order of a case hangs on.
pub struct Candidate {
    /// Which case.
    pub case: Id<Case>,
    reference: String,
    children: usize,
    repeat_of: Option<Date>,
    referrer: String,
    received: Date,
    risk: u32,
    risk_words: String,
    imminent: Option<(Date, HappeningKind)>,
    linked: Option<String>,
    review: bool,
    late: Option<Date>,
    deferred: Option<Date>,
    plan: Option<PlanPlace>,
}

/// What the order of an item of a plan hangs on.
struct PlanPlace {
    rag: Option<Rag>,
    milestone: Option<Date>,
    overdue: bool,
    /// Its place among the forum's priorities, and what the priority is called.
    priority: (usize, String),
}

/// Gathers what the order of a case hangs on.
pub fn candidate(
    cx: &Context<'_>,
    changes: &Changes<'_>,
    meeting: &Meeting,
    case: &Case,
) -> Result<Candidate, Refusal> {
    let area = cx.area()?;
    let referral = last_referral(changes, case.id)?;
    let named = changes.find::<Child>("case", &case.id)?.len();
    let counted = referral.as_ref().and_then(|referral| referral.children).map_or(0, usize::from);
    let notice = i32::try_from(area.number(SettingKey::EventNotice, meeting.on)).unwrap_or(0);
    let imminent = changes.find::<Happening>("case", &case.id)?.into_iter();
    let imminent = imminent
        .filter(|happening| happening.on >= meeting.on && happening.on <= add_days(meeting.on, notice));
    let cut_off = u16::try_from(area.number(SettingKey::ReferralCutOff, meeting.on)).unwrap_or(0);
    let cut_off = area.holidays.clear_working_days_before(meeting.on, cut_off);
    let (risk, risk_words) = risk_of(changes, case.id)?;
    let linked = case.linked.map(|other| changes.get::<Case>(other)).transpose()?;
    let deferred = changes.find::<AgendaItem>("case", &case.id)?;
    let deferred =
        deferred.iter().any(|item| item.state == ItemState::Deferred && item.meeting != meeting.id);
    Ok(Candidate {
        case: case.id,
        reference: case.reference.clone(),
        children: named.max(counted),
        repeat_of: referral.as_ref().and_then(|referral| referral.repeat_of),
        referrer: referral.map(|referral| area.agency_said(&referral.agency).to_owned()).unwrap_or_default(),
        received: case.last_referred,
        risk,
        risk_words,
        imminent: imminent.map(|happening| (happening.on, happening.kind)).min_by_key(|(on, _)| *on),
        linked: linked.map(|other| other.reference),
        review: case.state == CaseState::Heard,
        late: (case.last_referred > cut_off).then_some(cut_off),
        deferred: deferred.then_some(case.last_referred),
        plan: plan_place(cx, changes, meeting, case)?,
    })
}

fn plan_place(
    cx: &Context<'_>,
    changes: &Changes<'_>,
    meeting: &Meeting,
    case: &Case,
) -> Result<Option<PlanPlace>, Refusal> {
    let Some(item) = changes.find::<PlanItem>("case", &case.id)?.into_iter().next() else { return Ok(None) };
    let priorities = &cx.area()?.forum(&case.forum)?.priority;
    let at = priorities.iter().position(|priority| priority.key == item.priority);
    let label = at.and_then(|at| priorities.get(at)).map_or(item.priority, |priority| priority.label.clone());
    let milestones = changes.find::<Milestone>("case", &case.id)?;
    let next = plan::next_milestone(&milestones, meeting.on).map(|row| row.due);
    let standings = changes.find::<Standing>("case", &case.id)?;
    Ok(Some(PlanPlace {
        rag: plan::standing(&standings, meeting.on).map(|row| row.rag),
        milestone: next,
        overdue: next.is_some_and(|due| due < meeting.on),
        priority: (at.unwrap_or(usize::MAX), label),
    }))
}

/// The newest referral of a case that is not a duplicate.
pub fn last_referral(changes: &Changes<'_>, case: Id<Case>) -> Result<Option<Referral>, Refusal> {
    use crate::domain::rows::case::ReferralStanding::Duplicate;
    let referrals = changes.find::<Referral>("case", &case)?.into_iter();
    Ok(referrals
        .filter(|referral| referral.standing != Duplicate)
        .max_by_key(|referral| (referral.received, referral.id)))
}

/// The latest figure of risk, and in words.
fn risk_of(changes: &Changes<'_>, case: Id<Case>) -> Result<(u32, String), Refusal> {
    if let Some(score) =
        changes.find::<Scored>("case", &case)?.into_iter().max_by_key(|score| (score.on, score.id))
    {
        return Ok((score.total, format!("score {}", score.total)));
    }
    let latest = Assessment::latest(changes.find::<Assessment>("case", &case)?);
    let Some(latest) = latest else { return Ok((0, "no assessment".to_owned())) };
    Ok(match (latest.count, latest.grade) {
        (Some(count), _) => (u32::from(count), format!("Dash {count}")),
        (None, Some(grade)) => {
            (u32::from(grade.eq_ignore_ascii_case("high")) * 14, format!("graded {grade}"))
        }
        (None, None) => (0, "no count".to_owned()),
    })
}

/// Orders candidates by the preset's keys, one after the other; linked cases then follow one another.
pub fn ordered(mut candidates: Vec<Candidate>, by: &[OrderBy]) -> Vec<Candidate> {
    candidates.sort_by_cached_key(|candidate| {
        let keys: Vec<(i64, String)> = by.iter().map(|order| key(candidate, *order)).collect();
        (keys, candidate.reference.clone())
    });
    if by.contains(&OrderBy::Linked) { together(candidates) } else { candidates }
}

/// The place a candidate takes by one key: smaller is earlier.
fn key(candidate: &Candidate, order: OrderBy) -> (i64, String) {
    let first = |yes: bool| (i64::from(!yes), String::new());
    match order {
        OrderBy::Children => first(candidate.children > 0),
        OrderBy::Repeats => first(candidate.repeat_of.is_some()),
        OrderBy::Imminent => first(candidate.imminent.is_some()),
        OrderBy::Reviews => first(candidate.review),
        OrderBy::Referrer => (0, candidate.referrer.to_lowercase()),
        OrderBy::Risk => (-i64::from(candidate.risk), String::new()),
        OrderBy::Received => (0, candidate.received.to_string()),
        OrderBy::Reference => (0, candidate.reference.clone()),
        OrderBy::Linked | OrderBy::Transfers | OrderBy::Exits => (0, String::new()),
        OrderBy::Rag | OrderBy::Milestone | OrderBy::Priority => {
            candidate.plan.as_ref().map_or((i64::MAX, String::new()), |place| plan_key(place, order))
        }
    }
}

/// What nobody has rated stands between amber and green: it may be either.
fn plan_key(place: &PlanPlace, order: OrderBy) -> (i64, String) {
    match order {
        OrderBy::Rag => {
            let rank = match place.rag {
                Some(Rag::Red) => 0,
                Some(Rag::Amber) => 1,
                None => 2,
                Some(Rag::Green) => 3,
            };
            (rank, String::new())
        }
        OrderBy::Milestone => (
            i64::from(place.milestone.is_none()),
            place.milestone.map(|due| due.to_string()).unwrap_or_default(),
        ),
        _ => (i64::try_from(place.priority.0).unwrap_or(i64::MAX), place.priority.1.to_lowercase()),
    }
}

/// Brings a linked case up behind the one it belongs beside.
fn together(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut waiting: Vec<Candidate> = candidates;
    let mut placed: Vec<Candidate> = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let next = waiting.remove(0);
        let beside = |other: &Candidate| {
            other.linked.as_ref() == Some(&next.reference) || next.linked.as_ref() == Some(&other.reference)
        };
        let partner = waiting.iter().position(beside);
        placed.push(next);
        if let Some(at) = partner {
            placed.push(waiting.remove(at));
        }
    }
    placed
}

/// Why the case stands there: what the preset looked at, then whatever the chair should know besides.
pub fn why(candidate: &Candidate, by: &[OrderBy]) -> String {
    let mut words: Vec<String> = by.iter().filter_map(|order| reason(candidate, *order)).collect();
    let people = [OrderBy::Imminent, OrderBy::Repeats, OrderBy::Linked, OrderBy::Risk, OrderBy::Received];
    let plan = [OrderBy::Rag, OrderBy::Milestone, OrderBy::Priority];
    let always = if candidate.plan.is_some() { plan.as_slice() } else { people.as_slice() };
    for order in always.iter().copied().filter(|order| !by.contains(order)) {
        words.extend(
            reason(candidate, order)
                .filter(|_| order != OrderBy::Received || !by.contains(&OrderBy::Referrer)),
        );
    }
    words.extend(
        candidate.deferred.map(|since| format!("deferred before, waiting since {}", show_day(since))),
    );
    words.extend(candidate.late.map(|cut_off| format!("late: after the cut-off of {}", show_day(cut_off))));
    words.join(" · ")
}

fn reason(candidate: &Candidate, order: OrderBy) -> Option<String> {
    Some(match order {
        OrderBy::Children if candidate.children == 0 => "adults only".to_owned(),
        OrderBy::Children if candidate.children == 1 => "1 child".to_owned(),
        OrderBy::Children => format!("{} children", candidate.children),
        OrderBy::Repeats => format!("repeat of {}", show_day_year(candidate.repeat_of?)),
        OrderBy::Imminent => {
            let (on, kind) = candidate.imminent?;
            format!("{kind} {}", show_day(on))
        }
        OrderBy::Linked => format!("beside {}", candidate.linked.as_ref()?),
        OrderBy::Reviews => if candidate.review { "review" } else { "new" }.to_owned(),
        OrderBy::Rag | OrderBy::Milestone | OrderBy::Priority => {
            return plan_reason(candidate.plan.as_ref()?, order);
        }
        OrderBy::Received if candidate.plan.is_some() => {
            format!("in the plan since {}", show_day_year(candidate.received))
        }
        OrderBy::Referrer | OrderBy::Received if candidate.referrer.is_empty() => {
            format!("received {}", show_day(candidate.received))
        }
        OrderBy::Referrer | OrderBy::Received => {
            format!("referred {} by {}", show_day(candidate.received), candidate.referrer)
        }
        OrderBy::Risk => candidate.risk_words.clone(),
        OrderBy::Reference | OrderBy::Transfers | OrderBy::Exits => return None,
    })
}

fn plan_reason(place: &PlanPlace, order: OrderBy) -> Option<String> {
    Some(match order {
        OrderBy::Rag => place.rag.map_or_else(|| "not rated".to_owned(), |rag| rag.word().to_owned()),
        OrderBy::Milestone if place.overdue => {
            format!("milestone overdue since {}", show_day_year(place.milestone?))
        }
        OrderBy::Milestone => format!("next milestone {}", show_day_year(place.milestone?)),
        _ => place.priority.1.clone(),
    })
}
