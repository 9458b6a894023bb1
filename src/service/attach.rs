//! Documents kept with a case: taken in as they are, shown as text, written out in clear and logged.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::clock::Now;
pub use super::document::{Label, Shown};
use super::execute::Service;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::Attach;
use crate::domain::rows::case::Case;
use crate::domain::rows::document::{Attachment, AttachmentBody};
use crate::domain::rules::MOST_ATTACHED;
use crate::domain::text::clean;
use crate::intake;
use crate::record::access::{Access, AccessKind};

/// The largest file read from disk, in bytes, for a list or a document.
pub const MOST_READ: u64 = 64 << 20;

/// The bytes of a file; one that is larger than anything taken in is not read.
///
/// # Errors
/// When it cannot be read or is too large.
pub fn read_file(path: &Path) -> Result<Vec<u8>, Refusal> {
    let name = path.display();
    let failed = |error: std::io::Error| Refusal::rule(format!("{name} cannot be read: {error}"));
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(failed)?;
    if file.metadata().is_ok_and(|about| about.is_dir()) {
        return Err(Refusal::rule(format!("{name} is a folder; name the file in it")));
    }
    file.take(MOST_READ + 1).read_to_end(&mut bytes).map_err(failed)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > MOST_READ) {
        return Err(Refusal::rule(format!("{name} is larger than {} MB; nothing was read", MOST_READ >> 20)));
    }
    Ok(bytes)
}

/// What is asked of the rules to keep a file with a case.
pub fn request(case: Id<Case>, file: &str, bytes: &[u8], label: Label) -> Attach {
    let size = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    Attach {
        case,
        kind: label.kind,
        name: clean(file).into(),
        media: media(file, bytes),
        supplier: label.supplier,
        received: label.received,
        size,
        digest: hex(&Sha256::digest(bytes)),
        // What is refused for its size need not be written out.
        base64: if size > MOST_ATTACHED { "-".into() } else { STANDARD.encode(bytes).into() },
    }
}

fn hex(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The letters that a name ends with, or those of the kind of document that the bytes are.
fn media(file: &str, bytes: &[u8]) -> String {
    let ends = Path::new(file).extension().map(|ends| ends.to_string_lossy().to_lowercase());
    let plain = |ends: &String| {
        (1..=5).contains(&ends.len()) && ends.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    ends.filter(plain).unwrap_or_else(|| {
        match intake::kind::kind(bytes) {
            Ok(intake::kind::Kind::Workbook) => "xlsx",
            Ok(intake::kind::Kind::Word) => "docx",
            Ok(intake::kind::Kind::Mail) => "eml",
            Ok(intake::kind::Kind::Json) => "json",
            Ok(intake::kind::Kind::Text) => "txt",
            Err(_) => "bin",
        }
        .to_owned()
    })
}

/// The bytes of a document.
///
/// # Errors
/// When it is not in the record, or damaged.
pub fn bytes(rows: &Changes<'_>, attachment: Id<Attachment>) -> Result<Vec<u8>, Refusal> {
    let body = rows.find::<AttachmentBody>("attachment", &attachment)?.into_iter().next();
    let body = body.ok_or(Refusal::Gone { what: "document" })?;
    STANDARD
        .decode(body.base64.reveal())
        .map_err(|_| Refusal::Record("the bytes of a document are damaged".to_owned()))
}

/// A document as text.
///
/// # Errors
/// When it is not in the record, or damaged.
pub fn show(rows: &Changes<'_>, attachment: Id<Attachment>) -> Result<Shown, Refusal> {
    let attachment: Attachment = rows.get(attachment)?;
    let case: Case = rows.get(attachment.case)?;
    let bytes = bytes(rows, attachment.id)?;
    let text = intake::door::text(&bytes).map(Private::from);
    Ok(Shown { attachment, reference: case.reference, text })
}

/// Writes a document out as it came, in clear. That it left is in the access log before the file is there; a file that
/// is there already is not replaced.
///
/// # Errors
/// When it is not in the record, the log cannot be written, or the file not.
pub fn save(
    service: &mut Service,
    now: Now,
    attachment: Id<Attachment>,
    to: &Path,
) -> Result<Reply, Refusal> {
    let rows = Changes::new(service.record());
    let attachment: Attachment = rows.get(attachment)?;
    let case: Case = rows.get(attachment.case)?;
    let bytes = bytes(&rows, attachment.id)?;
    let why = format!("{} saved to a file", attachment.kind);
    write_in_clear(service, now, (Some(case.id.uuid()), &why), to, &bytes)?;
    let words = format!("{} of {} saved to {}", attachment.kind, case.reference, to.display());
    let mut reply = Reply::said(words).naming(case.reference, attachment.id.uuid());
    reply.warnings.push(IN_CLEAR.to_owned());
    Ok(reply)
}

/// What is said whenever something leaves the record.
pub const IN_CLEAR: &str =
    "the file is in clear, outside the record: keep it as your protocol says, and delete it after";

/// Logs that something leaves and writes it to a file that is not there yet.
///
/// # Errors
/// When the file is there, cannot be written, or the log cannot.
pub(super) fn write_in_clear(
    service: &mut Service,
    now: Now,
    (about, why): (Option<uuid::Uuid>, &str),
    to: &Path,
    bytes: &[u8],
) -> Result<(), Refusal> {
    let failed = |error: &dyn std::fmt::Display| {
        Refusal::rule(format!("{} could not be written: {error}", to.display()))
    };
    if to.exists() {
        return Err(Refusal::rule(format!("{} is there already; choose another name", to.display())));
    }
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut place = tempfile::NamedTempFile::new_in(folder).map_err(|error| failed(&error))?;
    place.write_all(bytes).and_then(|()| place.as_file().sync_all()).map_err(|error| failed(&error))?;
    let access = Access {
        at: now.at,
        actor: service.actor(),
        what: AccessKind::Exported,
        about,
        meeting: None,
        item: None,
        why: Some(why.to_owned()),
        recipient: None,
    };
    service.record_mut().log(&access)?;
    place.persist_noclobber(to).map_err(|error| failed(&error.error))?;
    Ok(())
}
