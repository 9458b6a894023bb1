//! What a screen or a subcommand may ask to see, and what it gets.
//!
//! An [`Ask`] names what is wanted; the answer is a plain value with everything the reader needs and nothing of how
//! it was found. Lists come as a window of lines with a total, so that a screen on 120,000 cases reads thirty.

mod couple;
mod form;
mod forum;
mod minutes;
mod papers;
mod plan;
mod sitting;

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::civil::{Date, DateTime, Time};
use uuid::Uuid;

use super::subjects::{DueLine, SubjectStory, TopFilter, TopList};
use super::usual::{UsualLine, UsualQuery};
use crate::domain::data_return::DataReturn;
use crate::domain::desk::{Change, Heap};
use crate::domain::filter::{Key, List, Test};
use crate::domain::happening::Whereabouts;
use crate::domain::id::Id;
use crate::domain::paper::{Subject, Wanted};
use crate::domain::presence::{Present, Table};
use crate::domain::private::Private;
use crate::domain::referral::ReferralForm;
use crate::domain::report::{Asked, BehindLine, Period, Report};
use crate::domain::rows::action::Action;
use crate::domain::rows::agenda::{AgendaItem, Information, Note, Risk};
use crate::domain::rows::area::UserRole;
use crate::domain::rows::case::{
    Case, Child, Detail, Finding, FirstContact, Happening, PartyRole, Referral, ToCorrect, Views, Wall,
};
use crate::domain::rows::document::Attachment;
use crate::domain::rows::meeting::{Attendance, Meeting};
use crate::domain::rows::person::{Contact, Person};
use crate::domain::rows::sitting::Research;
use crate::domain::rows::subject::{Incident, Nomination, Scored};
use crate::domain::text::fold;
use crate::domain::tools::forum::{CaseKind, Labels};

use crate::domain::tools::file::FileKind;
use crate::domain::tools::settings::{Basis, SettingKey};
pub use couple::{CoupleStory, CriterionLine, NeedLine, PassageLine, PersonSection, ScaleLine, WorkerLine};
pub use form::{CaseForm, Foreseen};
pub use forum::{ForumDate, ForumLine, ForumStory};
pub use minutes::{Lack, MinutesStory};
pub use papers::{CopyLine, Offered, PapersStory, Preview, Standing, Verdict};
pub use plan::{IndicatorStory, PlanGroup, PlanHearing, PlanLine, PlanStory, PlanView};
pub use sitting::{Around, Cell, Grid, GridCase};

use super::document::{Document, Outline, Shown};

pub use super::asked_actions::{
    ActionEvent, ActionLine, ActionStory, Chasing, GroupLine, OtherAction, Reminder, ReminderLine, Rung,
    SourceLine,
};
pub use super::asked_desk::{AlertLine, Desk, DeskCounts, DeskStory, QueueLine, TransferLine};
pub use super::asked_duties::{Duty, DutyPlace};
pub use super::asked_flags::{FlagHeap, FlagList, FlagTold};
pub use super::asked_found::{FoundKind, FoundLine, FoundPlace};
pub use super::asked_pathways::{
    Directory, KindTold, NeedOffer, NeedTold, PathwayTold, Provided, Referring, RemarkTold, ServiceTold,
};
pub use super::asked_people::{
    Beside, ElsewhereLine, Goes, PeopleQuery, PersonLine, PersonRow, PersonStory, PlaceLine, Suggested,
    SuggestionLine,
};
pub use super::asked_returns::{Difference, ReturnLine, Sent, Sort as SheetSort, Standing as ReturnStanding};
pub use super::asked_timeline::{Event, EventKind, EventPlace, Timeline};
pub use super::asked_views::SavedView;
use super::assessing::AssessStory;
pub use crate::domain::listing::{
    ActionFilter, CaseFilter, CaseLine, DeskFilter, Group, GroupBy, Listing, Window,
};

