//! The referral desk through the door: heaps, decisions, notices, alerts, papers out, transfers, urgent meetings.

use super::*;
use crate::domain::desk::{ChangeKind, Heap};
use crate::domain::listing::{DeskFilter, Window};
use crate::domain::request::{
    AcceptReferral, AddActions, Answered, AskForMore, DeclineReferral, Defer, Destination, EndHappening,
    ListCase, PapersOut, ReopenReferral, SendOn, SendReceipt, SetWhereabouts, SettleAlert, TellIdva, Terms,
    TransferIn, TransferOut, TransferReceived, Urgent,
};
use crate::domain::rows::action::{Action, ActionState, DueKind};
use crate::domain::rows::agenda::ItemState;
use crate::domain::rows::case::{CaseState, HappeningEnd, Referral};
use crate::domain::rows::desk::{AlertOutcome, Transfer, Triage, TriageDecision};
use crate::service::ask::{AlertLine, Desk, DeskStory, QueueLine};

/// Monday 16 November 2026, ten days before the meeting.
const DAY: DateTime = datetime(2026, 11, 16, 10, 0, 0, 0);

/// An area with one referral that waits, and meetings on 26 November and 10 December.
struct Waiting {
    service: Service,
    case: Id<Case>,
    next: Id<Meeting>,
    later: Id<Meeting>,
    minutes: i64,
}

impl Waiting {
    fn new() -> Self {
        Self::with(referral("Kershaw"))
    }

    fn with(taken: Request) -> Self {
        let mut service = area();
        let case = first_id(&run(&mut service, taken).unwrap());
        let next = first_id(&run(&mut service, meeting_on(date(2026, 11, 26))).unwrap());
        let later = first_id(&run(&mut service, meeting_on(date(2026, 12, 10))).unwrap());
        Self { service, case, next, later, minutes: 0 }
    }

    fn now(&self) -> Now {
        at(DAY.saturating_add(jiff::Span::new().minutes(self.minutes)))
    }

    /// A minute later, so that what is done is told apart by time as well.
    fn tries(&mut self, request: Request) -> Result<Reply, Refusal> {
        self.minutes += 1;
        let (now, change) = (self.now(), self.service.next_id());
        self.service.execute(now, change, request, None)
    }

    fn did(&mut self, request: Request) -> Reply {
        self.tries(request).unwrap()
    }

    fn asked(&self, ask: &Ask) -> Answer {
        let area = self.service.area().unwrap();
        let view = self.service.record().view();
        look(Looking { view, area: &area, now: self.now(), actor: self.service.actor() }, ask).unwrap()
    }

    fn desk(&self) -> Desk {
        let Answer::Desk(desk) = self.asked(&Ask::Desk(DeskFilter::default(), Window::ALL)) else {
            panic!("a desk")
        };
        *desk
    }

    fn line(&self) -> QueueLine {
        self.desk().lines.lines.into_iter().find(|line| line.case.id == self.case).expect("a line")
    }

    fn story(&self) -> DeskStory {
        let Answer::DeskCase(story) = self.asked(&Ask::DeskCase(self.case)) else { panic!("a story") };
        *story
    }

    fn alerts(&self) -> Vec<AlertLine> {
        let Answer::Alerts(alerts) = self.asked(&Ask::Alerts) else { panic!("alerts") };
        alerts
    }

    fn agenda(&self, meeting: Id<Meeting>) -> Agenda {
        let Answer::Agenda(agenda) = self.asked(&Ask::Agenda(meeting)) else { panic!("an agenda") };
        *agenda
    }

    fn state(&self) -> CaseState {
        Changes::new(self.service.record()).get::<Case>(self.case).unwrap().state
    }

    fn decisions(&self) -> Vec<TriageDecision> {
        let mut rows = Changes::new(self.service.record()).find::<Triage>("case", &self.case).unwrap();
        rows.sort_by_key(|row| (row.at, row.id));
        rows.into_iter().map(|row| row.decision).collect()
    }

