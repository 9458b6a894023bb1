//! The rules of the field, pure: no input or output, no clock, no terminal.

pub mod calendar;
pub mod entry;
pub mod facts;
pub mod id;
pub mod line;
pub mod private;
pub mod refusal;
pub mod rows;
pub mod shape;
pub mod tools;
pub mod value;
