//! Answers about papers: what can be made of a thing, what went out, and what a copy would hold.

use crate::domain::paper::{LeftOut, PaperKind, Subject, Wanted};
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
    /// Agencies to choose a reader from: key, and name as papers say it.
    pub agencies: Vec<(String, String)>,
}

/// A paper that can be made.
#[derive(Debug, Clone)]
pub struct Offered {
    /// Which.
    pub kind: PaperKind,
    /// About what: the thing itself, or one of its cases.
    pub subject: Subject,
    /// The case, for a paper about one case of a meeting.
    pub case: Option<String>,
    /// Names of the agencies that get one each, when it is for each agency.
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
    pub text: crate::domain::private::Private,
}
