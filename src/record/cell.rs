//! Values between the rules and the database: no wrapper, no copy of text on the way in.

use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use uuid::Uuid;

use super::error::RecordError;
use crate::domain::shape::{Row, TableShape};
use crate::domain::value::Value;

/// A value as a parameter of a statement.
pub struct Cell<'value>(pub &'value Value);

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self.0 {
            Value::Null => ValueRef::Null,
            Value::Int(number) => ValueRef::Integer(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Id { id } => ValueRef::Blob(id.as_bytes()),
        }))
    }
}

/// An identifier as a parameter of a statement.
pub fn bytes(id: &Uuid) -> &[u8] {
    id.as_bytes()
}

/// Reads a value back.
///
/// # Errors
/// [`RecordError::Damaged`] for anything that is no value of ours.
pub fn value(stored: ValueRef<'_>) -> Result<Value, RecordError> {
    match stored {
        ValueRef::Null => Ok(Value::Null),
        ValueRef::Integer(number) => Ok(Value::Int(number)),
        ValueRef::Text(text) => match std::str::from_utf8(text) {
            Ok(text) => Ok(Value::Text(text.to_owned())),
            Err(_) => Err(RecordError::Damaged("text that is not UTF-8".to_owned())),
        },
        ValueRef::Blob(blob) => id_of(blob).map(Value::id),
        ValueRef::Real(_) => Err(RecordError::Damaged("a fraction where none belongs".to_owned())),
    }
}

/// Reads an identifier.
///
/// # Errors
/// [`RecordError::Damaged`] unless there are sixteen bytes.
pub fn id_of(blob: &[u8]) -> Result<Uuid, RecordError> {
    Uuid::from_slice(blob)
        .ok()
        .ok_or_else(|| RecordError::Damaged("an identifier of wrong length".to_owned()))
}

/// Reads an identifier from a column.
///
/// # Errors
/// [`RecordError::Damaged`] unless there are sixteen bytes.
pub fn id_at(row: &rusqlite::Row<'_>, column: usize) -> Result<Uuid, RecordError> {
    id_maybe(row, column)?.ok_or_else(|| RecordError::Damaged("an identifier that is missing".to_owned()))
}

/// Reads an identifier that may be absent.
///
/// # Errors
/// [`RecordError::Damaged`] unless there are sixteen bytes or none.
pub fn id_maybe(row: &rusqlite::Row<'_>, column: usize) -> Result<Option<Uuid>, RecordError> {
    match row.get_ref(column)? {
        ValueRef::Null => Ok(None),
        ValueRef::Blob(blob) => id_of(blob).map(Some),
        _ => Err(RecordError::Damaged("an identifier that is none".to_owned())),
    }
}

/// Reads a whole row: the identifier, then every field in order.
///
/// # Errors
/// [`RecordError::Damaged`] for a value that is none of ours.
pub fn row(table: &'static TableShape, from: &rusqlite::Row<'_>) -> Result<Row, RecordError> {
    let id = id_at(from, 0)?;
    let values = (1..=table.fields.len()).map(|at| value(from.get_ref(at)?)).collect::<Result<_, _>>()?;
    Ok(Row { table, id, values })
}
