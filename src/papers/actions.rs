//! An action sheet: what one agency took on at a meeting, and what it still owes from earlier ones, by case.
//!
//! It may go out the same afternoon, before the minutes are approved. Built from the meeting's statement, so that it says
//! what the minutes say. Cases the agency is kept out of are absent; actions that tell where somebody is are left out,
//! and counted.

use std::collections::BTreeSet;

use super::Copy;
use super::words;
use super::{Column, Document, Fill, Footer, Level, Part, Table, Text};
use crate::domain::calendar::show_day_year;
use crate::domain::paper::form;
use crate::domain::private::Private;
use crate::domain::statement::{ActionFacts, CaseFacts, EVERYBODY, Statement};

/// The agencies that have a sheet: every one that leads or supports an action, by name.
pub fn recipients(facts: &Statement) -> Vec<String> {
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for action in facts.cases.iter().flat_map(actions) {
        names.extend(action.supporting.iter().map(String::as_str));
        names.insert(&action.agency);
    }
    names.remove(EVERYBODY);
    names.into_iter().map(str::to_owned).collect()
}

/// Builds the sheet of an agency.
pub fn sheet(facts: &Statement, agency: &str, copy: &Copy) -> Document {
    let meeting = &facts.meeting;
    let mut paper = Document::new(format!("Actions {}", meeting.reference))
        .marking(meeting.marking.clone())
        .header(format!("{} {}", meeting.area, meeting.forum))
        .header(format!("{}, {}", show_day_year(meeting.on), meeting.reference))
        .footer(Footer {
            paper: format!("Actions {}", meeting.reference),
            version: String::new(),
            recipient: copy.recipient.clone(),
            copy: Some(copy.number),
        })
        .draft(copy.version.is_none());
    paper.heading(Level::One, format!("Actions for {agency}"));
    if copy.version.is_none() {
        paper.paragraph("The minutes are not approved yet. What is agreed here does not wait for them.");
    }
    let (mut listed, mut left_out) = (0, 0);
    for case in facts.cases.iter().filter(|case| !case.walled.iter().any(|walled| walled == agency)) {
        let (shown, hidden): (Vec<_>, Vec<_>) =
            actions(case).filter(|action| concerns(action, agency)).partition(|action| !action.off_papers);
        left_out += hidden.len();
        listed += shown.len();
        if !shown.is_empty() {
            let people = about(&mut paper, case);
            paper.table(table(case, &people, &shown, agency));
        }
    }
    if listed == 0 {
        paper.paragraph("No action was agreed for this agency.");
    }
    if left_out > 0 {
        let words = match left_out {
            1 => {
                "One action tells where somebody is and is not on paper; the coordinator tells it.".to_owned()
            }
            count => format!(
                "{count} actions tell where somebody is and are not on paper; the coordinator tells them."
            ),
        };
        paper.paragraph(words);
    }
    paper
}

/// What was agreed, then what is still open from before.
fn actions(case: &CaseFacts) -> impl Iterator<Item = &ActionFacts> {
    case.actions.iter().chain(case.carried.iter().filter(|action| action.state.is_live()))
}

fn concerns(action: &ActionFacts, agency: &str) -> bool {
    action.agency == agency
        || action.agency == EVERYBODY
        || action.supporting.iter().any(|name| name == agency)
}

/// The case: its reference and whom it is about, who are returned.
fn about(paper: &mut Document, case: &CaseFacts) -> Private {
    paper.heading(Level::Two, case.reference.clone());
    let victim = case.victim.iter().map(words::person);
    let people: Vec<Private> = victim.chain(case.perpetrators.iter().map(words::person)).collect();
    let names: Vec<&str> = people.iter().map(Private::reveal).collect();
    let names: Private = names.join(" / ").into();
    if !names.is_empty() {
        paper.paragraph(names.clone());
    }
    names
}

/// What was agreed; and, where the sheet can be edited, what the agency says became of it.
fn table(case: &CaseFacts, people: &Private, lines: &[&ActionFacts], agency: &str) -> Table {
    let mut table = Table::new([
        Column::new(form::ACTION, 2.2),
        Column::new("People", 3.0).part(Part::Sheet),
        Column::new("What", 5.4),
        Column::new("Due", 2.6),
        Column::new("Part", 1.8),
        Column::new(form::STATE, 2.2).part(Part::Fill(Fill::Choice(form::STATE_CHOICES))),
        Column::new(form::OUTCOME, 4.0).part(Part::Fill(Fill::Words)),
        Column::new(form::DONE, 1.8).part(Part::Fill(Fill::Day)),
    ]);
    for action in lines {
        let part = if action.agency == agency && action.supporting.is_empty() {
            Private::default()
        } else if action.agency == EVERYBODY {
            EVERYBODY.into()
        } else if action.agency == agency {
            format!("with {}", action.supporting.join(", ")).into()
        } else {
            format!("supports {}", action.agency).into()
        };
        let person = action.person.as_ref().map(|person| format!(" ({})", person.reveal()));
        table.push([
            Text::from(format!("{}/{}", case.reference, action.number)),
            Text::from(people.clone()),
            Text::from(action.words.clone()).and(person.unwrap_or_default()),
            Text::from(words::due(action)),
            Text::from(part),
        ]);
    }
    table
}
