//! The facts of the list of flags that end.

use super::owed::expiring;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::rows::agenda::AgendaItem;
use crate::domain::rows::case::{Case, PartyRole};
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::subject::{Stage, StageMove};
use crate::domain::stage::Need;
use crate::domain::statement;
use crate::domain::told::Reader;
use crate::domain::told::agenda::{ExitLine, ExpiryFacts};
use crate::domain::tools::settings::SettingKey;
use crate::service::looking::Looking;

/// Gathers the flags that end before the meeting after this one, and those of subjects who leave at it.
pub fn gather(with: &Looking<'_>, id: Id<Meeting>, reader: &Reader<'_>) -> Result<ExpiryFacts, Refusal> {
    let rows = with.rows();
    let meeting: Meeting = rows.get(id)?;
    let forum = with.area.forum(&meeting.forum)?;
    let lines = statement::has_flags(forum).then(|| expiring(with, &meeting, reader)).transpose()?;
    Ok(ExpiryFacts {
        head: super::head(with, &meeting)?,
        months: with.area.number(SettingKey::FlagMonths, meeting.on),
        next: statement::next_meeting(&rows, &meeting)?,
        lines,
        exits: exits(with, &meeting, reader)?,
    })
}

/// Subjects on the agenda who left at this meeting, or stand as proposed for leaving.
fn exits(with: &Looking<'_>, meeting: &Meeting, reader: &Reader<'_>) -> Result<Vec<ExitLine>, Refusal> {
    let rows = with.rows();
    let mut items = rows.find::<AgendaItem>("meeting", &meeting.id)?;
    items.sort_by_key(|item| item.position);
    let mut lines = Vec::new();
    for item in items {
        let mut moves = rows.find::<StageMove>("case", &item.case)?;
        moves.retain(|row| row.on <= meeting.on || row.meeting == Some(meeting.id));
        let Some(last) = moves.into_iter().max_by_key(|row| row.number) else { continue };
        let leaves = match last.stage {
            Stage::ExitProposed => true,
            Stage::Discharged | Stage::Transferred => last.meeting == Some(meeting.id),
            _ => false,
        };
        if !leaves || !reader.sees(item.case)? {
            continue;
        }
        let mut people = statement::people_of(&rows, item.case, meeting.on)?;
        people.retain(|(party, _)| party.role == PartyRole::Perpetrator);
        let Some((_, subject)) = people.into_iter().next() else { continue };
        let flags = last.answers.0.iter().find(|(key, _)| *key == Need::Flags.row().key);
        lines.push(ExitLine {
            reference: rows.get::<Case>(item.case)?.reference,
            subject,
            stage: last.stage.to_string(),
            on: last.on,
            flags: flags.map(|(_, words)| words.clone()).filter(|words| !words.is_empty()),
        });
    }
    Ok(lines)
}
