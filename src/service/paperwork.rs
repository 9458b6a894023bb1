//! Documents asked for by the terminal: read from disk or a paste, shown, taken in, kept, written out.
//!
//! A [`Paperwork`] is a job for the thread that writes, since a screen reads no file; an import tells how far it has
//! come, and can be stopped between rows by its [`Stop`]. [`outline`] needs only a view of the record.

use jiff::civil::Date;
use uuid::Uuid;

use super::attach;
use super::clock::Now;
pub use super::document::{Document, Paperwork, Source, Stop};
use super::document::{List, Outline, Steps};
use super::execute::Service;
use super::export;
use super::import::{Import, import};
use super::mapping;
use super::plan::Plan;
use super::tidy;
use crate::domain::facts::Changes;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::Request;
use crate::domain::tools::forum::CaseKind;

/// What came of it.
#[derive(Debug, Clone)]
pub enum Worked {
    /// What became of a list.
    Plan(Box<Plan>),
    /// Something was done.
    Done(Reply),
}

/// The document itself.
fn bytes(source: &Source) -> Result<Vec<u8>, Refusal> {
    match source {
        Source::File(path) => attach::read_file(path),
        Source::Pasted(text) => Ok(text.reveal().as_bytes().to_vec()),
    }
}

/// Shows how a document would be read.
///
/// # Errors
/// When the file cannot be read, or is no such document.
pub fn outline(rows: &Changes<'_>, document: &Document, today: Date) -> Result<Outline, Refusal> {
    let bytes = bytes(&document.source)?;
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
            let (file, bytes) = (document.source.name(), bytes(&document.source)?);
            let kind = if document.list == List::Referrals { CaseKind::Victim } else { CaseKind::Subject };
            let forum = service.area()?.forum_of(kind)?.key.clone();
            let mut how = Import { history, keep, ..Import::new(document.list, &file, &forum) };
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
        Paperwork::Tidy(which) => tidy::export(service, now, &which).map(Worked::Done),
        Paperwork::Referrals { which, to } => export::referrals(service, now, &which, &to).map(Worked::Done),
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

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
