//! Taking in a document, in keystrokes.

use crate::app::route::Route;
use crate::app::testing::{Desk, Stage, documents, fixtures};
use crate::domain::rows::document::AttachmentKind;
use crate::service::ask::Ask;
use crate::service::import::History;
use crate::service::paperwork::{Paperwork, Source};

fn named(stage: &mut Stage) -> &mut Stage {
    stage.press("alt-i").types("/tmp/list.csv").press("enter")
}

#[test]
fn a_list_is_named_its_mapping_corrected_and_named_planned_and_taken_in() {
    let mut stage = Stage::new(80, 24);
    named(&mut stage);
    assert!(stage.shows("list with semicolons, 3 rows, heads in row 2"), "{}", stage.screen());
    assert!(stage.shows("? not read: victim telephone?"));
    // The suggestion is the first choice.
    stage.press("down down down enter");
    assert!(stage.shows("Read it as which?"), "{}", stage.screen());
    stage.press("enter");
    assert!(stage.shows("* victim telephone"), "{}", stage.screen());
    stage.press("up up enter").types("date").press("enter");
    assert!(stage.shows("* date received") && stage.shows("Every head is read"), "{}", stage.screen());
    stage.press("n").types("Northside").press("enter");
    assert!(stage.shows("will be kept as Northside"));
    stage.press("h p");
    assert!(stage.shows("Nothing is kept yet: Enter takes it in"), "{}", stage.screen());
    stage.press("down");
    assert!(
        stage.shows("! victim date of birth is no day of the calendar; write it as"),
        "{}",
        stage.screen()
    );
    let Some(Paperwork::Import { document, keep: false, history: History::Heard, .. }) =
        stage.desk.papers.last()
    else {
        panic!("a plan");
    };
    assert_eq!(document.source, Source::File("/tmp/list.csv".into()));
    assert_eq!(document.choice.remember.as_deref(), Some("Northside"));
    assert_eq!(document.choice.told.len(), 2);
    stage.press("enter");
    assert!(
        stage.shows("mapping Northside kept") && stage.shows("2 of 3 rows taken in"),
        "{}",
        stage.screen()
    );
    assert!(matches!(stage.desk.papers.last(), Some(Paperwork::Import { keep: true, .. })));
    stage.press("enter");
    assert!(stage.shows("Case LAN-26-0143"), "{}", stage.screen());
}

#[test]
fn text_is_pasted_and_letters_are_never_commands_while_it_is_typed() {
    let mut stage = Stage::new(80, 24);
    stage.press("f4 i").event(crate::app::event::Event::Paste("Victim name: Mary\nDOB: 1/2/1990".into()));
    stage.types("p").press("enter");
    let Some(Ask::Outline(document)) = stage.desk.asks.last() else { panic!("an outline") };
    assert_eq!(document.source, Source::Pasted("Victim name: Mary\nDOB: 1/2/1990p".into()));
    assert_eq!(document.source.name(), "the pasted text");
}

#[test]
fn esc_stops_what_runs_and_goes_back_a_step_otherwise() {
    let mut stage = Stage::new(80, 24);
    named(&mut stage).desk.slow = true;
    stage.press("p");
    assert!(stage.shows("Planning ...") && stage.shows("Esc stops it"), "{}", stage.screen());
    stage.press("esc");
    assert!(stage.shows("Stopping; nothing is kept"));
    let Some(crate::service::job::Job::Paperwork { work, .. }) = stage.desk.put_off.last() else {
        panic!("a job")
    };
    assert!(matches!(&**work, Paperwork::Import { stop, .. } if stop.is_stopped()));
    stage.catch_up();
    assert!(stage.shows("what would be taken in"));
    stage.press("esc");
    assert!(stage.shows("Import: how it is read"));
    stage.press("esc");
    assert!(stage.shows("Path of the file"));
    stage.press("esc");
    assert!(!stage.shows("Import"));
}

#[test]
fn a_file_is_kept_with_a_case_opened_and_saved_in_clear() {
    let mut stage = Stage::new(80, 24);
    stage.press("f4 enter f").types("/tmp/bail.pdf").press("tab").types("b").press("enter");
    let Some(Paperwork::Attach { from, label, .. }) = stage.desk.papers.last() else { panic!("a file") };
    assert_eq!((from.to_str(), label.kind), (Some("/tmp/bail.pdf"), AttachmentKind::Bail));
    stage.go(Route::Attachment(documents::attachment().id));
    assert!(
        stage.shows("Surname  |  KERSHAW") && stage.shows("LAN-26-0143: referral form"),
        "{}",
        stage.screen()
    );
    stage.press("s");
    assert!(
        stage.shows("in clear, outside the record") && stage.shows("LAN-26-0143-referral-form.docx"),
        "{}",
        stage.screen()
    );
    stage.press("enter");
    assert!(matches!(stage.desk.papers.last(), Some(Paperwork::Save { .. })));
    stage.press("f2");
    assert!(!stage.shows("KERSHAW"));
}

#[test]
fn the_referrals_are_written_out_from_the_case_list() {
    let mut stage = Stage::new(80, 24);
    stage.press("f4 x enter");
    let Some(Paperwork::Referrals { to, which }) = stage.desk.papers.last() else { panic!("a list") };
    assert_eq!((to.to_str(), which.since), (Some("referrals.csv"), None));
}

#[test]
fn the_steps_look_as_they_were_looked_at() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        for (name, keys) in
            [("from", ""), ("heads", "enter"), ("plan", "enter p"), ("done", "enter p enter down")]
        {
            let mut stage = Stage::new(columns, rows);
            let screen = stage.press("alt-i").types("/tmp/list.csv").press(keys).screen();
            insta::assert_snapshot!(format!("import-{name}-{columns}"), screen);
        }
        let screen = Stage::new(columns, rows).go(Route::Attachment(fixtures::id(700))).screen();
        insta::assert_snapshot!(format!("document-{columns}"), screen);
    }
}

#[test]
fn no_size_makes_it_panic() {
    for keys in ["", "enter", "enter p", "enter p enter", "enter n", "enter enter"] {
        let mut stage = Stage::with(80, 24, Desk::default());
        named(&mut stage).press(keys);
        for columns in [1, 2, 5, 24, 80, 300] {
            for rows in [1, 2, 5, 24, 100] {
                stage.resize(columns, rows).screen();
            }
        }
    }
}
