//! Papers of a meeting: each gathers its facts for one reader, and says what it left out.

mod agenda;
mod brief;
mod expiries;
mod gaps;

use crate::domain::id::Id;
use crate::domain::paper::{Edition, LeftOut, Wanted};
use crate::domain::refusal::Refusal;
use crate::domain::rows::meeting::Meeting;
use crate::domain::told::Reader;
use crate::domain::told::agenda::MeetingHead;
use crate::domain::tools::forum::CaseKind;
use crate::papers::{self, Copy, Document};
use crate::service::look::Looking;

/// A paper, and what was left out of it.
type Told = (Document, Vec<LeftOut>);

/// The agenda with its case list.
///
/// # Errors
/// When the record cannot be read.
pub fn agenda(with: &Looking<'_>, wanted: &Wanted, copy: &Copy) -> Result<Told, Refusal> {
    let rows = with.rows();
    let reader = Reader::of(&rows, with.area, &wanted.edition)?;
    let facts = agenda::gather(with, meeting(wanted)?, &reader)?;
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
pub fn chair_brief(with: &Looking<'_>, wanted: &Wanted, copy: &Copy) -> Result<Document, Refusal> {
    office(wanted)?;
    Ok(papers::chair_brief::build(&brief::gather(with, meeting(wanted)?)?, copy))
}

/// What is missing for a meeting.
///
/// # Errors
/// When the record cannot be read, or it is asked for anybody but the office.
pub fn gap_sheet(with: &Looking<'_>, wanted: &Wanted, copy: &Copy) -> Result<Document, Refusal> {
    office(wanted)?;
    Ok(papers::gap_sheet::build(&gaps::gather(with, meeting(wanted)?)?, copy))
}

/// Flags that end before the next meeting.
///
/// # Errors
/// When the record cannot be read.
pub fn expiries(with: &Looking<'_>, wanted: &Wanted, copy: &Copy) -> Result<Told, Refusal> {
    let rows = with.rows();
    let reader = Reader::of(&rows, with.area, &wanted.edition)?;
    let facts = expiries::gather(with, meeting(wanted)?, &reader)?;
    Ok((papers::expiries::build(&facts, copy), reader.left_out()))
}

/// Only the office reads it.
fn office(wanted: &Wanted) -> Result<(), Refusal> {
    match wanted.edition {
        Edition::Full => Ok(()),
        _ => Err(Refusal::rule(format!("the {} is for the chair and the coordinator only", wanted.kind))),
    }
}

/// The meeting a paper is about.
fn meeting(wanted: &Wanted) -> Result<Id<Meeting>, Refusal> {
    wanted.subject.meeting().ok_or_else(|| Refusal::rule("this paper is about a meeting: name one"))
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
