//! A file looked up again: one of ours, of an edition that has been replaced, altered, or not ours.

use std::fs;
use std::path::Path;

use super::write::digest;
use crate::domain::calendar::show_day_year;
use crate::domain::facts::Changes;
use crate::domain::paper::{copies, reference, subject};
use crate::domain::refusal::Refusal;
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::minutes::Issued;
use crate::papers;
use crate::record::View;

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
    let subject = subject(&issued).ok_or(Refusal::Gone { what: "subject of the paper" })?;
    let alike = copies(&changes, &subject)?.into_iter();
    let newest = alike.filter(|other| other.paper == issued.paper).map(|other| other.version).max();
    let kind = if issued.draft { "a draft".to_owned() } else { format!("edition {}", issued.version) };
    let recipient =
        if issued.recipient.is_empty() { String::new() } else { format!(" for {}", issued.recipient) };
    let words = format!(
        "ours: {} of {}, {kind}, copy {}{recipient}, issued {}",
        issued.paper,
        reference(&changes, &subject)?,
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
