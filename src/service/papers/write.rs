//! A paper put in place: made, written in its format, registered, and only then given its name.

use std::fs;
use std::io::Write;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::bytes::{About, Options, bytes};
use super::invitation;
use super::make::{facts, make};
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::paper::{Edition, Format, PaperKind, Subject, Wanted, copies, reference};
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{Issue, Request};
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::minutes::Section;
use crate::papers::{Copy, actions};
use crate::service::attach::IN_CLEAR;
use crate::service::clock::Now;
use crate::service::execute::Service;
use crate::service::file::{beside, cannot_write};
use crate::service::look::Looking;

/// Writes a paper to a file and registers the copy, with the digest of its bytes, before the file is put in place; a file
/// of that name is replaced whole or not at all.
///
/// # Errors
/// When the paper cannot be made, its format is not one it is written in, the record cannot be written, or the file not
/// put in place.
pub fn write(
    service: &mut Service,
    now: Now,
    wanted: &Wanted,
    options: &Options,
    to: &Path,
) -> Result<Reply, Refusal> {
    allowed(service, wanted, options)?;
    let copy = next_copy(service, wanted)?;
    let area = service.area()?;
    let with = Looking { view: service.record().view(), area: &area, now, actor: service.actor() };
    let made = make(&with, wanted, &copy)?;
    let name = reference(&Changes::new(service.record()), &wanted.subject)?;
    let about = About {
        wanted,
        reference: &name,
        calendar: invitation::sitting(&with, wanted, &copy)?,
        file: file_name(&Changes::new(service.record()), wanted, options.format)?,
        id: service.next_id(),
    };
    let bytes = bytes(&made, now, options, &area, &about)?;
    let request = Issue {
        wanted: wanted.clone(),
        format: options.format,
        sealed: options.password.is_some(),
        why: options.why.clone(),
        copy: copy.number,
        version: copy.version.unwrap_or(0),
        draft: copy.version.is_none(),
        digest: digest(&bytes),
    };
    // A name that cannot be written is found out before the copy is registered.
    let mut place = beside(to)?;
    let change = service.next_id();
    let mut reply = service.execute(now, change, Request::Issue(request), None)?;
    let put = place.write_all(&bytes).and_then(|()| place.as_file().sync_all());
    put.map_err(|error| cannot_write(to, &error))?;
    place.persist(to).map_err(|error| cannot_write(to, &error.error))?;
    let draft = if copy.version.is_none() && made.document.draft { "draft " } else { "" };
    reply.words =
        format!("{draft}{} of {name} written to {}, copy {}", wanted.kind, to.display(), copy.number);
    if options.password.is_none() {
        reply.warnings.push(IN_CLEAR.to_owned());
    }
    Ok(reply)
}

/// Writes several papers into a folder, each under a name of its stem, its reference and its recipient. Copies written before
/// one that fails stand and are registered.
///
/// # Errors
/// As [`write`](fn@write).
pub fn write_all(
    service: &mut Service,
    now: Now,
    wanted: &[Wanted],
    options: &Options,
    folder: &Path,
) -> Result<Reply, Refusal> {
    fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
    let mut told = Reply::default();
    for one in wanted {
        let name = file_name(&Changes::new(service.record()), one, options.format)?;
        let written = write(service, now, one, options, &folder.join(name))?;
        told.ids.extend(written.ids);
        told.references.extend(written.references);
        for warning in written.warnings {
            if !told.warnings.contains(&warning) {
                told.warnings.push(warning);
            }
        }
    }
    told.words = format!("{} written to {}", counted(wanted, &told.references), folder.display());
    Ok(told)
}

/// "3 action sheets of MARAC-2026-11-26"; of several kinds or things, their number only.
fn counted(wanted: &[Wanted], references: &[String]) -> String {
    let (Some(first), Some(reference)) = (wanted.first(), references.first()) else {
        return "nothing".to_owned();
    };
    let alike =
        wanted.iter().all(|one| one.kind == first.kind) && references.iter().all(|one| one == reference);
    match (alike, wanted.len()) {
        (true, 1) => format!("1 {} of {reference}", first.kind),
        (true, count) => {
            let plural = if first.kind.word().ends_with('s') { "" } else { "s" };
            format!("{count} {}{plural} of {reference}", first.kind)
        }
        (false, count) => format!("{count} papers"),
    }
}

