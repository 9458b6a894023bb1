//! A research request: the cases of a meeting with everybody to be looked up, for one agency, to be filled in and sent
//! back.
//!
//! As a workbook or a Word file it has columns for what the agency knows; as PDF it is there to be read. What comes back is
//! read by the reference of the case. No narrative: why a case is heard is told in the meeting.

use super::Copy;
use super::head::{self, Stands};
use super::words;
use super::{Align, Column, Document, Fill, Level, Part, Table, Text};
use crate::domain::calendar::show_day_year;
use crate::domain::paper::form;
use crate::domain::private::Private;
use crate::domain::told::agenda::{AgendaFacts, ListedCase};

/// Builds the request to an agency.
pub fn build(facts: &AgendaFacts, agency: &str, copy: &Copy) -> Document {
    let mut paper = head::document(&facts.head, "Research request", copy, Stands::Final);
    paper.heading(Level::One, format!("Research for {agency}"));
    let case = facts.labels.case.to_lowercase();
    paper.paragraph(
        Text::from("Please look up everybody listed, and send back what your agency knows of each ")
            .and(case)
            .and(", also when nothing is known, by ")
            .and_strong(show_day_year(facts.research_due))
            .and("."),
    );
    paper.bullets([
        "Tell facts apart from opinions, and give the day on which it was so.",
        "Give only what the meeting needs; no whole records.",
        "For more on the same case add a line under the list with the same reference.",
    ]);
    if facts.cases.is_empty() {
        paper.paragraph("No case is listed yet.");
        return paper;
    }
    paper.heading(Level::One, "To be looked up").table(table(facts));
    paper
}

fn table(facts: &AgendaFacts) -> Table {
    let fill = |head: &str, weight: f32, fill: Fill| Column::new(head, weight).part(Part::Fill(fill));
    let mut table = Table::new([
        Column::new("No.", 0.8).aligned(Align::Right),
        Column::new(form::CASE, 2.0),
        Column::new("People", 6.0),
        fill(form::KNOWN, 1.8, Fill::Choice(form::KNOWN_CHOICES)),
        fill(form::INFORMATION, 6.0, Fill::Words),
        fill(form::FACT, 1.5, Fill::Choice(form::FACT_CHOICES)),
        fill(form::WHEN, 1.6, Fill::Day),
        fill(form::BY, 2.0, Fill::Words),
    ]);
    for case in &facts.cases {
        let number = case.number.to_string();
        table.push([Text::from(number), Text::from(case.reference.as_str()), Text::from(people(case))]);
    }
    table
}

/// Everybody to be looked up, a line each: who, born when, other names, and addresses that may stand on a list.
fn people(case: &ListedCase) -> Private {
    let mut lines: Vec<String> = Vec::new();
    for listed in &case.people {
        lines.push(format!("{}: {}", listed.label, words::person(&listed.person).reveal()));
        lines.extend(listed.addresses.iter().map(|address| format!("at {}", address.reveal())));
    }
    if !case.children.is_empty() {
        lines.push(format!("Children: {}", words::children(&case.children).reveal()));
    }
    lines.join("\n").into()
}
