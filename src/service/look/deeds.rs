//! What was done, as listed for undo.

use super::Looking;
use crate::domain::entry::EntryKind;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::rows::area::User;
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::Meeting;
use crate::service::ask::{Deed, Undoing};
use crate::service::undone;

/// The newest changes, newest first.
pub fn deeds(with: &Looking<'_>, most: usize) -> Result<Vec<Deed>, Refusal> {
    let rows = with.rows();
    let users = rows.all::<User>()?;
    let mut deeds = Vec::new();
    for done in with.view.done(None, None, most)? {
        let case = done.about.map(|id| rows.look::<Case>(Id::new(id))).transpose()?.flatten();
        let meeting = done.meeting.map(|id| rows.look::<Meeting>(Id::new(id))).transpose()?.flatten();
        let what = done.kind.map_or("changed by a newer program", EntryKind::word);
        let place =
            case.map(|case| case.reference).or(meeting.map(|meeting| meeting.reference)).unwrap_or_default();
        let also = if done.entries > 1 { also(with, done.group)? } else { Vec::new() };
        let more = if done.entries > 1 { format!(" and {} more", done.entries - 1) } else { String::new() };
        let by = users
            .iter()
            .find(|user| user.id.uuid() == done.actor)
            .map_or("set-up", |user| user.handle.as_str());
        deeds.push(Deed {
            group: done.group,
            at: local(with, done.at),
            by: by.to_owned(),
            words: format!("{what} {place}{more}").trim_end().to_owned(),
            place,
            also,
            undone: done.undone,
            own: done.actor == with.actor,
        });
    }
    Ok(deeds)
}

/// Cases looked at for what a change of several is about (our default).
const ABOUT: usize = 200;

/// References of the cases that a change of several is about.
fn also(with: &Looking<'_>, group: uuid::Uuid) -> Result<Vec<String>, Refusal> {
    let rows = with.rows();
    let mut references = Vec::new();
    for id in with.view.abouts(group, ABOUT)? {
        references.extend(rows.look::<Case>(Id::new(id))?.map(|case| case.reference));
    }
    Ok(references)
}

/// What the next undo of whoever asks would do.
pub fn undoing(with: &Looking<'_>) -> Result<Option<Undoing>, Refusal> {
    let Some(last) = with.view.last_change(with.actor)? else { return Ok(None) };
    let entries = with.view.reversal(last.group)?;
    let rows = with.rows();
    let what = last.kind.map_or("changed by a newer program", EntryKind::word);
    let case = last.about.map(|id| rows.look::<Case>(Id::new(id))).transpose()?.flatten();
    let meeting = last.meeting.map(|id| rows.look::<Meeting>(Id::new(id))).transpose()?.flatten();
    let place = case.map(|case| case.reference).or(meeting.map(|meeting| meeting.reference));
    Ok(Some(Undoing {
        words: format!("{what} {}", place.unwrap_or_default()).trim_end().to_owned(),
        at: local(with, last.at),
        lines: undone::told(with.view, &entries),
    }))
}

/// An instant as the clock on the wall showed it; never later than now, whatever the zone.
pub fn local(with: &Looking<'_>, at: jiff::Timestamp) -> jiff::civil::DateTime {
    at.to_zoned(jiff::tz::TimeZone::system()).datetime().min(with.now.local)
}
