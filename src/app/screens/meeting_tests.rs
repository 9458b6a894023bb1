//! Agenda, sign-in, outstanding actions and approval in keystrokes.

use crate::app::route::Route;
use crate::app::testing::{Desk, Stage, fixtures};
use crate::domain::request::{Request, Step};
use crate::domain::rows::action::ReviewOutcome;
use crate::domain::rows::meeting::{MeetingState, Presence};

fn at(columns: u16, rows: u16, route: Route) -> Stage {
    let mut stage = Stage::new(columns, rows);
    stage.go(route);
    stage
}

fn closed(columns: u16, rows: u16) -> Stage {
    let mut desk = Desk::sitting();
    if let Some(sitting) = &mut desk.sitting {
        sitting.agenda.meeting.state = MeetingState::Closed;
    }
    let mut stage = Stage::with(columns, rows, desk);
    stage.go(Route::Approval(fixtures::id(900)));
    stage
}

#[test]
fn the_meeting_screens_look_as_they_were_looked_at() {
    let meeting = fixtures::id(900);
    for (columns, rows) in [(80, 24), (120, 40)] {
        for (name, route, keys) in [
            ("agenda", Route::Agenda(meeting), ""),
            ("agenda-build", Route::Agenda(meeting), "b"),
            ("agenda-defer", Route::Agenda(meeting), "d"),
            ("sign-in", Route::SignIn(meeting), "n"),
            ("sign-in-place", Route::SignIn(meeting), "e"),
            ("outstanding", Route::Outstanding(meeting), "down"),
        ] {
            let mut stage = at(columns, rows, route);
            insta::assert_snapshot!(format!("{name}-{columns}"), stage.press(keys).screen());
        }
        let mut stage = closed(columns, rows);
        insta::assert_snapshot!(format!("approval-{columns}"), stage.screen());
        insta::assert_snapshot!(format!("approval-confirm-{columns}"), stage.press("a enter").screen());
    }
}

#[test]
fn the_agenda_is_built_moved_and_deferred_with_reasons() {
    let mut stage = at(120, 40, Route::Agenda(fixtures::id(900)));
    assert!(stage.shows("nobody drops off"));
    stage.press("b down enter");
    assert!(
        matches!(stage.desk.last(), Request::BuildAgenda(build) if build.preset.as_deref() == Some("children"))
    );
    stage.press("down K tab").types("officer leaves at 11").press("enter");
    assert!(matches!(stage.desk.last(), Request::MoveItem(moved) if moved.to == 1 && moved.reason.is_some()));
    stage.press("d").types("victim abroad").press("tab").types("daily call").press("enter");
    assert!(matches!(stage.desk.last(), Request::Defer(defer) if defer.interim.is_some()));
    stage.press("enter");
    assert!(stage.shows("sign-in"));
}

#[test]
fn sign_in_is_one_key_each_and_opens_the_meeting() {
    let mut stage = at(120, 40, Route::SignIn(fixtures::id(900)));
    stage.press("o");
    assert!(
        matches!(stage.desk.last(), Request::Attend(attend) if attend.places[0].presence == Presence::Online)
    );
    stage.press("down a enter");
    assert!(matches!(stage.desk.last(), Request::Attend(attend)
        if attend.places[0].presence == Presence::Apologies && attend.places[0].agency == "idva"));
    stage.press("n c");
    assert!(matches!(stage.desk.last(), Request::AcceptConfidentiality(accept) if accept.except == ["idva"]));
    stage.press("w tab tab").types("his sister works there").press("enter");
    assert!(matches!(stage.desk.last(), Request::Declare(declare) if declare.agency == "idva"));
    stage.press("m");
    assert!(
        stage
            .desk
            .requests
            .iter()
            .any(|request| matches!(request, Request::MoveMeeting(moved) if moved.step == Step::Open))
    );
    assert!(stage.shows("Outstanding actions"));
}

#[test]
fn who_comes_or_goes_in_the_middle_does_so_now() {
    let mut stage = Stage::with(120, 40, Desk::sitting());
    stage.go(Route::SignIn(fixtures::id(900)));
    stage.press("down down i");
    assert!(matches!(stage.desk.last(), Request::Attend(attend)
        if attend.places[0].agency == "housing" && attend.places[0].arrived.is_some()));
    stage.press("g l");
    assert!(matches!(stage.desk.last(), Request::Attend(attend) if attend.places[0].left.is_some()));
}

#[test]
fn outstanding_actions_are_one_key_each_and_reasons_are_asked_for() {
    let mut stage = at(120, 40, Route::Outstanding(fixtures::id(900)));
    stage.press("c");
    assert!(matches!(stage.desk.last(), Request::ReviewAction(review)
        if review.outcome == ReviewOutcome::Completed && review.meeting == Some(fixtures::id(900))));
    for (key, outcome) in [("n", ReviewOutcome::NotDone), ("x", ReviewOutcome::NoLongerPossible)] {
        stage.press(key).types("no staff").press("enter");
        assert!(
            matches!(stage.desk.last(), Request::ReviewAction(review)
            if review.outcome == outcome && review.note.is_some()),
            "{key}"
        );
    }
    stage.press("e").press("tab").types("said so").press("enter");
    assert!(
        matches!(stage.desk.last(), Request::ReviewAction(review) if review.outcome == ReviewOutcome::Continues)
    );
}

#[test]
fn approval_asks_first_and_jumps_to_what_is_missing() {
    let mut stage = closed(120, 40);
    stage.press("a enter");
    assert!(stage.desk.requests.is_empty(), "nothing before the question is answered");
    stage.press("y");
    assert!(
        matches!(stage.desk.last(), Request::Approve(approve) if approve.how == "at the keyboard" && approve.at.is_none())
    );
    stage.press("e enter y");
    assert!(
        matches!(stage.desk.last(), Request::Approve(approve) if approve.how == "by e-mail" && approve.at.is_some())
    );
    stage.press("x enter");
    assert_eq!(stage.desk.exports, [std::path::PathBuf::from("MARAC-2026-11-26-minutes-draft.pdf")]);
    stage.press("s enter");
    assert_eq!(stage.desk.exports.last().and_then(|path| path.to_str()), Some("MARAC-2026-11-26-actions"));
    stage.press("enter");
    assert!(stage.shows("case 7 of 16") && stage.shows("Decision on"), "at the case, ready to mend it");
}

#[test]
fn comments_on_the_draft_are_kept_and_answered() {
    let mut stage = closed(80, 24);
    stage.press("c").types("Probation").press("tab tab tab").types("the licence ends in May").press("enter");
    assert!(
        matches!(stage.desk.last(), Request::AddComment(comment) if comment.from.reveal() == "Probation")
    );
    stage.press("G enter").types("put right").press("enter");
    assert!(
        matches!(stage.desk.last(), Request::AnswerComment(answer) if answer.answer.reveal() == "put right")
    );
}
