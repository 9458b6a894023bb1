//! The rules of the field, pure: no input or output, no clock, no terminal.

pub mod nomination;
pub mod people;
pub mod private;
pub mod referral;
pub mod text;
