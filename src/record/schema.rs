//! The tables of the database and how an older one is brought up to date.
//!
//! Record tables come from the shapes the rules declare; the journal, the access log and the local tables are
//! written out here. `VERSIONS` lists every version with what brings a record to it, oldest first, each in a
//! transaction of its own. To add a field or table to the rules: declare it, and add a line with [`grow`].

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::body::Hash;
use super::catalog::{Catalog, column};
use super::cell;
use super::derived;
use super::error::RecordError;
use super::layout::Layout;
use super::view::View;

/// What brings a record to a version.
type Upgrade = fn(&Connection, &Catalog) -> Result<(), RecordError>;

/// Every version of the schema, oldest first; the position from 1 is its number. A version that only adds is [`grow`]:
/// it is counted so that a program that would not understand the new rows refuses the record.
const VERSIONS: &[Upgrade] = &[first, grow, grow, grow, grow];

/// The newest version this program knows.
pub const VERSION: i64 = VERSIONS.len() as i64;

/// The journal, the access log, local tables and the one row about the record itself.
const FIXED: &str = r#"
CREATE TABLE meta(
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1), schema INTEGER NOT NULL, folder BLOB NOT NULL,
    station BLOB NOT NULL, keys BLOB NOT NULL, keys_next BLOB, shapes BLOB
) STRICT;

