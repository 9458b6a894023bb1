//! Papers in keystrokes: written for a reader, looked at first, corrected.

use super::*;
use crate::app::route::Route;
use crate::app::testing::{Stage, fixtures};
use crate::domain::paper::{Edition, Format, PaperKind};
use crate::service::papers::{Order, To};

fn stage() -> Stage {
    let mut stage = Stage::new(100, 30);
    stage.go(Route::Papers(Subject::Meeting(fixtures::id(900))));
    stage
}

fn ordered(stage: &Stage) -> Order {
    stage.desk.orders.last().expect("an order").clone()
}

#[test]
fn enter_writes_the_paper_under_the_cursor_for_everybody_concerned() {
    let mut stage = stage();
    stage.press("down down enter enter");
    let Order::Write { wanted, options, to } = ordered(&stage) else { panic!("a paper to write") };
    assert_eq!(wanted.len(), 2);
    assert!(wanted.iter().all(|one| one.kind == PaperKind::ActionSheet));
    assert_eq!(wanted[0].edition, Edition::Agency("police".to_owned()));
    assert_eq!(options.format, Format::Pdf);
    assert_eq!(to, To::Folder("MARAC-2026-11-26-papers".into()));
}

#[test]
fn a_copy_that_changed_is_said_so_and_corrections_go_out() {
    let mut stage = stage();
    let screen = stage.screen();
    assert!(screen.contains("CHANGED since"), "{screen}");
    assert!(screen.contains("Actions agreed"), "{screen}");
    stage.press("c enter");
    assert!(matches!(ordered(&stage), Order::Correct { .. }), "{}", stage.screen());
}

#[test]
fn a_preview_says_what_is_left_out_and_why_and_writes_nothing() {
    let mut stage = stage();
    stage.press("v right right enter");
    let screen = stage.screen();
    assert!(screen.contains("LAN-26-0147: Housing is kept out of this case"), "{screen}");
    assert!(stage.desk.orders.is_empty());
}
