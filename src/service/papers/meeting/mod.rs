//! Papers of a meeting: each gathers its facts for one reader, and says what it left out.

mod agenda;
mod approval;
mod brief;
mod expiries;
mod gaps;
mod outcomes;
mod owed;
mod register;

use crate::domain::id::Id;
use crate::domain::paper::{Edition, LeftOut, Wanted, Withholding};
use crate::domain::refusal::Refusal;
use crate::domain::rows::agenda::AgendaItem;
use crate::domain::rows::case::PartyRole;
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::sitting::Slot;
use crate::domain::statement::Statement;
use crate::domain::told::Reader;
use crate::domain::told::agenda::MeetingHead;
use crate::domain::told::attendance::expected;
use crate::domain::tools::forum::{CaseKind, Forum};
use crate::papers::{self, Copy, Document};
use crate::service::look::actions;
use crate::service::looking::Looking;
use crate::service::papers::reader::keep_off;

/// A paper, and what was left out of it.
type Told = (Document, Vec<LeftOut>);

/// The agenda with its case list.
///
/// # Errors
/// When the record cannot be read.
pub fn agenda(with: &Looking<'_>, wanted: &Wanted, copy: &Copy) -> Result<Told, Refusal> {
    let (rows, id) = (with.rows(), meeting(wanted)?);
    let reader = Reader::of(&rows, with.area, &wanted.edition)?;
    let mut facts = agenda::gather(with, id, &reader)?;
    // Addresses on the list were chosen one by one; what somebody wrote may hold another.
    let held = withheld(with, id)?;
    for line in &mut facts.outstanding {
        let clean = line.words.as_ref().and_then(|words| held.applied(words.reveal()));
        if let Some((clean, _)) = clean {
            line.words = Some(clean.into());
            reader
                .hold_back(line.reference.clone(), "its words give an address or number that is on no paper");
        }
    }
    Ok((papers::agenda::build(&facts, copy), reader.left_out()))
}

/// Who an agency is to look up, with room for what it knows.
///
/// # Errors
/// When the record cannot be read, it is for no agency, or the forum hears nobody.
pub fn research_request(with: &Looking<'_>, wanted: &Wanted, copy: &Copy) -> Result<Told, Refusal> {
    let Edition::Agency(key) = &wanted.edition else {
        return Err(Refusal::rule("a research request is for one agency: name it"));
    };
    let rows = with.rows();
    let reader = Reader::of(&rows, with.area, &wanted.edition)?;
    let facts = agenda::gather(with, meeting(wanted)?, &reader)?;
    if facts.kind == CaseKind::Plan {
        return Err(Refusal::rule("a forum that follows a plan has nobody looked up"));
    }
    let paper = papers::research::build(&facts, with.area.agency_said(key), copy);
    Ok((paper, reader.left_out()))
}

/// What the chair is told before a meeting.
///
/// # Errors
/// When the record cannot be read, or it is asked for anybody but the office.
pub fn chair_brief(with: &Looking<'_>, wanted: &Wanted, copy: &Copy) -> Result<Told, Refusal> {
    let id = of_office(wanted)?;
    kept_off(with, id, papers::chair_brief::build(&brief::gather(with, id)?, copy), Vec::new())
}

/// What is missing for a meeting.
///
/// # Errors
/// When the record cannot be read, or it is asked for anybody but the office.
pub fn gap_sheet(with: &Looking<'_>, wanted: &Wanted, copy: &Copy) -> Result<Document, Refusal> {
    Ok(papers::gap_sheet::build(&gaps::gather(with, of_office(wanted)?)?, copy))
}

/// Flags that end before the next meeting.
///
/// # Errors
/// When the record cannot be read.
pub fn expiries(with: &Looking<'_>, wanted: &Wanted, copy: &Copy) -> Result<Told, Refusal> {
    let (rows, id) = (with.rows(), meeting(wanted)?);
    let reader = Reader::of(&rows, with.area, &wanted.edition)?;
    let facts = expiries::gather(with, id, &reader)?;
    kept_off(with, id, papers::expiries::build(&facts, copy), reader.left_out())
}

