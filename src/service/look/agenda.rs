//! A meeting with its agenda, and what is incomplete before approval.

use jiff::ToSpan;
use jiff::civil::Time;

use super::{Looking, actions};
use crate::domain::id::Id;
use crate::domain::listing::{CaseFilter, CaseLine, Window};
use crate::domain::refusal::Refusal;
use crate::domain::rows::action::Action;
use crate::domain::rows::agenda::{AgendaItem, ItemState, Note};
use crate::domain::rows::area::Agency;
use crate::domain::rows::case::CaseState;
use crate::domain::rows::meeting::{Attendance, Meeting};
use crate::domain::rules::incomplete as lacking;
use crate::domain::statement;
use crate::domain::tools::forum::Forum;
use crate::service::ask::{Agenda, ItemLine, Lack};

/// A meeting, its cases in order with the time each would take, and who takes part.
pub fn agenda(with: &Looking<'_>, id: Id<Meeting>) -> Result<Agenda, Refusal> {
    let rows = with.rows();
    let meeting: Meeting = rows.get(id)?;
    let forum = with.area.forum(&meeting.forum)?;
    let mut items = rows.find::<AgendaItem>("meeting", &id)?;
    items.sort_by_key(|item| item.position);
    let (items, ends) = timed(with, &meeting, items)?;
    let waiting = CaseFilter {
        forum: Some(meeting.forum.clone()),
        state: Some(CaseState::Referred),
        ..CaseFilter::default()
    };
    let to_hear = items.iter().filter(|line| line.item.state != ItemState::Deferred).count();
    let needed = u32::try_from(to_hear).unwrap_or(u32::MAX).saturating_mul(meeting.per_case);
    Ok(Agenda {
        forum: format!("{} {}", with.area.name, forum.code),
        kind: forum.case_kind,
        labels: forum.labels.clone(),
        decisions: forum.decision.iter().map(|decision| decision.label.clone()).collect(),
        considered: forum.considered.clone(),
        marking: forum.marking.clone(),
        confidentiality: forum.confidentiality.clone(),
        presets: forum.order.iter().map(|preset| (preset.key.clone(), preset.label.clone())).collect(),
        attendance: rows.find::<Attendance>("meeting", &id)?,
        agencies: agencies(with, forum)?,
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

/// Agencies in the area's order, called as they are when spoken of; those added in a meeting last.
fn agencies(with: &Looking<'_>, forum: &Forum) -> Result<Vec<Agency>, Refusal> {
    let mut agencies = with.rows().all::<Agency>()?;
    let place = |key: &str| with.area.agencies.agency.iter().position(|known| known.key == key);
    agencies.sort_by_key(|agency| place(&agency.key).unwrap_or(usize::MAX));
    for agency in agencies.iter_mut().filter(|agency| !agency.off_list) {
        agency.name = with.area.agency_said(&agency.key).to_owned();
        // Who is expected is the forum's to say, where its file does.
        agency.core =
            if forum.recipients.is_empty() { agency.core } else { forum.recipients.contains(&agency.key) };
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
) -> Result<(Vec<ItemLine>, Time), Refusal> {
    let rows = with.rows();
    let mut begins = meeting.opened.map_or(meeting.starts, jiff::civil::DateTime::time);
    let mut spent = 0;
    let mut lines = Vec::new();
    for item in items {
        let Some(case) = with.view.case_line(item.case, with.now.today())? else { continue };
        let counts = item.state != ItemState::Deferred;
        let carried = rows.find::<Action>("case", &item.case)?;
        let carried = carried
            .iter()
            .filter(|action| action.state.is_live() && action.meeting != Some(meeting.id))
            .count();
        let minutes = if counts { meeting.per_case } else { 0 };
        spent += minutes;
        lines.push(ItemLine { case, begins, fits: spent <= meeting.minutes, carried, item });
        begins = begins.wrapping_add(i64::from(minutes).minutes());
    }
    Ok((lines, begins))
}

/// What a chair would want to know before approving, each with the item to go to.
pub fn incomplete(with: &Looking<'_>, id: Id<Meeting>) -> Result<Vec<Lack>, Refusal> {
    let rows = with.rows();
    let meeting: Meeting = rows.get(id)?;
    let facts = statement::gather(&rows, with.area, &meeting)?;
    let items = rows.find::<AgendaItem>("meeting", &id)?;
    let lacks = lacking(&facts).into_iter().map(|words| {
        let (place, what) =
            words.split_once(": ").map_or(("", words.as_str()), |(place, what)| (place, what));
        let of = facts.cases.iter().find(|case| place.ends_with(&case.reference) && !place.is_empty());
        let item =
            of.and_then(|case| items.iter().find(|item| item.case.uuid() == case.case)).map(|item| item.id);
        Lack { item, place: place.to_owned(), words: what.to_owned() }
    });
    Ok(lacks.collect())
}
