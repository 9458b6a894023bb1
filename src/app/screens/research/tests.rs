//! What agencies returned, in keystrokes.

use crate::app::route::Route;
use crate::app::testing::{Stage, fixtures};
use crate::domain::request::{Request, Returned, SittingChange};
use crate::domain::rows::agenda::InformationKind;

fn at(columns: u16, rows: u16) -> Stage {
    let mut stage = Stage::new(columns, rows);
    stage.go(Route::Research(fixtures::id(900)));
    stage
}

fn last(stage: &Stage) -> &Returned {
    match stage.desk.last() {
        Request::Sitting(SittingChange::Returned(returned)) => returned,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_grid_looks_as_it_was_looked_at() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        let mut stage = at(columns, rows);
        insta::assert_snapshot!(format!("research-{columns}"), stage.press("down right").screen());
        insta::assert_snapshot!(format!("reminders-{columns}"), stage.press("r").screen());
    }
}

#[test]
fn one_key_marks_a_cell_and_one_a_whole_row() {
    let mut stage = at(80, 24);
    stage.press("n");
    assert_eq!(last(&stage).kind, Some(InformationKind::NothingKnown));
    assert_eq!(last(&stage).cells, [(fixtures::id(0), "police".to_owned())]);
    stage.press("i");
    assert_eq!(last(&stage).cells, [(fixtures::id(1), "police".to_owned())], "it goes on to the next case");
    stage.press("down a");
    assert_eq!(last(&stage).cells.len(), 15, "the one it is kept out of is left out");
    stage.press("delete");
    assert_eq!(last(&stage).kind, None);
    stage.press("d").press("ctrl-u").types("24/11/2026").press("enter x");
    assert_eq!(last(&stage).on, Some(jiff::civil::date(2026, 11, 24)));
    assert_eq!(last(&stage).kind, Some(InformationKind::Missing));
}

#[test]
fn an_agency_kept_out_is_not_marked_and_the_next_gap_is_found() {
    let mut stage = at(80, 24);
    stage.press("down");
    let before = stage.desk.requests.len();
    stage.press("i");
    assert_eq!(stage.desk.requests.len(), before, "kept out of the first case");
    assert!(stage.shows("alternate"));
    stage.press("tab");
    assert!(stage.shows("IDVA on 2"), "{}", stage.screen());
}
