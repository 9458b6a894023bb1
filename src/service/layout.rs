//! What a record is made of: the tables of the rules, and the lists kept beside them.

use crate::domain::people::{PersonSketch, keys, search_keys};
use crate::domain::rows::TABLES;
use crate::domain::rows::person::{Alias, Contact, Person};
use crate::domain::rules;
use crate::domain::shape::{Row, Stored};
use crate::record::Layout;
use crate::record::lists::{ActionLines, CaseLines, DeskLines, Hearings, Wordings, Works};
use crate::record::people::{KeySource, PersonKeys};

/// The layout of every record of this program.
pub const LAYOUT: Layout = Layout {
    tables: TABLES,
    derived: &[&PEOPLE, &ActionLines, &CaseLines, &DeskLines, &Wordings, &Hearings, &Works],
};

/// The match keys that people are found by; raise the version when [`keys`] or [`search_keys`] change.
const PEOPLE: PersonKeys = PersonKeys {
    version: 2,
    sources: &[
        KeySource { table: Person::SHAPE, keys: by_person },
        KeySource { table: Alias::SHAPE, keys: by_alias },
        KeySource { table: Contact::SHAPE, keys: by_contact },
    ],
};

fn by_person(row: &Row) -> Vec<String> {
    let Ok(person) = Person::from_row(row) else { return Vec::new() };
    let (forename, surname, born) = (person.forename, person.surname, person.born);
    let other_births = person.other_births.map(|births| births.0).unwrap_or_default();
    filed(&PersonSketch { forename, surname, born, other_births, ..PersonSketch::default() })
}

fn by_alias(row: &Row) -> Vec<String> {
    let Ok(alias) = Alias::from_row(row) else { return Vec::new() };
    filed(&PersonSketch { aliases: vec![alias.name], ..PersonSketch::default() })
}

fn by_contact(row: &Row) -> Vec<String> {
    let Ok(contact) = Contact::from_row(row) else { return Vec::new() };
    let sketch = rules::opposing::alone(&contact);
    // What is kept hidden is compared, so that opposing roles are seen, and never searched by.
    if contact.restricted { keys(&sketch) } else { filed(&sketch) }
}

/// What people are matched by, and what they are searched by.
fn filed(sketch: &PersonSketch) -> Vec<String> {
    let mut all = keys(sketch);
    all.extend(search_keys(sketch));
    all
}
