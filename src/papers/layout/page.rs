//! Pages as values: what stands where, and what it means.
//!
//! Lengths are points (1/72 inch). The origin is the page's top left corner, x runs right and y runs **down**; text
//! stands on its baseline. Advances of glyphs are thousandths of the text's size. Two layouts of one document are
//! equal; a PDF made from them need not be.

use std::collections::{BTreeMap, BTreeSet};

use super::drawn::Shape;
use crate::domain::private::Private;
use crate::papers::blocks::{Language, Link, Marker};

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
    /// What can be led to: the first element at or after each anchor.
    pub places: BTreeMap<String, ElementId>,
    /// Letters no face has, drawn as [`crate::papers::fonts::MISSING`].
    pub missing: BTreeSet<char>,
}

impl Paper {
    /// Where an element, or what follows it, begins: the page, and the first text or picture of it there.
    pub fn find(&self, element: ElementId) -> Option<(usize, &Item)> {
        find(&self.pages, element)
    }
}

/// As [`Paper::find`], of pages alone.
pub(super) fn find(pages: &[Page], element: ElementId) -> Option<(usize, &Item)> {
    let here = |item: &&Item| matches!(item.tag, Tag::Content(other) if other >= element);
    pages.iter().enumerate().find_map(|(number, page)| Some((number, page.items.iter().find(here)?)))
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
    /// What is said in place of what is drawn.
    pub alternative: Option<Private>,
    /// Where it leads.
    pub link: Option<Link>,
}

impl Element {
    /// An element in the language of what it is part of.
    pub fn new(role: Role, parent: Option<ElementId>) -> Self {
        Self { role, parent, language: None, alternative: None, link: None }
    }
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
    /// A part of the first level, with its heading.
    Section,
    /// The title (1) or a heading (2 to 4, without gaps).
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A stretch of text in another language, or beside one.
    Span,
    /// A stretch of text that leads somewhere.
    Link,
    /// A drawing or picture.
    Figure,
    /// The list of parts.
    Contents,
    /// An entry of it.
    ContentsEntry,
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

/// The name under which a part can be led to.
pub fn part_name(index: usize) -> String {
    format!("#{index}")
}
