//! The facts of the gap sheet.

use crate::domain::desk::{self, Standing};
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::rows::agenda::InformationKind;
use crate::domain::rows::case::{Case, Finding, FirstContact, Party, PartyRole, ToCorrect, Views};
use crate::domain::rows::meeting::{Meeting, MeetingState};
use crate::domain::told::gaps::{CaseGaps, GapFacts, Returned};
use crate::service::ask::Cell;
use crate::service::look::{grid, minutes};
use crate::service::looking::Looking;

/// Gathers what is missing for a meeting.
pub fn gather(with: &Looking<'_>, id: Id<Meeting>) -> Result<GapFacts, Refusal> {
    let meeting: Meeting = with.rows().get(id)?;
    let grid = grid::grid(with, id)?;
    let agencies = grid.agencies.iter().map(|agency| {
        let row = grid.cases.iter().map(|line| returned(&grid.cell(line.item.case, &agency.key)));
        (agency.name.clone(), row.collect())
    });
    let cases = grid
        .cases
        .iter()
        .map(|line| Ok(CaseGaps { reference: line.reference.clone(), lacks: lacks(with, line.item.case)? }));
    Ok(GapFacts {
        head: super::head(with, &meeting)?,
        due: grid.due,
        agencies: agencies.collect(),
        cases: cases.collect::<Result<_, Refusal>>()?,
        draft: draft(with, &meeting)?,
    })
}

/// What came of one agency on one case: before the meeting, else in it.
fn returned(cell: &Cell) -> Returned {
    if cell.walled.is_some() {
        return Returned::Out;
    }
    match cell.returned.map(|(kind, _)| kind).or(cell.spoke) {
        Some(InformationKind::Shared) => Returned::Information,
        Some(InformationKind::NothingKnown) => Returned::Nothing,
        Some(InformationKind::Late) => Returned::Late,
        Some(InformationKind::Missing) => Returned::Brought,
        None if cell.elsewhere => Returned::Elsewhere,
        None => Returned::Gap,
    }
}

/// What a case lacks before it is heard, in words that name nobody.
fn lacks(with: &Looking<'_>, id: Id<Case>) -> Result<Vec<String>, Refusal> {
    let rows = with.rows();
    let case: Case = rows.get(id)?;
    let mut lacks = Vec::new();
    let parties = rows.find::<Party>("case", &id)?;
    if parties.iter().any(|party| party.role == PartyRole::Victim) {
        if rows.find::<Views>("case", &id)?.is_empty() {
            lacks.push("no views of the victim held".to_owned());
        }
        let tries = rows.find::<FirstContact>("case", &id)?;
        if !tries.iter().any(|contact| contact.reached) {
            lacks.push(match tries.len() {
                0 => "no contact with the victim recorded".to_owned(),
                1 => "the victim was not reached, 1 try".to_owned(),
                count => format!("the victim was not reached, {count} tries"),
            });
        }
        let standing = Standing::of(&rows, &case)?;
        if standing.told.is_none() && desk::idva(with.area).is_some() {
            lacks.push("the IDVA has not been told".to_owned());
        }
        if standing.last.is_some() && standing.heap() != desk::Heap::Accepted {
            lacks.push(format!("the referral is not accepted: {}", standing.heap()));
        }
    }
    let fields = rows.find::<ToCorrect>("case", &id)?.into_iter().filter(|field| field.open);
    lacks.extend(fields.map(|field| format!("to correct: {}", field.field)));
    let findings = rows.find::<Finding>("case", &id)?.into_iter().filter(|finding| finding.open);
    lacks.extend(findings.map(|finding| format!("to look at: {}", finding.kind)));
    lacks.dedup();
    Ok(lacks)
}

/// What is missing in the draft, once the meeting is over and until it is approved.
fn draft(with: &Looking<'_>, meeting: &Meeting) -> Result<Vec<(Option<String>, String)>, Refusal> {
    if meeting.state != MeetingState::Closed {
        return Ok(Vec::new());
    }
    let rows = with.rows();
    let lacks = minutes::story(with, meeting.id)?.lacks.into_iter().map(|lack| {
        let case = lack.gap.case.map(|id| rows.get::<Case>(Id::new(id))).transpose()?;
        Ok((case.map(|case| case.reference), lack.gap.missing.words().to_owned()))
    });
    lacks.collect()
}
