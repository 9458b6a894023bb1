//! Answers about papers: what can be made of a thing, what went out, and what a copy would hold.

use crate::domain::id::Id;
use crate::domain::paper::{LeftOut, PaperKind, Subject, Wanted};
use crate::domain::private::Private;
use crate::domain::rows::case::Case;
use crate::domain::rows::minutes::Issued;

/// The papers of a meeting, a case, a person or a forum.
#[derive(Debug, Clone)]
pub struct PapersStory {
    /// What they are about.
    pub subject: Subject,
    /// What it goes by: "MARAC-2026-11-26".
    pub reference: String,
    /// Papers that can be made of it.
    pub offered: Vec<Offered>,
    /// Copies that went out, the newest first.
    pub copies: Vec<CopyLine>,
}

/// A paper that can be made.
#[derive(Debug, Clone)]
pub struct Offered {
    /// Which.
    pub kind: PaperKind,
    /// The cases of the meeting, for a paper about one of them: by reference, in their order.
    pub cases: Vec<(Id<Case>, String)>,
    /// Agencies that may have one: key, and name as papers say it.
    pub agencies: Vec<(String, String)>,
    /// Why it cannot be made now.
    pub but: Option<String>,
}

/// A copy that went out.
#[derive(Debug, Clone)]
pub struct CopyLine {
    /// The copy.
    pub issued: Issued,
    /// Name of its edition: "in full", "for Housing", "redacted".
    pub edition: String,
    /// How it stands.
    pub standing: Standing,
}

/// How a copy stands beside the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// What it says is what the record says.
    Current,
    /// A later copy of the same for the same reader, by number.
    Replaced(u32),
    /// The sections that have changed since: its reader is owed a correction.
    Changed(Vec<String>),
    /// It cannot be told: the copy was issued before that was kept, or the paper cannot be made any more.
    Unknown,
}

/// What a copy would hold.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The paper as it was asked for.
    pub wanted: Wanted,
    /// Title of the paper.
    pub title: String,
    /// Its headings with their depth, 1 to 3: what is in.
    pub inside: Vec<(u8, String)>,
    /// What is left out, and why.
    pub left_out: Vec<LeftOut>,
    /// The paper as plain text.
    pub text: Private,
}

/// What a file turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// A copy issued from this record, the newest edition.
    Ours(String),
    /// A copy issued from this record, of an edition that has been replaced.
    Older(String),
    /// It names a meeting of this record, and is no copy that was issued.
    Altered(String),
    /// Nothing of this record.
    NotOurs(String),
}

impl Verdict {
    /// In words.
    pub fn words(&self) -> &str {
        match self {
            Self::Ours(words) | Self::Older(words) | Self::Altered(words) | Self::NotOurs(words) => words,
        }
    }

    /// Whether it is a copy as issued.
    pub const fn is_ours(&self) -> bool {
        matches!(self, Self::Ours(_) | Self::Older(_))
    }
}
