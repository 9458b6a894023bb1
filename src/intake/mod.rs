//! Documents in: lists that agencies send become forms, row by row.
//!
//! A reader ([`csv`]; others give the same [`Line`]s) yields rows of cells; [`heads`] finds the row of column heads
//! and what each means; [`list`] turns each line into a [`Form`] with [`fields`] and the calendar,
//! setting aside what cannot be read. Lists understood: [`referrals`], [`subjects`], [`incidents`] and [`scores`]. A paper of
//! ours that comes back filled in is read by [`returned`]. Nothing here looks
//! anything up or stores anything. Row numbers are those a spreadsheet shows, the first line being row 1.

pub mod answers;
pub mod csv;
pub mod door;
#[cfg(test)]
mod door_tests;
pub mod fields;
pub mod heads;
pub mod incidents;
pub mod json;
pub mod kind;
pub mod labelled;
pub mod list;
pub mod mail;
mod packed;
mod part;
mod referral_heads;
pub mod referrals;
pub mod returned;
pub mod scores;
mod signs;
pub mod subjects;
#[cfg(test)]
mod tests;
mod ticks;
pub mod typed;
pub mod word;
pub mod workbook;
pub mod written;

use std::fmt;

use thiserror::Error;

pub use list::{Cells, Form, Refusal, Row, Rows, open};

/// One row of a table as it was in the file. Its cells are not yet cleaned, and `Debug` does not show them.
#[derive(Clone, PartialEq, Eq)]
pub struct Line {
    /// Row as a spreadsheet numbers it.
    pub row: u32,
    /// Cells from the left.
    pub cells: Vec<String>,
}

impl Line {
    /// Whether every cell is blank.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

impl fmt::Debug for Line {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "row {} of {} cells", self.row, self.cells.len())
    }
}

/// Why a whole list cannot be read.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum IntakeError {
    /// Nothing in it.
    #[error("{file} holds no rows; check that the right file was saved")]
    Empty {
        /// The file, as the user called it.
        file: String,
    },
    /// The heads are known, and none of them names anybody.
    #[error(
        "{file}, row {row}: no column names anybody; say which one does (a name such as {wanted}), by the mapping or in the file"
    )]
    NoNames {
        /// The file, as the user called it.
        file: String,
        /// Row of the heads.
        row: u32,
        /// Heads that would do.
        wanted: String,
    },
    /// It is of a kind that is not read, or damaged.
    #[error("{file} cannot be read: {why}")]
    Unreadable {
        /// The file, as the user called it.
        file: String,
        /// What is wrong, and what to do.
        why: String,
    },
    /// A sheet that the file does not have.
    #[error("{file} has no sheet called \"{sheet}\"; it has {sheets}")]
    NoSheet {
        /// The file, as the user called it.
        file: String,
        /// What was asked for.
        sheet: String,
        /// Those it has.
        sheets: String,
    },
    /// No row of column heads.
    #[error(
        "{file} has no row of column heads in its first {looked} rows; the first row should name the columns, such as {wanted}"
    )]
    NoHeads {
        /// The file, as the user called it.
        file: String,
        /// How many rows were looked at.
        looked: usize,
        /// Heads that would do.
        wanted: String,
    },
}
