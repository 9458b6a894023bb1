//! The delivery plan in keystrokes, and as it looks.

use crate::app::route::Route;
use crate::app::testing::{Desk, Stage, fixtures};
use crate::domain::amount::Amount;
use crate::domain::request::{PlanChange, Request};
use crate::domain::rows::plan::{PlanState, Rag};
use crate::service::ask::Ask;

fn change(stage: &Stage) -> &PlanChange {
    match stage.desk.last() {
        Request::Plan(change) => change,
        _ => panic!("no change of the plan"),
    }
}

#[test]
fn the_plan_looks_as_it_was_looked_at() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        for (name, keys) in
            [("plan", "9"), ("plan-add", "9 a"), ("plan-item", "9 enter"), ("plan-rag", "9 enter s")]
        {
            let screen = Stage::new(columns, rows).press(keys).screen();
            insta::assert_snapshot!(format!("{name}-{columns}"), screen);
        }
    }
}

#[test]
fn an_empty_plan_says_what_to_do() {
    let desk = Desk { bare: true, ..Desk::default() };
    assert!(Stage::with(80, 24, desk).press("9").shows("Press a to add the first item"));
}

#[test]
fn how_an_item_stands_is_a_word_and_what_the_figures_say_stands_beside_it() {
    let mut stage = Stage::new(120, 40);
    stage.press("9");
    for words in ["In all: 1 of 6 achieved (16.7%)", "red", "not rated", "✓ achieved", "OVERDUE"] {
        assert!(stage.shows(words), "{words}:\n{}", stage.screen());
    }
}

#[test]
fn an_item_is_added_with_its_first_milestone_and_indicator() {
    let mut stage = Stage::new(80, 24);
    stage
        .press("9 a right tab")
        .types("named leads")
        .press("tab right tab tab")
        .types("list sent")
        .press("tab");
    stage
        .types("31/1/2027")
        .press("tab")
        .types("schools with a lead")
        .press("tab tab")
        .types("forty")
        .press("enter");
    assert!(stage.shows("`forty` is no figure"), "{}", stage.screen());
    stage.press("ctrl-u").types("40").press("tab").types("92.5").press("enter");
    let PlanChange::Add(item) = change(&stage) else { panic!("no item") };
    assert_eq!((item.priority.as_str(), item.objective.as_str()), ("prevention", "named leads"));
    assert_eq!(item.owner.as_deref(), Some("police"));
    assert_eq!(item.milestones.len(), 1);
    assert_eq!(item.indicators[0].target, Some(Amount::hundredths(9250)));
    assert_eq!(item.indicators[0].baseline, Some(Amount::hundredths(4000)));
}

#[test]
fn a_figure_a_comment_and_a_standing_are_one_form_each() {
    let mut stage = Stage::new(80, 24);
    stage.press("9 enter f").types("62.5").press("enter");
    assert!(matches!(change(&stage), PlanChange::AddFigure { indicator, value, .. }
        if *indicator == fixtures::id(720) && *value == Amount::hundredths(6250)));
    stage.press("c").types("lawyers").press("enter");
    assert!(matches!(change(&stage), PlanChange::AddComment { words, .. } if words.reveal() == "lawyers"));
    stage.press("s right tab").types("nothing signed").press("enter");
    assert!(matches!(change(&stage), PlanChange::SetRag { rag: Rag::Amber, .. }));
}

#[test]
fn a_milestone_is_reached_or_moved_where_the_cursor_is() {
    let mut stage = Stage::new(80, 24);
    stage.press("9 enter");
    for _ in 0..12 {
        if stage.screen().lines().any(|line| line.starts_with('▸') && line.contains("protocol agreed")) {
            break;
        }
        stage.press("down");
    }
    stage.press("m enter enter");
    assert!(matches!(change(&stage), PlanChange::SetMilestone { milestone, met: Some(_), due: None, .. }
        if *milestone == fixtures::id(711)));
    stage.press("m down enter ctrl-u").types("31/12/2026").press("tab").types("lawyers").press("enter");
    assert!(matches!(
        change(&stage),
        PlanChange::SetMilestone { met: None, due: Some(_), reason: Some(_), .. }
    ));
}

#[test]
fn an_item_is_achieved_and_dropped_from_the_list_too() {
    let mut stage = Stage::new(80, 24);
    stage.press("9 v enter");
    assert!(matches!(change(&stage), PlanChange::Close { state: PlanState::Achieved, .. }));
    stage.press("x tab").types("no money").press("enter");
    assert!(matches!(change(&stage), PlanChange::Close { state: PlanState::Dropped, reason: Some(_), .. }));
    stage.press("b ctrl-u").types("1/10/2026").press("enter");
    assert!(matches!(stage.desk.asks.last(), Some(Ask::Plan(None, on)) if on.to_string() == "2026-10-01"));
}

#[test]
fn nothing_said_of_an_item_shows_while_names_are_hidden() {
    let mut stage = Stage::new(120, 40);
    stage.press("f2 9 enter");
    for word in ["lawyers", "nothing signed"] {
        assert!(!stage.shows(word), "{word}");
    }
    assert!(stage.shows("research returned"), "an indicator is nobody's");
    stage.go(Route::Plan);
}
