//! A chronology: whom it is about, the cases it goes through, what happened year by year, and the copies of papers that were
//! issued.

use jiff::civil::{DateTime, Time};

use super::{Align, Column, Copy, Document, Footer, Level, Table, Text, words};
use crate::domain::calendar::{show_day_year, show_numeric};
use crate::domain::private::Private;
use crate::domain::told::chronology::{ChronologyFacts, CopyIssued, DatedEvent};

/// Builds the chronology.
pub fn chronology(facts: &ChronologyFacts, copy: &Copy) -> Document {
    let title = format!("Chronology {}", facts.reference);
    let mut paper = Document::new(title.clone())
        .marking(facts.marking.clone())
        .header(facts.area.clone())
        .header(format!("{}, {}", show_day_year(facts.on), facts.reference))
        .footer(Footer {
            paper: title,
            version: String::new(),
            recipient: copy.recipient.clone(),
            copy: Some(copy.number),
        });
    paper.heading(Level::One, "Chronology");
    opening(&mut paper, facts);
    cases(&mut paper, facts);
    events(&mut paper, facts);
    copies(&mut paper, &facts.copies);
    paper
}

fn opening(paper: &mut Document, facts: &ChronologyFacts) {
    let known = facts.known_on.map_or_else(
        || format!("What is in the record on {}.", show_day_year(facts.on)),
        |day| {
            format!(
                "Only what had been entered in the record by the end of {}, as it stood then; later entries, corrections \
                 and withdrawals are not in it.",
                show_day_year(day)
            )
        },
    );
    paper.paragraph(known);
    if let Some(reason) = &facts.despite {
        paper.note(
            Text::strong("Opposing sides are in this paper. ")
                .and("It was made all the same, because: ")
                .and(reason.clone()),
        );
    }
    if !facts.about.is_empty() {
        paper.bullets(facts.about.iter().map(|who| Text::from(who.clone())));
    }
}

fn cases(paper: &mut Document, facts: &ChronologyFacts) {
    paper.heading(Level::Two, "Cases");
    let mut table = Table::new([
        Column::new("Case", 2.2),
        Column::new("Forum", 1.6),
        Column::new("Standing", 2.2),
        Column::new("People", 5.0),
        Column::new("Flag until", 1.8),
    ]);
    for case in &facts.cases {
        table.push([
            Private::from(case.reference.as_str()),
            case.forum.as_str().into(),
            case.standing.as_str().into(),
            case.people.clone(),
            case.flag_until.map(show_numeric).unwrap_or_default().into(),
        ]);
    }
    paper.table(table);
}

/// "12/11/2026", "26/11/2026 11:24".
fn moment(at: DateTime) -> String {
    let day = show_numeric(at.date());
    if at.time() == Time::midnight() { day } else { format!("{day} {}", words::time(at.time())) }
}

/// Year by year, so that a year can be found.
fn events(paper: &mut Document, facts: &ChronologyFacts) {
    paper.heading(Level::One, "What happened");
    if facts.events.is_empty() {
        paper.paragraph("Nothing is recorded.");
    }
    for year in facts.events.chunk_by(|one, next| one.at.year() == next.at.year()) {
        let Some(first) = year.first() else { continue };
        paper.heading(Level::Two, first.at.year().to_string());
        let mut table = Table::new([
            Column::new("When", 1.8),
            Column::new("Case", 2.0),
            Column::new("What", 3.2),
            Column::new("Source", 2.0),
            Column::new("In words", 4.8),
        ]);
        for event in year {
            table.push(row(event));
        }
        paper.table(table);
    }
}

fn row(event: &DatedEvent) -> [Private; 5] {
    let case = match &event.meeting {
        Some(meeting) => format!("{}\n{meeting}", event.case),
        None => event.case.clone(),
    };
    [
        moment(event.at).into(),
        case.into(),
        event.what.as_str().into(),
        event.source.clone().unwrap_or_default().into(),
        event.words.clone(),
    ]
}

fn copies(paper: &mut Document, copies: &[CopyIssued]) {
    paper.heading(Level::One, "Papers as issued");
    if copies.is_empty() {
        paper.paragraph("None was issued.");
        return;
    }
    paper.paragraph("Each copy is known by the digest of its bytes: a file can be compared with it.");
    let mut table = Table::new([
        Column::new("When", 1.8),
        Column::new("Paper", 2.4),
        Column::new("Of", 2.4),
        Column::new("Copy", 0.8).aligned(Align::Right),
        Column::new("For", 2.0),
        Column::new("SHA-256", 4.2),
    ]);
    for copy in copies {
        table.push([
            moment(copy.at),
            copy.paper.clone(),
            copy.of.clone(),
            copy.number.to_string(),
            if copy.recipient.is_empty() { "file copy".to_owned() } else { copy.recipient.clone() },
            copy.digest.clone(),
        ]);
    }
    paper.table(table);
}
