//! Flags in keystrokes, and as they look.

use crate::app::testing::{Desk, Stage};
use crate::domain::request::{FlagChange, Request};
use crate::domain::rows::flag::FlagDeed;

fn change(stage: &Stage) -> &FlagChange {
    match stage.desk.last() {
        Request::Flag(change) => change,
        _ => panic!("no change of a flag"),
    }
}

#[test]
fn the_flags_look_as_they_were_looked_at() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        for (name, keys) in [
            ("flags", "alt-9"),
            ("flags-ended", "alt-9 tab tab"),
            ("flags-confirm", "alt-9 c"),
            ("flags-keep", "alt-9 e"),
        ] {
            insta::assert_snapshot!(
                format!("{name}-{columns}"),
                Stage::new(columns, rows).press(keys).screen()
            );
        }
    }
}

#[test]
fn an_agency_says_that_it_set_the_flag() {
    let mut stage = Stage::new(80, 24);
    stage.press("! down c enter");
    // Whoever has not said so yet stands first.
    assert!(
        matches!(change(&stage), FlagChange::Confirm { agency, deed: FlagDeed::Set, .. } if agency == "housing")
    );
}

#[test]
fn keeping_and_removing_ask_why() {
    let mut stage = Stage::new(80, 24);
    stage.press("! e enter");
    assert!(stage.shows("Why it is kept"), "{}", stage.screen());
    stage.types("he is out on 3 January").press("enter");
    assert!(matches!(change(&stage), FlagChange::Keep { until: Some(_), .. }));
    stage.press("x").types("moved away").press("enter");
    assert!(matches!(change(&stage), FlagChange::End { .. }));
}

#[test]
fn without_flags_it_says_where_they_come_from() {
    let desk = Desk { bare: true, ..Desk::default() };
    assert!(Stage::with(80, 24, desk).press("!").shows("No flag ends within two months"));
}
