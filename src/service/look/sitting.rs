//! How a meeting stands besides its cases.

use std::collections::BTreeSet;

use super::Looking;
use crate::domain::desk::research_due;
use crate::domain::presence::{Table, quorum};
use crate::domain::refusal::Refusal;
use crate::domain::rows::agenda::Information;
use crate::domain::rows::area::Agency;
use crate::domain::rows::meeting::{Meeting, MeetingState};
use crate::domain::rows::sitting::{MinuteTaking, PlannedBreak, Research, Waiver};
use crate::domain::rules::hearing::feedback_due;
use crate::domain::tools::settings::SettingKey;
use crate::service::ask::Around;

/// How a meeting stands besides its cases.
pub fn around(
    with: &Looking<'_>,
    meeting: &Meeting,
    table: &Table,
    agencies: &[Agency],
) -> Result<Around, Refusal> {
    let (rows, area) = (with.rows(), with.area);
    let takers = rows.find::<MinuteTaking>("meeting", &meeting.id)?;
    let taker = takers.into_iter().max_by_key(|taking| (taking.began, taking.id));
    let waived = rows.find::<Waiver>("meeting", &meeting.id)?;
    let mut breaks = rows.find::<PlannedBreak>("meeting", &meeting.id)?;
    breaks.sort_by_key(|planned| planned.at);
    let sits = meeting.state != MeetingState::Planned || !table.attendance.is_empty();
    Ok(Around {
        quorum: quorum(area, meeting).map(|quorum| quorum.words(|key| area.agency_said(key).to_owned())),
        missing: if sits { table.missing(area, meeting) } else { Vec::new() },
        waived: waived.into_iter().max_by_key(|waiver| (waiver.at, waiver.id)),
        minutes_by: taker.map(|taking| (taking.by, taking.began)),
        breaks,
        research_due: Some(research_due(area, meeting.on)),
        silent: silent(with, meeting, agencies)?,
        long: area.number(SettingKey::MinutesPerCaseLong, meeting.on),
        feedback_due: Some(feedback_due(area, meeting.on)),
    })
}

/// Of the agencies expected, how many have returned and brought nothing at all.
fn silent(with: &Looking<'_>, meeting: &Meeting, agencies: &[Agency]) -> Result<(usize, usize), Refusal> {
    let rows = with.rows();
    let mut heard: BTreeSet<String> =
        rows.find::<Research>("meeting", &meeting.id)?.into_iter().map(|row| row.agency).collect();
    heard.extend(rows.find::<Information>("meeting", &meeting.id)?.into_iter().filter_map(|row| row.agency));
    let expected: Vec<&Agency> = agencies.iter().filter(|agency| agency.core).collect();
    let silent = expected.iter().filter(|agency| !heard.contains(&agency.key)).count();
    Ok((silent, expected.len()))
}
