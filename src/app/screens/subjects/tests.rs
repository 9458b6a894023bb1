//! Subjects in keystrokes: the ranked list, one subject, moves, profile, nominations.

use jiff::civil::date;

use crate::app::testing::{Desk, Stage};
use crate::domain::request::{Door, Request};
use crate::domain::rows::action::ReviewOutcome;
use crate::domain::rows::subject::{Claim, Stage as Stands};
use crate::domain::stage::Need;
use crate::service::ask::Ask;

#[test]
fn subjects_look_as_they_were_looked_at() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        for (name, keys) in [
            ("list", "8"),
            ("everybody", "8 *"),
            ("one", "8 enter"),
            ("one-end", "8 enter end"),
            ("stages", "8 enter s"),
            ("moving", "8 enter s e x i enter"),
            ("nominate", "8 a"),
            ("need", "8 enter e a l c enter"),
        ] {
            let screen = Stage::new(columns, rows).press(keys).screen();
            insta::assert_snapshot!(format!("subjects-{name}-{columns}"), screen);
        }
    }
}

#[test]
fn one_subject_fits_a_large_terminal_and_scrolls_on_a_small_one() {
    let mut stage = Stage::new(120, 40);
    stage.press("8 enter");
    assert!(stage.shows("Stands") && stage.shows("Not filled in"), "{}", stage.screen());
    let mut stage = Stage::new(80, 24);
    stage.press("8 enter");
    assert!(stage.shows("Stands") && !stage.shows("Not filled in"));
    stage.press("end");
    assert!(stage.shows("Not filled in"), "{}", stage.screen());
}

#[test]
fn the_list_turns_months_back_and_shows_everybody() {
    let mut stage = Stage::new(80, 24);
    stage.press("8 left");
    assert!(
        matches!(stage.desk.asks.last(), Some(Ask::Subjects(filter)) if filter.month == Some(date(2026, 10, 1)))
    );
    stage.press("right");
    assert!(matches!(stage.desk.asks.last(), Some(Ask::Subjects(filter)) if filter.month.is_none()));
    let asked = stage.desk.asks.len();
    stage.press("right");
    assert_eq!(stage.desk.asks.len(), asked, "no month that has not begun");
    assert!(!stage.shows("LAN-26-0160"));
    stage.press("*");
    assert!(stage.shows("LAN-26-0160") && stage.shows("everybody"));
}

#[test]
fn who_left_is_told_with_the_reason_and_can_be_opened() {
    let mut stage = Stage::new(80, 24);
    stage.press("8");
    assert!(stage.shows("No longer among the first 6"));
    assert!(stage.shows("discharged Tue 10 Nov: sust"), "{}", stage.screen());
    stage.press("end enter");
    assert!(matches!(stage.desk.asks.last(), Some(Ask::Subject(_))));
}

#[test]
fn a_filter_looks_among_everybody() {
    let mut stage = Stage::new(80, 24);
    stage.press("8 /").types("custody");
    assert!(matches!(stage.desk.asks.last(), Some(Ask::Subjects(filter)) if filter.every));
    assert!(stage.shows("HOLDEN") && !stage.shows("RIGG"));
    stage.press("esc");
    assert!(stage.shows("RIGG"));
}

#[test]
fn a_stage_is_moved_by_one_key_and_only_along_the_table() {
    let mut stage = Stage::new(80, 24);
    stage.press("8 enter s");
    assert!(stage.shows("exit proposed") && !stage.shows("discharged"), "{}", stage.screen());
    stage.types("exit").press("enter");
    assert!(stage.shows("LAN-26-0151: exit proposed"));
    stage.press("right right tab").types("no record since June").press("enter");
    let Request::MoveSubject(moved) = stage.desk.last() else { panic!("no move") };
    assert_eq!((moved.to, moved.ground.as_deref()), (Stands::ExitProposed, Some("other-forum")));
    assert_eq!(moved.reason.reveal(), "no record since June");
    assert_eq!(moved.on, Some(date(2026, 11, 26)));
}

#[test]
fn a_move_that_is_refused_comes_back_with_what_was_typed_and_all_that_is_lacking() {
    let mut stage = Stage::new(80, 24);
    stage.press("8 enter s").types("transf").press("enter tab tab").types("Bury").press("tab");
    stage.desk.refuses = Some(
        "LAN-26-0151 to transferred: actions are still open; nothing says that victims are informed; the chair may go on",
    );
    stage.press("enter");
    assert!(
        stage.shows("actions are still open") && stage.shows("the chair may go on"),
        "{}",
        stage.screen()
    );
    assert!(stage.shows("Bury"));
    stage.desk.refuses = None;
    stage.press("enter");
    let Request::MoveSubject(moved) = stage.desk.last() else { panic!("no move") };
    assert_eq!(
        moved.answers.first().map(|(need, words)| (*need, words.reveal())),
        Some((Need::Receiver, "Bury"))
    );
}