    fn build(&mut self, meeting: Id<Meeting>) -> Reply {
        self.did(Request::BuildAgenda(BuildAgenda { meeting, preset: None }))
    }

    fn accept(&mut self, reason: Option<&str>) -> Result<Reply, Refusal> {
        let case = self.case;
        self.tries(Request::AcceptReferral(AcceptReferral {
            case,
            reason: reason.map(Into::into),
            meeting: None,
        }))
    }

    fn action(&mut self, agency: &str) -> Id<Action> {
        let terms = Terms {
            agency: agency.to_owned(),
            off_list: None,
            supporting: Vec::new(),
            person: None,
            words: "marker on address".into(),
            due_kind: DueKind::On,
            due: Some(date(2026, 12, 1)),
            due_time: None,
            due_event: None,
            protects: None,
            awaiting: false,
            completed: None,
            completed_on: None,
            off_papers: false,
        };
        let case = self.case;
        let add =
            AddActions { meeting: None, case, typed: "marker".into(), terms: vec![terms], source: None };
        first_id(&self.did(Request::AddActions(add)))
    }

    /// The case is heard at the next meeting.
    fn hear(&mut self) {
        let meeting = self.next;
        self.build(meeting);
        self.did(Request::MoveMeeting(MoveMeeting { meeting, step: Step::Open }));
        let item = self.agenda(meeting).items[0].item.id;
        self.did(Request::Hear(Hear { item, done: true }));
    }

    fn actions(&self) -> Vec<Action> {
        Changes::new(self.service.record()).find::<Action>("case", &self.case).unwrap()
    }
}

/// A referral like [`referral`] with this count on the checklist.
fn counted(dash: Option<u8>) -> Request {
    let Request::TakeReferral(mut taken) = referral("Kershaw") else { panic!("a referral") };
    taken.form.risk.dash = dash;
    Request::TakeReferral(taken)
}

/// A referral like [`referral`] that came on a day.
fn on(received: Date, source: &str) -> Request {
    let Request::TakeReferral(mut taken) = referral("Kershaw") else { panic!("a referral") };
    taken.form.received = Some(received);
    taken.form.source = source.to_owned();
    Request::TakeReferral(taken)
}

#[test]
fn a_referral_that_came_waits_with_what_it_lacks_and_the_meeting_it_is_late_for() {
    let desk = Waiting::with(on(date(2026, 11, 14), "H-1"));
    let line = desk.line();
    assert_eq!((line.heap, line.days, line.came), (Heap::ToDecide, 2, date(2026, 11, 14)));
    assert_eq!(line.referrer, "Housing");
    assert!(line.missing.contains(&"victim's address"), "{:?}", line.missing);
    assert!(!line.missing.contains(&"victim's date of birth"));
    assert_eq!(line.grounds.high_risk.figure, "17 of 24, threshold 14");
    assert_eq!(line.grounds.in_letters(), "H···");
    // Eight clear working days before Thursday 26 November leave Friday 13 November.
    let next = line.next.unwrap();
    assert_eq!((next.cut_off, next.is_late(line.came)), (date(2026, 11, 13), true));
    assert_eq!(line.in_time.unwrap().meeting, desk.later);
    // It came on a Saturday: the Monday, which is today.
    assert_eq!((line.told_due, line.told_late), (date(2026, 11, 16), false));
    assert_eq!(desk.desk().counts.untold_late, 0);
    let thursday = Waiting::new();
    assert_eq!((thursday.line().told_due, thursday.line().told_late), (date(2026, 11, 12), true));
    assert!(!thursday.line().next.unwrap().is_late(thursday.line().came));
    assert_eq!(thursday.desk().counts.untold_late, 1);
}

