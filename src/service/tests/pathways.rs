//! Needs no service meets, the directory, and referrals to services, from the request to what a reader is told.

use super::*;
use crate::assets;
use crate::domain::line::read;
use crate::domain::report::{Asked, Cell, Part, ReportKind};
use crate::domain::request::{
    AddContact, AddPlanItem, Adopt, KeepNeed, PathwayChange, ReferTo, RemarkChange, ReviewAction,
};
use crate::domain::rows::action::{Action, ReviewOutcome};
use crate::domain::rows::case::{Party, PartyRole};
use crate::domain::rows::pathway::{PathwayEnd, PathwayState};
use crate::domain::rows::person::ContactKind;
use crate::domain::rows::remark::RemarkSort;
use crate::domain::tools::services::{ForWhom, Lack};
use crate::service::ask::{EventKind, Provided};
use crate::service::{reports, typed};

fn room() -> Room {
    let mut room = Room::new();
    let adopt = Adopt { kind: None, body: assets::demo_services().to_owned() };
    run(&mut room.service, Request::Adopt(adopt)).unwrap();
    room
}

fn change(room: &mut Room, asked: PathwayChange) -> Result<Reply, Refusal> {
    run(&mut room.service, Request::Pathway(asked))
}

fn need(room: &mut Room, kind: &str, whom: Option<ForWhom>) -> Result<Reply, Refusal> {
    let asked = KeepNeed {
        case: room.case,
        meeting: Some(room.meeting),
        kind: kind.to_owned(),
        whom,
        lack: None,
        service: None,
        words: None,
        agency: None,
        on: None,
    };
    change(room, PathwayChange::Need(Box::new(asked)))
}

fn refer(room: &mut Room, service: &str, whom: ForWhom) -> Result<Reply, Refusal> {
    let asked = ReferTo {
        case: room.case,
        meeting: None,
        action: None,
        service: service.to_owned(),
        whom: Some(whom),
        kind: None,
        referred: None,
    };
    change(room, PathwayChange::Refer(Box::new(asked)))
}

fn provided(room: &Room) -> Provided {
    let Answer::Provided(provided) = ask(&room.service, &Ask::Provided(room.case)) else {
        panic!("what there is")
    };
    *provided
}

/// Types an action line, as Enter does.
fn typed_line(room: &mut Room, line: &str) -> Reply {
    let reading = read(line, &room.lexicon(), &room.scene().moment());
    let requests = typed::requests(line, &reading, &room.target());
    let replies = requests.into_iter().map(|request| run(&mut room.service, request).unwrap());
    replies.last().unwrap()
}

fn lives_at(room: &mut Room, address: &str, restricted: bool) {
    let parties = Changes::new(room.service.record()).find::<Party>("case", &room.case).unwrap();
    let victim = parties.iter().find(|party| party.role == PartyRole::Victim).unwrap().person;
    let value = address.into();
    let contact = AddContact { person: victim, kind: ContactKind::Address, value, safe: None, restricted };
    run(&mut room.service, Request::AddContact(contact)).unwrap();
}

#[test]
fn a_need_says_what_the_directory_has_against_it_and_is_kept_once() {
    let mut room = room();
    let said = need(&mut room, "counselling", Some(ForWhom::Victim)).unwrap().words;
    assert!(said.contains("waiting list closed"), "{said}");
    assert!(said.starts_with("unmet need kept: counselling"), "{said}");
    // No service is listed for him; one that would take them said no in the meeting.
    assert!(need(&mut room, "own-accommodation", None).unwrap().words.contains("no service"));
    assert!(need(&mut room, "alcohol", None).unwrap().words.contains("would not take them"));
    let again = need(&mut room, "counselling", Some(ForWhom::Victim)).unwrap_err().to_string();
    assert!(again.contains("stands open since Thu 26 Nov"), "{again}");
    let wrong = need(&mut room, "refuge", Some(ForWhom::Perpetrator)).unwrap_err().to_string();
    assert!(wrong.contains("a need of victim, not perpetrator"), "{wrong}");
    let unknown = need(&mut room, "horses", None).unwrap_err().to_string();
    assert!(unknown.contains("no need is called horses; there are refuge"), "{unknown}");
    assert_eq!(room.story().needs.len(), 3);
    // One key takes the last one back.
    undo(&mut room.service).unwrap();
    assert_eq!(room.story().needs.len(), 2);
}

