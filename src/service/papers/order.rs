//! Papers as the terminal asks for them: which, how written, and where to.

use std::path::PathBuf;

use super::bytes::Options;
use super::round::remind;
use super::write::{correct, sheets, write, write_all};
use crate::domain::paper::{Edition, PaperKind, Subject, Wanted};
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::service::ask::{Reminder, Rung};
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
pub enum Order {
    /// Copies for readers.
    Write {
        /// Which; an action sheet in full stands for the sheets of all agencies.
        wanted: Vec<Wanted>,
        /// How.
        options: Options,
        /// Where to.
        to: To,
    },
    /// Drafts of reminders, kept as sent; only those to these agencies and rungs.
    Remind {
        /// To whom.
        to: Vec<(String, Rung)>,
        /// How.
        options: Options,
        /// The folder.
        folder: PathBuf,
    },
    /// Corrections for everybody whose copy has changed since.
    Correct {
        /// What the papers are about.
        about: Subject,
        /// How.
        options: Options,
        /// The folder.
        folder: PathBuf,
    },
}

/// Writes what was ordered.
///
/// # Errors
/// As [`write`](fn@write) and [`correct`].
pub fn carry_out(service: &mut Service, now: Now, order: &Order) -> Result<Reply, Refusal> {
    let (wanted, options, to) = match order {
        Order::Correct { about, options, folder } => return correct(service, now, about, options, folder),
        Order::Remind { to, options, folder } => {
            let only = |one: &Reminder| to.iter().any(|(key, rung)| *key == one.agency && *rung == one.rung);
            return remind(service, now, &only, options, folder);
        }
        Order::Write { wanted, options, to } => (wanted.as_slice(), options, to),
    };
    match (to, wanted) {
        (_, []) => Err(Refusal::rule("no agency is concerned: there is nothing to write")),
        (To::Folder(folder), [one]) if one.kind == PaperKind::ActionSheet && one.edition == Edition::Full => {
            match one.subject {
                Subject::Meeting(meeting) => sheets(service, now, meeting, folder, &[]),
                _ => Err(Refusal::rule("an action sheet is about a meeting")),
            }
        }
        (To::Folder(folder), many) => write_all(service, now, many, options, folder),
        (To::File(file), [one]) => write(service, now, one, options, file),
        (To::File(_), _) => Err(Refusal::rule("several papers go into a folder, not into one file")),
    }
}
