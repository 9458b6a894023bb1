//! What can be made of a thing, what went out about it, and which of that no longer holds.

use std::collections::BTreeMap;

use super::make::{make, next_copy};
use crate::domain::paper::{
    Edition, For, Of, PaperKind, SHAPES, Shape, Subject, Wanted, copies, reference, subject,
};
use crate::domain::refusal::Refusal;
use crate::domain::rows::agenda::AgendaItem;
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::minutes::Issued;
use crate::domain::tools::forum::CaseKind;
use crate::papers::printed::changed;
use crate::papers::{Block, Document, actions, text};
use crate::service::ask::{CopyLine, Offered, PapersStory, Preview, Rung, Standing};
use crate::service::look::chasing;
use crate::service::looking::Looking;

/// The papers of a thing.
///
/// # Errors
/// When the record cannot be read, or the thing is gone.
pub fn story(with: &Looking<'_>, about: &Subject) -> Result<PapersStory, Refusal> {
    let rows = with.rows();
    Ok(PapersStory {
        subject: about.clone(),
        reference: reference(&rows, about)?,
        offered: offered(with, about)?,
        copies: standing(with, about)?,
    })
}

/// What a copy would hold, and what would be left out.
///
/// # Errors
/// As [`make`].
pub fn preview(with: &Looking<'_>, wanted: &Wanted) -> Result<Preview, Refusal> {
    let made = make(with, wanted, &next_copy(&with.rows(), wanted)?)?;
    let inside = made.document.blocks.iter().filter_map(|block| match block {
        Block::Heading(level, words) => Some((level.number(), text::plain(words))),
        _ => None,
    });
    Ok(Preview {
        wanted: wanted.clone(),
        title: made.document.title.clone(),
        inside: inside.collect(),
        left_out: made.left_out,
        text: text::write(&made.document.to_read()).into(),
    })
}

/// The papers whose subject is such a thing; for a meeting also those about one of its cases.
fn offered(with: &Looking<'_>, about: &Subject) -> Result<Vec<Offered>, Refusal> {
    let rows = with.rows();
    let mut cases = Vec::new();
    if let Subject::Meeting(meeting) = about {
        let mut items = rows.find::<AgendaItem>("meeting", meeting)?;
        items.retain(|item| !item.state.is_off());
        items.sort_by_key(|item| item.position);
        for item in items {
            cases.push((item.case, rows.get::<Case>(item.case)?.reference));
        }
    }
    let mut found = Vec::new();
    for shape in SHAPES {
        let of_item = shape.of == Of::Item && about.of() == Of::Meeting && !cases.is_empty();
        let unheard = shape.kind == PaperKind::VictimAnnex && !numbers_victims(with, about)?;
        if unheard || (!of_item && about.of() != shape.of) {
            continue;
        }
        let agencies = match shape.to {
            For::EachAgency | For::Anybody => recipients(with, shape.kind, about)?,
            For::Office | For::Referrer | For::Named => Vec::new(),
        };
        let none = shape.to == For::EachAgency && agencies.is_empty();
        found.push(Offered {
            kind: shape.kind,
            cases: if of_item { cases.clone() } else { Vec::new() },
            agencies,
            but: none.then(|| "no agency is concerned".to_owned()),
        });
    }
    Ok(found)
}

/// Whether a meeting's forum is about perpetrators, so that its minutes number the victims.
fn numbers_victims(with: &Looking<'_>, about: &Subject) -> Result<bool, Refusal> {
    let Some(meeting) = about.meeting() else { return Ok(false) };
    let meeting: Meeting = with.rows().get(meeting)?;
    Ok(with.area.kind_of(&meeting.forum) == Some(CaseKind::Subject))
}

