//! Sheets that agencies fill in and send back: research lists and action sheets.
//!
//! [`difference`] reads a file and holds every line of it against the record: what is new, what differs from what is
//! held, what stands there already, and what cannot be taken, each with where it stands and why. Nothing is changed by
//! that. What a line would change is a request of its own; those that are accepted are carried out together as one change
//! ([`accepted`]). Reading the same file again finds nothing new.

mod actions;
mod research;

use crate::domain::facts::Changes;
use crate::domain::refusal::Refusal;
use crate::domain::request::Request;
use crate::domain::rows::meeting::Meeting;
use crate::intake::returned::Returned;
pub use crate::service::asked_returns::{Difference, ReturnLine, Sent, Sort, Standing};
use crate::service::attach::read_file;
use crate::service::looking::Looking;

/// Reads a file and holds it against the record.
///
/// # Errors
/// When the file cannot be read, is no such sheet, is another agency's, or its meeting cannot be told.
pub fn difference(with: &Looking<'_>, sent: &Sent) -> Result<Difference, Refusal> {
    if let Some(text) = &sent.pasted {
        return compared(with, sent, "the text", text.reveal().as_bytes());
    }
    let bytes = read_file(&sent.file)?;
    let name = sent.file.file_name().unwrap_or(sent.file.as_os_str()).to_string_lossy();
    compared(with, sent, &name, &bytes)
}

/// As [`difference`], of the bytes of a file.
///
/// # Errors
/// As [`difference`].
pub fn compared(with: &Looking<'_>, sent: &Sent, name: &str, bytes: &[u8]) -> Result<Difference, Refusal> {
    if with.area.agencies.get(&sent.from).is_none() {
        return Err(Refusal::rule(format!("no agency of this area is called {}", sent.from)));
    }
    match sent.sort {
        Sort::Research => research::compared(with, sent, name, bytes),
        Sort::Actions => actions::compared(with, sent, name, bytes),
    }
}

/// What the accepted lines of a difference would change, each with what it is told by; `accepts` is asked by the place of
/// each line.
pub fn accepted(difference: &Difference, accepts: impl Fn(usize) -> bool) -> Vec<(String, Request)> {
    let lines = difference.lines.iter().enumerate().filter(|(at, _)| accepts(*at));
    lines.filter_map(|(_, line)| Some((line.told(), line.request.clone()?))).collect()
}

/// Whether the file says that it is the copy of another agency: "Actions for Housing".
fn of_another(with: &Looking<'_>, from: &str, returned: &Returned) -> Option<String> {
    let ours = with.area.agency_said(from);
    let says = |name: &str| {
        let end = format!("for {name}");
        returned.above.iter().any(|line| line.reveal().split(" · ").any(|part| part.ends_with(&end)))
    };
    if says(ours) || with.area.agencies.get(from).is_some_and(|agency| says(&agency.name)) {
        return None;
    }
    let others = with.area.agencies.agency.iter().filter(|agency| agency.key != from);
    others.flat_map(|agency| [agency.said(), &agency.name]).find(|name| says(name)).map(str::to_owned)
}

/// The meeting that was named, or that the file names.
fn meeting_of(rows: &Changes<'_>, sent: &Sent, returned: &Returned) -> Result<Option<Meeting>, Refusal> {
    if let Some(meeting) = sent.meeting {
        return Ok(Some(rows.get(meeting)?));
    }
    let words = returned.above.iter().flat_map(|line| line.reveal().split([' ', ',', '·', '\n']));
    for word in words.filter(|word| word.contains('-')) {
        if let Some(meeting) = rows.find::<Meeting>("reference", &word.to_owned())?.into_iter().next() {
            return Ok(Some(meeting));
        }
    }
    Ok(None)
}
