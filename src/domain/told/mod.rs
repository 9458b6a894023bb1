//! The facts that papers other than the minutes print: plain values with everything a paper says and nothing of how it
//! looks.
//!
//! [`Reader`] says what one copy may hold; what its reader may not see is taken out of the facts here, before a paper is
//! built from them. Wording and layout are the papers' affair.

pub mod agenda;
pub mod answers;
pub mod approval;
pub mod attendance;
pub mod brief;
pub mod chronology;
pub mod couple;
pub mod deeds;
pub mod demand;
pub mod evidence;
pub mod figures;
pub mod gaps;
pub mod harm;
pub mod head;
pub mod kept;
pub mod months;
pub mod notice;
pub mod outcomes;
pub mod own;
pub mod receipt;
pub mod reminder;
pub mod shown;
pub mod steering;
pub mod timeliness;
pub mod transfer;
pub mod work;

mod ratio;
mod reader;

pub use ratio::Ratio;
pub use reader::Reader;
