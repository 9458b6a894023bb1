//! The one door for screens and subcommands: what may be asked, and what is said back.

pub mod ask;
pub mod job;
