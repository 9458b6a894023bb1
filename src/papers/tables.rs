//! Tables: columns with heads, and rows that always fit them.

use super::fill::Part;
use super::wording::Text;

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
