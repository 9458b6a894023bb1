//! Everything that may be asked of the record as a change.
//!
//! Screens and the command line build a [`Request`] and nothing else; it names its targets by identifier, never
//! "the current one". [`super::rules::decide`] turns it into entries or a refusal.

use jiff::civil::{Date, DateTime, Time};

use super::id::Id;
use super::nomination::{IncidentForm, SubjectForm};
use super::private::Private;
use super::referral::ReferralForm;
use super::rows::action::{Action, DueKind, ReviewOutcome};
use super::rows::agenda::{AgendaItem, InformationKind, Whom};
use super::rows::area::UserRole;
use super::rows::case::{Case, Finding, HappeningKind, ToCorrect};
use super::rows::meeting::{Meeting, Presence};
use super::rows::person::{Contact, Person};
use super::rows::subject::ScoreMoment;

/// A change asked for.
#[derive(Debug, Clone)]
pub enum Request {
    /// Sets up the area of a new record.
    SetUp(SetUp),
    /// Takes in one referral.
    TakeReferral(Box<TakeReferral>),
    /// Takes in one nominated subject.
    TakeSubject(TakeSubject),
    /// Takes in one incident behind a subject.
    TakeIncident(TakeIncident),
    /// Scores a subject by the area's scheme.
    Score(Score),
    /// Keeps a score that the analyst worked out.
    ImportScore(ImportScore),
    /// Puts right a field that was set aside.
    Correct(Correct),
    /// Says that a finding has been dealt with.
    Settle(Settle),
    /// Adds what is known of a case before a meeting.
    AddViews(AddViews),
    /// Adds a date that something hangs on.
    AddHappening(AddHappening),
    /// Says where the perpetrator is now.
    SetWhereabouts(SetWhereabouts),
    /// Says which language somebody needs an interpreter for.
    SetInterpreter(SetInterpreter),
    /// Adds a child of the household by name.
    AddChild(AddChild),
    /// Keeps a contact detail off lists, papers and exports, or lets it be shown again.
    Restrict(Restrict),
    /// Adds a risk assessment with its answers.
    Assess(Assess),
    /// Keeps an agency out of a case.
    Declare(Declare),
    /// Adds a meeting.
    AddMeeting(AddMeeting),
    /// Opens, pauses, resumes or closes a meeting.
    MoveMeeting(MoveMeeting),
    /// Records how agencies take part.
    Attend(Attend),
    /// Records that the confidentiality statement was read and accepted by all who are there, but for exceptions.
    AcceptConfidentiality(AcceptConfidentiality),
    /// Puts the waiting cases on a meeting's agenda, in a preset's order.
    BuildAgenda(BuildAgenda),
    /// Moves a case on the agenda.
    MoveItem(MoveItem),
    /// Defers a case.
    Defer(Defer),
    /// Opens a case in the meeting; the one before is left.
    Hear(Hear),
    /// Adds information.
    AddInformation(AddInformation),
    /// Adds a risk.
    AddRisk(AddRisk),
    /// Keeps a note.
    AddNote(AddNote),
    /// Sets the decision and its reason.
    Decide(Decide),
    /// Says who tells the victim, how and by when.
    SetFeedback(SetFeedback),
    /// Adds the actions of one line.
    AddActions(AddActions),
    /// Changes who or when of an action.
    ChangeAction(ChangeAction),
    /// Reviews an action: goes on, confirmed, completed, no longer possible, not done.
    ReviewAction(ReviewAction),
    /// Approves the minutes.
    Approve(Approve),
    /// Adds a dated addendum to approved minutes.
    AddAddendum(AddAddendum),
    /// Registers a paper as issued.
    Issue(Issue),
    /// Erases a person and the cases they are a party to.
    Erase(Erase),
}

/// See [`Request::SetUp`].
#[derive(Debug, Clone)]
pub struct SetUp {
    /// Name of the area.
    pub area: String,
    /// Letters that open a case reference.
    pub code: String,
    /// Handle of the first user.
    pub handle: String,
    /// What they may do.
    pub role: UserRole,
    /// The area's files: kind, name, version, digest, body.
    pub files: Vec<AreaFile>,
}

/// A file for the area to adopt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaFile {
    /// What it is: "forum", "tool", ...
    pub kind: String,
    /// Its name inside its kind.
    pub name: String,
    /// The version it gives itself.
    pub version: String,
    /// SHA-256 of the body, in hexadecimal.
    pub digest: String,
    /// The file, whole.
    pub body: String,
}

