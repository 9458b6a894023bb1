//! The seal: AES-256 under a password (security handler revision 6, the one of PDF 2.0), for a file that travels.
//!
//! Everything is encrypted, title and metadata included; only the shape of the file stays in clear. Whoever has the
//! password may read, print and copy, and a screen reader may always read (PDF/UA-1 7.16). The owner's password,
//! which would lift the rest, is drawn by chance and told to nobody.

use std::collections::BTreeMap;
use std::sync::Arc;

use lopdf::encryption::DecryptionError;
use lopdf::encryption::crypt_filters::{Aes256CryptFilter, CryptFilter};
use lopdf::{Document as File, EncryptionState, EncryptionVersion, Object, Permissions};
use zeroize::Zeroizing;

use crate::papers::PaperError;

/// What opens a sealed paper: never shown by `Debug`, forgotten when done with.
#[derive(Clone)]
pub struct Password(Zeroizing<String>);

impl Password {
    /// Characters below which a password is refused: a sealed file can be tried offline for ever. Our default.
    pub const SHORTEST: usize = 12;
    /// Bytes of UTF-8 above which readers differ on what they take into account (ISO 32000-2, 7.6.4.3.2).
    const LONGEST: usize = 127;

    /// A password of a length that protects.
    ///
    /// # Errors
    /// [`PaperError::Password`] when it is too short or too long.
    pub fn new(text: Zeroizing<String>) -> Result<Self, PaperError> {
        if text.chars().count() < Self::SHORTEST {
            return Err(PaperError::Password(
                "it has fewer than 12 characters and could be found by trying; choose a longer one or have one made",
            ));
        }
        if text.len() > Self::LONGEST {
            return Err(PaperError::Password(
                "it is longer than the 127 bytes a PDF takes; choose a shorter one",
            ));
        }
        Ok(Self(text))
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("…")
    }
}

/// Encrypts all strings and streams; nothing may be added to the file afterwards.
///
/// # Errors
/// [`PaperError::Random`] when the system gives no random numbers, [`PaperError::Password`] when the password holds a
/// character no reader could be given, and [`PaperError::Pdf`].
pub fn seal(file: &mut File, password: &Password) -> Result<(), PaperError> {
    const FILTER: &[u8] = b"StdCF";
    let mut key = Zeroizing::new([0_u8; 32]);
    getrandom::fill(key.as_mut()).map_err(|_| PaperError::Random)?;
    let mut chance = Zeroizing::new([0_u8; 32]);
    getrandom::fill(chance.as_mut()).map_err(|_| PaperError::Random)?;
    let owner: Zeroizing<String> = Zeroizing::new(chance.iter().map(|byte| format!("{byte:02x}")).collect());
    let cipher: Arc<dyn CryptFilter> = Arc::new(Aes256CryptFilter);
    let state = EncryptionState::try_from(EncryptionVersion::V5 {
        encrypt_metadata: true,
        crypt_filters: BTreeMap::from([(FILTER.to_vec(), cipher)]),
        file_encryption_key: key.as_ref(),
        stream_filter: FILTER.to_vec(),
        string_filter: FILTER.to_vec(),
        owner_password: &owner,
        user_password: &password.0,
        permissions: Permissions::PRINTABLE
            | Permissions::PRINTABLE_IN_HIGH_QUALITY
            | Permissions::COPYABLE
            | Permissions::COPYABLE_FOR_ACCESSIBILITY,
    })
    .map_err(in_words)?;
    file.encrypt(&state)?;
    spell_out(file)
}

fn in_words(error: lopdf::Error) -> PaperError {
    match error {
        lopdf::Error::Decryption(DecryptionError::StringPrep(_)) => {
            PaperError::Password("it holds a character that PDF readers do not take; choose others")
        }
        other => other.into(),
    }
}

/// Says what lopdf 0.44 leaves to be understood, without which poppler deciphers to noise: the length of the keys.
fn spell_out(file: &mut File) -> Result<(), PaperError> {
    let id = file.trailer.get(b"Encrypt")?.as_reference()?;
    let encrypt = file.get_dictionary_mut(id)?;
    encrypt.set("Length", 256);
    if let Object::Dictionary(filters) = encrypt.get_mut(b"CF")? {
        for (_, filter) in filters.iter_mut() {
            if let Object::Dictionary(filter) = filter {
                filter.set("Length", 32);
                filter.set("AuthEvent", "DocOpen");
            }
        }
    }
    Ok(())
}
