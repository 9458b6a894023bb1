//! The invented area a newcomer can try everything on: its people, today's sixteen cases, its MATAC subjects and
//! the ingredients of its history.
//!
//! [`content`] reads and checks all of it; [`fill`] puts people into the sentences of the history; [`build`] makes a
//! real record of it by requests. Nobody here exists: telephone numbers are the range kept for drama, the postcode is
//! one that no letter reaches. Not here: making or opening the record, and the terminal.

pub mod area;
pub mod build;
pub mod cases;
pub mod check;
pub mod content;
pub mod fill;
pub mod history;
pub mod matac;
pub mod people;
