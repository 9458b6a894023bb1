//! One meeting from referral to approved minutes, every question on the way, and taking back.

use super::*;
use crate::domain::listing::{ActionFilter, CaseFilter, Window};
use crate::domain::request::{
    AcceptConfidentiality, AddAddendum, AddNote, AddViews, Approve, Assess, Decide, Defer, SetFeedback,
};
use crate::domain::rows::action::{Action, ActionState};
use crate::domain::rows::agenda::ItemState;
use crate::domain::rows::case::CaseState;
use crate::domain::rows::meeting::MeetingState;
use crate::domain::statement;
use crate::service::job::DraftPlace;
use crate::service::typed;

impl Room {
    fn did(&mut self, request: Request) -> Reply {
        run(&mut self.service, request).unwrap()
    }

    fn typed(&mut self, line: &str) -> Reply {
        let (scene, lexicon, target) = (self.scene(), self.lexicon(), self.target());
        let reading = crate::domain::line::read(line, &lexicon, &scene.moment());
        let request = typed::requests(line, &reading, &target).remove(0);
        self.did(request)
    }

    fn informed(&mut self, line: &str) {
        let request = typed::information(line, &self.lexicon(), &self.target()).unwrap();
        self.did(request);
    }

    fn decided(&mut self) {
        let (meeting, case) = (self.meeting, self.case);
        let decision = "high risk, accepted".into();
        self.did(Request::Decide(Decide {
            meeting,
            case,
            decision,
            why: "escalation".into(),
            considered: None,
            trust: None,
        }));
        let feedback =
            SetFeedback { meeting, case, by: "idva".to_owned(), how: Some("by phone".into()), due: None };
        self.did(Request::SetFeedback(feedback));
    }

    fn closed(&mut self) {
        self.did(Request::MoveMeeting(MoveMeeting { meeting: self.meeting, step: Step::Close }));
    }

    fn approved(&mut self) -> Reply {
        let approve = Approve {
            meeting: self.meeting,
            by: "Det Insp Lomax".into(),
            how: "by e-mail".to_owned(),
            at: None,
        };
        self.did(Request::Approve(approve))
    }

    fn statement(&self) -> statement::Statement {
        let rows = Changes::new(self.service.record());
        let meeting = rows.get(self.meeting).unwrap();
        statement::gather(&rows, &self.service.area().unwrap(), &meeting).unwrap()
    }
}

#[test]
fn approved_minutes_stay_as_they_were_approved() {
    let mut room = Room::new();
    room.did(Request::AcceptConfidentiality(AcceptConfidentiality {
        meeting: room.meeting,
        except: Vec::new(),
    }));
    room.informed("pol: four calls since August");
    let risk = typed::risk("children: contact dispute", &room.lexicon(), &room.target()).unwrap();
    room.did(risk);
    room.typed("hsg: locks by fri");
    room.decided();
    room.closed();
    let draft = room.statement();
    let reply = room.approved();
    assert!(reply.warnings.is_empty(), "{:?}", reply.warnings);
    let approved = room.statement();
    assert_eq!(approved.cases, draft.cases);
    assert_eq!(
        approved.meeting.approved.as_ref().map(|(_, how, at)| (how.as_str(), *at)),
        Some(("by e-mail", NOW))
    );
    let [case] = approved.cases.as_slice() else { panic!("one case") };
    assert_eq!((case.information.len(), case.risks.len(), case.actions.len()), (1, 1, 1));

    // Outcomes belong to the action and stay open; what was said that day does not move.
    room.typed("1 done locks fitted");
    assert_eq!(room.story().actions.first().map(|line| line.action.state), Some(ActionState::Completed));
    assert_eq!(room.statement(), approved);
    let (meeting, case) = (Some(room.meeting), Some(room.case));
    let note = Request::AddNote(AddNote { meeting, case, words: "late".into(), unread: false });
    let refusal = run(&mut room.service, note).unwrap_err().to_string();
    assert!(refusal.contains("addendum"), "{refusal}");
    room.did(Request::AddAddendum(AddAddendum { meeting: room.meeting, case, words: "spelling".into() }));
    assert_eq!(room.statement().addenda.len(), 1);
    assert_eq!(room.statement().cases, approved.cases);
}

