//! Which people are filed under a match key. The keys themselves are kept by [`super::people`].

use rusqlite::{Connection, OptionalExtension};
use uuid::Uuid;

use super::cell;
use super::error::RecordError;

/// People filed under any of these keys, each once, in the order of their identifiers.
///
/// # Errors
/// When the record cannot be read.
pub fn with(connection: &Connection, keys: &[String]) -> Result<Vec<Uuid>, RecordError> {
    let kept = connection
        .prepare_cached("SELECT 1 FROM sqlite_schema WHERE name = 'person_key'")?
        .query_row([], |_| Ok(()))
        .optional()?;
    if kept.is_none() {
        return Ok(Vec::new());
    }
    let mut statement = connection.prepare_cached("SELECT DISTINCT person FROM person_key WHERE key = ?")?;
    let mut people = Vec::new();
    for key in keys {
        let mut rows = statement.query([key])?;
        while let Some(row) = rows.next()? {
            people.push(cell::id_at(row, 0)?);
        }
    }
    people.sort_unstable();
    people.dedup();
    Ok(people)
}
