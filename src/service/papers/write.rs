//! A paper put in place: made, written in its format, registered, and only then given its name.

use std::fs;
use std::io::Write;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::bytes::{About, Options, bytes};
use super::invitation;
use super::make::{facts, make, next_copy};
use super::story::{standing, wanted};
use crate::domain::calendar::show_day_year;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::paper::{Edition, Format, PaperKind, Subject, Wanted, reference};
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{Issue, Request};
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::Meeting;
use crate::papers::printed::printed;
use crate::papers::{Block, Note, Text, actions};
use crate::service::ask::{CopyLine, Standing};
use crate::service::attach::IN_CLEAR;
use crate::service::clock::Now;
use crate::service::execute::Service;
use crate::service::file::{beside, cannot_write};
use crate::service::looking::Looking;

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
    Ok(written(service, now, wanted, options, None, Some(to))?.0)
}

/// Makes and registers a copy that is handed on as bytes and put in no file.
///
/// # Errors
/// As [`write`](fn@write).
pub fn handed(
    service: &mut Service,
    now: Now,
    wanted: &Wanted,
    options: &Options,
) -> Result<(Reply, Vec<u8>), Refusal> {
    written(service, now, wanted, options, None, None)
}

/// Writes a copy, as one that replaces another where it does.
fn written(
    service: &mut Service,
    now: Now,
    wanted: &Wanted,
    options: &Options,
    replaced: Option<&CopyLine>,
    to: Option<&Path>,
) -> Result<(Reply, Vec<u8>), Refusal> {
    let options = &options.sealed()?;
    allowed(service, wanted, options)?;
    let copy = next_copy(&Changes::new(service.record()), wanted)?;
    let area = service.area()?;
    let with = Looking { view: service.record().view(), area: &area, now, actor: service.actor() };
    let mut made = make(&with, wanted, &copy)?;
    let printed = printed(&made.document);
    if let Some(line) = replaced {
        made.document.blocks.insert(0, correction(line));
    }
    let name = reference(&Changes::new(service.record()), &wanted.subject)?;
    let about = About {
        wanted,
        reference: &name,
        calendar: invitation::sitting(&with, wanted, &copy)?,
        file: file_name(&Changes::new(service.record()), wanted, options.format)?,
        id: service.next_id(),
        meeting: match wanted.subject.meeting() {
            Some(meeting) => Changes::new(service.record()).get::<Meeting>(meeting)?.reference,
            None => String::new(),
        },
        forum: forum_of(service, wanted)?,
    };
    let bytes = bytes(&made, now, options, &area, &about)?;
    let request = Issue {
        wanted: wanted.clone(),
        format: options.format,
        sealed: options.password.is_some(),
        why: options.why.clone(),
        printed,
        replaces: replaced.map(|line| line.issued.id),
        copy: copy.number,
        version: copy.version.unwrap_or(0),
        draft: made.document.draft,
        digest: digest(&bytes),
    };
    // A name that cannot be written is found out before the copy is registered.
    let place = to.map(beside).transpose()?;
    let change = service.next_id();
    let mut reply = service.execute(now, change, Request::Issue(request), None)?;
    let mut where_to = String::from("handed on");
    if let Some((mut place, to)) = place.zip(to) {
        let put = place.write_all(&bytes).and_then(|()| place.as_file().sync_all());
        put.map_err(|error| cannot_write(to, &error))?;
        place.persist(to).map_err(|error| cannot_write(to, &error.error))?;
        where_to = format!("written to {}", to.display());
    }
    let draft = if made.document.draft { "draft " } else { "" };
    reply.words = format!("{draft}{} of {name} {where_to}, copy {}", wanted.kind, copy.number);
    match &options.password {
        None => reply.warnings.push(IN_CLEAR.to_owned()),
        Some(password) if options.new_password => {
            let whose = if wanted.recipient.is_empty() { name } else { wanted.recipient.clone() };
            reply.told_once.push((whose, password.reveal().into()));
        }
        Some(_) => {}
    }
    Ok((reply, bytes))
}

/// The name of the forum a paper comes from; of the area where it is about a person across forums.
fn forum_of(service: &Service, wanted: &Wanted) -> Result<String, Refusal> {
    let (area, rows) = (service.area()?, Changes::new(service.record()));
    let key = match (&wanted.subject, wanted.subject.meeting(), wanted.subject.case()) {
        (_, Some(meeting), _) => rows.get::<Meeting>(meeting)?.forum,
        (_, None, Some(case)) => rows.get::<Case>(case)?.forum,
        (Subject::Forum { forum, .. }, ..) => forum.clone(),
        _ => return Ok(area.name.clone()),
    };
    Ok(format!("{} {}", area.name, area.forum(&key)?.code))
}

/// What stands at the head of a copy that corrects another: which, and what is different.
fn correction(line: &CopyLine) -> Block {
    let first = format!(
        "Correction. This copy replaces copy {} of {}. Please destroy that one.",
        line.issued.copy,
        show_day_year(line.issued.at.date())
    );
    let mut paragraphs = vec![Text::strong(first)];
    if let Standing::Changed(sections) = &line.standing {
        paragraphs.push(format!("Different in: {}.", sections.join("; ")).into());
    }
    Block::Note(Note { paragraphs })
}

/// Writes a correction for everybody whose copy no longer says what the record says, into a folder, in the format their copy
/// had. A copy that was sealed is sealed again, so a password is needed for it.
///
/// # Errors
/// As [`write`](fn@write); and when nobody is owed one.
pub fn correct(
    service: &mut Service,
    now: Now,
    about: &Subject,
    options: &Options,
    folder: &Path,
) -> Result<Reply, Refusal> {
    let area = service.area()?;
    let with = Looking { view: service.record().view(), area: &area, now, actor: service.actor() };
    let mut owed = standing(&with, about)?;
    owed.retain(|line| matches!(line.standing, Standing::Changed(_)));
    let name = reference(&Changes::new(service.record()), about)?;
    if owed.is_empty() {
        return Err(Refusal::rule(format!(
            "no copy of a paper of {name} has changed: nobody is owed a correction"
        )));
    }
    if options.password.is_none()
        && !options.new_password
        && owed.iter().any(|line| line.issued.sealed == Some(true))
    {
        return Err(Refusal::rule("a copy to be corrected was sealed: give a password for its correction"));
    }
    fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
    let mut told = Reply::default();
    for line in &owed {
        let wanted = wanted(&line.issued).ok_or(Refusal::Gone { what: "subject of the paper" })?;
        let format = line.issued.format.unwrap_or(Format::Pdf);
        let sealed = options.password.clone().filter(|_| line.issued.sealed == Some(true));
        let new_password = options.new_password && line.issued.sealed == Some(true);
        let options = Options { format, password: sealed, new_password, ..options.clone() };
        let file = file_name(&Changes::new(service.record()), &wanted, format)?;
        let to = folder.join(format!("correction-{file}"));
        let (reply, _) = written(service, now, &wanted, &options, Some(line), Some(&to))?;
        told.ids.extend(reply.ids);
        told.references.extend(reply.references);
        told.told_once.extend(reply.told_once);
        told.warnings = reply.warnings;
    }
    let count = owed.len();
    let corrections = if count == 1 { "1 correction".to_owned() } else { format!("{count} corrections") };
    told.words = format!("{corrections} of {name} written to {}", folder.display());
    Ok(told)
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
        told.told_once.extend(written.told_once);
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
        (true, 1) if first.kind.word().ends_with('s') => format!("{} of {reference}", first.kind),
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

/// SHA-256 in hexadecimal.
pub(super) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
