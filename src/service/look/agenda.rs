//! A meeting with its agenda.

use jiff::ToSpan;
use jiff::civil::{DateTime, Time};

use super::{Looking, actions, since, sitting};
use crate::domain::desk::{self, Heap, Standing};
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::listing::{CaseFilter, CaseLine, Window};
use crate::domain::presence::Table;
use crate::domain::refusal::Refusal;
use crate::domain::rows::action::Action;
use crate::domain::rows::agenda::{AgendaItem, ItemState, Note};
use crate::domain::rows::area::Agency;
use crate::domain::rows::case::CaseState;
use crate::domain::rows::meeting::{Meeting, MeetingState};
use crate::domain::rows::sitting::PlannedBreak;
use crate::domain::statement;
use crate::domain::tools::forum::Forum;
use crate::domain::value::Json;
use crate::record::since::Since;
use crate::service::ask::{Agenda, ItemLine};

/// A meeting, its cases in order with the time each would take, and who takes part.
pub fn agenda(with: &Looking<'_>, id: Id<Meeting>) -> Result<Agenda, Refusal> {
    let rows = with.rows();
    let meeting: Meeting = rows.get(id)?;
    let forum = with.area.forum(&meeting.forum)?;
    let mut items = rows.find::<AgendaItem>("meeting", &id)?;
    items.sort_by_key(|item| item.position);
    let papers = desk::papers_out(&rows, id)?.map(|papers| papers.out);
    let table = Table::read(&rows, &meeting)?;
    let agencies = agencies(with, &meeting, forum)?;
    let around = sitting::around(with, &meeting, &table, &agencies)?;
    let times = schedule(&meeting, &items, &around.breaks, &table, with.now.local);
    let items = lines(with, &meeting, items, &times, since::papers_place(with, id)?)?;
    let waiting = CaseFilter {
        forum: Some(meeting.forum.clone()),
        state: Some(CaseState::Referred),
        ..CaseFilter::default()
    };
    Ok(Agenda {
        forum: format!("{} {}", with.area.name, forum.code),
        kind: forum.case_kind,
        labels: forum.labels.clone(),
        decisions: forum.decision.iter().map(|decision| decision.label.clone()).collect(),
        considered: forum.considered.clone(),
        marking: forum.marking.clone(),
        confidentiality: forum.confidentiality.clone(),
        papers,
        papers_due: desk::papers_due(with.area, meeting.on),
        presets: forum.order.iter().map(|preset| (preset.key.clone(), preset.label.clone())).collect(),
        attendance: table.attendance.clone(),
        table,
        around,
        agencies,
        outstanding: actions::outstanding(with, id)?.len(),
        expiries: expiries(with, &meeting)?,
        business: business(with, id)?,
        waiting: with.view.cases(&waiting, Window { offset: 0, limit: 0 }, with.now.today())?.total,
        over: times.needed.saturating_sub(meeting.minutes),
        next: statement::next_meeting(&rows, &meeting)?,
        items,
        ends: times.ends,
        meeting,
    })
}

/// Where the referral of a case on the agenda stands, when somebody has decided on it and it is not accepted.
fn undecided(rows: &Changes<'_>, item: &AgendaItem) -> Result<Option<Heap>, Refusal> {
    if item.state != ItemState::Waiting {
        return Ok(None);
    }
    let standing = Standing::of(rows, &rows.get(item.case)?)?;
    Ok(standing.last.is_some().then(|| standing.heap()).filter(|heap| *heap != Heap::Accepted))
}

/// Agencies in the area's order, called as they are when spoken of; those added in a meeting last.
fn agencies(with: &Looking<'_>, meeting: &Meeting, forum: &Forum) -> Result<Vec<Agency>, Refusal> {
    let mut agencies = with.rows().all::<Agency>()?;
    let place = |key: &str| with.area.agencies.agency.iter().position(|known| known.key == key);
    agencies.sort_by_key(|agency| place(&agency.key).unwrap_or(usize::MAX));
    for agency in agencies.iter_mut().filter(|agency| !agency.off_list) {
        agency.name = with.area.agency_said(&agency.key).to_owned();
        // Who is expected is the forum's to say, where its file does.
        agency.core =
            if forum.recipients.is_empty() { agency.core } else { forum.recipients.contains(&agency.key) };
    }
    // Those asked to an urgent meeting are the ones expected at it.
    if let Some(Json(invited)) = &meeting.invited {
        agencies.iter_mut().for_each(|agency| agency.core = invited.contains(&agency.key));
    }
    Ok(agencies)
}

