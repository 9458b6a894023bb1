//! The rules of the field, pure: no input or output, no clock, no terminal.

pub mod entry;
pub mod facts;
pub mod id;
pub mod private;
pub mod refusal;
pub mod rows;
pub mod shape;
pub mod value;