#[test]
fn open_actions_are_reviewed_under_the_subject_by_one_key() {
    let mut stage = Stage::new(120, 40);
    stage.press("8 enter c");
    assert!(stage.desk.requests.is_empty(), "only where the cursor is on an action");
    let mut downs = 0;
    while !stage.screen().lines().any(|line| line.starts_with("▸ Actions")) {
        stage.press("down");
        downs += 1;
        assert!(downs < 60, "{}", stage.screen());
    }
    stage.press("c");
    let Request::ReviewAction(review) = stage.desk.last() else { panic!("no review") };
    assert_eq!(review.outcome, ReviewOutcome::Completed);
}

#[test]
fn a_need_is_answered_in_place() {
    let mut stage = Stage::new(80, 24);
    stage.press("8 enter e").types("drugs").press("enter");
    assert!(stage.shows("LAN-26-0151: drugs"));
    stage.press("tab").types("none since spring").press("tab right enter");
    let Request::SetProfile(set) = stage.desk.last() else { panic!("no line") };
    let line = set.lines.first().map(|(key, words)| (key.as_str(), words.reveal()));
    assert_eq!(line, Some(("drugs", "no, none since spring")));
    assert_eq!(set.agency.as_deref(), Some("police"));
}

#[test]
fn what_an_agency_asserts_and_whether_the_subject_was_told_are_kept() {
    let mut stage = Stage::new(80, 24);
    stage.press("8 enter f tab right tab tab").types("two tenants").press("enter");
    let Request::Assert(assert) = stage.desk.last() else { panic!("nothing asserted") };
    assert_eq!((assert.claim, assert.agency.as_str()), (Claim::Repeat, "police"));
    stage
        .press("t tab tab tab")
        .types("visit")
        .press("tab")
        .types("25/11/2026")
        .press("tab right right enter");
    let Request::Tell(tell) = stage.desk.last() else { panic!("nothing told") };
    assert_eq!(tell.telling.checked, Some((date(2026, 11, 25), "idva".to_owned())));
}

#[test]
fn a_check_is_recorded_where_it_is_due() {
    let mut stage = Stage::new(120, 40);
    stage.press("8 enter end");
    while !stage.screen().lines().any(|line| line.starts_with("▸ Checks")) {
        stage.press("up");
    }
    stage.press("d").types("quiet").press("enter");
    assert!(matches!(stage.desk.last(), Request::DoCheck(check) if check.words.reveal() == "quiet"));
}

#[test]
fn somebody_is_put_forward_with_criteria_and_claims() {
    let mut stage = Stage::new(80, 24);
    stage.press("8 a").types("Dean").press("tab").types("Kershaw").press("tab tab").types("1/5/89");
    stage.press("tab right tab tab right tab").types("two partners").press("tab");
    // Two criteria of the desk's forum: the first is met with a figure.
    stage
        .press("right tab")
        .types("83 second on the list")
        .press("tab tab tab")
        .types("our files")
        .press("enter");
    let Request::TakeSubject(take) = stage.desk.last() else { panic!("nobody put forward") };
    assert_eq!((take.door, take.form.nominated_by.as_str()), (Door::Nomination, "idva"));
    assert_eq!(take.form.person.born, Some(date(1989, 5, 1)));
    let ground = take.form.grounds.first().map(|ground| (ground.key.as_str(), ground.met, ground.figure));
    assert_eq!(ground, Some(("score", Some(true), Some(83))));
    assert_eq!(take.form.grounds.len(), 1, "what is not answered is not given");
    assert_eq!(
        take.form.claims.first().map(|(claim, basis)| (*claim, basis.reveal())),
        Some((Claim::Serial, "our files"))
    );
    assert!(take.form.telling.is_none());
}

#[test]
fn privacy_hides_the_subject_and_what_is_said_of_them() {
    let mut stage = Stage::new(120, 40);
    stage.press("8 f2");
    assert!(!stage.shows("KERSHAW") && !stage.shows("BARR") && !stage.shows("sustained reduction"));
    stage.press("enter");
    let screen = stage.screen();
    for text in ["KERSHAW", "1989", "before every assault", "two victims in our files", "curfew", "Lomax"] {
        assert!(!screen.contains(text), "{text}\n{screen}");
    }
}

#[test]
fn an_empty_list_says_what_to_do() {
    let desk = Desk { bare: true, ..Desk::default() };
    assert!(Stage::with(80, 24, desk).press("8").shows("No subjects yet. Press a"));
}
