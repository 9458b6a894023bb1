//! Answers about what happens around the table, and what agencies returned before the meeting.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime, Time};

use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::rows::agenda::{AgendaItem, InformationKind};
use crate::domain::rows::area::Agency;
use crate::domain::rows::case::Case;
use crate::domain::rows::sitting::{PlannedBreak, Waiver};

/// How a meeting stands besides its cases.
#[derive(Debug, Clone, Default)]
pub struct Around {
    /// What is needed to decide, in words; nothing where the area sets none.
    pub quorum: Option<String>,
    /// What is missing for it now.
    pub missing: Vec<String>,
    /// The chair's last decision to go on without.
    pub waived: Option<Waiver>,
    /// Who takes the minutes, since when.
    pub minutes_by: Option<(Private, DateTime)>,
    /// Breaks that are planned, the first first.
    pub breaks: Vec<PlannedBreak>,
    /// The day by which agencies return what they know.
    pub research_due: Option<Date>,
    /// Of the agencies expected, how many have returned nothing at all, and how many there are.
    pub silent: (usize, usize),
    /// Minutes after which a case is long.
    pub long: u32,
    /// By when the victim is told, unless the meeting says otherwise.
    pub feedback_due: Option<Date>,
}

impl Around {
    /// Whether a quorum is missing and the chair has not gone on without it.
    pub fn lacks_quorum(&self) -> bool {
        !self.missing.is_empty()
            && self.waived.as_ref().is_none_or(|waiver| waiver.missing != self.missing.join(", "))
    }
}

/// A case of a grid.
#[derive(Debug, Clone)]
pub struct GridCase {
    /// Its place and state.
    pub item: AgendaItem,
    /// Its reference.
    pub reference: String,
    /// When it would begin.
    pub begins: Time,
}

/// What is known of one agency on one case.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// What it returned before the meeting, and on which day that came.
    pub returned: Option<(InformationKind, Date)>,
    /// What it brought in the meeting.
    pub spoke: Option<InformationKind>,
    /// Kept out by a conflict; who stands in for it.
    pub walled: Option<Option<Private>>,
    /// Not asked in for this case.
    pub elsewhere: bool,
}

impl Cell {
    /// Whether something is expected here and nothing has come.
    pub const fn is_gap(&self) -> bool {
        self.returned.is_none() && self.spoke.is_none() && self.walled.is_none() && !self.elsewhere
    }

    /// Its sign in the grid of what agencies returned: what came before the meeting, else what was brought to it.
    pub fn sign(&self) -> &'static str {
        let returned = self.returned.map(|(kind, _)| kind);
        match (&self.walled, self.elsewhere, returned.or(self.spoke)) {
            (Some(_), ..) => "x",
            (None, _, Some(InformationKind::Shared)) => "i",
            (None, _, Some(InformationKind::NothingKnown)) => "o",
            (None, _, Some(InformationKind::Late)) => "l",
            (None, _, Some(InformationKind::Missing)) => "-",
            (None, true, None) => "/",
            (None, false, None) => ".",
        }
    }
}

/// Every agency against every case of a meeting.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    /// The day by which agencies return what they know.
    pub due: Option<Date>,
    /// Agencies in the order in which they speak: those expected, and those that returned something.
    pub agencies: Vec<Agency>,
    /// Cases in the order of the agenda, those taken off left out.
    pub cases: Vec<GridCase>,
    /// Only what is known or special; any other pair has the blank cell.
    pub cells: BTreeMap<(Id<Case>, String), Cell>,
}

impl Grid {
    /// The cell of a pair.
    pub fn cell(&self, case: Id<Case>, agency: &str) -> Cell {
        self.cells.get(&(case, agency.to_owned())).cloned().unwrap_or_default()
    }

    /// The cases on which an agency has returned nothing.
    pub fn gaps<'a>(&'a self, agency: &'a str) -> impl Iterator<Item = &'a GridCase> {
        self.cases.iter().filter(move |line| self.cell(line.item.case, agency).is_gap())
    }

    /// What an agency is reminded of; nothing where nothing is missing. Nobody is named.
    pub fn reminder(&self, agency: &Agency, meeting: &str) -> Option<String> {
        let gaps: Vec<&str> = self.gaps(&agency.key).map(|line| line.reference.as_str()).collect();
        let due = self.due.map(crate::domain::calendar::show_day).unwrap_or_default();
        (!gaps.is_empty()).then(|| {
            let cases = if gaps.len() == 1 { "case" } else { "cases" };
            format!(
                "{}: {meeting}, your information was asked for by {due} and has not come for {} {cases}: {}",
                agency.name,
                gaps.len(),
                gaps.join(", ")
            )
        })
    }
}
