//! Convenor runs multi-agency domestic abuse meetings from a terminal.

pub mod app;
pub mod domain;
