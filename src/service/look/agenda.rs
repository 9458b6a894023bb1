//! A meeting with its agenda.

use jiff::ToSpan;
use jiff::civil::{DateTime, Time};

use super::{Looking, actions, since};
use crate::domain::desk::{self, Heap, Standing};
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::listing::{CaseFilter, CaseLine, Window};
use crate::domain::refusal::Refusal;
use crate::domain::rows::action::Action;
use crate::domain::rows::agenda::{AgendaItem, ItemState, Note};
use crate::domain::rows::area::Agency;
use crate::domain::rows::case::CaseState;
use crate::domain::rows::meeting::{Attendance, Meeting, MeetingState};
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
    let (items, ends) = timed(with, &meeting, items, since::papers_place(with, id)?)?;
    let waiting = CaseFilter {
        forum: Some(meeting.forum.clone()),
        state: Some(CaseState::Referred),
        ..CaseFilter::default()
    };
    let to_hear = items.iter().filter(|line| !line.item.state.is_off()).count();
    let needed = u32::try_from(to_hear).unwrap_or(u32::MAX).saturating_mul(meeting.per_case);
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
        attendance: rows.find::<Attendance>("meeting", &id)?,
        agencies: agencies(with, &meeting, forum)?,
        outstanding: actions::outstanding(with, id)?.len(),
        expiries: expiries(with, &meeting)?,
        business: business(with, id)?,
        waiting: with.view.cases(&waiting, Window { offset: 0, limit: 0 }, with.now.today())?.total,
        over: needed.saturating_sub(meeting.minutes),
        next: statement::next_meeting(&rows, &meeting)?,
        items,
        ends,
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

/// When each case would begin if each takes its time, and when the last would end.
fn timed(
    with: &Looking<'_>,
    meeting: &Meeting,
    items: Vec<AgendaItem>,
    papers: Option<Since>,
) -> Result<(Vec<ItemLine>, Time), Refusal> {
    let rows = with.rows();
    let mut begins = meeting.opened.map_or(meeting.starts, DateTime::time);
    let mut spent = 0;
    let mut lines = Vec::new();
    for item in items {
        let Some(case) = with.view.case_line(item.case, with.now.today())? else { continue };
        let counts = !item.state.is_off();
        let carried = rows.find::<Action>("case", &item.case)?;
        let carried = carried
            .iter()
            .filter(|action| action.state.is_live() && action.meeting != Some(meeting.id))
            .count();
        let minutes = if counts { meeting.per_case } else { 0 };
        spent += minutes;
        let since = match papers {
            Some(papers) if meeting.state != MeetingState::Approved => {
                since::since_papers(with, item.case, meeting.id, papers)?
            }
            _ => Vec::new(),
        };
        let undecided = undecided(&rows, &item)?;
        let fits = spent <= meeting.minutes;
        lines.push(ItemLine { case, begins, fits, carried, since, undecided, item });
        begins = begins.wrapping_add(i64::from(minutes).minutes());
    }
    Ok((lines, begins))
}
