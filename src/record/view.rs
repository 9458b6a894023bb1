//! What the record holds, as rules and screens ask for it.

use rusqlite::Connection;
use uuid::Uuid;

use super::catalog::Catalog;
use super::cell::{self, Cell};
use super::error::RecordError;
use super::known::Known;
use super::matched;
use crate::domain::facts::Facts;
use crate::domain::refusal::Refusal;
use crate::domain::shape::{Row, TableShape};
use crate::domain::value::Value;

/// The record as one connection sees it.
#[derive(Clone, Copy)]
pub struct View<'record> {
    pub(super) connection: &'record Connection,
    pub(super) catalog: &'record Catalog,
    /// As it was known at a moment; nothing for as it is.
    pub(super) known: Option<&'record Known>,
}

impl<'record> View<'record> {
    /// The same record as it was known at a moment. Lists and searches are not turned back.
    #[must_use]
    pub const fn known(self, known: &'record Known) -> Self {
        Self { known: Some(known), ..self }
    }
}

impl View<'_> {
    /// One row.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn row(&self, table: &'static TableShape, id: Uuid) -> Result<Option<Row>, RecordError> {
        let mut statement = self.connection.prepare_cached(&self.catalog.table(table.name)?.one)?;
        let mut rows = statement.query([cell::bytes(&id)])?;
        let row = rows.next()?.map(|row| cell::row(table, row)).transpose()?;
        match self.known {
            Some(known) => known.row(self.connection, table, id, row),
            None => Ok(row),
        }
    }

    fn rows_by(
        &self,
        table: &'static TableShape,
        field: &str,
        value: &Value,
    ) -> Result<Vec<Row>, RecordError> {
        let statements = self.catalog.table(table.name)?;
        let sql = statements.by.get(field).ok_or_else(|| no_index(table, field))?;
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([Cell(value)])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(cell::row(table, row)?);
        }
        match self.known {
            Some(known) => known.rows(self.connection, table, (field, value), found),
            None => Ok(found),
        }
    }

    fn rows_between(
        &self,
        table: &'static TableShape,
        field: &str,
        from: &Value,
        to: &Value,
    ) -> Result<Vec<Row>, RecordError> {
        let statements = self.catalog.table(table.name)?;
        if !statements.by.contains_key(field) {
            return Err(no_index(table, field));
        }
        let every = statements.every.trim_end_matches(" ORDER BY id");
        let sql = format!("{every} WHERE \"{field}\" BETWEEN ? AND ? ORDER BY \"{field}\", id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([Cell(from), Cell(to)])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(cell::row(table, row)?);
        }
        Ok(found)
    }

    /// Calls back with every row of a table, in the order of their identifiers, holding one at a time.
    ///
    /// # Errors
    /// When the record cannot be read, or the callback's.
    pub fn each(
        &self,
        table: &'static TableShape,
        mut call: impl FnMut(Row) -> Result<(), RecordError>,
    ) -> Result<(), RecordError> {
        let mut statement = self.connection.prepare_cached(&self.catalog.table(table.name)?.every)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            call(cell::row(table, row)?)?;
        }
        Ok(())
    }

    fn highest_of(
        &self,
        table: &'static TableShape,
        field: &str,
        value: &Value,
        number: &str,
    ) -> Result<Option<i64>, RecordError> {
        let statements = self.catalog.table(table.name)?;
        if !statements.by.contains_key(field) || table.position(number).is_none() {
            return Err(no_index(table, field));
        }
        let sql = format!("SELECT max(\"{number}\") FROM \"{}\" WHERE \"{field}\" IS ?", table.name);
        Ok(self.connection.prepare_cached(&sql)?.query_row([Cell(value)], |row| row.get(0))?)
    }
}

fn no_index(table: &TableShape, field: &str) -> RecordError {
    RecordError::NoField { table: table.name.to_owned(), field: field.to_owned() }
}

impl Facts for View<'_> {
    fn row(&self, table: &'static TableShape, id: Uuid) -> Result<Option<Row>, Refusal> {
        Ok(View::row(self, table, id)?)
    }

    fn rows(
        &self,
        table: &'static TableShape,
        field: &'static str,
        value: &Value,
    ) -> Result<Vec<Row>, Refusal> {
        Ok(self.rows_by(table, field, value)?)
    }

    fn between(
        &self,
        table: &'static TableShape,
        field: &'static str,
        from: &Value,
        to: &Value,
    ) -> Result<Vec<Row>, Refusal> {
        Ok(self.rows_between(table, field, from, to)?)
    }

    fn every(&self, table: &'static TableShape) -> Result<Vec<Row>, Refusal> {
        let mut rows = Vec::new();
        self.each(table, |row| {
            rows.push(row);
            Ok(())
        })?;
        Ok(rows)
    }

    fn highest(
        &self,
        table: &'static TableShape,
        field: &'static str,
        value: &Value,
        number: &'static str,
    ) -> Result<Option<i64>, Refusal> {
        Ok(self.highest_of(table, field, value, number)?)
    }

    fn people_with(&self, keys: &[String]) -> Result<Vec<Uuid>, Refusal> {
        Ok(matched::with(self.connection, keys)?)
    }
}

/// Lets whatever holds a view be asked as the record.
macro_rules! facts_by_view {
    ($holder:ty) => {
        impl $crate::domain::facts::Facts for $holder {
            fn row(
                &self,
                table: &'static $crate::domain::shape::TableShape,
                id: uuid::Uuid,
            ) -> Result<Option<$crate::domain::shape::Row>, $crate::domain::refusal::Refusal> {
                $crate::domain::facts::Facts::row(&self.view(), table, id)
            }

            fn rows(
                &self,
                table: &'static $crate::domain::shape::TableShape,
                field: &'static str,
                value: &$crate::domain::value::Value,
            ) -> Result<Vec<$crate::domain::shape::Row>, $crate::domain::refusal::Refusal> {
                self.view().rows(table, field, value)
            }

            fn between(
                &self,
                table: &'static $crate::domain::shape::TableShape,
                field: &'static str,
                from: &$crate::domain::value::Value,
                to: &$crate::domain::value::Value,
            ) -> Result<Vec<$crate::domain::shape::Row>, $crate::domain::refusal::Refusal> {
                self.view().between(table, field, from, to)
            }

            fn every(
                &self,
                table: &'static $crate::domain::shape::TableShape,
            ) -> Result<Vec<$crate::domain::shape::Row>, $crate::domain::refusal::Refusal> {
                self.view().every(table)
            }

            fn highest(
                &self,
                table: &'static $crate::domain::shape::TableShape,
                field: &'static str,
                value: &$crate::domain::value::Value,
                number: &'static str,
            ) -> Result<Option<i64>, $crate::domain::refusal::Refusal> {
                self.view().highest(table, field, value, number)
            }

            fn people_with(
                &self,
                keys: &[String],
            ) -> Result<Vec<uuid::Uuid>, $crate::domain::refusal::Refusal> {
                self.view().people_with(keys)
            }
        }
    };
}
pub(super) use facts_by_view;
