//! The built program in a real terminal: a whole meeting by keyboard, and killed at any moment.

mod harness;
mod killed;
mod meeting;