/// A question to the record.
#[derive(Debug, Clone)]
pub enum Ask {
    /// What is due today.
    Today,
    /// A window of the case list.
    Cases(CaseFilter, Window),
    /// One case, whole.
    Case(Id<Case>),
    /// A document kept with a case, as text.
    Attachment(Id<Attachment>),
    /// How a document would be read, before it is taken in.
    Outline(Box<Document>),
    /// Every meeting, the newest first.
    Meetings,
    /// A meeting with its agenda.
    Agenda(Id<Meeting>),
    /// Every agency against every case of a meeting: what was returned, and who spoke.
    Grid(Id<Meeting>),
    /// One agenda item with all that the room shows.
    Item(Id<AgendaItem>),
    /// A window of the action list.
    Actions(ActionFilter, Window),
    /// One action, whole: from where it was agreed to how it ended.
    Action(Id<Action>),
    /// Who is to be reminded today.
    Chasing,
    /// Actions to be reviewed at the start of a meeting; after them, those closed since the last one.
    Outstanding(Id<Meeting>),
    /// The minutes of a meeting: what is missing, comments, papers issued.
    Minutes(Id<Meeting>),
    /// The ranked list of subjects.
    Subjects(TopFilter),
    /// One subject, whole.
    Subject(Id<Case>),
    /// The delivery plan of a forum on a day; of the area's only plan forum when none is named.
    Plan(Option<String>, Date),
    /// One item of a delivery plan.
    PlanItem(Id<Case>),
    /// Flags that end, are up or ended; of one forum, by its key or code, or of all.
    Flags(FlagHeap, Option<String>),
    /// What there is for the people of a case: needs to pick from, services, what stands open.
    Provided(Id<Case>),
    /// The directory of local services, and the needs that stand open.
    Directory,
    /// Needs without a service found between two days, both included.
    Needs(Date, Date),
    /// A case of two people, each apart.
    Couple(Id<Case>),
    /// The forums of the area.
    Forums,
    /// One forum by its key or code, and the dates of its cycle, counted from a day if one is given.
    Forum(String, Option<Date>),
    /// People who answer what was typed, likest first.
    People(PeopleQuery, Window),
    /// One person, whole.
    Person(Id<Person>),
    /// A stretch of the people who may be one, on from where the last one ended.
    Suggested(Option<Private>),
    /// A window of the referrals that wait.
    Desk(DeskFilter, Window),
    /// One case as the referral desk sees it.
    DeskCase(Id<Case>),
    /// Changes before a meeting that nobody has dealt with.
    Alerts,
    /// Transfers that wait for the other side.
    Transfers,
    /// Decisions whose receipt has not gone out.
    ReceiptsDue,
    /// What a sheet that came back says beside what is held.
    Returned(Box<Sent>),
    /// The newest changes, newest first, at most this many.
    WhatWasDone(usize),
    /// The papers of a thing: what can be made, what went out.
    Papers(Subject),
    /// What a copy would hold.
    Preview(Box<Wanted>),
    /// Whether a file is a copy issued from this record.
    Verify(PathBuf),
    /// The files and settings of the area.
    Area,
    /// A case as a referral form; an empty form for a new referral.
    CaseForm(Option<Id<Case>>),
    /// What taking in a form would conclude.
    Foreseen(Box<ReferralForm>),
    /// Every contact detail of somebody, restricted and stopped ones too.
    Contacts(Id<Person>),
    /// A case's assessments, and the tools to assess it with.
    Assessing(Id<Case>),
    /// Actions counted by what they have in common.
    ActionGroups(ActionFilter, GroupBy),
    /// People, cases and actions that a few letters mean.
    Find(Private),
    /// What one's next undo would do.
    Undoing,
    /// Usual actions that answer a line begun.
    Usual(UsualQuery),
    /// One's own views of a list.
    Views(List),
    /// One case on one timeline.
    Timeline(Id<Case>),
    /// A report over a period.
    Report(Box<Asked>),
    /// The cases or actions behind a figure of a report, by its key.
    Behind(Box<Asked>, String),
    /// The data return of a forum over days, by the forum's name; of the only one that sends a return, when none is named.
    DataReturn(Option<String>, Period),
}