#[test]
fn a_score_accepts_and_rejects_nothing_and_below_the_threshold_the_judgement_is_asked_for() {
    for (dash, needs) in
        [(Some(24), false), (Some(14), false), (Some(13), true), (Some(0), true), (None, true)]
    {
        let mut desk = Waiting::with(counted(dash));
        assert_eq!(desk.line().heap, Heap::ToDecide, "{dash:?} decided by itself");
        assert_eq!(desk.accept(None).is_err(), needs, "{dash:?}");
        if needs {
            let refusal = desk.accept(None).unwrap_err().to_string();
            assert!(refusal.contains("say in writing why"), "{refusal}");
            desk.accept(Some("stalking has moved to her work")).unwrap();
        }
        assert_eq!(desk.line().heap, Heap::Accepted);
    }
}

#[test]
fn decisions_are_kept_one_after_the_other_and_the_last_one_counts() {
    let mut desk = Waiting::new();
    let case = desk.case;
    let due = date(2026, 11, 18);
    let ask =
        AskForMore { case, missing: vec!["victim's address".into(), " ".into()], of: None, due, note: None };
    desk.did(Request::AskForMore(ask));
    let line = desk.line();
    assert_eq!((line.heap, line.due, line.asked.len()), (Heap::Asked, Some(due), 1));
    assert_eq!(desk.desk().counts.answers_late, 0);
    desk.minutes += 3 * 24 * 60;
    assert_eq!(desk.desk().counts.answers_late, 1);
    desk.did(Request::Answered(Answered { case, note: None }));
    assert_eq!(desk.line().heap, Heap::ToDecide);
    desk.accept(None).unwrap();
    desk.did(Request::DeclineReferral(DeclineReferral {
        case,
        reason: "moved away".into(),
        withdrawn: false,
    }));
    assert_eq!((desk.state(), desk.desk().lines.total), (CaseState::Declined, 0));
    desk.did(Request::ReopenReferral(ReopenReferral { case, reason: "came back".into() }));
    assert_eq!((desk.state(), desk.line().heap), (CaseState::Referred, Heap::ToDecide));
    use TriageDecision::{Accepted, Answered as Came, Asked, Declined, Reopened};
    assert_eq!(desk.decisions(), [Asked, Came, Accepted, Declined, Reopened]);
    // Taking a decision back leaves the one before, on the desk as in the record.
    let (now, change) = (desk.now(), desk.service.next_id());
    desk.service.undo(now, change).unwrap();
    assert_eq!((desk.state(), desk.desk().lines.total), (CaseState::Declined, 0));
}

#[test]
fn an_acceptance_taken_back_is_off_the_desks_counts_too() {
    let mut desk = Waiting::new();
    desk.accept(None).unwrap();
    assert_eq!((desk.desk().counts.accepted, desk.desk().counts.receipts), (1, 1));
    let (now, change) = (desk.now(), desk.service.next_id());
    desk.service.undo(now, change).unwrap();
    let counts = desk.desk().counts;
    assert_eq!((counts.to_decide, counts.accepted, counts.receipts), (1, 0, 0));
}

#[test]
fn nobody_drops_off_the_agenda_for_want_of_a_decision() {
    let mut desk = Waiting::new();
    // Where no decision is ever made, nothing is said about it.
    assert!(desk.build(desk.next).warnings.iter().all(|warning| !warning.contains("not accepted")));
    let mut desk = Waiting::new();
    let other: Id<Case> = first_id(&desk.did(referral("Oduya")));
    let missing = vec!["address".to_owned()];
    let ask = AskForMore { case: other, missing, of: None, due: date(2026, 11, 18), note: None };
    desk.did(Request::AskForMore(ask));
    let built = desk.build(desk.next);
    assert!(
        built.warnings.iter().any(|warning| warning.contains("not accepted yet")),
        "{:?}",
        built.warnings
    );
    let agenda = desk.agenda(desk.next);
    assert_eq!(agenda.items.len(), 2);
    assert_eq!(agenda.items.iter().filter(|line| line.undecided == Some(Heap::Asked)).count(), 1);
}