#[test]
fn where_somebody_lives_comes_from_an_address_that_may_be_used() {
    let mut room = room();
    lives_at(&mut room, "4 Mill Lane, LA4 1AA", false);
    need(&mut room, "legal", None).unwrap();
    assert_eq!(room.story().needs[0].row.district.as_deref(), Some("LA4"));
    lives_at(&mut room, "the refuge, M14 1AA", true);
    need(&mut room, "refuge", None).unwrap();
    let needs = room.story().needs;
    let refuge = needs.iter().find(|line| line.row.kind == "refuge").unwrap();
    assert_eq!(
        refuge.row.district, None,
        "a hidden address says nothing, and the old one is not where she lives"
    );
}

#[test]
fn an_action_that_names_one_service_keeps_the_referral_and_its_completion_makes_it() {
    let mut room = room();
    let line = "probation: refer him to Turning Tide by Friday";
    let reply = typed_line(&mut room, line);
    let told = reply.warnings.join("; ");
    assert!(told.contains("referral of the perpetrator to Turning Tide programme kept"), "{told}");
    assert!(told.contains("does not take anyone who denies all of it"), "{told}");
    let pathway = room.story().pathways.remove(0);
    assert_eq!(
        (pathway.row.state(), pathway.label.as_deref()),
        (PathwayState::Agreed, Some("Behaviour change programme"))
    );
    assert!(pathway.action.is_some());
    let action: Id<Action> = pathway.row.action.unwrap();
    let done = ReviewAction::of(action, ReviewOutcome::Completed);
    run(&mut room.service, Request::ReviewAction(done)).unwrap();
    assert_eq!(room.story().pathways[0].row.referred, Some(date(2026, 11, 26)));
    // The same again is no second referral; a line that only tells keeps none.
    typed_line(&mut room, "probation: refer him to Turning Tide again");
    typed_line(&mut room, "idva: Lantern House called back");
    assert_eq!(room.story().pathways.len(), 1);
}

#[test]
fn a_referral_goes_on_step_by_step_and_a_refusal_leaves_a_need() {
    let mut room = room();
    let wrong = refer(&mut room, "Quay Recovery", ForWhom::Child).unwrap_err().to_string();
    assert!(wrong.contains("is for perpetrator, victim, not child"), "{wrong}");
    refer(&mut room, "turning-tide", ForWhom::Perpetrator).unwrap();
    assert!(refer(&mut room, "turning-tide", ForWhom::Perpetrator).is_err());
    let pathway = room.story().pathways[0].row.id;
    let on = date(2026, 11, 26);
    let early = PathwayChange::Ended { pathway, on, end: PathwayEnd::Finished, outcome: None };
    assert!(change(&mut room, early).unwrap_err().to_string().contains("nobody took up"));
    let to_come = PathwayChange::Made { pathway, on: date(2026, 11, 27) };
    assert!(change(&mut room, to_come).is_err());
    change(&mut room, PathwayChange::Made { pathway, on: date(2026, 11, 20) }).unwrap();
    let before = PathwayChange::TakenUp { pathway, on: date(2026, 11, 19) };
    assert!(change(&mut room, before).is_err());
    let refused =
        PathwayChange::Ended { pathway, on, end: PathwayEnd::Refused, outcome: Some("denies it".into()) };
    let said = change(&mut room, refused).unwrap().words;
    assert!(said.contains("would not take them, unmet need kept"), "{said}");
    let story = room.story();
    assert_eq!(
        (story.needs[0].row.lack, story.needs[0].row.service.as_deref()),
        (Lack::Declined, Some("turning-tide"))
    );
    assert!(change(&mut room, PathwayChange::TakenUp { pathway, on }).is_err(), "it has ended");
    // One undo takes both back, since both are one change.
    undo(&mut room.service).unwrap();
    let story = room.story();
    assert!(story.needs.is_empty() && story.pathways[0].row.ended.is_none());
}

