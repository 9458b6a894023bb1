//! Convenor runs multi-agency domestic abuse meetings from a terminal.

pub mod domain;
pub mod papers;
