//! The same document as JSON, for other programs: what it is, and its blocks in order, each with its kind.

use serde::Serialize;

use super::PaperError;
use super::blocks::{Block, Marker, Text};
use super::document::Document;
use super::flat::words;
use super::fonts::clean;

#[derive(Serialize)]
struct Paper {
    title: String,
    marking: String,
    draft: bool,
    language: String,
    heading: Vec<String>,
    header: Vec<String>,
    footer: Foot,
    law: Vec<String>,
    blocks: Vec<Part>,
}

#[derive(Serialize)]
struct Foot {
    paper: String,
    version: String,
    recipient: String,
    copy: Option<u32>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Part {
    Heading { level: u8, text: String },
    Paragraph { text: String },
    List { numbered: bool, entries: Vec<String> },
    Table { columns: Vec<String>, rows: Vec<Vec<String>> },
    KeyValues { pairs: Vec<Pair> },
    Note { paragraphs: Vec<String> },
    PageBreak,
    Rule,
}

#[derive(Serialize)]
struct Pair {
    label: String,
    value: String,
}

/// Writes a document as JSON in UTF-8.
///
/// # Errors
/// Only when memory runs out under the writer.
pub fn write(document: &Document) -> Result<Vec<u8>, PaperError> {
    let document = &*document.charts_told(false);
    let cleaned = |text: &str| clean(text).into_owned();
    let footer = &document.footer;
    let paper = Paper {
        title: cleaned(&document.title),
        marking: cleaned(&document.marking),
        draft: document.draft,
        language: document.language.tag().to_owned(),
        heading: document.heading_lines.iter().map(|line| cleaned(line)).collect(),
        header: document.header.iter().map(|line| cleaned(line)).collect(),
        law: document.law_lines.iter().map(|line| cleaned(line)).collect(),
        footer: Foot {
            paper: cleaned(&footer.paper),
            version: cleaned(&footer.version),
            recipient: cleaned(&footer.recipient),
            copy: footer.copy,
        },
        blocks: document.blocks.iter().filter_map(part).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&paper)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn part(block: &Block) -> Option<Part> {
    let all = |texts: &[Text]| texts.iter().map(words).collect::<Vec<_>>();
    Some(match block {
        Block::Heading(level, text) => Part::Heading { level: level.number(), text: words(text) },
        Block::Paragraph(text) => Part::Paragraph { text: words(text) },
        Block::List(list) => {
            Part::List { numbered: list.marker == Marker::Number, entries: all(&list.entries) }
        }
        Block::Table(table) => Part::Table {
            columns: table.columns().iter().map(|column| words(&column.head)).collect(),
            rows: table.rows().iter().map(|row| all(row)).collect(),
        },
        Block::KeyValues(pairs) => {
            let pair = |pair: &super::KeyValue| Pair { label: words(&pair.label), value: words(&pair.value) };
            Part::KeyValues { pairs: pairs.iter().map(pair).collect() }
        }
        Block::Note(note) => Part::Note { paragraphs: all(&note.paragraphs) },
        Block::PageBreak => Part::PageBreak,
        Block::Rule => Part::Rule,
        // Charts were told before.
        Block::Space(_) | Block::Anchor(_) | Block::Chart(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers::{Column, Level, Table};

    #[test]
    fn every_block_has_its_kind() {
        let mut paper = Document::new("Minutes").marking("OFFICIAL").draft(true);
        paper.heading(Level::Two, "Case 7").numbered(["one"]).page_break();
        paper
            .table(Table::new([Column::new("Agency", 1.0)]).row(["Police"]))
            .key_values([("Venue", "online")]);
        let value: serde_json::Value = serde_json::from_slice(&write(&paper).unwrap()).unwrap();
        assert_eq!(value["draft"], true);
        let kinds: Vec<&str> =
            value["blocks"].as_array().unwrap().iter().filter_map(|block| block["kind"].as_str()).collect();
        assert_eq!(kinds, ["heading", "list", "page_break", "table", "key_values"]);
        assert_eq!(value["blocks"][0]["level"], 2);
        assert_eq!(value["blocks"][3]["rows"][0][0], "Police");
        assert_eq!(value["blocks"][4]["pairs"][0]["value"], "online");
    }
}
