//! Flows on the long lists: filter words with what may come next, order, views, marks and what is done to them.

use crate::app::testing::{Desk, Stage, fixtures};
use crate::domain::request::Request;
use crate::domain::rows::action::ReviewOutcome;
use crate::service::ask::{Ask, SavedView};

fn asked(stage: &Stage) -> String {
    match stage.desk.asks.last() {
        Some(Ask::Cases(filter, _)) => filter.words.clone(),
        Some(Ask::Actions(filter, _)) => filter.words.clone(),
        other => panic!("no list was asked for: {other:?}"),
    }
}

#[test]
fn what_may_come_next_is_shown_and_taken_by_tab() {
    let mut stage = Stage::new(80, 24);
    stage.press("f6 /").types("ag");
    assert!(stage.shows("agency:"), "{}", stage.screen());
    stage.press("tab").types("h");
    assert!(stage.shows("/ agency:h"), "{}", stage.screen());
    stage.press("tab").types("-is:awa").press("tab enter");
    assert!(stage.shows("/ agency:housing -is:awaiting"), "{}", stage.screen());
    assert_eq!(asked(&stage), "agency:housing -is:awaiting");
    stage.press("/").types("agncy:x");
    assert!(stage.shows("! no filter word agncy: agency?"), "{}", stage.screen());
}

#[test]
fn the_order_is_picked_turned_and_told() {
    let mut stage = Stage::new(80, 24);
    stage.press("f6 S").types("oldest").press("enter");
    assert_eq!(asked(&stage), "sort:-age");
    assert!(stage.shows("age ↓"), "{}", stage.screen());
    stage.press("R");
    assert_eq!(asked(&stage), "sort:age");
    stage.press("S").types("own").press("enter");
    assert_eq!(asked(&stage), "");
}

#[test]
fn a_view_is_picked_saved_and_deleted() {
    let saved = SavedView { name: "late locks".to_owned(), words: "agency:housing sort:-age".into() };
    let desk = Desk { views: vec![saved], ..Desk::default() };
    let mut stage = Stage::with(80, 24, desk);
    stage.press("f6 V").types("late").press("enter");
    assert_eq!(asked(&stage), "agency:housing sort:-age");
    stage.press("V").types("overdue by").press("enter");
    assert_eq!(asked(&stage), "is:overdue sort:agency");
    stage.press("V").types("save").press("enter").types("mine").press("enter");
    let kept: Vec<_> =
        stage.desk.kept.iter().map(|(place, words)| (place.kind.as_str(), words.reveal())).collect();
    assert_eq!(kept, [("view actions mine", "is:overdue sort:agency")]);
    stage.press("V").types("delete").press("enter enter");
    assert_eq!(stage.desk.kept.len(), 2, "an empty text takes the view away");
}

#[test]
fn marks_are_reviewed_as_one_change_and_the_refused_stay_marked() {
    let one = fixtures::action_line(0).action.id.uuid();
    let desk =
        Desk { done: vec![one], warns: vec!["LAN-26-0144/2: it is closed".to_owned()], ..Desk::default() };
    let mut stage = Stage::with(80, 24, desk);
    stage.press("f6 m m");
    assert!(stage.shows("2 marked"), "{}", stage.screen());
    stage.press("c");
    assert!(stage.shows("2 actions: completed?"), "{}", stage.screen());
    assert!(stage.desk.requests.is_empty());
    stage.press("enter");
    assert_eq!(stage.desk.together, [2]);
    let review = |request: &Request| matches!(request, Request::ReviewAction(one) if one.outcome == ReviewOutcome::Completed);
    assert!(stage.desk.requests.iter().all(review));
    assert!(stage.shows("LAN-26-0144/2: it is closed"), "{}", stage.screen());
    stage.press("esc");
    assert!(stage.shows("1 marked"), "{}", stage.screen());
    stage.press("U");
    assert!(!stage.shows("marked"));
}

#[test]
fn all_that_the_filter_leaves_is_marked_handed_over_and_given_a_date() {
    let mut stage = Stage::new(80, 24);
    stage.press("f6 M");
    assert!(stage.shows("60 marked"), "{}", stage.screen());
    stage.press("n");
    assert!(stage.shows("60 actions: why not done?"), "{}", stage.screen());
    stage.types("no worker").press("enter");
    assert_eq!(stage.desk.together, [60]);
    stage.press("H");
    assert!(stage.shows("Hand over 60 actions"), "{}", stage.screen());
    stage.press("enter");
    assert!(matches!(stage.desk.last(), Request::ChangeAction(change) if change.to.is_some()));
    stage.press("U D").types("4/12/2026").press("enter");
    assert_eq!(stage.desk.together, [60, 60, 1], "without marks, the one under the cursor");
    assert!(matches!(stage.desk.last(), Request::ChangeAction(change) if change.due.is_some()));
}

#[test]
fn marked_cases_go_on_an_agenda() {
    let mut stage = Stage::new(80, 24);
    stage.press("f4 m m m P enter");
    assert!(stage.shows("Put 3 cases on the agenda"), "{}", stage.screen());
    stage.press("enter");
    assert_eq!(stage.desk.together, [3]);
    assert!(matches!(stage.desk.last(), Request::ListCase(_)));
}

