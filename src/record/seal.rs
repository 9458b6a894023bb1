//! One user's slot: a key pair whose private half the passphrase opens, and the data key sealed to it.
//!
//! The private half is encrypted (ChaCha20-Poly1305) under a key derived from the passphrase (Argon2id), bound
//! to the folder and the user. The data key is sealed (X25519) to the public half, so that a new data key
//! can be handed to everybody without their passphrases.

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Key, KeyInit, Nonce};
use crypto_box::{PublicKey, SecretKey};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::entropy::{Entropy, Stream};
use super::error::RecordError;

/// The key of the database.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct DataKey([u8; 32]);

impl DataKey {
    /// A new one.
    ///
    /// # Errors
    /// [`RecordError::Random`].
    pub fn draw(entropy: &mut dyn Entropy) -> Result<Self, RecordError> {
        let mut key = Self([0; 32]);
        entropy.fill(&mut key.0)?;
        Ok(key)
    }

    /// As the cipher wants it: 64 hexadecimal digits.
    pub fn hex(&self) -> Zeroizing<String> {
        const DIGITS: [char; 16] =
            ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
        let mut hex = Zeroizing::new(String::with_capacity(64));
        for nibble in self.0.iter().flat_map(|byte| [byte >> 4, byte & 15]) {
            hex.extend(DIGITS.get(usize::from(nibble)));
        }
        hex
    }
}

/// What deriving a key from a passphrase costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cost {
    /// Memory, in KiB.
    pub memory: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Cost {
    /// Our default: 64 MiB, three passes, about 0.2 s on a laptop.
    pub const DEFAULT: Self = Self { memory: 64 * 1024, passes: 3, lanes: 1 };

    /// For the invented area and for tests: protects nothing.
    pub const TRIFLING: Self = Self { memory: 64, passes: 1, lanes: 1 };

    /// The most a file may ask for: 256 MiB, ten passes, four lanes. A hostile file cannot exhaust the machine.
    const MOST: Self = Self { memory: 256 * 1024, passes: 10, lanes: 4 };

    /// A cost that we are willing to pay.
    ///
    /// # Errors
    /// [`RecordError::Keys`] beyond our limits.
    pub fn check(self) -> Result<(), RecordError> {
        let most = Self::MOST;
        let within = (1..=most.passes).contains(&self.passes)
            && (1..=most.lanes).contains(&self.lanes)
            && (8 * self.lanes..=most.memory).contains(&self.memory);
        if within {
            Ok(())
        } else {
            Err(RecordError::Keys("it asks for more memory or time than is safe".into()))
        }
    }

    fn derive(self, passphrase: &str, salt: &[u8]) -> Result<Zeroizing<[u8; 32]>, RecordError> {
        self.check()?;
        let unusable = |error: argon2::Error| RecordError::Keys(error.to_string());
        let parameters = Params::new(self.memory, self.passes, self.lanes, Some(32)).map_err(unusable)?;
        let mut key = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters)
            .hash_password_into(passphrase.as_bytes(), salt, key.as_mut())
            .map_err(unusable)?;
        Ok(key)
    }
}

/// One user's way to the data key. Binary fields are base64.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// What the user signs in as.
    pub handle: String,
    /// X25519 public key.
    public: String,
    /// Salt of the derivation, 16 bytes.
    salt: String,
    /// Nonce of the wrapping, 12 bytes.
    nonce: String,
    /// The private key, wrapped.
    wrapped: String,
    /// The data key, sealed to the public key.
    sealed: String,
    /// Cost of the derivation.
    cost: Cost,
}

impl Slot {
    /// A new key pair for a user, with the data key sealed to it.
    ///
    /// # Errors
    /// [`RecordError::Random`], or a cost beyond our limits.
    pub fn new(
        folder: Uuid,
        handle: &str,
        passphrase: &str,
        cost: Cost,
        key: &DataKey,
        entropy: &mut dyn Entropy,
    ) -> Result<Self, RecordError> {
        let secret = SecretKey::generate(&mut Stream::drawn(entropy)?);
        let mut slot = Self {
            handle: handle.to_owned(),
            public: STANDARD.encode(secret.public_key().to_bytes()),
            salt: String::new(),
            nonce: String::new(),
            wrapped: String::new(),
            sealed: String::new(),
            cost,
        };
        slot.wrap(folder, passphrase, cost, &secret, entropy)?;
        slot.reseal(key, entropy)?;
        Ok(slot)
    }

