//! Papers: what is laid out, and what other programs read in the PDF we write.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops where something is not as it should be"
)]

mod blocks;
mod checkers;
mod properties;
#[path = "../readers/mod.rs"]
mod readers;
mod sample;
mod sealed;
mod tools;
mod written;
