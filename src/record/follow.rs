//! Noticing that another window changed the record, without reading any of it.

use super::error::RecordError;
use super::view::View;

/// What a connection last saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen(i64);

impl View<'_> {
    /// What this connection sees now. It differs from an earlier answer on the same connection when, and only
    /// when, another connection has changed the record between them.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn seen(&self) -> Result<Seen, RecordError> {
        let mut statement = self.connection.prepare_cached("PRAGMA data_version")?;
        Ok(Seen(statement.query_row([], |row| row.get(0))?))
    }
}
