//! Papers of a meeting out of the record: minutes and action sheets issued and put in place, and a file looked up again.

use std::fs;
use std::io::Write;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::clock::Now;
use super::execute::Service;
use super::file::{beside, cannot_write};
use crate::domain::calendar::show_day_year;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{Issue, Request};
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::minutes::Issued;
use crate::domain::rules::PAPER as MINUTES;
use crate::domain::statement::{self, Statement};
use crate::domain::tools::forum::Paper;
use crate::papers::minutes::{Copy, minutes};
use crate::papers::{self, Document, actions};
use crate::record::View;

/// Name of an action sheet in the register.
const SHEET: &str = "action sheet";
/// Said of every file that leaves the record.
const IN_CLEAR: &str = "the file leaves the record in clear: keep it and send it as your protocol says";

/// The statement of a meeting, as approved or as it stands.
///
/// # Errors
/// When the record cannot be read.
pub fn facts(service: &Service, meeting: Id<Meeting>) -> Result<Statement, Refusal> {
    let area = service.area()?;
    let changes = Changes::new(service.record());
    let meeting: Meeting = changes.get(meeting)?;
    statement::gather(&changes, &area, &meeting)
}

/// Writes the minutes of a meeting as PDF. The copy is in the register, with the digest of its bytes, before the file
/// is put in place; a file of that name is replaced whole or not at all.
///
/// # Errors
/// When the record cannot be written, the paper not made, or the file not put in place.
pub fn export(
    service: &mut Service,
    now: Now,
    meeting: Id<Meeting>,
    to: &Path,
    recipient: Option<&str>,
) -> Result<Reply, Refusal> {
    let statement = facts(service, meeting)?;
    issues(service, meeting, Paper::Minutes)?;
    let copy = copy(service, meeting, &statement, recipient.unwrap_or_default())?;
    let mut reply = put(service, now, to, meeting, (MINUTES, &minutes(&statement, &copy)), &copy)?;
    let kind = if copy.version.is_none() { "draft minutes" } else { "minutes" };
    reply.words = format!(
        "{kind} of {} written to {}, copy {}",
        statement.meeting.reference,
        to.display(),
        copy.number
    );
    reply.warnings.push(IN_CLEAR.to_owned());
    Ok(reply)
}

/// Writes an action sheet for every agency that took an action on, or for those named, into a folder: approved or not,
/// since what was agreed does not wait for the minutes. Each copy is registered before its file is put in place.
///
/// # Errors
/// As [`export`]; and when an agency named has no action. Sheets written before that stand and are registered.
pub fn sheets(
    service: &mut Service,
    now: Now,
    meeting: Id<Meeting>,
    folder: &Path,
    agencies: &[String],
) -> Result<Reply, Refusal> {
    let statement = facts(service, meeting)?;
    issues(service, meeting, Paper::Actions)?;
    let reference = &statement.meeting.reference;
    let known = actions::recipients(&statement);
    let none = agencies.iter().find(|name| !known.contains(name));
    if let Some(none) = none {
        return Err(Refusal::rule(format!("{none} has no action of {reference}, and no sheet")));
    }
    if known.is_empty() {
        return Err(Refusal::rule(format!(
            "no action of {reference} belongs to an agency: there is no sheet to write"
        )));
    }
    fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
    let mut reply = Reply::default();
    let wanted: Vec<&String> =
        known.iter().filter(|name| agencies.is_empty() || agencies.contains(name)).collect();
    for agency in &wanted {
        let copy = copy(service, meeting, &statement, agency)?;
        let name = format!("{reference}-actions-{}.pdf", file_word(agency));
        let sheet = actions::sheet(&statement, agency, &copy);
        let written = put(service, now, &folder.join(&name), meeting, (SHEET, &sheet), &copy)?;
        reply.ids.extend(written.ids);
        reply.conclusions.extend(written.conclusions);
    }
    let count = wanted.len();
    let sheets = if count == 1 { "1 action sheet".to_owned() } else { format!("{count} action sheets") };
    reply.words = format!("{sheets} of {reference} written to {}", folder.display());
    reply.warnings.push(IN_CLEAR.to_owned());
    Ok(reply)
}

/// Writes a paper of a meeting as the terminal asks for it: for everybody, to a file, or a folder for action sheets.
///
/// # Errors
/// As [`export`]; and when the paper is neither minutes nor action sheets.
pub fn write(
    service: &mut Service,
    now: Now,
    meeting: Id<Meeting>,
    paper: Paper,
    to: &Path,
) -> Result<Reply, Refusal> {
    match paper {
        Paper::Minutes => export(service, now, meeting, to, None),
        Paper::Actions => sheets(service, now, meeting, to, &[]),
        Paper::Agenda | Paper::Plan => {
            Err(Refusal::rule(format!("the {} is not written as a paper of its own", paper.word())))
        }
    }
}

