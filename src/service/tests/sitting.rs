//! Around the table: comings and goings, slots, quorum, what was returned, adjourning to another day, minute-takers.

use super::*;
use crate::domain::request::{
    Adjourn, Allow, AskCheck, Decide, Declare, PlanBreak, Proof, Raise, Returned, ReviewAction, SetSlot,
    SettleCheck, SittingChange, TakeMinutes, Waive,
};
use crate::domain::rows::action::{Action, ReviewOutcome};
use crate::domain::rows::agenda::InformationKind;
use crate::domain::rows::safety::CheckState;
use crate::domain::rows::sitting::Stay;
use crate::domain::rows::trust::Trust;
use crate::domain::statement::{self, Statement};
use crate::service::ask::Grid;
use crate::service::typed;

impl Room {
    /// Carries a request out at a moment.
    fn at(&mut self, local: DateTime, request: Request) -> Result<Reply, Refusal> {
        let change = self.service.next_id();
        self.service.execute(at(local), change, request, None)
    }

    fn sits(&mut self, change: SittingChange) -> Result<Reply, Refusal> {
        run(&mut self.service, Request::Sitting(change))
    }

    fn placed(&mut self, local: DateTime, place: Place) {
        let attend = Attend { meeting: self.meeting, places: vec![place] };
        self.at(local, Request::Attend(attend)).unwrap();
    }

    fn told(&self) -> Statement {
        let rows = Changes::new(self.service.record());
        let meeting = rows.get(self.meeting).unwrap();
        statement::gather(&rows, &self.service.area().unwrap(), &meeting).unwrap()
    }

    fn grid(&self) -> Grid {
        let Answer::Grid(grid) = ask(&self.service, &Ask::Grid(self.meeting)) else { panic!("a grid") };
        *grid
    }
}

fn clock(hour: i8, minute: i8) -> DateTime {
    date(2026, 11, 26).at(hour, minute, 0, 0)
}

#[test]
fn who_leaves_and_comes_back_was_away_between_and_the_minutes_say_so() {
    let mut room = Room::new();
    let gone = Place { left: Some(clock(11, 30).time()), ..Place::of("csc", Presence::Room) };
    room.placed(clock(11, 30), gone);
    assert!(
        Changes::new(room.service.record()).all::<Stay>().unwrap().is_empty(),
        "one departure needs none"
    );
    assert!(!room.item().silent.contains(&"csc".to_owned()));
    room.placed(clock(11, 50), Place::of("csc", Presence::Room));
    assert!(room.item().silent.contains(&"csc".to_owned()));
    let hear = Hear { item: room.item, done: true };
    room.at(clock(11, 40), Request::Hear(hear)).unwrap();
    let told = room.told();
    let line = told.meeting.attendance.iter().find(|line| line.agency.starts_with("Children")).unwrap();
    assert_eq!(line.stretches, ["11:24 to 11:30", "11:50 to the end"]);
    let present = told.cases[0].present.as_ref().unwrap();
    let csc = present.iter().find(|(agency, _)| agency.starts_with("Children")).unwrap();
    assert_eq!(csc.1.as_deref(), Some("until 11:30"));
    assert!(present.iter().all(|(agency, _)| agency != "Housing"), "apologies are not presence");
}

#[test]
fn an_agency_with_a_slot_attends_its_cases_and_no_other() {
    let mut room = Room::new();
    let slot = |cases| SetSlot {
        meeting: room.meeting,
        agency: "education".to_owned(),
        cases,
        begins: Some(clock(10, 40).time()),
        ends: None,
    };
    let (other, own) = (slot(vec![Id::new(Uuid::from_u128(5))]), slot(vec![room.case]));
    assert!(room.sits(SittingChange::SetSlot(other)).is_err(), "a case that is not on the agenda");
    room.sits(SittingChange::SetSlot(own)).unwrap();
    room.placed(clock(11, 25), Place::of("education", Presence::Online));
    assert!(room.item().silent.contains(&"education".to_owned()));
    assert!(room.agenda().table.belongs("education", room.case));
    assert!(!room.agenda().table.belongs("education", Id::new(Uuid::from_u128(5))));
    let none = SetSlot {
        meeting: room.meeting,
        agency: "education".to_owned(),
        cases: Vec::new(),
        begins: None,
        ends: None,
    };
    room.sits(SittingChange::SetSlot(none)).unwrap();
    assert!(room.agenda().table.slots.is_empty());
}

