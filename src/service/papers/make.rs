//! A paper as asked for, built from what its reader may see.

use super::{forum, meeting};
use crate::domain::area::AreaData;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::paper::{Edition, LeftOut, PaperKind, Wanted};
use crate::domain::refusal::Refusal;
use crate::domain::rows::meeting::Meeting;
use crate::domain::statement::{self, Statement};
use crate::papers::minutes::minutes;
use crate::papers::{Copy, Document, actions};
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
    match wanted.kind {
        PaperKind::Minutes => Ok(minutes(&meeting_facts(with, wanted)?, copy).into()),
        PaperKind::ActionSheet => action_sheet(with, wanted, copy),
        PaperKind::Agenda => Ok(meeting::agenda(with, wanted, copy)?.into()),
        PaperKind::ChairBrief => Ok(meeting::chair_brief(with, wanted, copy)?.into()),
        PaperKind::GapSheet => Ok(meeting::gap_sheet(with, wanted, copy)?.into()),
        PaperKind::Expiries => Ok(meeting::expiries(with, wanted, copy)?.into()),
        PaperKind::Register => Ok(meeting::register(with, wanted, copy)?.into()),
        PaperKind::ApprovalRequest => Ok(meeting::approval(with, wanted, copy)?.into()),
        PaperKind::SteeringReport => Ok(forum::steering(with, wanted, copy)?.into()),
        PaperKind::AttendanceReport => Ok(forum::attendance(with, wanted, copy)?.into()),
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
