//! Zip files as office programs make them, with a measure of what they unpack to.
//!
//! A small file can be made to unpack to more than any memory holds; so each part is unpacked up to a limit, and a
//! file with more in it is refused in words.

use std::io::{Cursor, Read};

use zip::ZipArchive;

/// Most bytes that one part may unpack to, and all of them together (our defaults: a list of 100,000 rows has a
/// tenth of it).
const MOST_PART: u64 = 128 << 20;
const MOST_WHOLE: u64 = 256 << 20;
/// Most parts of a file (our default).
const MOST_PARTS: usize = 5_000;

/// A zip file open for reading.
pub struct Packed(ZipArchive<Cursor<Vec<u8>>>);

/// Why a zip file is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadPack {
    /// It cannot be unpacked.
    #[error("it is damaged; open it in the program that made it and save it again")]
    Damaged,
    /// It would unpack to more than is read.
    #[error(
        "it unpacks to far more than a list or form holds; save the part that matters as a file of its own"
    )]
    TooLarge,
}

impl Packed {
    /// Opens a zip file and measures it.
    ///
    /// # Errors
    /// When it is damaged or unpacks to too much.
    pub fn open(bytes: &[u8]) -> Result<Self, BadPack> {
        Self::within(bytes, MOST_PART, MOST_WHOLE)
    }

    /// Opens a zip file of which no part, and not the whole, unpacks to more than this.
    pub(super) fn within(bytes: &[u8], most_part: u64, most_whole: u64) -> Result<Self, BadPack> {
        let mut packed = Self(ZipArchive::new(Cursor::new(bytes.to_vec())).map_err(|_| BadPack::Damaged)?);
        if packed.0.len() > MOST_PARTS {
            return Err(BadPack::TooLarge);
        }
        let mut whole = 0;
        for at in 0..packed.0.len() {
            // What a part says of its size is not believed.
            let Ok(part) = packed.0.by_index(at) else { continue };
            let size = std::io::copy(&mut part.take(most_part + 1), &mut std::io::sink()).unwrap_or(0);
            whole += size;
            if size > most_part || whole > most_whole {
                return Err(BadPack::TooLarge);
            }
        }
        Ok(packed)
    }

    /// Whether a part is in it.
    pub fn has(&self, name: &str) -> bool {
        self.0.file_names().any(|known| known.is_ok_and(|known| known == name))
    }

    /// A part as text; `None` when there is none of that name or it is not text.
    pub fn text(&mut self, name: &str) -> Option<String> {
        let mut text = String::new();
        self.0.by_name(name).ok()?.take(MOST_PART).read_to_string(&mut text).ok()?;
        Some(text)
    }
}