#[test]
fn a_lost_quorum_is_shown_never_in_the_way_and_waived_for_a_reason() {
    let mut room = Room::new();
    assert!(room.agenda().around.missing.is_empty());
    let waive = |room: &Room, why: &str| Waive { meeting: room.meeting, why: why.into() };
    let early = waive(&room, "no need");
    assert!(room.sits(SittingChange::Waive(early)).is_err(), "nothing is missing");
    let gone = Place { left: Some(clock(11, 30).time()), ..Place::of("idva", Presence::Room) };
    room.placed(clock(11, 30), gone);
    assert_eq!(room.agenda().around.missing, ["IDVA"]);
    assert!(room.agenda().around.lacks_quorum());
    let line = typed_information(&room);
    run(&mut room.service, line).unwrap();
    let silent = waive(&room, " ");
    assert!(room.sits(SittingChange::Waive(silent)).is_err(), "the chair gives a reason");
    let waived = waive(&room, "IDVA by telephone for each case");
    room.sits(SittingChange::Waive(waived)).unwrap();
    assert!(!room.agenda().around.lacks_quorum());
    assert_eq!(room.told().meeting.waived[0].1, "IDVA");
    let gone = Place { left: Some(clock(11, 40).time()), ..Place::of("police", Presence::Room) };
    room.placed(clock(11, 40), gone);
    assert!(room.agenda().around.lacks_quorum(), "more is missing than was waived");
}

fn typed_information(room: &Room) -> Request {
    typed::information("pol: four calls", &room.lexicon(), &room.target()).unwrap()
}

#[test]
fn what_was_returned_fills_the_grid_but_for_those_kept_out() {
    let mut room = Room::new();
    let wall = Declare {
        case: room.case,
        meeting: Some(room.meeting),
        agency: "mh".to_owned(),
        alternate: Some("Dr Amos".into()),
        reason: "treats him".into(),
    };
    run(&mut room.service, Request::Declare(wall)).unwrap();
    let returned = |room: &Room, agency: &str, kind| Returned {
        meeting: room.meeting,
        cells: vec![(room.case, agency.to_owned())],
        kind,
        on: Some(date(2026, 11, 23)),
    };
    let nothing = returned(&room, "probation", Some(InformationKind::NothingKnown));
    room.sits(SittingChange::Returned(nothing)).unwrap();
    let out = returned(&room, "mh", Some(InformationKind::Shared));
    assert_eq!(room.sits(SittingChange::Returned(out)).unwrap().warnings.len(), 1);
    let grid = room.grid();
    assert_eq!(grid.due, Some(date(2026, 11, 23)), "two clear working days before Thursday");
    assert!(grid.cell(room.case, "mh").walled.is_some() && grid.cell(room.case, "mh").returned.is_none());
    assert_eq!(grid.gaps("probation").count(), 0);
    assert_eq!(grid.gaps("police").count(), 1);
    let police = grid.agencies.iter().find(|agency| agency.key == "police").unwrap();
    let reminder = grid.reminder(police, "MARAC-2026-11-26").unwrap();
    assert!(reminder.contains("LAN-26") && !reminder.contains("Kershaw"), "{reminder}");
    assert_eq!(room.told().cases[0].nothing_returned, ["Probation"]);
    let back = returned(&room, "probation", None);
    room.sits(SittingChange::Returned(back)).unwrap();
    assert_eq!(room.grid().gaps("probation").count(), 1);
}

#[test]
fn a_conflict_asks_for_a_decision_on_a_position_of_trust() {
    let mut room = Room::new();
    assert!(!room.told().cases[0].trust_open);
    let wall = Declare {
        case: room.case,
        meeting: Some(room.meeting),
        agency: "csc".to_owned(),
        alternate: None,
        reason: "a worker is his sister".into(),
    };
    run(&mut room.service, Request::Declare(wall)).unwrap();
    assert!(room.told().cases[0].trust_open);
    assert!(!room.item().silent.contains(&"csc".to_owned()), "kept out is not still to speak");
    let decide = Decide {
        meeting: room.meeting,
        case: room.case,
        decision: "high risk".into(),
        why: "escalation".into(),
        considered: None,
        trust: Some(Trust::Lado),
    };
    run(&mut room.service, Request::Decide(decide)).unwrap();
    assert_eq!(room.told().cases[0].trust, Some(Trust::Lado));
    assert!(!room.told().cases[0].trust_open);
}

