//! What can go wrong with a record, in words for the person at the keyboard.
//!
//! One enum for the whole room: each state of the folder that a person can do something about has its own
//! message. Messages name tables and files of the record, never what stands in them.

use std::path::PathBuf;

use rusqlite::ErrorCode;
use uuid::Uuid;

use crate::domain::refusal::Refusal;

/// The record could not be opened, read or written; nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// The folder holds no record.
    #[error("{} is not a record folder; give the folder that holds keys.toml and record.db", .0.display())]
    NotARecord(PathBuf),
    /// A new record was asked for in a folder that is in use.
    #[error("{} is not empty; a new record needs a new or empty folder", .0.display())]
    NotEmpty(PathBuf),
    /// Wrong passphrase or unknown user; the two are not told apart.
    #[error("the user name or the passphrase is not right")]
    Locked,
    /// `keys.toml` cannot be used.
    #[error("keys.toml cannot be used: {0}")]
    Keys(String),
    /// `keys.toml` is not the one this record was last used with.
    #[error("keys.toml does not belong to this state of the record; restore both from the same backup")]
    KeysMoved,
    /// The database is truncated or altered.
    #[error("record.db is damaged ({0}); nothing was changed; restore the latest backup")]
    Damaged(String),
    /// A newer program has used the record.
    #[error(
        "the record was last used by a newer version of this program (schema {found}, known here: {known})"
    )]
    NewerSchema {
        /// The record's schema version.
        found: i64,
        /// The newest this program knows.
        known: i64,
    },
    /// The record would have to be brought up to date first, which reading does not do.
    #[error("the record was last used by an older version; open it once where it can be written")]
    OlderSchema,
    /// The folder or its files cannot be written.
    #[error("the record folder cannot be written; it can be read, but nothing can be added")]
    ReadOnly,
    /// It cannot be written, and changes still wait beside the database.
    #[error(
        "the record folder cannot be written and was not closed properly (record.db-wal); copy it where it can be"
    )]
    Unclosed,
    /// No room left.
    #[error("the disk is full; nothing was changed; make room and try again")]
    Full,
    /// Somebody else holds the record for longer than we wait.
    #[error("another window is writing in the record and does not finish; try again")]
    Busy,
    /// A value is not what the change expects.
    #[error("{what} was changed in the meantime; look at it again before changing it")]
    Moved {
        /// The table whose row moved.
        what: String,
    },
    /// An undo would need text that was erased.
    #[error("this cannot be undone: it concerns a person or case that has been erased")]
    Erased,
    /// No change of that group.
    #[error("no change {0} is in the record")]
    NoGroup(Uuid),
    /// An edit or a question names a table or field that this program does not have.
    #[error("the record has no field `{field}` in `{table}`")]
    NoField {
        /// Table asked for.
        table: String,
        /// Field asked for.
        field: String,
    },
    /// A user name that cannot be used, and why.
    #[error("the user name cannot be used: {0}")]
    Handle(&'static str),
    /// A file of the record could not be read or written.
    #[error("could not {doing}: {source}")]
    File {
        /// What was tried.
        doing: &'static str,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The system gives no random bytes.
    #[error("the system gives no random numbers")]
    Random,
    /// Anything else the database says.
    #[error("the database refused: {0}")]
    Database(rusqlite::Error),
}

impl RecordError {
    /// Whether the user name or passphrase was wrong (exit code 3).
    pub const fn is_locked(&self) -> bool {
        matches!(self, Self::Locked)
    }

    /// Wraps a file error, telling a full disk and a read-only folder apart.
    pub(crate) fn file(doing: &'static str, source: std::io::Error) -> Self {
        use std::io::ErrorKind;
        match source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::Full,
            ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => Self::ReadOnly,
            _ => Self::File { doing, source },
        }
    }
}

impl From<rusqlite::Error> for RecordError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Self::Damaged(error.to_string()),
            _ => Self::Database(error),
        }
    }
}

impl From<RecordError> for Refusal {
    fn from(error: RecordError) -> Self {
        match error {
            RecordError::Moved { what } => Self::Moved { what },
            other => Self::Record(other.to_string()),
        }
    }
}
