//! What was done to a case or a person, read back from the journal: for "what changed since".

use jiff::Timestamp;
use rusqlite::params;
use uuid::Uuid;

use super::body::Packer;
use super::cell::{bytes, id_at, id_maybe};
use super::error::RecordError;
use super::view::View;
use crate::domain::entry::{Edit, EntryKind};

/// The edits that one entry made of one person or case.
#[derive(Debug, Clone)]
pub struct Touch {
    /// The place of the entry in the record.
    pub pos: i64,
    /// When.
    pub at: Timestamp,
    /// The change it belongs to.
    pub group: Uuid,
    /// In the order in which they were applied.
    pub edits: Vec<Edit>,
}

/// From where on something is looked back at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// From the beginning.
    Ever,
    /// From a moment on.
    Moment(Timestamp),
    /// After a place in the record.
    Place(i64),
}

impl View<'_> {
    /// Where in the record a meeting had something of this kind done to it, the latest first; what was taken back is left
    /// out.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn places(&self, meeting: Uuid, kind: EntryKind) -> Result<Vec<i64>, RecordError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT pos, grp FROM entry WHERE meeting = ? AND kind = ? AND pos > 0 ORDER BY pos DESC",
        )?;
        let mut rows = statement.query(params![bytes(&meeting), kind.word()])?;
        let mut places = Vec::new();
        while let Some(row) = rows.next()? {
            if !self.undone(id_at(row, 1)?)? {
                places.push(row.get(0)?);
            }
        }
        Ok(places)
    }

    /// What was done to a person or case since, oldest first. A change that was taken back since is left out;
    /// taking back something older is a change of its own.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn touches(&self, subject: Uuid, since: Since) -> Result<Vec<Touch>, RecordError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT e.pos, e.at, e.grp, e.undoes, p.body FROM part AS p \
             JOIN entry AS e ON e.station = p.station AND e.seq = p.seq \
             WHERE p.subject = ? AND p.body IS NOT NULL AND e.pos > 0 ORDER BY e.pos",
        )?;
        let mut rows = statement.query([bytes(&subject)])?;
        let mut found: Vec<(Touch, Option<Uuid>)> = Vec::new();
        let mut packer = Packer::default();
        while let Some(row) = rows.next()? {
            let (pos, at): (i64, String) = (row.get(0)?, row.get(1)?);
            let at: Timestamp =
                at.parse().ok().ok_or_else(|| RecordError::Damaged("a time that is none".to_owned()))?;
            let before = match since {
                Since::Ever => false,
                Since::Moment(moment) => at < moment,
                Since::Place(place) => pos <= place,
            };
            if before {
                continue;
            }
            let body: Vec<u8> = row.get(4)?;
            let touch = Touch { pos, at, group: id_at(row, 2)?, edits: packer.unpack(&body)? };
            found.push((touch, id_maybe(row, 3)?));
        }
        let groups: Vec<Uuid> = found.iter().map(|(touch, _)| touch.group).collect();
        let mut kept = Vec::with_capacity(found.len());
        for (touch, undoes) in found {
            let of_these = undoes.is_some_and(|group| groups.contains(&group));
            if !of_these && !self.undone(touch.group)? {
                kept.push(touch);
            }
        }
        Ok(kept)
    }
}
