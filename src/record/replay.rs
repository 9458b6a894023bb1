//! Replaying the journal: the chain followed, every part unpacked, every edit applied to fresh tables.
//!
//! Two threads: one reads and follows the chain, the other applies what it is handed, batch by batch, to a
//! database in memory. The first fault in the order of the record is the one that is told.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use rusqlite::Connection;
use uuid::Uuid;

use super::apply;
use super::body::{self, Packer};
use super::catalog::Catalog;
use super::cell;
use super::chain::{Header, START};
use super::connection;
use super::error::RecordError;
use super::fault::{Fault, Progress};
use super::journal::{self, Head, Past};
use super::view::View;
use crate::domain::entry::Edit;

/// Entries handed over at once.
const BATCH: usize = 512;

/// Batches waiting; bounds memory.
const WAITING: usize = 8;

/// What a replay came to.
pub struct Replayed {
    /// Entries followed.
    pub entries: u64,
    /// The first thing wrong.
    pub fault: Option<Fault>,
    /// The tables as the journal says.
    pub fresh: Connection,
}

/// An entry on its way to the fresh tables.
type Step = (Header, Vec<Edit>);

/// Follows the chain and replays.
///
/// # Errors
/// When the record cannot be read at all.
pub fn replay(view: View<'_>, progress: &mut dyn FnMut(Progress)) -> Result<Replayed, RecordError> {
    let fresh = connection::in_memory()?;
    fresh.execute_batch("PRAGMA secure_delete = OFF; PRAGMA synchronous = OFF")?;
    for shape in view.catalog.shapes {
        fresh.execute_batch(&view.catalog.table(shape.name)?.create)?;
    }
    let catalog = view.catalog;
    let (sender, receiver) = sync_channel(WAITING);
    thread::scope(|scope| {
        let applying = scope.spawn(move || apply_all(fresh, catalog, &receiver));
        let mut chain = Chain::new(tombstones(view.connection)?);
        let read = read_all(view, &mut chain, sender, progress);
        let (fresh, unfit) = match applying.join() {
            Ok(done) => done?,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        read?;
        Ok(Replayed { entries: chain.entries, fault: unfit.or(chain.fault), fresh })
    })
}

/// Reads the whole journal and hands it over, until something is wrong here or there.
fn read_all(
    view: View<'_>,
    chain: &mut Chain,
    sender: SyncSender<Vec<Step>>,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), RecordError> {
    let of: i64 = view.connection.query_row("SELECT count(*) FROM entry", [], |row| row.get(0))?;
    let of = u64::try_from(of).unwrap_or(0);
    let mut batch: Vec<Step> = Vec::with_capacity(BATCH);
    journal::each(view.connection, |past| {
        let Some(step) = chain.follow(past) else { return Ok(false) };
        batch.push(step);
        if batch.len() < BATCH {
            return Ok(true);
        }
        progress(Progress { entries: chain.entries, of });
        Ok(sender.send(std::mem::replace(&mut batch, Vec::with_capacity(BATCH))).is_ok())
    })?;
    // A closed channel means that the other thread found something wrong earlier, which it tells itself.
    let _ = sender.send(batch);
    drop(sender);
    progress(Progress { entries: chain.entries, of });
    if chain.fault.is_none() {
        chain.fault = chain.unerased();
    }
    Ok(())
}

fn apply_all(
    fresh: Connection,
    catalog: &Catalog,
    receiver: &Receiver<Vec<Step>>,
) -> Result<(Connection, Option<Fault>), RecordError> {
    fresh.execute_batch("BEGIN")?;
    let mut touched = Vec::new();
    let mut unfit = None;
    'steps: while let Ok(steps) = receiver.recv() {
        for (header, edits) in steps {
            let what = match apply::apply(&fresh, catalog, &edits, &mut touched) {
                Ok(()) => continue,
                Err(RecordError::Moved { .. }) => "does not fit what came before it",
                Err(RecordError::NoField { .. }) => "names a field that this program does not have",
                Err(other) => return Err(other),
            };
            unfit = Some(fault(&header, what));
            break 'steps;
        }
        touched.clear();
    }
    fresh.execute_batch("COMMIT")?;
    Ok((fresh, unfit))
}

