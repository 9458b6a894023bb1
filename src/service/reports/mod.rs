//! Reports: what is asked of a forum over a period, answered from the record.
//!
//! [`report`] sends each kind to the file that counts it, one arm a report; [`behind`] finds the cases behind a figure. What
//! leaves the office has its small numbers held back here, whatever counted it.

mod actions;
mod chasing;
mod couple;
pub mod data_return;
mod engagement;
mod flags;
mod gaps;
mod harm;
mod plan;
mod principles;
mod timeliness;
mod volumes;

use jiff::civil::Date;

use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::report::{Asked, BehindLine, Figure, Report, ReportKind, thousands};
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::Meeting;
use crate::domain::told::answers::Answers;
use crate::domain::told::attendance::held;
use crate::domain::tools::forum::Forum;
use crate::service::looking::Looking;

/// Answers a report.
///
/// # Errors
/// When the record cannot be read, the forum is not one of the area or has no such report, or the period ends before it
/// begins.
pub fn report(with: &Looking<'_>, asked: &Asked) -> Result<Report, Refusal> {
    if asked.from > asked.to {
        return Err(Refusal::rule(format!(
            "the period ends on {}, before it begins on {}: turn the days round",
            asked.to, asked.from
        )));
    }
    let told = match asked.kind {
        ReportKind::Engagement => engagement::report(with, asked)?,
        ReportKind::Flags => flags::report(with, asked)?,
        ReportKind::Gaps => gaps::report(with, asked)?,
        ReportKind::Actions => actions::report(with, asked)?,
        ReportKind::Chasing => chasing::report(with, asked)?,
        ReportKind::Volumes => volumes::report(with, asked)?,
        ReportKind::Timeliness => timeliness::report(with, asked)?,
        ReportKind::Harm => harm::report(with, asked)?,
        ReportKind::Couple => couple::report(with, asked)?,
        ReportKind::Plan => plan::report(with, asked)?,
        ReportKind::Principles => {
            let forums = forums(with, asked)?;
            principles::report(with, asked, (named(asked, &forums), &forums), &|other| report(with, other))?
        }
        ReportKind::Return => data_return::report(with, asked)?,
    };
    let told = if asked.outside { told.for_outside() } else { told };
    if asked.compare { Ok(told.beside(&report(with, &asked.before())?)) } else { Ok(told) }
}

/// The cases or actions behind a measure or a line of a report, by its key.
///
/// # Errors
/// When the record cannot be read.
pub fn behind(with: &Looking<'_>, asked: &Asked, key: &str) -> Result<Vec<BehindLine>, Refusal> {
    if asked.outside {
        return Ok(Vec::new());
    }
    match asked.kind {
        ReportKind::Engagement => Ok(Vec::new()),
        ReportKind::Principles => match principles::told_by(with, asked, &forums(with, asked)?, key) {
            Some(other) => behind(with, &other, key),
            None => Ok(Vec::new()),
        },
        ReportKind::Flags => flags::behind(with, asked, key),
        ReportKind::Gaps => gaps::behind(with, asked, key),
        ReportKind::Actions => actions::behind(with, asked, key),
        ReportKind::Chasing => chasing::behind(with, asked, key),
        ReportKind::Volumes => volumes::behind(with, asked, key),
        ReportKind::Timeliness => timeliness::behind(with, asked, key),
        ReportKind::Harm => harm::behind(with, asked, key),
        ReportKind::Couple => couple::behind(with, asked, key),
        ReportKind::Plan => plan::behind(with, asked, key),
        ReportKind::Return => data_return::behind(with, asked, key),
    }
}

/// The forums that a report is about: the one asked for, else every one of the area that has such a report.
///
/// # Errors
/// When the forum is not one of the area or has no such report, or no forum of the area has.
pub fn forums<'a>(with: &'a Looking<'_>, asked: &Asked) -> Result<Vec<&'a Forum>, Refusal> {
    let has = |forum: &&Forum| asked.kind.shape().is_some_and(|shape| shape.is_of(forum.case_kind));
    let none = |whose: &str| {
        Refusal::rule(format!("{whose} has no report {}; `convenor report list` says which do", asked.kind))
    };
    match &asked.forum {
        Some(key) => {
            let forum = with.area.forum(key)?;
            if has(&forum) { Ok(vec![forum]) } else { Err(none(&forum.code)) }
        }
        None => {
            let every: Vec<&Forum> = with.area.forums.iter().filter(has).collect();
            if every.is_empty() { Err(none("the area")) } else { Ok(every) }
        }
    }
}

/// The meetings of these forums that were held in the period, both days included, in order.
///
/// # Errors
/// When the record cannot be read.
pub fn meetings(with: &Looking<'_>, forums: &[&Forum], asked: &Asked) -> Result<Vec<Meeting>, Refusal> {
    let rows = with.rows();
    let mut meetings = Vec::new();
    for forum in forums {
        meetings.extend(held(&rows, &forum.key, asked.from, asked.to)?);
    }
    meetings.sort_by_key(|meeting| (meeting.on, meeting.starts, meeting.id));
    Ok(meetings)
}

/// A share of the answers that agencies gave before meetings; not collected where none was entered at all.
pub fn returned(of: usize, answers: Answers) -> Figure {
    if answers.none_came() {
        return Figure::NotCollected(format!(
            "no answer to {} requests was entered",
            thousands(answers.asked)
        ));
    }
    Figure::share(of, answers.asked)
}

/// A case behind a figure.
///
/// # Errors
/// When the record cannot be read.
pub fn line(
    rows: &Changes<'_>,
    case: Id<Case>,
    why: String,
    on: Option<Date>,
) -> Result<BehindLine, Refusal> {
    Ok(BehindLine { id: case, case: rows.get(case)?.reference, why, on })
}

/// The head of a report of one forum or of several: the name that stands over it.
pub fn named(asked: &Asked, forums: &[&Forum]) -> Option<String> {
    let one = forums.first().filter(|_| asked.forum.is_some() || forums.len() == 1);
    one.map(|forum| forum.code.clone())
}
