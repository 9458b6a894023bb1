//! What letters and packs about one case share: head, foot, the area's words, and sections that are left out when empty.

use super::{Copy, Document, Footer, Level, Text};
use crate::domain::calendar::show_day_year;
use crate::domain::private::Private;
use crate::domain::told::head::CaseHead;
use crate::domain::tools::papers::Passage;

/// An empty letter about a case.
pub fn paper(head: &CaseHead, title: &str, copy: &Copy) -> Document {
    let called = format!("{title} {}", head.reference);
    let mut paper = Document::new(called.clone())
        .marking(head.marking.clone())
        .header(head.forum.clone())
        .header(format!("{}, {}", show_day_year(head.on), head.reference))
        .footer(Footer {
            paper: called,
            version: String::new(),
            recipient: head.recipient.clone(),
            copy: Some(copy.number),
        });
    paper.heading(Level::One, title);
    paper
}

/// The area's words, with the facts where it puts them.
pub fn passages(paper: &mut Document, passages: &[Passage], mut facts: impl FnMut(&mut Document)) {
    for passage in passages {
        match passage {
            Passage::Paragraph(text) => {
                paper.paragraph(text.as_str());
            }
            Passage::Facts => facts(paper),
        }
    }
}

/// A section of labelled lines; nothing when there are none.
pub fn section(paper: &mut Document, title: &str, lines: &[(String, Private)]) {
    if !lines.is_empty() {
        paper.heading(Level::Two, title).key_values(lines.iter().cloned());
    }
}

/// A section of a list; what is said instead when it is empty, or nothing.
pub fn list(paper: &mut Document, title: &str, entries: &[Private], none: Option<&str>) {
    if entries.is_empty() && none.is_none() {
        return;
    }
    paper.heading(Level::Two, title);
    match none {
        Some(none) if entries.is_empty() => paper.paragraph(none),
        _ => paper.bullets(entries.iter().map(|entry| Text::from(entry.clone()))),
    };
}
