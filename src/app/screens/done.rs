pub use super::placeholder::Placeholder as Done;
