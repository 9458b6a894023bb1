//! The facts of the attendance register.

use crate::domain::calendar::add_days;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::rows::meeting::{Attendance, Meeting};
use crate::domain::statement;
use crate::domain::told::attendance::{Expected, RegisterFacts, expected, held};
use crate::service::looking::Looking;

/// Days back in which the last meeting is looked for, to say who came then. Our default.
const BACK: i32 = 183;

/// Gathers the register of a meeting.
pub fn gather(with: &Looking<'_>, id: Id<Meeting>) -> Result<RegisterFacts, Refusal> {
    let rows = with.rows();
    let meeting: Meeting = rows.get(id)?;
    let told = statement::gather(&rows, with.area, &meeting)?.meeting;
    let taken = rows.find::<Attendance>("meeting", &id)?;
    let before = held(&rows, &meeting.forum, add_days(meeting.on, -BACK), add_days(meeting.on, -1))?;
    let before = before.last().map(|last| rows.find::<Attendance>("meeting", &last.id)).transpose()?;
    let before = before.unwrap_or_default();
    let keys = expected(with.area, &meeting)?;
    let announced = taken.iter().map(|line| &line.agency).filter(|key| !keys.contains(key));
    let line = |key: &String| {
        let now = taken.iter().find(|line| line.agency == *key);
        let named = now.filter(|line| line.name.is_some());
        let who =
            named.or_else(|| before.iter().find(|line| line.agency == *key && line.presence.is_there()));
        Expected {
            agency: with.area.agency_name(key).to_owned(),
            name: who.and_then(|line| line.name.clone()),
            post: who.and_then(|line| line.post.clone()),
            said: now.map(|line| line.presence),
        }
    };
    let nothing = keys.iter().filter(|key| taken.iter().all(|line| line.agency != **key));
    Ok(RegisterFacts {
        head: super::head(with, &meeting)?,
        confidentiality: told.confidentiality,
        accepted: told.accepted,
        begun: meeting.opened.is_some(),
        expected: keys.iter().chain(announced).map(line).collect(),
        nothing: nothing.map(|key| with.area.agency_name(key).to_owned()).collect(),
        came: told.attendance,
    })
}
