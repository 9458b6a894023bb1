//! The agenda of a meeting and its case list.
//!
//! The running order, then what each agency needs to look a case up: who it is about, dates of birth, other names,
//! addresses that may stand on a list, children, and why it is heard. No narrative: that is told in the meeting.

use super::Copy;
use super::head::{self, Stands};
use super::words;
use super::{Align, Column, Document, Level, Table, Text};
use crate::domain::calendar::{show_day_year, show_numeric};
use crate::domain::private::Private;
use crate::domain::told::agenda::{AgendaFacts, ListedCase, ListedPerson};
use crate::domain::tools::forum::CaseKind;

/// Builds the agenda of a meeting.
pub fn build(facts: &AgendaFacts, copy: &Copy) -> Document {
    let mut paper = head::document(&facts.head, "Agenda", copy, Stands::Final);
    opening(&mut paper, facts);
    if !facts.outstanding.is_empty() {
        outstanding(&mut paper, facts);
    }
    index(&mut paper, facts);
    for case in &facts.cases {
        one(&mut paper, facts, case);
    }
    if let Some(expiring) = &facts.expiring {
        paper.heading(Level::One, "Twelve months passed");
        super::expiries::table(&mut paper, expiring);
    }
    paper.heading(Level::One, "Next meeting");
    paper.paragraph(
        facts.next.map_or_else(|| "Not fixed.".to_owned(), |on| format!("{}.", show_day_year(on))),
    );
    paper
}

/// Date, place, chair, what is asked of agencies; then the running order.
fn opening(paper: &mut Document, facts: &AgendaFacts) {
    let head = &facts.head;
    let mut lines = head::lines(head);
    if let (Some(ends), false) = (facts.ends, facts.cases.is_empty()) {
        let when = format!("{} to about {}", words::time(head.starts), words::time(ends));
        if let Some(line) = lines.iter_mut().find(|(label, _)| *label == "Time") {
            line.1 = when.into();
        }
    }
    lines.extend(facts.breaks.iter().map(|(at, minutes)| {
        ("Break", Private::from(format!("about {}, {minutes} minutes", words::time(*at))))
    }));
    if facts.kind != CaseKind::Plan {
        let by = format!(
            "by {}, on every {} listed, also when nothing is known",
            show_day_year(facts.research_due),
            facts.labels.case.to_lowercase()
        );
        lines.push(("Information", by.into()));
    }
    lines.push(("Asked to it", facts.asked.join(", ").into()));
    paper.heading(Level::One, "The meeting").key_values(lines);
    paper.heading(Level::One, "Running order");
    let mut order = Table::new([
        Column::new("", 0.6).aligned(Align::Right),
        Column::new("Item", 3.2),
        Column::new("What happens", 8.0),
    ]);
    for (number, (title, what)) in facts.order.iter().enumerate() {
        order.push([(number + 1).to_string(), title.clone(), what.clone()]);
    }
    paper.table(order);
    paper.heading(Level::Two, "Confidentiality").paragraph(facts.confidentiality.trim());
}

/// What is reviewed first: in words only for whoever it belongs to.
fn outstanding(paper: &mut Document, facts: &AgendaFacts) {
    paper.heading(Level::One, "Outstanding actions");
    let mut table = Table::new([
        Column::new("Action", 2.3),
        Column::new("Agency", 2.2),
        Column::new("What", 4.4),
        Column::new("Due", 1.6),
        Column::new("Stands", 2.2),
    ]);
    for line in &facts.outstanding {
        table.push([
            Private::from(line.reference.as_str()),
            line.agency.as_str().into(),
            line.words.clone().unwrap_or_default(),
            line.due.map(words::short).unwrap_or_default().into(),
            line.standing.as_str().into(),
        ]);
    }
    paper.table(table);
}

/// The cases in order, one line each.
fn index(paper: &mut Document, facts: &AgendaFacts) {
    paper.heading(Level::One, title(facts));
    if facts.cases.is_empty() {
        paper.paragraph("None is listed.");
    } else {
        paper.table(index_table(facts));
    }
    for (reference, what) in &facts.off {
        paper.paragraph(format!("{reference}: {what}, not heard at this meeting."));
    }
}

/// What the list is called.
const fn title(facts: &AgendaFacts) -> &'static str {
    match facts.kind {
        CaseKind::Victim => "Case list",
        CaseKind::Subject => "Subjects",
        CaseKind::Couple => "Couples",
        CaseKind::Plan => "Delivery plan",
    }
}

