//! A file looked up again: one of ours, of an edition that has been replaced, altered, or not ours.

use std::fs;
use std::path::Path;

use super::story::{changes_since, standing};
use super::write::digest;
use crate::domain::calendar::show_day_year;
use crate::domain::facts::Changes;
use crate::domain::paper::{Subject, copies, reference, subject};
use crate::domain::refusal::Refusal;
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::minutes::Issued;
use crate::papers;
use crate::service::ask::{Standing, Verdict};
use crate::service::looking::Looking;

/// Looks a file up in the register of papers issued; of a copy that has been replaced, or whose sections have changed since, it
/// says so.
///
/// # Errors
/// When the file or the record cannot be read.
pub fn verify(with: &Looking<'_>, file: &Path) -> Result<Verdict, Refusal> {
    let bytes = fs::read(file)
        .map_err(|error| Refusal::rule(format!("{} could not be read: {error}", file.display())))?;
    let rows = with.rows();
    let known = rows.find::<Issued>("digest", &digest(&bytes))?.into_iter().next();
    let Some(issued) = known else { return unknown(&rows, &bytes) };
    let about = subject(&issued).ok_or(Refusal::Gone { what: "subject of the paper" })?;
    let kind = match (issued.draft, issued.version) {
        (true, _) => "a draft, ".to_owned(),
        (false, 0) => String::new(),
        (false, version) => format!("edition {version}, "),
    };
    let recipient =
        if issued.recipient.is_empty() { String::new() } else { format!(" for {}", issued.recipient) };
    let words = format!(
        "ours: {} of {}, {kind}copy {}{recipient}, issued {}",
        issued.paper,
        reference(&rows, &about)?,
        issued.copy,
        show_day_year(issued.at.date())
    );
    let line = standing(with, &about)?.into_iter().find(|line| line.issued.id == issued.id);
    let newer = copies(&rows, &about)?.into_iter().filter(|other| other.paper == issued.paper);
    let edition = newer.map(|other| other.version).max().unwrap_or(issued.version);
    Ok(match line.map(|line| line.standing) {
        Some(Standing::Replaced(copy)) => {
            Verdict::Older(format!("{words}; replaced by copy {copy}{}", since(with, &issued)))
        }
        Some(Standing::Changed(sections)) => {
            Verdict::Older(format!("{words}; changed since: {}", sections.join("; ")))
        }
        _ if edition > issued.version => Verdict::Older(format!("{words}; a later edition has been issued")),
        _ => Verdict::Ours(words),
    })
}

/// What is different today from a copy that was replaced.
fn since(with: &Looking<'_>, issued: &Issued) -> String {
    let sections = changes_since(with, issued).unwrap_or_default();
    if sections.is_empty() { String::new() } else { format!("; changed since: {}", sections.join("; ")) }
}

/// A file that is no copy: it may say by its title that it is a paper of a meeting or a case of this record.
fn unknown(rows: &Changes<'_>, bytes: &[u8]) -> Result<Verdict, Refusal> {
    let title = papers::pdf::title(bytes).unwrap_or_default();
    for word in title.split_whitespace().map(str::to_owned) {
        let meeting = rows.find::<Meeting>("reference", &word)?.into_iter().next();
        let about = match meeting {
            Some(meeting) => Some(Subject::Meeting(meeting.id)),
            None => rows.find::<Case>("reference", &word)?.first().map(|case| Subject::Case(case.id)),
        };
        if let Some(about) = about {
            let issued = copies(rows, &about)?.len();
            return Ok(Verdict::Altered(format!(
                "altered: it calls itself a paper of {word}, and is none of the {issued} copies that were issued"
            )));
        }
    }
    Ok(Verdict::NotOurs("not ours: no paper of this record has these bytes".to_owned()))
}
