//! How operators of a content stream are spelt: numbers, glyphs, colours.

use std::io::Write;

use crate::papers::layout::Ink;

/// Says what the marked glyphs mean: marks set above or below their line would be read as words of their own, and one
/// glyph may stand for different letters.
pub fn spoken(out: &mut Vec<u8>, text: &str) {
    out.extend_from_slice(b"/Span <</ActualText <FEFF");
    text.encode_utf16().for_each(|unit| hexadecimal(out, unit));
    out.extend_from_slice(b">>> BDC\n");
}

/// Glyphs on one baseline, being written between brackets.
pub struct Line {
    /// Between the brackets.
    pub open: bool,
    /// Inside the angles of codes.
    codes: bool,
    /// How far the next glyph is to be moved right, in thousandths of the size.
    owed: i32,
}

impl Line {
    /// Begins one, the bracket being written.
    pub const fn begun(open: bool) -> Self {
        Self { open, codes: false, owed: 0 }
    }

    /// Moves the next glyph to the right, in thousandths of the size.
    pub fn shift(&mut self, units: i32) {
        self.owed += units;
    }

    /// Writes a glyph.
    pub fn code(&mut self, out: &mut Vec<u8>, code: u16) {
        if self.owed != 0 {
            self.end_codes(out);
            // PDF counts to the left.
            let _ = write!(out, "{}", -self.owed);
            self.owed = 0;
        }
        if !std::mem::replace(&mut self.codes, true) {
            out.push(b'<');
        }
        hexadecimal(out, code);
    }

    fn end_codes(&mut self, out: &mut Vec<u8>) {
        if std::mem::take(&mut self.codes) {
            out.push(b'>');
        }
    }

    /// Ends it, if it was begun; what is owed after the last glyph moves nothing.
    pub fn close(&mut self, out: &mut Vec<u8>) {
        self.end_codes(out);
        if std::mem::take(&mut self.open) {
            out.extend_from_slice(b"] TJ\n");
        }
    }
}

fn hexadecimal(out: &mut Vec<u8>, number: u16) {
    let digit = |shift: u32| {
        let four = u8::try_from(number >> shift & 0xF).unwrap_or_default();
        if four < 10 { b'0' + four } else { b'A' + four - 10 }
    };
    out.extend([12, 8, 4, 0].map(digit));
}

/// A number to a thousandth of a point, as short as it can be.
#[expect(clippy::cast_possible_truncation, reason = "a page is some hundred thousand thousandths wide")]
pub fn put_number(out: &mut Vec<u8>, number: f32) {
    let thousandths = (f64::from(number) * 1000.0).round() as i64;
    let (whole, rest) = (thousandths.abs() / 1000, thousandths.abs() % 1000);
    if thousandths < 0 {
        out.push(b'-');
    }
    let _ = write!(out, "{whole}");
    if rest > 0 {
        let digits = format!("{rest:03}");
        out.push(b'.');
        out.extend_from_slice(digits.trim_end_matches('0').as_bytes());
    }
}

/// Red, green and blue.
pub fn colour(ink: Ink) -> [f32; 3] {
    match ink {
        Ink::Text => [0.10, 0.10, 0.12],
        Ink::Muted => [0.30, 0.32, 0.36],
        Ink::Accent | Ink::Edge => [0.11, 0.24, 0.38],
        Ink::Hairline => [0.76, 0.78, 0.80],
        Ink::Panel => [0.91, 0.93, 0.95],
        Ink::Notice => [0.95, 0.94, 0.90],
        Ink::Draft => [0.99, 0.90, 0.68],
        Ink::Series(0) => [0.11, 0.24, 0.38],
        Ink::Series(1) => [0.75, 0.38, 0.05],
        Ink::Series(2) => [0.10, 0.50, 0.45],
        Ink::Series(_) => [0.45, 0.27, 0.55],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_exact_to_a_thousandth() {
        let table = [
            (0.0, "0"),
            (12.0, "12"),
            (-0.5, "-0.5"),
            (595.2764, "595.276"),
            (0.0501, "0.05"),
            (-0.0001, "0"),
        ];
        for (number, shown) in table {
            let mut out = Vec::new();
            put_number(&mut out, number);
            assert_eq!(String::from_utf8(out).unwrap(), shown);
        }
    }

    #[test]
    fn moves_stand_between_codes_and_only_there() {
        let mut out = Vec::new();
        let mut line = Line::begun(true);
        line.code(&mut out, 1);
        line.code(&mut out, 0xABC);
        line.shift(-20);
        line.code(&mut out, 3);
        line.shift(5);
        line.close(&mut out);
        assert_eq!(String::from_utf8(out).unwrap(), "<00010ABC>20<0003>] TJ\n");
    }

    /// Contrast as WCAG 2.2 counts it, against white and against what lies behind text.
    #[test]
    fn inks_contrast_with_what_they_stand_on() {
        let bright = |ink: [f32; 3]| {
            let linear = ink
                .map(|part| if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) });
            0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        };
        let contrast = |ink, ground: [f32; 3]| (bright(ground) + 0.05) / (bright(colour(ink)) + 0.05);
        for ink in [Ink::Text, Ink::Muted, Ink::Accent] {
            assert!(contrast(ink, [1.0; 3]) >= 7.0, "{ink:?}");
            for ground in [Ink::Panel, Ink::Notice, Ink::Draft] {
                assert!(contrast(ink, colour(ground)) >= 4.5, "{ink:?} on {ground:?}");
            }
        }
        for place in 0..4 {
            assert!(contrast(Ink::Series(place), [1.0; 3]) >= 3.0, "{place}");
        }
    }
}
