//! The neutral document: what a paper holds, and how one is built.
//!
//! ```
//! use convenor::papers::{Document, Footer, Level, Text};
//!
//! let mut paper = Document::new("Minutes").marking("OFFICIAL-SENSITIVE").header("Lancaster MARAC");
//! paper
//!     .heading(Level::One, "Case 1")
//!     .paragraph(Text::strong("Police: ").and("four calls since August."))
//!     .bullets(["Visit before Friday", "Change the locks"]);
//! ```

use super::Picture;
use super::blocks::{Block, KeyValue, Language, Level, List, Marker, Note, Table, Text};
use super::chart::Chart;

/// What the foot of every page says about the paper; a part left empty is not shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Footer {
    /// What the paper is, such as `Minutes`.
    pub paper: String,
    /// Its version, such as `1.0`.
    pub version: String,
    /// The agency it is for.
    pub recipient: String,
    /// Which copy it is.
    pub copy: Option<u32>,
}

impl Footer {
    /// The footer in one line.
    pub fn line(&self) -> String {
        let labelled = |label: &str, text: &str| match text {
            "" => String::new(),
            text => format!("{label}{text}"),
        };
        [
            self.paper.clone(),
            labelled("version ", &self.version),
            labelled("for ", &self.recipient),
            self.copy.map(|copy| format!("copy {copy}")).unwrap_or_default(),
        ]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
    }
}

/// A paper before it has pages.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Its title, also shown by a PDF reader in its window: no person's name.
    pub title: String,
    /// The protective marking, above and below every page.
    pub marking: String,
    /// A logo, at the head of the first page.
    pub logo: Option<Picture>,
    /// Whose paper it is, such as the partnership and its address: beside the logo, above the title.
    pub heading_lines: Vec<String>,
    /// Lines under the title, such as forum and date; joined, they head the pages that follow.
    pub header: Vec<String>,
    /// The foot of every page.
    pub footer: Footer,
    /// Not approved yet: every page says so.
    pub draft: bool,
    /// The language of all text that names none.
    pub language: Language,
    /// Whether the parts are listed under the title, with their pages.
    pub contents: bool,
    /// What it holds, in order.
    pub blocks: Vec<Block>,
    /// What the law asks a paper to say, small, after everything else.
    pub law_lines: Vec<String>,
}

impl Document {
    /// What a draft says on every page.
    pub const DRAFT: &'static str = "DRAFT – not approved";

    /// An empty document in British English.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            marking: String::new(),
            logo: None,
            heading_lines: Vec::new(),
            header: Vec::new(),
            footer: Footer::default(),
            draft: false,
            language: Language::ENGLISH,
            contents: false,
            blocks: Vec::new(),
            law_lines: Vec::new(),
        }
    }

    /// With the protective marking.
    #[must_use]
    pub fn marking(mut self, marking: impl Into<String>) -> Self {
        self.marking = marking.into();
        self
    }

    /// With one more line under the title.
    #[must_use]
    pub fn header(mut self, line: impl Into<String>) -> Self {
        self.header.push(line.into());
        self
    }

    /// With this foot.
    #[must_use]
    pub fn footer(self, footer: Footer) -> Self {
        Self { footer, ..self }
    }

    /// As a draft, or approved.
    #[must_use]
    pub fn draft(self, draft: bool) -> Self {
        Self { draft, ..self }
    }

    /// In this language.
    #[must_use]
    pub fn language(self, language: Language) -> Self {
        Self { language, ..self }
    }

    /// With a list of its parts.
    #[must_use]
    pub fn contents(self, contents: bool) -> Self {
        Self { contents, ..self }
    }

    /// Adds any block.
    pub fn push(&mut self, block: Block) -> &mut Self {
        self.blocks.push(block);
        self
    }

    /// Adds a heading.
    pub fn heading(&mut self, level: Level, text: impl Into<Text>) -> &mut Self {
        self.push(Block::Heading(level, text.into()))
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, text: impl Into<Text>) -> &mut Self {
        self.push(Block::Paragraph(text.into()))
    }

    /// Adds a list with bullets.
    pub fn bullets<T: Into<Text>>(&mut self, entries: impl IntoIterator<Item = T>) -> &mut Self {
        let entries = entries.into_iter().map(Into::into).collect();
        self.push(Block::List(List { marker: Marker::Bullet, entries }))
    }

    /// Adds a numbered list.
    pub fn numbered<T: Into<Text>>(&mut self, entries: impl IntoIterator<Item = T>) -> &mut Self {
        let entries = entries.into_iter().map(Into::into).collect();
        self.push(Block::List(List { marker: Marker::Number, entries }))
    }

    /// Adds a table.
    pub fn table(&mut self, table: Table) -> &mut Self {
        self.push(Block::Table(table))
    }

    /// Adds labelled facts.
    pub fn key_values<L: Into<Text>, V: Into<Text>>(
        &mut self,
        pairs: impl IntoIterator<Item = (L, V)>,
    ) -> &mut Self {
        let pairs = pairs
            .into_iter()
            .map(|(label, value)| KeyValue { label: label.into(), value: value.into() })
            .collect();
        self.push(Block::KeyValues(pairs))
    }

    /// Starts a new page.
    pub fn page_break(&mut self) -> &mut Self {
        self.push(Block::PageBreak)
    }

    /// Draws a line across the page.
    pub fn rule(&mut self) -> &mut Self {
        self.push(Block::Rule)
    }

    /// Leaves room, in lines of text.
    pub fn space(&mut self, lines: f32) -> &mut Self {
        self.push(Block::Space(lines))
    }

    /// Adds a chart.
    pub fn chart(&mut self, chart: Chart) -> &mut Self {
        self.push(Block::Chart(chart))
    }

    /// Names what follows, for links.
    pub fn anchor(&mut self, name: impl Into<String>) -> &mut Self {
        self.push(Block::Anchor(name.into()))
    }

    /// Adds a box of one paragraph.
    pub fn note(&mut self, text: impl Into<Text>) -> &mut Self {
        self.push(Block::Note(Note { paragraphs: vec![text.into()] }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers::Column;

    #[test]
    fn footer_shows_what_there_is() {
        let footer = Footer {
            paper: "Minutes".into(),
            version: "1.0".into(),
            recipient: "Housing".into(),
            copy: Some(3),
        };
        assert_eq!(footer.line(), "Minutes · version 1.0 · for Housing · copy 3");
        assert_eq!(Footer { paper: "Agenda".into(), ..Footer::default() }.line(), "Agenda");
    }

    #[test]
    fn rows_always_fit_their_table_and_lose_no_word() {
        let table =
            Table::new([Column::new("A", 1.0), Column::new("B", 1.0)]).row(["1"]).row(["1", "2", "3"]);
        assert_eq!(table.rows()[0], vec![Text::from("1"), Text::default()]);
        assert_eq!(table.rows()[1], vec![Text::from("1"), Text::from("2").and("\n").and("3")]);
    }

    #[test]
    fn debug_shows_no_word_of_a_block() {
        let mut paper = Document::new("Minutes");
        paper.heading(Level::One, "Mary Kershaw").paragraph("four calls");
        let shown = format!("{paper:?}");
        assert!(!shown.contains("Mary") && !shown.contains("calls"), "{shown}");
    }
}
