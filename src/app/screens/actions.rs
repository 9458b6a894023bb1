pub use super::placeholder::Placeholder as Actions;
