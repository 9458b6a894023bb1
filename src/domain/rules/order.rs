//! In which order cases are heard, and why each stands where it does.
//!
//! Order and who is heard are two things: nothing here leaves a case out.

use jiff::civil::Date;

use super::plan_place::PlanPlace;
use super::{Context, stage};
use crate::domain::calendar::{add_days, show_day, show_day_year};
use crate::domain::desk::{self, Standing};
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::rows::agenda::{AgendaItem, ItemState};
use crate::domain::rows::assessment::Assessment;
use crate::domain::rows::case::{Case, CaseState, Child, Happening, HappeningKind};
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::subject::{Scored, Stage};
use crate::domain::tools::forum::{CaseKind, OrderBy};
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
    come: Come,
    transferred: Option<String>,
    late: Option<Date>,
    deferred: Option<Date>,
    plan: Option<PlanPlace>,
}

/// How far a case has come in the forum: what comes earlier is heard earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Come {
    /// A subject proposed for leaving.
    Exit,
    /// A subject whose review is overdue since a day.
    Overdue(Date),
    /// Heard before.
    Review,
    /// Not heard yet.
    New,
}

impl Come {
    fn of(cx: &Context<'_>, changes: &Changes<'_>, meeting: &Meeting, case: &Case) -> Result<Self, Refusal> {
        let area = cx.area()?;
        if area.forum(&case.forum)?.case_kind != CaseKind::Subject {
            return Ok(if case.state == CaseState::Heard { Self::Review } else { Self::New });
        }
        if stage::standing(changes, case)? == Stage::ExitProposed {
            return Ok(Self::Exit);
        }
        Ok(match stage::reviewed(changes, area, case, meeting.on)? {
            Some((_, due)) if due < meeting.on => Self::Overdue(due),
            Some(_) => Self::Review,
            None => Self::New,
        })
    }
}

/// Gathers what the order of a case hangs on.
pub fn candidate(
    cx: &Context<'_>,
    changes: &Changes<'_>,
    meeting: &Meeting,
    case: &Case,
) -> Result<Candidate, Refusal> {
    let area = cx.area()?;
    let standing = Standing::of(changes, case)?;
    let (came, transferred) = (standing.came, standing.transferred.map(|transfer| transfer.marac));
    let referral = standing.referral;
    let named = changes.find::<Child>("case", &case.id)?.len();
    let counted = referral.as_ref().and_then(|referral| referral.children).map_or(0, usize::from);
    let notice = i32::try_from(area.number(SettingKey::EventNotice, meeting.on)).unwrap_or(0);
    let imminent = changes.find::<Happening>("case", &case.id)?.into_iter();
    let imminent = imminent
        .filter(|happening| happening.awaited(meeting.on) && happening.on <= add_days(meeting.on, notice));
    let cut_off = desk::cut_off(area, meeting.on);
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
        received: came,
        risk,
        risk_words,
        imminent: imminent.map(|happening| (happening.on, happening.kind)).min_by_key(|(on, _)| *on),
        linked: linked.map(|other| other.reference),
        come: Come::of(cx, changes, meeting, case)?,
        late: (!meeting.is_urgent() && came > cut_off).then_some(cut_off),
        transferred,
        deferred: deferred.then_some(came),
        plan: PlanPlace::of(cx, changes, meeting, case)?,
    })
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
        OrderBy::Exits => first(candidate.come == Come::Exit),
        OrderBy::Reviews => match candidate.come {
            Come::Exit | Come::Overdue(_) => (0, String::new()),
            Come::Review => (1, String::new()),
            Come::New => (2, String::new()),
        },
        OrderBy::Transfers => first(candidate.transferred.is_some()),
        OrderBy::Referrer => (0, candidate.referrer.to_lowercase()),
        OrderBy::Risk => (-i64::from(candidate.risk), String::new()),
        OrderBy::Received => (0, candidate.received.to_string()),
        OrderBy::Reference => (0, candidate.reference.clone()),
        OrderBy::Linked => (0, String::new()),
        OrderBy::Rag | OrderBy::Milestone | OrderBy::Priority => {
            candidate.plan.as_ref().map_or((i64::MAX, String::new()), |place| place.key(order))
        }
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
    let people = [
        OrderBy::Imminent,
        OrderBy::Repeats,
        OrderBy::Transfers,
        OrderBy::Linked,
        OrderBy::Risk,
        OrderBy::Received,
    ];
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
        OrderBy::Exits if candidate.come == Come::Exit => "exit proposed".to_owned(),
        OrderBy::Reviews => match candidate.come {
            Come::Overdue(due) => format!("review overdue since {}", show_day(due)),
            Come::Exit | Come::Review => "review".to_owned(),
            Come::New => "new".to_owned(),
        },
        OrderBy::Rag | OrderBy::Milestone | OrderBy::Priority => {
            return candidate.plan.as_ref()?.reason(order);
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
        OrderBy::Transfers => format!("from {}", candidate.transferred.as_ref()?),
        OrderBy::Reference | OrderBy::Exits => return None,
    })
}
