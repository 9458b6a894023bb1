//! Where one can go: said by effects, opened by [`super::opened`].

use super::command::Command;
use crate::domain::id::Id;
use crate::domain::paper::{Subject, Wanted};
use crate::domain::report::Asked;
use crate::domain::rows::action::Action;
use crate::domain::rows::agenda::AgendaItem;
use crate::domain::rows::case::Case;
use crate::domain::rows::document::Attachment;
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::person::Person;
use crate::domain::rules::incomplete::Missing;
use crate::service::ask::{ActionFilter, Sent};

/// Where to go.
#[derive(Debug, Clone)]
pub enum Route {
    /// What is due today: the home screen.
    Today,
    /// The case list.
    Cases,
    /// The case list under filter words.
    CasesBy(String),
    /// One case, whole.
    Case(Id<Case>),
    /// The ranked list of subjects.
    Subjects,
    /// One subject, whole.
    Subject(Id<Case>),
    /// One case on the page of any case, also where its forum has a page of its own.
    WholeCase(Id<Case>),
    /// A case of two people, each apart.
    Couple(Id<Case>),
    /// The delivery plan.
    Plan,
    /// One item of it.
    PlanItem(Id<Case>),
    /// Flags that end, are up, or ended.
    Flags,
    /// The directory of local services, and needs without one.
    Services,
    /// The forums of the area.
    Forums,
    /// One forum, by its key.
    Forum(String),
    /// The assessments of a case.
    Assess(Id<Case>),
    /// People, to be found.
    People,
    /// One person, whole.
    Person(Id<Person>),
    /// The meetings.
    Meetings,
    /// The action list, filtered.
    Actions(ActionFilter),
    /// One action, whole.
    Action(Id<Action>),
    /// Who is to be reminded today.
    Chasing,
    /// The referral desk.
    Desk,
    /// What was decided on one referral.
    Referral(Id<Case>),
    /// What was done, for undo.
    Done,
    /// The area: its files and settings.
    Area,
    /// Help on what can be done where one is.
    Help(Vec<Command>),
    /// The palette over the same commands.
    Palette(Vec<Command>),
    /// A meeting with its agenda.
    Agenda(Id<Meeting>),
    /// What agencies returned before it.
    Research(Id<Meeting>),
    /// A sheet that came back filled in.
    Returned(Box<Sent>),
    /// Who is there.
    SignIn(Id<Meeting>),
    /// Actions to review at the start.
    Outstanding(Id<Meeting>),
    /// The meeting room.
    Room(Id<Meeting>),
    /// The meeting room at a case, to mend what is missing there, if something is.
    RoomAt(Id<Meeting>, Id<AgendaItem>, Option<Missing>),
    /// The meeting room at expiries and other business.
    Business(Id<Meeting>),
    /// What is incomplete, and approval.
    Approval(Id<Meeting>),
    /// A new referral, or the form of a case.
    Form(Option<Id<Case>>),
    /// Taking in a document.
    Import,
    /// People, cases and actions by a few letters.
    Find,
    /// One case with the line open for an action between meetings.
    CaseLine(Id<Case>),
    /// One case on one timeline.
    Timeline(Id<Case>),
    /// A document kept with a case.
    Attachment(Id<Attachment>),
    /// The papers of a thing.
    Papers(Subject),
    /// A paper before it is written.
    Preview(Box<Wanted>),
    /// The list of reports.
    Reports,
    /// One report, as asked for in words.
    Report(String),
    /// The data return, meetings by columns.
    DataReturn,
    /// The cases behind a figure of a report: its key, and what it is called.
    Behind(Box<Asked>, String, String),
}