/// The answer to an [`Ask`], variant for variant.
#[derive(Debug, Clone)]
pub enum Answer {
    /// To [`Ask::Today`].
    Today(Box<Today>),
    /// To [`Ask::Cases`].
    Cases(Listing<CaseLine>),
    /// To [`Ask::Case`].
    Case(Box<CaseStory>),
    /// To [`Ask::Attachment`].
    Attachment(Box<Shown>),
    /// To [`Ask::Outline`].
    Outline(Box<Outline>),
    /// To [`Ask::Meetings`].
    Meetings(Vec<MeetingLine>),
    /// To [`Ask::Agenda`].
    Agenda(Box<Agenda>),
    /// To [`Ask::Grid`].
    Grid(Box<Grid>),
    /// To [`Ask::Item`].
    Item(Box<ItemStory>),
    /// To [`Ask::Actions`].
    Actions(Listing<ActionLine>),
    /// To [`Ask::Action`].
    Action(Box<ActionStory>),
    /// To [`Ask::Chasing`].
    Chasing(Box<Chasing>),
    /// To [`Ask::Outstanding`].
    Outstanding(Vec<ActionLine>),
    /// To [`Ask::Minutes`].
    Minutes(Box<MinutesStory>),
    /// To [`Ask::Subjects`].
    Subjects(Box<TopList>),
    /// To [`Ask::Subject`]: the case with everything under it, and what is known of the subject besides.
    Subject(Box<CaseStory>, Box<SubjectStory>),
    /// To [`Ask::Plan`].
    Plan(Box<PlanView>),
    /// To [`Ask::PlanItem`].
    PlanItem(Box<PlanStory>),
    /// To [`Ask::Flags`].
    Flags(Box<FlagList>),
    /// To [`Ask::Provided`].
    Provided(Box<Provided>),
    /// To [`Ask::Directory`].
    Directory(Box<Directory>),
    /// To [`Ask::Needs`].
    Needs(Vec<NeedTold>),
    /// To [`Ask::Couple`].
    Couple(Box<CoupleStory>),
    /// To [`Ask::Forums`].
    Forums(Vec<ForumLine>),
    /// To [`Ask::Forum`].
    Forum(Box<ForumStory>),
    /// To [`Ask::People`].
    People(Listing<PersonLine>),
    /// To [`Ask::Person`].
    Person(Box<PersonStory>),
    /// To [`Ask::Suggested`].
    Suggested(Suggested),
    /// To [`Ask::Desk`].
    Desk(Box<Desk>),
    /// To [`Ask::DeskCase`].
    DeskCase(Box<DeskStory>),
    /// To [`Ask::Alerts`].
    Alerts(Vec<AlertLine>),
    /// To [`Ask::Transfers`].
    Transfers(Vec<TransferLine>),
    /// To [`Ask::ReceiptsDue`].
    ReceiptsDue(Vec<QueueLine>),
    /// To [`Ask::Returned`].
    Returned(Box<Difference>),
    /// To [`Ask::WhatWasDone`].
    WhatWasDone(Vec<Deed>),
    /// To [`Ask::Papers`].
    Papers(Box<PapersStory>),
    /// To [`Ask::Preview`].
    Preview(Box<Preview>),
    /// To [`Ask::Verify`].
    Verified(Verdict),
    /// To [`Ask::Area`].
    Area(Box<AreaStory>),
    /// To [`Ask::CaseForm`].
    CaseForm(Box<CaseForm>),
    /// To [`Ask::Foreseen`].
    Foreseen(Foreseen),
    /// To [`Ask::Contacts`].
    Contacts(Vec<Contact>),
    /// To [`Ask::Assessing`].
    Assessing(Box<AssessStory>),
    /// To [`Ask::ActionGroups`].
    ActionGroups(Vec<GroupLine>),
    /// To [`Ask::Find`].
    Found(Vec<FoundLine>),
    /// To [`Ask::Undoing`]; nothing when there is nothing of one's own to undo.
    Undoing(Option<Undoing>),
    /// To [`Ask::Usual`].
    Usual(Vec<UsualLine>),
    /// To [`Ask::Views`].
    Views(Vec<SavedView>),
    /// To [`Ask::Timeline`].
    Timeline(Box<Timeline>),
    /// To [`Ask::Report`].
    Report(Box<Report>),
    /// To [`Ask::Behind`].
    Behind(Vec<BehindLine>),
    /// To [`Ask::DataReturn`].
    DataReturn(Box<DataReturn>),
}

