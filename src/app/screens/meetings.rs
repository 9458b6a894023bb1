pub use super::placeholder::Placeholder as Meetings;
