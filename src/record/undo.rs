//! What was done, and taking it back.
//!
//! A change is a group of entries. Undoing it adds entries with the values that were; undoing that entry is
//! redoing. The latest change of a user is undone first. Nothing is ever taken out of the journal.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};
use uuid::Uuid;

use super::body::Packer;
use super::cell::{bytes, id_at, id_maybe};
use super::error::RecordError;
use super::journal;
use super::view::View;
use crate::domain::entry::{Entry, EntryKind, Part};

/// A change that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// The change.
    pub group: Uuid,
    /// Its place in the record: that of its first entry.
    pub pos: i64,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub actor: Uuid,
    /// What its first entry did; `None` for a word that only a newer program knows.
    pub kind: Option<EntryKind>,
    /// The case its first entry is about.
    pub about: Option<Uuid>,
    /// The meeting it was made in.
    pub meeting: Option<Uuid>,
    /// The change it takes back.
    pub undoes: Option<Uuid>,
    /// Entries in it.
    pub entries: i64,
    /// Whether it has been taken back, and that not again.
    pub undone: bool,
}

/// Most links followed from an undo to what it undid: nobody undoes an undo so often.
const MOST_LINKS: usize = 1000;

impl View<'_> {
    /// The changes before a place in the record (or the latest), by one user or by all, newest first.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn done(
        &self,
        actor: Option<Uuid>,
        before: Option<i64>,
        most: usize,
    ) -> Result<Vec<Done>, RecordError> {
        let mut found = Vec::new();
        let mut before = before.unwrap_or(i64::MAX);
        while found.len() < most
            && let Some(done) = self.latest(before)?
        {
            before = done.pos;
            if actor.is_none_or(|actor| actor == done.actor) {
                found.push(done);
            }
        }
        Ok(found)
    }

    /// The user's latest change that an undo would take back.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn last_change(&self, actor: Uuid) -> Result<Option<Done>, RecordError> {
        self.find_back(actor, |done, links| (links == 0 && !done.undone).then_some(true))
    }

    /// The user's latest undo that a redo would take back; none once they have changed something since.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn last_undo(&self, actor: Uuid) -> Result<Option<Done>, RecordError> {
        self.find_back(actor, |done, links| match (links % 2, done.undone) {
            (1, false) => Some(true),
            (0, false) if links == 0 => Some(false),
            _ => None,
        })
    }

    /// Walks a user's changes back until one is chosen (`true`) or ends the search (`false`).
    fn find_back(
        &self,
        actor: Uuid,
        choose: impl Fn(&Done, usize) -> Option<bool>,
    ) -> Result<Option<Done>, RecordError> {
        let mut before = i64::MAX;
        while let Some(done) = self.latest(before)? {
            before = done.pos;
            if done.actor == actor
                && let Some(chosen) = choose(&done, self.links(&done)?)
            {
                return Ok(chosen.then_some(done));
            }
        }
        Ok(None)
    }

    /// The entries that take a change back, last first: what an undo commits.
    ///
    /// # Errors
    /// [`RecordError::NoGroup`] for no change; [`RecordError::Erased`] when its text is gone. Whether the
    /// values have moved since shows when they are committed.
    pub fn reversal(&self, group: Uuid) -> Result<Vec<Entry>, RecordError> {
        let past = journal::group(self.connection, group)?;
        if past.is_empty() {
            return Err(RecordError::NoGroup(group));
        }
        let mut packer = Packer::default();
        let mut entries = Vec::with_capacity(past.len());
        for past in past.iter().rev() {
            if !past.header.erases.is_empty() {
                return Err(RecordError::Erased);
            }
            let mut parts = Vec::with_capacity(past.parts.len());
            for part in past.parts.iter().rev() {
                let (_, body) = part.text.as_ref().ok_or(RecordError::Erased)?;
                parts.push(Part { subject: part.subject, edits: packer.unpack(body)? }.reversed());
            }
            entries.push(Entry {
                kind: EntryKind::Undone,
                about: past.header.about,
                meeting: past.header.meeting,
                undoes: Some(group),
                erases: Vec::new(),
                parts,
            });
        }
        Ok(entries)
    }

    /// The cases and people that the entries of a change are about, at most so many.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn abouts(&self, group: Uuid, most: usize) -> Result<Vec<Uuid>, RecordError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT DISTINCT about FROM entry WHERE grp = ? AND about IS NOT NULL LIMIT ?")?;
        let mut rows = statement.query(params![bytes(&group), i64::try_from(most).unwrap_or(i64::MAX)])?;
        let mut abouts = Vec::new();
        while let Some(row) = rows.next()? {
            abouts.push(id_at(row, 0)?);
        }
        Ok(abouts)
    }

    /// The latest change that began before a place in the record.
    fn latest(&self, before: i64) -> Result<Option<Done>, RecordError> {
        let mut last = self
            .connection
            .prepare_cached("SELECT grp FROM entry WHERE pos < ? ORDER BY pos DESC LIMIT 1")?;
        let mut rows = last.query([before])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        self.change(id_at(row, 0)?).map(Some)
    }

    fn change(&self, group: Uuid) -> Result<Done, RecordError> {
        let mut first = self.connection.prepare_cached(
            "SELECT pos, at, actor, kind, about, meeting, undoes, (SELECT count(*) FROM entry WHERE grp = ?1) \
             FROM entry WHERE grp = ?1 ORDER BY pos LIMIT 1",
        )?;
        let mut rows = first.query(params![bytes(&group)])?;
        let row = rows.next()?.ok_or(RecordError::NoGroup(group))?;
        let at: String = row.get(1)?;
        let kind: String = row.get(3)?;
        Ok(Done {
            group,
            pos: row.get(0)?,
            at: at.parse().ok().ok_or_else(|| RecordError::Damaged("a time that is none".to_owned()))?,
            actor: id_at(row, 2)?,
            kind: EntryKind::parse(&kind),
            about: id_maybe(row, 4)?,
            meeting: id_maybe(row, 5)?,
            undoes: id_maybe(row, 6)?,
            entries: row.get(7)?,
            undone: self.undone(group)?,
        })
    }

    /// Whether a change is taken back: an odd number of undos of undos hang on it.
    pub(super) fn undone(&self, group: Uuid) -> Result<bool, RecordError> {
        let mut undone = false;
        let mut group = group;
        for _ in 0..MOST_LINKS {
            let mut by = self
                .connection
                .prepare_cached("SELECT grp FROM entry WHERE undoes = ? ORDER BY pos DESC LIMIT 1")?;
            let mut rows = by.query([bytes(&group)])?;
            let Some(row) = rows.next()? else { break };
            group = id_at(row, 0)?;
            undone = !undone;
        }
        Ok(undone)
    }

    /// How many undos lie between a change and the one it goes back to; 0 for one that is no undo.
    fn links(&self, done: &Done) -> Result<usize, RecordError> {
        let mut links = 0;
        let mut next = done.undoes;
        while let Some(group) = next
            && links < MOST_LINKS
        {
            links += 1;
            let mut up = self.connection.prepare_cached("SELECT undoes FROM entry WHERE grp = ? LIMIT 1")?;
            let found: Option<Option<Vec<u8>>> =
                up.query_row([bytes(&group)], |row| row.get(0)).optional()?;
            next = found.flatten().and_then(|id| Uuid::from_slice(&id).ok());
        }
        Ok(links)
    }
}
