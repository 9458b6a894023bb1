//! The access log: who consulted or was sent what. It has a chain of its own and is never undone.
//!
//! In a meeting, "item 7" is logged by itself: the meeting and the item's number, beside the case.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::body::Hash;
use super::cell::{bytes, id_at, id_maybe};
use super::chain::START;
use super::error::RecordError;
use super::view::View;
use crate::words;

words! {
    /// What somebody did with what is in the record.
    pub enum AccessKind {
        /// Looked at a case, person or meeting.
        Consulted = "consulted",
        /// Heard as an item of a meeting.
        Heard = "heard",
        /// Searched for people.
        Searched = "searched",
        /// Shown or printed as a paper.
        Printed = "printed",
        /// Written to a file in clear.
        Exported = "exported",
        /// Sent to somebody.
        Sent = "sent",
        /// Looked at the log itself.
        Audited = "audited",
    }
}

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub actor: Uuid,
    /// What was done.
    pub what: AccessKind,
    /// The case or person.
    pub about: Option<Uuid>,
    /// The meeting.
    pub meeting: Option<Uuid>,
    /// The item's number in the meeting, from 1.
    pub item: Option<i64>,
    /// Why, where a reason is asked for. No name belongs in it: the log is not erased.
    pub why: Option<String>,
    /// The agency or office it was sent to. No name of a party belongs in it.
    pub recipient: Option<String>,
}

impl Access {
    fn digest(&self, previous: &Hash, station: Uuid, seq: i64, at: &str, what: &str) -> Hash {
        let mut sha = Sha256::new().chain_update(previous);
        let mut add = |field: &[u8]| {
            sha.update((field.len() as u64).to_be_bytes());
            sha.update(field);
        };
        let number = |item: Option<i64>| item.map_or_else(Vec::new, |item| item.to_be_bytes().to_vec());
        add(station.as_bytes());
        add(&seq.to_be_bytes());
        add(at.as_bytes());
        add(self.actor.as_bytes());
        add(what.as_bytes());
        add(self.about.as_ref().map_or(&[], bytes));
        add(self.meeting.as_ref().map_or(&[], bytes));
        add(&number(self.item));
        for text in [&self.why, &self.recipient] {
            add(&[u8::from(text.is_some())]);
            add(text.as_deref().unwrap_or_default().as_bytes());
        }
        sha.finalize().into()
    }
}

/// Adds a line to the log.
pub(super) fn log(connection: &Connection, station: Uuid, access: &Access) -> Result<(), RecordError> {
    let last: Option<(i64, Hash)> = connection
        .prepare_cached("SELECT seq, digest FROM access WHERE station = ? ORDER BY seq DESC LIMIT 1")?
        .query_row([bytes(&station)], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (seq, previous) = last.unwrap_or((0, START));
    let (seq, at, what) = (seq + 1, access.at.to_string(), access.what.word());
    connection
        .prepare_cached(
            "INSERT INTO access(station, seq, at, actor, what, about, meeting, item, why, recipient, digest) \
             VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            bytes(&station),
            seq,
            at,
            bytes(&access.actor),
            what,
            access.about.as_ref().map(bytes),
            access.meeting.as_ref().map(bytes),
            access.item,
            access.why,
            access.recipient,
            access.digest(&previous, station, seq, &at, what),
        ])?;
    Ok(())
}

const COLUMNS: &str =
    "SELECT station, seq, at, actor, what, about, meeting, item, why, recipient, digest FROM access";

/// A line as it stands in the log.
struct Line {
    station: Uuid,
    seq: i64,
    at: String,
    what: String,
    access: Access,
    digest: Hash,
}

fn line(row: &rusqlite::Row<'_>) -> Result<Line, RecordError> {
    let strange = || RecordError::Damaged("a line of the access log cannot be read".to_owned());
    let (at, what): (String, String) = (row.get(2)?, row.get(4)?);
    let access = Access {
        at: at.parse().ok().ok_or_else(strange)?,
        actor: id_at(row, 3)?,
        what: AccessKind::parse(&what).ok_or_else(strange)?,
        about: id_maybe(row, 5)?,
        meeting: id_maybe(row, 6)?,
        item: row.get(7)?,
        why: row.get(8)?,
        recipient: row.get(9)?,
    };
    Ok(Line { station: id_at(row, 0)?, seq: row.get(1)?, at, what, access, digest: row.get(10)? })
}

impl View<'_> {
    /// The log about a case or person, or all of it, oldest first.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn accesses(&self, about: Option<Uuid>) -> Result<Vec<Access>, RecordError> {
        let filter = if about.is_some() { " WHERE about = ?1" } else { " WHERE ?1 IS NULL" };
        let mut statement =
            self.connection.prepare_cached(&format!("{COLUMNS}{filter} ORDER BY station, seq"))?;
        let mut rows = statement.query([about.as_ref().map(bytes)])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(line(row)?.access);
        }
        Ok(found)
    }
}

/// Follows the chain of the log; gives the number of the first line that does not belong, or how many there are.
pub(super) fn check(connection: &Connection) -> Result<Result<u64, i64>, RecordError> {
    let mut statement = connection.prepare(&format!("{COLUMNS} ORDER BY station, seq"))?;
    let mut rows = statement.query([])?;
    let (mut station, mut last, mut previous, mut lines) = (None, 0, START, 0);
    while let Some(row) = rows.next()? {
        let Ok(line) = line(row) else { return Ok(Err(row.get(1)?)) };
        if station != Some(line.station) {
            (station, last, previous) = (Some(line.station), 0, START);
        }
        let digest = line.access.digest(&previous, line.station, line.seq, &line.at, &line.what);
        if line.seq != last + 1 || digest != line.digest {
            return Ok(Err(line.seq));
        }
        (last, previous, lines) = (line.seq, digest, lines + 1);
    }
    Ok(Ok(lines))
}
