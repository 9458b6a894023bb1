//! The pack that goes to another MARAC with a case: the area's words, the transfer, people, risk, what minutes stated, who
//! finishes which action, and a slip to be sent back.

use super::minutes::case;
use super::{Column, Copy, Document, Level, Table, Text, letter, words};
use crate::domain::calendar::show_day_year;
use crate::domain::private::Private;
use crate::domain::told::notice::People;
use crate::domain::told::transfer::{OpenAction, TransferFacts};

/// Builds the pack.
pub fn pack(facts: &TransferFacts, copy: &Copy) -> Document {
    let mut paper = letter::paper(&facts.head, "Transfer pack", copy);
    letter::passages(&mut paper, &facts.passages, |paper| told(paper, facts));
    for (meeting, stated) in &facts.minutes {
        paper.page_break();
        paper.heading(Level::One, format!("Minutes of {}", meeting.reference));
        paper.paragraph(format!(
            "What the approved minutes of {} state of this case.",
            show_day_year(meeting.on)
        ));
        case::case(&mut paper, meeting, stated);
    }
    slip(&mut paper, facts);
    paper
}

fn told(paper: &mut Document, facts: &TransferFacts) {
    letter::section(paper, "The transfer", &facts.transfer);
    people(paper, &facts.head.victim, &facts.victims);
    letter::list(paper, "Children", &facts.children, Some("None recorded."));
    people(paper, &facts.head.perpetrator, &facts.perpetrators);
    let now = facts.whereabouts.clone().unwrap_or_else(|| "not known".into());
    paper.paragraph(Text::strong("Where they are: ").and(now));
    if !facts.to_come.is_empty() {
        let lines = facts.to_come.iter();
        paper.heading(Level::Two, "Dates to come").bullets(
            lines.map(|(on, words)| Text::strong(format!("{}: ", show_day_year(*on))).and(words.clone())),
        );
    }
    referrals(paper, facts);
    actions(paper, &facts.actions);
}

fn people(paper: &mut Document, label: &str, people: &People) {
    paper.heading(Level::Two, label);
    if people.is_empty() {
        paper.paragraph("Not named.");
    }
    for (person, lines) in people {
        paper.paragraph(Text::strong(words::person(person)));
        if !lines.is_empty() {
            paper.key_values(lines.iter().cloned());
        }
    }
}

fn referrals(paper: &mut Document, facts: &TransferFacts) {
    letter::section(paper, "Risk", &facts.risk);
    if !facts.assessments.is_empty() {
        let mut table =
            Table::new([Column::new("Assessed", 2.0), Column::new("Figure", 5.0), Column::new("By", 2.5)]);
        for (on, figure, by) in &facts.assessments {
            table.push([show_day_year(*on), figure.clone(), by.clone()]);
        }
        paper.table(table);
    }
    paper.heading(Level::Two, "Referrals");
    let mut table =
        Table::new([Column::new("Received", 2.0), Column::new("From", 3.0), Column::new("Why", 6.0)]);
    for (on, from, why) in &facts.referrals {
        table.push([Private::from(show_day_year(*on)), from.as_str().into(), why.clone()]);
    }
    paper.table(table);
}

/// Each open action is finished by one side, and never by both or neither.
fn actions(paper: &mut Document, actions: &[OpenAction]) {
    paper.heading(Level::Two, "Open actions and who finishes them");
    if actions.is_empty() {
        paper.paragraph("None that can be told on paper.");
        return;
    }
    let mut table = Table::new([
        Column::new("Action", 2.2),
        Column::new("Agency here", 2.2),
        Column::new("What", 5.0),
        Column::new("Due", 2.0),
        Column::new("Finished by", 2.0),
    ]);
    for action in actions {
        table.push([
            Private::from(action.reference.as_str()),
            action.agency.as_str().into(),
            action.words.clone(),
            action.due.map_or_else(|| "no date given".to_owned(), show_day_year).into(),
            if action.goes { "you, once the slip is back" } else { "us" }.into(),
        ]);
    }
    paper.table(table);
}

/// What the other side fills in; it names nobody of the case.
fn slip(paper: &mut Document, facts: &TransferFacts) {
    const ROOM: &str = "________________________________";
    paper.page_break();
    paper.heading(Level::One, "Receipt slip");
    paper.paragraph(format!(
        "Please fill in and send back to {}. Until it comes the case stays ours, with every action.",
        facts.head.forum
    ));
    let goes = facts.actions.iter().filter(|action| action.goes).map(|action| action.reference.as_str());
    let goes: Vec<&str> = goes.collect();
    let goes = if goes.is_empty() { "none".to_owned() } else { goes.join(", ") };
    paper.key_values([
        ("Case", facts.head.reference.clone()),
        ("From", facts.head.forum.clone()),
        ("To", facts.head.recipient.clone()),
        ("We have taken it over on", ROOM.to_owned()),
        ("Our reference", ROOM.to_owned()),
        ("It will be heard on", ROOM.to_owned()),
        ("Actions we take over", goes),
        ("We do not take it, because", ROOM.to_owned()),
        ("Name and post", ROOM.to_owned()),
        ("Day", ROOM.to_owned()),
    ]);
}
