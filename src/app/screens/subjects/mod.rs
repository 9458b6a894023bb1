//! Subjects: the ranked list with what moved since last month ([`list`]), and one subject on one page ([`page`]).
//!
//! What is asked in a form stands in [`forms`]: fields, and what a filled form becomes.

mod forms;
pub mod list;
mod nominate;
pub mod page;
#[cfg(test)]
mod tests;
