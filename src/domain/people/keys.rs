//! Keys under which an index files a person, so that whoever may be the same is found without reading everybody.
//!
//! [`keys()`] files, [`lookup`] asks. Keys are exact and few people share one, so that a common name does not bring
//! half the record: whoever [`super::compare()`] does not call different shares the date of birth, a contact detail,
//! or a whole name (either way round) with a date of birth that is near or missing. The one exception is a name with
//! letters lost whose date of birth is also out. Keys hold personal data: they belong inside the record.

use jiff::civil::Date;

use super::PersonSketch;
use super::contact::Channel;
use super::names::Name;

/// The keys to file a sketch under.
pub fn keys(person: &PersonSketch) -> Vec<String> {
    let mut keys = exact(person);
    for name in names(person) {
        if person.births().next().is_none() {
            keys.push(undated(&name));
        }
        keys.extend(person.births().flat_map(|born| near(&name, born)));
        keys.push(name);
    }
    tidy(keys)
}

/// The keys to ask for when looking for this person.
pub fn lookup(person: &PersonSketch) -> Vec<String> {
    let mut keys = exact(person);
    for name in names(person) {
        if person.births().next().is_none() {
            keys.push(name);
        } else {
            keys.extend(person.births().flat_map(|born| near(&name, born)));
            keys.push(undated(&name));
        }
    }
    tidy(keys)
}

/// Dates of birth and contact details.
fn exact(person: &PersonSketch) -> Vec<String> {
    let mut keys: Vec<String> = person.births().map(|born| format!("b:{born}")).collect();
    for (channel, sign) in Channel::ALL.into_iter().zip(["t", "a", "e"]) {
        keys.extend(channel.of(person).into_iter().map(|detail| format!("{sign}:{detail}")));
    }
    keys
}

/// Each whole name, its words in order.
fn names(person: &PersonSketch) -> Vec<String> {
    let whole = |name: &Name| !name.forename.is_empty() && !name.surname.is_empty();
    let key = |Name { forename, surname, .. }: Name| {
        let (first, second) = if forename <= surname { (forename, surname) } else { (surname, forename) };
        format!("n:{first} {second}")
    };
    Name::all(person).into_iter().filter(whole).map(key).collect()
}

/// A date one digit out, or with day and month changed over, keeps its year or else its day and month.
fn near(name: &str, born: Date) -> Vec<String> {
    vec![format!("{name} {:04}", born.year()), format!("{name} {:02}-{:02}", born.day(), born.month())]
}

/// The name of somebody whose date of birth is not given.
fn undated(name: &str) -> String {
    format!("{name} -")
}

fn tidy(mut keys: Vec<String>) -> Vec<String> {
    keys.sort_unstable();
    keys.dedup();
    keys
}
