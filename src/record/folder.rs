//! The record folder: `keys.toml`, `record.db` and `backups/`, made, looked at and opened.

use std::fs;
use std::path::{Path, PathBuf};

use uuid::{Builder, Uuid};

use super::catalog::Catalog;
use super::connection::{self, Mode};
use super::entropy::Entropy;
use super::error::RecordError;
use super::home::{DATABASE_FILE, Home, NEXT_KEYS};
use super::keys::{Cost, DataKey, Keys};
use super::layout::Layout;
use super::schema::{self, Meta};
use super::users;
use super::{Reader, Record, platform};

/// Name of the folder for backups.
pub const BACKUPS: &str = "backups";

/// A record folder, not yet unlocked.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
    keys: Keys,
}

/// The first user of a new record.
#[derive(Clone, Copy)]
pub struct FirstUser<'text> {
    /// What they sign in as.
    pub handle: &'text str,
    /// Their passphrase.
    pub passphrase: &'text str,
    /// What deriving a key from it costs.
    pub cost: Cost,
}

impl Folder {
    /// Makes a new record in a new or empty folder, and opens it.
    ///
    /// # Errors
    /// [`RecordError::NotEmpty`]; [`RecordError::Handle`]; the disk's.
    pub fn create(
        path: &Path,
        first: FirstUser<'_>,
        layout: Layout,
        mut entropy: Box<dyn Entropy>,
    ) -> Result<Record, RecordError> {
        let used = fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_some());
        if used {
            return Err(RecordError::NotEmpty(path.to_owned()));
        }
        let key = DataKey::draw(entropy.as_mut())?;
        let (folder, station) = (draw_id(entropy.as_mut())?, draw_id(entropy.as_mut())?);
        let mut keys = Keys::new(folder);
        keys.add(first.handle, first.passphrase, first.cost, &key, entropy.as_mut())?;
        let made = platform::new_private_folder(path)
            .and_then(|()| platform::new_private_folder(&path.join(BACKUPS)))
            .and_then(|()| platform::new_private_file(&path.join(DATABASE_FILE)));
        made.map_err(|error| RecordError::file("make the record folder", error))?;
        let mut database = connection::open(&path.join(DATABASE_FILE), &key, Mode::New)?;
        let catalog = Catalog::new(layout.tables);
        let meta = Meta { folder, station, keys: keys.digest()?, keys_next: None };
        schema::create(&mut database, &catalog, layout, &meta)?;
        // Last, since this file is what makes the folder a record.
        keys.write(path)?;
        let home = Home { path: path.to_owned(), key };
        Ok(Record::new(database, catalog, layout, station, entropy, Some(home)))
    }

    /// Looks at a folder, without a key.
    ///
    /// # Errors
    /// [`RecordError::NotARecord`]; [`RecordError::Keys`].
    pub fn open(path: &Path) -> Result<Self, RecordError> {
        let keys = Keys::read(path)?;
        if !path.join(DATABASE_FILE).is_file() {
            return Err(RecordError::Damaged("the file is missing".to_owned()));
        }
        Ok(Self { path: path.to_owned(), keys })
    }

    /// The users who can open it.
    pub fn handles(&self) -> impl Iterator<Item = &str> {
        self.keys.handles()
    }

    /// The folder's identifier, the same at every station.
    pub const fn id(&self) -> Uuid {
        self.keys.folder()
    }

    /// Whether a passphrase is a user's own, found out by opening their slot; nothing is opened with it.
    ///
    /// # Errors
    /// [`RecordError::Keys`] for a slot that is no slot.
    pub fn is_passphrase(&self, handle: &str, passphrase: &str) -> Result<bool, RecordError> {
        match self.keys.unlock(handle, passphrase) {
            Ok(_) => Ok(true),
            Err(RecordError::Locked) => Ok(false),
            Err(other) => Err(other),
        }
    }

    /// Whether files can be made and changed in it.
    pub fn is_writable(&self) -> bool {
        let probe = self.path.join(".writable");
        let mut options = fs::OpenOptions::new();
        options.write(true);
        let writable = options.open(self.path.join(DATABASE_FILE)).is_ok()
            && options.create(true).truncate(false).open(&probe).is_ok();
        // Somebody else may be asking the same at the same time, and have removed it.
        let _ = fs::remove_file(&probe);
        writable
    }

    /// Opens the record for reading and writing, bringing an older one up to date.
    ///
    /// # Errors
    /// [`RecordError::Locked`], [`RecordError::ReadOnly`], [`RecordError::NewerSchema`],
    /// [`RecordError::Damaged`], [`RecordError::KeysMoved`].
    pub fn record(
        &self,
        handle: &str,
        passphrase: &str,
        layout: Layout,
        entropy: Box<dyn Entropy>,
    ) -> Result<Record, RecordError> {
        let (keys, home) = self.unlock(handle, passphrase)?;
        if !self.is_writable() {
            return Err(RecordError::ReadOnly);
        }
        let catalog = Catalog::new(layout.tables);
        let mut database = connection::open(&self.path.join(DATABASE_FILE), &home.key, Mode::Write)?;
        schema::check(&database)?;
        schema::bring_up(&mut database, &catalog, layout)?;
        let meta = schema::meta(&database)?;
        users::settle(&database, &meta, &keys, &self.path)?;
        Ok(Record::new(database, catalog, layout, meta.station, entropy, Some(home)))
    }

    /// Opens the record for reading, even where nothing can be written.
    ///
    /// # Errors
    /// As [`Self::record`], and [`RecordError::Unclosed`] or [`RecordError::OlderSchema`] for a record that
    /// would have to be written first.
    pub fn reader(&self, handle: &str, passphrase: &str, layout: Layout) -> Result<Reader, RecordError> {
        let (keys, home) = self.unlock(handle, passphrase)?;
        let reader = home.reader(layout, self.mode())?;
        users::check(&schema::meta(&reader.connection)?, &keys)?;
        Ok(reader)
    }

    fn mode(&self) -> Mode {
        if self.is_writable() { Mode::Read } else { Mode::Frozen }
    }

    /// The key that opens the database: of the list in use, or of the one that was about to replace it when a
    /// change of key was interrupted.
    fn unlock(&self, handle: &str, passphrase: &str) -> Result<(Keys, Home), RecordError> {
        let home = |key| Home { path: self.path.clone(), key };
        let current = home(self.keys.unlock(handle, passphrase)?);
        if !self.path.join(NEXT_KEYS).is_file() || current.fits(self.mode())? {
            return Ok((self.keys.clone(), current));
        }
        let keys = Keys::read_as(&self.path, NEXT_KEYS)?;
        let next = home(keys.unlock(handle, passphrase)?);
        Ok((keys, next))
    }
}

fn draw_id(entropy: &mut dyn Entropy) -> Result<Uuid, RecordError> {
    let mut bytes = [0; 16];
    entropy.fill(&mut bytes)?;
    Ok(Builder::from_random_bytes(bytes).into_uuid())
}
