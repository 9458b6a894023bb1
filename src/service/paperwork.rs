//! Documents asked for by the terminal: read from disk or a paste, shown, taken in, kept, written out.
//!
//! A [`Paperwork`] is a job for the thread that writes, since a screen reads no file; an import tells how far it has
//! come, and can be stopped between rows by its [`Stop`]. [`outline`] needs only a view of the record.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::civil::Date;
use uuid::Uuid;

use super::attach::{self, Label};
use super::clock::Now;
use super::execute::Service;
use super::export::{self, Which};
use super::import::{History, Import, Steps, import};
use super::mapping::{self, Choice, List, Outline};
use super::plan::Plan;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::Request;
use crate::domain::rows::case::Case;
use crate::domain::rows::document::Attachment;

/// Where a document is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// Text that was pasted.
    Pasted(Private),
}

impl Source {
    /// What a person typed or pasted: the path of a file when it is one line, else the document itself.
    pub fn of(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        if typed.is_empty() {
            return None;
        }
        if typed.lines().count() > 1 {
            return Some(Self::Pasted(typed.into()));
        }
        // Terminals put quotes round a file dropped on them, or a stroke before its spaces.
        let quoted = |mark: char| typed.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
        let bare = quoted('"').or_else(|| quoted('\'')).map_or_else(|| typed.replace("\\ ", " "), str::to_owned);
        let home = bare.strip_prefix("~/").and_then(|rest| Some(std::env::home_dir()?.join(rest)));
        Some(Self::File(home.unwrap_or_else(|| PathBuf::from(bare))))
    }

    /// What it is called in messages.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
            Self::Pasted(_) => "the pasted text".to_owned(),
        }
    }

    fn bytes(&self) -> Result<Vec<u8>, Refusal> {
        match self {
            Self::File(path) => attach::read_file(path),
            Self::Pasted(text) => Ok(text.reveal().as_bytes().to_vec()),
        }
    }
}

/// Says that something long is to stop.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Stops it, between one row and the next.
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was stopped.
    pub fn is_stopped(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// A document and how it is to be read.
#[derive(Debug, Clone)]
pub struct Document {
    /// Where it is.
    pub source: Source,
    /// What is in it.
    pub list: List,
    /// How its heads are read.
    pub choice: Choice,
}

/// Something to do with a document.
#[derive(Debug, Clone)]
pub enum Paperwork {
    /// Take it in, or only show what would be.
    Import {
        /// The document.
        document: Document,
        /// Whether referrals were heard before this record began.
        history: History,
        /// With `false`, a dry run.
        keep: bool,
        /// Stops it.
        stop: Stop,
    },
    /// Keep a file with a case.
    Attach {
        /// Which case.
        case: Id<Case>,
        /// The file.
        from: PathBuf,
        /// What is said of it.
        label: Label,
    },
    /// Write a document out in clear.
    Save {
        /// Which.
        attachment: Id<Attachment>,
        /// The file to write.
        to: PathBuf,
    },
    /// Write the referrals out as a list, in clear.
    Referrals {
        /// Which.
        which: Which,
        /// The file to write.
        to: PathBuf,
    },
}

/// What came of it.
#[derive(Debug, Clone)]
pub enum Worked {
    /// What became of a list.
    Plan(Box<Plan>),
    /// Something was done.
    Done(Reply),
}

/// Shows how a document would be read.
///
/// # Errors
/// When the file cannot be read, or is no such document.
pub fn outline(rows: &Changes<'_>, document: &Document, today: Date) -> Result<Outline, Refusal> {
    let bytes = document.source.bytes()?;
    mapping::outline(rows, document.list, (&document.source.name(), &bytes), &document.choice, today)
}

/// Does it. `on_step` is told how far an import has come.
///
/// # Errors
/// [`Refusal`]; nothing was changed then.
pub fn work(
    service: &mut Service,
    now: Now,
    change: Uuid,
    work: Paperwork,
    mut on_step: impl FnMut(Steps),
) -> Result<Worked, Refusal> {
    match work {
        Paperwork::Import { document, history, keep, stop } => {
            let (file, bytes) = (document.source.name(), document.source.bytes()?);
            let forum = if document.list == List::Referrals { "marac" } else { "matac" };
            let mut how = Import { history, keep, ..Import::new(document.list, &file, forum) };
            how.choice = document.choice;
            // A dry run leaves nothing, so its change may be tried again.
            how.change = keep.then_some(change);
            let plan = import(service, now, &bytes, &how, |_, steps| {
                on_step(steps);
                !stop.is_stopped()
            })?;
            Ok(Worked::Plan(Box::new(plan)))
        }
        Paperwork::Attach { case, from, label } => {
            let bytes = attach::read_file(&from)?;
            let name = from.file_name().unwrap_or(from.as_os_str()).to_string_lossy();
            let request = attach::request(case, &name, &bytes, label);
            service.execute(now, change, Request::Attach(Box::new(request)), None).map(Worked::Done)
        }
        Paperwork::Save { attachment, to } => attach::save(service, now, attachment, &to).map(Worked::Done),
        Paperwork::Referrals { which, to } => {
            export::referrals(service, now, &which, &to).map(Worked::Done)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_is_a_path_and_more_is_the_document() {
        let file = |path: &str| Some(Source::File(PathBuf::from(path)));
        for (typed, expected) in [
            ("list.csv", file("list.csv")),
            (" '/tmp/a list.csv' ", file("/tmp/a list.csv")),
            ("/tmp/a\\ list.csv", file("/tmp/a list.csv")),
            ("C:\\cases\\list.csv", file("C:\\cases\\list.csv")),
            ("  ", None),
            ("Victim: Mary\nDOB: 1/2/1990", Some(Source::Pasted("Victim: Mary\nDOB: 1/2/1990".into()))),
        ] {
            assert_eq!(Source::of(typed), expected, "{typed}");
        }
    }
}