/// See [`Request::TakeReferral`].
#[derive(Debug, Clone)]
pub struct TakeReferral {
    /// Key of the forum.
    pub forum: String,
    /// Row in the file it came from, as a spreadsheet numbers it; 1 for a form by itself.
    pub row: u32,
    /// Whether it was heard before this record began: history, not work for the next meeting.
    pub heard: bool,
    /// The reference that a new case has already, in a record that takes over a history; the next free one of the
    /// year when nothing is given. A case that is known keeps its own.
    pub number: Option<CaseNumber>,
    /// The form as read.
    pub form: ReferralForm,
}

/// Year and number of a case reference: 2026 and 143 in "LAN-26-0143".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CaseNumber {
    /// Year.
    pub year: i16,
    /// Number within it, from 1.
    pub number: u32,
}

/// See [`Request::TakeSubject`].
#[derive(Debug, Clone)]
pub struct TakeSubject {
    /// Key of the forum.
    pub forum: String,
    /// The nomination as read.
    pub form: SubjectForm,
}

/// See [`Request::TakeIncident`].
#[derive(Debug, Clone)]
pub struct TakeIncident {
    /// The incident as read.
    pub form: IncidentForm,
}

/// See [`Request::Score`].
#[derive(Debug, Clone)]
pub struct Score {
    /// The subject's case.
    pub case: Id<Case>,
    /// The moment the score belongs to.
    pub moment: ScoreMoment,
}

/// See [`Request::ImportScore`].
#[derive(Debug, Clone)]
pub struct ImportScore {
    /// The subject's case.
    pub case: Id<Case>,
    /// The moment the score belongs to.
    pub moment: ScoreMoment,
    /// Name of the scheme it was worked out by.
    pub scheme: String,
    /// The day it was counted to.
    pub on: Date,
    /// Total, in the scheme's own points.
    pub total: u32,
    /// Rank in the list it came with.
    pub rank: Option<u32>,
    /// Parts by letter, as far as they came along.
    pub parts: Vec<(String, u32)>,
}

/// See [`Request::Correct`].
#[derive(Debug, Clone)]
pub struct Correct {
    /// The field set aside.
    pub field: Id<ToCorrect>,
    /// What it should say.
    pub value: Private,
}

/// See [`Request::Settle`].
#[derive(Debug, Clone)]
pub struct Settle {
    /// The finding.
    pub finding: Id<Finding>,
}

/// See [`Request::AddViews`].
#[derive(Debug, Clone)]
pub struct AddViews {
    /// Which case.
    pub case: Id<Case>,
    /// When they were given.
    pub on: Date,
    /// Agency that heard them.
    pub agency: String,
    /// In words.
    pub words: Private,
}

/// See [`Request::AddHappening`].
#[derive(Debug, Clone)]
pub struct AddHappening {
    /// Which case.
    pub case: Id<Case>,
    /// What.
    pub kind: HappeningKind,
    /// When.
    pub on: Date,
    /// In words.
    pub words: Private,
    /// Agency that said so.
    pub source: Option<String>,
}

/// See [`Request::SetWhereabouts`].
#[derive(Debug, Clone)]
pub struct SetWhereabouts {
    /// Which case.
    pub case: Id<Case>,
    /// In one line.
    pub words: Private,
}

/// See [`Request::SetInterpreter`].
#[derive(Debug, Clone)]
pub struct SetInterpreter {
    /// Who.
    pub person: Id<Person>,
    /// The language; nothing when none is needed.
    pub language: Option<Private>,
}

/// See [`Request::AddChild`].
#[derive(Debug, Clone)]
pub struct AddChild {
    /// Which case.
    pub case: Id<Case>,
    /// First name, or what is said of a child not born yet.
    pub name: Private,
    /// Age in whole years on the referral.
    pub age: Option<u8>,
    /// School or nursery.
    pub school: Option<Private>,
}

/// See [`Request::Restrict`].
#[derive(Debug, Clone)]
pub struct Restrict {
    /// Which telephone number, address or e-mail address.
    pub contact: Id<Contact>,
    /// Whether it is kept off everything.
    pub restricted: bool,
}

/// See [`Request::Assess`].
#[derive(Debug, Clone)]
pub struct Assess {
    /// Which case.
    pub case: Id<Case>,
    /// Name of the tool.
    pub tool: String,
    /// When it was done.
    pub on: Date,
    /// Items answered yes, by concept.
    pub yes: Vec<String>,
    /// Items answered "don't know".
    pub dont_know: Vec<String>,
    /// Why the assessor judged so.
    pub rationale: Option<Private>,
    /// Agency that assessed.
    pub agency: Option<String>,
}

/// See [`Request::Declare`].
#[derive(Debug, Clone)]
pub struct Declare {
    /// Which case.
    pub case: Id<Case>,
    /// The meeting it is declared in.
    pub meeting: Option<Id<Meeting>>,
    /// The agency to keep out.
    pub agency: String,
    /// Who stands in.
    pub alternate: Option<Private>,
    /// Why.
    pub reason: Private,
}

