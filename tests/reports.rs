//! Every report of the list, over the invented area: what holds of any of them, whatever it counts.
//!
//! A report joins by its row in `REPORTS`; there is nothing to add here.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod invented;

use std::collections::BTreeSet;

use convenor::domain::report::{Asked, Cell, Figure, Measure, Part, Period, REPORTS, Report, ReportKind};
use convenor::domain::told::shown::SMALLEST;
use convenor::papers::report::data;
use convenor::service::Service;
use convenor::service::ask::{Answer, Ask};
use convenor::service::look::{Looking, look};
use invented::{TODAY, demo, now};

fn answer(service: &Service, ask: &Ask) -> Answer {
    let area = service.area().unwrap();
    look(Looking { view: service.record().view(), area: &area, now: now(), actor: service.actor() }, ask)
        .unwrap_or_else(|refusal| panic!("{ask:?}: {refusal}"))
}

fn report(service: &Service, asked: &Asked) -> Report {
    match answer(service, &Ask::Report(Box::new(asked.clone()))) {
        Answer::Report(report) => *report,
        other => panic!("{other:?}"),
    }
}

/// Every report, of all forums together and of each that has it, over a year and over a quarter.
fn every(service: &Service) -> Vec<Asked> {
    let area = service.area().unwrap();
    let year = Period::year_to(TODAY);
    let quarter = Period::quarter(2026, 4).unwrap();
    let mut asked = Vec::new();
    for shape in REPORTS {
        let of = area.forums.iter().filter(|forum| shape.is_of(forum.case_kind));
        for forum in std::iter::once(None).chain(of.map(|forum| Some(forum.key.clone()))) {
            for period in [year, quarter] {
                let over = Asked::over(shape.kind, period.from, period.to);
                asked.push(Asked { forum: forum.clone(), adult_females: Some(60_000), ..over });
            }
        }
    }
    asked
}

fn measures(report: &Report) -> Vec<&Measure> {
    let parts = report.parts.iter().filter_map(|part| match part {
        Part::Measures(part) => Some(&part.lines),
        Part::Grid(_) | Part::Trend(_) => None,
    });
    parts.flatten().collect()
}

/// Whether a figure lets somebody work out a small number of people.
fn tells_few(figure: &Figure) -> bool {
    let few = |count: usize| (1..SMALLEST).contains(&count);
    match figure {
        Figure::Count(count) => few(*count),
        Figure::Share(ratio) => few(ratio.of) || few(ratio.all) || few(ratio.all - ratio.of),
        Figure::Per { of, .. } => few(*of),
        Figure::Days { n, .. } | Figure::Amount { n, .. } | Figure::Word(_, n) => few(*n),
        Figure::Nothing | Figure::NotCollected(_) | Figure::Held => false,
    }
}

#[test]
fn every_report_answers_says_how_it_counts_and_is_read_by_other_programs() {
    let service = demo();
    let mut full = BTreeSet::new();
    for asked in every(&service) {
        let told = report(&service, &asked);
        let lines = measures(&told);
        if asked.kind != ReportKind::Principles {
            let keys: BTreeSet<&str> = lines.iter().map(|line| line.key).collect();
            assert_eq!(keys.len(), lines.len(), "{asked:?}: a key stands twice");
        }
        for line in &lines {
            assert!(!line.basis.is_empty() && !line.name.is_empty(), "{asked:?}: {}", line.key);
        }
        for part in &told.parts {
            if let Part::Grid(grid) = part {
                assert!(grid.rows.iter().all(|row| row.cells.len() == grid.heads.len()), "{}", grid.title);
            }
            if let Part::Trend(trend) = part {
                assert!(trend.series.iter().all(|(_, figures)| figures.len() == trend.labels.len()));
            }
        }
        let rows = told.parts.iter().any(|part| matches!(part, Part::Grid(grid) if !grid.rows.is_empty()));
        if rows || lines.iter().any(|line| matches!(line.figure.n(), Some(n) if n > 0)) {
            full.insert(asked.kind);
        }
        let json = data::json(&told);
        assert_eq!(json["report"], asked.kind.word());
        let csv = data::csv(&told).unwrap();
        let mut reader = csv::Reader::from_reader(&csv[..]);
        assert!(reader.records().all(|row| row.is_ok_and(|row| row.len() == 9)), "{asked:?}");
    }
    // A report that counts nothing in a year of the invented area has lost its way to the record.
    for shape in REPORTS {
        assert!(full.contains(&shape.kind), "{} counts nothing", shape.kind);
    }
}

#[test]
fn as_many_stand_behind_a_figure_as_it_counts() {
    let service = demo();
    let mut opened = 0;
    for asked in every(&service) {
        let told = report(&service, &asked);
        for line in measures(&told).into_iter().filter(|line| line.behind) {
            let Answer::Behind(found) =
                answer(&service, &Ask::Behind(Box::new(asked.clone()), line.key.to_owned()))
            else {
                panic!("what is behind {}", line.key)
            };
            // Where nobody collected a figure, those it is missing of stand behind it.
            if matches!(line.figure, Figure::NotCollected(_)) {
                continue;
            }
            let counted = match &line.figure {
                Figure::Count(count) => *count,
                Figure::Share(ratio) => ratio.of,
                figure => figure.n().unwrap_or(0),
            };
            // Cases of which nobody knows stand after those that count, and say so.
            let found = found.iter().filter(|line| !line.why.starts_with("not known")).count();
            let several = asked.kind == ReportKind::Couple || line.name.to_lowercase().contains("children");
            if several {
                // People are counted and their cases shown: several may be of one.
                assert!(found <= counted && (found == 0) == (counted == 0), "{}", line.key);
            } else {
                assert_eq!(found, counted, "{asked:?}: {}", line.key);
            }
            opened += counted;
        }
    }
    assert!(opened > 50, "{opened} lines stand behind figures");
}

#[test]
fn nothing_that_leaves_the_office_lets_few_people_be_known() {
    let service = demo();
    let (mut held, mut told_all) = (0, 0);
    for asked in every(&service) {
        let told = report(&service, &Asked { outside: true, ..asked.clone() });
        assert!(told.outside && told.notes.iter().any(|note| note.contains("held back")), "{asked:?}");
        for line in measures(&told) {
            assert!(!line.behind, "{asked:?}: {} can be opened", line.key);
            assert!(!line.people || !tells_few(&line.figure), "{asked:?}: {} {:?}", line.key, line.figure);
            held += usize::from(line.figure == Figure::Held);
            told_all += 1;
        }
        for part in &told.parts {
            match part {
                Part::Grid(grid) => {
                    for (at, _) in grid.heads.iter().enumerate().filter(|(_, head)| head.people) {
                        for row in &grid.rows {
                            let few = match &row.cells[at] {
                                Cell::Count(count) => tells_few(&Figure::Count(*count)),
                                Cell::Share(ratio) => tells_few(&Figure::Share(*ratio)),
                                _ => false,
                            };
                            assert!(!few, "{asked:?}: {} {:?}", grid.title, row.cells);
                        }
                    }
                }
                Part::Trend(trend) if trend.people => {
                    for (name, figures) in &trend.series {
                        assert!(!figures.iter().any(tells_few), "{asked:?}: {} {name}", trend.title);
                    }
                }
                Part::Trend(_) | Part::Measures(_) => {}
            }
        }
    }
    assert!(held > 0 && held < told_all, "{held} of {told_all} held back");
}
