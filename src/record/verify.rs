//! Verification: the database is whole, the chain holds, and replaying the journal gives the tables as they are.
//!
//! The journal is replayed into a fresh database in memory (see `replay.rs`), which is then
//! compared with the record row by row. Entries stream through; only the replayed tables are held. It finds damage
//! and edits made without the key, not those of a key holder.

use rusqlite::{Connection, Row, Rows};
use uuid::Uuid;

use super::access;
use super::cell;
use super::error::RecordError;
use super::fault::{Fault, Progress};
use super::replay;
use super::view::View;
use crate::domain::shape::TableShape;

/// What verification found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Entries followed.
    pub entries: u64,
    /// Rows compared.
    pub rows: u64,
    /// Lines of the access log followed.
    pub accesses: u64,
    /// The first thing wrong; none when the record is sound.
    pub fault: Option<Fault>,
}

/// Verifies everything a connection can see. Call it on a connection that nothing else is writing through.
///
/// # Errors
/// When the record cannot be read at all; what is wrong in it is a [`Fault`].
pub fn verify(view: View<'_>, progress: &mut dyn FnMut(Progress)) -> Result<Verdict, RecordError> {
    let mut verdict = Verdict { entries: 0, rows: 0, accesses: 0, fault: database(view.connection)? };
    if verdict.fault.is_some() {
        return Ok(verdict);
    }
    // One snapshot for journal and tables: somebody may be typing.
    let snapshot = view.connection.unchecked_transaction()?;
    match access::check(view.connection)? {
        Ok(lines) => verdict.accesses = lines,
        Err(line) => verdict.fault = Some(Fault::Access(line)),
    }
    if verdict.fault.is_none() {
        let replayed = replay::replay(view, progress)?;
        (verdict.entries, verdict.fault) = (replayed.entries, replayed.fault);
        if verdict.fault.is_none() {
            compare(view, &replayed.fresh, &mut verdict)?;
        }
    }
    snapshot.finish()?;
    Ok(verdict)
}

/// The cipher's and the database's own checks.
fn database(connection: &Connection) -> Result<Option<Fault>, RecordError> {
    for (pragma, well) in [("cipher_integrity_check", None), ("integrity_check", Some("ok"))] {
        let mut statement = connection.prepare(&format!("PRAGMA {pragma}"))?;
        let mut rows = statement.query([])?;
        loop {
            match rows.next() {
                Ok(None) => break,
                Ok(Some(row)) => {
                    let line: String = row.get(0)?;
                    if Some(line.as_str()) != well {
                        return Ok(Some(Fault::Database(line)));
                    }
                }
                Err(error) => return Ok(Some(Fault::Database(error.to_string()))),
            }
        }
    }
    Ok(None)
}

/// Compares every record table with the replayed one, up to the first difference.
fn compare(view: View<'_>, fresh: &Connection, verdict: &mut Verdict) -> Result<(), RecordError> {
    for shape in view.catalog.shapes {
        let sql = &view.catalog.table(shape.name)?.every;
        let (mut stored, mut replayed) = (view.connection.prepare(sql)?, fresh.prepare(sql)?);
        let different = compare_rows(shape, stored.query([])?, replayed.query([])?, &mut verdict.rows)?;
        if let Some(id) = different {
            verdict.fault = Some(Fault::Row { table: shape.name, id });
            return Ok(());
        }
    }
    Ok(())
}

/// The first row that is not the same in both.
fn compare_rows(
    shape: &TableShape,
    mut stored: Rows<'_>,
    mut replayed: Rows<'_>,
    count: &mut u64,
) -> Result<Option<Uuid>, RecordError> {
    loop {
        match (stored.next()?, replayed.next()?) {
            (None, None) => return Ok(None),
            (Some(only), None) | (None, Some(only)) => return cell::id_at(only, 0).map(Some),
            (Some(one), Some(other)) => {
                if !same(shape, one, other)? {
                    return Ok(Some(cell::id_at(one, 0)?.min(cell::id_at(other, 0)?)));
                }
                *count += 1;
            }
        }
    }
}

fn same(shape: &TableShape, one: &Row<'_>, other: &Row<'_>) -> Result<bool, RecordError> {
    for column in 0..=shape.fields.len() {
        if one.get_ref(column)? != other.get_ref(column)? {
            return Ok(false);
        }
    }
    Ok(true)
}
