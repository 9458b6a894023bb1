//! What an agenda lists besides cases: actions to review and flags that end, for one reader.

use super::label;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::rows::case::Child;
use crate::domain::rows::meeting::Meeting;
use crate::domain::rules::EVERY_AGENCY;
use crate::domain::rules::flag::died_on;
use crate::domain::statement;
use crate::domain::told::Reader;
use crate::domain::told::agenda::{ExpiringLine, OutstandingLine};
use crate::service::look::actions;
use crate::service::looking::Looking;

/// Actions to review: an agency reads the words of its own only, and none that wait for a victim-safety check.
pub fn outstanding(
    with: &Looking<'_>,
    id: Id<Meeting>,
    reader: &Reader<'_>,
) -> Result<Vec<OutstandingLine>, Refusal> {
    let mut lines = Vec::new();
    for line in actions::outstanding(with, id)? {
        if !reader.sees(line.action.case)? {
            continue;
        }
        if line.action.off_papers {
            reader.hold_back(line.action.reference.clone(), "the action tells where somebody is");
            continue;
        }
        let own = reader.agency().is_none_or(|key| {
            let action = &line.action;
            [key, EVERY_AGENCY].contains(&action.agency.as_str())
                || action.supporting.0.iter().any(|one| one == key)
        });
        if reader.agency().is_some() && line.check.is_some() {
            reader.hold_back(line.action.reference.clone(), "the action waits for a victim-safety check");
            continue;
        }
        lines.push(OutstandingLine {
            reference: line.action.reference.clone(),
            agency: line.agency,
            words: own.then(|| line.action.words.clone()),
            due: line.action.due,
            standing: line.standing,
        });
    }
    Ok(lines)
}

/// Flags that end before the next meeting.
pub fn expiring(
    with: &Looking<'_>,
    meeting: &Meeting,
    reader: &Reader<'_>,
) -> Result<Vec<ExpiringLine>, Refusal> {
    let rows = with.rows();
    let forum = with.area.forum(&meeting.forum)?;
    let mut lines = Vec::new();
    for (case, ends) in statement::expiring(&rows, with.area, meeting)? {
        if !reader.sees(case.id)? {
            continue;
        }
        let people = statement::people_of(&rows, case.id, meeting.on)?;
        let mut living = Vec::new();
        for one in people {
            if died_on(&rows, one.0.person)?.is_none() {
                living.push(one);
            }
        }
        let mut people = living;
        people.sort_by_key(|(party, _)| (party.role, party.id));
        let children = rows.find::<Child>("case", &case.id)?;
        lines.push(ExpiringLine {
            reference: case.reference,
            people: people.into_iter().map(|(party, person)| (label(forum, party.role), person)).collect(),
            children: children.iter().map(statement::child_words).collect(),
            referred: case.last_referred,
            ends,
        });
    }
    Ok(lines)
}
