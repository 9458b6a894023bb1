//! Pages as values: what stands where, and what it means.
//!
//! Lengths are points (1/72 inch). The origin is the page's top left corner, x runs right and y runs **down**; text
//! stands on its baseline. Advances of glyphs are thousandths of the text's size. Two layouts of one document are
//! equal; a PDF made from them need not be.

use std::collections::BTreeSet;

use crate::domain::private::Private;
use crate::papers::blocks::{Language, Marker};
use crate::papers::fonts::Face;

/// A document laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct Paper {
    /// Width and height of every page.
    pub size: (f32, f32),
    /// The pages in order; at least one.
    pub pages: Vec<Page>,
    /// The meaning of what stands on them, parents before children, children in reading order; the first is the
    /// document itself.
    pub elements: Vec<Element>,
    /// Letters no face has, drawn as [`crate::papers::fonts::MISSING`].
    pub missing: BTreeSet<char>,
}

/// A page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// What stands on it, in reading order; where things overlap, later ones are on top.
    pub items: Vec<Item>,
}

/// Something drawn, and what it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What it belongs to.
    pub tag: Tag,
    /// What is drawn.
    pub shape: Shape,
}

/// What an item belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// Text of the document: part of this element.
    Content(ElementId),
    /// Not part of what the document says.
    Artifact(Artifact),
}

/// Why something is drawn that the document does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Artifact {
    /// Above the text of a page.
    Header,
    /// Below the text of a page.
    Footer,
    /// The head of a table, drawn again on a further page.
    Repeated,
    /// Lines and panels.
    Decoration,
}

/// A place in [`Paper::elements`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ElementId(pub usize);

impl ElementId {
    /// The document itself.
    pub const DOCUMENT: Self = Self(0);
}

/// A part of the document's structure. It holds either elements or text, never both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// What part it plays.
    pub role: Role,
    /// What it is part of; none for the document.
    pub parent: Option<ElementId>,
    /// Its language, where it differs.
    pub language: Option<Language>,
}

/// The heading an element is, or is in, and its depth; the title does not count.
pub fn heading(elements: &[Element], mut id: ElementId) -> Option<(ElementId, u8)> {
    loop {
        let element = elements.get(id.0)?;
        match element.role {
            Role::Heading(depth) if depth > 1 => return Some((id, depth)),
            _ => id = element.parent?,
        }
    }
}

/// The part an element plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The whole.
    Document,
    /// The title (1) or a heading (2 to 4, without gaps).
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A stretch of text in another language, or beside one.
    Span,
    /// A list; labelled facts are one without a marker.
    List(Option<Marker>),
    /// An entry of a list.
    ListItem,
    /// Bullet, number or label of an entry.
    Label,
    /// The text of an entry.
    ListBody,
    /// A table.
    Table,
    /// The rows of heads.
    TableHead,
    /// The other rows.
    TableBody,
    /// A row.
    Row,
    /// The head of a column.
    HeaderCell,
    /// A cell.
    Cell,
    /// A box.
    Note,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Text.
    Text(SetText),
    /// A line to the right.
    Rule {
        /// Left end.
        x: f32,
        /// Its middle.
        y: f32,
        /// How long.
        width: f32,
        /// How thick.
        thickness: f32,
        /// Its colour.
        ink: Ink,
    },
    /// A filled rectangle.
    Panel {
        /// Left edge.
        x: f32,
        /// Upper edge.
        y: f32,
        /// How wide.
        width: f32,
        /// How high.
        height: f32,
        /// Its colour.
        ink: Ink,
    },
}

/// Text in one face, at its place.
#[derive(Clone, Debug, PartialEq)]
pub struct SetText {
    /// Left end of the baseline.
    pub x: f32,
    /// The baseline.
    pub y: f32,
    /// Size.
    pub size: f32,
    /// The face.
    pub face: Face,
    /// Its colour.
    pub ink: Ink,
    /// What it says.
    pub text: Private,
    /// The glyphs that say it.
    pub glyphs: Vec<Glyph>,
}

impl SetText {
    /// How wide.
    pub fn width(&self) -> f32 {
        let units: i32 = self.glyphs.iter().map(|glyph| glyph.advance).sum();
        points(units, self.size)
    }

    /// The letters each glyph stands for, in order; the marks of a letter that has no glyph of its own follow it.
    pub fn letters(&self) -> impl Iterator<Item = (&Glyph, &str)> {
        let text = self.text.reveal();
        self.glyphs.iter().enumerate().map(move |(index, glyph)| {
            let end = self.glyphs.get(index + 1).map_or(text.len(), |next| next.at);
            (glyph, text.get(glyph.at..end).unwrap_or_default())
        })
    }
}

/// A glyph of a face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// Its number in the face.
    pub id: u16,
    /// How far the next one stands, in thousandths of the size.
    pub advance: i32,
    /// Shift to the right, in thousandths of the size.
    pub dx: i32,
    /// Shift **upwards**, in thousandths of the size.
    pub dy: i32,
    /// Where its letters begin in the text.
    pub at: usize,
}

/// A colour by its use. All text colours have a contrast of at least 7 to 1 on white and 4.5 to 1 on any panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Text.
    Text,
    /// Labels, running heads.
    Muted,
    /// Headings.
    Accent,
    /// Lines between rows.
    Hairline,
    /// Behind table heads.
    Panel,
    /// Behind notes.
    Notice,
    /// Behind the draft banner.
    Draft,
    /// The edge of a note.
    Edge,
}

/// Thousandths of a size in points.
#[expect(clippy::cast_precision_loss, reason = "a page is some hundred thousand units wide, exact in f32")]
pub fn points(units: i32, size: f32) -> f32 {
    units as f32 * size / 1000.0
}
