//! What may be seen of subjects: the ranked list with what moved, and one subject whole.

use jiff::civil::Date;

use crate::domain::id::Id;
use crate::domain::listing::CaseLine;
use crate::domain::private::Private;
use crate::domain::ranking::Shift;
use crate::domain::rows::action::Action;
use crate::domain::rows::case::{Case, CaseState};
use crate::domain::rows::subject::{Assertion, Check, ProfileLine, Ranked, Scored, Stage, StageMove, Told};
use crate::domain::tools::serial::Concluded;

/// Which ranked list is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TopFilter {
    /// Any day of the month; this month when nothing is said.
    pub month: Option<Date>,
    /// How many; the area's number when nothing is said.
    pub most: Option<u32>,
    /// Everybody, however many.
    pub every: bool,
}

/// The ranked list of subjects of a month.
#[derive(Debug, Clone)]
pub struct TopList {
    /// The day the list is of: today, or the last of an earlier month.
    pub on: Date,
    /// The day it is compared with: the last of the month before.
    pub before: Date,
    /// How many stand at the head of it.
    pub most: u32,
    /// How many there are in all.
    pub total: usize,
    /// Date of the police's list that it follows, if one is in the record.
    pub list: Option<Date>,
    /// How many of the subjects are on that list.
    pub listed: usize,
    /// The head of the list, or all of it.
    pub lines: Vec<TopLine>,
    /// Who stood at its head a month before and does not now.
    pub left: Vec<LeftLine>,
    /// The agencies of the area: key and name as said.
    pub agencies: Vec<(String, String)>,
    /// Criteria of the forum: key and label.
    pub criteria: Vec<(String, String)>,
}

/// One subject on the list.
#[derive(Debug, Clone)]
pub struct TopLine {
    /// Place, from 1.
    pub rank: u32,
    /// Place a month before.
    pub before: Option<u32>,
    /// What that makes.
    pub shift: Shift,
    /// The case.
    pub case: Id<Case>,
    /// Its reference.
    pub reference: String,
    /// The subject as listed.
    pub subject: Private,
    /// Place on the police's list.
    pub listed: Option<u32>,
    /// The chosen score.
    pub total: Option<u32>,
    /// Scheme of it.
    pub scheme: Option<String>,
    /// Points more or fewer than a month before, in the same scheme.
    pub change: Option<i64>,
    /// Where the subject stands.
    pub stage: Stage,
    /// "serial", "repeat", "serial, repeat"; "said serial" when an agency asserts what the record does not conclude.
    pub flags: String,
    /// When the subject was last reviewed.
    pub reviewed: Option<Date>,
    /// Whether a review is overdue.
    pub overdue: bool,
    /// Live actions.
    pub live: u32,
}

/// One subject who dropped out of the head of the list.
#[derive(Debug, Clone)]
pub struct LeftLine {
    /// The case.
    pub case: Id<Case>,
    /// Its reference.
    pub reference: String,
    /// The subject as listed.
    pub subject: Private,
    /// Place a month before.
    pub before: u32,
    /// Why: "discharged Tue 3 Nov: engagement complete", "rank 24 now, score 45 to 30".
    pub why: Private,
}

/// What is known of a subject beside the case.
#[derive(Debug, Clone)]
pub struct SubjectStory {
    /// The forum's short code.
    pub forum: String,
    /// Where the subject stands.
    pub stage: Stage,
    /// The moves, the newest first.
    pub moves: Vec<StageMove>,
    /// When last reviewed, and by when it must be again.
    pub reviewed: Option<(Date, Date)>,
    /// Place on the ranked list today and a month before.
    pub rank: Option<u32>,
    /// Place a month before.
    pub before: Option<u32>,
    /// Places on the police's lists, the newest first.
    pub listed: Vec<Ranked>,
    /// The score at entry.
    pub entry: Option<Scored>,
    /// The score that counts: the analyst's newest, else the newest.
    pub latest: Option<Scored>,
    /// Points more or fewer than at entry, in the scheme of entry.
    pub change: Option<i64>,
    /// The same in words, or why nothing can be compared.
    pub change_said: Option<String>,
    /// What that change stands beside.
    pub beside: Option<Beside>,
    /// What the definitions that the area goes by conclude.
    pub concluded: Vec<Concluded>,
    /// What agencies assert, the newest first.
    pub assertions: Vec<Assertion>,
    /// Whether the subject was told, the newest first.
    pub told: Vec<Told>,
    /// What is to be looked at and what was, the earliest due first.
    pub checks: Vec<Check>,
    /// Every profile line.
    pub profile: Vec<ProfileLine>,
    /// Victims by the police's references, the latest incident first.
    pub victims: Vec<VictimLine>,
    /// Cases of other forums about this person, as far as the area lets them be seen.
    pub linked: Vec<LinkedCase>,
    /// The agencies of the area: key and name as said.
    pub agencies: Vec<(String, String)>,
    /// Criteria of the forum: key and label.
    pub criteria: Vec<(String, String)>,
}

/// What a change in score stands beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beside {
    /// Day of the entry score.
    pub since: Date,
    /// Days from then to now.
    pub days: u32,
    /// Incidents since then.
    pub after: u32,
    /// Incidents in as many days before it.
    pub before: u32,
    /// Days in custody since then; nothing when none is recorded, which says nothing of whether there were any.
    pub custody: Option<u32>,
}

/// One victim, by reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VictimLine {
    /// The police's reference; never a name.
    pub reference: String,
    /// Incidents against them.
    pub incidents: u32,
    /// The latest.
    pub latest: Date,
}

/// Another case of the same person.
#[derive(Debug, Clone)]
pub struct LinkedCase {
    /// The case.
    pub case: Id<Case>,
    /// Its reference.
    pub reference: String,
    /// Key of its forum.
    pub forum: String,
    /// How far it has come.
    pub state: CaseState,
    /// When it was last referred.
    pub referred: Date,
    /// Its next meeting, or the next of its forum.
    pub next: Option<Date>,
    /// Its live actions, where the area lets them be seen: so that nothing is tasked twice.
    pub actions: Vec<Action>,
}

/// Something due on a subject, for Today.
#[derive(Debug, Clone)]
pub struct DueLine {
    /// The case as listed.
    pub case: CaseLine,
    /// "6-month look-back", "review".
    pub what: String,
    /// The day.
    pub due: Date,
    /// Whether it has passed.
    pub overdue: bool,
}
