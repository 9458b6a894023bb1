//! Reports: questions about the work of a forum over a period, answered with figures that say what they are counted out of.
//!
//! [`REPORTS`] is the one list of reports; the terminal, the command line and papers read it. [`Asked`] is a report as it is
//! asked for, [`Report`] the answer: parts of measures, grids and trends, as plain data. [`Figure`] keeps numerator and
//! denominator, and tells what was not collected from none. [`Report::for_outside`] holds small numbers back, in this one
//! place. Not here: how anything is counted (a file for each report) and how it is drawn.

mod asked;
mod figure;
mod outside;
mod period;
pub mod principles;

use jiff::civil::Date;

pub use asked::Asked;
pub use figure::{Figure, thousands};
pub use period::{PERIODS, Period};

use super::id::Id;
use super::paper::PaperKind;
use super::rows::case::Case;
use super::told::figures::Ratio;
use super::tools::forum::CaseKind;
use crate::words;

words! {
    /// A report, by the name it is asked for.
    pub enum ReportKind {
        /// Who came, who answered.
        Engagement = "engagement",
        /// How much was heard, from whom, and what that needs.
        Volumes = "volumes",
        /// What was in time.
        Timeliness = "timeliness",
        /// What can be seen of subjects before and after.
        Harm = "harm",
        /// How people of a couple moved.
        Couple = "couple",
        /// How a delivery plan stands.
        Plan = "plan",
        /// How a forum rates itself.
        Principles = "principles",
        /// What is sent to the national data return.
        Return = "return",
    }
}

/// One report of the list.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// Which.
    pub kind: ReportKind,
    /// Its name in full.
    pub title: &'static str,
    /// What it answers, in one line.
    pub what: &'static str,
    /// The forums it can be asked of, by what one case is in them.
    pub of: &'static [CaseKind],
    /// The paper it is written as.
    pub paper: PaperKind,
}

impl Shape {
    /// Whether a forum whose cases are of this kind has such a report.
    pub fn is_of(&self, kind: CaseKind) -> bool {
        self.of.contains(&kind)
    }
}

/// Forums in which cases are heard at meetings.
const HEARING: &[CaseKind] = &[CaseKind::Victim, CaseKind::Subject, CaseKind::Couple];

/// Every report, in the order in which they are offered.
pub const REPORTS: &[Shape] = &[
    Shape {
        kind: ReportKind::Engagement,
        title: "Who came, and who answered",
        what: "attendance by agency, the same representative, research returned in time",
        of: HEARING,
        paper: PaperKind::EngagementReport,
    },
    Shape {
        kind: ReportKind::Volumes,
        title: "How much was heard",
        what: "cases, repeats and children, who referred, rate and recommended volume, posts needed, deferrals",
        of: &[CaseKind::Victim],
        paper: PaperKind::VolumesReport,
    },
    Shape {
        kind: ReportKind::Timeliness,
        title: "What was in time",
        what: "days from referral to hearing, IDVA told, research, papers, action sheets and minutes in time",
        of: HEARING,
        paper: PaperKind::TimelinessReport,
    },
    Shape {
        kind: ReportKind::Harm,
        title: "Before and after",
        what: "subjects: scores at entry and exit, records and harm in equal windows, new victims, tactics, stays",
        of: &[CaseKind::Subject],
        paper: PaperKind::HarmReport,
    },
    Shape {
        kind: ReportKind::Couple,
        title: "Couples",
        what: "readiness and soft outcomes, first place against newest; consents; needs met",
        of: &[CaseKind::Couple],
        paper: PaperKind::CoupleReport,
    },
    Shape {
        kind: ReportKind::Plan,
        title: "Delivery plan",
        what: "items by standing, milestones overdue, indicators against baseline and target",
        of: &[CaseKind::Plan],
        paper: PaperKind::PlanReport,
    },
    Shape {
        kind: ReportKind::Principles,
        title: "Self-assessment",
        what: "ratings against the ten principles or a list of your own, with figures beside them",
        of: &[CaseKind::Victim],
        paper: PaperKind::PrinciplesReport,
    },
    Shape {
        kind: ReportKind::Return,
        title: "Data return",
        what: "the national data return, a row a meeting, with what to look at before it is sent",
        of: &[CaseKind::Victim],
        paper: PaperKind::DataReturn,
    },
];

impl ReportKind {
    /// Its line of the list; every kind has one.
    pub fn shape(self) -> Option<&'static Shape> {
        REPORTS.iter().find(|shape| shape.kind == self)
    }

    /// Its name in full.
    pub fn title(self) -> &'static str {
        self.shape().map_or(self.word(), |shape| shape.title)
    }

    /// The report that a paper prints; nothing for any other paper.
    pub fn of_paper(paper: PaperKind) -> Option<Self> {
        REPORTS.iter().find(|shape| shape.paper == paper).map(|shape| shape.kind)
    }
}

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
            Self::Date(day) => super::calendar::show_numeric(*day),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_report_is_on_the_list_once_and_is_a_paper_of_its_own() {
        for kind in ReportKind::ALL {
            assert_eq!(REPORTS.iter().filter(|shape| shape.kind == *kind).count(), 1, "{kind}");
            let paper = kind.shape().map(|shape| shape.paper);
            assert_eq!(paper.and_then(ReportKind::of_paper), Some(*kind));
        }
    }
}
