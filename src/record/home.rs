//! Where an open record is: its files, its key, and further connections to it.

use std::fs;
use std::path::PathBuf;

use super::Reader;
use super::catalog::Catalog;
use super::connection::{self, Mode};
use super::error::RecordError;
use super::keys::{DataKey, Keys};
use super::layout::Layout;
use super::schema;

/// Name of the database in the record folder.
pub const DATABASE_FILE: &str = "record.db";

/// The list of users while the database changes its key.
pub const NEXT_KEYS: &str = "keys.next.toml";

/// Where an open record is, and its key.
#[derive(Clone)]
pub(super) struct Home {
    pub path: PathBuf,
    pub key: DataKey,
}

impl Home {
    /// Whether the key opens the database.
    pub fn fits(&self, mode: Mode) -> Result<bool, RecordError> {
        match connection::open(&self.path.join(DATABASE_FILE), &self.key, mode) {
            Ok(_) => Ok(true),
            Err(RecordError::Damaged(_)) => Ok(false),
            Err(other) => Err(other),
        }
    }

    /// Another connection, which only reads.
    pub fn reader(&self, layout: Layout, mode: Mode) -> Result<Reader, RecordError> {
        let file = self.path.join(DATABASE_FILE);
        let log = self.path.join(format!("{DATABASE_FILE}-wal"));
        if mode == Mode::Frozen && fs::metadata(log).is_ok_and(|log| log.len() > 0) {
            return Err(RecordError::Unclosed);
        }
        let connection = connection::open(&file, &self.key, mode)?;
        if schema::check(&connection)? {
            return Err(RecordError::OlderSchema);
        }
        let station = schema::meta(&connection)?.station;
        Ok(Reader { connection, catalog: Catalog::new(layout.tables), station })
    }

    /// The users as the file says.
    pub fn keys(&self) -> Result<Keys, RecordError> {
        Keys::read(&self.path)
    }
}
