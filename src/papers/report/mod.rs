//! A report as a paper: figures with what they are out of, tables, and trends as charts. [`data`] is the same for other
//! programs, figure by figure.

pub mod data;

use super::{Align, Chart, Column, Copy, Document, Figure as Point, Footer, Level, Table};
use crate::domain::calendar::{show_day_year, show_numeric};
use crate::domain::report::{Cell, Figure, Grid, Kind, Measures, Part, Report, Trend};

/// Labels from which on a line tells more than bars.
const LINES_FROM: usize = 3;

/// Builds the paper of a report.
pub fn build(report: &Report, area: &str, marking: &str, copy: &Copy) -> Document {
    let title = report.kind.title();
    let of = report.forum.clone().unwrap_or_else(|| "every forum".to_owned());
    let mut paper = Document::new(format!("{title}, {of}"))
        .marking(marking)
        .header(format!("{area}, {of}"))
        .header(format!("{} to {}", show_day_year(report.from), show_day_year(report.to)))
        .footer(Footer {
            paper: format!("{title}, {} to {}", show_numeric(report.from), show_numeric(report.to)),
            version: String::new(),
            recipient: copy.recipient.clone(),
            copy: Some(copy.number),
        });
    paper
        .paragraph(format!("Counted on {} from the record as it then stood.", show_day_year(report.counted)));
    for note in &report.notes {
        paper.paragraph(note.clone());
    }
    for part in &report.parts {
        match part {
            Part::Measures(part) => measures(&mut paper, part, report.compares()),
            Part::Grid(part) => grid(&mut paper, part),
            Part::Trend(part) => trend(&mut paper, part),
        }
    }
    paper
}

fn measures(paper: &mut Document, part: &Measures, compares: bool) {
    paper.heading(Level::One, part.title.clone());
    let right = |head: &str, weight| Column::new(head, weight).aligned(Align::Right);
    let mut columns = vec![Column::new("Measure", 3.6), right("Figure", 2.0), right("Out of", 2.4)];
    columns.extend(compares.then(|| right("Before", 2.4)));
    columns.push(Column::new("How counted", 5.6));
    let mut table = Table::new(columns);
    for line in &part.lines {
        let mut row = vec![line.name.clone(), line.figure.said(), line.figure.out_of()];
        row.extend(compares.then(|| line.before.as_ref().map(Figure::said).unwrap_or_default()));
        row.push(line.basis.clone());
        table.push(row);
    }
    paper.table(table);
}

fn grid(paper: &mut Document, part: &Grid) {
    paper.heading(Level::One, part.title.clone());
    if !part.note.is_empty() {
        paper.paragraph(part.note.clone());
    }
    if part.rows.is_empty() {
        paper.paragraph("Nothing to count.");
        return;
    }
    let mut table = Table::new(part.heads.iter().map(|head| {
        let column = Column::new(head.name.clone(), if head.kind == Kind::Words { 3.6 } else { 1.6 });
        if head.kind == Kind::Words { column } else { column.aligned(Align::Right) }
    }));
    for row in &part.rows {
        table.push(row.cells.iter().map(Cell::said));
    }
    paper.table(table);
}

fn trend(paper: &mut Document, part: &Trend) {
    if part.labels.is_empty()
        || part.series.iter().all(|(_, figures)| figures.iter().all(|one| one.tenths().is_none()))
    {
        return;
    }
    let labels = part.labels.iter().map(String::as_str);
    let chart = if part.labels.len() < LINES_FROM {
        Chart::bars(part.title.clone(), labels)
    } else {
        Chart::lines(part.title.clone(), labels)
    };
    let chart = part
        .series
        .iter()
        .fold(chart, |chart, (name, figures)| chart.series(name.as_str(), figures.iter().map(point)));
    paper.chart(chart);
}

fn point(figure: &Figure) -> Point {
    match figure.tenths().and_then(|tenths| i32::try_from(tenths).ok()) {
        Some(tenths) => Point::new(f64::from(tenths) / 10.0, figure.said()),
        None => Point::withheld(figure.said()),
    }
}