fn fault(header: &Header, what: &'static str) -> Fault {
    Fault::Entry { seq: header.seq, kind: header.kind.clone(), at: header.at.clone(), what }
}

fn tombstones(connection: &Connection) -> Result<BTreeMap<Uuid, Erasure>, RecordError> {
    let mut statement = connection.prepare("SELECT subject FROM tombstone")?;
    let mut rows = statement.query([])?;
    let mut subjects = BTreeMap::new();
    while let Some(row) = rows.next()? {
        subjects.insert(cell::id_at(row, 0)?, Erasure::default());
    }
    Ok(subjects)
}

/// What was seen of an erased subject so far.
#[derive(Debug, Default)]
struct Erasure {
    /// An entry erased it.
    done: bool,
    /// A part without text stands after the last such entry.
    blank: bool,
    /// A part with text does.
    text: bool,
}

/// The chain of each station, followed entry by entry.
struct Chain {
    heads: BTreeMap<Uuid, Head>,
    erased: BTreeMap<Uuid, Erasure>,
    packer: Packer,
    entries: u64,
    fault: Option<Fault>,
}

impl Chain {
    fn new(erased: BTreeMap<Uuid, Erasure>) -> Self {
        Self { heads: BTreeMap::new(), erased, packer: Packer::default(), entries: 0, fault: None }
    }

    /// Follows one entry and unpacks it; nothing when something is wrong, which is then kept.
    fn follow(&mut self, past: Past) -> Option<Step> {
        match self.check(&past) {
            Ok(edits) => {
                self.entries += 1;
                Some((past.header, edits))
            }
            Err(what) => {
                self.fault = Some(fault(&past.header, what));
                None
            }
        }
    }

    fn check(&mut self, past: &Past) -> Result<Vec<Edit>, &'static str> {
        let head = self.heads.entry(past.header.station).or_insert(Head { seq: 0, digest: START });
        if past.header.seq != head.seq + 1 {
            return Err("does not follow the one before it: entries are missing");
        }
        let digests = past.parts.iter().map(|part| (part.subject, part.digest));
        if past.header.digest(&head.digest, digests) != past.digest {
            return Err("was altered");
        }
        *head = Head { seq: past.header.seq, digest: past.digest };
        let mut edits = Vec::new();
        for part in &past.parts {
            let seen = part.subject.and_then(|subject| self.erased.get_mut(&subject));
            match (&part.text, seen) {
                (Some((salt, body)), seen) => {
                    if body::digest(salt, body) != part.digest {
                        return Err("had its content altered");
                    }
                    if let Some(seen) = seen {
                        seen.text = true;
                    }
                    let part = self.packer.unpack(body).map_err(|_| "cannot be read")?;
                    if edits.is_empty() { edits = part } else { edits.extend(part) }
                }
                (None, Some(seen)) => seen.blank = true,
                (None, None) => return Err("lost its content without an erasure"),
            }
        }
        for subject in &past.header.erases {
            match self.erased.get_mut(subject) {
                Some(seen) if !seen.text => *seen = Erasure { done: true, ..Erasure::default() },
                Some(_) => return Err("erases a person or case whose text is still there"),
                None => return Err("erases a person or case that is not marked as erased"),
            }
        }
        Ok(edits)
    }

    /// A subject marked as erased, or blank, that no entry erased.
    fn unerased(&self) -> Option<Fault> {
        let wrong = self.erased.iter().find(|(_, seen)| !seen.done || seen.blank);
        wrong.map(|(subject, _)| Fault::Erasure(*subject))
    }
}