/// The agencies that get a paper that is for each agency: key, and name as papers say it.
///
/// # Errors
/// When the record cannot be read.
pub fn recipients(
    with: &Looking<'_>,
    kind: PaperKind,
    about: &Subject,
) -> Result<Vec<(String, String)>, Refusal> {
    let agencies =
        with.area.agencies.agency.iter().map(|agency| (agency.key.clone(), agency.said().to_owned()));
    match (kind, about) {
        (PaperKind::ActionSheet, Subject::Meeting(meeting)) => {
            let names = actions::recipients(&super::facts(&with.rows(), with.area, *meeting)?);
            Ok(agencies.filter(|(_, name)| names.contains(name)).collect())
        }
        (
            PaperKind::Agenda
            | PaperKind::Expiries
            | PaperKind::OutcomeSheet
            | PaperKind::ResearchRequest
            | PaperKind::Invitation,
            Subject::Meeting(meeting),
        ) => {
            let asked = super::meeting::asked(with, *meeting)?;
            Ok(agencies.filter(|(key, _)| asked.contains(key)).collect())
        }
        (PaperKind::Reminder, Subject::Owed { .. }) => {
            let chasing = chasing::chasing(with)?;
            let due = |key: &String| {
                chasing.reminders.iter().any(|one| one.agency == *key && one.rung == Rung::Agency)
            };
            Ok(agencies.filter(|(key, _)| due(key)).collect())
        }
        _ => Ok(agencies.collect()),
    }
}

/// What a recipient holds: the paper, its edition and who it was for.
type Held = (PaperKind, Option<String>, String, Option<Subject>);

/// Every copy, the newest first, and how it stands.
///
/// # Errors
/// When the record cannot be read.
pub fn standing(with: &Looking<'_>, about: &Subject) -> Result<Vec<CopyLine>, Refusal> {
    let issued = copies(&with.rows(), about)?;
    let mut newest: BTreeMap<String, u32> = BTreeMap::new();
    let mut made: Vec<(Held, Option<Document>)> = Vec::new();
    let mut lines = Vec::new();
    for copy in issued.into_iter().rev() {
        let held: Held = (copy.paper, copy.edition.clone(), copy.recipient.clone(), subject(&copy));
        let key = format!("{held:?}");
        let standing = match newest.get(&key) {
            Some(number) => Standing::Replaced(*number),
            None => {
                newest.insert(key, copy.copy);
                since(with, &copy, &held, &mut made)
            }
        };
        lines.push(CopyLine { edition: edition(with, &copy), standing, issued: copy });
    }
    Ok(lines)
}

/// What changed since a copy that nothing has replaced.
fn since(
    with: &Looking<'_>,
    copy: &Issued,
    held: &Held,
    made: &mut Vec<(Held, Option<Document>)>,
) -> Standing {
    let Some(before) = &copy.printed else { return Standing::Unknown };
    if !copy.paper.shape().is_some_and(Shape::is_corrected) {
        return Standing::Unknown;
    }
    let at = made.iter().position(|(known, _)| known == held).unwrap_or_else(|| {
        let document = wanted(copy).and_then(|wanted| {
            let copy = next_copy(&with.rows(), &wanted).ok()?;
            make(with, &wanted, &copy).ok().map(|made| made.document)
        });
        made.push((held.clone(), document));
        made.len() - 1
    });
    let Some(document) = made.get(at).and_then(|(_, document)| document.as_ref()) else {
        return Standing::Unknown;
    };
    let sections = changed(&before.0, document);
    if sections.is_empty() { Standing::Current } else { Standing::Changed(sections) }
}

/// The sections in which a copy differs from what the record says now; nothing when that cannot be told.
pub fn changes_since(with: &Looking<'_>, copy: &Issued) -> Option<Vec<String>> {
    copy.paper.shape().filter(|shape| shape.is_corrected())?;
    let wanted = wanted(copy)?;
    let made = make(with, &wanted, &next_copy(&with.rows(), &wanted).ok()?).ok()?;
    Some(changed(&copy.printed.as_ref()?.0, &made.document))
}

/// The paper a copy is of, to be made again.
pub fn wanted(copy: &Issued) -> Option<Wanted> {
    Some(Wanted {
        edition: copy.edition.as_deref().map_or(Edition::Full, Edition::parse),
        recipient: copy.recipient.clone(),
        ..Wanted::of(copy.paper, subject(copy)?)
    })
}

/// The name of a copy's edition.
fn edition(with: &Looking<'_>, copy: &Issued) -> String {
    match copy.edition.as_deref().map_or(Edition::Full, Edition::parse) {
        Edition::Full => "in full".to_owned(),
        Edition::Agency(key) => format!("for {}", with.area.agency_said(&key)),
        Edition::Redacted => "redacted".to_owned(),
    }
}
