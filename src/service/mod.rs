//! The one door to the record for screens and subcommands.
//!
//! [`Service`] carries out a [`Request`](crate::domain::request::Request): the rules decide it over the record as it
//! stands, and the entries they return are committed in the same transaction, durable before the reply is given.
//! [`look`] answers an [`Ask`](ask::Ask) from any view of the record. [`desk`] runs both on two threads for the
//! terminal. Documents in go through [`import`], papers out through [`minutes`]. Nothing here decides anything a
//! rule should, draws anything, or knows SQL.

pub mod ask;
pub mod clock;
mod execute;
pub mod import;
pub mod job;
pub mod layout;
pub mod look;
mod open;
pub mod plan;

pub use clock::Now;
pub use execute::Service;
pub use open::{NewRecord, area_files};
