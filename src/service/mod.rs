//! The one door to the record for screens and subcommands.
//!
//! [`Service`] carries out a [`Request`](crate::domain::request::Request): the rules decide it over the record as it
//! stands, and the entries they return are committed in the same transaction, durable before the reply is given.
//! [`mod@look`] answers an [`Ask`](ask::Ask) from any view of the record. [`typed`] turns lines of the meeting
//! room into requests. [`desk`] runs both on two threads for the terminal. Documents in go through [`import`], papers out through [`papers`]. Nothing here decides anything a
//! rule should, draws anything, or knows SQL.

pub mod adopt;
pub mod ask;
mod asked_actions;
mod asked_desk;
mod asked_duties;
mod asked_flags;
mod asked_found;
mod asked_pathways;
mod asked_people;
pub mod asked_returns;
mod asked_timeline;
mod asked_views;
pub mod assessing;
pub mod attach;
pub mod clock;
pub mod desk;
pub mod document;
mod execute;
pub mod export;
pub mod field;
pub mod file;
pub mod import;
pub mod job;
pub mod layout;
pub mod look;
pub mod looking;
pub mod mapping;
mod open;
pub mod papers;
pub mod paperwork;
pub mod plan;
pub mod profile_page;
pub mod reports;
pub mod returns;
pub mod subjects;
#[cfg(test)]
mod tests;
pub mod tidy;
pub mod typed;
mod undone;
pub mod usual;

pub use clock::Now;
pub use execute::Service;
pub use open::{NewRecord, area_files, kind_of};
