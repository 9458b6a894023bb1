//! Letting users in and out of an open record: `keys.toml` and its digest inside the record change together.
//!
//! The record first says which list comes next, then the file takes its place, then the record says it is the
//! one: whatever is interrupted, one of the two digests fits and the next opening settles it. Removing a
//! user changes the key of the database too, so that a copied key is worth nothing afterwards.

use std::path::Path;

use rusqlite::{Connection, params};

use super::connection::{self, Mode};
use super::entropy::Entropy;
use super::error::RecordError;
use super::home::{DATABASE_FILE, Home, NEXT_KEYS};
use super::keys::{Cost, DataKey, Keys};
use super::schema::Meta;

/// Refuses a list of users that is neither the record's nor the one announced.
pub(super) fn check(meta: &Meta, keys: &Keys) -> Result<(), RecordError> {
    let digest = keys.digest()?;
    let known = meta.keys == digest || meta.keys_next == Some(digest);
    if known && meta.folder == keys.folder() { Ok(()) } else { Err(RecordError::KeysMoved) }
}

/// Checks the list of users that opened the record and finishes a change that was interrupted.
pub(super) fn settle(
    connection: &Connection,
    meta: &Meta,
    keys: &Keys,
    folder: &Path,
) -> Result<(), RecordError> {
    check(meta, keys)?;
    if meta.keys_next.is_none() {
        return Ok(());
    }
    let next = folder.join(NEXT_KEYS);
    if Keys::read(folder)? != *keys {
        Keys::adopt(folder, NEXT_KEYS)?;
    } else if next.is_file() {
        std::fs::remove_file(next).map_err(|error| RecordError::file("tidy the record folder", error))?;
    }
    arrived(connection, keys)
}

fn announce(connection: &Connection, keys: &Keys) -> Result<(), RecordError> {
    connection.execute("UPDATE meta SET keys_next = ?", params![keys.digest()?])?;
    Ok(())
}

fn arrived(connection: &Connection, keys: &Keys) -> Result<(), RecordError> {
    connection.execute("UPDATE meta SET keys = ?, keys_next = NULL", params![keys.digest()?])?;
    Ok(())
}

/// An open record's door.
pub struct Users<'record> {
    pub(super) connection: &'record mut Connection,
    pub(super) entropy: &'record mut dyn Entropy,
    pub(super) home: &'record mut Home,
}

impl Users<'_> {
    /// Lets a user in.
    ///
    /// # Errors
    /// [`RecordError::Handle`] for a name that is taken or cannot be used.
    pub fn add(&mut self, handle: &str, passphrase: &str, cost: Cost) -> Result<(), RecordError> {
        let mut keys = self.home.keys()?;
        keys.add(handle, passphrase, cost, &self.home.key, self.entropy)?;
        self.replace(&keys)
    }

    /// Gives a user another passphrase.
    ///
    /// # Errors
    /// [`RecordError::Locked`] when the old one is wrong.
    pub fn change_passphrase(
        &mut self,
        handle: &str,
        old: &str,
        new: &str,
        cost: Cost,
    ) -> Result<(), RecordError> {
        let mut keys = self.home.keys()?;
        keys.change_passphrase(handle, old, new, cost, self.entropy)?;
        self.replace(&keys)
    }

    fn replace(&mut self, keys: &Keys) -> Result<(), RecordError> {
        announce(self.connection, keys)?;
        keys.write(&self.home.path)?;
        arrived(self.connection, keys)
    }

    /// Keeps a user out for good: their slot goes and the database gets another key.
    ///
    /// # Errors
    /// [`RecordError::Handle`] for an unknown or the last user; [`RecordError::Busy`] while another window has
    /// the record open, this program's own readers included.
    pub fn remove(&mut self, handle: &str) -> Result<(), RecordError> {
        let key = DataKey::draw(self.entropy)?;
        let mut keys = self.home.keys()?;
        keys.remove(handle)?;
        keys.reseal(&key, self.entropy)?;
        // Without the log the change of key is one atomic step, and it needs the record to itself.
        let mode: String = self.connection.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))?;
        if mode != "delete" {
            return Err(RecordError::Busy);
        }
        let done = self.rekey(&keys, &key);
        let file = self.home.path.join(DATABASE_FILE);
        *self.connection = connection::open(&file, &self.home.key, Mode::Write)?;
        done
    }

    fn rekey(&mut self, keys: &Keys, key: &DataKey) -> Result<(), RecordError> {
        announce(self.connection, keys)?;
        keys.write_as(&self.home.path, NEXT_KEYS)?;
        connection::give(self.connection, "rekey", key)?;
        self.home.key = key.clone();
        Keys::adopt(&self.home.path, NEXT_KEYS)?;
        arrived(self.connection, keys)
    }
}
