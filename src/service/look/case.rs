//! One case, whole.

use super::Looking;
pub use super::newest::newest;
use super::{actions, flags, pathways, people};
use crate::domain::desk::last_referral;
use crate::domain::happening::whereabouts;
use crate::domain::id::Id;
use crate::domain::presence::Table;
use crate::domain::referral::Field;
use crate::domain::refusal::Refusal;
use crate::domain::rows::action::Action;
use crate::domain::rows::agenda::{AgendaItem, Decision, Information, Note, Risk};
use crate::domain::rows::assessment::Assessment;
use crate::domain::rows::case::{
    Case, Child, Detail, Finding, FirstContact, Happening, Party, Referral, ToCorrect, Views, Wall,
};
use crate::domain::rows::document::Attachment;
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::person::{Alias, Person};
use crate::domain::rows::sitting::Research;
use crate::domain::rows::subject::{Incident, Nomination, Scored};
use crate::domain::rules::opposing;
use crate::service::ask::{CaseStory, Hearing, PartyLine};

/// Everything the record holds of a case.
pub fn story(with: &Looking<'_>, id: Id<Case>) -> Result<CaseStory, Refusal> {
    let rows = with.rows();
    let case: Case = rows.get(id)?;
    let mut actions = rows.find::<Action>("case", &id)?;
    actions.sort_by_key(|action| action.number);
    let mut happenings = rows.find::<Happening>("case", &id)?;
    happenings.sort_by_key(|row| (row.on, row.time, row.id));
    Ok(CaseStory {
        now: whereabouts(&case, &happenings, with.now.today()),
        contacts: newest(rows.find::<FirstContact>("case", &id)?, |row| (row.on, row.id)),
        details: details(with, id)?,
        kind: with.area.forum(&case.forum)?.case_kind,
        said: with.area.agencies.agency.iter().map(|one| (one.key.clone(), one.said().to_owned())).collect(),
        parties: parties(with, id)?,
        children: rows.find::<Child>("case", &id)?,
        attachments: newest(rows.find::<Attachment>("case", &id)?, |row| (row.received, row.id)),
        referrals: newest(rows.find::<Referral>("case", &id)?, |row| (row.received, row.id)),
        assessments: newest(rows.find::<Assessment>("case", &id)?, |row| (row.on, row.id)),
        happenings,
        views: newest(rows.find::<Views>("case", &id)?, |row| (row.on, row.id)),
        walls: rows.find::<Wall>("case", &id)?,
        findings: newest(rows.find::<Finding>("case", &id)?, |row| (row.open, row.id)),
        to_correct: newest(rows.find::<ToCorrect>("case", &id)?, |row| (row.open, row.id)),
        actions: actions.into_iter().map(|action| actions::line(with, action)).collect::<Result<_, _>>()?,
        hearings: hearings(with, id)?,
        nominations: rows.find::<Nomination>("case", &id)?,
        incidents: newest(rows.find::<Incident>("case", &id)?, |row| (row.on, row.id)),
        scores: newest(rows.find::<Scored>("case", &id)?, |row| (row.on, row.id)),
        beside: people::beside(with, &case)?,
        flag: flags::of_case(with, &case)?,
        needs: pathways::needs(with, &case)?,
        pathways: pathways::pathways(with, &case)?,
        case,
    })
}

/// What the newest referral says in fields kept by name, in the order of the form.
fn details(with: &Looking<'_>, case: Id<Case>) -> Result<Vec<Detail>, Refusal> {
    let rows = with.rows();
    let Some(referral) = last_referral(&rows, case)? else { return Ok(Vec::new()) };
    let mut details = rows.find::<Detail>("referral", &referral.id)?;
    details.sort_by_key(|row| (Field::parse(&row.field), row.party));
    Ok(details)
}

fn parties(with: &Looking<'_>, case: Id<Case>) -> Result<Vec<PartyLine>, Refusal> {
    let rows = with.rows();
    let mut parties = rows.find::<Party>("case", &case)?;
    parties.sort_by_key(|party| (party.role, party.id));
    let line = |party: Party| {
        let person: Person = rows.get(party.person)?;
        let mut contacts = opposing::shown_contacts(&rows, person.id)?;
        contacts.retain(|contact| contact.person == person.id && contact.stopped.is_none());
        Ok(PartyLine {
            role: party.role,
            relationship: party.relationship,
            aliases: rows.find::<Alias>("person", &person.id)?.into_iter().map(|alias| alias.name).collect(),
            contacts,
            age: person.age_on(with.now.today()),
            person,
        })
    };
    parties.into_iter().map(line).collect()
}

fn hearings(with: &Looking<'_>, case: Id<Case>) -> Result<Vec<Hearing>, Refusal> {
    let items = with.rows().find::<AgendaItem>("case", &case)?;
    let hearings = items.into_iter().map(|item| hearing(with, item)).collect::<Result<_, _>>()?;
    Ok(newest(hearings, |hearing: &Hearing| (hearing.meeting.on, hearing.meeting.id)))
}

/// A case at one meeting.
pub fn hearing(with: &Looking<'_>, item: AgendaItem) -> Result<Hearing, Refusal> {
    let rows = with.rows();
    let meeting: Meeting = rows.get(item.meeting)?;
    let mut information = rows.find::<Information>("case", &item.case)?;
    information.retain(|row| row.meeting == meeting.id);
    let mut risks = rows.find::<Risk>("case", &item.case)?;
    risks.retain(|row| row.meeting == meeting.id);
    let mut notes = rows.find::<Note>("case", &Some(item.case))?;
    notes.retain(|row| row.meeting == Some(meeting.id));
    let decision =
        rows.find::<Decision>("case", &item.case)?.into_iter().find(|row| row.meeting == meeting.id);
    let table = Table::read(&rows, &meeting)?;
    let until = meeting.closed.unwrap_or(with.now.local);
    let present = table.present(&item, &rows.find::<Wall>("case", &item.case)?, until);
    let mut returned = rows.find::<Research>("case", &item.case)?;
    returned.retain(|row| row.meeting == meeting.id);
    Ok(Hearing { meeting, item, information, risks, notes, decision, present, returned })
}
