//! The record: an encrypted folder whose journal is the record, and the only room with SQL.
//!
//! A [`Folder`] is looked at without a key, and opened with one into a [`Record`], which writes, or a [`Reader`],
//! which does not. Everything that is read is asked of a [`View`] (a [`Record`], [`Reader`] and [`Tx`] each give
//! one). Everything that is written goes through a [`Tx`]: entries as the rules decided them, chained and stored
//! in [`commit`], applied by one function ([`apply`]) which undo and replay share.
//!
//! Four kinds of table: *record* (from the shapes the rules declare; written only by entries), *derived*
//! ([`derived`]; rebuilt at will), *local* ([`local`]; drafts) and *access* ([`access`]; a chain of its own).
//!
//! It computes nothing that a rule should decide, has no clock, and takes its randomness as a parameter.

pub mod access;
pub mod apply;
mod body;
pub mod catalog;
mod cell;
mod chain;
pub mod commit;
mod connection;
pub mod derived;
pub mod entropy;
mod erase;
mod error;
pub mod fault;
pub mod folder;
pub mod follow;
mod home;
pub mod journal;
pub mod keys;
pub mod known;
mod layout;
pub mod lists;
pub mod local;
mod matched;
pub mod people;
mod platform;
mod replay;
mod schema;
mod seal;
pub mod seek;
pub mod since;
pub mod undo;
pub mod users;
pub mod verify;
mod view;

#[cfg(test)]
mod tests;

use std::path::Path;

use rusqlite::Connection;
use uuid::Uuid;

use self::access::Access;
use self::body::Packer;
use self::catalog::Catalog;
use self::commit::Means;
pub use self::commit::{Committed, Durable, Stamp, Tx};
use self::connection::Mode;
use self::entropy::Entropy;
pub use self::error::RecordError;
use self::fault::Progress;
pub use self::folder::{FirstUser, Folder};
use self::home::Home;
use self::journal::Head;
pub use self::layout::Layout;
use self::local::DraftKey;
use self::users::Users;
use self::verify::Verdict;
pub use self::view::View;
use self::view::facts_by_view;
use crate::domain::private::Private;

/// A record open for writing.
pub struct Record {
    connection: Connection,
    catalog: Catalog,
    layout: Layout,
    station: Uuid,
    entropy: Box<dyn Entropy>,
    packer: Packer,
    home: Option<Home>,
}

/// A record open for reading, beside whoever writes.
pub struct Reader {
    connection: Connection,
    catalog: Catalog,
    station: Uuid,
}

impl Record {
    fn new(
        connection: Connection,
        catalog: Catalog,
        layout: Layout,
        station: Uuid,
        entropy: Box<dyn Entropy>,
        home: Option<Home>,
    ) -> Self {
        Self { connection, catalog, layout, station, entropy, packer: Packer::default(), home }
    }

    /// Opens the record of a folder.
    ///
    /// # Errors
    /// As [`Folder::open`] and [`Folder::record`].
    pub fn open(
        folder: &Path,
        handle: &str,
        passphrase: &str,
        layout: Layout,
        entropy: Box<dyn Entropy>,
    ) -> Result<Self, RecordError> {
        Folder::open(folder)?.record(handle, passphrase, layout, entropy)
    }

    /// A record in memory, for tests: it has no folder, no users and no second window.
    ///
    /// # Errors
    /// When the database library fails.
    pub fn in_memory(layout: Layout, entropy: Box<dyn Entropy>) -> Result<Self, RecordError> {
        let mut connection = connection::in_memory()?;
        let catalog = Catalog::new(layout.tables);
        let station = Uuid::from_u128(1);
        let meta = schema::Meta { folder: station, station, keys: [0; 32], keys_next: None };
        schema::create(&mut connection, &catalog, layout, &meta)?;
        Ok(Self::new(connection, catalog, layout, station, entropy, None))
    }

    /// Another connection to the same record, which only reads.
    ///
    /// # Errors
    /// [`RecordError::NotARecord`] for a record in memory.
    pub fn reader(&self) -> Result<Reader, RecordError> {
        self.home()?.reader(self.layout, Mode::Read)
    }

    /// Where its folder is; nowhere for a record in memory.
    pub fn path(&self) -> Option<&Path> {
        self.home.as_ref().map(|home| home.path.as_path())
    }

