//! Documents kept with a case, and mappings of heads kept by name.

use jiff::civil::Date;

use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::rows::case::Case;
use crate::domain::rows::document::{AttachmentKind, MappedHead};

/// See [`super::Request::Attach`].
#[derive(Debug, Clone)]
pub struct Attach {
    /// Which case.
    pub case: Id<Case>,
    /// What the document is.
    pub kind: AttachmentKind,
    /// The name of the file as it came.
    pub name: Private,
    /// The letters its name ends with: "docx".
    pub media: String,
    /// Who gave it.
    pub supplier: Option<String>,
    /// Day it was received.
    pub received: Date,
    /// Length in bytes.
    pub size: u32,
    /// SHA-256 of the bytes, in hexadecimal.
    pub digest: String,
    /// The bytes in base64.
    pub base64: Private,
}

/// See [`super::Request::KeepMapping`].
#[derive(Debug, Clone)]
pub struct KeepMapping {
    /// Which lists it is for: "referrals", "subjects", "incidents".
    pub list: String,
    /// What it is called; one of that name is replaced.
    pub name: String,
    /// Heads in their order.
    pub heads: Vec<MappedHead>,
}
