//! The built program in a real terminal: a whole meeting by keyboard, and killed at any moment.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod harness;
mod killed;
mod meeting;
mod sixteen;
