//! What is printed on one copy of a paper: edition, recipient, number.

/// What is printed on this copy.
#[derive(Debug, Clone)]
pub struct Copy {
    /// Edition: one more after each addendum; nothing for a draft.
    pub version: Option<u32>,
    /// For whom; empty for a file copy.
    pub recipient: String,
    /// Number of the copy.
    pub number: u32,
}
