//! The rules of the field, pure: no input or output, no clock, no terminal.

pub mod private;
pub mod tools;
