//! What is kept of a subject beside the stages: profile lines, what agencies assert, whether the subject was told.

use super::{Context, Decision, about, said};
use crate::domain::area::AreaData;
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::nomination::Telling;
use crate::domain::profile;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{Assert, SetProfile, Tell};
use crate::domain::rows::case::Case;
use crate::domain::rows::subject::{Assertion, Nomination, ProfileLine, Told};

/// The subject of a request.
fn subject(changes: &Changes<'_>, case: Id<Case>) -> Result<Case, Refusal> {
    let case: Case = changes.get(case)?;
    if changes.find::<Nomination>("case", &case.id)?.is_empty() {
        return Err(Refusal::rule(format!("{} is no nominated subject", case.reference)));
    }
    Ok(case)
}

fn known_agency(area: &AreaData, key: &str) -> Result<(), Refusal> {
    match area.agencies.get(key) {
        Some(_) => Ok(()),
        None => Err(Refusal::rule(format!("no agency of this area is called {key}"))),
    }
}

/// Adds lines to the profile; earlier ones stay in the record.
pub fn set(cx: &mut Context<'_>, asked: &SetProfile) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    let mut changes = cx.changes();
    let case = subject(&changes, asked.case)?;
    if let Some(agency) = &asked.agency {
        known_agency(area, agency)?;
    }
    let on = asked.on.unwrap_or(cx.today());
    let held = changes.find::<ProfileLine>("case", &case.id)?;
    let mut kept = 0;
    for (key, typed) in &asked.lines {
        let row = profile::named(key).ok_or_else(|| {
            let known: Vec<&str> = profile::FIELDS.iter().map(|row| row.key).collect();
            Refusal::rule(format!("a profile has no field {key}; it has {}", known.join(", ")))
        })?;
        let (answer, words) = profile::read(row, typed.reveal()).map_err(Refusal::rule)?;
        let line = ProfileLine {
            id: cx.id(),
            case: case.id,
            key: key.clone(),
            answer,
            words: words.into(),
            agency: asked.agency.clone(),
            on,
            at: cx.now,
        };
        let stands = profile::standing(row, &held);
        let same = |other: &&ProfileLine| (other.answer, &other.words) == (line.answer, &line.words);
        let nothing = line.answer.is_none() && line.words.is_empty();
        if stands.iter().any(same) || nothing && stands.is_empty() {
            continue;
        }
        changes.store(&line);
        kept += 1;
    }
    let lines = super::meeting::counted(kept, "line", "lines");
    let reply = Reply::said(format!("{lines} kept in the profile of {}", case.reference));
    Decision::of(
        changes,
        EntryKind::CaseChanged,
        about(&case),
        None,
        reply.naming(&case.reference, case.id.uuid()),
    )
}

/// Keeps what an agency asserts.
pub fn assert(cx: &mut Context<'_>, asked: Assert) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    let mut changes = cx.changes();
    let case = subject(&changes, asked.case)?;
    known_agency(area, &asked.agency)?;
    said(&asked.basis, "the basis")?;
    if let Some(key) = &asked.definition
        && !area.definitions.definition.iter().any(|definition| definition.key == *key)
    {
        let known: Vec<&str> =
            area.definitions.definition.iter().map(|definition| definition.key.as_str()).collect();
        return Err(Refusal::rule(format!("no definition is called {key}; there are {}", known.join(", "))));
    }
    let words = format!("{} asserted of {} by {}", asked.claim, case.reference, asked.agency);
    changes.store(&Assertion {
        id: cx.id(),
        case: case.id,
        claim: asked.claim,
        definition: asked.definition,
        agency: asked.agency,
        on: asked.on.unwrap_or(cx.today()),
        basis: asked.basis,
    });
    let reply = Reply::said(words).naming(&case.reference, case.id.uuid());
    Decision::of(changes, EntryKind::CaseChanged, about(&case), None, reply)
}

/// Keeps whether a subject has been told.
pub fn tell(cx: &mut Context<'_>, asked: Tell) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let case = subject(&changes, asked.case)?;
    let told = asked.telling.told;
    let without = store_telling(cx, &mut changes, &case, asked.telling)?;
    let words = if told { "has been told" } else { "is not to be told" };
    let mut reply = Reply::said(format!("kept under {}: the subject {words}", case.reference));
    reply.warnings.extend(without);
    Decision::of(
        changes,
        EntryKind::CaseChanged,
        about(&case),
        None,
        reply.naming(&case.reference, case.id.uuid()),
    )
}

/// Stores whether a subject has been told. Telling comes after the victim's worker has looked at it, unless the chair
/// goes ahead for a reason; that is said back.
pub fn store_telling(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    case: &Case,
    telling: Telling,
) -> Result<Option<String>, Refusal> {
    let area = cx.area()?;
    known_agency(area, &telling.by)?;
    let on = telling.on.unwrap_or(cx.today());
    if let Some((_, agency)) = &telling.checked {
        known_agency(area, agency)?;
    }
    if telling.told && on > cx.today() {
        return Err(Refusal::rule("nobody can have been told on a day to come"));
    }
    let checked = telling.checked.as_ref().is_some_and(|(checked, _)| *checked <= on);
    let overridden = telling.overridden.filter(|reason| !reason.reveal().trim().is_empty());
    if telling.told && !checked && overridden.is_none() {
        return Err(Refusal::rule(
            "the victim's worker has to look at it before the subject is told; say who did and when, or why the chair goes ahead",
        ));
    }
    let (checked_on, checked_by) = telling.checked.unzip();
    changes.store(&Told {
        id: cx.id(),
        case: case.id,
        told: telling.told,
        on,
        by: telling.by,
        method: telling.method,
        checked: checked_on,
        checked_by,
        overridden: overridden.clone().filter(|_| telling.told && !checked),
    });
    let without = telling.told && !checked;
    Ok(without.then(|| "told before the victim's worker looked at it, for the chair's reason".to_owned()))
}
