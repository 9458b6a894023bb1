//! Parts that screens are drawn and typed with. A widget knows nothing of cases or meetings and asks for nothing.

pub mod chrome;
pub mod columns;
pub mod cursor;
pub mod filter;
pub mod form;
pub mod narrowed;
pub mod sheet;
pub mod text_area;
pub mod text_line;
pub mod views;
pub mod wide;
pub mod windowed;
