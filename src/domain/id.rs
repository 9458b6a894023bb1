//! Identifiers: one type per kind of thing, so that a case cannot be handed where an action is meant.
//!
//! An [`Id`] is a UUID of version 7 with the row type it names. Ids are minted outside the rules and handed in
//! by [`Ids`], so that a test fixes them; nothing leans on row numbers.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

/// The identifier of a row of type `T`.
pub struct Id<T> {
    uuid: Uuid,
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// Names an identifier read from the record or a document.
    pub const fn new(uuid: Uuid) -> Self {
        Self { uuid, of: PhantomData }
    }

    /// The bare identifier, for the record and for entries.
    pub const fn uuid(self) -> Uuid {
        self.uuid
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Id<T> {}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.uuid == other.uuid
    }
}

impl<T> Eq for Id<T> {}

impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.uuid.cmp(&other.uuid)
    }
}

impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.uuid.hash(state);
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.uuid)
    }
}

impl<T> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.uuid.serialize(serializer)
    }
}

impl<'de, T> Deserialize<'de> for Id<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Uuid::deserialize(deserializer).map(Self::new)
    }
}

/// Where new identifiers come from.
pub trait Ids {
    /// The next identifier; later calls sort after earlier ones.
    fn next(&mut self) -> Uuid;
}

/// Identifiers that repeat for the same seed: for tests and for the invented area.
#[derive(Debug, Clone)]
pub struct SeededIds {
    seed: u64,
    count: u64,
    millis: u64,
}

impl SeededIds {
    /// Starts a series at a moment given in milliseconds since 1970.
    pub const fn new(seed: u64, millis: u64) -> Self {
        Self { seed, count: 0, millis }
    }
}

impl Ids for SeededIds {
    fn next(&mut self) -> Uuid {
        self.count += 1;
        let mut random = [0_u8; 10];
        let (high, low) = random.split_at_mut(2);
        high.copy_from_slice(&(self.seed as u16).to_be_bytes());
        low.copy_from_slice(&self.count.to_be_bytes());
        // The counter sits in the time too, so that ids sort as they were minted.
        uuid::Builder::from_unix_timestamp_millis(self.millis + self.count, &random).into_uuid()
    }
}