/// See [`Request::AddMeeting`].
#[derive(Debug, Clone)]
pub struct AddMeeting {
    /// Key of the forum.
    pub forum: String,
    /// The day.
    pub on: Date,
    /// When it begins.
    pub starts: Time,
    /// Minutes set aside; the forum's usual time when nothing is given.
    pub minutes: Option<u32>,
    /// Where.
    pub venue: Option<String>,
    /// Who chairs.
    pub chair: Option<Private>,
}

/// Where a meeting moves to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It begins, or goes on after a pause.
    Open,
    /// It is adjourned.
    Pause,
    /// It is over.
    Close,
}

/// See [`Request::MoveMeeting`].
#[derive(Debug, Clone)]
pub struct MoveMeeting {
    /// Which meeting.
    pub meeting: Id<Meeting>,
    /// Where it moves to.
    pub step: Step,
}

/// How one agency takes part.
#[derive(Debug, Clone)]
pub struct Place {
    /// Key of the agency.
    pub agency: String,
    /// How.
    pub presence: Presence,
    /// Who; what was known stays when nothing is given.
    pub name: Option<Private>,
    /// Their post.
    pub post: Option<Private>,
    /// Day their information came, with apologies.
    pub information: Option<Date>,
    /// When they came, if after the start.
    pub arrived: Option<Time>,
    /// When they left, if before the end.
    pub left: Option<Time>,
}

/// See [`Request::Attend`].
#[derive(Debug, Clone)]
pub struct Attend {
    /// Which meeting.
    pub meeting: Id<Meeting>,
    /// One line per agency.
    pub places: Vec<Place>,
}

/// See [`Request::AcceptConfidentiality`].
#[derive(Debug, Clone)]
pub struct AcceptConfidentiality {
    /// Which meeting.
    pub meeting: Id<Meeting>,
    /// Agencies that are there and have not accepted.
    pub except: Vec<String>,
}

/// See [`Request::BuildAgenda`].
#[derive(Debug, Clone)]
pub struct BuildAgenda {
    /// Which meeting.
    pub meeting: Id<Meeting>,
    /// Key of the order preset; the forum's first when nothing is given.
    pub preset: Option<String>,
}

/// See [`Request::MoveItem`].
#[derive(Debug, Clone)]
pub struct MoveItem {
    /// Which item.
    pub item: Id<AgendaItem>,
    /// Its new place, from 1.
    pub to: u32,
    /// Why.
    pub reason: Option<Private>,
}

/// See [`Request::Defer`].
#[derive(Debug, Clone)]
pub struct Defer {
    /// Which item.
    pub item: Id<AgendaItem>,
    /// Why.
    pub reason: Private,
    /// What keeps the victim safe until then.
    pub interim: Option<Private>,
}

/// See [`Request::Hear`].
#[derive(Debug, Clone)]
pub struct Hear {
    /// Which item.
    pub item: Id<AgendaItem>,
    /// Whether the case is left as heard rather than opened.
    pub done: bool,
}

/// See [`Request::AddInformation`].
#[derive(Debug, Clone)]
pub struct AddInformation {
    /// Which meeting.
    pub meeting: Id<Meeting>,
    /// Which case.
    pub case: Id<Case>,
    /// Agency that said it.
    pub agency: Option<String>,
    /// What it brought.
    pub kind: InformationKind,
    /// In words.
    pub words: Private,
    /// When it was so, or received.
    pub on: Option<Date>,
    /// A view rather than a fact.
    pub opinion: bool,
}

/// See [`Request::AddRisk`].
#[derive(Debug, Clone)]
pub struct AddRisk {
    /// Which meeting.
    pub meeting: Id<Meeting>,
    /// Which case.
    pub case: Id<Case>,
    /// Whom it threatens.
    pub whom: Whom,
    /// In words.
    pub words: Private,
    /// Who named it.
    pub agency: Option<String>,
}

/// See [`Request::AddNote`].
#[derive(Debug, Clone)]
pub struct AddNote {
    /// Which meeting.
    pub meeting: Option<Id<Meeting>>,
    /// Which case; nothing for other business.
    pub case: Option<Id<Case>>,
    /// In words.
    pub words: Private,
    /// Kept because it could not be read.
    pub unread: bool,
}

/// See [`Request::Decide`].
#[derive(Debug, Clone)]
pub struct Decide {
    /// Which meeting.
    pub meeting: Id<Meeting>,
    /// Which case.
    pub case: Id<Case>,
    /// What was decided.
    pub decision: Private,
    /// Why.
    pub why: Private,
    /// What was considered and not done; what stood there stays when nothing is given.
    pub considered: Option<Vec<Private>>,
}

