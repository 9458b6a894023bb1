//! Reports over a record made through the service: the self-assessment, year by year.

use jiff::civil::date;

use super::{area, ask, run};
use crate::domain::report::{Asked, Part, Report, ReportKind};
use crate::domain::request::{RatePrinciple, Request};
use crate::domain::rows::plan::Rag;
use crate::service::Service;
use crate::service::ask::{Answer, Ask};

fn told(service: &Service, year: i16) -> Report {
    let (from, to) = (date(year, 1, 1), date(year, 12, 31));
    let asked = Asked::over(ReportKind::Principles, from, to);
    let Answer::Report(report) = ask(service, &Ask::Report(Box::new(asked))) else { panic!("a report") };
    *report
}

fn rating(year: i16, rag: Rag, commentary: &str) -> Request {
    Request::RatePrinciple(RatePrinciple {
        forum: "MARAC".to_owned(),
        list: "ten-principles".to_owned(),
        principle: "3".to_owned(),
        from: date(year, 1, 1),
        to: date(year, 12, 31),
        rag,
        commentary: commentary.to_owned(),
        seen: Vec::new(),
    })
}

/// The line of the third principle.
fn third(report: &Report) -> Vec<String> {
    let grid = report.parts.iter().find_map(|part| match part {
        Part::Grid(grid) => Some(grid),
        _ => None,
    });
    let row = grid.unwrap().rows.iter().find(|row| row.key == "ten-principles/3").unwrap();
    row.cells.iter().map(crate::domain::report::Cell::said).collect()
}

#[test]
fn ratings_stand_year_beside_year_with_their_reasons() {
    let mut service = area();
    run(&mut service, rating(2025, Rag::Red, "nobody came twice")).unwrap();
    run(&mut service, rating(2026, Rag::Amber, "deputies are not named")).unwrap();
    let line = third(&told(&service, 2026));
    assert_eq!(line[1..], ["amber", "26/11/2026", "red", "not rated", "deputies are not named"]);
    assert_eq!(third(&told(&service, 2025))[1], "red");
}

#[test]
fn a_rating_that_cannot_hold_is_refused_with_what_to_do() {
    let mut service = area();
    let refused = |service: &mut Service, request| run(service, request).unwrap_err().to_string();
    assert!(refused(&mut service, rating(2026, Rag::Red, " ")).contains("needs a reason"));
    assert!(refused(&mut service, rating(2028, Rag::Green, "")).contains("which is to come"));
    let Request::RatePrinciple(mut unknown) = rating(2026, Rag::Green, "") else { panic!("a rating") };
    unknown.principle = "11".to_owned();
    assert!(refused(&mut service, Request::RatePrinciple(unknown)).contains("there are 1, 2, 3"));
}
#[test]
fn every_figure_that_the_ten_principles_name_is_one_of_a_report() {
    let service = area();
    let report = told(&service, 2026);
    for part in &report.parts {
        let Part::Measures(part) = part else { continue };
        for line in &part.lines {
            assert_ne!(line.key, "unknown", "{}: {} is no figure of a report", part.title, line.name);
        }
    }
}
