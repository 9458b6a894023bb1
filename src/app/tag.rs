//! The number by which a screen knows the answer to what it asked.

/// A number a screen gives to what it asks for, and gets back with the answer; its meaning is the screen's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Tag(pub u64);
