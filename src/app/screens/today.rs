pub use super::placeholder::Placeholder as Home;
