//! Meetings: adding one, opening and closing it, who takes part.

use jiff::civil::Date;

pub use super::counted;
use super::{Context, Decision, about, changeable};
use crate::domain::area::AreaData;
use crate::domain::calendar::show_day_year;
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{AcceptConfidentiality, AddMeeting, Adjourn, Attend, MoveMeeting, Place, Step};
use crate::domain::rows::agenda::{AgendaItem, ItemState};
use crate::domain::rows::case::{Case, CaseState};
use crate::domain::rows::meeting::{Attendance, Meeting, MeetingState};
use crate::domain::tools::forum::{CaseKind, Forum};
use crate::domain::tools::settings::{Basis, SettingKey};

/// Adds a meeting of the cycle.
pub fn add(cx: &mut Context<'_>, asked: AddMeeting) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let meeting = planned(cx, &changes, asked, 0)?;
    changes.store(&meeting);
    let reply = added(cx, &meeting)?;
    Decision::of(changes, EntryKind::MeetingAdded, None, about(&meeting), reply)
}

/// What is said of a meeting that was added.
pub fn added(cx: &Context<'_>, meeting: &Meeting) -> Result<Reply, Refusal> {
    let mut reply =
        Reply::said(format!("{} added", meeting.reference)).naming(&meeting.reference, meeting.id.uuid());
    if !cx.area()?.holidays.is_working_day(meeting.on) {
        reply.warnings.push(format!("{} is not a working day", show_day_year(meeting.on)));
    }
    Ok(reply)
}

/// A meeting to come; a second one on a day has `-2` in its reference, and so on. One for so many `cases` has the time
/// they take unless something else is asked; one for none has the forum's usual time.
pub fn planned(
    cx: &mut Context<'_>,
    changes: &Changes<'_>,
    asked: AddMeeting,
    cases: u32,
) -> Result<Meeting, Refusal> {
    let area = cx.area()?;
    let forum = area.forum(&asked.forum)?;
    let first = format!("{}-{}", forum.code, asked.on);
    let mut reference = first.clone();
    let mut sitting = 1;
    while !changes.find::<Meeting>("reference", &reference)?.is_empty() {
        sitting += 1;
        reference = format!("{first}-{sitting}");
    }
    let per_case = minutes_per_case(area, forum, asked.on);
    let usual = per_case * if cases == 0 { forum.capacity } else { cases };
    let minutes = asked.minutes.unwrap_or(usual);
    if minutes == 0 {
        return Err(Refusal::rule("a meeting needs at least one minute"));
    }
    Ok(Meeting {
        id: cx.id(),
        forum: forum.key.clone(),
        reference,
        on: asked.on,
        starts: asked.starts,
        minutes,
        per_case,
        venue: asked.venue,
        chair: asked.chair,
        minute_taker: None,
        state: MeetingState::Planned,
        opened: None,
        confidentiality: None,
        closed: None,
        approved: None,
        approved_by: None,
        approved_how: None,
        urgent: None,
        invited: None,
    })
}

/// Minutes planned for a case: the area's own decision where it made one for its cases of victims, else the forum's.
fn minutes_per_case(area: &AreaData, forum: &Forum, on: Date) -> u32 {
    let own = area.settings.on(SettingKey::MinutesPerCase, on);
    let own = own.filter(|setting| setting.basis == Basis::Area && forum.case_kind == CaseKind::Victim);
    own.map_or(forum.minutes_per_case, |_| area.number(SettingKey::MinutesPerCase, on).max(1))
}

/// Opens, pauses, resumes or closes a meeting.
pub fn step(cx: &mut Context<'_>, asked: &MoveMeeting) -> Result<Decision, Refusal> {
    use MeetingState::{Closed, Open, Paused, Planned};
    let mut changes = cx.changes();
    let mut meeting = changeable(&changes, asked.meeting)?;
    if asked.step == Step::Pause {
        let plain = Adjourn { meeting: meeting.id, resumes: None, why: None };
        return super::sitting::adjourn(cx, plain);
    }
    let (state, words) = match (asked.step, meeting.state) {
        (Step::Open, Planned) => (Open, "opened"),
        (Step::Open, Paused) => (Open, "resumed"),
        (Step::Open, Closed) => (Open, "opened again"),
        (Step::Close, Open | Paused) => (Closed, "closed"),
        (_, state) => return Err(Refusal::rule(format!("{} is {state}", meeting.reference))),
    };
    let mut reply =
        Reply::said(format!("{} {words}", meeting.reference)).naming(&meeting.reference, meeting.id.uuid());
    meeting.state = state;
    if state == Open {
        meeting.opened.get_or_insert(cx.now);
        meeting.closed = None;
        super::sitting::resumed(cx, &mut changes, &meeting)?;
    }
    if state == Closed {
        meeting.closed = Some(cx.now);
        reply.warnings = leave_cases(cx, &mut changes, meeting.id)?;
    }
    changes.store(&meeting);
    if state == Open {
        let by = Private::from(cx.by);
        super::sitting::minutes_taken(cx, &mut changes, meeting.clone(), by)?;
    }
    Decision::of(changes, EntryKind::MeetingMoved, None, about(&meeting), reply)
}

