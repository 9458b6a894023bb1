//! The register of copies: what a paper is about as it stands there, and which copies went out of the same.

use super::Subject;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::minutes::{Issued, Section};

/// Stands in place of a forum's key where a paper is about what is past its date on a day.
const OWED: &str = "owed:";

/// What a copy is registered under: "MARAC-2026-11-26", "LAN-26-0143"; it names nobody and may stand in a file name.
///
/// # Errors
/// When the record cannot be read, or what the paper is about is not in it.
pub fn reference(rows: &Changes<'_>, subject: &Subject) -> Result<String, Refusal> {
    let meeting = |id| Ok::<String, Refusal>(rows.get::<Meeting>(id)?.reference);
    let case = |id| Ok::<String, Refusal>(rows.get::<Case>(id)?.reference);
    Ok(match subject {
        Subject::Meeting(id) => meeting(*id)?,
        Subject::Item(at, about) => format!("{}-{}", meeting(*at)?, case(*about)?),
        Subject::Case(about) => case(*about)?,
        Subject::Person(person) => {
            let whole = person.uuid().simple().to_string();
            format!("person-{}", whole.get(whole.len().saturating_sub(8)..).unwrap_or(&whole))
        }
        Subject::Forum { forum, from, to } => format!("{}-{from}-{to}", forum.to_uppercase()),
        Subject::Owed { on } => format!("ACTIONS-{on}"),
    })
}

/// The period of a paper as the register keeps it.
pub fn period(subject: &Subject) -> Option<String> {
    match subject {
        Subject::Forum { forum, from, to } => Some(format!("{forum} {from} {to}")),
        Subject::Owed { on } => Some(format!("{OWED} {on}")),
        _ => None,
    }
}

/// Every copy that went out about the same thing, in the order in which they did.
///
/// # Errors
/// When the record cannot be read.
pub fn copies(rows: &Changes<'_>, subject: &Subject) -> Result<Vec<Issued>, Refusal> {
    let mut found = match subject {
        Subject::Meeting(meeting) | Subject::Item(meeting, _) => rows.find::<Issued>("meeting", meeting)?,
        Subject::Case(case) => {
            let of_case = rows.find::<Issued>("case", case)?;
            of_case.into_iter().filter(|copy| copy.meeting.is_none()).collect()
        }
        Subject::Person(person) => rows.find::<Issued>("person", person)?,
        Subject::Forum { .. } | Subject::Owed { .. } => {
            rows.find::<Issued>("period", &period(subject).unwrap_or_default())?
        }
    };
    found.sort_by_key(|copy| (copy.at, copy.id));
    Ok(found)
}

/// What a registered copy is about; nothing when its period is not understood.
pub fn subject(copy: &Issued) -> Option<Subject> {
    Some(match (copy.meeting, copy.case, copy.person) {
        (Some(meeting), Some(case), _) => Subject::Item(meeting, case),
        (Some(meeting), None, _) => Subject::Meeting(meeting),
        (None, Some(case), _) => Subject::Case(case),
        (None, None, Some(person)) => Subject::Person(person),
        (None, None, None) => {
            let mut words = copy.period.as_deref()?.split(' ');
            let forum = words.next()?.to_owned();
            if forum == OWED {
                return Some(Subject::Owed { on: words.next()?.parse().ok()? });
            }
            Subject::Forum { forum, from: words.next()?.parse().ok()?, to: words.next()?.parse().ok()? }
        }
    })
}

/// The edition of approved minutes: 1, and one more after each addendum.
///
/// # Errors
/// When the record cannot be read.
pub fn edition(rows: &Changes<'_>, meeting: Id<Meeting>) -> Result<u32, Refusal> {
    let sections = rows.find::<Section>("meeting", &meeting)?;
    let addenda = sections.iter().filter(|section| section.kind == "addendum").count();
    Ok(u32::try_from(addenda + 1).unwrap_or(u32::MAX))
}
