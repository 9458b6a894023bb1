//! A letter to a body that decides on somebody said to cause harm: the area's words around days, facts and sources.

use super::{Column, Copy, Document, Level, Table, letter, words};
use crate::domain::calendar::show_day_year;
use crate::domain::private::Private;
use crate::domain::told::evidence::EvidenceFacts;

/// Builds the letter.
pub fn evidence(facts: &EvidenceFacts, copy: &Copy) -> Document {
    let mut paper = letter::paper(&facts.head, "Letter", copy);
    letter::passages(&mut paper, &facts.passages, |paper| told(paper, facts));
    paper
}

fn told(paper: &mut Document, facts: &EvidenceFacts) {
    letter::list(paper, "About", &facts.about.iter().map(words::person).collect::<Vec<_>>(), None);
    paper.heading(Level::Two, "What is recorded");
    if facts.facts.is_empty() {
        paper.paragraph("Nothing that can stand in a letter is recorded with a day.");
        return;
    }
    let mut table =
        Table::new([Column::new("Day", 2.0), Column::new("What", 6.0), Column::new("Recorded by", 3.0)]);
    for (on, what, source) in &facts.facts {
        table.push([Private::from(show_day_year(*on)), what.clone(), source.as_str().into()]);
    }
    paper.table(table);
}
