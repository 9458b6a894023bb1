//! Files an area adopts, from a disk: read, made sure to be text, and asked of the rules.

use std::path::Path;

use super::clock::Now;
use super::execute::Service;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{Adopt, Request};
use crate::domain::tools::file::FileKind;
use crate::domain::tools::harm;
use crate::domain::tools::papers::PaperData;
use crate::domain::tools::parse;
use crate::intake::csv;
use crate::papers::Picture;

/// The largest file read, in bytes: an area's files are some thousand lines at most.
const MOST_BYTES: usize = 1_000_000;

/// What is asked of the rules for a file. A table of harm in days may come as CSV; it is adopted as the TOML it means.
///
/// # Errors
/// When it is too long or no text, with the line; or a row of the table cannot be read.
pub fn request(name: &str, bytes: Vec<u8>, kind: Option<FileKind>) -> Result<Request, Refusal> {
    if bytes.len() > MOST_BYTES {
        return Err(Refusal::rule(format!("{name} is too long to be a file of an area")));
    }
    let is_table = name.to_lowercase().ends_with(".csv");
    if is_table && kind.is_none_or(|kind| kind == FileKind::Harm) {
        return table(name, &bytes);
    }
    let body = String::from_utf8(bytes).map_err(|error| {
        let before = error.as_bytes().iter().take(error.utf8_error().valid_up_to());
        let line = before.filter(|byte| **byte == b'\n').count() + 1;
        Refusal::rule(format!("{name}, near line {line}: is not UTF-8; save it as UTF-8 and adopt it again"))
    })?;
    logo(name, kind, &body)?;
    Ok(Request::Adopt(Adopt { kind, body }))
}

/// Refuses a file of papers whose logo cannot be printed; all else that may be wrong with it is for the rules to tell.
fn logo(name: &str, kind: Option<FileKind>, body: &str) -> Result<(), Refusal> {
    if kind.or_else(|| FileKind::told_by(body)) != Some(FileKind::Papers) {
        return Ok(());
    }
    let Some(png) = parse::<PaperData>(body).ok().and_then(|data| data.logo()) else { return Ok(()) };
    let printed = Picture::png(&png, "logo");
    printed.map(drop).map_err(|error| Refusal::rule(format!("{name}, logo: {error}")))
}

/// A table of offences and days, as the TOML it means.
fn table(name: &str, bytes: &[u8]) -> Result<Request, Refusal> {
    let stem = Path::new(name)
        .file_stem()
        .map_or_else(|| name.to_owned(), |stem| stem.to_string_lossy().into_owned());
    let rows: Vec<(u32, Vec<String>)> = csv::lines(bytes).map(|line| (line.row, line.cells)).collect();
    let body = harm::from_rows(&stem, &rows)
        .map_err(|(row, wrong)| Refusal::rule(format!("{name}, row {row}: {wrong}")))?;
    Ok(Request::Adopt(Adopt { kind: Some(FileKind::Harm), body }))
}

/// Adopts a file of a disk.
///
/// # Errors
/// When it cannot be read, or the rules refuse it.
pub fn adopt(service: &mut Service, now: Now, path: &Path) -> Result<Reply, Refusal> {
    let name = path.display().to_string();
    let bytes =
        std::fs::read(path).map_err(|error| Refusal::rule(format!("{name} cannot be read: {error}")))?;
    let request = request(&name, bytes, None)?;
    let change = service.next_id();
    service.execute(now, change, request, None)
}