#[test]
fn what_is_incomplete_is_said_and_stops_nothing() {
    let mut room = Room::new();
    room.closed();
    let Answer::Minutes(story) = ask(&room.service, &Ask::Minutes(room.meeting)) else {
        panic!("the minutes")
    };
    let lacks = story.lacks;
    let words = |item| {
        let of = lacks.iter().filter(move |lack| lack.item == item);
        of.map(|lack| lack.gap.missing.words()).collect::<Vec<_>>()
    };
    let of_case = words(Some(room.item));
    assert!(
        of_case.contains(&"no decision recorded") && of_case.contains(&"no action agreed"),
        "{of_case:?}"
    );
    assert_eq!(words(None), ["confidentiality was not accepted"]);
    assert_eq!(room.approved().warnings.len(), lacks.len());
}

#[test]
fn the_room_shows_what_was_said_and_who_was_not_heard() {
    let mut room = Room::new();
    let views = AddViews {
        case: room.case,
        on: NOW.date(),
        agency: "idva".to_owned(),
        words: "wants to stay".into(),
    };
    room.did(Request::AddViews(views));
    let area = room.service.area().unwrap();
    let tool = area.tool("dash24").unwrap();
    let keys = |from, count| -> Vec<String> {
        tool.item.iter().skip(from).take(count).map(|item| item.key.clone()).collect()
    };
    let assess = Assess::new(room.case, "dash24", date(2026, 11, 12)).listed(&keys(0, 17), &keys(17, 2));
    room.did(Request::Assess(Box::new(assess)));
    room.informed("pol: four calls");
    room.typed("pol: marker today");
    let story = room.item();
    assert_eq!(story.silent, ["idva", "csc", "asc", "mh", "probation", "gp", "hv"]);
    assert!(story.why_here.contains("Dash 17/24, 2 not known"), "{}", story.why_here);
    assert!(story.why_here.contains("referred Thu 12 Nov by Housing"), "{}", story.why_here);
    assert_eq!((story.agreed.len(), story.carried.len()), (1, 0));
    assert_eq!(story.agreed.first().map(|line| line.standing.as_str()), Some("due Thu 26 Nov"));
    assert_eq!(story.agreed.first().map(|line| line.agency.as_str()), Some("Police"));
    let case = room.story();
    assert_eq!(
        (case.parties.len(), case.views.len(), case.happenings.len(), case.children.len()),
        (2, 1, 1, 2)
    );
    assert_eq!(case.hearings.len(), 1);
}

#[test]
fn the_agenda_tells_when_and_whether_all_fits() {
    let mut room = Room::new();
    room.did(referral("Marsden"));
    room.did(Request::BuildAgenda(BuildAgenda { meeting: room.meeting, preset: None }));
    let agenda = room.agenda();
    assert_eq!(agenda.next, Some(date(2026, 12, 10)));
    assert_eq!((agenda.items.len(), agenda.waiting, agenda.over), (2, 0, 0));
    assert_eq!(agenda.attendance.len(), 9);
    assert_eq!(agenda.agencies.first().map(|agency| agency.key.as_str()), Some("police"));
    let [first, second] = agenda.items.as_slice() else { panic!("two cases") };
    assert_eq!(first.item.state, ItemState::Hearing);
    assert!(first.begins < second.begins && second.begins < agenda.ends && second.fits);
    let defer = Defer {
        item: second.item.id,
        reason: "interpreter".into(),
        interim: Some("IDVA calls daily".into()),
    };
    room.did(Request::Defer(defer));
    let later = room.agenda();
    assert!(later.ends < agenda.ends, "a deferred case takes no time");
}

