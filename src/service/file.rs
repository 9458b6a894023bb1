//! Files that leave the record in clear: written whole beside their place, then put there.

use std::io::Write;
use std::path::Path;

use uuid::Uuid;

use super::clock::Now;
use super::execute::Service;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::record::access::{Access, AccessKind};

/// Writes a text about a case to a file, and logs that it left the record.
///
/// # Errors
/// When the file cannot be written.
pub fn save_text(
    service: &mut Service,
    now: Now,
    about: Uuid,
    text: &Private,
    to: &Path,
) -> Result<Reply, Refusal> {
    let mut place = beside(to)?;
    let put = place.write_all(text.reveal().as_bytes()).and_then(|()| place.write_all(b"\n"));
    put.and_then(|()| place.as_file().sync_all()).map_err(|error| cannot_write(to, &error))?;
    let access = Access {
        at: now.at,
        actor: service.actor(),
        what: AccessKind::Exported,
        about: Some(about),
        meeting: None,
        item: None,
        why: None,
        recipient: None,
    };
    service.record_mut().log(&access)?;
    place.persist(to).map_err(|error| cannot_write(to, &error.error))?;
    let mut reply = Reply::said(format!("written to {}", to.display()));
    reply
        .warnings
        .push("the file leaves the record in clear: keep it and send it as your protocol says".to_owned());
    Ok(reply)
}

/// A file of no name yet in the folder where the paper is to stand.
pub(super) fn beside(to: &Path) -> Result<tempfile::NamedTempFile, Refusal> {
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if to.is_dir() {
        return Err(Refusal::rule(format!("{} is a folder; give the name of a file", to.display())));
    }
    tempfile::NamedTempFile::new_in(folder).map_err(|error| cannot_write(to, &error))
}

/// Why a file could not be written.
pub(super) fn cannot_write(to: &Path, error: &std::io::Error) -> Refusal {
    Refusal::rule(format!("{} could not be written: {error}", to.display()))
}
