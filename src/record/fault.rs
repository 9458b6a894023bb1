//! What verification may find wrong, and how far it says that it has come.

use uuid::Uuid;

/// The first thing found wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The database file itself.
    #[error("the database is damaged: {0}")]
    Database(String),
    /// An entry or one of its parts.
    #[error("entry {seq} ({kind}, {at}) {what}")]
    Entry {
        /// Its number at its station.
        seq: i64,
        /// What it did, as stored.
        kind: String,
        /// When, as stored.
        at: String,
        /// What is wrong with it.
        what: &'static str,
    },
    /// A line of the access log.
    #[error("line {0} of the access log was altered, or one before it taken out")]
    Access(i64),
    /// A row that the journal does not account for.
    #[error("{table} {id} is not as the journal says")]
    Row {
        /// Its table.
        table: &'static str,
        /// Which row.
        id: Uuid,
    },
    /// The tombstones are not those of the erasures.
    #[error("{0} is said to be erased in one place and not in another")]
    Erasure(Uuid),
}

/// How far verification has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Entries followed.
    pub entries: u64,
    /// Entries there are.
    pub of: u64,
}
