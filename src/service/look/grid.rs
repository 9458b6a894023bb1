//! Every agency against every case of a meeting: what was returned before it, and who spoke in it.

use std::collections::{BTreeMap, BTreeSet};

use super::Looking;
use super::agenda::agenda;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::rows::agenda::Information;
use crate::domain::rows::case::{Case, Wall};
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::sitting::Research;
use crate::service::ask::{Cell, Grid, GridCase};

/// Every agency against every case.
pub fn grid(with: &Looking<'_>, id: Id<Meeting>) -> Result<Grid, Refusal> {
    let agenda = agenda(with, id)?;
    let rows = with.rows();
    let mut cells: BTreeMap<(Id<Case>, String), Cell> = BTreeMap::new();
    let mut known: BTreeSet<String> = BTreeSet::new();
    for row in rows.find::<Research>("meeting", &id)? {
        known.insert(row.agency.clone());
        let place = (row.case, row.agency.clone());
        cells.entry(place).or_default().returned = Some((row.kind, row.on));
    }
    for row in rows.find::<Information>("meeting", &id)? {
        let Some(agency) = row.agency else { continue };
        known.insert(agency.clone());
        let cell = cells.entry((row.case, agency)).or_default();
        // What was written down before the meeting began was sent, not spoken.
        if agenda.meeting.opened.is_none_or(|opened| row.at < opened) {
            cell.returned.get_or_insert((row.kind, row.on.unwrap_or_else(|| row.at.date())));
            continue;
        }
        // What was brought counts for more than that nothing is known, whichever was said last.
        cell.spoke = Some(cell.spoke.map_or(row.kind, |held| held.min(row.kind)));
    }
    let cases: Vec<GridCase> = agenda
        .items
        .iter()
        .filter(|line| !line.item.state.is_off())
        .map(|line| GridCase {
            item: line.item.clone(),
            reference: line.case.reference.clone(),
            begins: line.begins,
        })
        .collect();
    for line in &cases {
        for wall in rows.find::<Wall>("case", &line.item.case)? {
            cells.entry((line.item.case, wall.agency)).or_default().walled = Some(wall.alternate);
        }
    }
    let mut agencies = agenda.agencies;
    agencies.retain(|agency| agency.core || known.contains(&agency.key) || agenda.table.is_here(&agency.key));
    for agency in &agencies {
        for line in cases.iter().filter(|line| !agenda.table.belongs(&agency.key, line.item.case)) {
            cells.entry((line.item.case, agency.key.clone())).or_default().elsewhere = true;
        }
    }
    Ok(Grid { due: agenda.around.research_due, agencies, cases, cells })
}
