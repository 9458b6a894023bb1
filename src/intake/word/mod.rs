//! Word documents (DOCX): paragraphs and tables in their order, as blocks.
//!
//! `read` walks the document's XML once; what was deleted under tracked changes, hidden, or only a prompt is left out,
//! and boxes come as [`super::ticks`] writes them. [`form`] makes labelled pairs of the blocks, and `lists` gives the
//! tables that may be lists. Bounded: parts by [`super::packed`], nesting and blocks here.

mod read;

use super::Line;
use super::labelled::{Cell, Labelled};

pub use read::{BadWord, read};

/// A paragraph or table of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Text {
        /// Its text; lines kept.
        text: String,
        /// Whether it is set as a heading.
        heading: bool,
    },
    /// A table.
    Table(Table),
}

/// A table: rows of cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table(pub Vec<Vec<TableCell>>);

/// A cell and the tables inside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableCell {
    /// Its text, without that of tables inside it.
    pub cell: Cell,
    /// Tables inside it.
    pub inside: Vec<Table>,
}

/// The text of a document, cells of a row beside each other: to be looked at.
pub fn text(blocks: &[Block]) -> String {
    let mut lines = Vec::new();
    for block in blocks {
        match block {
            Block::Text { text, .. } => lines.push(text.clone()),
            Block::Table(table) => table_text(table, &mut lines),
        }
    }
    lines.join("\n")
}

fn table_text(table: &Table, lines: &mut Vec<String>) {
    for row in &table.0 {
        let cells: Vec<String> = row.iter().map(|cell| cell.cell.text.trim().replace('\n', " / ")).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            lines.push(cells.join("  |  "));
        }
        row.iter().flat_map(|cell| &cell.inside).for_each(|table| table_text(table, lines));
    }
}

/// Every table as lines, those inside others after them. Rows are numbered within their table.
pub fn tables(blocks: &[Block]) -> Vec<Vec<Line>> {
    fn add(table: &Table, found: &mut Vec<Vec<Line>>) {
        let cells = |row: &Vec<TableCell>| row.iter().map(|cell| cell.cell.text.trim().to_owned()).collect();
        found.push(
            table
                .0
                .iter()
                .zip(1_u32..)
                .map(|(row, number)| Line { row: number, cells: cells(row) })
                .collect(),
        );
        table.0.iter().flatten().flat_map(|cell| &cell.inside).for_each(|table| add(table, found));
    }
    let mut found = Vec::new();
    for block in blocks {
        if let Block::Table(table) = block {
            add(table, &mut found);
        }
    }
    found
}

/// The labels and values of a form.
pub fn form(blocks: &[Block], into: &mut Labelled<'_>) {
    let mut text: Vec<&str> = Vec::new();
    for block in blocks {
        match block {
            Block::Text { text: line, heading: false } => text.push(line),
            Block::Text { text: line, heading: true } => {
                into.text(&std::mem::take(&mut text).join("\n"));
                if !line.trim().is_empty() {
                    into.heading(line);
                }
            }
            Block::Table(table) => {
                into.text(&std::mem::take(&mut text).join("\n"));
                form_table(table, into);
            }
        }
    }
    into.text(&text.join("\n"));
}

fn form_table(table: &Table, into: &mut Labelled<'_>) {
    let rows: Vec<Vec<Cell>> =
        table.0.iter().map(|row| row.iter().map(|cell| cell.cell.clone()).collect()).collect();
    let mut at = 0;
    while let (Some(cells), Some(row)) = (rows.get(at), table.0.get(at)) {
        at += 1;
        let below = into.under_heads(cells, rows.get(at..).unwrap_or_default());
        if below > 0 {
            at += below;
            continue;
        }
        into.row(cells);
        row.iter().flat_map(|cell| &cell.inside).for_each(|table| form_table(table, into));
    }
}
