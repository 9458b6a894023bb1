//! Flag and tag from the hearing to its end: raised, run on by a repeat, kept, removed, confirmed; ended by a death.

use super::*;
use crate::domain::report::{Asked, ReportKind};
use crate::domain::request::FlagChange;
use crate::domain::rows::case::{FindingKind, Party, PartyRole};
use crate::domain::rows::flag::{Flag, FlagBasis, FlagDeed, FlagEnd};
use crate::domain::rows::person::Person;
use crate::domain::statement;
use crate::service::ask::{FlagHeap, FlagList, FlagTold};
use crate::service::reports;

fn change(room: &mut Room, asked: FlagChange) -> Result<Reply, Refusal> {
    run(&mut room.service, Request::Flag(asked))
}

fn heard(room: &mut Room) {
    let item = room.item;
    run(&mut room.service, Request::Hear(Hear { item, done: true })).unwrap();
}

fn flag(room: &Room) -> FlagTold {
    room.story().flag.expect("a flag")
}

fn listed(room: &Room, heap: FlagHeap) -> Vec<FlagTold> {
    let Answer::Flags(list) = ask(&room.service, &Ask::Flags(heap, None)) else { panic!("flags") };
    let FlagList { lines, .. } = *list;
    lines
}

fn party(room: &Room, role: PartyRole) -> Id<Person> {
    let parties = Changes::new(room.service.record()).find::<Party>("case", &room.case).unwrap();
    parties.iter().find(|party| party.role == role).unwrap().person
}

#[test]
fn a_case_that_was_heard_has_a_flag_for_twelve_months_from_its_last_referral() {
    let mut room = Room::new();
    assert!(room.story().flag.is_none());
    heard(&mut room);
    let told = flag(&room);
    assert_eq!((told.standing.from, told.standing.until), (date(2026, 11, 12), date(2027, 11, 12)));
    assert_eq!(told.standing.basis, FlagBasis::Heard);
    assert_eq!(told.whose, "victim, perpetrator, 2 children");
    assert_eq!(listed(&room, FlagHeap::Up).len(), 1);
    assert!(listed(&room, FlagHeap::Ending).is_empty());
    // Opened and left again, it is the same flag.
    let item = room.item;
    run(&mut room.service, Request::Hear(Hear { item, done: false })).unwrap();
    heard(&mut room);
    assert_eq!(Changes::new(room.service.record()).find::<Flag>("case", &room.case).unwrap().len(), 1);
    undo(&mut room.service).unwrap();
    assert_eq!(flag(&room).standing.until, date(2027, 11, 12));
}

#[test]
fn a_repeat_replaces_the_flag_and_says_which_agency_named_it() {
    let mut service = area();
    // Heard before this record began: its flag is worked out.
    let Request::TakeReferral(mut first) = referral("Kershaw") else { panic!("a referral") };
    first.heard = true;
    first.form.received = Some(date(2026, 3, 2));
    let case: Id<Case> = first_id(&run(&mut service, Request::TakeReferral(first)).unwrap());
    run(&mut service, referral("Kershaw")).unwrap();
    let meeting = first_id(&run(&mut service, meeting_on(date(2026, 11, 26))).unwrap());
    run(&mut service, Request::BuildAgenda(BuildAgenda { meeting, preset: None })).unwrap();
    run(&mut service, Request::MoveMeeting(MoveMeeting { meeting, step: Step::Open })).unwrap();
    let item = Changes::new(service.record()).find::<AgendaItem>("meeting", &meeting).unwrap()[0].id;
    let mut room = Room { service, meeting, item, case };
    heard(&mut room);
    let told = flag(&room);
    assert_eq!((told.standing.basis, told.standing.from), (FlagBasis::Repeat, date(2026, 11, 12)));
    let rows = Changes::new(room.service.record()).find::<Flag>("case", &case).unwrap();
    let newest = rows.iter().find(|row| row.ended.is_none()).unwrap();
    assert_eq!((newest.agency.as_deref(), newest.named), (Some("housing"), Some(false)));
    let asked = Asked::over(ReportKind::Flags, date(2026, 1, 1), date(2026, 11, 26));
    let area = room.service.area().unwrap();
    let view = room.service.record().view();
    let with = Looking { view, area: &area, now: at(NOW), actor: room.service.actor() };
    let report = reports::report(&with, &asked).unwrap();
    let said = |key: &str| report.measure(key).unwrap().figure.said();
    assert_eq!((said("raised"), said("repeats"), said("named")), ("1".into(), "100%".into(), "0%".into()));
    assert_eq!((said("up"), said("ended")), ("1".into(), "0".into()));
    assert_eq!(reports::behind(&with, &asked, "agency:housing").unwrap().len(), 1);
}

