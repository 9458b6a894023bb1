//! A paper to read and a paper to edit: columns that whoever gets it fills in, or that stand only in a sheet, left out.
//!
//! A paper that comes back is one document like any other. Its table holds more columns than are printed: those of a
//! sheet, which a spreadsheet needs because it has no text around its tables, and those to be filled in.

use std::borrow::Cow;

use super::blocks::{Block, Column, Level, Table};
use super::document::Document;
use super::fill::Part;
use super::text::block_lines;

impl Column {
    /// The same column, for another part.
    #[must_use]
    pub fn part(self, part: Part) -> Self {
        Self { part, ..self }
    }
}

impl Table {
    /// Whether anything is to be filled in.
    pub fn is_form(&self) -> bool {
        self.columns().iter().any(|column| matches!(column.part, Part::Fill(_)))
    }

    /// The table with the columns of some parts only.
    fn with(&self, keeps: fn(Part) -> bool) -> Self {
        let kept: Vec<bool> = self.columns().iter().map(|column| keeps(column.part)).collect();
        let chosen = self.columns().iter().zip(&kept).filter(|(_, kept)| **kept);
        let mut table = Self::new(chosen.map(|(column, _)| column.clone()));
        for row in self.rows() {
            table.push(row.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(cell, _)| cell.clone()));
        }
        table
    }
}

impl Document {
    /// The paper to be read: without what is filled in or stands only in a sheet.
    pub fn to_read(&self) -> Cow<'_, Self> {
        self.with_parts(|part| part == Part::Read)
    }

    /// The paper to be edited: with what is filled in.
    pub fn to_edit(&self) -> Cow<'_, Self> {
        self.with_parts(|part| part != Part::Sheet)
    }

    /// The paper with each chart told: its title, what it says, its figures as a table. Under a heading of their own the
    /// figures of one chart are not taken for those of another.
    pub fn charts_told(&self, headed: bool) -> Cow<'_, Self> {
        if !self.blocks.iter().any(|block| matches!(block, Block::Chart(_))) {
            return Cow::Borrowed(self);
        }
        let blocks = self.blocks.iter().flat_map(|block| match block {
            Block::Chart(chart) => {
                let title = if headed {
                    Block::Heading(Level::Three, chart.title.clone())
                } else {
                    Block::Paragraph(chart.title.emphasised())
                };
                let says = Some(Block::Paragraph(chart.says.clone())).filter(|_| !chart.says.is_empty());
                [Some(title), says, Some(Block::Table(chart.table()))].into_iter().flatten().collect()
            }
            block => vec![block.clone()],
        });
        Cow::Owned(Self { blocks: blocks.collect(), ..self.clone() })
    }

    /// The paper with its text as a table of one column, where it has no table: a list or workbook is made of tables.
    pub fn tabled(&self) -> Cow<'_, Self> {
        if self.blocks.iter().any(|block| matches!(block, Block::Table(_))) {
            return Cow::Borrowed(self);
        }
        let mut table = Table::new([Column::new("Text", 1.0)]);
        for line in self.blocks.iter().flat_map(block_lines) {
            table.push([line]);
        }
        Cow::Owned(Self { blocks: vec![Block::Table(table)], ..self.clone() })
    }

    fn with_parts(&self, keeps: fn(Part) -> bool) -> Cow<'_, Self> {
        let all = |table: &Table| table.columns().iter().all(|column| keeps(column.part));
        if self.blocks.iter().all(|block| !matches!(block, Block::Table(table) if !all(table))) {
            return Cow::Borrowed(self);
        }
        let blocks = self.blocks.iter().map(|block| match block {
            Block::Table(table) => Block::Table(table.with(keeps)),
            block => block.clone(),
        });
        Cow::Owned(Self { blocks: blocks.collect(), ..self.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers::{Fill, text};

    #[test]
    fn what_is_filled_in_is_not_printed_to_read() {
        let mut paper = Document::new("Actions");
        let table = Table::new([
            Column::new("What", 1.0),
            Column::new("People", 1.0).part(Part::Sheet),
            Column::new("State", 1.0).part(Part::Fill(Fill::Choice(&["completed"]))),
        ]);
        paper.table(table.row(["locks", "Mary", ""]));
        assert_eq!(text::write(&paper.to_read()), "Actions\n\nWhat: locks\n");
        assert!(text::write(&paper).contains("Mary") && !text::write(&paper.to_edit()).contains("Mary"));
        assert!(matches!(paper.to_edit(), Cow::Owned(_)));
        assert!(matches!(Document::new("Minutes").to_read(), Cow::Borrowed(_)));
    }
}