fn index_table(facts: &AgendaFacts) -> Table {
    let timed = facts.cases.iter().any(|case| case.begins.is_some());
    let ranked = facts.kind == CaseKind::Subject;
    let mut columns = vec![Column::new("", 0.6).aligned(Align::Right)];
    columns.extend(timed.then(|| Column::new("About", 1.2)));
    columns.push(Column::new(head::reference_label(&facts.labels), 2.2));
    if facts.kind == CaseKind::Plan {
        columns.extend([
            Column::new("Priority", 2.6),
            Column::new("Objective", 5.0),
            Column::new("Stands", 1.4),
        ]);
    } else {
        columns.push(Column::new("Who", 5.2));
        columns.extend(ranked.then(|| Column::new("Place, score", 2.6)));
        columns.push(Column::new("Note", 2.6));
    }
    let mut table = Table::new(columns);
    for case in &facts.cases {
        let mut row: Vec<Text> = vec![case.number.to_string().into()];
        row.extend(timed.then(|| case.begins.map(words::time).unwrap_or_default().into()));
        row.push(case.reference.as_str().into());
        if let Some(item) = &case.plan {
            row.extend([
                item.priority.as_str().into(),
                item.objective.as_str().into(),
                item.stands.as_str().into(),
            ]);
        } else {
            let names: Vec<&str> = case.people.iter().map(|one| one.person.name.reveal()).collect();
            row.push(names.join(" / ").into());
            row.extend(ranked.then(|| place(case).into()));
            row.push(signs(case).into());
        }
        table.push(row);
    }
    table
}

/// "2nd, 83".
fn place(case: &ListedCase) -> String {
    case.standing.as_ref().map_or_else(String::new, |standing| {
        let rank = standing.rank.map(|rank| format!("{rank}: ")).unwrap_or_default();
        format!("{rank}{}", standing.score)
    })
}

/// What an agency looks for down the list.
fn signs(case: &ListedCase) -> String {
    let mut signs = Vec::new();
    signs.extend(case.repeat_of.map(|of| format!("repeat of {}", show_numeric(of))));
    signs.extend((!case.children.is_empty()).then(|| match case.children.len() {
        1 => "1 child".to_owned(),
        count => format!("{count} children"),
    }));
    signs.extend(case.standing.as_ref().map(|standing| standing.stage.clone()));
    signs.extend(case.late.then(|| "ADDED after the papers".to_owned()));
    signs.join(", ")
}

/// Everything needed to look one case up.
fn one(paper: &mut Document, facts: &AgendaFacts, case: &ListedCase) {
    let about = case.begins.map(|at| format!(", about {}", words::time(at))).unwrap_or_default();
    paper.heading(Level::Two, format!("{}. {}{about}", case.number, case.reference));
    let mut lines: Vec<(String, Private)> = Vec::new();
    for person in &case.people {
        lines.push((person.label.clone(), words::person(&person.person)));
        lines.extend(addresses(person));
    }
    if facts.kind == CaseKind::Victim || !case.children.is_empty() {
        lines.push(("Children".to_owned(), words::children(&case.children)));
    }
    if let Some(item) = &case.plan {
        lines.push(("Objective".to_owned(), item.objective.as_str().into()));
        lines.extend((!item.owner.is_empty()).then(|| ("Owner".to_owned(), item.owner.as_str().into())));
        lines.extend(
            item.milestone.as_ref().map(|(what, due)| {
                ("Milestone".to_owned(), format!("{what}, {}", show_day_year(*due)).into())
            }),
        );
        lines.push(("Stands".to_owned(), item.stands.as_str().into()));
    } else {
        lines.extend(came(facts, case));
    }
    lines.extend(case.beside.as_ref().map(|other| ("Beside".to_owned(), other.as_str().into())));
    paper.key_values(lines);
}

/// Who referred when, and why it is heard.
fn came(facts: &AgendaFacts, case: &ListedCase) -> Vec<(String, Private)> {
    let mut lines = Vec::new();
    if let Some(received) = case.received {
        let by = if case.referrer.is_empty() { String::new() } else { format!(" by {}", case.referrer) };
        let repeat = case
            .repeat_of
            .map_or_else(String::new, |of| format!(", repeat of the referral of {}", show_day_year(of)));
        let words = format!("{}{by}{repeat}", show_day_year(received));
        lines.push((facts.labels.referral.clone(), words.into()));
    }
    lines.extend(case.standing.as_ref().map(|standing| {
        let rank = standing.rank.map(|rank| format!("place {rank}, score ")).unwrap_or_default();
        ("Stands".to_owned(), format!("{rank}{}; {}", standing.score, standing.stage).into())
    }));
    lines.extend((!case.why.is_empty()).then(|| ("Why".to_owned(), case.why.as_str().into())));
    lines
}

fn addresses(person: &ListedPerson) -> Vec<(String, Private)> {
    let lines = person.addresses.iter().map(|address| ("Address".to_owned(), address.clone()));
    lines.collect()
}
