//! Everything that reaches the application from outside, on one channel and so in one order.

use crossterm::event::KeyEvent;
use jiff::civil::DateTime;

use crate::service::job::News;

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Event {
    /// A key was pressed.
    Key(KeyEvent),
    /// A block of text arrived at once.
    Paste(String),
    /// The mouse was pressed on a cell, counted from 0.
    Click {
        /// Its column.
        column: u16,
        /// Its row.
        row: u16,
    },
    /// The mouse's wheel was turned.
    Wheel {
        /// Towards the user.
        down: bool,
    },
    /// The terminal has a new size, in columns and rows.
    Resize(u16, u16),
    /// The record's threads said something.
    News(News),
    /// The clock says this; sent before other events of the same moment.
    Tick(DateTime),
}