#[test]
fn one_accepted_for_a_later_meeting_waits_for_it_and_a_late_one_is_taken_when_somebody_says_so() {
    let mut desk = Waiting::with(on(date(2026, 11, 14), "H-1"));
    let (case, next, later) = (desk.case, desk.next, desk.later);
    let accept =
        |meeting| Request::AcceptReferral(AcceptReferral { case, reason: None, meeting: Some(meeting) });
    desk.did(accept(later));
    let built = desk.build(next);
    assert!(built.warnings.iter().any(|warning| warning.contains("was accepted for MARAC-2026-12-10")));
    assert!(desk.agenda(next).items.is_empty());
    let late = desk.did(accept(next));
    assert!(late.warnings.iter().any(|warning| warning.contains("taken late")), "{:?}", late.warnings);
    desk.build(next);
    assert_eq!(desk.agenda(next).items.len(), 1);
}

#[test]
fn a_case_that_leaves_is_taken_off_the_agenda_and_stays_to_be_seen() {
    let mut desk = Waiting::new();
    let (case, next) = (desk.case, desk.next);
    desk.build(next);
    desk.did(Request::PapersOut(PapersOut { meeting: next, out: None }));
    let gone = desk.did(Request::DeclineReferral(DeclineReferral {
        case,
        reason: "taken back".into(),
        withdrawn: true,
    }));
    assert!(gone.warnings.iter().any(|warning| warning.contains("papers of MARAC-2026-11-26 went out")));
    let items = desk.agenda(next).items;
    assert_eq!(items.len(), 1);
    assert_eq!(items[0].item.state, ItemState::Withdrawn);
    assert_eq!(desk.agenda(next).over, 0);
    desk.build(next);
    assert_eq!(desk.agenda(next).items[0].item.state, ItemState::Withdrawn, "building again brought it back");
    desk.did(Request::ReopenReferral(ReopenReferral { case, reason: "not withdrawn after all".into() }));
    assert_eq!(
        (desk.agenda(next).items[0].item.state, desk.state()),
        (ItemState::Waiting, CaseState::Listed)
    );
}

#[test]
fn a_referral_sent_to_another_forum_waits_there_beside_the_first() {
    let mut desk = Waiting::new();
    let (case, reason) = (desk.case, Private::from("serial perpetrator"));
    let to = |forum: &str| Destination::Forum(forum.to_owned());
    assert!(desk.tries(Request::SendOn(SendOn { case, to: to("MARAC"), reason: reason.clone() })).is_err());
    let sent = desk.did(Request::SendOn(SendOn { case, to: to("MATAC"), reason: reason.clone() }));
    assert_eq!(desk.state(), CaseState::SentOn);
    let rows = Changes::new(desk.service.record());
    let there: Case = rows.get(first_id(&sent)).unwrap();
    assert_eq!((there.forum.as_str(), there.linked, there.state), ("matac", Some(case), CaseState::Referred));
    assert_eq!(rows.find::<crate::domain::rows::case::Party>("case", &there.id).unwrap().len(), 1);
    assert_eq!(rows.find::<Referral>("case", &there.id).unwrap().len(), 1);
    assert!(desk.desk().lines.lines.iter().any(|line| line.case.id == there.id));
    let mut outside = Waiting::new();
    let case = outside.case;
    let body = Destination::Body("Morecambe Bay refuge".to_owned());
    outside.did(Request::SendOn(SendOn { case, to: body, reason }));
    assert!(outside.story().letter.contains("sent to Morecambe Bay refuge"));
}

