//! Match keys of people: which person may be meant by a name, a number or a date of birth.
//!
//! The rules say what the keys of a row are; this keeps them, by row, so that a changed name loses its old
//! keys. A row's person is the subject it is about. Words of names are also counted in a vocabulary of their own, small
//! enough to be read whole: a name spelt a little differently is looked for there first (see [`super::seek`]).

use rusqlite::params;
use uuid::Uuid;

use super::apply::Touched;
use super::cell;
use super::derived::Derived;
use super::error::RecordError;
use super::view::View;
use crate::domain::people::WORD;
use crate::domain::shape::{Row, TableShape};

/// A table whose rows give match keys, and the rule that makes them.
pub struct KeySource {
    /// The table.
    pub table: &'static TableShape,
    /// The keys of one of its rows.
    pub keys: fn(&Row) -> Vec<String>,
}

/// People by match key.
pub struct PersonKeys {
    /// Raised by the rules' owner when the keys of a row change.
    pub version: i64,
    /// Where keys come from.
    pub sources: &'static [KeySource],
}

impl PersonKeys {
    fn put(view: View<'_>, source: &KeySource, row: &Row) -> Result<(), RecordError> {
        let Some(person) = row.subject() else { return Ok(()) };
        let mut insert = view
            .connection
            .prepare_cached("INSERT OR IGNORE INTO person_key(source, key, person) VALUES(?, ?, ?)")?;
        let mut count = view.connection.prepare_cached(
            "INSERT INTO person_word(word, rows) VALUES(?, 1) ON CONFLICT(word) DO UPDATE SET rows = rows + 1",
        )?;
        for key in (source.keys)(row) {
            let added = insert.execute(params![cell::bytes(&row.id), key, cell::bytes(&person)])?;
            if let Some(word) = key.strip_prefix(WORD).filter(|_| added > 0) {
                count.execute([word])?;
            }
        }
        Ok(())
    }

    /// Takes away what a row was filed under; a word that nobody has any more is forgotten.
    fn clear(view: View<'_>, id: Uuid) -> Result<(), RecordError> {
        let mut gone =
            view.connection.prepare_cached("DELETE FROM person_key WHERE source = ? RETURNING key")?;
        let mut rows = gone.query([cell::bytes(&id)])?;
        let mut words = Vec::new();
        while let Some(row) = rows.next()? {
            let key: String = row.get(0)?;
            words.extend(key.strip_prefix(WORD).map(str::to_owned));
        }
        for word in words {
            view.connection
                .prepare_cached("UPDATE person_word SET rows = rows - 1 WHERE word = ?")?
                .execute([&word])?;
            view.connection
                .prepare_cached("DELETE FROM person_word WHERE word = ? AND rows < 1")?
                .execute([&word])?;
        }
        Ok(())
    }
}

impl Derived for PersonKeys {
    fn name(&self) -> &'static str {
        "person keys"
    }

    fn version(&self) -> i64 {
        self.version
    }

    fn tables(&self) -> &'static [&'static str] {
        &["person_key", "person_word"]
    }

    fn create(&self) -> &'static str {
        "CREATE TABLE person_key(
             source BLOB NOT NULL, key TEXT NOT NULL, person BLOB NOT NULL, PRIMARY KEY(source, key)
         ) STRICT, WITHOUT ROWID;
         CREATE INDEX person_key_key ON person_key(key, person);
         CREATE TABLE person_word(word TEXT NOT NULL PRIMARY KEY, rows INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    }

    fn follows(&self, table: &str) -> bool {
        self.sources.iter().any(|source| source.table.name == table)
    }

    fn refresh(&self, view: View<'_>, rows: &[Touched]) -> Result<(), RecordError> {
        for (table, id) in rows {
            Self::clear(view, *id)?;
            for source in self.sources.iter().filter(|source| source.table.name == *table) {
                if let Some(row) = view.row(source.table, *id)? {
                    Self::put(view, source, &row)?;
                }
            }
        }
        Ok(())
    }

    fn fill(&self, view: View<'_>) -> Result<(), RecordError> {
        self.sources
            .iter()
            .try_for_each(|source| view.each(source.table, |row| Self::put(view, source, &row)))
    }
}
