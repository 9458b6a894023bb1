//! The chain: each entry's digest covers the one before it at the same station, its own header and its parts.
//!
//! An entry's place in the whole record is not covered, so that stations can be put in one order later. Every
//! field is written with its length, so that no two headers give the same bytes.

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::body::Hash;

/// Version of the entries written here.
pub const ENTRY_VERSION: i64 = 1;

/// What stands before the first entry of a station.
pub const START: Hash = [0; 32];

/// Everything about an entry but its place and its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Where it was made.
    pub station: Uuid,
    /// Its number at that station, from 1.
    pub seq: i64,
    /// When, as written.
    pub at: String,
    /// By whom.
    pub actor: Uuid,
    /// What was done, as written.
    pub kind: String,
    /// The change it belongs to.
    pub group: Uuid,
    /// The case it is about.
    pub about: Option<Uuid>,
    /// The meeting it was made in.
    pub meeting: Option<Uuid>,
    /// The change it takes back.
    pub undoes: Option<Uuid>,
    /// Whom it erases.
    pub erases: Vec<Uuid>,
    /// How it is written.
    pub version: i64,
}

impl Header {
    /// The entry's digest, from the one before and whose each part is with its digest, in order.
    pub fn digest(&self, previous: &Hash, parts: impl Iterator<Item = (Option<Uuid>, Hash)>) -> Hash {
        let mut sha = Sha256::new().chain_update(previous);
        let mut add = |field: &[u8]| {
            sha.update((field.len() as u64).to_be_bytes());
            sha.update(field);
        };
        let maybe = |id: &Option<Uuid>| id.map_or_else(Vec::new, |id| id.as_bytes().to_vec());
        add(self.station.as_bytes());
        add(&self.seq.to_be_bytes());
        add(self.at.as_bytes());
        add(self.actor.as_bytes());
        add(self.kind.as_bytes());
        add(self.group.as_bytes());
        add(&maybe(&self.about));
        add(&maybe(&self.meeting));
        add(&maybe(&self.undoes));
        add(&joined(&self.erases));
        add(&self.version.to_be_bytes());
        for (subject, digest) in parts {
            add(&maybe(&subject));
            add(&digest);
        }
        sha.finalize().into()
    }
}

/// Identifiers one after another.
pub fn joined(ids: &[Uuid]) -> Vec<u8> {
    ids.iter().flat_map(Uuid::as_bytes).copied().collect()
}

/// Identifiers from one after another; `None` for a length that is no multiple of sixteen.
pub fn parted(bytes: &[u8]) -> Option<Vec<Uuid>> {
    bytes.chunks(16).map(|chunk| Uuid::from_slice(chunk).ok()).collect()
}
