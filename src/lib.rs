//! Convenor runs multi-agency domestic abuse meetings from a terminal.

pub mod app;
pub mod assets;
pub mod demo;
pub mod domain;
pub mod intake;
pub mod record;
pub mod service;
pub mod papers;
