//! A picture, such as the logo of an area: a PNG, checked and decoded once.

use std::sync::Arc;

use png::{ColorType, Decoder, Limits, Transformations};

use super::PaperError;

/// Bytes above which a PNG is refused: our default, far above what a logo needs.
const HEAVIEST: usize = 2 * 1024 * 1024;
/// Pixels of a side above which a PNG is refused: our default.
const LONGEST: u32 = 4000;

/// A picture that can be printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// The file it was made of, for formats that take a PNG as it is.
    pub png: Arc<[u8]>,
    /// Width and height in pixels; neither is 0.
    pub pixels: (u32, u32),
    /// Red, green and blue of each pixel, row by row from the top; what shines through is white.
    pub colours: Arc<[u8]>,
    /// What it shows, for whoever does not see it: "Lancaster City Council".
    pub alternative: String,
}

impl Picture {
    /// Reads a PNG.
    ///
    /// # Errors
    /// [`PaperError::Picture`] when it is no PNG that can be read, is larger than a logo needs to be, or has no
    /// alternative text.
    pub fn png(bytes: &[u8], alternative: &str) -> Result<Self, PaperError> {
        let alternative = alternative.trim();
        if alternative.is_empty() {
            return Err(PaperError::Picture("it has no text that says what it shows; give one"));
        }
        if bytes.len() > HEAVIEST {
            return Err(PaperError::Picture("the file is larger than 2 MB; save it smaller"));
        }
        let unread = PaperError::Picture("it is not a whole PNG file; save it as PNG again");
        let (pixels, colours) = decode(bytes)?.ok_or(unread)?;
        Ok(Self { png: bytes.into(), pixels, colours: colours.into(), alternative: alternative.to_owned() })
    }
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Picture({} by {})", self.pixels.0, self.pixels.1)
    }
}

/// Width, height and colours; nothing when the bytes are no PNG.
type Decoded = Option<((u32, u32), Vec<u8>)>;

fn decode(bytes: &[u8]) -> Result<Decoded, PaperError> {
    let mut decoder =
        Decoder::new_with_limits(std::io::Cursor::new(bytes), Limits { bytes: 256 * 1024 * 1024 });
    // Eight bits for each of red, green, blue and how opaque; greys stay greys.
    decoder.set_transformations(Transformations::normalize_to_color8() | Transformations::ALPHA);
    let Ok(mut reader) = decoder.read_info() else { return Ok(None) };
    let pixels = (reader.info().width, reader.info().height);
    if pixels.0 > LONGEST || pixels.1 > LONGEST {
        return Err(PaperError::Picture("it is more than 4000 pixels wide or high; make it smaller"));
    }
    let Some(size) = reader.output_buffer_size() else { return Ok(None) };
    let mut buffer = vec![0; size];
    let Ok(frame) = reader.next_frame(&mut buffer) else { return Ok(None) };
    let on_white = |colour: u8, opaque: u8| {
        let mixed = (u32::from(colour) * u32::from(opaque) + 255 * (255 - u32::from(opaque))) / 255;
        u8::try_from(mixed).unwrap_or(u8::MAX)
    };
    let colours = match frame.color_type {
        ColorType::GrayscaleAlpha => {
            buffer.as_chunks::<2>().0.iter().flat_map(|&[grey, a]| [on_white(grey, a); 3]).collect()
        }
        ColorType::Rgba => {
            let pixels = buffer.as_chunks::<4>().0.iter();
            pixels.flat_map(|&[r, g, b, a]| [on_white(r, a), on_white(g, a), on_white(b, a)]).collect()
        }
        ColorType::Grayscale | ColorType::Rgb | ColorType::Indexed => return Ok(None),
    };
    Ok(Some((pixels, colours)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(colour: ColorType, data: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 2, 1);
        encoder.set_color(colour);
        if colour == ColorType::Indexed {
            encoder.set_palette(vec![1, 2, 3, 200, 100, 0]);
        }
        encoder.write_header().unwrap().write_image_data(data).unwrap();
        bytes
    }

    #[test]
    fn every_kind_of_png_becomes_colours_on_white() {
        let table: [(ColorType, &[u8], [u8; 6]); 5] = [
            (ColorType::Grayscale, &[7, 9], [7, 7, 7, 9, 9, 9]),
            (ColorType::GrayscaleAlpha, &[7, 255, 9, 0], [7, 7, 7, 255, 255, 255]),
            (ColorType::Rgb, &[1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6]),
            (ColorType::Rgba, &[1, 2, 3, 255, 4, 5, 6, 0], [1, 2, 3, 255, 255, 255]),
            (ColorType::Indexed, &[1, 0], [200, 100, 0, 1, 2, 3]),
        ];
        for (colour, data, shown) in table {
            let picture = Picture::png(&encoded(colour, data), "A square").unwrap();
            assert_eq!((picture.pixels, &*picture.colours), ((2, 1), shown.as_slice()), "{colour:?}");
        }
    }

    #[test]
    fn what_is_no_logo_is_refused_with_what_to_do() {
        let good = encoded(ColorType::Rgb, &[1, 2, 3, 4, 5, 6]);
        let refused =
            |bytes: &[u8], alternative: &str| Picture::png(bytes, alternative).unwrap_err().to_string();
        assert!(refused(&good, " ").contains("give one"));
        assert!(refused(b"GIF89a", "x").contains("save it as PNG"));
        assert!(refused(&good[..good.len() - 20], "x").contains("save it as PNG"));
        assert!(refused(&vec![0; HEAVIEST + 1], "x").contains("2 MB"));
        let mut wide = Vec::new();
        let encoder = png::Encoder::new(&mut wide, LONGEST + 1, 1);
        encoder.write_header().unwrap().write_image_data(&vec![0; 4001]).unwrap();
        assert!(refused(&wide, "x").contains("4000 pixels"));
    }
}
