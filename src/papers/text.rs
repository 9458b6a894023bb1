//! The same document as plain text, for screen readers and for tests.
//!
//! Paragraphs are one line each: whoever shows the text wraps it. A table row is one line too, each cell after its
//! head, because columns cannot be heard.

use super::blocks::{Block, Marker, Table};
use super::document::Document;
use super::flat;
pub use super::flat::words as plain;
use super::fonts::clean;

/// Writes a document as text in UTF-8, lines ended by a line feed.
pub fn write(document: &Document) -> String {
    let mut lines: Vec<String> = Vec::new();
    lines.push(document.marking.clone());
    if document.draft {
        lines.push(Document::DRAFT.to_owned());
    }
    lines.push(String::new());
    lines.extend(document.heading_lines.iter().cloned());
    lines.extend([String::new(), document.title.clone()]);
    lines.extend(document.header.iter().cloned());
    for block in &document.blocks {
        lines.push(String::new());
        lines.extend(block_lines(block));
    }
    lines.push(String::new());
    lines.extend(document.law_lines.iter().cloned());
    lines.extend([String::new(), document.footer.line(), document.marking.clone()]);
    tidy(&lines)
}

pub(super) fn block_lines(block: &Block) -> Vec<String> {
    match block {
        Block::Heading(level, text) => {
            vec![format!("{} {}", "#".repeat(level.number().into()), flat::line(text))]
        }
        Block::Paragraph(text) => vec![flat::words(text)],
        Block::List(list) => list
            .entries
            .iter()
            .enumerate()
            .map(|(index, entry)| match list.marker {
                Marker::Bullet => format!("- {}", flat::line(entry)),
                Marker::Number => format!("{}. {}", index + 1, flat::line(entry)),
            })
            .collect(),
        Block::Table(table) => table_lines(table),
        Block::KeyValues(pairs) => {
            pairs.iter().map(|pair| labelled(&flat::line(&pair.label), &flat::line(&pair.value))).collect()
        }
        Block::Note(note) => {
            note.paragraphs.iter().map(|paragraph| format!("| {}", flat::line(paragraph))).collect()
        }
        Block::Chart(chart) => [vec![flat::line(&chart.title)], table_lines(&chart.table())].concat(),
        Block::Rule => vec!["----".to_owned()],
        Block::PageBreak | Block::Space(_) | Block::Anchor(_) => Vec::new(),
    }
}

fn table_lines(table: &Table) -> Vec<String> {
    table
        .rows()
        .iter()
        .map(|row| {
            row.iter()
                .zip(table.columns())
                .filter(|(cell, _)| !cell.is_empty())
                .map(|(cell, column)| labelled(&flat::line(&column.head), &flat::line(cell)))
                .collect::<Vec<_>>()
                .join("; ")
        })
        .collect()
}

fn labelled(label: &str, value: &str) -> String {
    match label {
        "" => value.to_owned(),
        label => format!("{}: {value}", label.trim_end_matches(':')),
    }
}

/// No blank line at either end, never two together.
fn tidy(lines: &[String]) -> String {
    let mut text = String::new();
    let mut owed = false;
    for line in lines.iter().map(|line| clean(line)) {
        let line = line.trim_end();
        if line.is_empty() {
            owed = !text.is_empty();
            continue;
        }
        if std::mem::take(&mut owed) {
            text.push('\n');
        }
        text.push_str(line);
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers::{Column, Level, Text};

    #[test]
    fn every_kind_of_block_is_told() {
        let mut paper =
            Document::new("Minutes").marking("OFFICIAL-SENSITIVE").header("Lancaster").draft(true);
        let table =
            Table::new([Column::new("Agency", 1.0), Column::new("Action", 2.0)]).row(["Police", "marker"]);
        paper
            .heading(Level::Two, "Case 7")
            .paragraph(Text::strong("Police: ").and("four\u{202E} calls"))
            .page_break()
            .numbered(["one", "two"])
            .table(table.row(["", "locks\ndone"]))
            .key_values([("Venue:", "online")])
            .note("read twice")
            .rule();
        insta::assert_snapshot!(write(&paper), @"
        OFFICIAL-SENSITIVE
        DRAFT – not approved

        Minutes
        Lancaster

        ## Case 7

        Police: four calls

        1. one
        2. two

        Agency: Police; Action: marker
        Action: locks / done

        Venue: online

        | read twice

        ----

        OFFICIAL-SENSITIVE
        ");
    }
}
