//! Everything that may be asked of the record as a change.
//!
//! Screens and the command line build a [`Request`] and nothing else; it names its targets by identifier, never
//! "the current one". [`super::rules::decide`] turns it into entries or a refusal.
//! One file per noun holds what each request carries.

mod action;
mod agenda;
mod area;
mod assess;
mod case;
mod chase;
mod couple;
mod desk;
mod document;
mod flag;
mod happening;
mod hearing;
mod meeting;
mod minutes;
mod pathway;
mod people;
mod person;
mod plan;
mod principle;
mod referral;
mod remark;
mod sitting;
mod subject;
mod user;

pub use action::{
    ActionLife, AddActions, Answers, ChangeAction, Handover, LinkActions, Merge, NewDue, Proof, Reopen,
    Repeats, ReviewAction, SplitAction, Terms,
};
pub use agenda::{BuildAgenda, Defer, MoveItem};
pub use area::{Adopt, AreaFile, NameAgency, Naming, SetSetting, SetUp};
pub use assess::Assess;
pub use case::{AddChild, AddFirstContact, AddViews, AmendCase, Declare};
pub use chase::ChaseActions;
pub use couple::{Allocate, CoupleChange, GiveConsent, Judge, Measure, NeedChange, Pass, ReferCouple};
pub use desk::{
    AcceptReferral, Answered, AskForMore, DeclineReferral, Destination, ListCase, PapersOut, ReopenReferral,
    SendOn, SendReceipt, SettleAlert, TellIdva, TransferIn, TransferOut, TransferReceived,
};
pub use document::{Attach, KeepMapping};
pub use flag::FlagChange;
pub use happening::{AddHappening, ChangeHappening, EndHappening, HappeningMore, SetWhereabouts};
pub use hearing::{AddInformation, AddNote, AddRisk, Decide, Hear, SetFeedback};
pub use meeting::{AcceptConfidentiality, AddMeeting, Attend, MoveMeeting, Place, Step, Urgent};
pub use minutes::{AddAddendum, AddComment, AnswerComment, Approve, DeemApproved, Issue};
pub use pathway::{KeepNeed, PathwayChange, ReferTo};
pub use people::{MergePeople, TellApart, UnmergePeople};
pub use person::{AddContact, Erase, Restrict, SetInterpreter, StopContact};
pub use plan::{AddPlanItem, IndicatorTerms, PlanChange};
pub use principle::RatePrinciple;
pub use referral::{CaseNumber, Correct, Settle, TakeReferral};
pub use remark::RemarkChange;
pub use sitting::{
    Adjourn, Allow, AskCheck, Learnt, PlanBreak, Raise, Returned, SetSlot, SettleCheck, SittingChange,
    TakeLine, TakeMinutes, Waive,
};
pub use subject::{
    Assert, DoCheck, Door, ImportScore, MoveSubject, Score, SetProfile, TakeIncident, TakeScore, TakeSubject,
    Tell,
};
pub use user::{AddUser, RevokeUser};