/// What is due today.
#[derive(Debug, Clone)]
pub struct Today {
    /// The day.
    pub day: Date,
    /// Name of the area.
    pub area: String,
    /// Meetings of today, or open, or waiting for approval; then the next ones.
    pub meetings: Vec<MeetingLine>,
    /// What is due from whoever keeps the record, the most pressing first.
    pub duties: Vec<Duty>,
    /// Fields set aside when referrals came in.
    pub to_correct: Vec<CorrectLine>,
    /// Findings nobody has dealt with.
    pub findings: Vec<FindingLine>,
    /// Actions past their due date, most overdue first, at most fifty.
    pub overdue: Vec<ActionLine>,
    /// Actions waiting for an absent agency to accept, at most fifty.
    pub awaiting: Vec<ActionLine>,
    /// Releases, hearings and other dates within the area's notice.
    pub happenings: Vec<HappeningLine>,
    /// Checks and reviews due on subjects, the earliest first.
    pub subjects: Vec<DueLine>,
    /// Cases that wait for a meeting.
    pub waiting: usize,
    /// What waits on the referral desk.
    pub desk: DeskCounts,
    /// Live actions in all, and how many are overdue.
    pub live: usize,
    /// How many are overdue in all.
    pub overdue_total: usize,
}

/// A person as a screen shows them.
#[derive(Debug, Clone)]
pub struct PartyLine {
    /// The person.
    pub person: Person,
    /// Victim or perpetrator.
    pub role: PartyRole,
    /// What a perpetrator is to the victim.
    pub relationship: Option<String>,
    /// Other names.
    pub aliases: Vec<Private>,
    /// Safe contact in words; new and refuge addresses are never here.
    pub contacts: Vec<Contact>,
    /// Age in years today.
    pub age: Option<i16>,
}

/// One case, whole.
#[derive(Debug, Clone)]
pub struct CaseStory {
    /// The case.
    pub case: Case,
    /// What it is, by its forum.
    pub kind: CaseKind,
    /// What a line calls the agencies of the area, by key.
    pub said: BTreeMap<String, String>,
    /// Victim first, then perpetrators.
    pub parties: Vec<PartyLine>,
    /// Children.
    pub children: Vec<Child>,
    /// Documents kept with it, newest first.
    pub attachments: Vec<Attachment>,
    /// Referrals, newest first.
    pub referrals: Vec<Referral>,
    /// Assessments, newest first.
    pub assessments: Vec<crate::domain::rows::assessment::Assessment>,
    /// Dates to come and past, earliest first.
    pub happenings: Vec<Happening>,
    /// Where the perpetrator is now, as said or as the dates of the case imply.
    pub now: Option<Whereabouts>,
    /// First contact with the victim and tries at it, newest first.
    pub contacts: Vec<FirstContact>,
    /// What the newest referral says in fields kept by name, in the order of the form.
    pub details: Vec<Detail>,
    /// Victim's views, newest first.
    pub views: Vec<Views>,
    /// Conflicts.
    pub walls: Vec<Wall>,
    /// Findings, open ones first.
    pub findings: Vec<Finding>,
    /// Fields set aside, open ones first.
    pub to_correct: Vec<ToCorrect>,
    /// Its flag, when it has one.
    pub flag: Option<FlagTold>,
    /// Needs that no service met, open ones first.
    pub needs: Vec<NeedTold>,
    /// Referrals to services, those that have not ended first.
    pub pathways: Vec<PathwayTold>,
    /// Actions, by number.
    pub actions: Vec<ActionLine>,
    /// Meetings it was on, newest first.
    pub hearings: Vec<Hearing>,
    /// For a subject: how they came in.
    pub nominations: Vec<Nomination>,
    /// For a subject: the incidents, newest first.
    pub incidents: Vec<Incident>,
    /// For a subject: the scores, newest first.
    pub scores: Vec<Scored>,
    /// Who its people are elsewhere.
    pub beside: Beside,
}

