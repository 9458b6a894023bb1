//! The outcome sheet: what was decided on each case, the next review, and who does what. For agencies that do not wait for the
//! minutes; it says what they say.

use super::Copy;
use super::head::{self, Stands};
use super::words;
use super::{Align, Column, Document, Level, Table, Text};
use crate::domain::calendar::show_day_year;
use crate::domain::private::Private;
use crate::domain::rows::agenda::ItemState;
use crate::domain::told::outcomes::{OutcomeFacts, OutcomeLine};

/// Builds the outcome sheet.
pub fn build(facts: &OutcomeFacts, copy: &Copy) -> Document {
    let stands = if facts.approved { Stands::Final } else { Stands::Draft };
    let mut paper = head::document(&facts.head, "Outcomes", copy, stands);
    paper.heading(Level::One, "What was decided");
    if facts.lines.is_empty() {
        paper.paragraph("Nothing that concerns this agency.");
        return paper;
    }
    let reviews = facts.lines.iter().any(|line| line.review.is_some());
    let mut columns = vec![
        Column::new("", 0.6).aligned(Align::Right),
        Column::new(facts.labels.case.as_str(), 2.2),
        Column::new("Who", 3.2),
        Column::new("Outcome", 4.2),
    ];
    columns.extend(reviews.then(|| Column::new("Review by", 1.8)));
    let mut table = Table::new(columns);
    for line in &facts.lines {
        let mut row: Vec<Text> = vec![
            line.number.to_string().into(),
            line.reference.as_str().into(),
            line.people.clone().into(),
            outcome(line).into(),
        ];
        row.extend(reviews.then(|| line.review.map(show_day_year).unwrap_or_default().into()));
        table.push(row);
    }
    paper.table(table);
    actions(&mut paper, facts);
    paper
}

/// "accepted: engages with the programme. Why: two victims in a year (RFGV-DEFAULT-1: 83)".
fn outcome(line: &OutcomeLine) -> Private {
    let mut words = Vec::new();
    words.extend(match line.state {
        ItemState::Deferred => Some("deferred".to_owned()),
        ItemState::Withdrawn => Some("taken off before the meeting".to_owned()),
        ItemState::Waiting => Some("not heard".to_owned()),
        ItemState::Heard | ItemState::Hearing => None,
    });
    words.extend(line.stage.clone());
    words.extend(line.decision.as_ref().map(|said| said.reveal().to_owned()));
    if words.is_empty() {
        words.push("no decision recorded".to_owned());
    }
    let mut told = words.join(": ");
    if let Some(why) = &line.why {
        told.push_str(&format!(". Why: {}", why.reveal()));
    }
    if let Some(score) = &line.score {
        told.push_str(&format!(" ({score})"));
    }
    told.into()
}

/// Who does what, case by case.
fn actions(paper: &mut Document, facts: &OutcomeFacts) {
    paper.heading(Level::One, "Actions agreed");
    let mut table = Table::new([
        Column::new("Action", 2.4),
        Column::new("Agency", 2.6),
        Column::new("What", 5.0),
        Column::new("Due", 2.2),
    ]);
    let mut any = false;
    for line in &facts.lines {
        for action in &line.actions {
            any = true;
            table.push([
                Private::from(format!("{}/{}", line.reference, action.number)),
                words::owner(action),
                action.words.clone(),
                words::due(action).into(),
            ]);
        }
    }
    if any {
        paper.table(table);
    } else {
        paper.paragraph("None.");
    }
}
