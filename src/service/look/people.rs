//! People: found by whatever is known of them, one of them whole, and who may be whom.

use std::collections::{BTreeSet, HashSet};

use super::{Looking, actions};
use crate::domain::calendar::show_numeric;
use crate::domain::id::Id;
use crate::domain::listing::{Listing, Window};
use crate::domain::people::{PersonSketch, Query};
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::rows::case::Case;
use crate::domain::rows::matching::{Judged, Matching};
use crate::domain::rows::person::{Alias, Contact, Person};
use crate::domain::rules::forums::{self, Elsewhere};
use crate::domain::rules::people::{self, Suggestion};
use crate::domain::rules::{erase, judged, one_person, opposing, places, sketch, standing};
use crate::service::asked_people::{
    Beside, ElsewhereLine, Goes, PeopleQuery, PersonLine, PersonRow, PersonStory, PlaceLine, Suggested,
    SuggestionLine,
};

/// Rows judged for one search: the likest by the index.
const JUDGED: usize = 400;
/// People told in one search; who wants more types more.
const TOLD: usize = 100;
/// Keys looked through in one stretch, so that no question waits long for another.
const STRETCH: usize = 1_500;
/// People under one key beyond whom it says nothing: an office's number, a hostel's address.
const WIDEST: usize = 40;

/// People who answer a query, likest first, each once.
pub fn found(
    with: &Looking<'_>,
    asked: &PeopleQuery,
    window: Window,
) -> Result<Listing<PersonLine>, Refusal> {
    let query = Query::read(asked.words.reveal(), asked.born, with.now.today());
    let rows = with.rows();
    let mut judged = Vec::new();
    let mut seen = HashSet::new();
    for row in with.view.search_people(&query, JUDGED)? {
        let group = one_person(&rows, Id::new(row))?;
        let Some(elder) = group.first().copied().filter(|elder| seen.insert(*elder)) else { continue };
        let sketches = shown_sketches(with, &group)?;
        if let Some(answer) = query.judge(&sketches) {
            let name = sketches.first().map(|sketch| sketch.surname.clone()).unwrap_or_default();
            judged.push((answer, name, elder));
        }
    }
    judged.sort_by(|(one, name, _), (other, than, _)| {
        other.points.cmp(&one.points).then_with(|| name.cmp(than))
    });
    judged.truncate(TOLD);
    let total = judged.len();
    let mut lines = Vec::new();
    for (answer, _, elder) in judged.into_iter().skip(window.offset).take(window.limit) {
        lines.push(PersonLine { why: answer.why, ..line(with, elder)? });
    }
    Ok(Listing { total, offset: window.offset, lines })
}

/// The rows of a person as a search may see them: nothing that is kept hidden.
fn shown_sketches(with: &Looking<'_>, group: &[Id<Person>]) -> Result<Vec<PersonSketch>, Refusal> {
    let rows = with.rows();
    let Some(elder) = group.first() else { return Ok(Vec::new()) };
    let shown = opposing::shown_contacts(&rows, *elder)?;
    let mut sketches = Vec::new();
    for row in group {
        let Some(mut whole) = sketch(&rows, *row)? else { continue };
        (whole.phones, whole.addresses, whole.emails) = (Vec::new(), Vec::new(), Vec::new());
        for contact in shown.iter().filter(|contact| contact.person == *row) {
            let one = opposing::alone(contact);
            whole.phones.extend(one.phones);
            whole.addresses.extend(one.addresses);
            whole.emails.extend(one.emails);
        }
        sketches.push(whole);
    }
    Ok(sketches)
}

/// A person in a line.
fn line(with: &Looking<'_>, elder: Id<Person>) -> Result<PersonLine, Refusal> {
    let rows = with.rows();
    let group = one_person(&rows, elder)?;
    let person: Person = rows.get(elder)?;
    let mut born = person.born;
    for row in &group {
        if born.is_none() {
            born = rows.look::<Person>(*row)?.and_then(|row| row.born);
        }
    }
    let mut found: Vec<_> =
        places(&rows, &group)?.into_iter().map(|(party, case)| (party.role, case.reference)).collect();
    found.reverse();
    found.dedup();
    Ok(PersonLine {
        id: elder,
        name: named(&person),
        born,
        rows: group.len(),
        places: found,
        why: String::new(),
    })
}

