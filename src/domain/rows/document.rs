//! Documents kept with a case, and how the heads of an agency's lists are read.
//!
//! What is said of a document and its bytes are two tables, so that a case that lists its documents does not drag
//! their bytes along. Both are about the case: erasing it takes them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::case::Case;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::value::Json;
use crate::{record_row, words};

words! {
    /// What a document is.
    pub enum AttachmentKind {
        /// The referral as it came.
        Referral = "referral form",
        /// A Dash or other risk assessment.
        Dash = "Dash",
        /// What an agency found about the parties.
        Research = "research",
        /// Bail and its conditions.
        Bail = "bail sheet",
        /// A court order.
        Order = "order",
        /// Something else.
        Other = "other",
    }
}

record_row! {
    /// A document kept with a case.
    pub struct Attachment in "attachment" about case by [case] {
        /// Which case.
        case: Id<Case>,
        /// What it is.
        kind: AttachmentKind,
        /// The name of the file as it came; it may name people.
        name: Private,
        /// The form it is in, in the letters a file name ends with: "docx".
        media: String,
        /// Who gave it, an agency's key or words.
        supplier: Option<String>,
        /// Day it was received.
        received: Date,
        /// Length in bytes.
        size: u32,
        /// SHA-256 of the bytes, in hexadecimal.
        digest: String,
    }
}

record_row! {
    /// The bytes of a document.
    pub struct AttachmentBody in "attachment_body" about case by [attachment] {
        /// Which document.
        attachment: Id<Attachment>,
        /// Which case; an erasure goes by it.
        case: Id<Case>,
        /// The bytes in base64.
        base64: Private,
    }
}

/// A head and what it is read as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MappedHead {
    /// The head as the list has it.
    pub head: String,
    /// Label of the field; nothing is "not read".
    pub field: Option<String>,
}

record_row! {
    /// How the heads of a list are read, as somebody corrected it.
    pub struct Mapping in "mapping" about nobody by [name] {
        /// What it is called.
        name: String,
        /// Which lists it is for: "referrals", "subjects", "incidents".
        list: String,
        /// Heads in their order.
        heads: Json<Vec<MappedHead>>,
        /// Day it was kept.
        kept: Date,
    }
}
