//! `convenor person show`: one person, whole, as text or as one object.

use serde_json::{Value, json};

use super::{find, short};
use crate::cli::elsewhere::{forum_value, forum_words};
use crate::cli::failure::Failure;
use crate::cli::out::Out;
use crate::cli::session::Session;
use crate::domain::calendar::show_numeric;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::rows::person::Person;
use crate::service::ask::{Answer, Ask, PersonRow, PersonStory, PlaceLine};

/// Shows a person.
pub fn show(session: &mut Session, person: Id<Person>, out: &mut Out) -> Result<(), Failure> {
    let Answer::Person(story) = session.look(&Ask::Person(person))? else {
        return Err(Failure::unanswered());
    };
    session.consulted(Some(person.uuid()), None)?;
    if out.wants_json() {
        return out.json(value(&story));
    }
    text(&story, out)
}

fn text(story: &PersonStory, out: &mut Out) -> Result<(), Failure> {
    for row in &story.rows {
        out.line(&row_words(row))?;
        for contact in &row.contacts {
            let safe = contact.safe.as_ref().map(|safe| format!(" (safe: {})", safe.reveal()));
            out.indented(
                2,
                &format!("{}: {}{}", contact.kind, contact.value.reveal(), safe.unwrap_or_default()),
            )?;
        }
        if row.hidden {
            out.indented(2, "a detail of this row is kept hidden")?;
        }
    }
    let receives = if story.receives.by_default { "as usual" } else { "no letter or bundle by default" };
    out.line(&format!("papers: {receives}; {}", story.receives.why))?;
    section(out, "Before any contact", &story.cautions, String::clone)?;
    section(out, "Cases", &story.places, place_words)?;
    section(out, "In each forum", &story.forums, forum_words)?;
    section(out, "May also be", &story.suggestions, |pair| {
        let other =
            if story.rows.iter().any(|row| row.person.id == pair.one.id) { &pair.other } else { &pair.one };
        format!("{} {} ({}): {}", short(other.id), other.name.reveal(), find::places(other), pair.why)
    })?;
    section(out, "Said not to be", &story.apart, |line| {
        format!("{} {} ({})", short(line.id), line.name.reveal(), find::places(line))
    })
}

fn section<T>(out: &mut Out, head: &str, rows: &[T], words: impl Fn(&T) -> String) -> Result<(), Failure> {
    if rows.is_empty() {
        return Ok(());
    }
    out.gap()?;
    out.line(&format!("{head}:"))?;
    rows.iter().try_for_each(|row| out.indented(2, &words(row)))
}

fn row_words(row: &PersonRow) -> String {
    let mut words = format!("{} {}", short(row.person.id), row.person.listed().reveal());
    words.extend(row.person.born.map(|born| format!(", born {}", show_numeric(born))));
    if !row.aliases.is_empty() {
        let names: Vec<&str> = row.aliases.iter().map(Private::reveal).collect();
        words.push_str(&format!(", also {}", names.join(", ")));
    }
    if !row.cases.is_empty() {
        words.push_str(&format!("; from {}", row.cases.join(", ")));
    }
    words.extend(row.matched.as_ref().map(|why| format!("; {}", why.reveal())));
    words
}

fn place_words(place: &PlaceLine) -> String {
    let of = place.relationship.as_ref().map(|of| format!(", {of}")).unwrap_or_default();
    let mut words = format!(
        "{} in {} ({}, {}{of}), referred {}",
        place.role,
        place.reference,
        place.forum.to_uppercase(),
        place.state,
        show_numeric(place.last_referred)
    );
    if !place.other_side.is_empty() {
        words.push_str(&format!("; counter-allegation: {}", place.other_side.join(", ")));
    }
    words.extend(place.by_now.as_ref().map(|by_now| format!("; {by_now}")));
    words
}

fn value(story: &PersonStory) -> Value {
    let row = |row: &PersonRow| {
        json!({
            "id": row.person.id.uuid(),
            "name": row.person.listed().reveal(),
            "born": row.person.born,
            "aliases": row.aliases.iter().map(Private::reveal).collect::<Vec<_>>(),
            "contacts": row.contacts.iter().map(|contact| json!({
                "kind": contact.kind.word(), "value": contact.value.reveal(),
                "safe": contact.safe.as_ref().map(Private::reveal),
            })).collect::<Vec<_>>(),
            "hidden": row.hidden,
            "cases": row.cases,
            "matched": row.matched.as_ref().map(Private::reveal),
        })
    };
    let place = |place: &PlaceLine| {
        json!({
            "case": place.reference, "forum": place.forum, "state": place.state.word(), "role": place.role.word(),
            "relationship": place.relationship, "last_referred": place.last_referred, "by_now": place.by_now,
            "counter_allegations": place.other_side,
        })
    };
    json!({
        "rows": story.rows.iter().map(row).collect::<Vec<_>>(),
        "places": story.places.iter().map(place).collect::<Vec<_>>(),
        "papers": { "by_default": story.receives.by_default, "why": story.receives.why },
        "before_contact": story.cautions,
        "forums": story.forums.iter().map(forum_value).collect::<Vec<_>>(),
        "suggestions": story.suggestions.iter()
            .map(|pair| json!({ "one": find::value(&pair.one), "other": find::value(&pair.other), "why": pair.why }))
            .collect::<Vec<_>>(),
        "apart": story.apart.iter().map(find::value).collect::<Vec<_>>(),
    })
}