/// As listed; somebody who is known only by what they are not called says so.
fn named(person: &Person) -> Private {
    let name = person.listed();
    if name.is_empty() { "name not known".into() } else { name }
}

/// One person, whole.
pub fn story(with: &Looking<'_>, id: Id<Person>) -> Result<PersonStory, Refusal> {
    let rows = with.rows();
    rows.get::<Person>(id)?;
    let group = one_person(&rows, id)?;
    let elder = group.first().copied().unwrap_or(id);
    let today = with.now.today();
    let own = place_lines(with, &group)?;
    let suggested = people::suggestions(&rows, elder)?;
    let mut born = None;
    let mut told = Vec::new();
    for row in &group {
        let row = person_row(with, *row, elder)?;
        born = born.or(row.person.born);
        told.push(row);
    }
    let mut forums = forums::of_people(&rows, with.area, &[elder], today)?;
    // With one forum there is nothing of another to show.
    if forums.iter().all(|one| forums.first().is_some_and(|first| first.case.forum == one.case.forum)) {
        forums.clear();
    }
    Ok(PersonStory {
        age: told.first().and_then(|row| Person { born, ..row.person.clone() }.age_on(today)),
        cautions: cautions(with, &group)?,
        receives: opposing::may_receive(&rows, elder)?,
        suggestions: suggested.iter().map(|one| suggestion(with, one)).collect::<Result<_, _>>()?,
        apart: apart(with, &group)?,
        forums: forums.into_iter().map(|one| elsewhere_line(with, one)).collect::<Result<_, _>>()?,
        goes: goes(with, elder)?,
        rows: told,
        places: own,
    })
}

fn person_row(with: &Looking<'_>, id: Id<Person>, elder: Id<Person>) -> Result<PersonRow, Refusal> {
    let rows = with.rows();
    let person: Person = rows.get(id)?;
    let own = rows.find::<Contact>("person", &id)?;
    let mut contacts = opposing::shown_contacts(&rows, elder)?;
    contacts.retain(|contact| contact.person == id);
    Ok(PersonRow {
        aliases: rows.find::<Alias>("person", &id)?.into_iter().map(|alias| alias.name).collect(),
        hidden: own.iter().any(|contact| contact.restricted),
        contacts,
        cases: places(&rows, &[id])?.into_iter().map(|(_, case)| case.reference).collect(),
        matched: if id == elder { None } else { Some(matched(with, id)?) },
        person,
    })
}

/// How a row came to be the same person as another.
fn matched(with: &Looking<'_>, id: Id<Person>) -> Result<Private, Refusal> {
    let rows = with.rows();
    let group = one_person(&rows, id)?;
    let mut first: Option<Matching> = None;
    for row in &group {
        for matching in rows.find::<Matching>("other", row)? {
            let moved =
                matching.judged == Judged::One && matching.moved.0.iter().any(|moved| moved.row == id);
            if moved && first.as_ref().is_none_or(|known| matching.id < known.id) {
                first = Some(matching);
            }
        }
    }
    Ok(first.map_or_else(
        || "seen to be the same when it was taken in".into(),
        |merge| format!("merged {}: {}", show_numeric(merge.on), merge.reason.reveal()).into(),
    ))
}

fn place_lines(with: &Looking<'_>, group: &[Id<Person>]) -> Result<Vec<PlaceLine>, Refusal> {
    let rows = with.rows();
    let mut lines = Vec::new();
    for (party, case) in places(&rows, group)? {
        lines.push(PlaceLine {
            by_now: standing::by_now(&rows, with.area, &case)?,
            other_side: opposing::other_side(&rows, &case)?
                .into_iter()
                .map(|other| other.reference)
                .collect(),
            case: case.id,
            reference: case.reference,
            forum: case.forum,
            state: case.state,
            last_referred: case.last_referred,
            role: party.role,
            relationship: party.relationship,
        });
    }
    lines.reverse();
    Ok(lines)
}