#[test]
fn what_there_is_for_a_case_stands_in_its_pick_its_page_and_its_story() {
    let mut room = room();
    typed_line(&mut room, "idva: refer to counselling");
    need(&mut room, "counselling", Some(ForWhom::Child)).unwrap();
    let provided = provided(&room);
    let children = provided.offers.iter().filter(|offer| offer.whom == ForWhom::Child);
    assert_eq!(children.filter(|offer| offer.open.is_some()).count(), 1);
    assert!(provided.offers.iter().all(|offer| offer.whom != ForWhom::Couple));
    assert_eq!(provided.referring.len(), 1, "it refers, and names no service");
    let Answer::Timeline(told) = ask(&room.service, &Ask::Timeline(room.case)) else { panic!("a timeline") };
    let told: Vec<_> = told.events.iter().filter(|event| event.kind == EventKind::Service).collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].head.contains("Counselling or trauma therapy (child): waiting list closed"));
    let Answer::Directory(directory) = ask(&room.service, &Ask::Directory) else { panic!("a directory") };
    let counselling = directory.kinds.iter().find(|told| told.kind.key == "counselling").unwrap();
    assert_eq!((counselling.open, directory.needs.len()), (1, 1));
    assert!(room.service.record().verify(|_| ()).is_ok());
}

#[test]
fn the_report_of_gaps_adds_up_and_a_recommendation_becomes_an_item_of_the_plan() {
    let mut room = room();
    for (kind, whom) in [("counselling", ForWhom::Child), ("legal", ForWhom::Victim)] {
        need(&mut room, kind, Some(whom)).unwrap();
    }
    refer(&mut room, "quay-recovery", ForWhom::Perpetrator).unwrap();
    let remark = |sort, words: &str| {
        let need = Some("counselling".to_owned());
        Request::Remark(RemarkChange::Add { sort, need, words: words.to_owned(), on: None })
    };
    run(&mut room.service, remark(RemarkSort::Recommendation, "open the list again")).unwrap();
    run(&mut room.service, remark(RemarkSort::Strength, "alcohol treatment starts in two weeks")).unwrap();
    let asked = Asked::over(ReportKind::Gaps, date(2026, 11, 1), date(2026, 11, 26));
    let report = |room: &Room| {
        let area = room.service.area().unwrap();
        let view = room.service.record().view();
        let with = Looking { view, area: &area, now: at(NOW), actor: room.service.actor() };
        (reports::report(&with, &asked).unwrap(), reports::behind(&with, &asked, "kind:counselling").unwrap())
    };
    let (told, behind) = report(&room);
    let said = |key| told.measure(key).unwrap().figure.said();
    assert_eq!((said("found"), said("open"), said("agreed")), ("2".into(), "2".into(), "1".into()));
    assert_eq!(behind.len(), 1);
    assert!(behind[0].why.contains("(child): waiting list closed"), "{}", behind[0].why);
    let grid = |title: &str| {
        let mut grids = told.parts.iter().filter_map(|part| match part {
            Part::Grid(grid) => Some(grid),
            _ => None,
        });
        grids.find(|grid| grid.title.starts_with(title)).unwrap()
    };
    assert_eq!(grid("By where they live").rows[0].cells[0], Cell::Words("not collected".to_owned()));
    assert_eq!(grid("Strengths").rows.len(), 2);
    // Into the plan in one change; not twice.
    let Answer::Directory(directory) = ask(&room.service, &Ask::Directory) else { panic!("a directory") };
    let remark =
        directory.remarks.iter().find(|told| told.row.sort == RemarkSort::Recommendation).unwrap().row.id;
    let item = AddPlanItem {
        forum: None,
        priority: directory.priorities[0].0.clone(),
        objective: String::new(),
        owner: None,
        post: None,
        on: None,
        milestones: Vec::new(),
        indicators: Vec::new(),
    };
    let into = || Request::Remark(RemarkChange::Plan { remark, item: Box::new(item.clone()) });
    let reply = run(&mut room.service, into()).unwrap();
    let Answer::PlanItem(story) = ask(&room.service, &Ask::PlanItem(first_id(&reply))) else {
        panic!("an item")
    };
    assert_eq!(story.item.objective, "open the list again");
    assert!(run(&mut room.service, into()).unwrap_err().to_string().contains("of the plan already"));
    // Taken back with one undo, and then it may be put there again.
    undo(&mut room.service).unwrap();
    run(&mut room.service, into()).unwrap();
}
