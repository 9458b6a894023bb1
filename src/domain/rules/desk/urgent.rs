//! A meeting outside the cycle: held for named cases, with the agencies that are asked.

use super::super::{Context, Decision, about, agenda, meeting};
use super::listings;
use crate::domain::calendar::show_day_year;
use crate::domain::entry::EntryKind;
use crate::domain::refusal::Refusal;
use crate::domain::request::{AddMeeting, Urgent};
use crate::domain::rows::case::Case;
use crate::domain::value::Json;

/// Adds a meeting outside the cycle with its cases on its own agenda. Where they stand on an agenda of the cycle stays as
/// it is.
pub fn add_urgent(cx: &mut Context<'_>, mut asked: AddMeeting, urgent: Urgent) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    let mut changes = cx.changes();
    if urgent.cases.is_empty() {
        return Err(Refusal::rule("an urgent meeting is held for at least one case"));
    }
    if let Some(key) = urgent.invite.iter().find(|key| area.agencies.get(key).is_none()) {
        return Err(Refusal::rule(format!("no agency of this area is called {key}")));
    }
    let cases: Vec<Case> =
        urgent.cases.iter().map(|case| changes.get::<Case>(*case)).collect::<Result<_, _>>()?;
    if let Some(case) = cases.first().filter(|_| asked.forum.is_empty()) {
        asked.forum.clone_from(&case.forum);
    }
    let count = u32::try_from(cases.len()).unwrap_or(u32::MAX);
    let mut held = meeting::planned(cx, &changes, asked, count)?;
    held.urgent = Some(true);
    held.invited = Some(urgent.invite).filter(|invite| !invite.is_empty()).map(Json);
    changes.store(&held);
    let mut reply = meeting::added(cx, &held)?;
    for case in cases {
        let others = listings(&changes, &case)?;
        reply.warnings.extend(others.iter().map(|(_, other)| {
            format!(
                "{} stays on the agenda of {}, {}",
                case.reference,
                other.reference,
                show_day_year(other.on)
            )
        }));
        agenda::put_on(cx, &mut changes, &held, case, "urgent meeting".to_owned())?;
    }
    Decision::of(changes, EntryKind::MeetingAdded, None, about(&held), reply)
}
