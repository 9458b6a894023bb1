//! Every rule: a request in, entries or a refusal out.
//!
//! One file per noun, one function per request. A rule reads through [`Changes`], stores what should be, and closes
//! the changes into one entry; it has no clock, no randomness and no way to write. [`decide`] is the only way in.

mod action;
mod agenda;
mod amend;
mod approval;
mod area;
mod arose;
mod asked;
mod assess;
pub mod before;
mod case;
pub mod chase;
pub mod comment;
mod contact;
mod correct;
mod couple;
pub mod deemed;
mod desk;
mod document;
mod eligible;
pub mod erase;
mod fit;
pub mod flag;
pub mod forums;
mod happening;
pub mod hearing;
pub mod incomplete;
mod issue;
pub mod judged;
mod known;
mod life;
mod links;
mod meeting;
mod naming;
pub mod opposing;
mod order;
mod passage;
pub mod pathway;
pub mod people;
mod person;
mod plan;
mod plan_place;
mod principle;
mod profile;
mod referral;
mod remark;
mod returned;
mod safety;
mod score;
mod score_list;
mod setup;
pub mod sitting;
mod stage;
pub mod standing;
mod subject;
mod user;

pub use action::EVERY_AGENCY;
pub use amend::form_of;
pub use document::MOST_ATTACHED;
pub use eligible::{Answered, answers as eligibility};
use jiff::civil::{Date, DateTime};
pub use known::{one_person, places, sketch};
pub use referral::conclusions;
pub use stage::reviewed;
use uuid::Uuid;

use super::area::AreaData;
use super::entry::{Entry, EntryKind};
use super::facts::{Changes, Facts};
use super::id::{Id, Ids};
use super::refusal::Refusal;
use super::reply::Reply;
use super::request::Request;
use super::rows::area::UserRole;
use super::rows::meeting::{Meeting, MeetingState};
use super::shape::Stored;

/// What a rule is given besides the request.
pub struct Context<'a> {
    /// The record.
    pub facts: &'a dyn Facts,
    /// What the area has adopted; nothing before it is set up.
    pub area: Option<&'a AreaData>,
    /// Local time.
    pub now: DateTime,
    /// Handle of the acting user.
    pub by: &'a str,
    /// What the acting user may do.
    pub role: UserRole,
    /// New identifiers.
    pub ids: &'a mut dyn Ids,
}

impl<'a> Context<'a> {
    /// The area, which every rule but the first needs.
    fn area(&self) -> Result<&'a AreaData, Refusal> {
        self.area.ok_or(Refusal::Unknown { what: "area" })
    }

    /// Today.
    fn today(&self) -> Date {
        self.now.date()
    }

    /// A new identifier of a row.
    fn id<T>(&mut self) -> Id<T> {
        Id::new(self.ids.next())
    }

    /// Changes over the record, none yet.
    fn changes(&self) -> Changes<'a> {
        Changes::new(self.facts)
    }
}

/// What was decided: entries to commit and what to say.
#[derive(Debug)]
pub struct Decision {
    /// In the order in which they happened.
    pub entries: Vec<Entry>,
    /// What to say once they are durable.
    pub reply: Reply,
}

impl Decision {
    fn of(
        changes: Changes<'_>,
        kind: EntryKind,
        about: Option<Uuid>,
        meeting: Option<Uuid>,
        reply: Reply,
    ) -> Result<Self, Refusal> {
        Ok(Self { entries: changes.into_entry(kind, about, meeting)?.into_iter().collect(), reply })
    }
}