#[test]
fn a_flag_is_kept_removed_and_confirmed_and_the_twelve_month_list_follows() {
    let mut room = Room::new();
    let nobody = FlagChange::End { case: room.case, on: None, reason: "x".into() };
    assert!(change(&mut room, nobody).unwrap_err().to_string().contains("no flag that is up"));
    heard(&mut room);
    let case = room.case;
    let set = |agency: &str, deed| FlagChange::Confirm { case, agency: agency.to_owned(), deed, on: None };
    change(&mut room, set("housing", FlagDeed::Set)).unwrap();
    assert!(change(&mut room, set("housing", FlagDeed::Set)).is_err(), "said already");
    let early = change(&mut room, set("police", FlagDeed::TakenOff)).unwrap_err().to_string();
    assert!(early.contains("is up until Fri 12 Nov 2027"), "{early}");
    assert_eq!(flag(&room).set.len(), 1);
    let until = Some(date(2026, 12, 5));
    change(&mut room, FlagChange::Keep { case, until, reason: "he is out".into() }).unwrap();
    assert_eq!(listed(&room, FlagHeap::Ending).len(), 1);
    let ends = |room: &Room| {
        let area = room.service.area().unwrap();
        let rows = Changes::new(room.service.record());
        let meeting: Meeting = rows.get(room.meeting).unwrap();
        statement::expiring(&rows, &area, &meeting).unwrap()
    };
    assert_eq!(ends(&room).len(), 1, "kept until before the next meeting");
    change(&mut room, FlagChange::End { case, on: None, reason: "moved away".into() }).unwrap();
    assert!(ends(&room).is_empty());
    let told = flag(&room);
    assert_eq!(told.standing.ended, Some((date(2026, 11, 26), FlagEnd::Removed)));
    assert!(
        told.why.is_some() && told.set.is_empty(),
        "what was said of the flag before is not said of this one"
    );
    assert_eq!(listed(&room, FlagHeap::Ended).len(), 1);
    change(&mut room, set("police", FlagDeed::TakenOff)).unwrap();
    assert!(room.service.record().verify(|_| ()).is_ok());
}

#[test]
fn whoever_has_died_ends_the_flag_is_told_on_today_and_is_contacted_no_more() {
    let mut room = Room::new();
    heard(&mut room);
    let victim = party(&room, PartyRole::Victim);
    let died = |on| FlagChange::Died { person: victim, on };
    assert!(change(&mut room, died(Some(date(2026, 11, 27)))).is_err(), "a day to come");
    let reply = change(&mut room, died(Some(date(2026, 11, 25)))).unwrap();
    assert!(reply.words.contains("flags end: LAN-26-0001"), "{}", reply.words);
    assert_eq!(flag(&room).standing.ended.map(|(_, end)| end), Some(FlagEnd::Died));
    assert!(!flag(&room).whose.contains("victim"));
    let story = room.story();
    assert!(story.findings.iter().any(|finding| finding.kind == FindingKind::Died && finding.open));
    assert!(story.parties[0].contacts.is_empty());
    let Answer::Today(today) = ask(&room.service, &Ask::Today) else { panic!("today") };
    assert!(today.findings.iter().any(|line| line.finding.kind == FindingKind::Died));
    // A mistake is taken back whole.
    undo(&mut room.service).unwrap();
    assert!(flag(&room).standing.ended.is_none() && room.story().findings.is_empty());
}

#[test]
fn where_the_only_perpetrator_has_died_the_flag_ends_and_another_hearing_raises_none() {
    let mut room = Room::new();
    let perpetrator = party(&room, PartyRole::Perpetrator);
    change(&mut room, FlagChange::Died { person: perpetrator, on: Some(date(2026, 11, 25)) }).unwrap();
    heard(&mut room);
    assert!(Changes::new(room.service.record()).find::<Flag>("case", &room.case).unwrap().is_empty());
}
