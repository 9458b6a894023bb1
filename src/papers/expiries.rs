//! Flags that end: which agencies may take theirs off, and by when.

use super::Copy;
use super::head::{self, Stands};
use super::words;
use super::{Column, Document, Level, Table, Text};
use crate::domain::calendar::show_day_year;
use crate::domain::told::agenda::{ExitLine, ExpiringLine, ExpiryFacts};

/// The flags that end, by date.
pub fn table(paper: &mut Document, lines: &[ExpiringLine]) {
    if lines.is_empty() {
        paper.paragraph("No flag ends before the next meeting.");
        return;
    }
    let mut table = Table::new([
        Column::new("Ends", 2.2),
        Column::new("Case", 2.2),
        Column::new("On whose records", 6.2),
        Column::new("Last referral", 2.2),
    ]);
    for line in lines {
        let mut people = Text::from(words::people(&line.people));
        if !line.children.is_empty() {
            people = people.and("\n").and("Children: ").and(words::children(&line.children));
        }
        table.push([
            show_day_year(line.ends).into(),
            Text::from(line.reference.as_str()),
            people,
            show_day_year(line.referred).into(),
        ]);
    }
    paper.table(table);
}

/// Builds the list of flags that end.
pub fn build(facts: &ExpiryFacts, copy: &Copy) -> Document {
    let mut paper = head::document(&facts.head, "Twelve-month list", copy, Stands::Final);
    if let Some(lines) = &facts.lines {
        paper.heading(Level::One, "Flags that end");
        paper.paragraph(format!(
            "A flag stays {} months from the last referral. From the day named, take it off your records unless you know \
             a reason to keep it; if you know of new abuse, refer again and do not wait.",
            facts.months
        ));
        table(&mut paper, lines);
    }
    if facts.lines.is_none() || !facts.exits.is_empty() {
        exits(&mut paper, &facts.exits);
    }
    paper
}

/// Subjects who leave, and what was decided on their flags.
fn exits(paper: &mut Document, lines: &[ExitLine]) {
    paper.heading(Level::One, "Flags on leaving");
    if lines.is_empty() {
        paper.paragraph("Nobody leaves, and nobody is proposed for leaving, at this meeting.");
        return;
    }
    let mut table = Table::new([
        Column::new("Case", 2.2),
        Column::new("Subject", 4.0),
        Column::new("Leaves", 2.6),
        Column::new("Flags", 4.0),
    ]);
    for line in lines {
        table.push([
            Text::from(line.reference.as_str()),
            words::person(&line.subject).into(),
            format!("{}, {}", line.stage, show_day_year(line.on)).into(),
            line.flags.clone().unwrap_or_else(|| "nothing said: keep them until it is".into()).into(),
        ]);
    }
    paper.table(table);
}
