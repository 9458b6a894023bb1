//! People, cases and actions that a few letters mean, ranked together.

use std::collections::BTreeSet;

use super::{Looking, actions};
use crate::domain::calendar::show_day_near;
use crate::domain::find::Query;
use crate::domain::id::Id;
use crate::domain::listing::CaseLine;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::rows::case::{Case, Party};
use crate::domain::rows::person::{Alias, Person};
use crate::service::ask::{FoundKind, FoundLine, FoundPlace};

/// Candidates read of each kind (our default): more than a screen shows, and few enough to be ranked at every letter.
const CANDIDATES: usize = 200;
/// Cases whose people are looked at.
const CASES: usize = 40;
/// Lines given.
const MOST: usize = 60;

/// What the letters mean, the likeliest first.
pub fn found(with: &Looking<'_>, typed: &Private) -> Result<Vec<FoundLine>, Refusal> {
    let mut query = Query::read(typed.reveal());
    if query.atoms().is_empty() {
        return Ok(Vec::new());
    }
    let mut lines = cases(with, &mut query)?;
    lines.sort_by_key(|line| std::cmp::Reverse(line.score));
    lines.extend(people(with, &mut query, &lines)?);
    lines.extend(to_do(with, typed.reveal(), &mut query)?);
    lines.sort_by(|one, other| {
        (other.score, one.kind, &other.reference).cmp(&(one.score, other.kind, &one.reference))
    });
    lines.truncate(MOST);
    Ok(lines)
}

fn parties(case: &CaseLine) -> String {
    let names = [&case.victim, &case.perpetrators].map(Private::reveal);
    names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" / ")
}

fn cases(with: &Looking<'_>, query: &mut Query) -> Result<Vec<FoundLine>, Refusal> {
    let mut lines = Vec::new();
    for (id, stands) in with.view.find_cases(query.atoms(), CANDIDATES)? {
        let Some(case) = with.view.case_line(id, with.now.today())? else { continue };
        let words = parties(&case);
        // One found by another name that somebody goes by stands last.
        let Some(score) = query.score(&case.reference, &words).or(stands.then_some(1)) else { continue };
        let referred = show_day_near(case.last_referred, with.now.today());
        lines.push(FoundLine {
            kind: FoundKind::Case,
            place: FoundPlace::Case(case.id),
            says: format!("{}, {}, referred {referred}", case.forum.to_uppercase(), case.state),
            reference: case.reference,
            words: words.into(),
            score,
        });
    }
    Ok(lines)
}

/// The people of the likeliest cases whose own name answers.
fn people(with: &Looking<'_>, query: &mut Query, cases: &[FoundLine]) -> Result<Vec<FoundLine>, Refusal> {
    let rows = with.rows();
    let (mut lines, mut seen): (Vec<FoundLine>, BTreeSet<Id<Person>>) = (Vec::new(), BTreeSet::new());
    for line in cases.iter().take(CASES) {
        let FoundPlace::Case(case) = line.place else { continue };
        for party in rows.find::<Party>("case", &Id::<Case>::new(case.uuid()))? {
            let Some(person) = rows.look::<Person>(party.person)? else { continue };
            let stands = person.same_as.unwrap_or(person.id);
            if !seen.insert(stands) {
                continue;
            }
            let aliases = rows.find::<Alias>("person", &person.id)?;
            let name = person.listed();
            let known = aliases.iter().map(|alias| alias.name.reveal());
            let names: Vec<&str> = std::iter::once(name.reveal()).chain(known).collect();
            let Some(score) = query.score("", &names.join(" ")) else { continue };
            let born =
                person.born.map(|born| format!(", born {}", crate::domain::calendar::show_numeric(born)));
            lines.push(FoundLine {
                kind: FoundKind::Person,
                place: FoundPlace::Person(stands),
                reference: line.reference.clone(),
                words: name,
                says: format!("{}{}", party.role, born.unwrap_or_default()),
                score,
            });
        }
    }
    Ok(lines)
}

fn to_do(with: &Looking<'_>, typed: &str, query: &mut Query) -> Result<Vec<FoundLine>, Refusal> {
    let mut lines = Vec::new();
    for action in with.view.find_actions(typed, query.atoms(), CANDIDATES)? {
        let line = actions::line(with, action)?;
        let hay = format!("{} {}", line.agency, line.action.words.reveal());
        let score = query.score(&line.action.reference, &hay).unwrap_or(1);
        lines.push(FoundLine {
            kind: FoundKind::Action,
            place: FoundPlace::Case(line.action.case),
            reference: line.action.reference,
            words: line.action.words,
            says: format!("{}, {}", line.agency, line.standing),
            score,
        });
    }
    Ok(lines)
}
