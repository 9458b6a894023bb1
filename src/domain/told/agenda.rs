//! What an agenda with its case list says.

use jiff::civil::{Date, Time};

use crate::domain::private::Private;
use crate::domain::statement::PersonFacts;
use crate::domain::tools::forum::{CaseKind, Labels};

/// A meeting to come, as one reader is told of it.
#[derive(Debug, Clone)]
pub struct AgendaFacts {
    /// The meeting.
    pub head: MeetingHead,
    /// What one case is.
    pub kind: CaseKind,
    /// What the forum calls things.
    pub labels: Labels,
    /// Day by which agencies return what they know.
    pub research_due: Date,
    /// Names of the agencies asked to it.
    pub asked: Vec<String>,
    /// The confidentiality statement.
    pub confidentiality: String,
    /// When all cases would be heard; nothing in a copy that leaves one out.
    pub ends: Option<Time>,
    /// Breaks that are planned: when, and for how many minutes.
    pub breaks: Vec<(Time, u32)>,
    /// The running order: title, and what happens.
    pub order: Vec<(String, String)>,
    /// Actions to review first.
    pub outstanding: Vec<OutstandingLine>,
    /// Cases in order, numbered for this reader from 1.
    pub cases: Vec<ListedCase>,
    /// References of cases that stood on the agenda and are not heard, each with what became of it.
    pub off: Vec<(String, String)>,
    /// Flags that end before the next meeting; nothing where the forum looks at none.
    pub expiring: Option<Vec<ExpiringLine>>,
    /// The next meeting of the forum.
    pub next: Option<Date>,
}

/// The head of every paper of a meeting.
#[derive(Debug, Clone)]
pub struct MeetingHead {
    /// Name of the area.
    pub area: String,
    /// Name of the forum in full.
    pub forum: String,
    /// "MARAC-2026-11-26".
    pub reference: String,
    /// Marking of its papers.
    pub marking: String,
    /// The day.
    pub on: Date,
    /// When it begins.
    pub starts: Time,
    /// Where.
    pub venue: Option<String>,
    /// Who chairs.
    pub chair: Option<Private>,
    /// Whether it meets outside the cycle.
    pub urgent: bool,
}

/// A case as a case list names it.
#[derive(Debug, Clone)]
pub struct ListedCase {
    /// Its number in this copy.
    pub number: usize,
    /// Its reference.
    pub reference: String,
    /// When it would begin; nothing in a copy that leaves a case out, since a gap would tell that there is one.
    pub begins: Option<Time>,
    /// Put on after the papers went out.
    pub late: bool,
    /// Who it is about, each under what the forum calls that side.
    pub people: Vec<ListedPerson>,
    /// Children, in words.
    pub children: Vec<Private>,
    /// Who referred.
    pub referrer: String,
    /// When.
    pub received: Option<Date>,
    /// Criteria that are met and the risk figure, in words.
    pub why: String,
    /// The referral it repeats.
    pub repeat_of: Option<Date>,
    /// Reference of a case beside it that the reader may see.
    pub beside: Option<String>,
    /// For a subject: place, score and stage, in words.
    pub standing: Option<SubjectLine>,
    /// For an item of a plan.
    pub plan: Option<PlanLine>,
}

/// Somebody on a case list.
#[derive(Debug, Clone)]
pub struct ListedPerson {
    /// What the forum calls that side.
    pub label: String,
    /// Name, date of birth, other names.
    pub person: PersonFacts,
    /// Addresses that may stand on a list.
    pub addresses: Vec<Private>,
}

/// Where a subject stands.
#[derive(Debug, Clone)]
pub struct SubjectLine {
    /// Place on the ranked list.
    pub rank: Option<u32>,
    /// The score in words: "83, 12 fewer than a month before".
    pub score: String,
    /// "review", "new", "proposed for leaving".
    pub stage: String,
}

/// An item of a delivery plan.
#[derive(Debug, Clone)]
pub struct PlanLine {
    /// What the priority is called.
    pub priority: String,
    /// What is to be reached.
    pub objective: String,
    /// Agency and post.
    pub owner: String,
    /// How it stands, in words.
    pub stands: String,
    /// The milestone that is next or overdue.
    pub milestone: Option<(String, Date)>,
}

/// An action to review at the start.
#[derive(Debug, Clone)]
pub struct OutstandingLine {
    /// "LAN-26-0143/3".
    pub reference: String,
    /// Name of the agency.
    pub agency: String,
    /// What was promised; nothing for a reader whose action it is not.
    pub words: Option<Private>,
    /// When it was due.
    pub due: Option<Date>,
    /// Where it stands: "overdue 3 days".
    pub standing: String,
}

/// A flag that ends.
#[derive(Debug, Clone)]
pub struct ExpiringLine {
    /// Reference of the case.
    pub reference: String,
    /// Whom it stands on, each under what the forum calls that side.
    pub people: Vec<(String, PersonFacts)>,
    /// Children, in words.
    pub children: Vec<Private>,
    /// The last referral, from which it runs.
    pub referred: Date,
    /// When it ends.
    pub ends: Date,
}

/// The paper about flags that end.
#[derive(Debug, Clone)]
pub struct ExpiryFacts {
    /// The meeting.
    pub head: MeetingHead,
    /// Months a flag stays, by the area's setting.
    pub months: u32,
    /// The day of the next meeting, if one is in the record.
    pub next: Option<Date>,
    /// Flags that end, by date; nothing where the forum looks at none.
    pub lines: Option<Vec<ExpiringLine>>,
    /// Subjects who left, or are proposed for leaving, at this meeting: what was said of their flags.
    pub exits: Vec<ExitLine>,
}

/// A subject who leaves.
#[derive(Debug, Clone)]
pub struct ExitLine {
    /// Reference of the case.
    pub reference: String,
    /// The subject.
    pub subject: PersonFacts,
    /// "discharged", "exit proposed".
    pub stage: String,
    /// When.
    pub on: Date,
    /// Whether flags are kept or removed, in the words of the record; nothing when nobody has said.
    pub flags: Option<Private>,
}
