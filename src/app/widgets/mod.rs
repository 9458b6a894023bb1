//! Parts that screens are drawn and typed with. A widget knows nothing of cases or meetings and asks for nothing.

pub mod chrome;
pub mod cursor;
pub mod form;
pub mod text_area;
pub mod text_line;
pub mod wide;
pub mod windowed;
