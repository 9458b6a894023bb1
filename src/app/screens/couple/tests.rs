//! A couple's page in keystrokes, and as it looks.

use crate::app::route::Route;
use crate::app::testing::{Stage, fixtures};
use crate::domain::request::{CoupleChange, NeedChange, Request};
use crate::domain::rows::couple::{ConsentWord, Direction, TeamRole};

fn stage(columns: u16, rows: u16) -> Stage {
    let mut stage = Stage::new(columns, rows);
    stage.go(Route::Couple(fixtures::id(0)));
    stage
}

fn change(stage: &Stage) -> &CoupleChange {
    match stage.desk.last() {
        Request::Couple(change) => change,
        _ => panic!("no change of a couple"),
    }
}

/// Moves down to the line that holds a text.
fn on<'a>(stage: &'a mut Stage, text: &str) -> &'a mut Stage {
    stage.press("g");
    for _ in 0..40 {
        if stage.screen().lines().any(|line| line.starts_with('▸') && line.contains(text)) {
            return stage;
        }
        stage.press("down");
    }
    panic!("the cursor never stops on {text}:\n{}", stage.screen());
}

#[test]
fn the_page_looks_as_it_was_looked_at() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        for (name, keys) in [("couple", ""), ("couple-alone", "p"), ("couple-up", "u")] {
            let screen = stage(columns, rows).press(keys).screen();
            insta::assert_snapshot!(format!("{name}-{columns}"), screen);
        }
    }
}

#[test]
fn a_need_goes_under_the_person_the_cursor_is_on() {
    let mut stage = stage(120, 40);
    on(&mut stage, "drinks from noon");
    stage.press("n tab").types("since January").press("enter");
    let CoupleChange::Need(NeedChange::Add { kind, words, person, .. }) = change(&stage) else {
        panic!("no need")
    };
    assert_eq!((kind.as_str(), words.reveal()), ("alcohol", "since January"));
    let whose =
        fixtures::story().parties.iter().find(|party| party.person.id == *person).map(|party| party.role);
    assert_eq!(whose, Some(crate::domain::rows::case::PartyRole::Perpetrator));
    on(&mut stage, "drinks from noon").press("enter enter");
    assert!(
        matches!(change(&stage), CoupleChange::Need(NeedChange::Met { need, .. }) if *need == fixtures::id(751))
    );
}

#[test]
fn whom_it_is_about_is_asked_where_the_cursor_is_on_neither() {
    let mut stage = stage(120, 40);
    stage.press("g c");
    assert!(stage.shows("About whom?"));
    stage.press("enter right tab").types("housing").press("enter");
    let CoupleChange::Consent(consent) = change(&stage) else { panic!("no consent") };
    assert_eq!((consent.answer, consent.covers.reveal()), (ConsentWord::Refused, "housing"));
}

#[test]
fn navigator_and_coordinator_readiness_and_criteria_are_a_key_each() {
    let mut stage = stage(120, 40);
    on(&mut stage, "drinks from noon").press("v enter");
    assert!(matches!(change(&stage), CoupleChange::Allocate(asked)
        if asked.role == TeamRole::Navigator && asked.agency == "police" && asked.person.is_some()));
    stage.press("o enter");
    assert!(matches!(change(&stage), CoupleChange::Allocate(asked)
        if asked.role == TeamRole::Coordinator && asked.person.is_none()));
    stage.press("r right right enter");
    assert!(
        matches!(change(&stage), CoupleChange::Measure(asked) if asked.scale == "readiness" && asked.step == "3")
    );
    on(&mut stage, "Both know of the work").press("enter right enter");
    assert!(matches!(change(&stage), CoupleChange::Judge(asked) if asked.key == "agree" && !asked.met));
}

#[test]
fn stepping_up_names_the_forum_and_asks_why() {
    let mut stage = stage(120, 40);
    stage.press("u tab enter");
    assert!(stage.desk.requests.is_empty(), "a reason is asked for");
    stage.types("a knife on Sunday").press("enter");
    assert!(matches!(change(&stage), CoupleChange::Pass(asked)
        if asked.direction == Direction::Up && asked.to.as_deref() == Some("marac")));
}

#[test]
fn one_of_them_is_shown_alone_without_a_word_of_the_other() {
    let mut stage = stage(120, 40);
    stage.press("p");
    assert!(stage.shows("afraid of evenings") && !stage.shows("drinks from noon"));
    stage.press("p");
    assert!(!stage.shows("afraid of evenings") && stage.shows("drinks from noon"));
    stage.press("p");
    assert!(stage.shows("afraid of evenings") && stage.shows("drinks from noon"));
    stage.press("f2");
    assert!(!stage.shows("afraid of evenings") && !stage.shows("Ruth") && !stage.shows("KERSHAW"));
}
