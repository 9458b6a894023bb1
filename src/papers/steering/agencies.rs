//! Agencies: what became of their actions, what they returned, how often they came; and the delivery plan.

use super::{SteeringFacts, share};
use crate::domain::calendar::show_day_year;
use crate::domain::told::Ratio;
use crate::domain::told::attendance::AttendanceOver;
use crate::domain::told::figures::Deeds;
use crate::papers::{Align, Chart, Column, Document, Figure, Level, Table};

fn right(head: &str, weight: f32) -> Column {
    Column::new(head, weight).aligned(Align::Right)
}

/// What became of the actions agreed in the period; the ways of not being done are kept apart.
pub fn actions(paper: &mut Document, facts: &SteeringFacts) {
    paper.heading(Level::One, "Actions agreed in the period");
    if facts.deeds.is_empty() {
        paper.paragraph("No action was agreed.");
        return;
    }
    paper.paragraph(
        "On time: completed by the date, or completed where none was given. No longer possible: circumstances changed. \
         Not done: the agency did not do it. Overdue ones are among those open.",
    );
    let mut table = Table::new([
        Column::new("Agency", 3.6),
        right("Agreed", 1.3),
        right("On time", 1.2),
        right("Late", 1.0),
        right("No longer possible", 1.6),
        right("Not done", 1.2),
        right("Taken over", 1.2),
        right("Open", 1.1),
        right("Overdue", 1.4),
    ]);
    let sum = facts.total.all_deeds();
    let all = ("All together".to_owned(), sum);
    for (agency, deeds) in facts.deeds.iter().chain(std::iter::once(&all)) {
        table.push(std::iter::once(agency.clone()).chain(counts(*deeds)));
    }
    let due = facts.deeds.iter().filter(|(_, deeds)| deeds.timely().all > 0);
    let labels = due.clone().map(|(agency, _)| agency.as_str());
    let chart = Chart::bars("Completed on time, in the hundred of those whose time has come", labels);
    paper.chart(chart.series("On time", due.map(|(_, deeds)| hundredth(deeds.timely()))));
    paper.table(table);
    paper.paragraph(format!("Completed on time, of those whose time has come: {}.", share(sum.timely())));
}

fn counts(deeds: Deeds) -> impl Iterator<Item = String> {
    [
        deeds.agreed,
        deeds.on_time,
        deeds.late,
        deeds.impossible,
        deeds.not_done,
        deeds.taken_over,
        deeds.open,
        deeds.overdue,
    ]
    .into_iter()
    .map(|count| count.to_string())
}

/// A share drawn, and printed with what it is out of.
fn hundredth(ratio: Ratio) -> Figure {
    match ratio.percent() {
        Some(percent) => Figure::new(f64::from(u32::try_from(percent).unwrap_or(100)), share(ratio)),
        None => Figure::withheld(share(ratio)),
    }
}

/// What agencies returned before meetings.
pub fn answers(paper: &mut Document, facts: &SteeringFacts) {
    if facts.answers.is_empty() {
        return;
    }
    paper.heading(Level::One, "Research returned");
    if facts.answers.iter().all(|(_, line)| line.in_time + line.late == 0) {
        paper.paragraph(
            "The record holds no answer that came before a meeting of the period: what agencies returned was not entered, or \
             none came.",
        );
        return;
    }
    paper.paragraph(
        "Asked for: every agency expected, on every case heard or not come to, less those it is kept out of. In time: by the day \
         asked for, also that nothing is known.",
    );
    let mut table = Table::new([
        Column::new("Agency", 3.6),
        right("Asked for", 1.5),
        right("In time", 3.0),
        right("Nothing known", 1.6),
        right("Late", 1.2),
        right("No answer", 1.6),
    ]);
    for (agency, line) in &facts.answers {
        table.push([
            agency.clone(),
            line.asked.to_string(),
            share(Ratio { of: line.in_time, all: line.asked }),
            line.nothing.to_string(),
            line.late.to_string(),
            line.unanswered().to_string(),
        ]);
    }
    paper.table(table);
}

/// How often agencies came; no name is told.
pub fn attendance(paper: &mut Document, told: &AttendanceOver) {
    let meetings =
        if told.meetings == 1 { "1 meeting".to_owned() } else { format!("{} meetings", told.meetings) };
    paper.paragraph(format!("Attendance was taken at {meetings} of the period."));
    if told.agencies.is_empty() {
        return;
    }
    let chart = Chart::bars(
        "Meetings attended, in the hundred",
        told.agencies.iter().map(|line| line.agency.as_str()),
    );
    let came = told.agencies.iter().map(|line| hundredth(Ratio { of: line.there, all: line.of }));
    paper.chart(chart.series("Came to", came));
    let mut table = Table::new([
        Column::new("Agency", 3.6),
        right("Came to", 2.4),
        right("Different people", 1.5),
        right("Same person", 1.5),
        right("Deputies", 1.5),
        right("Apologies", 1.6),
        right("With information", 1.8),
        right("No word", 1.2),
    ]);
    for line in &told.agencies {
        table.push([
            line.agency.clone(),
            share(Ratio { of: line.there, all: line.of }),
            line.people.to_string(),
            if line.people == 0 { "-".to_owned() } else { format!("{} of {}", line.same, line.there) },
            line.deputies.to_string(),
            line.apologies.to_string(),
            line.informed.to_string(),
            line.absent.to_string(),
        ]);
    }
    paper.table(table);
}

/// The delivery plans of the area on the last day.
pub fn plans(paper: &mut Document, facts: &SteeringFacts) {
    if facts.plans.is_empty() {
        return;
    }
    paper.heading(Level::One, "Delivery plan");
    for part in &facts.plans {
        paper.heading(Level::Two, part.priority.as_str()).paragraph(format!("{}.", part.tally.words()));
        if part.pressing.is_empty() {
            continue;
        }
        let mut table = Table::new([
            Column::new("Item", 2.2),
            Column::new("Objective", 5.0),
            Column::new("Stands", 2.0),
            Column::new("Milestone", 3.4),
        ]);
        for item in &part.pressing {
            let milestone = item.milestone.as_ref();
            let milestone = milestone.map(|(what, due)| format!("{what}, {}", show_day_year(*due)));
            table.push([
                item.reference.clone(),
                item.objective.clone(),
                item.stands.clone(),
                milestone.unwrap_or_default(),
            ]);
        }
        paper.table(table);
    }
}