CREATE TABLE entry(
    station BLOB NOT NULL, seq INTEGER NOT NULL, pos INTEGER, at TEXT NOT NULL, actor BLOB NOT NULL,
    kind TEXT NOT NULL, grp BLOB NOT NULL, about BLOB, meeting BLOB, undoes BLOB, erases BLOB NOT NULL,
    version INTEGER NOT NULL, digest BLOB NOT NULL, PRIMARY KEY(station, seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX entry_pos ON entry(pos);
CREATE INDEX entry_grp ON entry(grp, pos);
CREATE INDEX entry_about ON entry(about, pos) WHERE about IS NOT NULL;
CREATE INDEX entry_meeting ON entry(meeting, pos) WHERE meeting IS NOT NULL;
CREATE INDEX entry_undoes ON entry(undoes, pos) WHERE undoes IS NOT NULL;

CREATE TABLE part(
    station BLOB NOT NULL, seq INTEGER NOT NULL, n INTEGER NOT NULL, subject BLOB, salt BLOB, body BLOB,
    digest BLOB NOT NULL, PRIMARY KEY(station, seq, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX part_subject ON part(subject) WHERE subject IS NOT NULL;

CREATE TABLE tombstone(subject BLOB NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE TABLE access(
    station BLOB NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL, actor BLOB NOT NULL, what TEXT NOT NULL,
    about BLOB, meeting BLOB, item INTEGER, why TEXT, recipient TEXT, digest BLOB NOT NULL,
    PRIMARY KEY(station, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX access_about ON access(about) WHERE about IS NOT NULL;

CREATE TABLE draft(
    user BLOB NOT NULL, scope TEXT NOT NULL, meeting BLOB NOT NULL, about BLOB NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY(user, scope, meeting, about)
) STRICT, WITHOUT ROWID;

CREATE TABLE derived(name TEXT NOT NULL PRIMARY KEY, version INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TRIGGER entry_stays BEFORE DELETE ON entry BEGIN SELECT raise(ABORT, 'entries stay'); END;
CREATE TRIGGER entry_fixed BEFORE UPDATE ON entry
WHEN OLD.pos IS NOT NULL OR (NEW.station, NEW.seq, NEW.at, NEW.actor, NEW.kind, NEW.grp, NEW.about, NEW.meeting,
    NEW.undoes, NEW.erases, NEW.version, NEW.digest) IS NOT (OLD.station, OLD.seq, OLD.at, OLD.actor, OLD.kind,
    OLD.grp, OLD.about, OLD.meeting, OLD.undoes, OLD.erases, OLD.version, OLD.digest)
BEGIN SELECT raise(ABORT, 'entries are fixed'); END;
CREATE TRIGGER part_stays BEFORE DELETE ON part BEGIN SELECT raise(ABORT, 'parts stay'); END;
CREATE TRIGGER part_fixed BEFORE UPDATE ON part
WHEN NEW.body IS NOT NULL OR NEW.salt IS NOT NULL OR (NEW.station, NEW.seq, NEW.n, NEW.subject, NEW.digest)
    IS NOT (OLD.station, OLD.seq, OLD.n, OLD.subject, OLD.digest)
BEGIN SELECT raise(ABORT, 'parts are fixed'); END;
CREATE TRIGGER tombstone_stays BEFORE DELETE ON tombstone BEGIN SELECT raise(ABORT, 'tombstones stay'); END;
CREATE TRIGGER tombstone_fixed BEFORE UPDATE ON tombstone BEGIN SELECT raise(ABORT, 'tombstones stay'); END;
CREATE TRIGGER access_stays BEFORE DELETE ON access BEGIN SELECT raise(ABORT, 'the access log stays'); END;
CREATE TRIGGER access_fixed BEFORE UPDATE ON access BEGIN SELECT raise(ABORT, 'the access log stays'); END;
"#;

/// What the record says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meta {
    /// The folder's identifier, the same at every station.
    pub folder: Uuid,
    /// Where entries are made.
    pub station: Uuid,
    /// Digest of the list of users.
    pub keys: Hash,
    /// Digest of the list that is about to replace it.
    pub keys_next: Option<Hash>,
}

/// Creates every table in an empty database.
///
/// # Errors
/// When the database refuses.
pub fn create(
    connection: &mut Connection,
    catalog: &Catalog,
    layout: Layout,
    meta: &Meta,
) -> Result<(), RecordError> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    tx.execute_batch(FIXED)?;
    tx.execute(
        "INSERT INTO meta(one, schema, folder, station, keys) VALUES(1, 0, ?, ?, ?)",
        params![cell::bytes(&meta.folder), cell::bytes(&meta.station), meta.keys],
    )?;
    tx.commit()?;
    bring_up(connection, catalog, layout)
}

/// Refuses a record of a newer program; says whether this one is older.
///
/// # Errors
/// [`RecordError::NewerSchema`]; [`RecordError::Damaged`] when there is no record in the database.
pub fn check(connection: &Connection) -> Result<bool, RecordError> {
    let missing = |error: rusqlite::Error| match RecordError::from(error) {
        RecordError::Database(_) => RecordError::Damaged("it holds no record".to_owned()),
        other => other,
    };
    let stored: Option<i64> =
        connection.query_row("SELECT schema FROM meta", [], |row| row.get(0)).optional().map_err(missing)?;
    match stored {
        Some(found) if found > VERSION => Err(RecordError::NewerSchema { found, known: VERSION }),
        Some(found) => Ok(found < VERSION),
        None => Err(RecordError::Damaged("it holds no record".to_owned())),
    }
}

/// Brings an older record up to date, one version and transaction at a time, then what is derived from it.
///
/// # Errors
/// [`RecordError::NewerSchema`]; whatever the database refuses, with every finished version kept.
pub fn bring_up(connection: &mut Connection, catalog: &Catalog, layout: Layout) -> Result<(), RecordError> {
    let older = check(connection)?;
    for (upgrade, number) in VERSIONS.iter().zip(1_i64..).filter(|_| older) {
        // Another window may have done it in between, so the version is asked for again under the lock.
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let at: i64 = tx.query_row("SELECT schema FROM meta", [], |row| row.get(0))?;
        if at < number {
            upgrade(&tx, catalog)?;
            tx.execute("UPDATE meta SET schema = ?", [number])?;
        }
        tx.commit()?;
    }
    fit(connection, catalog, layout)
}

/// Adds what the shapes have and the record does not, and rebuilds what is derived by an older rule.
fn fit(connection: &mut Connection, catalog: &Catalog, layout: Layout) -> Result<(), RecordError> {
    let fits = |connection: &Connection| -> Result<bool, RecordError> {
        let stored: Option<Hash> = connection.query_row("SELECT shapes FROM meta", [], |row| row.get(0))?;
        Ok(stored == Some(shapes(catalog)?))
    };
    if !fits(connection)? {
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        grow(&tx, catalog)?;
        tx.execute("UPDATE meta SET shapes = ?", params![shapes(catalog)?])?;
        tx.commit()?;
    }
    if derived::stale(View { connection, catalog, known: None }, layout.derived)?.is_empty() {
        return Ok(());
    }
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let view = View { connection: &tx, catalog, known: None };
    for stale in derived::stale(view, layout.derived)? {
        derived::rebuild(view, stale)?;
    }
    Ok(tx.commit()?)
}

fn shapes(catalog: &Catalog) -> Result<Hash, RecordError> {
    let mut sha = Sha256::new();
    for shape in catalog.shapes {
        sha.update(&catalog.table(shape.name)?.create);
    }
    Ok(sha.finalize().into())
}

fn first(connection: &Connection, catalog: &Catalog) -> Result<(), RecordError> {
    grow(connection, catalog)
}

/// Adds the tables, fields and indexes that the shapes have and the record does not.
fn grow(connection: &Connection, catalog: &Catalog) -> Result<(), RecordError> {
    for shape in catalog.shapes {
        let mut columns = connection.prepare("SELECT name FROM pragma_table_info(?)")?;
        let known: Vec<String> =
            columns.query_map([shape.name], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let missing = shape.fields.iter().filter(|field| !known.iter().any(|name| name == field.name));
        if !known.is_empty() {
            for field in missing {
                let column = column(field);
                connection.execute_batch(&format!("ALTER TABLE \"{}\" ADD COLUMN {column}", shape.name))?;
            }
        }
        connection.execute_batch(&catalog.table(shape.name)?.create)?;
    }
    Ok(())
}

/// Reads what the record says about itself.
///
/// # Errors
/// [`RecordError::Damaged`] when it says nothing sensible.
pub fn meta(connection: &Connection) -> Result<Meta, RecordError> {
    let mut statement = connection.prepare("SELECT folder, station, keys, keys_next FROM meta")?;
    let mut rows = statement.query([])?;
    let row = rows.next()?.ok_or_else(|| RecordError::Damaged("it says nothing about itself".to_owned()))?;
    Ok(Meta {
        folder: cell::id_at(row, 0)?,
        station: cell::id_at(row, 1)?,
        keys: row.get(2)?,
        keys_next: row.get(3)?,
    })
}
