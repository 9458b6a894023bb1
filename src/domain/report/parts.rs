//! What a report says: measures, grids and trends, as plain data that knows nothing of how it is drawn.

use jiff::civil::Date;

use super::{Asked, Figure, ReportKind, thousands};
use crate::domain::calendar::show_numeric;
use crate::domain::id::Id;
use crate::domain::rows::case::Case;
use crate::domain::told::Ratio;

/// A report as counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Which.
    pub kind: ReportKind,
    /// Name of the forum; nothing for every forum that has such a report.
    pub forum: Option<String>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// The day it was counted.
    pub counted: Date,
    /// Whether small numbers are held back.
    pub outside: bool,
    /// What a reader has to know of the whole, a sentence each.
    pub notes: Vec<String>,
    /// What it says, in order.
    pub parts: Vec<Part>,
}

impl Report {
    /// A report that says nothing yet.
    pub fn new(asked: &Asked, forum: Option<String>, counted: Date) -> Self {
        Self {
            kind: asked.kind,
            forum,
            from: asked.from,
            to: asked.to,
            counted,
            outside: false,
            notes: Vec::new(),
            parts: Vec::new(),
        }
    }

    /// Puts beside each measure what it was in an earlier report.
    #[must_use]
    pub fn beside(mut self, earlier: &Self) -> Self {
        for part in &mut self.parts {
            if let Part::Measures(part) = part {
                for line in &mut part.lines {
                    line.before = earlier.measure(line.key).map(|measure| measure.figure.clone());
                }
            }
        }
        self
    }

    /// Whether a measure has an earlier one beside it.
    pub fn compares(&self) -> bool {
        let measures = self.parts.iter().filter_map(|part| match part {
            Part::Measures(part) => Some(&part.lines),
            Part::Grid(_) | Part::Trend(_) => None,
        });
        measures.flatten().any(|line| line.before.is_some())
    }

    /// A measure by its key.
    pub fn measure(&self, key: &str) -> Option<&Measure> {
        let measures = self.parts.iter().filter_map(|part| match part {
            Part::Measures(measures) => Some(&measures.lines),
            Part::Grid(_) | Part::Trend(_) => None,
        });
        measures.flatten().find(|measure| measure.key == key)
    }
}

/// A part of a report.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// Figures one under another.
    Measures(Measures),
    /// A table.
    Grid(Grid),
    /// Figures over time.
    Trend(Trend),
}

/// Figures one under another.
#[derive(Debug, Clone, PartialEq)]
pub struct Measures {
    /// What they are about.
    pub title: String,
    /// The figures.
    pub lines: Vec<Measure>,
}

/// One figure, and how it is counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// Its name for other programs; stays.
    pub key: &'static str,
    /// Its name.
    pub name: String,
    /// The figure.
    pub figure: Figure,
    /// The same over the stretch before, as long; where that was asked for.
    pub before: Option<Figure>,
    /// How it is counted: what out of what, over which days, and whose definition that is.
    pub basis: String,
    /// Whether it counts people or cases: small numbers are held back outside.
    pub people: bool,
    /// Whether the cases or actions behind it can be shown.
    pub behind: bool,
}

impl Measure {
    /// A figure of people or cases, which can be opened.
    pub fn of_people(
        key: &'static str,
        name: impl Into<String>,
        figure: Figure,
        basis: impl Into<String>,
    ) -> Self {
        let (name, basis) = (name.into(), basis.into());
        Self { key, name, figure, before: None, basis, people: true, behind: false }
    }

    /// A figure of meetings, answers, actions: of nobody under discussion.
    pub fn of_work(
        key: &'static str,
        name: impl Into<String>,
        figure: Figure,
        basis: impl Into<String>,
    ) -> Self {
        Self { people: false, ..Self::of_people(key, name, figure, basis) }
    }

    /// The same, with what is behind it to be shown.
    #[must_use]
    pub fn opened(mut self) -> Self {
        self.behind = true;
        self
    }
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Words,
    /// A count.
    Number,
    /// A share.
    Share,
    /// A day.
    Date,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Its name.
    pub name: String,
    /// What stands in it.
    pub kind: Kind,
    /// Whether it counts people or cases: small numbers are held back outside.
    pub people: bool,
}

impl Head {
    /// A column of words.
    pub fn words(name: impl Into<String>) -> Self {
        Self { name: name.into(), kind: Kind::Words, people: false }
    }

    /// A column of counts of meetings, answers, actions.
    pub fn number(name: impl Into<String>) -> Self {
        Self { name: name.into(), kind: Kind::Number, people: false }
    }

    /// A column of counts of people or cases.
    pub fn people(name: impl Into<String>) -> Self {
        Self { name: name.into(), kind: Kind::Number, people: true }
    }

    /// A column of shares.
    pub fn share(name: impl Into<String>) -> Self {
        Self { name: name.into(), kind: Kind::Share, people: false }
    }

    /// A column of days.
    pub fn date(name: impl Into<String>) -> Self {
        Self { name: name.into(), kind: Kind::Date, people: false }
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Words.
    Words(String),
    /// A count.
    Count(usize),
    /// How many out of how many.
    Share(Ratio),
    /// A day.
    Date(Date),
    /// Not collected, or not to be told.
    Blank,
}

impl Cell {
    /// As it is printed.
    pub fn said(&self) -> String {
        match self {
            Self::Words(words) => words.clone(),
            Self::Count(count) => thousands(*count),
            Self::Share(ratio) => ratio
                .percent()
                .map_or_else(|| "-".to_owned(), |percent| format!("{percent}% of {}", ratio.all)),
            Self::Date(day) => show_numeric(*day),
            Self::Blank => String::new(),
        }
    }
}

/// A line of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its name for other programs, and for what is behind it.
    pub key: String,
    /// A cell for each column.
    pub cells: Vec<Cell>,
    /// Whether the cases or actions behind it can be shown.
    pub behind: bool,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// What it shows.
    pub title: String,
    /// How it is counted.
    pub note: String,
    /// Its columns.
    pub heads: Vec<Head>,
    /// Its lines.
    pub rows: Vec<Row>,
}

/// Figures over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// What it shows.
    pub title: String,
    /// The stretches of time: "Oct 2026".
    pub labels: Vec<String>,
    /// Each line: its name, and a figure for each label.
    pub series: Vec<(String, Vec<Figure>)>,
    /// Whether it counts people or cases: small numbers are held back outside.
    pub people: bool,
}

/// A case or an action behind a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BehindLine {
    /// The case.
    pub id: Id<Case>,
    /// Its reference: "LAN-26-0143".
    pub case: String,
    /// Why it counts, or which action of it, in a few words; no name.
    pub why: String,
    /// The day it counts on.
    pub on: Option<Date>,
}
