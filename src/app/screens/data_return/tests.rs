//! The data return in keystrokes, and as it looks.

use crate::app::route::Route;
use crate::app::testing::Stage;

fn stage(columns: u16, rows: u16) -> Stage {
    let mut stage = Stage::new(columns, rows);
    stage.go(Route::DataReturn);
    stage
}

#[test]
fn the_return_looks_as_it_was_looked_at() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        for (name, keys) in
            [("return", ""), ("return-cell", "G right right up up up"), ("return-behind", "G enter")]
        {
            let mut stage = stage(columns, rows);
            if !keys.is_empty() {
                stage.press(keys);
            }
            insta::assert_snapshot!(format!("{name}-{columns}"), stage.screen());
        }
    }
}

#[test]
fn what_to_look_at_stands_first_and_every_meeting_can_be_reached() {
    let mut stage = stage(80, 24);
    assert!(stage.shows("To look at before it is sent"), "{}", stage.screen());
    assert!(stage.shows("LGBT+ is known of 0 of"), "{}", stage.screen());
    stage.press("G");
    assert!(stage.shows("AF"), "{}", stage.screen());
    assert!(!stage.shows("26/11"), "{}", stage.screen());
    stage.press("right right right right right right right right right right");
    assert!(stage.shows("[26/11]") && stage.shows("MARAC-2026-11-26: "), "{}", stage.screen());
}

#[test]
fn enter_on_a_cell_shows_the_cases_behind_it() {
    let mut stage = stage(80, 24);
    stage.press("enter");
    assert!(stage.shows("no case is behind this line"), "{}", stage.screen());
    stage.press("G right enter");
    assert!(stage.shows("Behind: AF oth.ethn., 01/10/2026"), "{}", stage.screen());
    assert!(stage.shows("LAN-26-0143"), "{}", stage.screen());
}

#[test]
fn the_quarter_before_is_one_key_and_any_other_is_typed() {
    let mut stage = stage(80, 24);
    assert!(stage.shows("1 Oct 2026 to Thu 31 Dec 2026"), "{}", stage.screen());
    stage.press("[");
    assert!(stage.shows("1 Jul 2026 to Wed 30 Sep 2026"), "{}", stage.screen());
    stage.press("] ]");
    assert!(stage.shows("1 Jan 2027 to Wed 31 Mar 2027"), "{}", stage.screen());
    stage.press("e ctrl-u").types("2025-Q4").press("enter");
    assert!(stage.shows("1 Oct 2025 to Wed 31 Dec 2025"), "{}", stage.screen());
    stage.press("e ctrl-u").types("soon").press("enter");
    assert!(stage.shows("soon is no period"), "{}", stage.screen());
}
