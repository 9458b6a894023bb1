//! What a rule may know, and how it says what changes.
//!
//! [`Facts`] is the record as a rule sees it: rows by identifier and by field, nothing else. [`Changes`] lies over
//! it while one request is decided: rows stored in it are seen by the reads that follow, and what differs from the
//! record becomes edits, grouped into parts by the person or case whose text they are. Neither knows SQL; a
//! test may stand a map in place of the record.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::entry::{Edit, Entry, EntryKind, Part, ROW};
use super::id::Id;
use super::refusal::Refusal;
use super::shape::{Row, Stored, TableShape};
use super::text::{clean_lines, is_hostile};
use super::value::{Field, Value};

/// The record as rules see it.
pub trait Facts {
    /// One row.
    ///
    /// # Errors
    /// When the record cannot be read.
    fn row(&self, table: &'static TableShape, id: Uuid) -> Result<Option<Row>, Refusal>;

    /// Every row whose indexed `field` holds `value`, in the order of their identifiers.
    ///
    /// # Errors
    /// When the record cannot be read.
    fn rows(
        &self,
        table: &'static TableShape,
        field: &'static str,
        value: &Value,
    ) -> Result<Vec<Row>, Refusal>;

    /// Every row whose indexed `field` lies between two values, both included, in the order of that field.
    ///
    /// # Errors
    /// When the record cannot be read.
    fn between(
        &self,
        table: &'static TableShape,
        field: &'static str,
        from: &Value,
        to: &Value,
    ) -> Result<Vec<Row>, Refusal>;

    /// Every row of a table, in the order of their identifiers: for small tables (agencies, settings).
    ///
    /// # Errors
    /// When the record cannot be read.
    fn every(&self, table: &'static TableShape) -> Result<Vec<Row>, Refusal>;

    /// The largest whole number held in `number` among rows whose indexed `field` holds `value`.
    ///
    /// # Errors
    /// When the record cannot be read.
    fn highest(
        &self,
        table: &'static TableShape,
        field: &'static str,
        value: &Value,
        number: &'static str,
    ) -> Result<Option<i64>, Refusal>;

    /// People filed under any of these match keys (see `domain::people`).
    ///
    /// # Errors
    /// When the record cannot be read.
    fn people_with(&self, keys: &[String]) -> Result<Vec<Uuid>, Refusal>;
}

/// One request's changes, over the record.
pub struct Changes<'facts> {
    facts: &'facts dyn Facts,
    over: BTreeMap<(&'static str, Uuid), Option<Row>>,
    order: Vec<(&'static TableShape, Uuid)>,
}

impl<'facts> Changes<'facts> {
    /// Nothing changed yet.
    pub const fn new(facts: &'facts dyn Facts) -> Self {
        Self { facts, over: BTreeMap::new(), order: Vec::new() }
    }

    /// The record beneath.
    pub const fn facts(&self) -> &'facts dyn Facts {
        self.facts
    }

    /// Whether nothing was stored.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Adds a row or stores a changed one. Whatever door a text came in by, what could steer a terminal or reverse a
    /// line goes no further than here.
    pub fn store<T: Stored>(&mut self, row: &T) {
        let mut row = row.to_row();
        for value in &mut row.values {
            if let Value::Text(text) = value
                && is_hostile(text)
            {
                *text = clean_lines(text);
            }
        }
        self.put(T::SHAPE, row.id, Some(row));
    }

    /// Takes a row away; its values stay in the entry.
    pub fn remove<T: Stored>(&mut self, id: Id<T>) {
        self.put(T::SHAPE, id.uuid(), None);
    }

    fn put(&mut self, table: &'static TableShape, id: Uuid, row: Option<Row>) {
        if self.over.insert((table.name, id), row).is_none() {
            self.order.push((table, id));
        }
    }

    /// A row that may not be there.
    ///
    /// # Errors
    /// When the record cannot be read or the row is not understood.
    pub fn look<T: Stored>(&self, id: Id<T>) -> Result<Option<T>, Refusal> {
        let row = match self.over.get(&(T::SHAPE.name, id.uuid())) {
            Some(over) => over.clone(),
            None => self.facts.row(T::SHAPE, id.uuid())?,
        };
        Ok(row.as_ref().map(T::from_row).transpose()?)
    }

    /// A row that must be there.
    ///
    /// # Errors
    /// [`Refusal::Gone`] when it is not.
    pub fn get<T: Stored>(&self, id: Id<T>) -> Result<T, Refusal> {
        self.look(id)?.ok_or(Refusal::Gone { what: T::SHAPE.name })
    }

    /// The rows whose indexed field holds a value, stored ones included.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn find<T: Stored>(&self, field: &'static str, value: &impl Field) -> Result<Vec<T>, Refusal> {
        let value = value.to_value();
        let rows = self.facts.rows(T::SHAPE, field, &value)?;
        self.overlaid(rows, |row| *row.value(field) == value)
    }

    /// The rows whose indexed field lies between two values, both included, as the record has them: changes stored
    /// in this request are not seen.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn between<T: Stored>(
        &self,
        field: &'static str,
        from: &impl Field,
        to: &impl Field,
    ) -> Result<Vec<T>, Refusal> {
        let rows = self.facts.between(T::SHAPE, field, &from.to_value(), &to.to_value())?;
        rows.iter().map(|row| T::from_row(row).map_err(Refusal::from)).collect()
    }

