//! The self-assessment as a report: how each principle was rated, in this period and those before, and the figures beside it.

use super::{Cell, Figure, Grid, Head, Kind, Measure, Measures, Part, Period, Report, Row};
use crate::domain::rows::plan::Rag;
use crate::domain::rows::principle::{PrincipleRating, Seen};
use crate::domain::tools::Tool;
use crate::domain::tools::principles::{Principle, PrincipleList};

/// What stands over a principle: "3 Multi-agency engagement".
pub fn title(principle: &Principle) -> String {
    format!("{} {}", principle.key, principle.name)
}

/// The figures that a report shows beside a principle.
pub fn seen(report: &Report, over: &str) -> Vec<Seen> {
    let beside = report.parts.iter().find_map(|part| match part {
        Part::Measures(part) if part.title == over => Some(&part.lines),
        _ => None,
    });
    let kept = |measure: &Measure| {
        let out_of = measure.figure.out_of();
        let said = measure.figure.said();
        let said = if out_of.is_empty() { said } else { format!("{said} ({out_of})") };
        Seen { key: measure.key.to_owned(), name: measure.name.clone(), said }
    };
    beside.into_iter().flatten().map(kept).collect()
}

/// The ratings of one list: in this period, the one before as long, and the one before that.
pub fn ratings(list: &PrincipleList, given: &[PrincipleRating], period: Period, outside: bool) -> Grid {
    let (before, earlier) = (period.before(), period.before().before());
    let newest = |principle: &Principle, within: Period| {
        let fits = |rating: &&PrincipleRating| {
            rating.list == list.identity()
                && rating.principle == principle.key
                && (within.from..=within.to).contains(&rating.to)
        };
        given.iter().filter(fits).max_by_key(|rating| (rating.to, rating.at, rating.id))
    };
    let rag = |rating: Option<&PrincipleRating>| {
        Cell::Words(rating.map_or_else(|| "not rated".to_owned(), |rating| rating.rag.to_string()))
    };
    let row = |principle: &Principle| {
        let now = newest(principle, period);
        let why = now.filter(|_| !outside).map(|rating| rating.commentary.clone()).unwrap_or_default();
        Row {
            key: format!("{}/{}", list.identity(), principle.key),
            cells: vec![
                Cell::Words(title(principle)),
                rag(now),
                now.map_or(Cell::Blank, |rating| Cell::Date(rating.at.date())),
                rag(newest(principle, before)),
                rag(newest(principle, earlier)),
                Cell::Words(why),
            ],
            behind: false,
        }
    };
    let plain = |name: &str, kind| Head { name: name.to_owned(), kind, people: false };
    Grid {
        title: list.name.clone(),
        note: list.source.clone(),
        heads: vec![
            Head::words("Principle"),
            plain("Rated", Kind::Words),
            Head::date("On"),
            plain("Period before", Kind::Words),
            plain("Before that", Kind::Words),
            Head::words("Why"),
        ],
        rows: list.principle.iter().map(row).collect(),
    }
}

/// How many principles of a list stand how, of all there are.
pub fn tally(list: &PrincipleList, table: &Grid) -> Vec<Measure> {
    let rated = |rag: Rag| {
        let fits = |row: &&Row| row.cells.get(1) == Some(&Cell::Words(rag.to_string()));
        table.rows.iter().filter(fits).count()
    };
    let all = list.principle.len();
    let line = |key, rag: Rag| {
        Measure::of_work(
            key,
            format!("Rated {rag}"),
            Figure::share(rated(rag), all),
            "Principles of the list whose newest rating of the period is this; rated by people, not by figures.",
        )
    };
    vec![line("green", Rag::Green), line("amber", Rag::Amber), line("red", Rag::Red)]
}

/// The figures beside a principle; `find` gives a figure by its report and key.
pub fn evidence(principle: &Principle, find: impl Fn(&str, &str) -> Option<Measure>) -> Measures {
    let lines = principle.evidence.iter().map(|named| {
        let found = named.split_once('/').and_then(|(report, key)| find(report, key));
        found.unwrap_or_else(|| {
            Measure::of_work(
                "unknown",
                named.clone(),
                Figure::NotCollected("no report has such a figure here".to_owned()),
                "Named by the list of principles.",
            )
        })
    });
    Measures { title: title(principle), lines: lines.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;
    use crate::domain::value::Json;
    use jiff::civil::{Date, date};
    use uuid::Uuid;

    fn rating(key: &str, to: Date, day: i8, rag: Rag) -> PrincipleRating {
        PrincipleRating {
            id: Id::new(Uuid::from_u128(u128::from(day.unsigned_abs()))),
            forum: "marac".to_owned(),
            list: "ten-principles".to_owned(),
            principle: key.to_owned(),
            from: Date::new(to.year(), 1, 1).unwrap(),
            to,
            rag,
            commentary: "deputies are not named".to_owned(),
            seen: Json(Vec::new()),
            at: date(2027, 1, day).at(9, 0, 0, 0),
            by: "cath".to_owned(),
        }
    }

    #[test]
    fn the_newest_rating_of_each_year_stands_beside_those_before() {
        let list = PrincipleList::ours().unwrap();
        let given = [
            rating("3", date(2026, 12, 31), 4, Rag::Red),
            rating("3", date(2026, 12, 31), 9, Rag::Amber),
            rating("3", date(2025, 12, 31), 2, Rag::Green),
            rating("3", date(2024, 12, 31), 1, Rag::Red),
            rating("4", date(2025, 12, 31), 1, Rag::Red),
        ];
        let year = Period { from: date(2026, 1, 1), to: date(2026, 12, 31) };
        let table = ratings(&list, &given, year, false);
        let said = |at: usize| table.rows[at].cells.iter().map(Cell::said).collect::<Vec<_>>();
        assert_eq!(
            said(2),
            ["3 Multi-agency engagement", "amber", "09/01/2027", "green", "red", "deputies are not named"]
        );
        assert_eq!(said(3)[1..5], ["not rated", "", "red", "not rated"]);
        let tally = tally(&list, &table);
        assert_eq!(
            tally.iter().map(|line| line.figure.out_of()).collect::<Vec<_>>(),
            ["0 of 10", "1 of 10", "0 of 10"]
        );
        // What the office thinks of itself stays in the office.
        assert_eq!(ratings(&list, &given, year, true).rows[2].cells[5].said(), "");
    }
}
