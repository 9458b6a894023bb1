//! One field of a referral form as typed, for screens and subcommands.

pub use crate::intake::fields::Fault;
pub use crate::intake::typed::read;
