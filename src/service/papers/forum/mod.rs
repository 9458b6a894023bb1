//! Papers of a forum over a period: the report to the steering group, and attendance.

mod steering;

use jiff::civil::Date;

use crate::domain::paper::{Edition, LeftOut, Subject, Wanted};
use crate::domain::refusal::Refusal;
use crate::domain::report::{Asked, ReportKind};
use crate::domain::told::attendance::{held, over};
use crate::domain::told::shown::SMALLEST;
use crate::domain::told::steering::PeriodHead;
use crate::papers::{self, Copy, Document};
use crate::service::looking::Looking;
use crate::service::papers::made::Made;
use crate::service::reports;

/// The report to the steering group. In any copy but the office's own, small numbers of people and cases are held back.
///
/// # Errors
/// When the record cannot be read, or the period ends before it begins.
pub fn steering(
    with: &Looking<'_>,
    wanted: &Wanted,
    copy: &Copy,
) -> Result<(Document, Vec<LeftOut>), Refusal> {
    let (forum, from, to) = period(wanted)?;
    let exact = wanted.edition == Edition::Full;
    let facts = steering::gather(with, head(with, forum, from, to)?, exact)?;
    let left_out = if exact { Vec::new() } else { vec![held_back()] };
    Ok((papers::steering::build(&facts, copy), left_out))
}

/// Attendance by agency over a period.
///
/// # Errors
/// When the record cannot be read, or the period ends before it begins.
pub fn attendance(with: &Looking<'_>, wanted: &Wanted, copy: &Copy) -> Result<Document, Refusal> {
    let (forum, from, to) = period(wanted)?;
    let head = head(with, forum, from, to)?;
    let rows = with.rows();
    let key = &with.area.forum(forum)?.key;
    let told = over(&rows, with.area, &held(&rows, key, from, to)?)?;
    Ok(papers::steering::attendance(&head, &told, copy))
}

/// A report. In any copy but the office's own, small numbers of people and cases are held back.
///
/// # Errors
/// When the record cannot be read, the forum has no such report, or the period ends before it begins.
pub fn report(with: &Looking<'_>, wanted: &Wanted, copy: &Copy) -> Result<Made, Refusal> {
    let (key, from, to) = period(wanted)?;
    let kind = ReportKind::of_paper(wanted.kind);
    let kind = kind.ok_or_else(|| Refusal::rule(format!("the {} is no report", wanted.kind)))?;
    let forum = with.area.forum(key)?;
    let outside = wanted.edition != Edition::Full;
    let asked = Asked { forum: Some(forum.key.clone()), outside, ..Asked::over(kind, from, to) };
    let told = reports::report(with, &asked)?;
    let document = papers::report::build(&told, &with.area.name, &forum.marking, copy);
    let left_out = if outside { vec![held_back()] } else { Vec::new() };
    Ok((document, left_out).into())
}

/// The data return: as a report to read, and as the file that is sent. A copy for anybody but the office has its small numbers
/// held back, and is no file to send.
///
/// # Errors
/// As [`report`].
pub fn data_return(with: &Looking<'_>, wanted: &Wanted, copy: &Copy) -> Result<Made, Refusal> {
    let mut made = report(with, wanted, copy)?;
    if wanted.edition == Edition::Full {
        let (forum, from, to) = period(wanted)?;
        made.file = Some(reports::data_return::gather(with, forum, from, to)?);
    }
    Ok(made)
}

/// What a copy for somebody outside the office does not hold.
fn held_back() -> LeftOut {
    LeftOut {
        what: format!("numbers of people and cases under {SMALLEST}"),
        why: "few people can be recognised; our default".to_owned(),
    }
}

/// The forum and the days a paper is about.
fn period(wanted: &Wanted) -> Result<(&str, Date, Date), Refusal> {
    match &wanted.subject {
        Subject::Forum { from, to, .. } if from > to => Err(Refusal::rule(format!(
            "the period ends on {to}, before it begins on {from}: turn the days round"
        ))),
        Subject::Forum { forum, from, to } => Ok((forum, *from, *to)),
        _ => Err(Refusal::rule("this paper is about a forum over a period: name both")),
    }
}

fn head(with: &Looking<'_>, forum: &str, from: Date, to: Date) -> Result<PeriodHead, Refusal> {
    let forum = with.area.forum(forum)?;
    Ok(PeriodHead {
        area: with.area.name.clone(),
        forum: forum.name.clone(),
        code: forum.code.clone(),
        marking: forum.marking.clone(),
        from,
        to,
        counted: with.now.today(),
    })
}
