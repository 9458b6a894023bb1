pub use super::placeholder::Placeholder as Cases;