#[test]
fn a_meeting_adjourned_to_another_day_goes_on_with_who_was_there() {
    let mut room = Room::new();
    let gone = Place { left: Some(clock(11, 30).time()), ..Place::of("gp", Presence::Room) };
    room.placed(clock(11, 30), gone);
    let adjourn = |resumes| {
        let why = Some("fire alarm".into());
        Request::Sitting(SittingChange::Adjourn(Adjourn { meeting: room.meeting, resumes, why }))
    };
    let (past, friday) = (adjourn(Some(clock(9, 0))), adjourn(Some(date(2026, 11, 27).at(10, 0, 0, 0))));
    assert!(room.at(clock(12, 0), past).is_err());
    let reply = room.at(clock(12, 0), friday).unwrap();
    assert!(reply.words.contains("Fri 27 Nov 10:00"), "{}", reply.words);
    let open = MoveMeeting { meeting: room.meeting, step: Step::Open };
    let again = date(2026, 11, 27).at(10, 5, 0, 0);
    room.at(again, Request::MoveMeeting(open)).unwrap();
    let told = room.told();
    assert_eq!(told.meeting.pauses.len(), 1);
    assert_eq!(told.meeting.pauses[0].ended, Some(again));
    let police = told.meeting.attendance.iter().find(|line| line.agency == "Police").unwrap();
    assert_eq!(police.stretches, ["Thu 26 Nov 11:24 to 12:00", "Fri 27 Nov 10:05 to the end"]);
    let gone = told.meeting.attendance.iter().find(|line| line.left.is_some()).unwrap();
    assert!(gone.stretches.len() < 2, "who had left before is not back");
    let table = room.agenda().table;
    assert_eq!(
        table.seconds(clock(11, 50), date(2026, 11, 27).at(10, 15, 0, 0)),
        20 * 60,
        "time stands still"
    );
}

#[test]
fn who_takes_the_minutes_from_when_is_kept() {
    let mut room = Room::new();
    assert_eq!(room.told().meeting.minute_takers.len(), 1, "whoever opened the meeting");
    let take = |by: &str| {
        let by = Some(Private::from(by));
        Request::Sitting(SittingChange::TakeMinutes(TakeMinutes { meeting: room.meeting, by }))
    };
    let (over, again) = (take("Jo Reid"), take("Jo Reid"));
    room.at(clock(11, 45), over).unwrap();
    room.at(clock(11, 46), again).unwrap();
    let takers = room.told().meeting.minute_takers;
    assert_eq!(takers.len(), 2);
    assert_eq!((takers[1].0.reveal(), takers[1].1), ("Jo Reid", clock(11, 45)));
}

#[test]
fn breaks_and_long_cases_move_what_comes_after() {
    let mut service = area();
    for surname in ["Kershaw", "Holt", "Dunne"] {
        run(&mut service, referral(surname)).unwrap();
    }
    let meeting = first_id(&run(&mut service, meeting_on(date(2026, 11, 27))).unwrap());
    run(&mut service, Request::BuildAgenda(BuildAgenda { meeting, preset: None })).unwrap();
    let begins = |service: &Service| {
        let Answer::Agenda(agenda) = ask(service, &Ask::Agenda(meeting)) else { panic!("an agenda") };
        let begins = agenda.items.iter().map(|line| line.begins.strftime("%H:%M").to_string());
        (begins.collect::<Vec<_>>(), agenda.items[0].item.id)
    };
    let (plain, first) = begins(&service);
    assert_eq!(plain, ["09:30", "09:40", "09:50"]);
    let allow = Request::Sitting(SittingChange::Allow(Allow { item: first, minutes: Some(15) }));
    run(&mut service, allow).unwrap();
    assert_eq!(begins(&service).0, ["09:30", "09:45", "09:55"]);
    let planned = |minutes| {
        let at = Time::constant(9, 50, 0, 0);
        Request::Sitting(SittingChange::PlanBreak(PlanBreak { meeting, at, minutes }))
    };
    run(&mut service, planned(15)).unwrap();
    assert_eq!(begins(&service).0, ["09:30", "09:45", "10:10"]);
    run(&mut service, planned(0)).unwrap();
    assert_eq!(begins(&service).0, ["09:30", "09:45", "09:55"]);
    assert!(run(&mut service, planned(0)).is_err(), "there is none to take away");
}

