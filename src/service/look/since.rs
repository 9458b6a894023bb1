//! What changed about a case since its papers went out, or since it was put on an agenda.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::Looking;
use super::deeds::local;
use crate::domain::desk::{self, Change, ChangeKind};
use crate::domain::entry::{EntryKind, ROW};
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::rows::action::Action;
use crate::domain::rows::agenda::{AgendaItem, ItemState};
use crate::domain::rows::case::{Case, Party, PartyRole, Wall};
use crate::domain::rows::desk::Alert;
use crate::domain::rows::meeting::{Meeting, MeetingState};
use crate::domain::shape::Stored;
use crate::domain::value::Value;
use crate::record::since::{Since, Touch};
use crate::service::ask::AlertLine;

/// Whether an entry is the one that put this item on its agenda.
fn adds(touch: &Touch, item: Id<AgendaItem>) -> bool {
    touch.edits.iter().any(|edit| {
        edit.id == item.uuid()
            && edit.table == AgendaItem::SHAPE.name
            && edit.field == ROW
            && edit.now != Value::Null
    })
}

/// What changed about a case and its victim since, told in kinds towards one meeting; the oldest first. The perpetrator's
/// contact details are no safe contact.
fn told(
    with: &Looking<'_>,
    case: Id<Case>,
    meeting: Id<Meeting>,
    since: Since,
) -> Result<Vec<Change>, Refusal> {
    let victims = with.rows().find::<Party>("case", &case)?.into_iter();
    let victims = victims.filter(|party| party.role == PartyRole::Victim).map(|party| party.person.uuid());
    let mut changes = Vec::new();
    for subject in std::iter::once(case.uuid()).chain(victims) {
        for touch in with.view.touches(subject, since)? {
            let (at, place) = (local(with, touch.at), (touch.group, touch.pos));
            changes.extend(desk::changes_of(&touch.edits, meeting.uuid(), at, place));
        }
    }
    changes.sort_by_key(|change| change.place);
    Ok(changes)
}

/// Where in the record the papers of a meeting went out; nothing while they have not.
pub fn papers_place(with: &Looking<'_>, meeting: Id<Meeting>) -> Result<Option<Since>, Refusal> {
    let Some(papers) = desk::papers_out(&with.rows(), meeting)? else { return Ok(None) };
    if papers.out != papers.at {
        // Said afterwards: they went out at another time than it was entered.
        let out = papers.out.to_zoned(TimeZone::system()).map_or(Timestamp::MIN, |zoned| zoned.timestamp());
        return Ok(Some(Since::Moment(out)));
    }
    Ok(with.view.places(meeting.uuid(), EntryKind::PapersOut)?.first().map(|place| Since::Place(*place)))
}

/// What changed about a case from when the papers of a meeting went out until the meeting was opened.
pub fn since_papers(
    with: &Looking<'_>,
    case: Id<Case>,
    meeting: Id<Meeting>,
    papers: Since,
) -> Result<Vec<Change>, Refusal> {
    let mut changes = told(with, case, meeting, papers)?;
    // What is said in the meeting itself is no change of its papers.
    if let Some(opened) = with.view.places(meeting.uuid(), EntryKind::MeetingMoved)?.last() {
        changes.retain(|change| change.place < *opened);
    }
    Ok(changes)
}

/// Changes before meetings to come that nobody has dealt with, by meeting and place on its agenda.
pub fn alerts(with: &Looking<'_>) -> Result<Vec<AlertLine>, Refusal> {
    let rows = with.rows();
    let mut meetings = rows.find::<Meeting>("state", &MeetingState::Planned)?;
    meetings.retain(|meeting| meeting.on >= with.now.today());
    meetings.sort_by_key(|meeting| (meeting.on, meeting.starts, meeting.id));
    let mut lines = Vec::new();
    for meeting in meetings {
        let papers = papers_place(with, meeting.id)?;
        let mut items = rows.find::<AgendaItem>("meeting", &meeting.id)?;
        items.retain(|item| !matches!(item.state, ItemState::Heard | ItemState::Hearing));
        items.sort_by_key(|item| item.position);
        for item in items {
            lines.extend(alert(with, &meeting, &item, papers)?);
        }
    }
    Ok(lines)
}

/// What changed about one case since it was put on the agenda, less what was dealt with.
fn alert(
    with: &Looking<'_>,
    meeting: &Meeting,
    item: &AgendaItem,
    papers: Option<Since>,
) -> Result<Option<AlertLine>, Refusal> {
    let rows = with.rows();
    let touches = with.view.touches(item.case.uuid(), Since::Ever)?;
    let Some(put_on) = touches.iter().find(|touch| adds(touch, item.id)) else { return Ok(None) };
    let settled: Vec<Uuid> =
        rows.find::<Alert>("case", &item.case)?.into_iter().flat_map(|alert| alert.covers.0).collect();
    let after = |change: &Change| match papers {
        Some(Since::Place(papers)) => change.place > papers,
        Some(Since::Moment(papers)) => change.at >= papers.to_zoned(TimeZone::system()).datetime(),
        Some(Since::Ever) | None => false,
    };
    let mut changes = told(with, item.case, meeting.id, Since::Place(put_on.pos - 1))?;
    changes.retain(|change| {
        let known = match change.kind {
            // Those who plan by the papers are told of what is not in them.
            ChangeKind::Added | ChangeKind::Deferred => after(change),
            // What came in the same change as the item is on the agenda with it.
            kind => kind.alerts() && change.group != put_on.group,
        };
        known && !settled.contains(&change.group)
    });
    let Some(case) = with.view.case_line(item.case, with.now.today())?.filter(|_| !changes.is_empty()) else {
        return Ok(None);
    };
    let forum = with.area.forum(&meeting.forum)?;
    let name = format!("{} {}", with.area.name, forum.code);
    Ok(Some(AlertLine {
        text: desk::alert_text(&forum.marking, &name, &case.reference, meeting.on, &changes),
        to: concerned(with, item.case)?,
        case,
        meeting: meeting.id,
        reference: meeting.reference.clone(),
        on: meeting.on,
        changes,
    }))
}

/// The IDVA and whoever has an open action on a case, less those kept out of it.
fn concerned(with: &Looking<'_>, case: Id<Case>) -> Result<Vec<(String, String)>, Refusal> {
    let rows = with.rows();
    let mut keys: Vec<String> = desk::idva(with.area).map(|agency| agency.key.clone()).into_iter().collect();
    for action in rows.find::<Action>("case", &case)?.iter().filter(|action| action.state.is_live()) {
        keys.extend(std::iter::once(&action.agency).chain(&action.supporting.0).cloned());
    }
    let walls = rows.find::<Wall>("case", &case)?;
    keys.retain(|key| with.area.agencies.get(key).is_some() && walls.iter().all(|wall| wall.agency != *key));
    let mut to: Vec<(String, String)> = Vec::new();
    for key in keys {
        if to.iter().all(|(known, _)| *known != key) {
            let said = with.area.agency_said(&key).to_owned();
            to.push((key, said));
        }
    }
    Ok(to)
}
