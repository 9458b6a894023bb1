//! A logo: a PNG, written as base64 so that the file that holds it stays text.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The largest logo, in bytes: it is part of every copy of every paper.
const MOST_BYTES: usize = 200_000;
/// The longest side, in pixels; a heading is a few centimetres high.
const MOST_PIXELS: u32 = 2_000;
/// What every PNG begins with.
const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The bytes of a logo; nothing for an empty text.
///
/// # Errors
/// What is wrong with it and what to do.
pub fn decode(text: &str) -> Result<Option<Vec<u8>>, String> {
    let packed: String = text.split_whitespace().collect();
    if packed.is_empty() {
        return Ok(None);
    }
    let bytes = STANDARD.decode(packed.as_bytes()).map_err(|error| {
        format!("is not base64 ({error}); write what `base64 logo.png` prints, between quotes")
    })?;
    if !bytes.starts_with(SIGNATURE) {
        return Err("is not a PNG; save the picture as PNG and write its base64".to_owned());
    }
    if bytes.len() > MOST_BYTES {
        return Err(format!("has {} bytes; make it smaller than {MOST_BYTES}", bytes.len()));
    }
    let number = |at: usize| {
        let four = bytes.get(at..at + 4).and_then(|four| <[u8; 4]>::try_from(four).ok());
        four.map(u32::from_be_bytes)
    };
    let (Some(width), Some(height)) = (number(16), number(20)) else { return Err(CUT.to_owned()) };
    if bytes.get(12..16) != Some(b"IHDR") || bytes.get(bytes.len() - 8..bytes.len() - 4) != Some(b"IEND") {
        return Err(CUT.to_owned());
    }
    let fits = |side: u32| (1..=MOST_PIXELS).contains(&side);
    if !fits(width) || !fits(height) {
        return Err(format!("is {width} by {height} pixels; each side is 1 to {MOST_PIXELS}"));
    }
    Ok(Some(bytes))
}

const CUT: &str = "is a PNG that is cut short; copy the whole of its base64";
