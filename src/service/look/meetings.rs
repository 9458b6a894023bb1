//! Lines of the meeting list.

use super::Looking;
use crate::domain::refusal::Refusal;
use crate::domain::rows::action::Action;
use crate::domain::rows::agenda::{AgendaItem, ItemState};
use crate::domain::rows::meeting::Meeting;
use crate::service::ask::MeetingLine;

/// Every meeting, the newest first.
pub fn all(with: &Looking<'_>) -> Result<Vec<MeetingLine>, Refusal> {
    let mut meetings = with.rows().all::<Meeting>()?;
    meetings.sort_by_key(|meeting| std::cmp::Reverse((meeting.on, meeting.starts, meeting.id)));
    meetings.into_iter().map(|meeting| line(with, meeting)).collect()
}

/// One meeting as a list shows it.
pub fn line(with: &Looking<'_>, meeting: Meeting) -> Result<MeetingLine, Refusal> {
    let rows = with.rows();
    let items = rows.find::<AgendaItem>("meeting", &meeting.id)?;
    let actions = rows.find::<Action>("meeting", &Some(meeting.id))?.len();
    let heard = items.iter().filter(|item| item.state == ItemState::Heard).count();
    Ok(MeetingLine { cases: items.len(), heard, actions, meeting })
}
