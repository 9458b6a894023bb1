//! What is missing for a meeting: agencies against cases, and what each case still lacks.

use jiff::civil::Date;

use super::agenda::MeetingHead;
use crate::words;

words! {
    /// What is known of one agency on one case.
    pub enum Returned {
        /// Information came.
        Information = "info",
        /// It looked and has nothing.
        Nothing = "nil",
        /// It came after the date asked for.
        Late = "late",
        /// It brought none.
        Brought = "none",
        /// Nothing came.
        Gap = "GAP",
        /// Kept out by a conflict.
        Out = "out",
        /// Not asked in for this case.
        Elsewhere = "n/a",
    }
}

/// What is missing for a meeting.
#[derive(Debug, Clone)]
pub struct GapFacts {
    /// The meeting.
    pub head: MeetingHead,
    /// Day by which agencies return what they know.
    pub due: Option<Date>,
    /// References of the cases, in the order of the agenda.
    pub cases: Vec<CaseGaps>,
    /// Each agency with one entry a case.
    pub agencies: Vec<(String, Vec<Returned>)>,
    /// What is missing in the draft minutes once the meeting is over: of which case, in words.
    pub draft: Vec<(Option<String>, String)>,
}

/// What one case still lacks.
#[derive(Debug, Clone)]
pub struct CaseGaps {
    /// Its reference.
    pub reference: String,
    /// What is missing, in words.
    pub lacks: Vec<String>,
}

impl GapFacts {
    /// How many answers are missing, and how many are wanted: every agency on every case, less those kept out of it or
    /// asked in for others.
    pub fn missing(&self) -> (usize, usize) {
        let all = || self.agencies.iter().flat_map(|(_, row)| row);
        let wanted = all().filter(|one| !matches!(one, Returned::Out | Returned::Elsewhere)).count();
        (all().filter(|one| **one == Returned::Gap).count(), wanted)
    }
}
