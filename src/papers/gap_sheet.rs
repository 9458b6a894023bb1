//! The gap sheet: what agencies returned on each case, and what each case still lacks. By reference; for the office.

use super::Copy;
use super::head::{self, Stands};
use super::{Align, Column, Document, Level, Table, Text};
use crate::domain::calendar::show_day_year;
use crate::domain::told::gaps::{GapFacts, Returned};

/// Cases side by side in one table: what a page of A4 and 80 columns of text hold.
const ABREAST: usize = 8;

/// Builds the gap sheet.
pub fn build(facts: &GapFacts, copy: &Copy) -> Document {
    let mut paper = head::document(&facts.head, "Gap sheet", copy, Stands::Final);
    let (missing, wanted) = facts.missing();
    paper.heading(Level::One, "What agencies returned");
    if facts.cases.is_empty() {
        paper.paragraph("No case is on the agenda.");
        return paper;
    }
    let due = facts.due.map(|due| format!(", asked for by {}", show_day_year(due))).unwrap_or_default();
    paper.paragraph(format!("{missing} of {wanted} answers are missing{due}."));
    summary(&mut paper, facts);
    paper.heading(Level::One, "Case by case");
    paper.paragraph(
        "info: information came; nil: nothing known; late: after the date; none: brought nothing; GAP: no answer; \
         out: kept out by a conflict; n/a: asked in for other cases.",
    );
    for (at, cases) in facts.cases.chunks(ABREAST).enumerate() {
        let heads = cases.iter().map(|case| short(&case.reference));
        let mut table = Table::new(
            std::iter::once(Column::new("Agency", 3.2))
                .chain(heads.map(|head| Column::new(head, 1.2).aligned(Align::Centre))),
        );
        for (agency, row) in &facts.agencies {
            let cells = row.iter().skip(at * ABREAST).take(ABREAST).map(|one| sign(*one));
            table.push(std::iter::once(Text::from(agency.as_str())).chain(cells));
        }
        paper.table(table);
    }
    lacking(&mut paper, facts);
    paper
}

/// The end of a reference, which tells cases of one meeting apart: "0143".
fn short(reference: &str) -> String {
    reference.rsplit('-').next().unwrap_or(reference).to_owned()
}

fn sign(one: Returned) -> Text {
    match one {
        Returned::Gap => Text::strong(one.word()),
        _ => one.word().into(),
    }
}

/// Each agency on one line, the most gaps first.
fn summary(paper: &mut Document, facts: &GapFacts) {
    let mut table = Table::new([
        Column::new("Agency", 3.2),
        Column::new("Gaps", 1.0).aligned(Align::Right),
        Column::new("Late", 1.0).aligned(Align::Right),
        Column::new("No answer on", 7.0),
    ]);
    let count = |row: &[Returned], kind| row.iter().filter(|one| **one == kind).count();
    let mut rows: Vec<_> = facts.agencies.iter().collect();
    rows.sort_by_key(|(_, row)| std::cmp::Reverse(count(row, Returned::Gap)));
    for (agency, row) in rows {
        let gaps = count(row, Returned::Gap);
        let cases = row.iter().zip(&facts.cases).filter(|(one, _)| **one == Returned::Gap);
        let on = if gaps == facts.cases.len() {
            "every case".to_owned()
        } else {
            cases.map(|(_, case)| short(&case.reference)).collect::<Vec<_>>().join(", ")
        };
        table.push([agency.clone(), gaps.to_string(), count(row, Returned::Late).to_string(), on]);
    }
    paper.table(table);
}

/// What each case lacks besides research, and what the draft lacks once the meeting is over.
fn lacking(paper: &mut Document, facts: &GapFacts) {
    paper.heading(Level::One, "What cases lack");
    let mut table = Table::new([Column::new("Case", 2.2), Column::new("Missing", 9.0)]);
    let lacking: Vec<_> = facts.cases.iter().filter(|case| !case.lacks.is_empty()).collect();
    for case in &lacking {
        table.push([case.reference.clone(), case.lacks.join("; ")]);
    }
    if lacking.is_empty() {
        paper.paragraph("Nothing besides what is asked of agencies.");
    } else {
        paper.table(table);
    }
    if !facts.draft.is_empty() {
        paper.heading(Level::One, "What the draft minutes lack");
        paper.bullets(facts.draft.iter().map(|(case, what)| match case {
            Some(case) => format!("{case}: {what}"),
            None => what.clone(),
        }));
    }
}