#[test]
fn actions_are_counted_by_what_they_have_in_common_and_a_group_is_opened() {
    let mut stage = Stage::new(80, 24);
    stage.press("f6 B");
    assert!(stage.shows("Children's social care"), "{}", stage.screen());
    stage.press("B B B");
    assert!(stage.shows("by case"), "{}", stage.screen());
    stage.press("B");
    assert!(!stage.shows("by case"), "the list again");
    stage.press("B down enter");
    assert!(matches!(stage.desk.asks.last(), Some(Ask::Actions(filter, _)) if filter.words == "agency:csc"));
    stage.press("B B").press("esc");
    assert!(stage.shows("LAN-26-0143/3"), "{}", stage.screen());
}

#[test]
fn a_case_is_told_on_one_timeline_and_narrowed() {
    let mut stage = Stage::new(80, 24);
    stage.press("f4 enter h");
    assert!(stage.shows("LAN-26-0143: 1 of 8, newest first"), "{}", stage.screen());
    stage.press("R");
    assert!(stage.shows("oldest first"));
    stage.press("R /").types("kind:action,review agency:pol").press("enter");
    assert!(stage.shows("1 of 2"), "{}", stage.screen());
    stage.press("/ ctrl-u").types("forum:matac").press("enter");
    assert!(stage.shows("no forum matac: marac?"), "{}", stage.screen());
    stage.press("/ esc down down down down");
    assert!(stage.shows("his sister"), "what the column cuts stands beneath: {}", stage.screen());
    stage.press("enter");
    assert!(matches!(stage.desk.asks.last(), Some(Ask::Agenda(_))));
}

#[test]
fn anything_is_found_from_anywhere_and_opened() {
    let mut stage = Stage::new(80, 24);
    stage.press("f6 ctrl-o").types("kshw");
    assert!(matches!(stage.desk.asks.last(), Some(Ask::Find(typed)) if typed.reveal() == "kshw"));
    assert!(stage.shows("sanctuary and change"), "{}", stage.screen());
    stage.press("down enter");
    assert!(matches!(stage.desk.asks.last(), Some(Ask::Person(_))));
    stage.press("esc").types("z");
    assert!(stage.shows("Nothing and nobody answers"), "{}", stage.screen());
}

#[test]
fn what_is_due_leads_to_where_it_is_done() {
    for (downs, asked) in [(2, "Desk"), (3, "Agenda"), (4, "Chasing"), (5, "Cases")] {
        let mut stage = Stage::new(80, 24);
        stage.press(&"down ".repeat(downs)).press("enter");
        let name = format!(
            "{:?}",
            stage
                .desk
                .asks
                .iter()
                .rev()
                .find(|ask| !matches!(ask, Ask::Alerts | Ask::Transfers | Ask::ReceiptsDue))
        );
        assert!(name.starts_with(&format!("Some({asked}")), "{downs}: {name}");
    }
}

#[test]
fn an_action_with_no_meeting_is_added_from_the_list_and_from_today() {
    let mut stage = Stage::new(80, 24);
    stage.press("f6 a").types("hsg: locks by fri");
    assert!(stage.shows("locks"), "{}", stage.screen());
    stage.press("enter");
    assert!(matches!(stage.desk.last(), Request::AddActions(_)), "{:?}", stage.desk.requests);
    let mut stage = Stage::new(80, 24);
    stage.press("a");
    assert!(stage.shows("Type a few letters"), "{}", stage.screen());
}

#[test]
fn undo_says_first_what_it_would_put_back_and_changes_are_filtered() {
    let mut stage = Stage::new(80, 24);
    stage.press("f7 /").types("by:me -is:undone").press("enter");
    assert!(stage.shows("1 of 1"), "{}", stage.screen());
    assert!(!stage.shows("LAN-26-0144"));
    stage.press("ctrl-z");
    assert!(stage.shows("state completed to open"), "{}", stage.screen());
    assert_eq!(stage.desk.undone, 0);
    stage.press("enter");
    assert_eq!(stage.desk.undone, 1);
}

#[test]
fn lists_narrowed_and_marked_look_as_they_were_looked_at() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        let mut stage = Stage::new(columns, rows);
        stage.press("f6 m m /").types("agency:h");
        insta::assert_snapshot!(format!("narrowed-{columns}"), stage.screen());
        let screen = Stage::new(columns, rows).press("f6 V").screen();
        insta::assert_snapshot!(format!("views-{columns}"), screen);
        for (name, keys) in [
            ("orders", "f4 S"),
            ("groups", "f6 B"),
            ("story", "f4 enter h down down down down"),
            ("find", "f6 ctrl-o k"),
            ("undo", "f7 ctrl-z"),
        ] {
            let screen = Stage::new(columns, rows).press(keys).screen();
            insta::assert_snapshot!(format!("{name}-{columns}"), screen);
        }
    }
}
