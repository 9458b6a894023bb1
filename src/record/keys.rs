//! `keys.toml`: who can open the record, and nothing else about them.
//!
//! A version, the folder's identifier and one [`Slot`] per user. Written whole, to a file beside it that then
//! takes its name, so that there is always one that works. Every limit is checked before anything is derived.

use std::fs;
use std::io::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::entropy::Entropy;
use super::error::RecordError;
use super::platform;
pub use super::seal::{Cost, DataKey, Slot};

/// Name of the file in the record folder.
pub const KEYS_FILE: &str = "keys.toml";

/// The version written here.
const VERSION: u32 = 1;

/// The largest file read, in bytes, and the most users: our limits.
const MOST_BYTES: u64 = 1 << 20;
const MOST_SLOTS: usize = 500;

/// Who can open the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keys {
    version: u32,
    folder: Uuid,
    #[serde(rename = "slot", default)]
    slots: Vec<Slot>,
}

impl Keys {
    /// Nobody's yet.
    pub const fn new(folder: Uuid) -> Self {
        Self { version: VERSION, folder, slots: Vec::new() }
    }

    /// The folder it belongs to, the same at every station.
    pub const fn folder(&self) -> Uuid {
        self.folder
    }

    /// The users who can open the record.
    pub fn handles(&self) -> impl Iterator<Item = &str> {
        self.slots.iter().map(|slot| slot.handle.as_str())
    }

    /// Reads and checks the file of a folder.
    ///
    /// # Errors
    /// [`RecordError::NotARecord`] when there is none; [`RecordError::Keys`] when it is not one of ours.
    pub fn read(folder: &Path) -> Result<Self, RecordError> {
        Self::read_as(folder, KEYS_FILE)
    }

    /// Reads and checks the file of another name beside the one in use.
    pub(super) fn read_as(folder: &Path, name: &str) -> Result<Self, RecordError> {
        let path = folder.join(name);
        let size = match fs::metadata(&path) {
            Ok(metadata) if metadata.is_file() => metadata.len(),
            Ok(_) => return Err(RecordError::NotARecord(folder.to_owned())),
            Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
                return Err(RecordError::File { doing: "read keys.toml", source: error });
            }
            Err(_) => return Err(RecordError::NotARecord(folder.to_owned())),
        };
        if size > MOST_BYTES {
            return Err(RecordError::Keys("it is too large".into()));
        }
        let text = fs::read_to_string(&path)
            .map_err(|source| RecordError::File { doing: "read keys.toml", source })?;
        Self::parse(&text)
    }

    /// Reads and checks the text of a file.
    ///
    /// # Errors
    /// [`RecordError::Keys`] says what is wrong.
    pub fn parse(text: &str) -> Result<Self, RecordError> {
        let keys: Self =
            toml::from_str(text).map_err(|error| RecordError::Keys(error.message().to_owned()))?;
        if keys.version != VERSION {
            return Err(RecordError::Keys(format!("its version is {}, known here: {VERSION}", keys.version)));
        }
        if keys.slots.len() > MOST_SLOTS {
            return Err(RecordError::Keys("it has too many slots".into()));
        }
        let mut handles: Vec<&str> = keys.handles().collect();
        handles.sort_unstable();
        if handles.windows(2).any(|pair| matches!(pair, [one, two] if one == two)) {
            return Err(RecordError::Keys("a user stands in it twice".into()));
        }
        Ok(keys)
    }

    fn text(&self) -> Result<String, RecordError> {
        toml::to_string(self).map_err(|error| RecordError::Keys(error.to_string()))
    }

    /// Digest of the whole list, kept inside the record.
    ///
    /// # Errors
    /// [`RecordError::Keys`] when it cannot be written as text.
    pub fn digest(&self) -> Result<[u8; 32], RecordError> {
        Ok(Sha256::digest(self.text()?).into())
    }

    /// Puts the file in place, durably and all at once.
    ///
    /// # Errors
    /// [`RecordError::Full`], [`RecordError::ReadOnly`] or the system's reason.
    pub fn write(&self, folder: &Path) -> Result<(), RecordError> {
        self.write_as(folder, KEYS_FILE)
    }

    /// Writes the file under another name beside the one in use.
    pub(super) fn write_as(&self, folder: &Path, name: &str) -> Result<(), RecordError> {
        let text = self.text()?;
        let new = folder.join(format!("{name}.new"));
        let doing = "write keys.toml";
        let put = || -> std::io::Result<()> {
            if new.exists() {
                fs::remove_file(&new)?;
            }
            let mut file = platform::new_private_file(&new)?;
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            fs::rename(&new, folder.join(name))?;
            platform::flush_folder(folder)
        };
        put().map_err(|error| RecordError::file(doing, error))
    }

    /// Lets a file written beside the one in use take its place.
    pub(super) fn adopt(folder: &Path, name: &str) -> Result<(), RecordError> {
        fs::rename(folder.join(name), folder.join(KEYS_FILE))
            .and_then(|()| platform::flush_folder(folder))
            .map_err(|error| RecordError::file("write keys.toml", error))
    }

    fn slot(&self, handle: &str) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.handle == handle)
    }

    /// The data key, for a user's passphrase.
    ///
    /// # Errors
    /// [`RecordError::Locked`] for an unknown user or a wrong passphrase.
    pub fn unlock(&self, handle: &str, passphrase: &str) -> Result<DataKey, RecordError> {
        self.slot(handle).ok_or(RecordError::Locked)?.unlock(self.folder, passphrase)
    }

    /// Lets a user open the record.
    ///
    /// # Errors
    /// [`RecordError::Handle`] for a name that is taken or cannot be used.
    pub fn add(
        &mut self,
        handle: &str,
        passphrase: &str,
        cost: Cost,
        key: &DataKey,
        entropy: &mut dyn Entropy,
    ) -> Result<(), RecordError> {
        let sound =
            |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "-._".contains(letter);
        if handle.is_empty() || handle.len() > 32 || !handle.chars().all(sound) {
            return Err(RecordError::Handle("use up to 32 small letters, digits, `-`, `.` or `_`"));
        }
        if self.slot(handle).is_some() {
            return Err(RecordError::Handle("it is taken"));
        }
        if self.slots.len() == MOST_SLOTS {
            return Err(RecordError::Handle("there are as many users as the record can have"));
        }
        self.slots.push(Slot::new(self.folder, handle, passphrase, cost, key, entropy)?);
        Ok(())
    }

    /// Takes a user's slot away. The data key has to be changed too, or the user could still know it.
    ///
    /// # Errors
    /// [`RecordError::Handle`] for an unknown user or the last one.
    pub fn remove(&mut self, handle: &str) -> Result<(), RecordError> {
        if self.slot(handle).is_none() {
            return Err(RecordError::Handle("nobody signs in with it"));
        }
        if self.slots.len() == 1 {
            return Err(RecordError::Handle("the last user cannot be removed"));
        }
        self.slots.retain(|slot| slot.handle != handle);
        Ok(())
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
        entropy: &mut dyn Entropy,
    ) -> Result<(), RecordError> {
        let folder = self.folder;
        let slot = self.slots.iter_mut().find(|slot| slot.handle == handle).ok_or(RecordError::Locked)?;
        slot.rewrap(folder, old, new, cost, entropy)
    }

    /// Seals another data key to every user.
    ///
    /// # Errors
    /// [`RecordError::Keys`] for a slot that is no slot.
    pub fn reseal(&mut self, key: &DataKey, entropy: &mut dyn Entropy) -> Result<(), RecordError> {
        self.slots.iter_mut().try_for_each(|slot| slot.reseal(key, entropy))
    }
}

