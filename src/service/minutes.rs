//! Minutes out of the record: a copy issued and put in place, and a file looked up again.

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
use crate::domain::statement::{self, Statement};
use crate::domain::tools::forum::Paper;
use crate::papers;
use crate::papers::minutes::{Copy, minutes};
use crate::record::View;

/// Name of this paper in the register.
const PAPER: &str = "minutes";

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
    let area = service.area()?;
    let forum = area.forum(&Changes::new(service.record()).get(meeting)?.forum)?;
    if !forum.issues(Paper::Minutes) {
        return Err(Refusal::rule(format!("{} issues no minutes: its file does not list them", forum.code)));
    }
    let issued = Changes::new(service.record()).find::<Issued>("meeting", &meeting)?;
    let edition = u32::try_from(statement.addenda.len() + 1).unwrap_or(u32::MAX);
    let copy = Copy {
        version: statement.meeting.approved.is_some().then_some(edition),
        recipient: recipient.unwrap_or_default().to_owned(),
        number: u32::try_from(issued.len() + 1).unwrap_or(u32::MAX),
    };
    let options = papers::pdf::Options { created: now.at, large_print: false };
    let bytes = papers::pdf::write(&minutes(&statement, &copy), &options)
        .map_err(|error| Refusal::rule(format!("the minutes could not be made: {error}")))?;
    let request = Issue {
        meeting,
        paper: PAPER.to_owned(),
        recipient: copy.recipient.clone(),
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
    let kind = if copy.version.is_none() { "draft minutes" } else { "minutes" };
    reply.words = format!(
        "{kind} of {} written to {}, copy {}",
        statement.meeting.reference,
        to.display(),
        copy.number
    );
    reply
        .warnings
        .push("the file leaves the record in clear: keep it and send it as your protocol says".to_owned());
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
    let newest = changes.find::<Issued>("meeting", &meeting.id)?.into_iter().map(|other| other.version).max();
    let kind = if issued.draft { "a draft".to_owned() } else { format!("edition {}", issued.version) };
    let recipient =
        if issued.recipient.is_empty() { String::new() } else { format!(" for {}", issued.recipient) };
    let words = format!(
        "ours: minutes of {}, {kind}, copy {}{recipient}, issued {}",
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
    let reference = title.strip_prefix("Minutes ").unwrap_or_default().to_owned();
    let meeting = changes.find::<Meeting>("reference", &reference)?.into_iter().next();
    let Some(meeting) = meeting else {
        return Ok(Verdict::NotOurs("not ours: no paper of this record has these bytes".to_owned()));
    };
    let copies = changes.find::<Issued>("meeting", &meeting.id)?.len();
    Ok(Verdict::Altered(format!(
        "altered: it calls itself minutes of {}, and is none of the {copies} copies that were issued",
        meeting.reference
    )))
}