/// What a meeting decided on each case, from what the reader may see of its minutes.
///
/// # Errors
/// When the record cannot be read, the meeting has not sat, or a redacted copy is asked for.
pub fn outcomes(
    with: &Looking<'_>,
    wanted: &Wanted,
    facts: &Statement,
    copy: &Copy,
) -> Result<Document, Refusal> {
    if wanted.edition == Edition::Redacted {
        return Err(Refusal::rule("there is no redacted outcome sheet: write redacted minutes"));
    }
    Ok(papers::outcomes::build(&outcomes::gather(with, meeting(wanted)?, facts)?, copy))
}

/// Who came to a meeting; a sheet to sign before it.
///
/// # Errors
/// When the record cannot be read, or it is asked for anybody but the office.
pub fn register(with: &Looking<'_>, wanted: &Wanted, copy: &Copy) -> Result<Document, Refusal> {
    Ok(papers::register::build(&register::gather(with, of_office(wanted)?)?, copy))
}

/// Asks the chair to approve the minutes.
///
/// # Errors
/// When the record cannot be read, the meeting is not over, or it is asked for anybody but the office.
pub fn approval(with: &Looking<'_>, wanted: &Wanted, copy: &Copy) -> Result<Document, Refusal> {
    Ok(papers::approval::build(&approval::gather(with, of_office(wanted)?)?, copy))
}

/// Keys of the agencies that get papers of a meeting: those expected at it, and those asked in for some of its cases.
///
/// # Errors
/// When the record cannot be read.
pub fn asked(with: &Looking<'_>, id: Id<Meeting>) -> Result<Vec<String>, Refusal> {
    let rows = with.rows();
    let mut keys = expected(with.area, &rows.get(id)?)?;
    keys.extend(rows.find::<Slot>("meeting", &id)?.into_iter().map(|slot| slot.agency));
    Ok(keys)
}

/// The meeting a paper is about.
fn meeting(wanted: &Wanted) -> Result<Id<Meeting>, Refusal> {
    wanted.subject.meeting().ok_or_else(|| Refusal::rule("this paper is about a meeting: name one"))
}

/// The meeting of a paper that only the office reads.
fn of_office(wanted: &Wanted) -> Result<Id<Meeting>, Refusal> {
    match wanted.edition {
        Edition::Full => meeting(wanted),
        _ => Err(Refusal::rule(format!("the {} is for the chair and the coordinator only", wanted.kind))),
    }
}

/// New and refuge addresses and numbers of everybody in a case on the agenda, or with an action to review.
fn withheld(with: &Looking<'_>, id: Id<Meeting>) -> Result<Withholding, Refusal> {
    let rows = with.rows();
    let listed = rows.find::<AgendaItem>("meeting", &id)?.into_iter().map(|item| item.case);
    let owed = actions::outstanding(with, id)?.into_iter().map(|line| line.action.case);
    let mut withheld = Withholding::new();
    for case in listed.chain(owed) {
        keep_off(&rows, case.uuid(), &mut withheld)?;
    }
    Ok(withheld)
}

/// Takes new and refuge addresses and numbers out of every sentence of a paper, such as what a victim said.
fn kept_off(
    with: &Looking<'_>,
    id: Id<Meeting>,
    mut document: Document,
    mut left_out: Vec<LeftOut>,
) -> Result<Told, Refusal> {
    let found = document.withhold(&withheld(with, id)?);
    if found > 0 {
        left_out.push(LeftOut {
            what: format!("words in {found} {}", if found == 1 { "place" } else { "places" }),
            why: "they give an address or number that is on no paper".to_owned(),
        });
    }
    Ok((document, left_out))
}

/// What the forum calls a side.
fn label(forum: &Forum, role: PartyRole) -> String {
    match role {
        PartyRole::Victim => forum.labels.victim.clone(),
        PartyRole::Perpetrator => forum.labels.perpetrator.clone(),
    }
}

/// The head of a paper of a meeting.
fn head(with: &Looking<'_>, meeting: &Meeting) -> Result<MeetingHead, Refusal> {
    let forum = with.area.forum(&meeting.forum)?;
    Ok(MeetingHead {
        area: with.area.name.clone(),
        forum: forum.name.clone(),
        reference: meeting.reference.clone(),
        marking: forum.marking.clone(),
        on: meeting.on,
        starts: meeting.starts,
        venue: meeting.venue.clone(),
        chair: meeting.chair.clone(),
        urgent: meeting.is_urgent(),
    })
}
