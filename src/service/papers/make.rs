//! A paper as asked for, built from what its reader may see.

use super::case;
use super::chronology::chronology;
use super::meeting;
use super::person;
use crate::domain::area::AreaData;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::paper::{Edition, LeftOut, PaperKind, Wanted};
use crate::domain::refusal::Refusal;
use crate::domain::rows::meeting::Meeting;
use crate::domain::statement::{self, Statement};
use crate::domain::tools::papers::Letter;
use crate::papers::minutes::minutes;
use crate::papers::{Copy, Document, Picture, actions};
use crate::service::look::Looking;

/// A paper that was built, and what it does not hold.
#[derive(Debug, Clone)]
pub struct Made {
    /// What it says.
    pub document: Document,
    /// What was taken out for its reader, each with its reason.
    pub left_out: Vec<LeftOut>,
}

impl From<Document> for Made {
    /// A paper from which nothing had to be left out.
    fn from(document: Document) -> Self {
        Self { document, left_out: Vec::new() }
    }
}

impl From<(Document, Vec<LeftOut>)> for Made {
    /// A paper with what was left out of it.
    fn from((document, left_out): (Document, Vec<LeftOut>)) -> Self {
        Self { document, left_out }
    }
}

/// Builds a paper. Nothing is registered and nothing written.
///
/// # Errors
/// When the record cannot be read, what the paper is about is gone, or there is nothing for such a paper to say.
pub fn make(with: &Looking<'_>, wanted: &Wanted, copy: &Copy) -> Result<Made, Refusal> {
    let mut made = built(with, wanted, copy)?;
    dressed(&mut made.document, with.area, wanted.kind);
    Ok(made)
}

/// Puts around a paper what the area wants around it.
fn dressed(document: &mut Document, area: &AreaData, kind: PaperKind) {
    let data = &area.papers;
    document.marking = data.marking(&document.marking).to_owned();
    document.heading_lines.clone_from(&data.heading_lines);
    document.law_lines.extend(data.law_lines(kind.word()).into_iter().map(str::to_owned));
    let shows = if data.logo_shows.trim().is_empty() { &area.name } else { &data.logo_shows };
    // A logo was decoded before its file was adopted: one that cannot be is not worth a paper that is not written.
    document.logo = data.logo().and_then(|png| Picture::png(&png, shows).ok());
}

fn built(with: &Looking<'_>, wanted: &Wanted, copy: &Copy) -> Result<Made, Refusal> {
    match wanted.kind {
        PaperKind::Minutes => Ok(minutes(&meeting_facts(with, wanted)?, copy).into()),
        PaperKind::ActionSheet => action_sheet(with, wanted, copy),
        PaperKind::IdvaNotice => case::idva_notice(with, wanted, copy).map(Made::from),
        PaperKind::Receipt => case::receipt(with, wanted, copy, Letter::Receipt).map(Made::from),
        PaperKind::Decline => case::receipt(with, wanted, copy, Letter::Decline).map(Made::from),
        PaperKind::Evidence => case::evidence_letter(with, wanted, copy).map(Made::from),
        PaperKind::TransferPack => case::transfer_pack(with, wanted, copy).map(Made::from),
        PaperKind::OwnPaper => person::own_paper(with, wanted, copy).map(Made::from),
        PaperKind::PersonChronology | PaperKind::Chronology => chronology(with, wanted, copy).map(Made::from),
        PaperKind::Agenda => Ok(meeting::agenda(with, wanted, copy)?.into()),
        PaperKind::ChairBrief => Ok(meeting::chair_brief(with, wanted, copy)?.into()),
        PaperKind::GapSheet => Ok(meeting::gap_sheet(with, wanted, copy)?.into()),
        PaperKind::Expiries => Ok(meeting::expiries(with, wanted, copy)?.into()),
    }
}

/// The statement of the meeting a paper is about.
fn meeting_facts(with: &Looking<'_>, wanted: &Wanted) -> Result<Statement, Refusal> {
    let meeting = wanted.subject.meeting().ok_or_else(|| Refusal::rule("this paper is about a meeting"))?;
    facts(&with.rows(), with.area, meeting)
}

fn action_sheet(with: &Looking<'_>, wanted: &Wanted, copy: &Copy) -> Result<Made, Refusal> {
    let Edition::Agency(key) = &wanted.edition else {
        return Err(Refusal::rule("an action sheet is for one agency: name it"));
    };
    let statement = meeting_facts(with, wanted)?;
    Ok(actions::sheet(&statement, with.area.agency_said(key), copy).into())
}

/// The statement of a meeting, as approved or as it stands.
///
/// # Errors
/// When the record cannot be read.
pub fn facts(rows: &Changes<'_>, area: &AreaData, meeting: Id<Meeting>) -> Result<Statement, Refusal> {
    let meeting: Meeting = rows.get(meeting)?;
    statement::gather(rows, area, &meeting)
}