/// Decides a request.
///
/// # Errors
/// [`Refusal`] says why nothing was changed.
#[expect(clippy::too_many_lines, reason = "a table: one line a request")]
pub fn decide(cx: &mut Context<'_>, request: Request) -> Result<Decision, Refusal> {
    allowed(cx.role, &request)?;
    match request {
        Request::SetUp(asked) => setup::set_up(cx, asked),
        Request::Adopt(asked) => area::adopt(cx, asked),
        Request::SetSetting(asked) => area::set_setting(cx, &asked),
        Request::NameAgency(asked) => naming::name_agency(cx, asked),
        Request::RatePrinciple(asked) => principle::rate(cx, asked),
        Request::TakeReferral(asked) => referral::take(cx, &asked),
        Request::TakeSubject(asked) => subject::take(cx, *asked),
        Request::TakeIncident(asked) => subject::take_incident(cx, asked),
        Request::MoveSubject(asked) => stage::move_subject(cx, asked),
        Request::SetProfile(asked) => profile::set(cx, &asked),
        Request::Assert(asked) => profile::assert(cx, asked),
        Request::Tell(asked) => profile::tell(cx, asked),
        Request::DoCheck(asked) => stage::do_check(cx, asked),
        Request::Score(asked) => score::score(cx, &asked),
        Request::TakeScore(asked) => score_list::take(cx, asked),
        Request::ImportScore(asked) => score::import_score(cx, asked),
        Request::Correct(asked) => correct::correct(cx, &asked),
        Request::Settle(asked) => correct::settle(cx, &asked),
        Request::AcceptReferral(asked) => desk::accept(cx, asked),
        Request::AskForMore(asked) => desk::ask(cx, asked),
        Request::Answered(asked) => desk::answered(cx, asked),
        Request::DeclineReferral(asked) => desk::decline(cx, asked),
        Request::SendOn(asked) => desk::send_on(cx, &asked),
        Request::ReopenReferral(asked) => desk::reopen(cx, asked),
        Request::TellIdva(asked) => desk::tell_idva(cx, &asked),
        Request::SendReceipt(asked) => desk::send_receipt(cx, asked),
        Request::SettleAlert(asked) => desk::settle_alert(cx, asked),
        Request::PapersOut(asked) => desk::papers_out(cx, &asked),
        Request::ListCase(asked) => desk::list_case(cx, asked),
        Request::TransferOut(asked) => desk::transfer_out(cx, asked),
        Request::TransferReceived(asked) => desk::transfer_received(cx, asked),
        Request::TransferIn(asked) => desk::transfer_in(cx, *asked),
        Request::AddViews(asked) => case::add_views(cx, asked),
        Request::AddFirstContact(asked) => case::add_first_contact(cx, asked),
        Request::AmendCase(asked) => amend::amend(cx, &asked),
        Request::AddHappening(asked) => happening::add(cx, asked),
        Request::ChangeHappening(asked) => happening::change(cx, asked),
        Request::EndHappening(asked) => happening::end(cx, asked),
        Request::SetWhereabouts(asked) => happening::set_whereabouts(cx, asked),
        Request::AddContact(asked) => contact::add(cx, asked),
        Request::StopContact(asked) => contact::stop(cx, &asked),
        Request::SetInterpreter(asked) => person::set_interpreter(cx, asked),
        Request::AddChild(asked) => person::add_child(cx, asked),
        Request::Restrict(asked) => contact::restrict(cx, &asked),
        Request::Assess(asked) => assess::assess(cx, *asked),
        Request::Declare(asked) => case::declare(cx, asked),
        Request::Attach(asked) => document::attach(cx, *asked),
        Request::KeepMapping(asked) => document::keep_mapping(cx, asked),
        Request::Couple(asked) => couple::change(cx, *asked),
        Request::Plan(asked) => plan::change(cx, asked),
        Request::Flag(asked) => flag::change(cx, asked),
        Request::Pathway(asked) => pathway::change(cx, asked),
        Request::Remark(asked) => remark::change(cx, asked),
        Request::AddMeeting(mut asked) => match asked.urgent.take() {
            Some(urgent) => desk::add_urgent(cx, asked, urgent),
            None => meeting::add(cx, asked),
        },
        Request::MoveMeeting(asked) => meeting::step(cx, &asked),
        Request::Attend(asked) => meeting::attend(cx, &asked),
        Request::AcceptConfidentiality(asked) => meeting::accept(cx, &asked),
        Request::Sitting(asked) => sitting::change(cx, asked),
        Request::BuildAgenda(asked) => agenda::build(cx, &asked),
        Request::MoveItem(asked) => agenda::move_item(cx, asked),
        Request::Defer(asked) => agenda::defer(cx, asked),
        Request::Hear(asked) => hearing::hear(cx, &asked),
        Request::AddInformation(asked) => hearing::add_information(cx, asked),
        Request::AddRisk(asked) => hearing::add_risk(cx, asked),
        Request::AddNote(asked) => hearing::add_note(cx, asked),
        Request::Decide(asked) => hearing::decide(cx, asked),
        Request::SetFeedback(asked) => hearing::set_feedback(cx, asked),
        Request::AddActions(asked) => action::add(cx, asked),
        Request::ChangeAction(asked) => action::change(cx, asked),
        Request::SplitAction(asked) => links::split(cx, asked),
        Request::LinkActions(asked) => links::link(cx, &asked),
        Request::ReviewAction(asked) => action::review(cx, asked),
        Request::ActionLife(asked) => life::change(cx, asked),
        Request::Chase(asked) => chase::chase(cx, &asked),
        Request::AddComment(asked) => comment::add(cx, asked),
        Request::AnswerComment(asked) => comment::answer(cx, asked),
        Request::Approve(asked) => approval::approve(cx, asked),
        Request::DeemApproved(asked) => deemed::approve(cx, &asked),
        Request::AddAddendum(asked) => approval::add_addendum(cx, asked),
        Request::Issue(asked) => issue::issue(cx, asked),
        Request::AddUser(asked) => user::add(cx, asked),
        Request::RevokeUser(asked) => user::revoke(cx, &asked),
        Request::MergePeople(asked) => people::merge(cx, asked),
        Request::UnmergePeople(asked) => people::unmerge(cx, &asked),
        Request::TellApart(asked) => people::tell_apart(cx, asked),
        Request::Erase(asked) => erase::erase(cx, &asked),
    }
}

/// Readers change nothing; only an administrator erases.
fn allowed(role: UserRole, request: &Request) -> Result<(), Refusal> {
    match (role, request) {
        (UserRole::Reader, _) => Err(Refusal::rule("this user may read the record and not change it")),
        (UserRole::Administrator, _) | (_, Request::Issue(_)) => Ok(()),
        (_, Request::Erase(_)) => Err(Refusal::rule("only an administrator may erase")),
        (_, Request::AddUser(_) | Request::RevokeUser(_)) => {
            Err(Refusal::rule("only an administrator lets people in or keeps them out"))
        }
        _ => Ok(()),
    }
}

/// A meeting that may still be changed: approval closes it to everything but addenda and erasure.
fn changeable(changes: &Changes<'_>, meeting: Id<Meeting>) -> Result<Meeting, Refusal> {
    let meeting: Meeting = changes.get(meeting)?;
    if meeting.state == MeetingState::Approved {
        return Err(Refusal::rule(format!(
            "the minutes of {} are approved; a correction is a dated addendum",
            meeting.reference
        )));
    }
    Ok(meeting)
}

/// Text that must say something.
fn said(text: &super::private::Private, what: &str) -> Result<(), Refusal> {
    if text.reveal().trim().is_empty() { Err(Refusal::rule(format!("{what} is empty"))) } else { Ok(()) }
}

/// "1 agency", "3 agencies".
pub fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// The row's identifier for an entry's header.
fn about<T: Stored>(row: &T) -> Option<Uuid> {
    Some(row.row_id())
}
