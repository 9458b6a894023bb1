//! The report to a steering group: what a forum heard over a period, how long it took, who came and answered, and what
//! became of actions. Every figure says what it is out of; nobody is named.

mod agencies;
mod trends;
mod volume;

use super::{Copy, Document, Footer, Level};
use crate::domain::calendar::{show_day_year, show_numeric};
use crate::domain::told::Ratio;
use crate::domain::told::attendance::AttendanceOver;
use crate::domain::told::shown::{SMALLEST, Shown};
use crate::domain::told::steering::{PeriodHead, SteeringFacts};

/// Builds the report.
pub fn build(facts: &SteeringFacts, copy: &Copy) -> Document {
    let mut paper = document(&facts.head, "Steering report", copy);
    window(&mut paper, &facts.head);
    if !facts.exact {
        paper.paragraph(format!(
            "Numbers of people and cases under {SMALLEST} are not told, nor a second one from which such a number could be \
             worked out: our default, since few people can be recognised. Counts of actions and attendance are those of \
             agencies and are told in full."
        ));
    }
    volume::volume(&mut paper, facts);
    volume::months(&mut paper, facts);
    trends::trends(&mut paper, facts);
    volume::sources(&mut paper, facts);
    volume::outcomes(&mut paper, facts);
    agencies::actions(&mut paper, facts);
    agencies::answers(&mut paper, facts);
    paper.heading(Level::One, "Attendance");
    agencies::attendance(&mut paper, &facts.attendance);
    agencies::plans(&mut paper, facts);
    volume::needs(&mut paper, facts);
    paper
}

/// Builds the paper of attendance over a period.
pub fn attendance(head: &PeriodHead, told: &AttendanceOver, copy: &Copy) -> Document {
    let mut paper = document(head, "Attendance", copy);
    window(&mut paper, head);
    paper.heading(Level::One, "Attendance by agency");
    agencies::attendance(&mut paper, told);
    paper
}

/// An empty paper of a forum over a period.
fn document(head: &PeriodHead, title: &str, copy: &Copy) -> Document {
    let title = format!("{title} {}", head.code);
    let foot = format!("{title}, {} to {}", show_numeric(head.from), show_numeric(head.to));
    Document::new(title)
        .marking(head.marking.clone())
        .header(format!("{} {}", head.area, head.forum))
        .header(format!("{} to {}", show_day_year(head.from), show_day_year(head.to)))
        .footer(Footer {
            paper: foot,
            version: String::new(),
            recipient: copy.recipient.clone(),
            copy: Some(copy.number),
        })
}

/// What the figures are of.
fn window(paper: &mut Document, head: &PeriodHead) {
    paper.paragraph(format!(
        "Meetings of the {} held from {} to {}, both days included, as the record stood on {}.",
        head.code,
        show_day_year(head.from),
        show_day_year(head.to),
        show_day_year(head.counted)
    ));
}

/// "12 of 64, 19%".
fn share(ratio: Ratio) -> String {
    match ratio.percent() {
        Some(percent) => format!("{} of {}, {percent}%", ratio.of, ratio.all),
        None => "none of none".to_owned(),
    }
}

/// The same of people and cases: a small number is not told, and its share neither.
fn told(of: usize, all: usize, exact: bool) -> String {
    let rest = Shown::one(all.saturating_sub(of), exact);
    match (Shown::one(of, exact), Shown::one(all, exact)) {
        (Shown::Count(_), Shown::Count(_)) if matches!(rest, Shown::Count(_)) => share(Ratio { of, all }),
        (Shown::Count(_), Shown::Count(_)) => format!("held back, of {all}"),
        (one, Shown::Count(_)) => format!("{} of {all}", one.words()),
        (_, all) => all.words(),
    }
}
