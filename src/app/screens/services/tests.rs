//! The directory in keystrokes and as it looks; needs and referrals from the room and from the page of a case.

use super::forms;
use crate::app::dialog::Dialog;
use crate::app::route::Route;
use crate::app::testing::{Desk, Stage, fixtures, services};
use crate::app::widgets::form::Input;
use crate::domain::request::{PathwayChange, Request};
use crate::domain::tools::services::ForWhom;
use crate::service::ask::PathwayTold;

fn change(stage: &Stage) -> &PathwayChange {
    match stage.desk.last() {
        Request::Pathway(change) => change,
        _ => panic!("no need and no referral"),
    }
}

fn room(columns: u16, rows: u16) -> Stage {
    let mut stage = Stage::with(columns, rows, Desk::sitting());
    stage.go(Route::Room(fixtures::id(900)));
    stage
}

#[test]
fn the_directory_looks_as_it_was_looked_at() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        let look = |name: &str, keys: &str| {
            let screen = Stage::new(columns, rows).press(keys).screen();
            insta::assert_snapshot!(format!("{name}-{columns}"), screen);
        };
        look("services", "alt-8");
        look("services-one", "alt-8 down down down enter");
        look("services-need", "alt-8 G up");
        let mut stage = room(columns, rows);
        insta::assert_snapshot!(format!("room-need-{columns}"), stage.press("alt-y").screen());
        insta::assert_snapshot!(format!("room-refer-{columns}"), stage.press("esc alt-,").screen());
    }
}

#[test]
fn an_unmet_need_is_one_key_a_few_letters_and_enter() {
    let mut stage = room(80, 24);
    stage.types("csc: frightened").press("alt-y").types("accomm perp").press("enter");
    let PathwayChange::Need(need) = change(&stage) else { panic!("a need") };
    assert_eq!((need.kind.as_str(), need.whom), ("own-accommodation", Some(ForWhom::Perpetrator)));
    assert!(need.meeting.is_some() && need.lack.is_none());
    assert!(stage.shows("csc: frightened"), "what is typed stays:\n{}", stage.screen());
}

#[test]
fn a_need_that_stands_open_is_met_by_the_same_key() {
    let mut stage = room(80, 24);
    stage.press("alt-y").types("open since").press("enter");
    assert!(matches!(change(&stage), PathwayChange::Met { .. }));
}

#[test]
fn the_action_that_refers_takes_the_service_that_is_picked() {
    let mut stage = room(80, 24);
    stage.press("alt-,");
    assert!(stage.shows("/3: which service?"), "{}", stage.screen());
    stage.types("quay perp").press("enter");
    let PathwayChange::Refer(refer) = change(&stage) else { panic!("a referral") };
    assert_eq!((refer.service.as_str(), refer.action), ("quay-recovery", Some(fixtures::id(100))));
}

#[test]
fn the_page_of_a_case_keeps_a_need_and_refers() {
    let mut stage = Stage::new(120, 40);
    stage.go(Route::Case(fixtures::id(0)));
    stage.press("u right enter");
    assert!(matches!(change(&stage), PathwayChange::Need(need) if need.kind == "home-security"));
    stage.press("l").types("safe at home").press("enter");
    assert!(matches!(change(&stage), PathwayChange::Refer(refer) if refer.service == "safe-at-home"));
}

#[test]
fn only_what_may_follow_is_offered_of_a_referral() {
    let offered = |line: &PathwayTold| {
        let Some(Dialog::Form { form, .. }) = forms::goes(line, fixtures::NOW.date()) else {
            return Vec::new();
        };
        let Some(Input::Choice(choices, _)) = form.fields.first().map(|field| &field.input) else {
            panic!("a choice")
        };
        choices.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>()
    };
    let mut line = services::pathway();
    assert_eq!(offered(&line), ["finished", "left", "withdrawn"]);
    line.row.taken_up = None;
    assert_eq!(offered(&line), ["taken-up", "not taken up", "would not take them", "withdrawn"]);
    line.row.referred = None;
    assert_eq!(offered(&line)[0], "made");
    line.row.ended = Some(line.row.agreed);
    assert!(offered(&line).is_empty());
}

#[test]
fn from_the_list_of_needs_one_is_met() {
    let mut stage = Stage::new(80, 24);
    stage.press("alt-8 G up m");
    assert!(stage.shows("is met"), "{}", stage.screen());
    stage.press("enter");
    assert!(matches!(change(&stage), PathwayChange::Met { .. }));
}
