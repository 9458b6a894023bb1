//! Papers as the terminal asks for them: which, how written, and where to.

use std::path::PathBuf;

use super::bytes::Options;
use super::write::{sheets, write, write_all};
use crate::domain::paper::{PaperKind, Subject, Wanted};
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::service::clock::Now;
use crate::service::execute::Service;

/// Where copies go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum To {
    /// One file; there is one paper.
    File(PathBuf),
    /// A folder, under names of references only.
    Folder(PathBuf),
}

/// Papers to write.
#[derive(Debug, Clone)]
pub struct Order {
    /// Which; an action sheet in full stands for the sheets of all agencies.
    pub wanted: Vec<Wanted>,
    /// How.
    pub options: Options,
    /// Where to.
    pub to: To,
}

/// Writes what was ordered.
///
/// # Errors
/// As [`write`](fn@write).
pub fn carry_out(service: &mut Service, now: Now, order: &Order) -> Result<Reply, Refusal> {
    match (&order.to, order.wanted.as_slice()) {
        (
            To::Folder(folder),
            [Wanted { kind: PaperKind::ActionSheet, subject: Subject::Meeting(meeting), edition, .. }],
        ) if *edition == crate::domain::paper::Edition::Full => sheets(service, now, *meeting, folder, &[]),
        (To::Folder(folder), wanted) => write_all(service, now, wanted, &order.options, folder),
        (To::File(file), [wanted]) => write(service, now, wanted, &order.options, file),
        (To::File(_), _) => Err(Refusal::rule("several papers go into a folder, not into one file")),
    }
}
