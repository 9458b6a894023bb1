//! The content of one page: items to the operators of a content stream, grouped by what they belong to.
//!
//! Written as bytes at once: a paper of forty pages has a hundred thousand operators, and a value for each of them would
//! be made only to be thrown away.

use std::io::Write;

use super::embed::Fonts;
use super::pictures::Pictures;
use crate::papers::fonts::Face;
use crate::papers::layout::{Artifact, ElementId, Ink, Page, SetText, Shape, Tag, points};

/// A page's operators, and the element of each marked sequence in them, in order.
pub struct Marked {
    /// The operators.
    pub content: Vec<u8>,
    /// The element of sequence 0, 1, 2 ...
    pub sequences: Vec<ElementId>,
}

/// Translates a page; `height` turns y upside down, as PDF has it.
pub fn translate(page: &Page, height: f32, fonts: &Fonts, pictures: &Pictures) -> Marked {
    let mut writer =
        Writer { height, fonts, pictures, out: Vec::with_capacity(16 * 1024), font: None, ink: None };
    let mut sequences = Vec::new();
    for group in page.items.chunk_by(|one, other| one.tag == other.tag) {
        let Some(first) = group.first() else { continue };
        writer.begin(first.tag, &mut sequences);
        for stretch in group.chunk_by(|one, other| is_text(&one.shape) == is_text(&other.shape)) {
            let text = stretch.first().is_some_and(|item| is_text(&item.shape));
            if text {
                writer.put("BT\n");
            }
            stretch.iter().for_each(|item| writer.shape(&item.shape));
            if text {
                writer.put("ET\n");
            }
        }
        writer.put("EMC\n");
    }
    Marked { content: writer.out, sequences }
}

fn is_text(shape: &Shape) -> bool {
    matches!(shape, Shape::Text(_))
}

struct Writer<'f> {
    height: f32,
    fonts: &'f Fonts,
    pictures: &'f Pictures,
    out: Vec<u8>,
    font: Option<(Face, f32)>,
    ink: Option<Ink>,
}

impl Writer<'_> {
    fn put(&mut self, operator: &str) {
        self.out.extend_from_slice(operator.as_bytes());
    }

    /// Numbers with a blank after each.
    fn numbers<const N: usize>(&mut self, numbers: [f32; N]) {
        for number in numbers {
            put_number(&mut self.out, number);
            self.out.push(b' ');
        }
    }

    fn begin(&mut self, tag: Tag, sequences: &mut Vec<ElementId>) {
        match tag {
            Tag::Content(element) => {
                // Writing into memory cannot fail.
                let _ = writeln!(self.out, "/Span <</MCID {}>> BDC", sequences.len());
                sequences.push(element);
            }
            Tag::Artifact(artifact) => self.put(match artifact {
                Artifact::Header => "/Artifact <</Type /Pagination /Subtype /Header>> BDC\n",
                Artifact::Footer => "/Artifact <</Type /Pagination /Subtype /Footer>> BDC\n",
                Artifact::Repeated => "/Artifact <</Type /Pagination>> BDC\n",
                Artifact::Decoration => "/Artifact <</Type /Layout>> BDC\n",
            }),
        }
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Text(text) => self.text(text),
            &Shape::Rule { x, y, width, thickness, ink } => {
                self.rectangle((x, y - thickness / 2.0), (width, thickness), ink);
            }
            &Shape::Panel { x, y, width, height, ink } => self.rectangle((x, y), (width, height), ink),
            Shape::Path { points, thickness, dashes, ink } => self.path(points, *thickness, dashes, *ink),
            Shape::Picture { x, y, width, height, picture } => {
                let Some(name) = self.pictures.name(picture) else { return };
                self.put("q ");
                self.numbers([*width, 0.0, 0.0, *height, *x, self.height - y - height]);
                self.put("cm /");
                self.put(name);
                self.put(" Do Q\n");
            }
        }
    }

    fn rectangle(&mut self, (x, y): (f32, f32), (width, height): (f32, f32), ink: Ink) {
        self.ink(ink);
        self.numbers([x, self.height - y - height, width, height]);
        self.put("re f\n");
    }

    fn path(&mut self, points: &[(f32, f32)], thickness: f32, dashes: &[f32], ink: Ink) {
        self.put("q ");
        self.numbers(colour(ink));
        self.put("RG ");
        self.numbers([thickness]);
        self.put("w 1 J 1 j [");
        for dash in dashes {
            self.numbers([*dash]);
        }
        self.put("] 0 d ");
        for (index, &(x, y)) in points.iter().enumerate() {
            self.numbers([x, self.height - y]);
            self.put(if index == 0 { "m " } else { "l " });
        }
        self.put("S Q\n");
    }

    fn ink(&mut self, ink: Ink) {
        if self.ink != Some(ink) {
            self.numbers(colour(ink));
            self.put("rg\n");
            self.ink = Some(ink);
        }
    }

    fn text(&mut self, text: &SetText) {
        let Some(font) = self.fonts.face(text.face) else { return };
        self.ink(text.ink);
        if self.font != Some((text.face, text.size)) {
            self.put("/");
            self.put(&font.id.0);
            self.put(" ");
            self.numbers([text.size]);
            self.put("Tf\n");
            self.font = Some((text.face, text.size));
        }
        let spoken = text.glyphs.iter().any(|glyph| glyph.dy != 0);
        if spoken {
            self.spoken(text.text.reveal());
        }
        self.glyphs(text, font);
        if spoken {
            self.put("EMC\n");
        }
    }

    /// Says what the marked glyphs mean: marks set above or below their line would be read as words of their own.
    fn spoken(&mut self, text: &str) {
        self.put("/Span <</ActualText <FEFF");
        for unit in text.encode_utf16() {
            hexadecimal(&mut self.out, unit);
        }
        self.put(">>> BDC\n");
    }

    fn glyphs(&mut self, text: &SetText, font: &super::embed::Embedded) {
        let mut line = Line { open: false, codes: false, owed: 0 };
        let (mut raised, mut pen) = (0, 0);
        for glyph in &text.glyphs {
            if glyph.dy != raised {
                line.close(&mut self.out);
                raised = glyph.dy;
            }
            if !line.open {
                let x = text.x + points(pen, text.size);
                let y = self.height - text.y + points(raised, text.size);
                self.put("1 0 0 1 ");
                self.numbers([x, y]);
                self.put("Tm [");
                line = Line { open: true, codes: false, owed: 0 };
            }
            line.shift(glyph.dx);
            let code = font.code(glyph.id);
            line.code(&mut self.out, code);
            line.shift(glyph.advance - font.advance(code) - glyph.dx);
            pen += glyph.advance;
        }
        line.close(&mut self.out);
    }
}

/// Glyphs on one baseline, being written between brackets.
struct Line {
    open: bool,
    /// Inside the angles of codes.
    codes: bool,
    /// How far the next glyph is to be moved right, in thousandths of the size.
    owed: i32,
}

impl Line {
    fn shift(&mut self, units: i32) {
        self.owed += units;
    }

    fn code(&mut self, out: &mut Vec<u8>, code: u16) {
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

    /// What is owed after the last glyph moves nothing.
    fn close(&mut self, out: &mut Vec<u8>) {
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
fn put_number(out: &mut Vec<u8>, number: f32) {
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
fn colour(ink: Ink) -> [f32; 3] {
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
        let mut line = Line { open: true, codes: false, owed: 0 };
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
