//! A sheet that came back, in keystrokes.

use std::path::PathBuf;

use crate::app::route::Route;
use crate::app::testing::{Stage, fixtures};
use crate::domain::request::{Request, ReviewAction};
use crate::domain::rows::action::ReviewOutcome;
use crate::service::ask::{Sent, SheetSort};

fn at(columns: u16, rows: u16) -> Stage {
    let mut stage = Stage::new(columns, rows);
    let sent = Sent {
        sort: SheetSort::Actions,
        file: PathBuf::from("sheet.xlsx"),
        from: "housing".to_owned(),
        pasted: None,
        meeting: Some(fixtures::id(900)),
    };
    stage.go(Route::Returned(Box::new(sent)));
    stage
}

#[test]
fn the_difference_looks_as_it_was_looked_at() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        let mut stage = at(columns, rows);
        insta::assert_snapshot!(format!("returned-{columns}"), stage.press("down").screen());
    }
}

#[test]
fn only_lines_that_are_marked_are_taken() {
    let mut stage = at(80, 24);
    assert!(stage.shows("2 lines would be taken in"), "{}", stage.screen());
    stage.press("m");
    assert!(stage.shows("1 line would be taken in"), "{}", stage.screen());
    stage.press("t");
    assert_eq!(stage.desk.together, [1]);
    assert!(matches!(
        stage.desk.last(),
        Request::ReviewAction(ReviewAction { outcome: ReviewOutcome::NotDone, .. })
    ));
}

#[test]
fn all_are_left_and_taken_again_by_one_key_and_nothing_is_taken_of_nothing() {
    let mut stage = at(80, 24);
    stage.press("a");
    assert!(stage.shows("Nothing is to be taken in"), "{}", stage.screen());
    stage.press("t");
    assert!(stage.desk.together.is_empty());
    stage.press("a");
    assert!(stage.shows("2 lines"), "{}", stage.screen());
}

#[test]
fn the_file_is_asked_for_where_returns_are_looked_at() {
    let mut stage = Stage::new(80, 24);
    stage.go(Route::Research(fixtures::id(900)));
    stage.press("f");
    assert!(
        stage.shows("research list that came back") && stage.shows("Path of the file"),
        "{}",
        stage.screen()
    );
}
