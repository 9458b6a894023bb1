pub use super::placeholder::Placeholder as CaseScreen;