#[test]
fn a_check_is_pending_until_it_is_released_or_the_chair_says_why_not() {
    let mut room = Room::new();
    let line = typed::requests(
        "pol: visit him at work by fri",
        &crate::domain::line::read("pol: visit him at work by fri", &room.lexicon(), &room.scene().moment()),
        &room.target(),
    );
    let reply = run(&mut room.service, line.into_iter().next().unwrap()).unwrap();
    let action = first_id(&reply);
    let pending = |room: &Room| room.item().agreed[0].check;
    assert_eq!(pending(&room), None);
    let ask = || SittingChange::AskCheck(AskCheck { action, of: None });
    room.sits(ask()).unwrap();
    assert!(room.sits(ask()).is_err(), "it waits already");
    assert_eq!(pending(&room), Some(CheckState::Pending));
    assert!(room.item().agreed[0].standing.starts_with("PENDING CHECK"));
    let settle = |state, words: &str| {
        let words = Some(Private::from(words));
        SittingChange::SettleCheck(SettleCheck { action, state, words })
    };
    assert!(room.sits(settle(CheckState::Overridden, " ")).is_err(), "the chair gives a reason");
    room.sits(settle(CheckState::Overridden, "danger to a child is greater")).unwrap();
    assert_eq!(pending(&room), None);
    assert_eq!(room.told().cases[0].actions[0].check, Some(CheckState::Overridden));
    assert!(room.sits(settle(CheckState::Released, "")).is_err(), "nothing waits");
}

#[test]
fn what_was_closed_since_last_time_and_what_the_chair_chose_stand_with_the_outstanding() {
    let mut room = Room::new();
    let line = "hsg: locks by 10/12/2026";
    let reading = crate::domain::line::read(line, &room.lexicon(), &room.scene().moment());
    for _ in 0..2 {
        let request = typed::requests(line, &reading, &room.target()).remove(0);
        run(&mut room.service, request).unwrap();
    }
    room.at(clock(12, 0), Request::MoveMeeting(MoveMeeting { meeting: room.meeting, step: Step::Close }))
        .unwrap();
    let actions: Vec<Id<Action>> = room.item().agreed.iter().map(|line| line.action.id).collect();
    let next = Changes::new(room.service.record()).all::<Meeting>().unwrap();
    let next = next.into_iter().find(|meeting| meeting.on == date(2026, 12, 10)).unwrap().id;
    let done = ReviewAction {
        action: actions[0],
        meeting: None,
        outcome: ReviewOutcome::Completed,
        note: None,
        on: None,
        proof: Proof::default(),
    };
    room.at(date(2026, 12, 1).at(9, 0, 0, 0), Request::ReviewAction(done)).unwrap();
    let listed = |room: &Room| {
        let Answer::Outstanding(lines) = ask(&room.service, &Ask::Outstanding(next)) else {
            panic!("a list")
        };
        lines.into_iter().map(|line| (line.action.id, line.standing)).collect::<Vec<_>>()
    };
    let before = listed(&room);
    assert!(
        before.iter().any(|(id, standing)| *id == actions[0] && standing.starts_with("completed")),
        "{before:?}"
    );
    let raise =
        || SittingChange::Raise(Raise { meeting: next, action: actions[1], disputed: true, why: None });
    room.sits(raise()).unwrap();
    let after = listed(&room);
    assert!(
        after.iter().any(|(id, standing)| *id == actions[1] && standing.starts_with("DISPUTED")),
        "{after:?}"
    );
    assert!(room.sits(raise()).is_err(), "it is there already");
}
