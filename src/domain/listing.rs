//! Lines of long lists, and which of them are wanted.

use jiff::civil::Date;

use super::desk::Heap;
use super::filter::{Sort, Term};
use super::id::Id;
use super::private::Private;
use super::rows::case::{Case, CaseState};
use crate::words;

/// A window of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Lines to skip.
    pub offset: usize,
    /// Lines wanted.
    pub limit: usize,
}

impl Window {
    /// The whole list.
    pub const ALL: Self = Self { offset: 0, limit: usize::MAX };
}

/// A window of lines and how many there are in all.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing<T> {
    /// How many there are.
    pub total: usize,
    /// Where the window begins.
    pub offset: usize,
    /// The lines of the window.
    pub lines: Vec<T>,
}

/// Filter words as understood, ready for the record: see [`crate::domain::filter`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sift {
    /// What lines must fit.
    pub terms: Vec<Term>,
    /// In which order they are wanted; the list's own when nothing is said.
    pub sort: Option<Sort>,
    /// A case last referred before this day has no flag any more.
    pub flagged_from: Option<Date>,
}

/// Which cases are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseFilter {
    /// Filter words, or words that reference or names must hold.
    pub words: String,
    /// Key of the forum.
    pub forum: Option<String>,
    /// How far the case has come.
    pub state: Option<CaseState>,
    /// What the words ask, once they are understood.
    pub sift: Sift,
}

/// Which referrals that wait are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeskFilter {
    /// Filter words, or words that reference or names must hold.
    pub words: String,
    /// Key of the forum.
    pub forum: Option<String>,
    /// Only those of one heap.
    pub heap: Option<Heap>,
    /// Only those whose answer is past its date.
    pub late: bool,
    /// What the words ask, once they are understood.
    pub sift: Sift,
}

/// Which actions are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ActionFilter {
    /// Filter words, or words that reference, text or agency must hold.
    pub words: String,
    /// Key of the agency.
    pub agency: Option<String>,
    /// Only actions somebody still has to act on.
    pub live: bool,
    /// Only actions whose due date has passed.
    pub overdue: bool,
    /// Only actions of this case.
    pub case: Option<Id<Case>>,
    /// What the words ask, once they are understood.
    pub sift: Sift,
}

words! {
    /// What actions are counted by.
    pub enum GroupBy {
        /// Whose they are.
        Agency = "agency",
        /// How long since they were agreed.
        Age = "age",
        /// The meeting they were agreed in.
        Meeting = "meeting",
        /// Their case.
        Case = "case",
    }
}

/// Days since it was agreed at which an action passes into the next band of age (our default).
pub const AGE_BANDS: [i64; 4] = [7, 30, 60, 90];

/// Actions of one agency, age, meeting or case, counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What they have in common, as the record has it: an agency's key, the number of a band, a reference.
    pub key: String,
    /// How many.
    pub total: usize,
    /// How many somebody still has to act on.
    pub live: usize,
    /// How many of those are past their date.
    pub overdue: usize,
    /// How many wait to be accepted.
    pub awaiting: usize,
    /// The day the oldest live one was agreed.
    pub oldest: Option<Date>,
}

/// One line of the case list.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseLine {
    /// Which case.
    pub id: Id<Case>,
    /// "LAN-26-0143".
    pub reference: String,
    /// Key of the forum.
    pub forum: String,
    /// Victim as listed: "Mary KERSHAW"; empty for a subject.
    pub victim: Private,
    /// Perpetrators as listed.
    pub perpetrators: Private,
    /// How far it has come.
    pub state: CaseState,
    /// Last referral.
    pub last_referred: Date,
    /// Whether the last referral was a repeat.
    pub repeat: bool,
    /// Risk in a few characters: "17/24", "high", "83".
    pub risk: String,
    /// Live actions.
    pub live: u32,
    /// Live actions past their date.
    pub overdue: u32,
    /// Children.
    pub children: u32,
}
