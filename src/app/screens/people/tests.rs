//! People in keystrokes: found, opened, merged, told apart, parted, erased.

use crate::app::event::Event;
use crate::app::testing::{Desk, Stage, fixtures};
use crate::domain::request::Request;
use crate::domain::rows::area::UserRole;
use crate::service::ask::{Ask, Who};
use crate::service::job::News;

/// A terminal at which an administrator sits.
fn administered(columns: u16, rows: u16) -> Stage {
    let mut stage = Stage::new(columns, rows);
    let who = Who { role: UserRole::Administrator, ..fixtures::who() };
    stage.event(Event::News(News::Opened(who)));
    stage
}

#[test]
fn the_screens_look_as_they_were_looked_at() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        for (name, keys, typed) in [
            ("people-suggested", "ctrl-f", ""),
            ("people-found", "7", "m kershaw"),
            ("people-nobody", "7", "zz"),
            ("person", "7 enter", ""),
            ("person-merge", "7 enter m", ""),
            ("person-erase", "7 enter E", ""),
        ] {
            let mut stage = administered(columns, rows);
            let screen = stage.press(keys).types(typed).screen();
            insta::assert_snapshot!(format!("{name}-{columns}"), screen);
        }
    }
}

#[test]
fn every_letter_typed_is_looked_for_and_none_is_a_command() {
    let mut stage = Stage::new(80, 24);
    stage.press("ctrl-f").types("m7?:q");
    assert!(matches!(stage.desk.asks.last(), Some(Ask::People(query, _)) if query.words.reveal() == "m7?:q"));
    stage.press("esc");
    assert!(stage.shows("People who may be one"), "the first Esc empties the line");
    stage.press("esc");
    assert!(!stage.shows("People who may be one"));
}

#[test]
fn a_late_answer_to_an_older_line_is_left_aside() {
    let mut stage = Stage::new(80, 24);
    stage.press("7");
    stage.desk.slow = true;
    stage.types("mz");
    stage.desk.put_off.reverse();
    stage.catch_up();
    assert!(stage.shows("Nobody in the record answers"));
}

#[test]
fn people_who_may_be_one_are_settled_on_the_persons_screen() {
    let mut stage = Stage::new(80, 24);
    stage.press("7 enter");
    assert!(stage.shows("May also be"));
    stage.press("m enter");
    let Request::MergePeople(merge) = stage.desk.last() else { panic!("no merge") };
    assert_eq!((merge.one, merge.other), (fixtures::id(700), fixtures::id(702)));
    assert_eq!(merge.reason.reveal(), "name spelt a little differently, same date of birth");
    stage.press("x").types("mother and daughter").press("enter");
    let Request::TellApart(apart) = stage.desk.last() else { panic!("not told apart") };
    assert_eq!((apart.other, apart.reason.reveal()), (fixtures::id(702), "mother and daughter"));
}

#[test]
fn a_row_is_parted_and_only_one_that_points_at_another() {
    let mut stage = Stage::new(120, 40);
    stage.press("7 enter u");
    assert!(stage.desk.requests.is_empty(), "the cursor is on a suggestion");
    for _ in 0..9 {
        stage.press("u");
        if !stage.desk.requests.is_empty() {
            break;
        }
        stage.press("down");
    }
    let Request::UnmergePeople(parted) = stage.desk.last() else { panic!("nothing parted") };
    assert_eq!(parted.person, fixtures::id(705));
}

#[test]
fn erasing_says_first_what_goes_and_waits_for_a_yes() {
    let mut stage = Stage::new(80, 24);
    stage.press("7 enter E");
    assert!(!stage.shows("for good"), "only an administrator erases");
    let mut stage = administered(80, 24);
    stage.press("7 enter E");
    assert!(stage.shows("and 2 cases whole: LAN-25-0007"));
    stage.press("n");
    assert!(stage.desk.requests.is_empty());
    stage.press("E y");
    assert!(matches!(stage.desk.last(), Request::Erase(erase) if erase.person == fixtures::id(700)));
    assert!(stage.shows("People"), "back where the person was found");
}

#[test]
fn a_party_of_a_case_is_opened_from_it() {
    let mut stage = Stage::new(80, 24);
    stage.press("f4 enter down down enter");
    assert!(matches!(stage.desk.asks.last(), Some(Ask::Person(person)) if *person == fixtures::id(700)));
}

#[test]
fn hidden_names_stay_hidden_here_too() {
    for keys in ["7 f2", "7 enter f2"] {
        let screen = Stage::new(120, 40).press(keys).screen();
        for name in ["KERSHAW", "Mary", "Maz", "01632", "12/03/1992", "Clegg", "CLEGG"] {
            assert!(!screen.contains(name), "{keys} shows {name}");
        }
    }
    let mut stage = Stage::new(80, 24);
    stage.press("7").types("kershaw").press("f2");
    assert!(!stage.shows("kershaw"));
}

#[test]
fn an_empty_record_says_so() {
    let desk = Desk { bare: true, ..Desk::default() };
    assert!(Stage::with(80, 24, desk).press("7").shows("Nobody in the record may be somebody else"));
}
