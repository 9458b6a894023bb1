//! The facts that papers other than the minutes print: plain values with everything a paper says and nothing of how it
//! looks.
//!
//! [`Reader`] says what one copy may hold; what its reader may not see is taken out of the facts here, before a paper is
//! built from them. Wording and layout are the papers' affair.

pub mod agenda;
pub mod approval;
pub mod attendance;
pub mod brief;
pub mod figures;
pub mod gaps;
pub mod outcomes;
pub mod steering;

mod reader;

pub use reader::Reader;
