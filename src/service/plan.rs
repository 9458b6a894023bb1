//! What became of a list, line by line: shown before it is taken in and after.

use uuid::Uuid;

use crate::domain::private::Private;
use crate::domain::referral::{Conclusion, Finding, Problem};
use crate::domain::rows::case::ReferralStanding;

/// What became of a list.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// One line a row, in the order of the file.
    pub rows: Vec<PlanRow>,
    /// What was done once the rows were in, in words: scores counted, the form kept, the mapping kept.
    pub more: Vec<String>,
    /// What the document is, in words.
    pub found: String,
    /// The mapping of its heads that was used.
    pub mapping: Option<String>,
    /// Rows in the document.
    pub total: usize,
    /// Heads of columns that mean nothing in such a list and were not read.
    pub unread: Vec<String>,
    /// Whether it was kept; a dry run was taken back.
    pub kept: bool,
}

/// One row of a list and what it is beside the record.
#[derive(Debug, Clone)]
pub struct PlanRow {
    /// Row as a spreadsheet numbers it.
    pub row: u32,
    /// The list's own reference.
    pub source: String,
    /// Reference of the case it was put under.
    pub case: Option<String>,
    /// The case; in a dry run it is there no more.
    pub id: Option<Uuid>,
    /// What it is.
    pub standing: PlanStanding,
    /// What the rules said.
    pub words: String,
    /// Taken as heard at an earlier meeting.
    pub heard: bool,
    /// What was concluded, each with its field and reason.
    pub findings: Vec<Conclusion>,
    /// Fields set aside.
    pub to_correct: Vec<PlanProblem>,
    /// Why it was not taken in.
    pub refused: Option<String>,
}

/// What a row is beside the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanStanding {
    /// A referral, as the rules see it.
    Referral(ReferralStanding),
    /// Taken in; such rows stand for themselves.
    Taken,
    /// In the record already; nothing was added.
    Already,
    /// Not taken in.
    Refused,
}

impl PlanStanding {
    /// In words.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Referral(standing) => standing.word(),
            Self::Taken => "taken in",
            Self::Already => "in the record already",
            Self::Refused => "refused",
        }
    }
}

/// A field set aside.
#[derive(Debug, Clone)]
pub struct PlanProblem {
    /// Its label.
    pub field: &'static str,
    /// What was typed.
    pub typed: Private,
    /// What is wrong with it.
    pub what: String,
    /// What to do.
    pub way_forward: String,
}

impl PlanProblem {
    /// A field of any form, under its label.
    pub fn of<F>(field: &'static str, problem: &Problem<F>) -> Self {
        Self {
            field,
            typed: problem.typed.clone(),
            what: problem.what.clone(),
            way_forward: problem.way_forward.clone(),
        }
    }
}

impl PlanRow {
    /// A row about to be asked of the rules.
    pub(super) const fn asked(row: u32) -> Self {
        Self {
            row,
            source: String::new(),
            case: None,
            id: None,
            standing: PlanStanding::Refused,
            words: String::new(),
            heard: false,
            findings: Vec::new(),
            to_correct: Vec::new(),
            refused: None,
        }
    }

    pub(super) fn refuse(&mut self, why: String) {
        self.standing = PlanStanding::Refused;
        self.refused = Some(why);
    }

    /// Whether opposing roles share a way to be reached: to be seen before any contact.
    pub fn is_dangerous(&self) -> bool {
        let shared = |conclusion: &Conclusion| matches!(conclusion.finding, Finding::SharedByOpposing(..));
        self.findings.iter().any(shared)
    }
}

/// How many rows are what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PlanCounts {
    /// Rows read.
    pub rows: usize,
    /// Nothing earlier, or nothing that makes it a repeat.
    pub new: usize,
    /// Received twice for the same hearing.
    pub duplicate: usize,
    /// May be a case already known.
    pub possible_same_case: usize,
    /// Repeats by the record.
    pub repeat: usize,
    /// Same victim, other perpetrator.
    pub related: usize,
    /// Rows of a list without such standings.
    pub taken_in: usize,
    /// In the record already.
    pub already: usize,
    /// Fields set aside.
    pub to_correct: usize,
    /// Rows not taken in.
    pub refused: usize,
    /// Rows taken as heard at an earlier meeting.
    pub heard: usize,
    /// Rows whose opposing roles share a way to be reached.
    pub dangerous: usize,
}

impl PlanCounts {
    /// In a line: "50 rows: 40 new, 10 repeat".
    pub fn in_words(&self) -> String {
        let parts = [
            (self.new, "new"),
            (self.repeat, "repeat"),
            (self.related, "related"),
            (self.possible_same_case, "possible same case"),
            (self.duplicate, "duplicate"),
            (self.taken_in, "taken in"),
            (self.already, "in the record already"),
            (self.refused, "refused"),
        ];
        let told =
            parts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}"));
        format!("{} rows: {}", self.rows, told.collect::<Vec<_>>().join(", "))
    }
}

impl Plan {
    /// How many rows are what.
    pub fn counts(&self) -> PlanCounts {
        let mut counts = PlanCounts { rows: self.rows.len(), ..PlanCounts::default() };
        for row in &self.rows {
            let place = match row.standing {
                PlanStanding::Referral(ReferralStanding::New | ReferralStanding::ReReferred) => {
                    &mut counts.new
                }
                PlanStanding::Referral(ReferralStanding::Repeat) => &mut counts.repeat,
                PlanStanding::Referral(ReferralStanding::Related) => &mut counts.related,
                PlanStanding::Referral(ReferralStanding::PossibleSame) => &mut counts.possible_same_case,
                PlanStanding::Referral(ReferralStanding::Duplicate) => &mut counts.duplicate,
                PlanStanding::Taken => &mut counts.taken_in,
                PlanStanding::Already => &mut counts.already,
                PlanStanding::Refused => &mut counts.refused,
            };
            *place += 1;
            counts.to_correct += row.to_correct.len();
            counts.heard += usize::from(row.heard);
            counts.dangerous += usize::from(row.is_dangerous());
        }
        counts
    }
}
