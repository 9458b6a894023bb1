//! Papers printed: the list of them, a preview, and the register.

use serde_json::json;

use crate::cli::failure::Failure;
use crate::cli::out::Out;
use crate::domain::calendar::show_day_year;
use crate::domain::paper::{For, Format, Of, SHAPES};
use crate::domain::private::Private;
use crate::service::ask::{CopyLine, PapersStory, Preview, Standing};

const fn about(of: Of) -> &'static str {
    match of {
        Of::Meeting => "a meeting",
        Of::Item => "one case of a meeting",
        Of::Case => "a case",
        Of::Person => "a person",
        Of::Forum => "a forum",
        Of::Owed => "a day",
    }
}

const fn reader(to: For) -> &'static str {
    match to {
        For::Anybody => "anybody named",
        For::EachAgency => "each agency",
        For::Office => "chair, coordinator",
        For::Referrer => "the referrer",
        For::Named => "whom you name",
    }
}

/// Every paper.
pub fn list(out: &mut Out) -> Result<(), Failure> {
    if out.wants_json() {
        let papers = SHAPES.iter().map(|shape| {
            json!({
                "paper": shape.kind.word().replace(' ', "-").replace('\'', ""),
                "about": about(shape.of),
                "for": reader(shape.to),
                "formats": shape.formats.iter().map(|format| format.word()).collect::<Vec<_>>(),
                "what": shape.what,
            })
        });
        return out.json(papers.collect());
    }
    let rows: Vec<[String; 5]> = SHAPES
        .iter()
        .map(|shape| {
            let formats: Vec<&str> = shape.formats.iter().map(|format| format.word()).collect();
            [
                shape.kind.word().replace(' ', "-").replace('\'', ""),
                about(shape.of).to_owned(),
                reader(shape.to).to_owned(),
                formats.join(" "),
                shape.what.to_owned(),
            ]
        })
        .collect();
    out.table(["Paper", "About", "For", "Written as", "What it is"], &rows)
}

/// What a copy would hold.
pub fn preview(preview: &Preview, text: bool, out: &mut Out) -> Result<(), Failure> {
    if out.wants_json() {
        let told = json!({
            "title": preview.title,
            "in": preview.inside.iter().map(|(_, heading)| heading).collect::<Vec<_>>(),
            "left-out": preview.left_out.iter()
                .map(|line| json!({ "what": line.what, "why": line.why })).collect::<Vec<_>>(),
            "text": text.then(|| preview.text.reveal()),
        });
        return out.json(told);
    }
    if text {
        for line in preview.text.reveal().lines() {
            out.line(line)?;
        }
        out.gap()?;
    } else {
        out.line(&preview.title)?;
        out.line("In:")?;
        for (level, heading) in &preview.inside {
            out.indented(usize::from(*level) * 2, heading)?;
        }
    }
    if preview.left_out.is_empty() {
        return out.line("Left out: nothing.");
    }
    out.line("Left out:")?;
    for line in &preview.left_out {
        out.indented(2, &format!("{}: {}", line.what, line.why))?;
    }
    Ok(())
}

fn standing(line: &CopyLine) -> String {
    match &line.standing {
        Standing::Current => "as the record says".to_owned(),
        Standing::Replaced(copy) => format!("replaced by copy {copy}"),
        Standing::Changed(sections) => format!("CHANGED since: {}", sections.join("; ")),
        Standing::Unknown => "not known".to_owned(),
    }
}

/// The copies that went out.
pub fn register(story: &PapersStory, out: &mut Out) -> Result<(), Failure> {
    if out.wants_json() {
        let copies = story.copies.iter().map(|line| {
            let copy = &line.issued;
            json!({
                "paper": copy.paper.word(),
                "copy": copy.copy,
                "version": copy.version,
                "draft": copy.draft,
                "edition": line.edition,
                "recipient": copy.recipient,
                "format": copy.format.map(Format::word),
                "sealed": copy.sealed,
                "at": copy.at,
                "by": copy.by,
                "why": copy.why.as_ref().map(Private::reveal),
                "sha256": copy.digest,
                "standing": standing(line),
            })
        });
        return out.json(copies.collect());
    }
    let rows: Vec<[String; 7]> = story
        .copies
        .iter()
        .map(|line| {
            let copy = &line.issued;
            let kind = if copy.draft { format!("{} (draft)", copy.paper) } else { copy.paper.to_string() };
            let format = copy.format.map_or("pdf", |format| format.word());
            let sealed = if copy.sealed == Some(true) { ", sealed" } else { "" };
            [
                copy.copy.to_string(),
                kind,
                if copy.recipient.is_empty() { line.edition.clone() } else { copy.recipient.clone() },
                format!("{format}{sealed}"),
                show_day_year(copy.at.date()),
                copy.by.clone().unwrap_or_default(),
                standing(line),
            ]
        })
        .collect();
    out.table(["Copy", "Paper", "For", "As", "Issued", "By", "Stands"], &rows)
}