/// What to check before contacting somebody, each with the case it comes from.
fn cautions(with: &Looking<'_>, group: &[Id<Person>]) -> Result<Vec<String>, Refusal> {
    let rows = with.rows();
    let mut words = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for (_, case) in places(&rows, group)? {
        if seen.insert(case.id) {
            let own = opposing::cautions(&rows, &case)?.into_iter();
            let own = own.filter(|caution| group.contains(&caution.person) && caution.contact.is_some());
            words.extend(own.map(|caution| caution.words.replace("this case", &case.reference)));
        }
    }
    Ok(words.into_iter().collect())
}

fn suggestion(with: &Looking<'_>, of: &Suggestion) -> Result<SuggestionLine, Refusal> {
    Ok(SuggestionLine {
        one: line(with, of.one)?,
        other: line(with, of.other)?,
        rank: of.rank,
        why: of.why.clone(),
    })
}

/// People who were said to be somebody else.
fn apart(with: &Looking<'_>, group: &[Id<Person>]) -> Result<Vec<PersonLine>, Refusal> {
    let rows = with.rows();
    let mut others = BTreeSet::new();
    for row in group {
        for matching in judged::judgements(&rows, *row)? {
            if matching.judged == Judged::Two {
                let other = if group.contains(&matching.one) { matching.other } else { matching.one };
                others.extend(one_person(&rows, other)?.first().copied());
            }
        }
    }
    others.into_iter().filter(|other| !group.contains(other)).map(|other| line(with, other)).collect()
}

/// What erasing a person would take.
pub fn goes(with: &Looking<'_>, person: Id<Person>) -> Result<Goes, Refusal> {
    let rows = with.rows();
    let goes = erase::what_goes(&rows, person)?;
    let mut cases = Vec::new();
    for case in goes.cases {
        cases.extend(rows.look::<Case>(case)?.map(|case| case.reference));
    }
    cases.sort();
    Ok(Goes { rows: goes.people.len(), cases })
}

/// A stretch of the people who may be one.
pub fn suggested(with: &Looking<'_>, after: Option<&Private>) -> Result<Suggested, Refusal> {
    let rows = with.rows();
    let sharing = with.view.people_sharing(after.map_or("", Private::reveal), STRETCH, WIDEST)?;
    let mut seen = HashSet::new();
    let mut pairs = Vec::new();
    for (key, group) in sharing.groups {
        // A whole name alone brings everybody of that name: those with a date near have a key of their own.
        if key.starts_with("n:") && !key.ends_with(|letter: char| letter.is_ascii_digit()) {
            continue;
        }
        for (at, one) in group.iter().enumerate() {
            for other in group.iter().skip(at + 1) {
                if let Some(found) = people::suggestion(&rows, Id::new(*one), Id::new(*other))?
                    && seen.insert((found.one.min(found.other), found.one.max(found.other)))
                {
                    pairs.push(found);
                }
            }
        }
    }
    pairs.sort_by_key(|pair| pair.rank);
    let pairs = pairs.iter().map(|pair| suggestion(with, pair)).collect::<Result<_, _>>()?;
    Ok(Suggested { pairs, after: sharing.after.map(Private::from) })
}

/// What stands beside a case.
pub fn beside(with: &Looking<'_>, case: &Case) -> Result<Beside, Refusal> {
    let rows = with.rows();
    let today = with.now.today();
    let elsewhere = forums::elsewhere(&rows, with.area, case, today)?;
    Ok(Beside {
        cautions: opposing::cautions(&rows, case)?,
        elsewhere: elsewhere.into_iter().map(|one| elsewhere_line(with, one)).collect::<Result<_, _>>()?,
        by_now: standing::by_now(&rows, with.area, case)?,
        other_side: opposing::other_side(&rows, case)?
            .into_iter()
            .map(|other| (other.id, other.reference))
            .collect(),
    })
}

fn elsewhere_line(with: &Looking<'_>, one: Elsewhere) -> Result<ElsewhereLine, Refusal> {
    let forum = with
        .area
        .forum(&one.case.forum)
        .map_or_else(|_| one.case.forum.to_uppercase(), |forum| forum.code.clone());
    Ok(ElsewhereLine {
        case: one.case.id,
        reference: one.case.reference,
        forum,
        state: one.case.state,
        next: one.next,
        actions: one
            .actions
            .into_iter()
            .map(|action| actions::line(with, action))
            .collect::<Result<_, _>>()?,
    })
}