/// What was kept under the meeting and no case, in the order in which it was said.
fn business(with: &Looking<'_>, id: Id<Meeting>) -> Result<Vec<Note>, Refusal> {
    let mut notes = with.rows().find::<Note>("meeting", &id)?;
    notes.retain(|note| note.case.is_none());
    notes.sort_by_key(|note| (note.at, note.id));
    Ok(notes)
}

fn expiries(with: &Looking<'_>, meeting: &Meeting) -> Result<Vec<CaseLine>, Refusal> {
    let rows = with.rows();
    let mut lines = Vec::new();
    for (reference, _) in statement::expiries(&rows, with.area, meeting)? {
        let cases = rows.find::<crate::domain::rows::case::Case>("reference", &reference)?;
        for case in cases {
            lines.extend(with.view.case_line(case.id, with.now.today())?);
        }
    }
    Ok(lines)
}

/// When each case would begin, and the minutes all of them need.
struct Times {
    begins: Vec<Time>,
    fits: Vec<bool>,
    ends: Time,
    needed: u32,
}

/// Works out when each case begins if each takes its time: one that was begun when it was, those after it from there
/// on and not before now; a break comes after the case that is being heard at its time.
fn schedule(
    meeting: &Meeting,
    items: &[AgendaItem],
    breaks: &[PlannedBreak],
    table: &Table,
    now: DateTime,
) -> Times {
    let sits = meeting.state == MeetingState::Open;
    let starts = meeting.opened.map_or(meeting.starts, DateTime::time);
    let mut at = meeting.on.to_datetime(starts);
    if let Some(day) = meeting.opened.map(DateTime::date).filter(|_| sits) {
        at = day.to_datetime(starts);
    }
    if let Some(resumes) =
        table.pauses.iter().rfind(|pause| pause.ended.is_none()).and_then(|pause| pause.resumes)
    {
        at = at.max(resumes);
    }
    let mut breaks = breaks.iter().peekable();
    let mut times = Times { begins: Vec::new(), fits: Vec::new(), ends: starts, needed: 0 };
    let add = |at: DateTime, minutes: u32| at.saturating_add(i64::from(minutes).minutes());
    for item in items {
        let minutes = if item.state.is_off() { 0 } else { item.minutes.unwrap_or(meeting.per_case) };
        if minutes > 0 {
            while let Some(planned) = breaks.next_if(|planned| planned.at <= at.time()) {
                times.needed += planned.minutes;
                // One that has been taken has passed already.
                if item.opened.is_none() && !(sits && at.date().to_datetime(planned.at) < now) {
                    at = add(at, planned.minutes);
                }
            }
        }
        at = match item.opened {
            Some(opened) => opened,
            None if sits && minutes > 0 => at.max(now),
            None => at,
        };
        times.needed += minutes;
        times.begins.push(at.time());
        times.fits.push(times.needed <= meeting.minutes);
        at = match item.closed.filter(|_| item.opened.is_some()) {
            Some(closed) => closed,
            None => add(at, minutes),
        };
    }
    times.ends = at.time();
    times
}

/// The cases in order as a list shows them.
fn lines(
    with: &Looking<'_>,
    meeting: &Meeting,
    items: Vec<AgendaItem>,
    times: &Times,
    papers: Option<Since>,
) -> Result<Vec<ItemLine>, Refusal> {
    let rows = with.rows();
    let mut lines = Vec::new();
    for ((item, begins), fits) in items.into_iter().zip(&times.begins).zip(&times.fits) {
        let Some(case) = with.view.case_line(item.case, with.now.today())? else { continue };
        let carried = rows.find::<Action>("case", &item.case)?;
        let carried = carried
            .iter()
            .filter(|action| action.state.is_live() && action.meeting != Some(meeting.id))
            .count();
        let since = match papers {
            Some(papers) if meeting.state != MeetingState::Approved => {
                since::since_papers(with, item.case, meeting.id, papers)?
            }
            _ => Vec::new(),
        };
        let undecided = undecided(&rows, &item)?;
        lines.push(ItemLine { case, begins: *begins, fits: *fits, carried, since, undecided, item });
    }
    Ok(lines)
}