/// A case at one meeting.
#[derive(Debug, Clone)]
pub struct Hearing {
    /// The meeting.
    pub meeting: Meeting,
    /// The item.
    pub item: AgendaItem,
    /// What was shared, in the order in which it was said.
    pub information: Vec<Information>,
    /// Risks named.
    pub risks: Vec<Risk>,
    /// Notes kept.
    pub notes: Vec<Note>,
    /// The decision.
    pub decision: Option<crate::domain::rows::agenda::Decision>,
    /// Who was there while it was heard.
    pub present: Vec<Present>,
    /// What agencies returned on it before the meeting.
    pub returned: Vec<Research>,
}

impl Hearing {
    /// Who was there while it was heard: "Police, Housing (from 10:20)"; nothing for a case that was not begun.
    pub fn present_words(&self, name: impl Fn(&str) -> String) -> Option<String> {
        let there = self.present.iter().map(|one| match one.times() {
            Some(times) => format!("{} ({times})", name(&one.agency)),
            None => name(&one.agency),
        });
        let words: Vec<String> = there.collect();
        (!words.is_empty()).then(|| words.join(", "))
    }
}

/// One line of the meeting list.
#[derive(Debug, Clone, PartialEq)]
pub struct MeetingLine {
    /// The meeting.
    pub meeting: Meeting,
    /// Cases on its agenda.
    pub cases: usize,
    /// Cases heard.
    pub heard: usize,
    /// Actions agreed.
    pub actions: usize,
}

/// One line of an agenda.
#[derive(Debug, Clone)]
pub struct ItemLine {
    /// The item.
    pub item: AgendaItem,
    /// The case as listed.
    pub case: CaseLine,
    /// When it would begin, if each takes its time.
    pub begins: Time,
    /// Whether it ends within the time set aside.
    pub fits: bool,
    /// Live actions it brings along.
    pub carried: usize,
    /// What changed since the papers went out; one of the kind "added" is a late addition.
    pub since: Vec<Change>,
    /// Where its referral stands, while nobody has accepted it and decisions are made at all.
    pub undecided: Option<Heap>,
}

/// A meeting with its agenda.
#[derive(Debug, Clone)]
pub struct Agenda {
    /// The meeting.
    pub meeting: Meeting,
    /// What one of its cases is.
    pub kind: CaseKind,
    /// What its forum calls things.
    pub labels: Labels,
    /// Decisions of its forum to choose from; none when it decides in its own words.
    pub decisions: Vec<String>,
    /// What its forum most often considers and does not do.
    pub considered: Vec<String>,
    /// Area and forum in short: "Lancaster MARAC".
    pub forum: String,
    /// Marking of its papers.
    pub marking: String,
    /// The confidentiality statement as read.
    pub confidentiality: String,
    /// When its papers went out last.
    pub papers: Option<DateTime>,
    /// The last day on which they are out in time.
    pub papers_due: Date,
    /// Presets by which it can be ordered: key and label.
    pub presets: Vec<(String, String)>,
    /// Cases, in order; deferred ones last.
    pub items: Vec<ItemLine>,
    /// Who takes part.
    pub attendance: Vec<Attendance>,
    /// The same with comings and goings, timed slots and pauses.
    pub table: Table,
    /// How the meeting stands besides its cases.
    pub around: Around,
    /// Agencies of the area, in its order: key, name, short name, expected at the table.
    pub agencies: Vec<crate::domain::rows::area::Agency>,
    /// Outstanding actions to review first.
    pub outstanding: usize,
    /// Cases whose twelve months have passed since the last meeting.
    pub expiries: Vec<CaseLine>,
    /// Notes kept under the meeting and no case: other business.
    pub business: Vec<Note>,
    /// Cases that wait and are on no agenda.
    pub waiting: usize,
    /// When all cases would be heard, if each takes its time.
    pub ends: Time,
    /// Minutes over the time set aside; 0 when all fit.
    pub over: u32,
    /// The next meeting of the forum, if one is in the record.
    pub next: Option<Date>,
}

