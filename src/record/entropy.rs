//! Where salts and keys come from: the system, or a seed that makes the invented area the same every time.
//!
//! [`Entropy`] is a parameter of the record. [`Stream`] stretches thirty-two bytes; it is also what libraries
//! that want an infallible generator are given, seeded from an [`Entropy`].

use crypto_box::aead::rand_core::{CryptoRng, Error, RngCore, impls};
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::error::RecordError;

/// A source of random bytes.
pub trait Entropy: Send {
    /// Fills the buffer.
    ///
    /// # Errors
    /// [`RecordError::Random`] when the source fails.
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RecordError>;
}

/// The operating system's generator.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RecordError> {
        getrandom::fill(bytes).ok().ok_or(RecordError::Random)
    }
}

/// SHA-256 of a secret seed and a counter, block by block.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Stream {
    seed: [u8; 32],
    count: u64,
}

impl Stream {
    /// The same series for the same number: for tests and for the invented area, never for a real record.
    pub fn seeded(seed: u64) -> Self {
        Self { seed: Sha256::digest(seed.to_be_bytes()).into(), count: 0 }
    }

    /// A generator that cannot fail, from a source that might.
    ///
    /// # Errors
    /// [`RecordError::Random`] when the source fails.
    pub fn drawn(from: &mut dyn Entropy) -> Result<Self, RecordError> {
        let mut stream = Self { seed: [0; 32], count: 0 };
        from.fill(&mut stream.seed)?;
        Ok(stream)
    }
}

impl RngCore for Stream {
    fn next_u32(&mut self) -> u32 {
        impls::next_u32_via_fill(self)
    }

    fn next_u64(&mut self) -> u64 {
        impls::next_u64_via_fill(self)
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            self.count += 1;
            let block =
                Sha256::new().chain_update(self.seed).chain_update(self.count.to_be_bytes()).finalize();
            for (byte, random) in chunk.iter_mut().zip(block) {
                *byte = random;
            }
        }
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Error> {
        self.fill_bytes(bytes);
        Ok(())
    }
}

impl CryptoRng for Stream {}

impl Entropy for Stream {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RecordError> {
        self.fill_bytes(bytes);
        Ok(())
    }
}
