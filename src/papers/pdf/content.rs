//! The content of one page: items to operations, grouped by what they belong to.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color, DictItem, Op, PaintMode, PdfFontHandle, Pt, Rect, Rgb, TextItem, TextMatrix,
};

use super::embed::{Code, Embedded, Fonts};
use crate::papers::fonts::Face;
use crate::papers::layout::page::points;
use crate::papers::layout::{Artifact, ElementId, Ink, Page, SetText, Shape, Tag};

/// A page's operations, and the element of each marked sequence in them, in order.
pub struct Marked {
    /// The operations.
    pub ops: Vec<Op>,
    /// The element of sequence 0, 1, 2 ...
    pub sequences: Vec<ElementId>,
}

/// Translates a page; `height` turns y upside down, as PDF has it.
pub fn translate(page: &Page, height: f32, fonts: &Fonts) -> Marked {
    let mut writer = Writer { height, fonts, ops: Vec::new(), font: None, ink: None };
    let mut sequences = Vec::new();
    for group in page.items.chunk_by(|one, other| one.tag == other.tag) {
        let Some(first) = group.first() else { continue };
        writer.ops.push(begin(first.tag, &mut sequences));
        for stretch in group.chunk_by(|one, other| is_text(&one.shape) == is_text(&other.shape)) {
            let text = stretch.first().is_some_and(|item| is_text(&item.shape));
            if text {
                writer.ops.push(Op::StartTextSection);
            }
            stretch.iter().for_each(|item| writer.shape(&item.shape));
            if text {
                writer.ops.push(Op::EndTextSection);
            }
        }
        writer.ops.push(Op::EndMarkedContent);
    }
    Marked { ops: writer.ops, sequences }
}

fn is_text(shape: &Shape) -> bool {
    matches!(shape, Shape::Text(_))
}

fn begin(tag: Tag, sequences: &mut Vec<ElementId>) -> Op {
    let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
    let (tag, properties) = match tag {
        Tag::Content(element) => {
            let number = i64::try_from(sequences.len()).unwrap_or(i64::MAX);
            sequences.push(element);
            ("Span", vec![("MCID", DictItem::Int(number))])
        }
        Tag::Artifact(Artifact::Header) => {
            ("Artifact", vec![("Type", name("Pagination")), ("Subtype", name("Header"))])
        }
        Tag::Artifact(Artifact::Footer) => {
            ("Artifact", vec![("Type", name("Pagination")), ("Subtype", name("Footer"))])
        }
        Tag::Artifact(Artifact::Repeated) => ("Artifact", vec![("Type", name("Pagination"))]),
        Tag::Artifact(Artifact::Decoration) => ("Artifact", vec![("Type", name("Layout"))]),
    };
    let map: BTreeMap<String, DictItem> =
        properties.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties: DictItem::Dict { map } }
}

/// Says what the marked glyphs mean: marks set above or below their line would be read as words of their own.
fn spoken(text: &str) -> Op {
    let data = [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    let map = BTreeMap::from([("ActualText".to_owned(), DictItem::String { data, literal: false })]);
    Op::BeginMarkedContentWithProperties { tag: "Span".to_owned(), properties: DictItem::Dict { map } }
}

struct Writer<'f> {
    height: f32,
    fonts: &'f Fonts,
    ops: Vec<Op>,
    font: Option<(Face, f32)>,
    ink: Option<Ink>,
}

impl Writer<'_> {
    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Text(text) => self.text(text),
            &Shape::Rule { x, y, width, thickness, ink } => {
                self.rectangle((x, y - thickness / 2.0), (width, thickness), ink);
            }
            &Shape::Panel { x, y, width, height, ink } => self.rectangle((x, y), (width, height), ink),
        }
    }

    fn rectangle(&mut self, (x, y): (f32, f32), (width, height): (f32, f32), ink: Ink) {
        self.ink(ink);
        let rectangle = Rect {
            x: Pt(x),
            y: Pt(self.height - y - height),
            width: Pt(width),
            height: Pt(height),
            mode: Some(PaintMode::Fill),
            winding_order: None,
        };
        self.ops.push(Op::DrawRectangle { rectangle });
    }

    fn ink(&mut self, ink: Ink) {
        if self.ink != Some(ink) {
            self.ops.push(Op::SetFillColor { col: colour(ink) });
            self.ink = Some(ink);
        }
    }

    fn text(&mut self, text: &SetText) {
        let Some(font) = self.fonts.face(text.face) else { return };
        self.ink(text.ink);
        if self.font != Some((text.face, text.size)) {
            let handle = PdfFontHandle::External(font.id.clone());
            self.ops.push(Op::SetFont { font: handle, size: Pt(text.size) });
            self.font = Some((text.face, text.size));
        }
        let raised = text.glyphs.iter().any(|glyph| glyph.dy != 0);
        if raised {
            self.ops.push(spoken(text.text.reveal()));
        }
        self.glyphs(text, font);
        if raised {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    fn glyphs(&mut self, text: &SetText, font: &Embedded) {
        let mut line = Line { x: text.x, y: self.height - text.y, items: Vec::new(), letters: String::new() };
        let mut raised = 0;
        let mut pen = 0;
        for (glyph, letters) in text.letters() {
            if glyph.dy != raised {
                line.show(&mut self.ops);
                line.x = text.x + points(pen, text.size);
                line.y = self.height - text.y + points(glyph.dy, text.size);
                raised = glyph.dy;
            }
            line.shift(glyph.dx);
            match font.code(glyph.id, letters) {
                Code::Letter(letter) => line.letters.push(letter),
                Code::Glyph(code, says) => {
                    line.push(TextItem::GlyphIds(vec![Codepoint::with_cid(code, 0.0, says)]));
                }
            }
            let natural = font.advance(glyph.id);
            line.shift(glyph.advance - natural - glyph.dx);
            pen += glyph.advance;
        }
        line.show(&mut self.ops);
    }
}

/// Text on one baseline, being put together.
struct Line {
    x: f32,
    y: f32,
    items: Vec<TextItem>,
    letters: String,
}

impl Line {
    fn push(&mut self, item: TextItem) {
        if !self.letters.is_empty() {
            self.items.push(TextItem::Text(std::mem::take(&mut self.letters)));
        }
        self.items.push(item);
    }

    /// Moves the next glyph to the right, in thousandths of the size; PDF counts to the left.
    #[expect(clippy::cast_precision_loss, reason = "a shift is at most some thousand units")]
    fn shift(&mut self, units: i32) {
        if units != 0 {
            self.push(TextItem::Offset(-units as f32));
        }
    }

    fn show(&mut self, ops: &mut Vec<Op>) {
        if !self.letters.is_empty() {
            self.items.push(TextItem::Text(std::mem::take(&mut self.letters)));
        }
        if !self.items.is_empty() {
            ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(Pt(self.x), Pt(self.y)) });
            ops.push(Op::ShowText { items: std::mem::take(&mut self.items) });
        }
    }
}

fn colour(ink: Ink) -> Color {
    let (r, g, b) = match ink {
        Ink::Text => (0.10, 0.10, 0.12),
        Ink::Muted => (0.30, 0.32, 0.36),
        Ink::Accent | Ink::Edge => (0.11, 0.24, 0.38),
        Ink::Hairline => (0.76, 0.78, 0.80),
        Ink::Panel => (0.91, 0.93, 0.95),
        Ink::Notice => (0.95, 0.94, 0.90),
        Ink::Draft => (0.99, 0.90, 0.68),
    };
    Color::Rgb(Rgb { r, g, b, icc_profile: None })
}