/// The name a copy goes by in a folder: what it is, the reference, and the agency; nobody's name.
///
/// # Errors
/// When what the paper is about is gone.
pub fn file_name(rows: &Changes<'_>, wanted: &Wanted, format: Format) -> Result<String, Refusal> {
    let stem = wanted.kind.shape().map_or("paper", |shape| shape.stem);
    let mut words = vec![reference(rows, &wanted.subject)?, stem.to_owned()];
    match &wanted.edition {
        Edition::Full if wanted.recipient.is_empty() => {}
        Edition::Full | Edition::Agency(_) => words.push(file_word(&wanted.recipient)),
        Edition::Redacted => words.push("redacted".to_owned()),
    }
    Ok(format!("{}.{}", words.join("-"), format.word()))
}

/// Writes the minutes of a meeting as PDF, in full.
///
/// # Errors
/// As [`write`](fn@write).
pub fn export(
    service: &mut Service,
    now: Now,
    meeting: Id<Meeting>,
    to: &Path,
    recipient: Option<&str>,
) -> Result<Reply, Refusal> {
    let mut wanted = Wanted::of(PaperKind::Minutes, Subject::Meeting(meeting));
    wanted.recipient = recipient.unwrap_or_default().to_owned();
    write(service, now, &wanted, &Options::pdf(), to)
}

/// Writes an action sheet for every agency that took an action on, or for those named, into a folder: approved or not,
/// since what was agreed does not wait for the minutes.
///
/// # Errors
/// As [`write`](fn@write); and when an agency named has no action.
pub fn sheets(
    service: &mut Service,
    now: Now,
    meeting: Id<Meeting>,
    folder: &Path,
    agencies: &[String],
) -> Result<Reply, Refusal> {
    let area = service.area()?;
    let rows = Changes::new(service.record());
    let statement = facts(&rows, &area, meeting)?;
    let reference = &statement.meeting.reference;
    let known = actions::recipients(&statement);
    if let Some(none) = agencies.iter().find(|name| !known.contains(name)) {
        return Err(Refusal::rule(format!("{none} has no action of {reference}, and no sheet")));
    }
    if known.is_empty() {
        return Err(Refusal::rule(format!(
            "no action of {reference} belongs to an agency: there is no sheet to write"
        )));
    }
    let key = |name: &str| area.agency_key_said(name).unwrap_or(name).to_owned();
    let wanted: Vec<Wanted> = known
        .iter()
        .filter(|name| agencies.is_empty() || agencies.contains(name))
        .map(|name| Wanted {
            edition: Edition::Agency(key(name)),
            recipient: name.clone(),
            ..Wanted::of(PaperKind::ActionSheet, Subject::Meeting(meeting))
        })
        .collect();
    drop(rows);
    write_all(service, now, &wanted, &Options::pdf(), folder)
}

/// A word for a file name: letters and digits of an agency's name.
fn file_word(name: &str) -> String {
    let words = name.to_lowercase();
    let words = words.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// Whether the forum issues such papers, and such a paper is written in this format.
fn allowed(service: &Service, wanted: &Wanted, options: &Options) -> Result<(), Refusal> {
    let shape = wanted.kind.shape();
    if !shape.is_some_and(|shape| shape.formats.contains(&options.format)) {
        return Err(Refusal::rule(format!("the {} is not written as {}", wanted.kind, options.format)));
    }
    if options.password.is_some() && !matches!(options.format, Format::Pdf | Format::Eml) {
        return Err(Refusal::rule(format!(
            "only a PDF can be sealed with a password, a {} file cannot",
            options.format
        )));
    }
    let listed = shape.and_then(|shape| shape.listed);
    let Some((meeting, listed)) = wanted.subject.meeting().zip(listed) else { return Ok(()) };
    let area = service.area()?;
    let meeting: Meeting = Changes::new(service.record()).get(meeting)?;
    let forum = area.forum(&meeting.forum)?;
    if forum.issues(listed) {
        return Ok(());
    }
    Err(Refusal::rule(format!("{} issues no {}: its file does not list them", forum.code, listed.word())))
}

/// The next copy of what a paper is about: its number, and its edition once the minutes are approved.
fn next_copy(service: &Service, wanted: &Wanted) -> Result<Copy, Refusal> {
    let rows = Changes::new(service.record());
    let issued = copies(&rows, &wanted.subject)?;
    let version = match wanted.subject.meeting() {
        Some(meeting) if rows.get(meeting)?.approved.is_some() => {
            let sections = rows.find::<Section>("meeting", &meeting)?;
            let addenda = sections.iter().filter(|section| section.kind == "addendum").count();
            Some(u32::try_from(addenda + 1).unwrap_or(u32::MAX))
        }
        _ => None,
    };
    let number = issued.iter().map(|copy| copy.copy).max().unwrap_or(0).saturating_add(1);
    Ok(Copy { version, recipient: wanted.recipient.clone(), number })
}

/// SHA-256 in hexadecimal.
pub(super) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