    fn wrap(
        &mut self,
        folder: Uuid,
        passphrase: &str,
        cost: Cost,
        secret: &SecretKey,
        entropy: &mut dyn Entropy,
    ) -> Result<(), RecordError> {
        let (mut salt, mut nonce) = ([0; 16], [0; 12]);
        entropy.fill(&mut salt)?;
        entropy.fill(&mut nonce)?;
        let key = cost.derive(passphrase, &salt)?;
        let plain = Zeroizing::new(secret.to_bytes());
        let wrapped = ChaCha20Poly1305::new(Key::from_slice(key.as_ref()))
            .encrypt(Nonce::from_slice(&nonce), Payload { msg: plain.as_ref(), aad: &self.bound_to(folder) })
            .ok()
            .ok_or_else(|| RecordError::Keys("a key could not be wrapped".into()))?;
        self.cost = cost;
        self.salt = STANDARD.encode(salt);
        self.nonce = STANDARD.encode(nonce);
        self.wrapped = STANDARD.encode(wrapped);
        Ok(())
    }

    /// What the wrapping is valid for: this folder, user and public key.
    fn bound_to(&self, folder: Uuid) -> Vec<u8> {
        [folder.as_bytes(), self.handle.as_bytes(), b"\n", self.public.as_bytes()].concat()
    }

    fn secret(&self, folder: Uuid, passphrase: &str) -> Result<SecretKey, RecordError> {
        let key = self.cost.derive(passphrase, &self.decode(&self.salt)?)?;
        let nonce: [u8; 12] = self.fixed(&self.nonce)?;
        let wrapped = self.decode(&self.wrapped)?;
        let plain = ChaCha20Poly1305::new(Key::from_slice(key.as_ref()))
            .decrypt(Nonce::from_slice(&nonce), Payload { msg: &wrapped, aad: &self.bound_to(folder) })
            .map(Zeroizing::new)
            .ok()
            .ok_or(RecordError::Locked)?;
        SecretKey::from_slice(&plain).ok().ok_or(RecordError::Locked)
    }

    /// The data key.
    ///
    /// # Errors
    /// [`RecordError::Locked`] for a wrong passphrase; [`RecordError::Keys`] for a slot that is no slot.
    pub fn unlock(&self, folder: Uuid, passphrase: &str) -> Result<DataKey, RecordError> {
        let plain = self
            .secret(folder, passphrase)?
            .unseal(&self.decode(&self.sealed)?)
            .map(Zeroizing::new)
            .ok()
            .ok_or_else(|| self.unusable())?;
        let key: [u8; 32] = plain.as_slice().try_into().ok().ok_or_else(|| self.unusable())?;
        Ok(DataKey(key))
    }

    /// Wraps the private key again, under another passphrase.
    ///
    /// # Errors
    /// [`RecordError::Locked`] when the old passphrase is wrong.
    pub fn rewrap(
        &mut self,
        folder: Uuid,
        old: &str,
        new: &str,
        cost: Cost,
        entropy: &mut dyn Entropy,
    ) -> Result<(), RecordError> {
        let secret = self.secret(folder, old)?;
        self.wrap(folder, new, cost, &secret, entropy)
    }

    /// Seals a data key to this user's public key.
    ///
    /// # Errors
    /// [`RecordError::Random`]; [`RecordError::Keys`] for a slot that is no slot.
    pub fn reseal(&mut self, key: &DataKey, entropy: &mut dyn Entropy) -> Result<(), RecordError> {
        let public = PublicKey::from_bytes(self.fixed(&self.public)?);
        let sealed = public.seal(&mut Stream::drawn(entropy)?, &key.0).ok().ok_or_else(|| self.unusable())?;
        self.sealed = STANDARD.encode(sealed);
        Ok(())
    }

    fn decode(&self, text: &str) -> Result<Vec<u8>, RecordError> {
        STANDARD.decode(text).ok().ok_or_else(|| self.unusable())
    }

    fn fixed<const LENGTH: usize>(&self, text: &str) -> Result<[u8; LENGTH], RecordError> {
        self.decode(text)?.try_into().ok().ok_or_else(|| self.unusable())
    }

    fn unusable(&self) -> RecordError {
        RecordError::Keys(format!("the slot of `{}` is damaged", self.handle))
    }
}