/// One agenda item with all that the room shows.
#[derive(Debug, Clone)]
pub struct ItemStory {
    /// The case, whole.
    pub story: CaseStory,
    /// The item.
    pub item: AgendaItem,
    /// Its meeting.
    pub meeting: Meeting,
    /// What has been said in this meeting.
    pub hearing: Hearing,
    /// Actions carried into it, live when it was opened.
    pub carried: Vec<ActionLine>,
    /// Actions agreed in it.
    pub agreed: Vec<ActionLine>,
    /// Agencies present that have not spoken on it, by key.
    pub silent: Vec<String>,
    /// Why it is here, in words.
    pub why_here: String,
    /// What changed since the papers went out.
    pub since: Vec<Change>,
}

/// A field set aside, with its case.
#[derive(Debug, Clone)]
pub struct CorrectLine {
    /// The field.
    pub field: ToCorrect,
    /// The case as listed.
    pub case: CaseLine,
}

/// A finding, with its case.
#[derive(Debug, Clone)]
pub struct FindingLine {
    /// The finding.
    pub finding: Finding,
    /// The case as listed.
    pub case: CaseLine,
}

/// A date to come, with its case.
#[derive(Debug, Clone)]
pub struct HappeningLine {
    /// The date.
    pub happening: Happening,
    /// The case as listed.
    pub case: CaseLine,
}

/// One change as listed for undo.
#[derive(Debug, Clone)]
pub struct Deed {
    /// The group.
    pub group: Uuid,
    /// When.
    pub at: DateTime,
    /// Who.
    pub by: String,
    /// "action added LAN-26-0143/3".
    pub words: String,
    /// Reference of the case or meeting it is about; empty for neither.
    pub place: String,
    /// References of the cases that a change of several is about.
    pub also: Vec<String>,
    /// Whether it was undone.
    pub undone: bool,
    /// Whether it is the asker's own.
    pub own: bool,
}

impl Deed {
    /// Whether it fits one condition of a filter.
    pub fn fits(&self, test: &Test) -> bool {
        let any = |words: &[String], fits: &dyn Fn(&str) -> bool| {
            words.iter().any(|word| fits(&word.to_lowercase()))
        };
        match test {
            Test::Text(word) => fold(&format!("{} {}", self.words, self.by)).contains(word),
            Test::One(Key::By, words) => {
                any(words, &|word| self.by.to_lowercase().starts_with(word) || (word == "me" && self.own))
            }
            Test::One(Key::Case, words) => any(words, &|word| {
                let mut places = std::iter::once(&self.place).chain(&self.also);
                places.any(|place| place.to_lowercase().ends_with(word))
            }),
            Test::One(Key::Is, words) => {
                any(words, &|word| if word == "mine" { self.own } else { self.undone })
            }
            Test::Days(_, days) => days.holds(Some(self.at.date())),
            Test::One(..) | Test::Number(..) | Test::Nothing => false,
        }
    }
}

/// What one's next undo would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undoing {
    /// The change it takes back: "action changed LAN-26-0143/3".
    pub words: String,
    /// When that was made.
    pub at: DateTime,
    /// What it puts back, row by row, without narrative.
    pub lines: Vec<String>,
}

/// The files and settings of the area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaStory {
    /// Name of the area.
    pub name: String,
    /// Letters that open a case reference.
    pub code: String,
    /// Every file in use, by kind and in the order in which each was first adopted.
    pub files: Vec<AreaFileLine>,
    /// Every setting, in the order of the keys.
    pub settings: Vec<SettingLine>,
}

/// An adopted file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaFileLine {
    /// What it is.
    pub kind: FileKind,
    /// What it is known by.
    pub identity: String,
    /// Name for a reader.
    pub name: String,
    /// The version in use.
    pub version: String,
    /// How many versions were adopted.
    pub adopted: usize,
    /// The file in use, whole.
    pub body: String,
}

/// A setting as it stands today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingLine {
    /// What is set.
    pub key: SettingKey,
    /// To what.
    pub value: String,
    /// Since when; nothing when the area never said and the built-in value holds.
    pub since: Option<Date>,
    /// Where it comes from; nothing for a built-in value.
    pub basis: Option<Basis>,
    /// Unit and reason.
    pub note: String,
    /// Values that begin later: the day and the value.
    pub later: Vec<(Date, String)>,
}

/// The user at the keyboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// Their handle.
    pub handle: String,
    /// What they may do.
    pub role: UserRole,
}