    /// The record as it stands.
    pub const fn view(&self) -> View<'_> {
        View { connection: &self.connection, catalog: &self.catalog, known: None }
    }

    /// Takes the write lock, waiting for another writer up to five seconds.
    ///
    /// # Errors
    /// [`RecordError::Busy`].
    pub fn begin(&mut self) -> Result<Tx<'_>, RecordError> {
        Tx::begin(Means {
            connection: &self.connection,
            catalog: &self.catalog,
            layout: self.layout,
            station: self.station,
            entropy: self.entropy.as_mut(),
            packer: &mut self.packer,
        })
    }

    /// Keeps a draft; an empty one goes.
    ///
    /// # Errors
    /// [`RecordError::Full`], [`RecordError::Busy`].
    pub fn put_draft(&mut self, key: &DraftKey, body: &Private) -> Result<(), RecordError> {
        local::put_draft(&self.connection, key, body)
    }

    /// Takes a draft away.
    ///
    /// # Errors
    /// [`RecordError::Full`], [`RecordError::Busy`].
    pub fn delete_draft(&mut self, key: &DraftKey) -> Result<(), RecordError> {
        local::delete_draft(&self.connection, key)
    }

    /// Adds a line to the access log.
    ///
    /// # Errors
    /// [`RecordError::Full`], [`RecordError::Busy`].
    pub fn log(&mut self, access: &Access) -> Result<(), RecordError> {
        let tx = self.begin()?;
        tx.log(access)?;
        tx.finish().map(|_| ())
    }

    /// Letting users in and out.
    ///
    /// # Errors
    /// [`RecordError::NotARecord`] for a record in memory.
    pub fn users(&mut self) -> Result<Users<'_>, RecordError> {
        let home = self.home.as_mut().ok_or_else(in_memory_only)?;
        Ok(Users { connection: &mut self.connection, entropy: self.entropy.as_mut(), home })
    }

    /// Asks something of the tables as the journal alone says they are, replayed into a fresh database. Lists and sums kept
    /// beside the tables are not in it.
    ///
    /// # Errors
    /// When the record cannot be read, or its journal is damaged: [`Record::verify`] says where.
    pub fn replayed<T>(&self, ask: impl FnOnce(View<'_>) -> T) -> Result<T, RecordError> {
        let replayed = replay::replay(self.view(), &mut |_| {})?;
        match replayed.fault {
            Some(fault) => Err(RecordError::Damaged(fault.to_string())),
            None => Ok(ask(View { connection: &replayed.fresh, catalog: &self.catalog, known: None })),
        }
    }

    /// Throws everything derived away and makes it again.
    ///
    /// # Errors
    /// When the record cannot be read or written; nothing is changed then.
    pub fn rebuild(&mut self) -> Result<(), RecordError> {
        let layout = self.layout;
        let tx = self.begin()?;
        for derived in layout.derived {
            derived::rebuild(tx.view(), *derived)?;
        }
        tx.finish().map(|_| ())
    }

    /// Empties the log beside the database, so that erased text is gone from it too; `false` when another
    /// window is reading.
    ///
    /// # Errors
    /// When the record cannot be written.
    pub fn clear(&mut self) -> Result<bool, RecordError> {
        commit::clear(&self.connection)
    }

    /// Verifies the whole record.
    ///
    /// # Errors
    /// When it cannot be read at all.
    pub fn verify(&self, mut progress: impl FnMut(Progress)) -> Result<Verdict, RecordError> {
        verify::verify(self.view(), &mut progress)
    }

    /// How far this station has come.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn head(&self) -> Result<Head, RecordError> {
        journal::head(&self.connection, self.station)
    }

    /// Whether the record still has the entry it had come to when `head` was kept: if not, an older state of
    /// the folder was put back.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn includes(&self, head: Head) -> Result<bool, RecordError> {
        journal::includes(&self.connection, self.station, head)
    }

    fn home(&self) -> Result<&Home, RecordError> {
        self.home.as_ref().ok_or_else(in_memory_only)
    }
}

fn in_memory_only() -> RecordError {
    RecordError::NotARecord(":memory:".into())
}

impl Reader {
    /// The record as it stands at each question.
    pub const fn view(&self) -> View<'_> {
        View { connection: &self.connection, catalog: &self.catalog, known: None }
    }

    /// Asks several questions of one and the same state of the record.
    ///
    /// # Errors
    /// When the record cannot be read, or the questions'.
    pub fn at_once<T, E: From<RecordError>>(
        &mut self,
        questions: impl FnOnce(View<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let state = self.connection.transaction().map_err(RecordError::from)?;
        questions(View { connection: &state, catalog: &self.catalog, known: None })
    }

    /// Verifies the whole record.
    ///
    /// # Errors
    /// When it cannot be read at all.
    pub fn verify(&self, mut progress: impl FnMut(Progress)) -> Result<Verdict, RecordError> {
        verify::verify(self.view(), &mut progress)
    }

    /// How far this station has come.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn head(&self) -> Result<Head, RecordError> {
        journal::head(&self.connection, self.station)
    }
}

facts_by_view!(Record);
facts_by_view!(Reader);
