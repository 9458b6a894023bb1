//! Reports in keystrokes, and as they look.

use crate::app::testing::Stage;

#[test]
fn the_reports_look_as_they_were_looked_at() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        for (name, keys) in [("reports", "#"), ("report", "# enter"), ("report-behind", "# enter enter")] {
            let screen = Stage::new(columns, rows).press(keys).screen();
            insta::assert_snapshot!(format!("{name}-{columns}"), screen);
        }
    }
}

#[test]
fn a_report_is_asked_over_another_forum_and_period() {
    let mut stage = Stage::new(80, 24);
    stage.press("# enter e");
    assert!(stage.shows("Period"), "{}", stage.screen());
    stage.press("tab ctrl-u").types("last quarter").press("enter");
    assert!(stage.shows("1 Jul 2026 to Wed 30 Sep 2026"), "{}", stage.screen());
    // What no period is stays as it was, and is said.
    stage.press("e tab ctrl-u").types("soon").press("enter");
    assert!(stage.shows("soon is no period"), "{}", stage.screen());
    assert!(stage.shows("1 Jul 2026 to Wed 30 Sep 2026"), "{}", stage.screen());
}

#[test]
fn a_report_for_outside_says_so_and_opens_nothing() {
    let mut stage = Stage::new(80, 24);
    stage.press("# enter o");
    assert!(stage.shows("FOR OUTSIDE") && stage.shows("held back"), "{}", stage.screen());
    stage.press("enter");
    assert!(stage.shows("nothing more is behind"), "{}", stage.screen());
    stage.press("o enter");
    assert!(stage.shows("LAN-26-0143"), "{}", stage.screen());
}

#[test]
fn a_report_is_saved_under_a_name() {
    let mut stage = Stage::new(80, 24);
    stage.press("# enter V");
    assert!(stage.shows("save what is shown"), "{}", stage.screen());
}
