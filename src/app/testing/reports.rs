//! A report of an invented forum, for tests of screens: measures, a table wider than the screen, a trend.

use jiff::civil::date;

use super::fixtures::id;
use crate::domain::report::{
    Asked, BehindLine, Cell, Figure, Grid, Head, Measure, Measures, Part, Period, Report, ReportKind, Row,
    Trend, principles,
};
use crate::domain::told::Ratio;
use crate::domain::tools::principles::PrincipleList;

/// The report asked for.
pub fn report(asked: &Asked) -> Report {
    let mut report =
        Report::new(asked, asked.forum.as_ref().map(|key| key.to_uppercase()), date(2026, 11, 26));
    report.notes.push("Counted from meetings that are closed.".to_owned());
    report.parts = match asked.kind {
        ReportKind::Principles => assessed(),
        _ => vec![Part::Measures(measures()), Part::Grid(grid()), Part::Trend(trend())],
    };
    if asked.compare {
        let earlier = report.clone();
        report = report.beside(&earlier);
    }
    if asked.outside { report.for_outside() } else { report }
}

fn measures() -> Measures {
    let lines = vec![
        Measure::of_people(
            "cases",
            "Cases discussed",
            Figure::Count(212),
            "Every hearing of a case at a meeting of the period, repeats among them; a case is not a person. Published definition.",
        )
        .opened(),
        Measure::of_people("repeats", "Repeats", Figure::share(66, 212), "Of cases discussed, those accepted as repeats.").opened(),
        Measure::of_people(
            "rate",
            "Cases per 10,000 adult females",
            Figure::NotCollected("say how many with --adult-females".to_owned()),
            "Cases discussed for every 10,000 females of 16 and over.",
        ),
        Measure::of_people("urgent", "Heard outside the cycle", Figure::Count(3), "Our definition."),
        Measure::of_work("days", "Referral to hearing", Figure::days(vec![9, 14, 21, 63]), "Days from the day a referral came."),
    ];
    Measures { title: "Cases".to_owned(), lines }
}

fn grid() -> Grid {
    let row = |agency: &str, there, of, people| Row {
        key: agency.to_lowercase(),
        cells: vec![
            Cell::Words(agency.to_owned()),
            Cell::Share(Ratio { of: there, all: of }),
            Cell::Count(people),
            Cell::Share(Ratio { of: there - 1, all: there }),
            Cell::Count(2),
            Cell::Count(1),
            Cell::Date(date(2026, 11, 12)),
            Cell::Blank,
        ],
        behind: false,
    };
    Grid {
        title: "Attendance".to_owned(),
        note: "Came to: of the meetings an agency was expected at.".to_owned(),
        heads: vec![
            Head::words("Agency"),
            Head::share("Came to"),
            Head::number("Different people"),
            Head::share("Same person"),
            Head::number("Apologies"),
            Head::number("With information"),
            Head::date("Last there"),
            Head::words("Deputies"),
        ],
        rows: vec![row("Police", 12, 12, 2), row("Independent Domestic Violence Adviser service", 11, 12, 3)],
    }
}

fn trend() -> Trend {
    let counts = |counts: [usize; 3]| counts.into_iter().map(Figure::Count).collect();
    Trend {
        title: "Cases month by month".to_owned(),
        labels: ["Sep 2026", "Oct 2026", "Nov 2026"].map(str::to_owned).to_vec(),
        series: vec![
            ("Cases".to_owned(), counts([16, 31, 18])),
            ("Repeats".to_owned(), counts([0, 9, 5])),
            ("Children".to_owned(), counts([22, 40, 19])),
        ],
        people: true,
    }
}

/// The ten principles, one of them with a figure beside it; nothing is rated yet.
fn assessed() -> Vec<Part> {
    let list = PrincipleList::ours().expect("the list that comes with the program");
    let year = Period { from: date(2025, 11, 27), to: date(2026, 11, 26) };
    let table = principles::ratings(&list, &[], year, false);
    let figure = Measure::of_work("attendance", "Attendance", Figure::share(12, 12), "Our definition.");
    let beside = Measures { title: "3 Multi-agency engagement".to_owned(), lines: vec![figure] };
    vec![
        Part::Measures(Measures {
            title: "How they stand".to_owned(),
            lines: principles::tally(&list, &table),
        }),
        Part::Grid(table),
        Part::Measures(beside),
    ]
}

/// What stands behind its figures.
pub fn behind() -> Vec<BehindLine> {
    let line = |case: &str, day: i8, why: &str| BehindLine {
        id: id(0),
        case: case.to_owned(),
        why: why.to_owned(),
        on: Some(date(2026, 11, day)),
    };
    vec![line("LAN-26-0143", 12, "repeat of 7 July"), line("LAN-26-0129", 12, "heard")]
}
