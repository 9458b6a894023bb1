//! What is kept beside the record because it is quick to read, and can be thrown away.
//!
//! A [`Derived`] names its tables, says which record tables it follows, brings itself up to date for the rows a
//! change touched (in the same transaction), and can be rebuilt from the record in one pass. When its version
//! changes it is dropped and rebuilt at the next opening. Nothing derived is compared by verification.

use rusqlite::{OptionalExtension, params};

use super::apply::Touched;
use super::error::RecordError;
use super::view::View;

/// Something kept beside the record.
pub trait Derived: Sync {
    /// Its name in the record's own list.
    fn name(&self) -> &'static str;

    /// Raised when its tables or the rule that fills them change.
    fn version(&self) -> i64;

    /// Its tables, which it alone writes.
    fn tables(&self) -> &'static [&'static str];

    /// The statements that create them, empty.
    fn create(&self) -> &'static str;

    /// Whether it depends on rows of this record table.
    fn follows(&self, table: &str) -> bool;

    /// Brings it up to date for these rows, which may have been added, changed or taken away.
    ///
    /// # Errors
    /// When the record cannot be read or written.
    fn refresh(&self, view: View<'_>, rows: &[Touched]) -> Result<(), RecordError>;

    /// Fills its empty tables from the whole record.
    ///
    /// # Errors
    /// When the record cannot be read or written.
    fn fill(&self, view: View<'_>) -> Result<(), RecordError>;
}

/// Brings everything that follows the touched rows up to date.
///
/// # Errors
/// When the record cannot be read or written.
pub fn refresh(
    view: View<'_>,
    every: &[&'static dyn Derived],
    touched: &[Touched],
) -> Result<(), RecordError> {
    for derived in every {
        let rows: Vec<Touched> =
            touched.iter().copied().filter(|(table, _)| derived.follows(table)).collect();
        if !rows.is_empty() {
            derived.refresh(view, &rows)?;
        }
    }
    Ok(())
}

/// Throws one derived thing away and makes it again.
///
/// # Errors
/// When the record cannot be read or written.
pub fn rebuild(view: View<'_>, derived: &dyn Derived) -> Result<(), RecordError> {
    for table in derived.tables() {
        view.connection.execute_batch(&format!("DROP TABLE IF EXISTS \"{table}\""))?;
    }
    view.connection.execute_batch(derived.create())?;
    derived.fill(view)?;
    view.connection.execute(
        "INSERT INTO derived(name, version) VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET version = excluded.version",
        params![derived.name(), derived.version()],
    )?;
    Ok(())
}

/// The derived things whose stored version is not this program's.
///
/// # Errors
/// When the record cannot be read.
pub fn stale(
    view: View<'_>,
    every: &[&'static dyn Derived],
) -> Result<Vec<&'static dyn Derived>, RecordError> {
    let mut stale = Vec::new();
    for derived in every {
        let stored: Option<i64> = view
            .connection
            .query_row("SELECT version FROM derived WHERE name = ?", [derived.name()], |row| row.get(0))
            .optional()?;
        if stored != Some(derived.version()) {
            stale.push(*derived);
        }
    }
    Ok(stale)
}
