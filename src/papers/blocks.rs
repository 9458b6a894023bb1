//! What a document is made of: the blocks that hold its text. They know nothing of sizes, fonts or pages.

use super::chart::Chart;
pub use super::tables::{Align, Column, Row, Table};
pub use super::wording::{Language, Link, Run, Text};

/// How deep a heading lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A part of the paper, such as a case.
    One,
    /// A section of a part.
    Two,
    /// Below a section.
    Three,
}

impl Level {
    /// One to three.
    pub fn number(self) -> u8 {
        match self {
            Self::One => 1,
            Self::Two => 2,
            Self::Three => 3,
        }
    }
}

/// What stands before each entry of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// A bullet.
    Bullet,
    /// 1, 2, 3.
    Number,
}

/// A list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// Bullets or numbers.
    pub marker: Marker,
    /// The entries.
    pub entries: Vec<Text>,
}

/// A labelled fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyValue {
    /// What it is.
    pub label: Text,
    /// What is so.
    pub value: Text,
}

/// A box that stands out from the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its paragraphs.
    pub paragraphs: Vec<Text>,
}

/// One block of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading; it never ends a page.
    Heading(Level, Text),
    /// A paragraph.
    Paragraph(Text),
    /// A list.
    List(List),
    /// A table.
    Table(Table),
    /// Labelled facts, the values in line.
    KeyValues(Vec<KeyValue>),
    /// What follows starts on a new page; straight after a heading it is taken before the heading.
    PageBreak,
    /// A line across the page.
    Rule,
    /// Room, in lines of text.
    Space(f32),
    /// A box.
    Note(Note),
    /// A chart.
    Chart(Chart),
    /// Names what follows, so that a [`Link::Place`] can lead there. No name of a person; not starting with `#`.
    Anchor(String),
}