/// A change asked for.
#[derive(Debug, Clone)]
pub enum Request {
    /// Sets up the area of a new record.
    SetUp(SetUp),
    /// Adopts a file of the area.
    Adopt(Adopt),
    /// Sets a figure or choice of the area from a day on.
    SetSetting(SetSetting),
    /// Says what a name typed for an agency means.
    NameAgency(NameAgency),
    /// Rates a forum against a principle.
    RatePrinciple(RatePrinciple),
    /// Takes in one referral.
    TakeReferral(Box<TakeReferral>),
    /// Takes in one nominated subject.
    TakeSubject(Box<TakeSubject>),
    /// Takes in one incident behind a subject.
    TakeIncident(TakeIncident),
    /// Moves a subject to another stage.
    MoveSubject(MoveSubject),
    /// Adds lines to a subject's profile.
    SetProfile(SetProfile),
    /// Keeps what an agency asserts of a subject.
    Assert(Assert),
    /// Keeps whether a subject has been told of being one.
    Tell(Tell),
    /// Records a check that was due.
    DoCheck(DoCheck),
    /// Scores a subject by the area's scheme.
    Score(Score),
    /// Takes in one row of an analyst's list of scores.
    TakeScore(TakeScore),
    /// Keeps a score that the analyst worked out.
    ImportScore(ImportScore),
    /// Puts right a field that was set aside.
    Correct(Correct),
    /// Says that a finding has been dealt with.
    Settle(Settle),
    /// Accepts a referral for a meeting.
    AcceptReferral(AcceptReferral),
    /// Asks for what is missing of a referral.
    AskForMore(AskForMore),
    /// Says that what was asked for has come.
    Answered(Answered),
    /// Declines a referral, or keeps that the referrer took it back.
    DeclineReferral(DeclineReferral),
    /// Sends a referral on to another forum or body.
    SendOn(SendOn),
    /// Opens a decision on a referral again.
    ReopenReferral(ReopenReferral),
    /// Records that the IDVA was told of a referral.
    TellIdva(TellIdva),
    /// Records that a receipt went to the referrer.
    SendReceipt(SendReceipt),
    /// Deals with what changed before a meeting: passed on, or not needed.
    SettleAlert(SettleAlert),
    /// Records that the papers of a meeting went out.
    PapersOut(PapersOut),
    /// Puts one case on a meeting's agenda.
    ListCase(ListCase),
    /// Sends a case to another area; it is ours until the receipt comes.
    TransferOut(TransferOut),
    /// Records the other area's answer to a transfer.
    TransferReceived(TransferReceived),
    /// Records that a case came from another area.
    TransferIn(Box<TransferIn>),
    /// Adds what is known of a case before a meeting.
    AddViews(AddViews),
    /// Adds a date that something hangs on.
    AddHappening(AddHappening),
    /// Corrects a date that something hangs on.
    ChangeHappening(ChangeHappening),
    /// Says that a date is cancelled or over, or awaited again.
    EndHappening(EndHappening),
    /// Keeps the first contact with the victim, or a try at it.
    AddFirstContact(AddFirstContact),
    /// Changes what a case's form says, field by field.
    AmendCase(AmendCase),
    /// Adds a telephone number, address or e-mail address of somebody.
    AddContact(AddContact),
    /// Says that a contact detail is not to be used any more, or is again.
    StopContact(StopContact),
    /// Says where the perpetrator is now.
    SetWhereabouts(SetWhereabouts),
    /// Says which language somebody needs an interpreter for.
    SetInterpreter(SetInterpreter),
    /// Adds a child of the household by name.
    AddChild(AddChild),
    /// Keeps a contact detail off lists, papers and exports, or lets it be shown again.
    Restrict(Restrict),
    /// Adds a risk assessment with its answers.
    Assess(Box<Assess>),
    /// Keeps an agency out of a case.
    Declare(Declare),
    /// Keeps a document with its case.
    Attach(Box<Attach>),
    /// Keeps how the heads of a list are read, by name.
    KeepMapping(KeepMapping),
    /// Refers a couple, or changes what is kept of a case's people: needs, consent, who works with whom, steps.
    Couple(Box<CoupleChange>),
    /// Adds an item to a delivery plan, or changes one.
    Plan(PlanChange),
    /// Keeps, ends or confirms a flag, or says that somebody has died.
    Flag(FlagChange),
    /// Keeps a need without a service, or a referral to a service and how it goes.
    Pathway(PathwayChange),
    /// Keeps what is written of local provision, or makes an item of the delivery plan of it.
    Remark(RemarkChange),
    /// Adds a meeting.
    AddMeeting(AddMeeting),
    /// Opens, pauses, resumes or closes a meeting.
    MoveMeeting(MoveMeeting),
    /// Records how agencies take part.
    Attend(Attend),
    /// Records that the confidentiality statement was read and accepted by all who are there, but for exceptions.
    AcceptConfidentiality(AcceptConfidentiality),
    /// Changes what happens around the table: adjournment, minute-taker, slots, breaks, quorum, what was returned.
    Sitting(SittingChange),
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
    /// Gives agencies an action of their own with the words and date of another.
    SplitAction(SplitAction),
    /// Links actions of a case, or takes one out of its links.
    LinkActions(LinkActions),
    /// Reviews an action: goes on, confirmed, completed, no longer possible, not done.
    ReviewAction(ReviewAction),
    /// Opens an action again, merges it, or says what it answers or repeats.
    ActionLife(ActionLife),
    /// Keeps that actions past their date were asked for again.
    Chase(ChaseActions),
    /// Keeps what somebody said of draft minutes.
    AddComment(AddComment),
    /// Says what became of a comment on draft minutes.
    AnswerComment(AnswerComment),
    /// Approves the minutes.
    Approve(Approve),
    /// Approves the minutes because nobody objected in the time that the area sets.
    DeemApproved(DeemApproved),
    /// Adds a dated addendum to approved minutes.
    AddAddendum(AddAddendum),
    /// Registers a paper as issued.
    Issue(Issue),
    /// Lets somebody open the record.
    AddUser(AddUser),
    /// Keeps somebody out of the record.
    RevokeUser(RevokeUser),
    /// Says that two people are one.
    MergePeople(MergePeople),
    /// Takes back that two people are one.
    UnmergePeople(UnmergePeople),
    /// Says that two people are not one, however alike.
    TellApart(TellApart),
    /// Erases a person and the cases they are a party to.
    Erase(Erase),
}
