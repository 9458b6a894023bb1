//! Reports: questions about the work of a forum over a period, answered with figures that say what they are counted out of.
//!
//! [`REPORTS`] is the one list of reports; the terminal, the command line and papers read it. [`Asked`] is a report as it is
//! asked for, [`Report`] the answer: parts of measures, grids and trends, as plain data. [`Figure`] keeps numerator and
//! denominator, and tells what was not collected from none. [`Report::for_outside`] holds small numbers back, in this one
//! place. Not here: how anything is counted (a file for each report) and how it is drawn.

mod asked;
mod figure;
pub mod flags;
pub mod gaps;
mod outside;
mod parts;
mod period;
pub mod principles;

pub use asked::Asked;
pub use figure::{Figure, thousands};
pub use parts::{BehindLine, Cell, Grid, Head, Kind, Measure, Measures, Part, Report, Row, Trend};
pub use period::{PERIODS, Period};

use super::paper::PaperKind;
use super::tools::forum::CaseKind;
use crate::words;

words! {
    /// A report, by the name it is asked for.
    pub enum ReportKind {
        /// Who came, who answered.
        Engagement = "engagement",
        /// Flags raised, run on and ended.
        Flags = "flags",
        /// Needs against provision.
        Gaps = "gaps",
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
        /// What became of actions.
        Actions = "actions",
        /// Who was reminded, and how far that went.
        Chasing = "chasing",
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
        kind: ReportKind::Flags,
        title: "Flags and repeats",
        what: "flags raised, ended and how; repeats inside the window, and which agencies named them",
        of: HEARING,
        paper: PaperKind::FlagsReport,
    },
    Shape {
        kind: ReportKind::Gaps,
        title: "Needs and gaps",
        what: "needs no service met by kind, area and forum, against the directory, and what came of referrals",
        of: HEARING,
        paper: PaperKind::GapsReport,
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
        kind: ReportKind::Actions,
        title: "What became of actions",
        what: "done in time, late, not done, past their date, by agency and forum; whom they protect; carried, moved",
        of: HEARING,
        paper: PaperKind::ActionsReport,
    },
    Shape {
        kind: ReportKind::Chasing,
        title: "Who was reminded",
        what: "reminders by agency and step, and what is with the steering group",
        of: HEARING,
        paper: PaperKind::ChasingReport,
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