/// At the close the case being heard is left; one that was not reached waits for the next meeting. Nobody drops off.
fn leave_cases(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    meeting: Id<Meeting>,
) -> Result<Vec<String>, Refusal> {
    let mut left = Vec::new();
    for mut item in changes.find::<AgendaItem>("meeting", &meeting)? {
        let mut case: Case = changes.get(item.case)?;
        match item.state {
            ItemState::Hearing => {
                item.state = ItemState::Heard;
                item.closed = Some(cx.now);
                changes.store(&item);
                super::hearing::case_heard(cx, changes, &item)?;
            }
            ItemState::Waiting => {
                if case.state == CaseState::Listed {
                    case.state = CaseState::Referred;
                    changes.store(&case);
                }
                left.push(case.reference);
            }
            ItemState::Heard | ItemState::Deferred | ItemState::Withdrawn => {}
        }
    }
    let words = match left.as_slice() {
        [] => None,
        [one] => Some(format!("{one} was not reached and waits for the next meeting")),
        more => Some(format!("{} cases were not reached and wait for the next meeting", more.len())),
    };
    Ok(words.into_iter().collect())
}

/// Records how agencies take part; a line already there is changed.
pub fn attend(cx: &mut Context<'_>, asked: &Attend) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    let mut changes = cx.changes();
    let meeting = changeable(&changes, asked.meeting)?;
    let present = changes.find::<Attendance>("meeting", &meeting.id)?;
    for place in &asked.places {
        if area.agencies.get(&place.agency).is_none() {
            return Err(Refusal::rule(format!("no agency of this area is called {}", place.agency)));
        }
        let known = present.iter().find(|line| line.agency == place.agency);
        let mut line = placed(cx, meeting.id, place, known);
        // Who comes back first came when they first came.
        let first = known.filter(|known| known.left.is_some() && line.left.is_none());
        line.arrived = first.map_or(line.arrived, |known| known.arrived);
        super::sitting::came_or_went(cx, &mut changes, &meeting, (known, &line), place.arrived)?;
        changes.store(&line);
    }
    let reply =
        Reply::said(format!("attendance of {} recorded", counted(asked.places.len(), "agency", "agencies")));
    Decision::of(changes, EntryKind::Attendance, None, about(&meeting), reply)
}

fn placed(
    cx: &mut Context<'_>,
    meeting: Id<Meeting>,
    place: &Place,
    known: Option<&Attendance>,
) -> Attendance {
    let kept = |new: &Option<_>, old: Option<_>| new.clone().or(old);
    Attendance {
        id: known.map_or_else(|| cx.id(), |line| line.id),
        meeting,
        agency: place.agency.clone(),
        name: kept(&place.name, known.and_then(|line| line.name.clone())),
        post: kept(&place.post, known.and_then(|line| line.post.clone())),
        presence: place.presence,
        accepted: known.is_some_and(|line| line.accepted) && place.presence.is_there(),
        information: place.information.or(known.and_then(|line| line.information)),
        arrived: place.arrived.or(known.and_then(|line| line.arrived)),
        left: place.left,
        stands_for: kept(&place.stands_for, known.and_then(|line| line.stands_for.clone())),
        observes: kept(&place.observes, known.and_then(|line| line.observes.clone())),
        consented: place.consented.or(known.and_then(|line| line.consented)),
        sent: place.sent.or(known.and_then(|line| line.sent)),
    }
}

/// Everybody who is there accepts the confidentiality statement, but for the exceptions named.
pub fn accept(cx: &mut Context<'_>, asked: &AcceptConfidentiality) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let mut meeting = changeable(&changes, asked.meeting)?;
    let mut accepted = 0;
    for mut line in changes.find::<Attendance>("meeting", &meeting.id)? {
        if line.presence.is_there() {
            line.accepted = !asked.except.contains(&line.agency);
            accepted += usize::from(line.accepted);
            changes.store(&line);
        }
    }
    meeting.confidentiality.get_or_insert(cx.now);
    changes.store(&meeting);
    let mut reply =
        Reply::said(format!("confidentiality accepted by {}", counted(accepted, "agency", "agencies")));
    reply.warnings.extend(asked.except.iter().map(|agency| format!("not accepted by {agency}")));
    Decision::of(changes, EntryKind::Attendance, None, about(&meeting), reply)
}