#[test]
fn the_idva_is_told_the_same_day_or_it_is_said_how_late() {
    let mut desk = Waiting::new();
    let case = desk.case;
    let tell = |on| Request::TellIdva(TellIdva { case, on, time: None, how: "telephone".to_owned() });
    assert!(desk.tries(tell(date(2026, 11, 11))).is_err(), "before it came");
    assert!(desk.tries(tell(date(2026, 11, 20))).is_err(), "in time to come");
    let told = desk.did(tell(date(2026, 11, 16)));
    assert_eq!(told.warnings, ["2 working days after it came in; the same day is asked for"]);
    let counts = desk.desk().counts;
    assert_eq!((counts.untold, counts.untold_late), (0, 0));
    // Another referral for the same hearing changes nothing; one after it has to be told again.
    desk.did(on(date(2026, 11, 15), "H-2"));
    assert!(desk.line().told.is_some());
    desk.hear();
    desk.did(on(date(2026, 11, 16), "H-3"));
    let line = desk.line();
    assert_eq!((line.told, line.told_due, line.told_late), (None, date(2026, 11, 16), false));
}

#[test]
fn a_receipt_names_nobody_and_is_due_until_it_is_sent() {
    let mut desk = Waiting::new();
    let case = desk.case;
    desk.did(Request::DeclineReferral(DeclineReferral {
        case,
        reason: "Kershaw moved".into(),
        withdrawn: false,
    }));
    let letter = desk.story().letter;
    assert!(
        letter.contains("not taken to a meeting") && !letter.to_lowercase().contains("kershaw"),
        "{letter}"
    );
    let Answer::ReceiptsDue(due) = desk.asked(&Ask::ReceiptsDue) else { panic!("receipts") };
    assert_eq!(due.len(), 1);
    let send = |text: &str| {
        let (to, how) = ("Housing".to_owned(), "secure e-mail".to_owned());
        Request::SendReceipt(SendReceipt { case, to, how, on: date(2026, 11, 16), text: text.into() })
    };
    assert!(desk.did(send(&letter)).warnings.is_empty());
    assert_eq!(desk.desk().counts.receipts, 0);
    assert_eq!(desk.did(send("about KERSHAW")).warnings.len(), 1);
    assert_eq!(desk.story().receipts.len(), 2);
}

#[test]
fn what_changes_before_the_meeting_is_to_be_passed_on_once() {
    let mut desk = Waiting::new();
    let (case, next) = (desk.case, desk.next);
    desk.action("police");
    desk.build(next);
    assert!(desk.alerts().is_empty());
    let kind = HappeningKind::Release;
    let release = AddHappening {
        case,
        kind,
        on: date(2026, 11, 25),
        words: "HMP".into(),
        source: None,
        more: HappeningMore::default(),
    };
    desk.did(Request::AddHappening(release));
    desk.did(Request::SetWhereabouts(SetWhereabouts {
        case,
        words: "seen in town".into(),
        on: None,
        source: None,
    }));
    let alerts = desk.alerts();
    assert_eq!(alerts.len(), 1);
    let alert = &alerts[0];
    let kinds: Vec<ChangeKind> = alert.changes.iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [ChangeKind::Happening, ChangeKind::Whereabouts]);
    let to: Vec<&str> = alert.to.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(to, ["idva", "police"]);
    assert!(alert.text.contains("release Wed 25 Nov"), "{}", alert.text);
    assert!(!alert.text.contains("town") && !alert.text.to_lowercase().contains("kershaw"));
    let covers = alert.changes.iter().map(|change| change.group).collect();
    let settle = SettleAlert {
        case,
        meeting: next,
        covers,
        words: String::new(),
        outcome: AlertOutcome::Sent,
        to: vec!["idva".to_owned()],
        text: alert.text.as_str().into(),
    };
    desk.did(Request::SettleAlert(settle));
    assert!(desk.alerts().is_empty());
    let Answer::Case(story) = desk.asked(&Ask::Case(case)) else { panic!("another answer") };
    let happening = story.happenings[0].id;
    desk.did(Request::EndHappening(EndHappening {
        happening,
        ended: Some(HappeningEnd::Cancelled),
        why: Some("recalled".into()),
    }));
    assert!(desk.alerts()[0].text.contains("a date is cancelled"), "{}", desk.alerts()[0].text);
    desk.did(Request::SetWhereabouts(SetWhereabouts {
        case,
        words: "arrested".into(),
        on: None,
        source: None,
    }));
    assert_eq!(desk.alerts().len(), 1);
    for _ in 0..2 {
        let (now, change) = (desk.now(), desk.service.next_id());
        desk.service.undo(now, change).unwrap();
    }
    assert!(desk.alerts().is_empty(), "a change taken back is none");
}

