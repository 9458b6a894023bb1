//! One person's own paper out of the work with a couple: joint work never means a joint record.

use super::{Column, Copy, Document, Footer, Level, Table, Text};
use crate::domain::calendar::show_day_year;
use crate::domain::private::Private;
use crate::domain::told::own::{OwnCase, OwnFacts};

/// Builds the paper.
pub fn own(facts: &OwnFacts, copy: &Copy) -> Document {
    let title = format!("Own paper {}", facts.reference);
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
    paper.heading(Level::One, "Own paper");
    paper.paragraph(Text::strong(facts.person.clone()));
    paper.paragraph(
        "What is kept of this person alone. What the other person said, needs or agreed to stands in a paper of their own \
         and is not to be put beside this one.",
    );
    for case in &facts.cases {
        one(&mut paper, case);
    }
    paper
}

fn one(paper: &mut Document, case: &OwnCase) {
    paper.heading(Level::Two, format!("{}, {}", case.reference, case.forum));
    let worker = case.worker.clone().unwrap_or_else(|| "nobody yet".into());
    paper.paragraph(Text::strong("Works with them: ").and(worker));
    rows(
        paper,
        "Consent",
        ["When", "Answer", "Covers", ""],
        case.consent.iter().map(|(on, answer, covers)| {
            [show_day_year(*on).into(), answer.as_str().into(), covers.clone(), Private::default()]
        }),
    );
    rows(
        paper,
        "Needs",
        ["Since", "Need", "In words", "What became of it"],
        case.needs.iter().map(|(kind, words, on, became)| {
            [show_day_year(*on).into(), kind.as_str().into(), words.clone(), became.clone()]
        }),
    );
    rows(
        paper,
        "Steps",
        ["When", "Scale", "Where", "Why"],
        case.steps.iter().map(|(scale, on, place, why)| {
            [show_day_year(*on).into(), scale.as_str().into(), place.as_str().into(), why.clone()]
        }),
    );
}

/// A table under its heading; a column without a head is not shown.
fn rows(paper: &mut Document, title: &str, heads: [&str; 4], lines: impl Iterator<Item = [Private; 4]>) {
    paper.heading(Level::Three, title);
    let shown = heads.iter().filter(|head| !head.is_empty()).count();
    let weights = [1.8, 2.4, 4.2, 3.2];
    let columns = heads.iter().zip(weights).take(shown).map(|(head, weight)| Column::new(*head, weight));
    let mut table = Table::new(columns);
    for line in lines {
        table.push(line.into_iter().take(shown));
    }
    if table.rows().is_empty() {
        paper.paragraph("None recorded.");
    } else {
        paper.table(table);
    }
}
