//! Writing: one transaction, in which rules read, entries are added and their edits take effect together.
//!
//! A [`Tx`] holds the write lock from its beginning, so that what the rules saw is what they change. Dropping
//! it takes everything back, which is how a dry run is made; [`Tx::finish`] makes it durable.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use uuid::Uuid;

use super::access::{self, Access};
use super::apply::{self, Touched};
use super::body::{self, Hash, Packer, SALT};
use super::catalog::Catalog;
use super::cell::bytes;
use super::chain::{ENTRY_VERSION, Header, joined};
use super::derived;
use super::entropy::Entropy;
use super::erase;
use super::error::RecordError;
use super::journal::{self, Head};
use super::layout::Layout;
use super::local::{self, DraftKey};
use super::view::{View, facts_by_view};
use crate::domain::entry::{Entry, Part};

/// Who makes a change, when, and its identifier, minted before it is first tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub actor: Uuid,
    /// The change: what is undone together, and what a retry names again.
    pub group: Uuid,
}

/// What became of a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Committed {
    /// The entries were added.
    Added,
    /// The change was already in the record; nothing was added.
    Already,
}

/// What became of a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Durable {
    /// Whether text that was erased has also left the log beside the database. If not, another window was
    /// reading: [`Record::clear`](super::Record::clear) does it later.
    pub cleared: bool,
}

/// One transaction on the record.
pub struct Tx<'record> {
    tx: Transaction<'record>,
    connection: &'record Connection,
    catalog: &'record Catalog,
    layout: Layout,
    station: Uuid,
    entropy: &'record mut dyn Entropy,
    packer: &'record mut Packer,
    head: Option<(Head, i64)>,
    own: Option<Uuid>,
    erased: bool,
}

/// What a transaction borrows from the record.
pub(super) struct Means<'record> {
    pub connection: &'record Connection,
    pub catalog: &'record Catalog,
    pub layout: Layout,
    pub station: Uuid,
    pub entropy: &'record mut dyn Entropy,
    pub packer: &'record mut Packer,
}

impl<'record> Tx<'record> {
    pub(super) fn begin(means: Means<'record>) -> Result<Self, RecordError> {
        let Means { connection, catalog, layout, station, entropy, packer } = means;
        let tx = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
        Ok(Self {
            tx,
            connection,
            catalog,
            layout,
            station,
            entropy,
            packer,
            head: None,
            own: None,
            erased: false,
        })
    }