    /// Every row of a small table.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn all<T: Stored>(&self) -> Result<Vec<T>, Refusal> {
        let rows = self.facts.every(T::SHAPE)?;
        self.overlaid(rows, |_| true)
    }

    fn overlaid<T: Stored>(&self, rows: Vec<Row>, wanted: impl Fn(&Row) -> bool) -> Result<Vec<T>, Refusal> {
        let mut found: BTreeMap<Uuid, Row> = rows.into_iter().map(|row| (row.id, row)).collect();
        for ((table, id), over) in &self.over {
            if *table == T::SHAPE.name {
                match over {
                    Some(row) if wanted(row) => found.insert(*id, row.clone()),
                    _ => found.remove(id),
                };
            }
        }
        found.values().map(|row| T::from_row(row).map_err(Refusal::from)).collect()
    }

    /// The next number of a series: one more than the largest held.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn next_number<T: Stored>(
        &self,
        field: &'static str,
        value: &impl Field,
        number: &'static str,
    ) -> Result<u32, Refusal> {
        let value = value.to_value();
        let stored = self.facts.highest(T::SHAPE, field, &value, number)?.unwrap_or(0);
        let over =
            self.over.iter().filter(|((table, _), _)| *table == T::SHAPE.name).filter_map(|(_, row)| {
                let row = row.as_ref().filter(|row| *row.value(field) == value)?;
                i64::from_value(row.value(number))
            });
        let highest = over.fold(stored, i64::max);
        Ok(u32::try_from(highest + 1).unwrap_or(u32::MAX))
    }

    /// Closes the changes into one entry; nothing when nothing differs from the record.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn into_entry(
        self,
        kind: EntryKind,
        about: Option<Uuid>,
        meeting: Option<Uuid>,
    ) -> Result<Option<Entry>, Refusal> {
        let mut parts: Vec<Part> = Vec::new();
        for (table, id) in &self.order {
            let before = self.facts.row(table, *id)?;
            let after = self.over.get(&(table.name, *id)).cloned().flatten();
            let edits = differences(table, *id, before.as_ref(), after.as_ref());
            if edits.is_empty() {
                continue;
            }
            let subject = after.as_ref().or(before.as_ref()).and_then(Row::subject);
            match parts.iter_mut().find(|part| part.subject == subject) {
                Some(part) => part.edits.extend(edits),
                None => parts.push(Part { subject, edits }),
            }
        }
        if parts.is_empty() {
            return Ok(None);
        }
        Ok(Some(Entry { kind, about, meeting, undoes: None, erases: Vec::new(), parts }))
    }
}

/// The edits that lead from one state of a row to another.
fn differences(table: &'static TableShape, id: Uuid, before: Option<&Row>, after: Option<&Row>) -> Vec<Edit> {
    let edit = |field: &str, was: Value, now: Value| Edit {
        table: table.name.to_owned(),
        id,
        field: field.to_owned(),
        was,
        now,
    };
    let fields = table.fields.iter().filter_map(|field| {
        let was = before.map_or(&Value::Null, |row| row.value(field.name));
        let now = after.map_or(&Value::Null, |row| row.value(field.name));
        (was != now).then(|| edit(field.name, was.clone(), now.clone()))
    });
    match (before, after) {
        (None, Some(_)) => std::iter::once(edit(ROW, Value::Null, Value::Int(1))).chain(fields).collect(),
        (Some(_), None) => fields.chain(std::iter::once(edit(ROW, Value::Int(1), Value::Null))).collect(),
        (Some(_), Some(_)) => fields.collect(),
        (None, None) => Vec::new(),
    }
}
