//! The statements of each record table, written once from its shape.
//!
//! A [`Catalog`] holds the SQL of the tables the rules declare, so that an edit costs a look-up and not a string.

use std::collections::HashMap;

use super::error::RecordError;
use crate::domain::shape::{FieldShape, TableShape};
use crate::domain::value::Kind;

/// The statements of one table.
pub struct Statements {
    /// Its shape.
    pub shape: &'static TableShape,
    /// Creates it and its indexes.
    pub create: String,
    /// Every row by identifier.
    pub every: String,
    /// One row.
    pub one: String,
    /// Adds a row: identifier, then every field.
    pub insert: String,
    /// Takes a row away if it is as given.
    pub delete: String,
    /// `SELECT … WHERE field IS ?`, for the fields looked up by.
    pub by: HashMap<&'static str, String>,
}

impl Statements {
    fn new(shape: &'static TableShape) -> Self {
        let table = shape.name;
        let names: String = shape.fields.iter().map(|field| format!(", \"{}\"", field.name)).collect();
        let every = format!("SELECT id{names} FROM \"{table}\"");
        let same: String = shape.fields.iter().map(|field| format!(" AND \"{}\" IS ?", field.name)).collect();
        let by = shape
            .fields
            .iter()
            .filter(|field| field.indexed)
            .map(|field| (field.name, format!("{every} WHERE \"{}\" IS ? ORDER BY id", field.name)));
        Self {
            shape,
            create: create(shape),
            one: format!("{every} WHERE id = ?"),
            insert: format!(
                "INSERT INTO \"{table}\"(id{names}) VALUES(?{})",
                ", ?".repeat(shape.fields.len())
            ),
            delete: format!("DELETE FROM \"{table}\" WHERE id = ?{same}"),
            by: by.collect(),
            every: format!("{every} ORDER BY id"),
        }
    }
}

fn create(shape: &TableShape) -> String {
    let columns: String = shape.fields.iter().map(|field| format!(", {}", column(field))).collect();
    let table = shape.name;
    let indexes = shape.fields.iter().filter(|field| field.indexed).map(|field| {
        let name = field.name;
        format!("CREATE INDEX IF NOT EXISTS \"{table}_{name}\" ON \"{table}\"(\"{name}\", id);\n")
    });
    let numbered = shape.numbered.map(|(series, number)| {
        format!(
            "CREATE INDEX IF NOT EXISTS \"{table}_numbered\" ON \"{table}\"(\"{series}\", \"{number}\");\n"
        )
    });
    let table = format!(
        "CREATE TABLE IF NOT EXISTS \"{table}\"(id BLOB NOT NULL PRIMARY KEY{columns}) STRICT, WITHOUT ROWID;\n"
    );
    std::iter::once(table).chain(indexes).chain(numbered).collect()
}

/// A column's declaration, for a new table and for a field added later.
pub fn column(field: &FieldShape) -> String {
    let kind = match field.kind {
        Kind::Int => "INTEGER",
        Kind::Text => "TEXT",
        Kind::Id => "BLOB",
    };
    format!("\"{}\" {kind}", field.name)
}

/// The statements of every table, by name.
pub struct Catalog {
    /// The tables, in the order in which the rules declare them.
    pub shapes: &'static [&'static TableShape],
    tables: HashMap<&'static str, Statements>,
}

impl Catalog {
    /// Writes the statements of these tables.
    pub fn new(shapes: &'static [&'static TableShape]) -> Self {
        Self { shapes, tables: shapes.iter().map(|shape| (shape.name, Statements::new(shape))).collect() }
    }

    /// A table's statements.
    ///
    /// # Errors
    /// [`RecordError::NoField`] when the record has no such table.
    pub fn table(&self, name: &str) -> Result<&Statements, RecordError> {
        self.tables
            .get(name)
            .ok_or_else(|| RecordError::NoField { table: name.to_owned(), field: "*".to_owned() })
    }
}
