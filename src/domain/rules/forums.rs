//! The same people before two forums: what each may see of the other, and what both would task twice.
//!
//! How much crosses is the area's need-to-know setting. Nothing of a case is ever said that its agencies' walls hide:
//! only its reference, how far it is, and what somebody still has to do.

use std::collections::BTreeSet;

use super::known::{one_person, places};
use crate::domain::area::AreaData;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::request::Terms;
use crate::domain::rows::action::Action;
use crate::domain::rows::agenda::AgendaItem;
use crate::domain::rows::case::{Case, Party, Wall};
use crate::domain::rows::meeting::{Meeting, MeetingState};
use crate::domain::rows::person::Person;
use crate::domain::text::fold;
use crate::domain::tools::settings::SettingKey;
use jiff::civil::Date;

/// A case of another forum about somebody of this one.
#[derive(Debug, Clone, PartialEq)]
pub struct Elsewhere {
    /// The case.
    pub case: Case,
    /// The meeting it is on next, or the forum's next.
    pub next: Option<Date>,
    /// What is outstanding there, where the area lets it be seen.
    pub actions: Vec<Action>,
}

/// What the coordinator of one forum sees of the same people in another: need to know, as the area decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crossing {
    /// Reference, how far it is, next meeting, and what is outstanding there.
    OutstandingActions,
    /// Reference, how far it is and next meeting.
    ReferenceOnly,
    /// Nothing at all.
    Nothing,
}

/// How much one forum shows another on a day.
pub fn crossing(area: &AreaData, on: Date) -> Crossing {
    match area.settings.text(SettingKey::CrossForum, on).as_deref() {
        Some("reference-only") => Crossing::ReferenceOnly,
        Some("nothing") => Crossing::Nothing,
        _ => Crossing::OutstandingActions,
    }
}

/// Cases of other forums about anybody of a case, as far as the area lets them be seen.
///
/// # Errors
/// When the record cannot be read.
pub fn elsewhere(
    changes: &Changes<'_>,
    area: &AreaData,
    case: &Case,
    today: Date,
) -> Result<Vec<Elsewhere>, Refusal> {
    let people: Vec<Id<Person>> =
        changes.find::<Party>("case", &case.id)?.into_iter().map(|party| party.person).collect();
    let all = of_people(changes, area, &people, today)?;
    Ok(all.into_iter().filter(|other| other.case.forum != case.forum).collect())
}

/// Cases of any forum about these people, as far as the area lets them be seen by another.
///
/// # Errors
/// When the record cannot be read.
pub fn of_people(
    changes: &Changes<'_>,
    area: &AreaData,
    people: &[Id<Person>],
    today: Date,
) -> Result<Vec<Elsewhere>, Refusal> {
    let crossing = crossing(area, today);
    if crossing == Crossing::Nothing {
        return Ok(Vec::new());
    }
    let mut found: Vec<Elsewhere> = Vec::new();
    for person in people {
        for (_, case) in places(changes, &one_person(changes, *person)?)? {
            if found.iter().any(|known| known.case.id == case.id) {
                continue;
            }
            let actions = match crossing {
                Crossing::OutstandingActions => outstanding(changes, &case)?,
                Crossing::ReferenceOnly | Crossing::Nothing => Vec::new(),
            };
            found.push(Elsewhere { next: next(changes, &case, today)?, actions, case });
        }
    }
    Ok(found)
}

/// Actions somebody still has to act on, by number; none of an agency that a conflict keeps out.
fn outstanding(changes: &Changes<'_>, case: &Case) -> Result<Vec<Action>, Refusal> {
    let walls = changes.find::<Wall>("case", &case.id)?;
    let mut actions = changes.find::<Action>("case", &case.id)?;
    actions.retain(|action| action.state.is_live() && walls.iter().all(|wall| wall.agency != action.agency));
    actions.sort_by_key(|action| action.number);
    Ok(actions)
}

/// The next meeting a case is on, or else the next its forum has.
fn next(changes: &Changes<'_>, case: &Case, today: Date) -> Result<Option<Date>, Refusal> {
    let mut days = Vec::new();
    for item in changes.find::<AgendaItem>("case", &case.id)? {
        days.extend(changes.look::<Meeting>(item.meeting)?.map(|meeting| meeting.on));
    }
    if let Some(on) = days.into_iter().filter(|on| *on >= today).min() {
        return Ok(Some(on));
    }
    let planned = changes.find::<Meeting>("state", &MeetingState::Planned)?.into_iter();
    let of_forum = planned.filter(|meeting| meeting.forum == case.forum && meeting.on >= today);
    Ok(of_forum.map(|meeting| meeting.on).min())
}

/// Actions of other forums that an action about to be agreed resembles: the same agency, most of the same words.
///
/// # Errors
/// When the record cannot be read.
pub fn resembling(
    changes: &Changes<'_>,
    area: &AreaData,
    case: &Case,
    terms: &Terms,
    today: Date,
) -> Result<Vec<String>, Refusal> {
    let mut found = Vec::new();
    for other in elsewhere(changes, area, case, today)? {
        let same = |action: &&Action| {
            action.agency == terms.agency && alike(action.words.reveal(), terms.words.reveal())
        };
        found.extend(other.actions.iter().filter(same).map(|action| {
            format!("{} asks {} for much the same and is outstanding", action.reference, action.agency)
        }));
    }
    Ok(found)
}

/// Whether two actions say much the same: half of the words that say something are common to both (our default).
pub(super) fn alike(one: &str, other: &str) -> bool {
    const SAYS_NOTHING: &[&str] =
        &["the", "and", "for", "with", "from", "that", "this", "will", "before", "about", "into", "who"];
    let words = |text: &str| -> BTreeSet<String> {
        let folded = text.split_whitespace().map(fold);
        folded.filter(|word| word.len() > 2 && !SAYS_NOTHING.contains(&word.as_str())).collect()
    };
    let (one, other) = (words(one), words(other));
    let common = one.intersection(&other).count();
    common > 0 && common * 2 >= one.len().min(other.len()) && common * 3 >= one.len().max(other.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_resemble_by_what_they_say() {
        assert!(alike("marker on the address before release", "address marker"));
        assert!(alike("sanctuary and change of locks", "change of locks at the home"));
        assert!(!alike("marker on the address", "refer to behaviour change programme"));
        assert!(!alike("the", "and"));
    }
}