/// See [`Request::SetFeedback`].
#[derive(Debug, Clone)]
pub struct SetFeedback {
    /// Which meeting.
    pub meeting: Id<Meeting>,
    /// Which case.
    pub case: Id<Case>,
    /// Agency that tells the victim.
    pub by: String,
    /// How, and when it is safe.
    pub how: Option<Private>,
    /// By when.
    pub due: Option<Date>,
}

/// One action as read from a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Terms {
    /// Key of the agency it belongs to.
    pub agency: String,
    /// Full name of an agency that is not on the list, to be added to it.
    pub off_list: Option<String>,
    /// Keys of agencies that help.
    pub supporting: Vec<String>,
    /// The person at the agency.
    pub person: Option<Private>,
    /// What is to be done.
    pub words: Private,
    /// How the due date is meant.
    pub due_kind: DueKind,
    /// The date.
    pub due: Option<Date>,
    /// The time of day.
    pub due_time: Option<Time>,
    /// What it has to come before.
    pub due_event: Option<HappeningKind>,
    /// Whom it protects.
    pub protects: Option<Whom>,
    /// Given to an agency that is not there.
    pub awaiting: bool,
    /// Completed as it was said, with what was said.
    pub completed: Option<Private>,
    /// The day it was completed, when that is not today.
    pub completed_on: Option<Date>,
    /// Tells where somebody is.
    pub off_papers: bool,
}

/// See [`Request::AddActions`].
#[derive(Debug, Clone)]
pub struct AddActions {
    /// The meeting, or nothing between meetings.
    pub meeting: Option<Id<Meeting>>,
    /// Which case.
    pub case: Id<Case>,
    /// The line as typed.
    pub typed: Private,
    /// The actions read from it.
    pub terms: Vec<Terms>,
}

/// When an action is due from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewDue {
    /// How the date is meant.
    pub kind: DueKind,
    /// The date.
    pub date: Option<Date>,
    /// The time of day.
    pub time: Option<Time>,
    /// What it has to come before, or goes on until.
    pub event: Option<HappeningKind>,
}

/// Who has an action from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    /// Key of the agency it belongs to.
    pub agency: String,
    /// Keys of agencies that help.
    pub supporting: Vec<String>,
    /// The person at the agency.
    pub person: Option<Private>,
    /// The agency is not there to accept it.
    pub awaiting: bool,
}

/// See [`Request::ChangeAction`].
#[derive(Debug, Clone)]
pub struct ChangeAction {
    /// Which action.
    pub action: Id<Action>,
    /// When it is due from now on, if that changes.
    pub due: Option<NewDue>,
    /// Who has it from now on, if that changes.
    pub to: Option<Handover>,
    /// Why.
    pub reason: Option<Private>,
}

/// See [`Request::ReviewAction`].
#[derive(Debug, Clone)]
pub struct ReviewAction {
    /// Which action.
    pub action: Id<Action>,
    /// The meeting it is reviewed in, if one.
    pub meeting: Option<Id<Meeting>>,
    /// What was found.
    pub outcome: ReviewOutcome,
    /// What was said.
    pub note: Option<Private>,
    /// The day it was done, when that is not today.
    pub on: Option<Date>,
}

/// See [`Request::Approve`].
#[derive(Debug, Clone)]
pub struct Approve {
    /// Which meeting.
    pub meeting: Id<Meeting>,
    /// Who approved.
    pub by: Private,
    /// At the keyboard, by e-mail, or otherwise.
    pub how: String,
    /// When it was given, if not now.
    pub at: Option<DateTime>,
}

/// See [`Request::AddAddendum`].
#[derive(Debug, Clone)]
pub struct AddAddendum {
    /// Which meeting.
    pub meeting: Id<Meeting>,
    /// The case it is about, if one.
    pub case: Option<Id<Case>>,
    /// In words.
    pub words: Private,
}

/// See [`Request::Issue`].
#[derive(Debug, Clone)]
pub struct Issue {
    /// Of which meeting.
    pub meeting: Id<Meeting>,
    /// Which paper.
    pub paper: String,
    /// For whom.
    pub recipient: String,
    /// Number of the copy as printed on it.
    pub copy: u32,
    /// Edition as printed on it.
    pub version: u32,
    /// Whether it is a draft.
    pub draft: bool,
    /// SHA-256 of the bytes, in hexadecimal.
    pub digest: String,
}

/// See [`Request::Erase`].
#[derive(Debug, Clone)]
pub struct Erase {
    /// Who.
    pub person: Id<Person>,
}
