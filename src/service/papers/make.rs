//! A paper as asked for, built from what its reader may see.

use uuid::Uuid;

use super::case;
use super::chronology::chronology;
use super::made::Made;
use super::person;
use super::reader::{ForReader, for_reader, harmed};
use super::{forum, invitation, meeting, remind};
use crate::domain::area::AreaData;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::paper::{Edition, LeftOut, PaperKind, Wanted, copies, edition};
use crate::domain::refusal::Refusal;
use crate::domain::rows::meeting::Meeting;
use crate::domain::statement::{self, Statement};
use crate::domain::tools::forum::CaseKind;
use crate::domain::tools::papers::Letter;
use crate::papers::annex::{self, AnnexLine};
use crate::papers::minutes::{self, minutes};
use crate::papers::{Copy, Document, Picture, actions};
use crate::service::looking::Looking;

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
        PaperKind::Minutes => of_meeting(with, wanted, |facts| Ok(minutes(facts, copy))),
        PaperKind::CaseExtract => of_meeting(with, wanted, |facts| extract(facts, wanted, copy)),
        PaperKind::VictimAnnex => annex(with, wanted, copy),
        PaperKind::ActionSheet => of_meeting(with, wanted, |facts| action_sheet(with, facts, wanted, copy)),
        PaperKind::Invitation => Ok(invitation::paper(with, wanted, copy)?.into()),
        PaperKind::ResearchRequest => Ok(meeting::research_request(with, wanted, copy)?.into()),
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
        PaperKind::OutcomeSheet => {
            of_meeting(with, wanted, |facts| meeting::outcomes(with, wanted, facts, copy))
        }
        PaperKind::Register => Ok(meeting::register(with, wanted, copy)?.into()),
        PaperKind::ApprovalRequest => approval_request(with, wanted, copy),
        PaperKind::SteeringReport => Ok(forum::steering(with, wanted, copy)?.into()),
        PaperKind::Reminder => remind::paper(with, wanted, copy).map(Made::from),
        PaperKind::AttendanceReport => Ok(forum::attendance(with, wanted, copy)?.into()),
        PaperKind::EngagementReport
        | PaperKind::FlagsReport
        | PaperKind::GapsReport
        | PaperKind::VolumesReport
        | PaperKind::TimelinessReport
        | PaperKind::HarmReport
        | PaperKind::CoupleReport
        | PaperKind::PlanReport
        | PaperKind::ActionsReport
        | PaperKind::ChasingReport
        | PaperKind::PrinciplesReport => forum::report(with, wanted, copy),
        PaperKind::DataReturn => forum::data_return(with, wanted, copy),
    }
}

/// A paper built from the facts of its meeting, as its reader may see them.
fn of_meeting(
    with: &Looking<'_>,
    wanted: &Wanted,
    build: impl FnOnce(&Statement) -> Result<Document, Refusal>,
) -> Result<Made, Refusal> {
    let ForReader { facts, mut left_out, withheld } = for_reader(with, wanted)?;
    let mut document = build(&facts)?;
    let found = document.withhold(&withheld);
    if found > 0 {
        left_out.push(LeftOut {
            what: format!("words in {found} {}", if found == 1 { "place" } else { "places" }),
            why: "they name somebody or give an address that the reader may not have".to_owned(),
        });
    }
    Ok(Made { document, left_out, enclosed: None, file: None })
}

/// The letter to the chair, with the minutes as they stand.
fn approval_request(with: &Looking<'_>, wanted: &Wanted, copy: &Copy) -> Result<Made, Refusal> {
    let document = meeting::approval(with, wanted, copy)?;
    let draft = Wanted { kind: PaperKind::Minutes, ..wanted.clone() };
    let minutes = of_meeting(with, &draft, |facts| Ok(minutes(facts, copy)))?;
    Ok(Made { document, left_out: minutes.left_out, enclosed: Some(minutes.document), file: None })
}

fn action_sheet(
    with: &Looking<'_>,
    facts: &Statement,
    wanted: &Wanted,
    copy: &Copy,
) -> Result<Document, Refusal> {
    let Edition::Agency(key) = &wanted.edition else {
        return Err(Refusal::rule("an action sheet is for one agency: name it"));
    };
    Ok(actions::sheet(facts, with.area.agency_said(key), copy))
}

fn extract(facts: &Statement, wanted: &Wanted, copy: &Copy) -> Result<Document, Refusal> {
    let case = wanted.subject.case().map(Id::uuid);
    let case = facts.cases.iter().find(|facts| Some(facts.case) == case);
    let case = case.ok_or_else(|| {
        Refusal::rule(
            "the case is not in what this reader may see of the meeting: there is no extract to write",
        )
    })?;
    Ok(minutes::extract(facts, case, copy))
}

fn annex(with: &Looking<'_>, wanted: &Wanted, copy: &Copy) -> Result<Made, Refusal> {
    let rows = with.rows();
    if wanted.edition == Edition::Redacted {
        return Err(Refusal::rule(
            "the victim annex says who the victims are: there is no redacted edition of it",
        ));
    }
    let ForReader { facts, left_out, withheld } = for_reader(with, wanted)?;
    let meeting: Meeting = rows.get(Id::new(wanted.subject.meeting().map_or(Uuid::nil(), Id::uuid)))?;
    if with.area.forum(&meeting.forum)?.case_kind != CaseKind::Subject {
        return Err(Refusal::rule("only a forum about perpetrators keeps its victims in an annex"));
    }
    let mut sections = Vec::new();
    for case in &facts.cases {
        let lines = harmed(&rows, Id::new(case.case))?.into_iter().map(|one| AnnexLine {
            number: one.number,
            name: one.person.listed(),
            born: one.person.born,
            cases: one.cases,
        });
        sections.push((case.reference.clone(), lines.collect::<Vec<_>>()));
    }
    let mut document = annex::annex(&facts.meeting, &sections, copy);
    document.withhold(&withheld);
    Ok(Made { document, left_out, enclosed: None, file: None })
}

/// The statement of a meeting, as approved or as it stands.
///
/// # Errors
/// When the record cannot be read.
pub fn facts(rows: &Changes<'_>, area: &AreaData, meeting: Id<Meeting>) -> Result<Statement, Refusal> {
    let meeting: Meeting = rows.get(meeting)?;
    statement::gather(rows, area, &meeting)
}

/// The next copy of what a paper is about: its number, and its edition once the minutes are approved.
///
/// # Errors
/// When the record cannot be read.
pub fn next_copy(rows: &Changes<'_>, wanted: &Wanted) -> Result<Copy, Refusal> {
    let issued = copies(rows, &wanted.subject)?;
    let version = match wanted.subject.meeting() {
        Some(meeting) if rows.get(meeting)?.approved.is_some() => Some(edition(rows, meeting)?),
        _ => None,
    };
    let number = issued.iter().map(|copy| copy.copy).max().unwrap_or(0).saturating_add(1);
    Ok(Copy { version, recipient: wanted.recipient.clone(), number })
}
