//! Signs that a spreadsheet program reads as more than text.

/// Signs with which a cell is a formula to a spreadsheet program; an apostrophe before them keeps it text.
pub const FORMULA: [char; 4] = ['=', '+', '-', '@'];
