//! The rules of the field, pure: no input or output, no clock, no terminal.

pub mod area;
pub mod calendar;
pub mod entry;
pub mod facts;
pub mod id;
pub mod lexicon;
pub mod line;
pub mod listing;
pub mod nomination;
pub mod people;
pub mod private;
pub mod referral;
pub mod refusal;
pub mod reply;
pub mod request;
pub mod rows;
pub mod rules;
pub mod shape;
pub mod statement;
pub mod text;
pub mod tools;
pub mod value;
