//! Tests of the record room as a whole, on tables of their own.

mod changes;
mod erasing;
mod folders;
mod tampering;
mod together;

use std::path::Path;

use jiff::Timestamp;
use uuid::Uuid;

use super::derived::Derived;
use super::entropy::Stream;
use super::keys::Cost;
use super::people::{KeySource, PersonKeys};
use super::*;
use crate::domain::entry::{Entry, EntryKind};
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::shape::{Row, Stored, TableShape};
use crate::record_row;

record_row! {
    /// A person.
    pub struct Person in "person" about itself by [family] {
        /// Family name.
        family: Private,
        /// What is known.
        note: Option<Private>,
    }
}

record_row! {
    /// A sentence about a person.
    pub struct Line in "line" about person by [person] {
        /// About whom.
        person: Id<Person>,
        /// What was said.
        text: Private,
        /// Its number.
        number: u32,
        /// Where.
        place: Option<Id<Place>>,
    }
}

record_row! {
    /// A place.
    pub struct Place in "place" about nobody by [] {
        /// Its name.
        title: String,
        /// How many were there.
        heads: Option<i64>,
    }
}

pub static TABLES: &[&TableShape] = &[Person::SHAPE, Line::SHAPE, Place::SHAPE];

fn family_key(row: &Row) -> Vec<String> {
    Person::from_row(row).map(|person| vec![person.family.reveal().to_lowercase()]).unwrap_or_default()
}

static PEOPLE: PersonKeys =
    PersonKeys { version: 1, sources: &[KeySource { table: Person::SHAPE, keys: family_key }] };
static DERIVED: &[&dyn Derived] = &[&PEOPLE];

pub const LAYOUT: Layout = Layout { tables: TABLES, derived: DERIVED };

pub const PHRASE: &str = "correct horse";

pub fn entropy() -> Box<dyn Entropy> {
    Box::new(Stream::seeded(1))
}

/// A new record in a folder, its first user `ann`.
pub fn create(path: &Path) -> Record {
    let first = FirstUser { handle: "ann", passphrase: PHRASE, cost: Cost::TRIFLING };
    Folder::create(path, first, LAYOUT, entropy()).unwrap()
}

pub fn open(path: &Path) -> Result<Record, RecordError> {
    Record::open(path, "ann", PHRASE, LAYOUT, entropy())
}

pub fn stamp(group: u128) -> Stamp {
    Stamp { at: Timestamp::UNIX_EPOCH, actor: Uuid::from_u128(0xA), group: Uuid::from_u128(group) }
}

/// Decides and commits one change, as the service does.
pub fn change(
    record: &mut Record,
    stamp: &Stamp,
    decide: impl FnOnce(&mut Changes<'_>),
) -> Result<Committed, RecordError> {
    let mut tx = record.begin()?;
    let entry = {
        let mut changes = Changes::new(&tx);
        decide(&mut changes);
        changes.into_entry(EntryKind::Note, None, None).unwrap()
    };
    let committed = tx.commit(stamp, entry.as_slice(), None)?;
    tx.finish()?;
    Ok(committed)
}

/// Commits entries as they are.
pub fn commit(record: &mut Record, stamp: &Stamp, entries: &[Entry]) -> Result<Durable, RecordError> {
    let mut tx = record.begin()?;
    tx.commit(stamp, entries, None)?;
    tx.finish()
}

pub fn erasure(subject: Uuid) -> Entry {
    Entry {
        kind: EntryKind::Erased,
        about: None,
        meeting: None,
        undoes: None,
        erases: vec![subject],
        parts: Vec::new(),
    }
}

pub fn person(id: u128, family: &str) -> Person {
    Person { id: Id::new(Uuid::from_u128(id)), family: family.into(), note: None }
}

pub fn line(id: u128, of: u128, text: &str) -> Line {
    Line {
        id: Id::new(Uuid::from_u128(id)),
        person: Id::new(Uuid::from_u128(of)),
        text: text.into(),
        number: 1,
        place: None,
    }
}

/// Every row of every table.
pub fn rows(view: View<'_>) -> Vec<Row> {
    let mut all = Vec::new();
    for table in TABLES {
        view.each(table, |row| {
            all.push(row);
            Ok(())
        })
        .unwrap();
    }
    all
}

pub fn sound(record: &Record) {
    let verdict = record.verify(|_| ()).unwrap();
    assert_eq!(verdict.fault, None);
}