/// A word for a file name: letters and digits of an agency's name.
fn file_word(name: &str) -> String {
    let words = name.to_lowercase();
    let words = words.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// Whether the forum issues such papers at all.
fn issues(service: &Service, meeting: Id<Meeting>, paper: Paper) -> Result<(), Refusal> {
    let area = service.area()?;
    let meeting: Meeting = Changes::new(service.record()).get(meeting)?;
    let forum = area.forum(&meeting.forum)?;
    if forum.issues(paper) {
        return Ok(());
    }
    Err(Refusal::rule(format!("{} issues no {}: its file does not list them", forum.code, paper.word())))
}

/// The next copy of a paper of a meeting.
fn copy(
    service: &Service,
    meeting: Id<Meeting>,
    statement: &Statement,
    recipient: &str,
) -> Result<Copy, Refusal> {
    let issued = Changes::new(service.record()).find::<Issued>("meeting", &meeting)?;
    let edition = u32::try_from(statement.addenda.len() + 1).unwrap_or(u32::MAX);
    Ok(Copy {
        version: statement.meeting.approved.is_some().then_some(edition),
        recipient: recipient.to_owned(),
        number: u32::try_from(issued.len() + 1).unwrap_or(u32::MAX),
    })
}

/// Makes the PDF, registers the copy, puts the file in place.
fn put(
    service: &mut Service,
    now: Now,
    to: &Path,
    meeting: Id<Meeting>,
    (name, paper): (&str, &Document),
    copy: &Copy,
) -> Result<Reply, Refusal> {
    let options = papers::pdf::Options { created: now.at, large_print: false };
    let bytes = papers::pdf::write(paper, &options)
        .map_err(|error| Refusal::rule(format!("the {name} could not be made: {error}")))?;
    let request = Issue {
        meeting,
        paper: name.to_owned(),
        recipient: copy.recipient.clone(),
        copy: copy.number,
        version: copy.version.unwrap_or(0),
        draft: copy.version.is_none(),
        digest: digest(&bytes),
    };
    // A name that cannot be written is found out before the copy is registered.
    let mut place = beside(to)?;
    let change = service.next_id();
    let reply = service.execute(now, change, Request::Issue(request), None)?;
    let put = place.write_all(&bytes).and_then(|()| place.as_file().sync_all());
    put.map_err(|error| cannot_write(to, &error))?;
    place.persist(to).map_err(|error| cannot_write(to, &error.error))?;
    Ok(reply)
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a file turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// A copy issued from this record, the newest edition.
    Ours(String),
    /// A copy issued from this record, of an edition that has been replaced.
    Older(String),
    /// It names a meeting of this record, and is no copy that was issued.
    Altered(String),
    /// Nothing of this record.
    NotOurs(String),
}

impl Verdict {
    /// In words.
    pub fn words(&self) -> &str {
        match self {
            Self::Ours(words) | Self::Older(words) | Self::Altered(words) | Self::NotOurs(words) => words,
        }
    }

    /// Whether it is a copy as issued.
    pub const fn is_ours(&self) -> bool {
        matches!(self, Self::Ours(_) | Self::Older(_))
    }
}

/// Looks a file up in the register of papers issued.
///
/// # Errors
/// When the file or the record cannot be read.
pub fn verify(view: View<'_>, file: &Path) -> Result<Verdict, Refusal> {
    let bytes = fs::read(file)
        .map_err(|error| Refusal::rule(format!("{} could not be read: {error}", file.display())))?;
    let changes = Changes::new(&view);
    let known = changes.find::<Issued>("digest", &digest(&bytes))?.into_iter().next();
    let Some(issued) = known else { return unknown(&changes, &bytes) };
    let meeting: Meeting = changes.get(issued.meeting)?;
    let alike = changes.find::<Issued>("meeting", &meeting.id)?.into_iter();
    let newest = alike.filter(|other| other.paper == issued.paper).map(|other| other.version).max();
    let kind = if issued.draft { "a draft".to_owned() } else { format!("edition {}", issued.version) };
    let recipient =
        if issued.recipient.is_empty() { String::new() } else { format!(" for {}", issued.recipient) };
    let words = format!(
        "ours: {} of {}, {kind}, copy {}{recipient}, issued {}",
        issued.paper,
        meeting.reference,
        issued.copy,
        show_day_year(issued.at.date())
    );
    if newest.is_some_and(|newest| newest > issued.version) {
        return Ok(Verdict::Older(format!("{words}; a later edition has been issued")));
    }
    Ok(Verdict::Ours(words))
}

fn unknown(changes: &Changes<'_>, bytes: &[u8]) -> Result<Verdict, Refusal> {
    let title = papers::pdf::title(bytes).unwrap_or_default();
    let named = [("Minutes ", "minutes"), ("Actions ", "action sheet")];
    let called =
        named.into_iter().find_map(|(head, name)| Some((name, title.strip_prefix(head)?.to_owned())));
    let (name, reference) = called.unwrap_or_default();
    let meeting = changes.find::<Meeting>("reference", &reference)?.into_iter().next();
    let Some(meeting) = meeting else {
        return Ok(Verdict::NotOurs("not ours: no paper of this record has these bytes".to_owned()));
    };
    let copies = changes.find::<Issued>("meeting", &meeting.id)?.len();
    Ok(Verdict::Altered(format!(
        "altered: it calls itself {name} of {}, and is none of the {copies} copies that were issued",
        meeting.reference
    )))
}
