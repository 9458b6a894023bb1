//! Connections to `record.db`: the key first, then the settings everything else relies on.
//!
//! The cipher's own log is silenced before the key is given, since it would write across the screen. A wrong
//! key shows only at the first read, which is therefore made here.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use super::error::RecordError;
use super::keys::DataKey;
use super::platform;

/// How long a writer waits for another; our default.
const PATIENCE: Duration = Duration::from_secs(5);

/// Prepared statements kept per connection: every table has about four, updates one per set of fields.
const STATEMENTS: usize = 512;

/// What a connection may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Read and write a database that is still empty.
    New,
    /// Read and write.
    Write,
    /// Read beside a writer.
    Read,
    /// Read a file in a folder where nothing can be written, not even the index of the log.
    Frozen,
}

/// Opens the database.
///
/// # Errors
/// [`RecordError::Damaged`] when it cannot be read with this key.
pub fn open(file: &Path, key: &DataKey, mode: Mode) -> Result<Connection, RecordError> {
    let access = match mode {
        Mode::New | Mode::Write | Mode::Read => OpenFlags::SQLITE_OPEN_READ_WRITE,
        Mode::Frozen => OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI,
    };
    if mode != Mode::New {
        check_length(file)?;
    }
    let flags = access | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = match mode {
        Mode::Frozen => Connection::open_with_flags(frozen_uri(file)?, flags),
        _ => Connection::open_with_flags(file, flags),
    }?;
    unlock(&connection, key)?;
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    settle(&connection, mode)?;
    Ok(connection)
}

/// A database in memory, for replays and tests: never written anywhere, so it has no key.
///
/// # Errors
/// When the database library fails.
pub fn in_memory() -> Result<Connection, RecordError> {
    let connection = Connection::open_in_memory()?;
    settle(&connection, Mode::Write)?;
    Ok(connection)
}

/// KiB of pages that a connection keeps deciphered (our default). SQLite's own 2 MB would have most pages of a large
/// record read, checked and deciphered again and again; two connections of this size leave room under 100 MB.
const CACHE: i64 = 24 * 1024;

/// Bytes of a page of the database; the cipher's default.
const PAGE: u64 = 4096;

/// Refuses a file that is empty, which the database library would take for a new one, or that ends within a page,
/// which it would pass over. While a log stands beside the file either may be so for a moment.
fn check_length(file: &Path) -> Result<(), RecordError> {
    let length = |file: &Path| std::fs::metadata(file).map_or(0, |file| file.len());
    let mut log = file.as_os_str().to_owned();
    log.push("-wal");
    let whole = length(file) > 0 && length(file).is_multiple_of(PAGE);
    if length(Path::new(&log)) == 0 && !whole {
        return Err(RecordError::Damaged("it is cut short".to_owned()));
    }
    Ok(())
}

fn frozen_uri(file: &Path) -> Result<String, RecordError> {
    let path = std::path::absolute(file).map_err(|error| RecordError::file("find record.db", error))?;
    let mut text = path.to_string_lossy().replace('\\', "/");
    if !text.starts_with('/') {
        text.insert(0, '/');
    }
    let escaped: String = text
        .chars()
        .map(|letter| match letter {
            '%' => "%25".to_owned(),
            '?' => "%3f".to_owned(),
            '#' => "%23".to_owned(),
            other => other.to_string(),
        })
        .collect();
    Ok(format!("file://{escaped}?immutable=1"))
}

fn unlock(connection: &Connection, key: &DataKey) -> Result<(), RecordError> {
    connection.query_row("PRAGMA cipher_log_level = NONE", [], |_| Ok(())).or_else(none_is_well)?;
    give(connection, "key", key)
}

/// Gives the key, or with `rekey` a new one. The statement is wiped, and no error of it is passed on, since an
/// error quotes the statement.
pub fn give(connection: &Connection, pragma: &str, key: &DataKey) -> Result<(), RecordError> {
    let statement = Zeroizing::new(format!("PRAGMA {pragma} = \"x'{}'\"", key.hex().as_str()));
    match connection.query_row(&statement, [], |_| Ok(())).or_else(none_is_well) {
        Ok(()) => Ok(()),
        Err(error) => match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
                Err(RecordError::Busy)
            }
            Some(rusqlite::ErrorCode::DiskFull) => Err(RecordError::Full),
            _ => Err(RecordError::Damaged("the key was refused".to_owned())),
        },
    }
}

fn none_is_well(error: rusqlite::Error) -> rusqlite::Result<()> {
    match error {
        rusqlite::Error::QueryReturnedNoRows => Ok(()),
        other => Err(other),
    }
}

fn settle(connection: &Connection, mode: Mode) -> Result<(), RecordError> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    let set = |name: &str, value: &str| connection.pragma_update(None, name, value);
    set("trusted_schema", "OFF")?;
    set("temp_store", "MEMORY")?;
    connection.pragma_update(None, "cache_size", -CACHE)?;
    set("cell_size_check", "ON")?;
    match mode {
        Mode::New | Mode::Write => {
            set("journal_mode", "WAL")?;
            set("synchronous", "FULL")?;
            set("secure_delete", "ON")?;
            set("recursive_triggers", "ON")?;
            if platform::FULL_FLUSH {
                set("fullfsync", "ON")?;
                set("checkpoint_fullfsync", "ON")?;
            }
        }
        Mode::Read | Mode::Frozen => set("query_only", "ON")?,
    }
    Ok(())
}

/// A database that is not encrypted, so that a test can search its pages.
#[cfg(test)]
pub fn plain(file: &Path) -> Result<Connection, RecordError> {
    let connection = Connection::open(file)?;
    settle(&connection, Mode::Write)?;
    Ok(connection)
}
