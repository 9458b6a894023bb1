//! The attendance register: a sheet to sign before a meeting, and the record of who came after it.

use super::Copy;
use super::head::{self, Stands};
use super::words;
use super::{Column, Document, Level, Table};
use crate::domain::private::Private;
use crate::domain::rows::meeting::Presence;
use crate::domain::statement::AttendanceFacts;
use crate::domain::told::attendance::RegisterFacts;

/// Empty lines for whoever is not expected: observers, deputies, agencies asked in.
const SPARE: usize = 5;

/// Builds the register of a meeting.
pub fn build(facts: &RegisterFacts, copy: &Copy) -> Document {
    let mut paper = head::document(&facts.head, "Attendance", copy, Stands::Final);
    paper.heading(Level::One, "The meeting").key_values(head::lines(&facts.head));
    if facts.begun {
        as_it_was(&mut paper, facts);
    } else {
        to_sign(&mut paper, facts);
    }
    paper
}

/// What everybody signs, observers too.
fn to_sign(paper: &mut Document, facts: &RegisterFacts) {
    paper.heading(Level::One, "To be signed");
    paper.paragraph(facts.confidentiality.trim());
    paper.paragraph(
        "Whoever signs accepts this. Tell the chair now if you know anybody on the list, at work or in private. \
         By link: say so when you are asked; the coordinator signs for you.",
    );
    let mut table = Table::new([
        Column::new("Agency", 3.4),
        Column::new("Name and post", 4.4),
        Column::new("Stands in for", 2.0),
        Column::new("Signed", 3.4),
    ]);
    for one in &facts.expected {
        let words = [&one.name, &one.post].into_iter().flatten().map(Private::reveal);
        let name = words.collect::<Vec<_>>().join(", ");
        // Whoever is in the room signs; of the others the sheet says what they have said.
        let said = one.said.filter(|said| *said != Presence::Room).map(Presence::word).unwrap_or_default();
        table.push([Private::from(one.agency.as_str()), name.into(), Private::default(), said.into()]);
    }
    paper.table(table);
    paper.heading(Level::Two, "Observers and others");
    let mut others = Table::new([
        Column::new("Agency", 3.4),
        Column::new("Name and post", 4.4),
        Column::new("Why", 2.0),
        Column::new("Signed", 3.4),
    ]);
    for _ in 0..SPARE {
        others.push([" ", " ", " ", " "]);
    }
    paper.table(others);
}

/// Who came, who sent word, and of whom nothing is known.
fn as_it_was(paper: &mut Document, facts: &RegisterFacts) {
    let accepted = match facts.accepted {
        Some(at) => format!("The statement was read and accepted at {}.", words::time(at.time())),
        None => "That the statement was accepted was not recorded.".to_owned(),
    };
    paper.heading(Level::One, "Who came").paragraph(accepted);
    let mut table = Table::new([
        Column::new("Agency", 3.2),
        Column::new("Name and post", 4.2),
        Column::new("How", 2.0),
        Column::new("When", 2.2),
        Column::new("Accepted", 1.4),
    ]);
    for line in facts.came.iter().filter(|line| line.presence.is_there()) {
        let words = [&line.name, &line.post].into_iter().flatten().map(Private::reveal);
        let mut name = words.collect::<Vec<_>>().join(", ");
        if let Some(whom) = &line.stands_for {
            name.push_str(&format!(" (for {})", whom.reveal()));
        }
        table.push([
            Private::from(line.agency.as_str()),
            name.into(),
            line.presence.word().into(),
            when(line).into(),
            words::tick(Some(line.accepted)).into(),
        ]);
    }
    paper.table(table);
    not_there(paper, facts);
}

/// Apologies with and without information, absence, and agencies of which nothing was recorded.
fn not_there(paper: &mut Document, facts: &RegisterFacts) {
    let of = |presence| facts.came.iter().filter(move |line| line.presence == presence);
    let apologies: Vec<String> = of(Presence::Apologies)
        .map(|line| {
            let sent = match (line.information, line.sent) {
                (Some(on), _) => format!("information received {}", words::short(on)),
                (None, Some(true)) => "information sent".to_owned(),
                (None, _) => "no information".to_owned(),
            };
            format!("{}: {sent}", line.agency)
        })
        .collect();
    let absent: Vec<String> = of(Presence::Absent).map(|line| line.agency.clone()).collect();
    for (title, lines) in [
        ("Apologies", &apologies),
        ("Absent without apology", &absent),
        ("Expected, and nothing recorded", &facts.nothing),
    ] {
        if !lines.is_empty() {
            paper.heading(Level::Two, title).bullets(lines.iter().cloned());
        }
    }
}

/// "from 09:50 until 11:30", "throughout".
fn when(line: &AttendanceFacts) -> String {
    if !line.stretches.is_empty() {
        return line.stretches.join(", ");
    }
    let from = line.arrived.map(|at| format!("from {}", words::time(at)));
    let until = line.left.map(|at| format!("until {}", words::time(at)));
    let told: Vec<String> = from.into_iter().chain(until).collect();
    if told.is_empty() { "throughout".to_owned() } else { told.join(" ") }
}
