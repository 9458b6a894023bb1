//! The facts that papers other than the minutes print: plain values with everything a paper says and nothing of how it
//! looks.
//!
//! What a reader may not see is taken out of the facts here, before a paper is built from them. Wording and layout are the
//! papers' affair.

pub mod chronology;
pub mod evidence;
pub mod head;
pub mod kept;
pub mod notice;
pub mod receipt;
pub mod transfer;
