//! What a steering group is told of a forum over a period. No person is named.

use jiff::civil::Date;

use super::answers::Answers;
use super::attendance::AttendanceOver;
use super::figures::{Deeds, Figures};
use crate::domain::plan::Tally;
use crate::domain::tools::forum::{CaseKind, Labels};

/// The head of every paper of a forum over a period.
#[derive(Debug, Clone)]
pub struct PeriodHead {
    /// Name of the area.
    pub area: String,
    /// Name of the forum in full.
    pub forum: String,
    /// Its code.
    pub code: String,
    /// Marking of its papers.
    pub marking: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// The day it was counted.
    pub counted: Date,
}

/// Figures of a forum over a period, with names for its agencies.
#[derive(Debug, Clone)]
pub struct SteeringFacts {
    /// Which forum, which period.
    pub head: PeriodHead,
    /// What one case is.
    pub kind: CaseKind,
    /// What the forum calls things.
    pub labels: Labels,
    /// Whether small numbers are told as counted: in the office's own copy.
    pub exact: bool,
    /// Females of 16 and over who live in the area, where its settings say.
    pub adult_females: Option<u32>,
    /// The whole period.
    pub total: Figures,
    /// Month by month: "Oct 2026".
    pub months: Vec<(String, Figures)>,
    /// Hearings by referring agency, the most first.
    pub sources: Vec<(String, usize)>,
    /// What was decided, where the forum's file lists what it may decide; where subjects went, in a forum about them.
    pub outcomes: Vec<(String, usize)>,
    /// Actions by agency.
    pub deeds: Vec<(String, Deeds)>,
    /// Answers by agency.
    pub answers: Vec<(String, Answers)>,
    /// Who came.
    pub attendance: AttendanceOver,
    /// The delivery plans of the area on the last day, by priority.
    pub plans: Vec<PlanPart>,
    /// Needs recorded in the period, by kind: how many, how many are met.
    pub needs: Vec<(String, usize, usize)>,
}

/// One priority of a delivery plan.
#[derive(Debug, Clone)]
pub struct PlanPart {
    /// What it is called.
    pub priority: String,
    /// How its items stand.
    pub tally: Tally,
    /// Items that are red or whose milestone is overdue.
    pub pressing: Vec<Pressing>,
}

/// An item of a plan that is red, or whose milestone is overdue.
#[derive(Debug, Clone)]
pub struct Pressing {
    /// Its reference.
    pub reference: String,
    /// What is to be reached.
    pub objective: String,
    /// How it stands, in words.
    pub stands: String,
    /// The milestone that is next or overdue.
    pub milestone: Option<(String, Date)>,
}