#[test]
fn lists_count_and_find() {
    let mut room = Room::new();
    room.typed("pol: marker yesterday's address by 27/11");
    room.typed("hsg: locks by fri");
    let Answer::Cases(cases) = ask(&room.service, &Ask::Cases(CaseFilter::default(), Window::ALL)) else {
        panic!("cases")
    };
    let [case] = cases.lines.as_slice() else { panic!("one case") };
    assert_eq!((case.id, case.state, case.live, case.overdue), (room.case, CaseState::Listed, 2, 0));
    let by_words = CaseFilter { words: "kershaw".to_owned(), ..CaseFilter::default() };
    let Answer::Cases(found) = ask(&room.service, &Ask::Cases(by_words, Window::ALL)) else {
        panic!("cases")
    };
    assert_eq!(found.total, 1);
    let housing = ActionFilter { agency: Some("housing".to_owned()), ..ActionFilter::default() };
    let Answer::Actions(actions) = ask(&room.service, &Ask::Actions(housing, Window::ALL)) else {
        panic!("actions")
    };
    assert_eq!(actions.lines.iter().map(|line| line.action.words.reveal()).collect::<Vec<_>>(), ["locks"]);
    let Answer::Meetings(meetings) = ask(&room.service, &Ask::Meetings) else { panic!("meetings") };
    let lines: Vec<_> = meetings.iter().map(|line| (line.meeting.on, line.cases, line.actions)).collect();
    assert_eq!(lines, [(date(2026, 12, 10), 0, 0), (date(2026, 11, 26), 1, 2)]);
    let Answer::Today(today) = ask(&room.service, &Ask::Today) else { panic!("today") };
    assert_eq!((today.live, today.overdue_total, today.awaiting.len(), today.waiting), (2, 0, 1, 0));
    assert_eq!(today.happenings.len(), 1);
    assert_eq!(today.meetings.first().map(|line| line.meeting.id), Some(room.meeting));
}

#[test]
fn actions_of_earlier_meetings_come_back_when_overdue_or_unconfirmed() {
    let mut room = Room::new();
    room.typed("pol: marker today");
    room.typed("hsg: locks by 20 jan");
    room.typed("idva: call by 20 jan");
    room.typed("all: flag and tag");
    room.closed();
    let rows = Changes::new(room.service.record()).all::<Meeting>().unwrap();
    let next = rows.iter().find(|meeting| meeting.id != room.meeting).unwrap().id;
    let Answer::Outstanding(lines) = ask(&room.service, &Ask::Outstanding(next)) else {
        panic!("outstanding")
    };
    let words: Vec<&str> = lines.iter().map(|line| line.action.words.reveal()).collect();
    assert_eq!(words, ["marker", "locks"]);
    let Answer::Outstanding(lines) = ask(&room.service, &Ask::Outstanding(room.meeting)) else {
        panic!("outstanding")
    };
    assert!(lines.is_empty());
}

#[test]
fn undo_takes_back_the_last_change_of_the_user_and_says_what() {
    let mut room = Room::new();
    room.typed("pol: marker today");
    room.typed("hsg: locks by fri");
    assert_eq!(
        undo(&mut room.service).unwrap().words,
        "undone: action added; takes away action LAN-26-0001/2"
    );
    assert_eq!(room.item().agreed.len(), 1);
    undo(&mut room.service).unwrap();
    assert!(room.item().agreed.is_empty());
    let Answer::WhatWasDone(deeds) = ask(&room.service, &Ask::WhatWasDone(4)) else { panic!("deeds") };
    assert!(deeds.iter().all(|deed| deed.own && deed.by == "demo"), "{deeds:?}");
    assert_eq!(deeds.iter().filter(|deed| deed.undone).count(), 2, "{deeds:?}");
    // Back to the first change; the area itself was set up by nobody and stays.
    let mut area = area();
    assert!(undo(&mut area).is_err());
}

