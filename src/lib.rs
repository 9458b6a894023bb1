//! Convenor runs multi-agency domestic abuse meetings from a terminal.

pub mod assets;
pub mod cli;
pub mod demo;
pub mod domain;
pub mod intake;
pub mod record;
pub mod service;
