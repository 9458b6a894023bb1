//! What a document is made of: text with emphasis and language, and the blocks that hold it.
//!
//! All text is [`Private`]: a paper is about people, so no `Debug` shows a word of it. Blocks know nothing of sizes,
//! fonts or pages.

use std::borrow::Cow;

use super::chart::Chart;
use super::fill::Part;
use crate::domain::private::Private;

/// A language by its BCP 47 tag, so that a screen reader pronounces rightly.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Language(Cow<'static, str>);

impl Language {
    /// British English, the language of papers unless told otherwise.
    pub const ENGLISH: Self = Self(Cow::Borrowed("en-GB"));
    /// Welsh.
    pub const WELSH: Self = Self(Cow::Borrowed("cy"));

    /// A language by BCP 47 tag, such as `pl`.
    pub fn new(tag: impl Into<Cow<'static, str>>) -> Self {
        Self(tag.into())
    }

    /// The BCP 47 tag.
    pub fn tag(&self) -> &str {
        &self.0
    }
}

/// Where a stretch of text leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// To the [`Block::Anchor`] of this name in the same paper; where there is none the text leads nowhere.
    Place(String),
    /// To an address: `https://…` or `mailto:…`.
    Address(String),
}

/// A stretch of text in one weight and one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub text: Private,
    /// Set in bold.
    pub strong: bool,
    /// Where it differs from the document's.
    pub language: Option<Language>,
    /// Where it leads.
    pub link: Option<Link>,
}

impl Run {
    /// Plain text in the document's language.
    pub fn plain(text: impl Into<Private>) -> Self {
        Self { text: text.into(), strong: false, language: None, link: None }
    }
}

/// Text: runs one after the other. A line feed in a run is a line break.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(Vec<Run>);

impl Text {
    /// Text in bold.
    pub fn strong(text: impl Into<Private>) -> Self {
        Self::default().and_strong(text)
    }

    /// Adds plain text; blanks are the caller's.
    #[must_use]
    pub fn and(self, text: impl Into<Private>) -> Self {
        self.with(Run::plain(text))
    }

    /// Adds bold text.
    #[must_use]
    pub fn and_strong(self, text: impl Into<Private>) -> Self {
        self.with(Run { strong: true, ..Run::plain(text) })
    }

    /// Adds text in another language.
    #[must_use]
    pub fn and_in(self, language: Language, text: impl Into<Private>) -> Self {
        self.with(Run { language: Some(language), ..Run::plain(text) })
    }

    /// Adds text that leads somewhere.
    #[must_use]
    pub fn and_link(self, link: Link, text: impl Into<Private>) -> Self {
        self.with(Run { link: Some(link), ..Run::plain(text) })
    }

    /// Adds a run; an empty one is dropped.
    #[must_use]
    pub fn with(mut self, run: Run) -> Self {
        if !run.text.is_empty() {
            self.0.push(run);
        }
        self
    }

    /// The runs, none of them empty.
    pub fn runs(&self) -> &[Run] {
        &self.0
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts other words in place of those that `rewrite` changes.
    pub(crate) fn rewrite(&mut self, rewrite: &mut impl FnMut(&str) -> Option<String>) {
        for run in &mut self.0 {
            if let Some(text) = rewrite(run.text.reveal()) {
                run.text = text.into();
            }
        }
    }

    /// The words alone, as they were written.
    pub(crate) fn words(&self) -> String {
        self.0.iter().map(|run| run.text.reveal()).collect()
    }

    /// The same words, leading nowhere and in no language of their own.
    pub(crate) fn bare(&self) -> Self {
        Self(self.0.iter().cloned().map(|run| Run { language: None, link: None, ..run }).collect())
    }

    /// The same words, all in bold.
    pub(crate) fn emphasised(&self) -> Self {
        Self(self.0.iter().cloned().map(|run| Run { strong: true, ..run }).collect())
    }

    /// Appends another text on a new line.
    pub(crate) fn append(&mut self, other: Self) {
        if !self.is_empty() && !other.is_empty() {
            self.0.push(Run::plain("\n"));
        }
        self.0.extend(other.0);
    }
}

impl<T: Into<Private>> From<T> for Text {
    fn from(text: T) -> Self {
        Self::default().and(text)
    }
}

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

/// Where text stands in its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Flush left.
    Left,
    /// In the middle.
    Centre,
    /// Flush right, for figures.
    Right,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its head; a table whose heads are all empty shows none.
    pub head: Text,
    /// Its share of the width, against the other columns'; more than 0.
    pub weight: f32,
    /// Where its text stands.
    pub align: Align,
    /// Whether it is read, filled in, or stands only in a sheet.
    pub part: Part,
}

impl Column {
    /// A column of flush-left text.
    pub fn new(head: impl Into<Text>, weight: f32) -> Self {
        Self { head: head.into(), weight, align: Align::Left, part: Part::Read }
    }

    /// The same column, aligned otherwise.
    #[must_use]
    pub fn aligned(self, align: Align) -> Self {
        Self { align, ..self }
    }
}

/// The cells of one row.
pub type Row = Vec<Text>;

/// A table; its head is repeated on every page it runs over.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Row>,
}

impl Table {
    /// A table without rows yet.
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Self { columns: columns.into_iter().collect(), rows: Vec::new() }
    }

    /// Adds a row. Cells left out are empty; cells too many join the last one, so that no word is lost.
    #[must_use]
    pub fn row<T: Into<Text>>(mut self, cells: impl IntoIterator<Item = T>) -> Self {
        self.push(cells);
        self
    }

    /// Adds a row, as [`Table::row`] does.
    pub fn push<T: Into<Text>>(&mut self, cells: impl IntoIterator<Item = T>) {
        if self.columns.is_empty() {
            self.columns.push(Column::new("", 1.0));
        }
        let mut row = Row::new();
        for (index, cell) in cells.into_iter().enumerate() {
            match row.last_mut() {
                Some(last) if index >= self.columns.len() => last.append(cell.into()),
                _ => row.push(cell.into()),
            }
        }
        row.resize_with(self.columns.len(), Text::default);
        self.rows.push(row);
    }

    /// Every text of it: heads, then cells.
    pub(crate) fn texts_mut(&mut self) -> impl Iterator<Item = &mut Text> {
        self.columns.iter_mut().map(|column| &mut column.head).chain(self.rows.iter_mut().flatten())
    }

    /// The columns.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The rows, each with as many cells as there are columns.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }
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