#[test]
fn changes_after_the_papers_went_out_stand_on_the_agenda_and_late_additions_are_marked() {
    let mut desk = Waiting::new();
    let (case, next) = (desk.case, desk.next);
    desk.build(next);
    desk.did(Request::SetWhereabouts(SetWhereabouts {
        case,
        words: "at his mother's".into(),
        on: None,
        source: None,
    }));
    let out = desk.did(Request::PapersOut(PapersOut { meeting: next, out: None }));
    assert!(out.warnings.is_empty(), "{:?}", out.warnings);
    assert!(desk.agenda(next).items[0].since.is_empty());
    desk.did(Request::SetWhereabouts(SetWhereabouts {
        case,
        words: "in custody".into(),
        on: None,
        source: None,
    }));
    let other: Id<Case> = first_id(&desk.did(referral("Oduya")));
    desk.did(Request::ListCase(ListCase { meeting: next, case: other, why: None }));
    let agenda = desk.agenda(next);
    let kinds = |at: usize| agenda.items[at].since.iter().map(|change| change.kind).collect::<Vec<_>>();
    assert_eq!(kinds(0), [ChangeKind::Whereabouts]);
    assert!(kinds(1).contains(&ChangeKind::Added), "{:?}", kinds(1));
    assert!(
        desk.alerts().iter().any(|alert| alert.case.id == other),
        "those with papers are told of the addition"
    );
    let item = agenda.items[0].item.id;
    desk.did(Request::Defer(Defer { item, reason: "referrer away".into(), interim: None }));
    let deferred = desk.alerts().into_iter().find(|alert| alert.case.id == case).expect("an alert");
    assert!(deferred.changes.iter().any(|change| change.kind == ChangeKind::Deferred));
}

#[test]
fn a_case_that_moves_away_is_ours_until_the_receipt_and_every_action_has_one_owner() {
    let mut desk = Waiting::new();
    let case = desk.case;
    let (here, there) = (desk.action("police"), desk.action("housing"));
    let out = TransferOut {
        case,
        marac: "Preston MARAC".to_owned(),
        reason: "moved".into(),
        on: date(2026, 11, 16),
        sent: vec!["minutes".to_owned()],
        goes: vec![there],
        flag_until: None,
    };
    desk.did(Request::TransferOut(out.clone()));
    assert!(desk.tries(Request::TransferOut(out)).is_err(), "twice");
    assert_eq!((desk.state(), desk.desk().counts.transfers), (CaseState::Referred, 1));
    assert!(desk.actions().iter().all(|action| action.state.is_live()), "ours until the receipt comes");
    let decline = DeclineReferral { case, reason: "moved".into(), withdrawn: false };
    assert!(desk.tries(Request::DeclineReferral(decline)).is_err());
    let transfer = Changes::new(desk.service.record()).find::<Transfer>("case", &case).unwrap().remove(0);
    assert_eq!(transfer.flag_until, Some(date(2027, 11, 12)));
    let later = desk.action("idva");
    let received = TransferReceived { case, on: date(2026, 11, 16), by: None, refused: None };
    desk.did(Request::TransferReceived(received));
    assert_eq!((desk.state(), desk.desk().counts.transfers), (CaseState::Transferred, 0));
    for action in desk.actions() {
        let ours = action.id == here || action.id == later;
        assert_eq!(action.state.is_live(), ours, "{}", action.reference);
        assert_eq!(action.state == ActionState::TakenOver, action.id == there);
    }
    let mut kept = Waiting::new();
    let case = kept.case;
    let (marac, sent) = ("Preston MARAC".to_owned(), Vec::new());
    let (on, goes) = (date(2026, 11, 16), Vec::new());
    let out = TransferOut { case, marac, reason: "moved".into(), on, sent, goes, flag_until: None };
    kept.did(Request::TransferOut(out));
    let refused = TransferReceived { case, on, by: None, refused: Some("she is back".into()) };
    kept.did(Request::TransferReceived(refused));
    assert_eq!((kept.state(), kept.desk().counts.transfers), (CaseState::Referred, 0));
}

