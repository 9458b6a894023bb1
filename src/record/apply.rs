//! The one function that changes a record table: commit, undo and replay all come here, and it computes nothing.
//!
//! An edit sets a field if it holds what it held; the pseudo-field [`ROW`] adds or takes away the row. Edits of
//! one row that follow each other become one statement, which succeeds or fails as they would one by one.

use rusqlite::{Connection, ErrorCode, params_from_iter, types::ToSql};
use uuid::Uuid;

use super::catalog::{Catalog, Statements};
use super::cell::{self, Cell};
use super::error::RecordError;
use crate::domain::entry::{Edit, ROW};
use crate::domain::shape::About;
use crate::domain::value::Value;

/// A field that had another name when older entries were written.
pub struct Renamed {
    /// Its table.
    pub table: &'static str,
    /// The name in those entries.
    pub old: &'static str,
    /// The name now.
    pub new: &'static str,
}

/// Every field that was ever renamed, oldest first.
pub const RENAMED: &[Renamed] = &[];

/// A row that was changed.
pub type Touched = (&'static str, Uuid);

/// Applies edits in order; noting each row they change, and of a row they take away also the person or case it was
/// about, since whoever follows it can no longer look that up.
///
/// # Errors
/// [`RecordError::Moved`] when a field or row is not as the edit says it was.
pub fn apply(
    connection: &Connection,
    catalog: &Catalog,
    edits: &[Edit],
    touched: &mut Vec<Touched>,
) -> Result<(), RecordError> {
    let mut rest = edits;
    while let Some(first) = rest.first() {
        let run = Run::gather(catalog, RENAMED, first, rest)?;
        if !run.perform(connection)? {
            return Err(RecordError::Moved { what: run.statements.shape.name.to_owned() });
        }
        let row = (run.statements.shape.name, run.id);
        if touched.last() != Some(&row) {
            touched.push(row);
        }
        touched.extend(run.left());
        rest = rest.get(run.length..).unwrap_or_default();
    }
    Ok(())
}

/// Edits of one row that make one statement.
struct Run<'edits> {
    statements: &'edits Statements,
    id: Uuid,
    adds: bool,
    removes: bool,
    /// By position of the field; a field stands once in a run.
    fields: Vec<Option<&'edits Edit>>,
    length: usize,
}

impl<'edits> Run<'edits> {
    fn gather(
        catalog: &'edits Catalog,
        renamed: &[Renamed],
        first: &'edits Edit,
        edits: &'edits [Edit],
    ) -> Result<Self, RecordError> {
        let statements = catalog.table(&first.table)?;
        let fields = vec![None; statements.shape.fields.len()];
        let mut run = Self { statements, id: first.id, adds: false, removes: false, fields, length: 0 };
        for edit in edits {
            if edit.id != first.id || edit.table != first.table || !run.take(renamed, edit)? {
                break;
            }
            run.length += 1;
            if run.removes {
                break;
            }
        }
        Ok(run)
    }

    /// The person or case that a row taken away was about. Fields that name one are called as its table is.
    fn left(&self) -> Option<Touched> {
        let About::The(field) = self.statements.shape.about else { return None };
        let edit = self.fields.get(self.statements.shape.position(field)?).copied().flatten()?;
        match edit.was {
            Value::Id { id } if self.removes => Some((field, id)),
            _ => None,
        }
    }

    /// Takes an edit into the run; `false` when it needs a statement of its own.
    fn take(&mut self, renamed: &[Renamed], edit: &'edits Edit) -> Result<bool, RecordError> {
        if edit.field == ROW {
            return match (&edit.was, &edit.now) {
                (Value::Null, Value::Int(1)) => {
                    let first = self.length == 0;
                    self.adds |= first;
                    Ok(first)
                }
                (Value::Int(1), Value::Null) => {
                    let alone =
                        !self.adds && self.fields.iter().flatten().all(|edit| edit.now == Value::Null);
                    self.removes = alone;
                    Ok(alone)
                }
                _ => Err(no_field(edit)),
            };
        }
        let slot = self
            .statements
            .shape
            .position(current(renamed, edit))
            .and_then(|at| self.fields.get_mut(at))
            .ok_or_else(|| no_field(edit))?;
        let fits = slot.is_none() && (!self.adds || edit.was == Value::Null);
        if fits {
            *slot = Some(edit);
        }
        Ok(fits)
    }

    /// Whether the row was as it should be.
    fn perform(&self, connection: &Connection) -> Result<bool, RecordError> {
        let id = cell::bytes(&self.id);
        if self.adds {
            let values = self.fields.iter().map(|edit| edit.map_or(&Value::Null, |edit| &edit.now)).map(Cell);
            let values: Vec<_> = values.collect();
            let all = std::iter::once(&id as &dyn ToSql).chain(values.iter().map(|cell| cell as &dyn ToSql));
            let done = connection.prepare_cached(&self.statements.insert)?.execute(params_from_iter(all));
            return match done {
                Err(error) if is_taken(&error) => Ok(false),
                other => Ok(other? == 1),
            };
        }
        if self.removes {
            let values = self.fields.iter().map(|edit| edit.map_or(&Value::Null, |edit| &edit.was)).map(Cell);
            let values: Vec<_> = values.collect();
            let all = std::iter::once(&id as &dyn ToSql).chain(values.iter().map(|cell| cell as &dyn ToSql));
            return Ok(
                connection.prepare_cached(&self.statements.delete)?.execute(params_from_iter(all))? == 1
            );
        }
        let edits: Vec<_> = self.set().collect();
        let now: Vec<_> = edits.iter().map(|(_, edit)| Cell(&edit.now)).collect();
        let was: Vec<_> = edits.iter().map(|(_, edit)| Cell(&edit.was)).collect();
        let all = now.iter().map(|cell| cell as &dyn ToSql);
        let all =
            all.chain(std::iter::once(&id as &dyn ToSql)).chain(was.iter().map(|cell| cell as &dyn ToSql));
        Ok(connection.prepare_cached(&self.update())?.execute(params_from_iter(all))? == 1)
    }

    fn set(&self) -> impl Iterator<Item = (&'static str, &'edits Edit)> {
        let edits = self.statements.shape.fields.iter().zip(&self.fields);
        edits.filter_map(|(field, edit)| edit.map(|edit| (field.name, edit)))
    }

    fn update(&self) -> String {
        let now: Vec<_> = self.set().map(|(name, _)| format!("\"{name}\" = ?")).collect();
        let was: String = self.set().map(|(name, _)| format!(" AND \"{name}\" IS ?")).collect();
        format!("UPDATE \"{}\" SET {} WHERE id = ?{was}", self.statements.shape.name, now.join(", "))
    }
}

fn current<'name>(renamed: &[Renamed], edit: &'name Edit) -> &'name str {
    let rename = |name, rename: &Renamed| {
        if rename.table == edit.table && rename.old == name { rename.new } else { name }
    };
    renamed.iter().fold(edit.field.as_str(), rename)
}

fn is_taken(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation)
        && error.sqlite_extended_error_code() == Some(rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY)
}

fn no_field(edit: &Edit) -> RecordError {
    RecordError::NoField { table: edit.table.clone(), field: edit.field.clone() }
}
