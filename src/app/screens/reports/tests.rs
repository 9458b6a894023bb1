//! Reports in keystrokes, and as they look.

use crate::app::route::Route;
use crate::app::testing::Stage;
use crate::domain::request::Request;
use crate::domain::rows::plan::Rag;

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

#[test]
fn a_principle_is_rated_with_the_figures_that_were_shown() {
    let mut stage = Stage::new(80, 24);
    stage.go(Route::Report("principles forum:marac".to_owned()));
    assert!(stage.shows("3 Multi-agency engage"), "{}", stage.screen());
    stage.press("down down down down down a");
    assert!(stage.shows("Multi-agency engagement"), "{}", stage.screen());
    stage.press("alt-right tab").types("deputies are not named").press("enter");
    let Request::RatePrinciple(rated) = stage.desk.last() else { panic!("not rated") };
    assert_eq!(
        (rated.list.as_str(), rated.principle.as_str(), rated.rag),
        ("ten-principles", "3", Rag::Amber)
    );
    assert_eq!(rated.seen[0].said, "100% (12 of 12)");
}

#[test]
fn what_a_measure_was_before_stands_beside_it() {
    let mut stage = Stage::new(80, 24);
    stage.press("# enter b");
    assert!(stage.shows("was 31%"), "{}", stage.screen());
    stage.press("b");
    assert!(!stage.shows("was 31%"), "{}", stage.screen());
}

#[test]
fn tables_for_statistics_name_nobody_unless_a_reason_is_given() {
    use crate::service::document::{Paperwork, Tidy};
    let mut stage = Stage::new(80, 24);
    stage.press("# x");
    assert!(stage.shows("Tables for statistics"), "{}", stage.screen());
    stage.press("tab").types("last quarter").press("enter");
    let Some(Paperwork::Tidy(asked)) = stage.desk.papers.last() else { panic!("an export") };
    let days = crate::domain::report::Period::quarter(2026, 3);
    let folder = "tidy-export".into();
    assert_eq!(*asked, Tidy { forum: None, days, references: false, names: None, folder });
    // Names without a reason do not leave; with one they do, and the reason goes along.
    stage.press("x tab tab right right enter");
    assert!(stage.shows("names leave only for a reason"), "{}", stage.screen());
    stage.press("x tab tab right right tab").types("case audit").press("enter");
    let Some(Paperwork::Tidy(asked)) = stage.desk.papers.last() else { panic!("an export") };
    assert_eq!(asked.names.as_deref(), Some("case audit"));
}
