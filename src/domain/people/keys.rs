//! Keys under which an index files a person, so that whoever may be the same is found without reading everybody.
//!
//! Two sketches that [`super::compare`] would call the same share at least one key, except where both the name is
//! spelt differently and no date of birth or contact detail agrees. Keys hold personal data: they belong inside the
//! record.

use super::PersonSketch;
use super::contact::Channel;
use super::names::Name;

/// The keys of a sketch: each name with an initial (both ways round), date of birth, contact details.
pub fn keys(person: &PersonSketch) -> Vec<String> {
    let mut keys = Vec::new();
    for name in Name::all(person) {
        let (forename, surname) = (name.forename, name.surname);
        for (whole, initial) in [(&surname, &forename), (&forename, &surname)] {
            if !whole.is_empty() {
                let initial = initial.chars().next().map(String::from).unwrap_or_default();
                keys.push(format!("n:{whole} {initial}"));
            }
        }
    }
    keys.extend(person.born.map(|born| format!("b:{born}")));
    for (channel, sign) in Channel::ALL.into_iter().zip(["t", "a", "e"]) {
        keys.extend(channel.of(person).into_iter().map(|detail| format!("{sign}:{detail}")));
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}