#[test]
fn a_case_from_another_area_keeps_the_day_of_its_first_referral() {
    let mut desk = Waiting::new();
    let (case, next) = (desk.case, desk.next);
    desk.did(Request::PapersOut(PapersOut { meeting: next, out: None }));
    let taken = TransferIn {
        case,
        marac: "Preston MARAC".to_owned(),
        reason: None,
        on: date(2026, 11, 16),
        original: date(2026, 5, 4),
        heard: true,
        flag_until: None,
        actions: Vec::new(),
    };
    let reply = desk.did(Request::TransferIn(Box::new(taken)));
    assert!(reply.warnings.iter().any(|warning| warning.contains("papers of MARAC-2026-11-26 went out")));
    let line = desk.line();
    assert_eq!((line.came, line.transferred.as_deref()), (date(2026, 11, 16), Some("Preston MARAC")));
    let rows = Changes::new(desk.service.record());
    let held: Case = rows.get(case).unwrap();
    assert_eq!((held.last_referred, held.opened), (date(2026, 5, 4), date(2026, 5, 4)));
    let transfer = rows.find::<Transfer>("case", &case).unwrap().remove(0);
    assert_eq!((transfer.flag_until, transfer.heard), (Some(date(2027, 5, 4)), true));
    // The next referral of the same people is counted from there.
    desk.hear();
    desk.did(on(date(2026, 11, 16), "H-3"));
    let referrals = Changes::new(desk.service.record()).find::<Referral>("case", &case).unwrap();
    assert!(referrals.iter().any(|referral| referral.repeat_of == Some(date(2026, 5, 4))), "{referrals:?}");
}

#[test]
fn an_urgent_meeting_hears_its_cases_and_leaves_the_next_agenda_as_it_is() {
    let mut desk = Waiting::new();
    let (case, next) = (desk.case, desk.next);
    let other: Id<Case> = first_id(&desk.did(referral("Oduya")));
    desk.build(next);
    let Request::AddMeeting(mut urgent) = meeting_on(date(2026, 11, 26)) else { panic!("a meeting") };
    let invite = vec!["police".to_owned(), "idva".to_owned()];
    urgent.urgent = Some(Urgent { cases: vec![case], invite });
    let added = desk.did(Request::AddMeeting(urgent));
    assert_eq!(added.references, ["MARAC-2026-11-26-2"]);
    let held: Id<Meeting> = first_id(&added);
    desk.build(held);
    let agenda = desk.agenda(held);
    assert_eq!(agenda.items.len(), 1, "no other case is drawn in");
    let expected: Vec<&str> =
        agenda.agencies.iter().filter(|agency| agency.core).map(|agency| agency.key.as_str()).collect();
    assert_eq!(expected, ["police", "idva"]);
    desk.did(Request::MoveMeeting(MoveMeeting { meeting: held, step: Step::Open }));
    desk.did(Request::Hear(Hear { item: agenda.items[0].item.id, done: true }));
    assert_eq!(desk.state(), CaseState::Heard);
    desk.build(next);
    let ordinary = desk.agenda(next);
    let cases: Vec<Id<Case>> = ordinary.items.iter().map(|line| line.case.id).collect();
    assert!(cases.contains(&case) && cases.contains(&other), "both still stand there");
    assert_eq!(desk.state(), CaseState::Heard);
    assert_eq!(desk.desk().counts.to_decide, 0);
}
