//! The record as it was known at a moment: rows of people and cases put together again from their entries.
//!
//! What an entry made after the moment says is not there, an undo made after it has not happened, and what was erased since
//! is gone. Rows that are nobody's text (meetings, agencies, copies issued) are as they are now, but for those that carry
//! the moment they were entered. Nothing is written; each person or case is read once and kept.

use std::cell::RefCell;
use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use rusqlite::Connection;
use uuid::Uuid;

use super::body::Packer;
use super::cell::bytes;
use super::error::RecordError;
use crate::domain::entry::{Edit, ROW};
use crate::domain::shape::{About, Row, TableShape};
use crate::domain::value::{Field, Value};

/// Rows by table and identifier.
type Rows = BTreeMap<(String, Uuid), BTreeMap<String, Value>>;

/// What was known at a moment, as far as it has been asked for.
#[derive(Debug)]
pub struct Known {
    until: Timestamp,
    read: RefCell<BTreeMap<Uuid, Rows>>,
}

impl Known {
    /// What was known before a moment.
    pub const fn before(until: Timestamp) -> Self {
        Self { until, read: RefCell::new(BTreeMap::new()) }
    }
}

impl Known {
    /// Everything done to a person or case before the moment, in order.
    fn edits(&self, connection: &Connection, subject: Uuid) -> Result<Vec<Edit>, RecordError> {
        let mut statement = connection.prepare_cached(
            "SELECT e.at, p.body FROM part AS p JOIN entry AS e ON e.station = p.station AND e.seq = p.seq \
             WHERE p.subject = ? AND p.body IS NOT NULL AND e.pos > 0 ORDER BY e.pos, p.n",
        )?;
        let mut rows = statement.query([bytes(&subject)])?;
        let (mut edits, mut packer) = (Vec::new(), Packer::default());
        while let Some(row) = rows.next()? {
            let at: String = row.get(0)?;
            let at: Timestamp =
                at.parse().ok().ok_or_else(|| RecordError::Damaged("a time that is none".to_owned()))?;
            if at < self.until {
                let body: Vec<u8> = row.get(1)?;
                edits.extend(packer.unpack(&body)?);
            }
        }
        Ok(edits)
    }

    /// Makes sure that a person or case has been read.
    fn recall(&self, connection: &Connection, subject: Uuid) -> Result<(), RecordError> {
        if self.read.borrow().contains_key(&subject) {
            return Ok(());
        }
        let mut rows = Rows::new();
        for edit in self.edits(connection, subject)? {
            let key = (edit.table, edit.id);
            if edit.field == ROW && edit.now == Value::Null {
                rows.remove(&key);
            } else if edit.field == ROW {
                rows.entry(key).or_default();
            } else {
                rows.entry(key).or_default().insert(edit.field, edit.now);
            }
        }
        self.read.borrow_mut().insert(subject, rows);
        Ok(())
    }

    /// A row as it was known; `now` is the row as it is.
    pub(super) fn row(
        &self,
        connection: &Connection,
        table: &'static TableShape,
        id: Uuid,
        now: Option<Row>,
    ) -> Result<Option<Row>, RecordError> {
        match table.about {
            About::Nobody => return Ok(now.filter(|row| self.had(row))),
            About::Itself => self.recall(connection, id)?,
            About::The(_) => {
                if let Some(subject) = now.as_ref().and_then(Row::subject) {
                    self.recall(connection, subject)?;
                }
            }
        }
        Ok(self.held(table).into_iter().find(|row| row.id == id))
    }

    /// Rows of a table as they were known, of everybody `now` tells of and everybody read so far.
    pub(super) fn rows(
        &self,
        connection: &Connection,
        table: &'static TableShape,
        (field, value): (&str, &Value),
        now: Vec<Row>,
    ) -> Result<Vec<Row>, RecordError> {
        if table.about == About::Nobody {
            return Ok(now.into_iter().filter(|row| self.had(row)).collect());
        }
        for subject in now.iter().filter_map(Row::subject) {
            self.recall(connection, subject)?;
        }
        if let (About::The(of), Value::Id { id }) = (table.about, value)
            && of == field
        {
            self.recall(connection, *id)?;
        }
        let mut rows = self.held(table);
        rows.retain(|row| row.value(field) == value);
        rows.sort_by_key(|row| row.id);
        Ok(rows)
    }

    /// Whether a row that is nobody's text was there: by the moment it was entered, where it carries one.
    fn had(&self, row: &Row) -> bool {
        let at = DateTime::from_value(row.value("at"));
        let at = at.and_then(|at| at.to_zoned(TimeZone::system()).ok());
        at.is_none_or(|at| at.timestamp() < self.until)
    }

    /// Every row of a table that has been read.
    fn held(&self, table: &'static TableShape) -> Vec<Row> {
        let read = self.read.borrow();
        let of_table = read.values().flatten().filter(|((name, _), _)| name == table.name);
        of_table
            .map(|((_, id), fields)| Row {
                table,
                id: *id,
                values: table
                    .fields
                    .iter()
                    .map(|field| fields.get(field.name).cloned().unwrap_or(Value::Null))
                    .collect(),
            })
            .collect()
    }
}
