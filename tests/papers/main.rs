//! Papers: what is laid out, and what other programs read in the PDF we write.

mod properties;
mod sample;
mod tools;
