//! The content of one page: items to the operators of a content stream, grouped by what they belong to.
//!
//! Written as bytes at once: a paper of forty pages has a hundred thousand operators, and a value for each of them would
//! be made only to be thrown away.

use std::io::Write;

use super::embed::{Embedded, Fonts};
use super::operators::{Line, colour, put_number, spoken};
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
        let raised = text.glyphs.iter().any(|glyph| glyph.dy != 0);
        if raised {
            spoken(&mut self.out, text.text.reveal());
        } else if text.leftwards {
            // Glyphs stand in the order they are drawn: the reverse of how they are read (ISO 32000-1, 14.8.2.3.3).
            self.put("/ReversedChars BMC\n");
        }
        self.glyphs(text, font, text.leftwards && !raised);
        if raised || text.leftwards {
            self.put("EMC\n");
        }
    }

    /// Writes glyphs; with `each`, one that says other letters in its face than here is told apart.
    fn glyphs(&mut self, text: &SetText, font: &Embedded, each: bool) {
        let mut line = Line::begun(false);
        let (mut raised, mut pen) = (0, 0);
        for (glyph, letters) in text.letters() {
            let apart = each && font.belies(glyph.id, letters);
            if glyph.dy != raised || apart {
                line.close(&mut self.out);
                raised = glyph.dy;
            }
            if apart {
                spoken(&mut self.out, letters);
            }
            if !line.open {
                let x = text.x + points(pen, text.size);
                let y = self.height - text.y + points(raised, text.size);
                self.put("1 0 0 1 ");
                self.numbers([x, y]);
                self.put("Tm [");
                line = Line::begun(true);
            }
            line.shift(glyph.dx);
            let code = font.code(glyph.id);
            line.code(&mut self.out, code);
            line.shift(glyph.advance - font.advance(code) - glyph.dx);
            pen += glyph.advance;
            if apart {
                line.close(&mut self.out);
                self.put("EMC\n");
            }
        }
        line.close(&mut self.out);
    }
}
