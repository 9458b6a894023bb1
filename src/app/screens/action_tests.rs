//! One action and the reminders, in keystrokes.

use crate::app::route::Route;
use crate::app::testing::{Stage, fixtures};
use crate::domain::private::Private;
use crate::domain::request::{ActionLife, Request};
use crate::domain::rows::action::ReviewOutcome;
use crate::domain::rows::chase::ChaseHow;
use crate::service::ask::{Ask, Rung};
use crate::service::papers::Order;

fn action() -> Stage {
    let mut stage = Stage::new(80, 24);
    stage.go(Route::Action(fixtures::id(500)));
    stage
}

#[test]
fn an_action_and_the_reminders_look_as_they_were_looked_at() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        for (name, route) in [("action", Route::Action(fixtures::id(500))), ("chasing", Route::Chasing)] {
            let mut stage = Stage::new(columns, rows);
            stage.go(route);
            insta::assert_snapshot!(format!("{name}-{columns}"), stage.screen());
        }
    }
}

#[test]
fn one_key_shows_the_action_whole_and_another_says_what_became_of_it() {
    let mut stage = Stage::new(80, 24);
    stage.press("f6 A");
    assert!(matches!(stage.desk.asks.last(), Some(Ask::Action(_))));
    for (key, outcome) in [("I", ReviewOutcome::InHand), ("c", ReviewOutcome::Completed)] {
        stage.press(key);
        assert!(
            matches!(stage.desk.last(), Request::ReviewAction(one) if one.outcome == outcome),
            "{}",
            stage.screen()
        );
    }
    stage.press("W").types("asked elsewhere").press("enter");
    let withdrawn = |request: &Request| {
        matches!(request, Request::ReviewAction(one)
            if one.outcome == ReviewOutcome::Withdrawn && one.note.is_some())
    };
    assert!(withdrawn(stage.desk.last()), "{}", stage.screen());
}

#[test]
fn what_it_answers_repeats_and_is_merged_with_is_picked() {
    for (key, is) in [("a", "Answers"), ("p", "Repeats"), ("m", "Merge")] {
        let mut stage = action();
        stage.press(key).press("enter");
        let Request::ActionLife(life) = stage.desk.last() else { panic!("{key}: {}", stage.screen()) };
        let name = match life {
            ActionLife::Answers(asked) if asked.source.is_some() => "Answers",
            ActionLife::Repeats(asked) if asked.of.is_some() => "Repeats",
            ActionLife::Merge(_) => "Merge",
            _ => "another",
        };
        assert_eq!(name, is);
    }
}

#[test]
fn evidence_and_who_confirmed_it_are_fields_of_a_review() {
    let mut stage = action();
    stage.press("e tab tab tab").types("marker seen").press("tab").types("DC Shah");
    stage.press("enter");
    let Request::ReviewAction(review) = stage.desk.last() else { panic!("{}", stage.screen()) };
    assert_eq!(review.proof.evidence.as_ref().map(Private::reveal), Some("marker seen"));
    assert_eq!(review.proof.confirmed_by.as_ref().map(Private::reveal), Some("DC Shah"));
}

#[test]
fn reminders_are_taken_or_left_and_written_or_kept_as_told() {
    let mut stage = Stage::new(80, 24);
    stage.go(Route::Chasing);
    // The first is left, the second stays.
    stage.press("space w");
    assert!(stage.shows("Write 1 draft"), "{}", stage.screen());
    stage.press("enter");
    let Some(Order::Remind { to, .. }) = stage.desk.orders.last() else { panic!("{}", stage.screen()) };
    assert_eq!(to, &[("school".to_owned(), Rung::Senior)]);
    let mut stage = Stage::new(80, 24);
    stage.go(Route::Chasing).press("t enter");
    let Request::Chase(asked) = stage.desk.last() else { panic!("{}", stage.screen()) };
    assert_eq!((asked.how, asked.step), (ChaseHow::Telephone, None));
    let mut stage = action();
    stage.press("t enter");
    assert!(matches!(stage.desk.last(), Request::Chase(_)), "{}", stage.screen());
}