#[test]
fn a_retry_adds_nothing_and_is_not_refused() {
    let mut room = Room::new();
    let change = room.service.next_id();
    let close = |meeting| Request::MoveMeeting(MoveMeeting { meeting, step: Step::Close });
    room.service.execute(at(NOW), change, close(room.meeting), None).unwrap();
    // The rule would refuse to close it twice; the same change is simply there.
    let again = room.service.execute(at(NOW), change, close(room.meeting), None).unwrap();
    assert_eq!(again.words, "already in the record");
    assert!(run(&mut room.service, close(room.meeting)).is_err());
    let meeting: Meeting = Changes::new(room.service.record()).get(room.meeting).unwrap();
    assert_eq!(meeting.state, MeetingState::Closed);
}

#[test]
fn a_dry_run_and_a_stopped_run_keep_nothing() {
    let mut service = area();
    let cases = |service: &Service| Changes::new(service.record()).all::<Case>().unwrap().len();
    let two = || [referral("Marsden"), referral("Kershaw")].into_iter();
    let change = service.next_id();
    let mut taken = 0;
    service
        .execute_all(at(NOW), change, two(), false, |_, outcome| {
            taken += usize::from(outcome.is_ok());
            true
        })
        .unwrap();
    assert_eq!((taken, cases(&service)), (2, 0));
    let change = service.next_id();
    assert!(service.execute_all(at(NOW), change, two(), true, |place, _| place == 0).is_err());
    assert_eq!(cases(&service), 0);
    let change = service.next_id();
    let nobody = ReferralForm::default();
    let nobody = Request::TakeReferral(Box::new(TakeReferral {
        forum: "marac".to_owned(),
        row: 2,
        heard: false,
        number: None,
        form: nobody,
    }));
    let mut refused = Vec::new();
    let three = two().chain([nobody]);
    service
        .execute_all(at(NOW), change, three, true, |place, outcome| {
            refused.extend(outcome.is_err().then_some(place));
            true
        })
        .unwrap();
    assert_eq!((refused, cases(&service)), (vec![2], 2));
    undo(&mut service).unwrap();
    assert_eq!(cases(&service), 0, "one file is one change");
}

#[test]
fn a_line_being_typed_is_kept_until_the_change_that_consumes_it() {
    let mut room = Room::new();
    let place = DraftPlace { kind: "action".to_owned(), about: Some(room.case.uuid()) };
    room.service.keep(&place, &"hsg: lo".into()).unwrap();
    room.service.keep(&place, &"hsg: locks".into()).unwrap();
    let kept = room.service.recall(&place).unwrap();
    assert_eq!(kept.as_ref().map(Private::reveal), Some("hsg: locks"));
    let target = room.target();
    let note = |words: &str| {
        Request::AddNote(AddNote {
            meeting: None,
            case: Some(target.case),
            words: words.into(),
            unread: false,
        })
    };
    let change = room.service.next_id();
    assert!(room.service.execute(at(NOW), change, note(" "), Some(&place)).is_err());
    assert!(room.service.recall(&place).unwrap().is_some(), "a refused change consumes nothing");
    let change = room.service.next_id();
    room.service.execute(at(NOW), change, note("locks"), Some(&place)).unwrap();
    assert!(room.service.recall(&place).unwrap().is_none());
}

#[test]
fn replay_equals_tables_after_all_this() {
    let mut room = Room::new();
    room.typed("csc+hv: joint visit by fri");
    room.typed("1 to pol");
    undo(&mut room.service).unwrap();
    room.decided();
    room.closed();
    room.approved();
    let actions = Changes::new(room.service.record()).all::<Action>().unwrap();
    assert_eq!(actions.iter().map(|action| action.agency.as_str()).collect::<Vec<_>>(), ["csc"]);
    let verdict = room.service.record().verify(|_| ()).unwrap();
    assert_eq!(verdict.fault, None);
    assert!(verdict.entries > 10 && verdict.rows > 10);
}