    /// The record as this transaction sees it, its own changes included.
    pub fn view(&self) -> View<'_> {
        View { connection: &self.tx, catalog: self.catalog, known: None }
    }

    /// Whether a change is already in the record: a retry asks before it decides anything.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn has(&self, group: Uuid) -> Result<bool, RecordError> {
        journal::has_group(&self.tx, group)
    }

    /// Adds entries and applies their edits; all of them or none. Several commits of one group may follow each
    /// other in one transaction. The consumed draft goes in the same step.
    ///
    /// # Errors
    /// [`RecordError::Moved`] when a value is not what an edit expects; the transaction goes on as if this had
    /// not been tried.
    pub fn commit(
        &mut self,
        stamp: &Stamp,
        entries: &[Entry],
        consumed: Option<&DraftKey>,
    ) -> Result<Committed, RecordError> {
        if self.own != Some(stamp.group) && self.has(stamp.group)? {
            return Ok(Committed::Already);
        }
        let step = |tx: &Transaction<'_>, sql: &str| tx.prepare_cached(sql)?.execute([]);
        step(&self.tx, "SAVEPOINT change")?;
        let done = self.write_all(stamp, entries, consumed);
        if let Err(error) = done {
            self.head = None;
            // On a full disk the database has already taken the whole transaction back.
            if !self.tx.is_autocommit() {
                step(&self.tx, "ROLLBACK TO change")?;
                step(&self.tx, "RELEASE change")?;
            }
            return Err(error);
        }
        step(&self.tx, "RELEASE change")?;
        self.own = Some(stamp.group);
        self.erased |= entries.iter().any(|entry| !entry.erases.is_empty());
        Ok(Committed::Added)
    }

    fn write_all(
        &mut self,
        stamp: &Stamp,
        entries: &[Entry],
        consumed: Option<&DraftKey>,
    ) -> Result<(), RecordError> {
        let mut touched = Vec::new();
        for entry in entries {
            self.write(stamp, entry, &mut touched)?;
        }
        if let Some(draft) = consumed {
            local::delete_draft(&self.tx, draft)?;
        }
        touched.sort_unstable();
        touched.dedup();
        derived::refresh(self.view(), self.layout.derived, &touched)
    }

    fn write(&mut self, stamp: &Stamp, entry: &Entry, touched: &mut Vec<Touched>) -> Result<(), RecordError> {
        let (head, pos) = match self.head {
            Some(known) => known,
            None => (journal::head(&self.tx, self.station)?, last_pos(&self.tx)?),
        };
        let header = Header {
            station: self.station,
            seq: head.seq + 1,
            at: stamp.at.to_string(),
            actor: stamp.actor,
            kind: entry.kind.word().to_owned(),
            group: stamp.group,
            about: entry.about,
            meeting: entry.meeting,
            undoes: entry.undoes,
            erases: entry.erases.clone(),
            version: ENTRY_VERSION,
        };
        let mut digests = Vec::with_capacity(entry.parts.len());
        for (part, n) in entry.parts.iter().zip(0_i64..) {
            digests.push((part.subject, self.write_part(&header, n, part)?));
            apply::apply(&self.tx, self.catalog, &part.edits, touched)?;
        }
        let digest = header.digest(&head.digest, digests.into_iter());
        insert_entry(&self.tx, &header, pos + 1, &digest)?;
        erase::erase(self.view(), &entry.erases, touched)?;
        self.head = Some((Head { seq: header.seq, digest }, pos + 1));
        Ok(())
    }

    fn write_part(&mut self, header: &Header, n: i64, part: &Part) -> Result<Hash, RecordError> {
        let mut salt = [0; SALT];
        self.entropy.fill(&mut salt)?;
        let body = self.packer.pack(&part.edits)?;
        let digest = body::digest(&salt, &body);
        self.tx
            .prepare_cached(
                "INSERT INTO part(station, seq, n, subject, salt, body, digest) VALUES(?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                bytes(&header.station),
                header.seq,
                n,
                part.subject.as_ref().map(bytes),
                salt,
                body,
                digest
            ])?;
        Ok(digest)
    }

    /// Adds a line to the access log.
    ///
    /// # Errors
    /// When the record cannot be written.
    pub fn log(&self, access: &Access) -> Result<(), RecordError> {
        access::log(&self.tx, self.station, access)
    }

    /// Makes the transaction durable.
    ///
    /// # Errors
    /// [`RecordError::Full`] and the like; nothing is kept then.
    pub fn finish(self) -> Result<Durable, RecordError> {
        self.tx.commit()?;
        let cleared = !self.erased || clear(self.connection)?;
        Ok(Durable { cleared })
    }
}

facts_by_view!(Tx<'_>);

fn last_pos(connection: &Connection) -> Result<i64, RecordError> {
    let mut statement = connection.prepare_cached("SELECT max(pos) FROM entry")?;
    let pos: Option<Option<i64>> = statement.query_row([], |row| row.get(0)).optional()?;
    Ok(pos.flatten().unwrap_or(0))
}

fn insert_entry(
    connection: &Connection,
    header: &Header,
    pos: i64,
    digest: &Hash,
) -> Result<(), RecordError> {
    connection
        .prepare_cached(
            "INSERT INTO entry(station, seq, pos, at, actor, kind, grp, about, meeting, undoes, erases, version, \
             digest) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            bytes(&header.station),
            header.seq,
            pos,
            header.at,
            bytes(&header.actor),
            header.kind,
            bytes(&header.group),
            header.about.as_ref().map(bytes),
            header.meeting.as_ref().map(bytes),
            header.undoes.as_ref().map(bytes),
            joined(&header.erases),
            header.version,
            digest,
        ])?;
    Ok(())
}

/// Moves the log into the database and cuts it to nothing; `false` when another window is reading it.
pub(super) fn clear(connection: &Connection) -> Result<bool, RecordError> {
    let busy: i64 = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    Ok(busy == 0)
}
