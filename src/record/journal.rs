//! Reading the journal: entries with their parts, in order.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, ToSql, params};
use uuid::Uuid;

use super::body::Hash;
use super::cell::{id_at, id_maybe};
use super::chain::{Header, START, parted};
use super::error::RecordError;

/// An entry as it stands in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// Its place in the whole record.
    pub pos: i64,
    /// Everything its digest covers but the parts.
    pub header: Header,
    /// Its parts, in order.
    pub parts: Vec<PastPart>,
    /// Its digest as stored.
    pub digest: Hash,
}

/// A part as it stands in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastPart {
    /// Its number in the entry, from 0.
    pub n: i64,
    /// Whose text it is.
    pub subject: Option<Uuid>,
    /// Salt and packed edits; nothing once erased.
    pub text: Option<(Vec<u8>, Vec<u8>)>,
    /// Its digest.
    pub digest: Hash,
}

/// How far a station has come: kept by a user's own settings, so that a folder put back to an older state is
/// noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Number of the last entry; 0 before the first.
    pub seq: i64,
    /// Its digest.
    pub digest: Hash,
}

const COLUMNS: &str =
    "SELECT e.pos, e.station, e.seq, e.at, e.actor, e.kind, e.grp, e.about, e.meeting, e.undoes,
    e.erases, e.version, e.digest, p.n, p.subject, p.salt, p.body, p.digest FROM entry AS e";
const PARTS: &str = "LEFT JOIN part AS p ON p.station = e.station AND p.seq = e.seq";

/// Calls back with every placed entry, in the order of the whole record.
///
/// # Errors
/// When the record cannot be read, or the callback's.
pub fn each(
    connection: &Connection,
    call: impl FnMut(Past) -> Result<bool, RecordError>,
) -> Result<(), RecordError> {
    let sql = format!("{COLUMNS} INDEXED BY entry_pos {PARTS} WHERE e.pos > 0 ORDER BY e.pos");
    walk(connection, &sql, &[], call)
}

/// The entries of one change, in order.
///
/// # Errors
/// When the record cannot be read.
pub fn group(connection: &Connection, group: Uuid) -> Result<Vec<Past>, RecordError> {
    let sql = format!("{COLUMNS} {PARTS} WHERE e.grp = ? ORDER BY e.pos");
    let mut entries = Vec::new();
    walk(connection, &sql, &[&group.as_bytes().as_slice()], |past| {
        entries.push(past);
        Ok(true)
    })?;
    Ok(entries)
}

/// Whether a change is in the record.
///
/// # Errors
/// When the record cannot be read.
pub fn has_group(connection: &Connection, group: Uuid) -> Result<bool, RecordError> {
    let mut statement = connection.prepare_cached("SELECT 1 FROM entry WHERE grp = ? LIMIT 1")?;
    Ok(statement.exists([group.as_bytes().as_slice()])?)
}

/// How far a station has come.
///
/// # Errors
/// When the record cannot be read.
pub fn head(connection: &Connection, station: Uuid) -> Result<Head, RecordError> {
    let mut statement = connection
        .prepare_cached("SELECT seq, digest FROM entry WHERE station = ? ORDER BY seq DESC LIMIT 1")?;
    let head = statement
        .query_row([station.as_bytes().as_slice()], |row| Ok(Head { seq: row.get(0)?, digest: row.get(1)? }))
        .optional()?;
    Ok(head.unwrap_or(Head { seq: 0, digest: START }))
}

/// Whether the station still has the entry it once had come to.
///
/// # Errors
/// When the record cannot be read.
pub fn includes(connection: &Connection, station: Uuid, head: Head) -> Result<bool, RecordError> {
    if head.seq == 0 {
        return Ok(true);
    }
    let mut statement =
        connection.prepare_cached("SELECT 1 FROM entry WHERE station = ? AND seq = ? AND digest = ?")?;
    Ok(statement.exists(params![station.as_bytes().as_slice(), head.seq, head.digest])?)
}

fn walk(
    connection: &Connection,
    sql: &str,
    parameters: &[&dyn ToSql],
    mut call: impl FnMut(Past) -> Result<bool, RecordError>,
) -> Result<(), RecordError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(parameters)?;
    let mut current: Option<Past> = None;
    while let Some(row) = rows.next()? {
        let pos: i64 = row.get(0)?;
        if current.as_ref().is_none_or(|past| past.pos != pos) {
            if let Some(done) = current.take()
                && !call(done)?
            {
                return Ok(());
            }
            current = Some(entry(row)?);
        }
        if let (Some(past), Some(part)) = (&mut current, part(row)?) {
            past.parts.push(part);
        }
    }
    if let Some(last) = current {
        call(last)?;
    }
    Ok(())
}

fn entry(row: &rusqlite::Row<'_>) -> Result<Past, RecordError> {
    let erases = row.get_ref(10)?.as_blob().ok().and_then(parted);
    let header = Header {
        station: id_at(row, 1)?,
        seq: row.get(2)?,
        at: row.get(3)?,
        actor: id_at(row, 4)?,
        kind: row.get(5)?,
        group: id_at(row, 6)?,
        about: id_maybe(row, 7)?,
        meeting: id_maybe(row, 8)?,
        undoes: id_maybe(row, 9)?,
        erases: erases.ok_or_else(|| RecordError::Damaged("an identifier of wrong length".to_owned()))?,
        version: row.get(11)?,
    };
    Ok(Past { pos: row.get(0)?, header, parts: Vec::new(), digest: row.get(12)? })
}

fn part(row: &rusqlite::Row<'_>) -> Result<Option<PastPart>, RecordError> {
    let Some(n) = row.get(13)? else { return Ok(None) };
    let text = match (row.get_ref(15)?, row.get_ref(16)?) {
        (ValueRef::Blob(salt), ValueRef::Blob(body)) => Some((salt.to_vec(), body.to_vec())),
        _ => None,
    };
    Ok(Some(PastPart { n, subject: id_maybe(row, 14)?, text, digest: row.get(17)? }))
}