#[cfg(test)]
mod tests {
    use super::super::entropy::Stream;
    use super::*;

    fn keys() -> (Keys, DataKey, Stream) {
        let mut entropy = Stream::seeded(7);
        let key = DataKey::draw(&mut entropy).unwrap();
        let mut keys = Keys::new(Uuid::from_u128(1));
        keys.add("ann", "first phrase", Cost::TRIFLING, &key, &mut entropy).unwrap();
        keys.add("bob", "other phrase", Cost::TRIFLING, &key, &mut entropy).unwrap();
        (keys, key, entropy)
    }

    #[test]
    fn each_user_opens_with_their_own_passphrase_only() {
        let (keys, key, _) = keys();
        let keys = Keys::parse(&keys.text().unwrap()).unwrap();
        for (handle, phrase) in [("ann", "first phrase"), ("bob", "other phrase")] {
            assert_eq!(keys.unlock(handle, phrase).unwrap().hex(), key.hex());
        }
        for (handle, phrase) in [("ann", "other phrase"), ("ann", ""), ("eve", "first phrase")] {
            assert!(keys.unlock(handle, phrase).err().unwrap().is_locked());
        }
    }

    #[test]
    fn a_passphrase_changes_and_a_user_goes() {
        let (mut keys, key, mut entropy) = keys();
        assert!(keys.change_passphrase("ann", "wrong", "new", Cost::TRIFLING, &mut entropy).is_err());
        keys.change_passphrase("ann", "first phrase", "new", Cost::TRIFLING, &mut entropy).unwrap();
        assert!(keys.unlock("ann", "first phrase").is_err());
        assert_eq!(keys.unlock("ann", "new").unwrap().hex(), key.hex());
        let fresh = DataKey::draw(&mut entropy).unwrap();
        keys.remove("bob").unwrap();
        keys.reseal(&fresh, &mut entropy).unwrap();
        assert_eq!(keys.unlock("ann", "new").unwrap().hex(), fresh.hex());
        assert!(keys.unlock("bob", "other phrase").is_err());
        assert!(matches!(keys.remove("ann"), Err(RecordError::Handle(_))));
    }

    #[test]
    fn a_hostile_file_is_refused_before_anything_is_derived() {
        let (keys, ..) = keys();
        let text = keys.text().unwrap();
        for (from, to) in [
            ("memory = 64", "memory = 4294967295"),
            ("passes = 1", "passes = 100000"),
            ("lanes = 1", "lanes = 99"),
        ] {
            assert!(text.contains(from));
            let keys = Keys::parse(&text.replace(from, to)).unwrap();
            assert!(matches!(keys.unlock("ann", "first phrase"), Err(RecordError::Keys(_))), "{to}");
        }
        for broken in
            ["", "version = 1", &text.replace("bob", "ann"), &text.replace("version = 1", "version = 2")]
        {
            assert!(matches!(Keys::parse(broken), Err(RecordError::Keys(_))));
        }
    }

    #[test]
    fn a_slot_moved_to_another_user_or_folder_does_not_open() {
        let (keys, ..) = keys();
        let text = keys.text().unwrap();
        let renamed = Keys::parse(&text.replace("\"ann\"", "\"amy\"")).unwrap();
        assert!(renamed.unlock("amy", "first phrase").err().unwrap().is_locked());
        let moved = text.replace(&Uuid::from_u128(1).to_string(), &Uuid::from_u128(2).to_string());
        assert!(Keys::parse(&moved).unwrap().unlock("ann", "first phrase").err().unwrap().is_locked());
    }

    #[test]
    fn no_key_shows() {
        let (keys, key, _) = keys();
        assert!(!keys.text().unwrap().contains(key.hex().as_str()));
        assert_eq!(key.hex().len(), 64);
    }
}
