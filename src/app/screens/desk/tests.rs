//! The referral desk in keystrokes.

use jiff::civil::date;

use crate::app::route::Route;
use crate::app::testing::{Desk, Stage, fixtures};
use crate::domain::private::Private;
use crate::domain::request::{Destination, Request};
use crate::domain::rows::desk::AlertOutcome;
use crate::service::ask::Ask;

fn desk(keys: &str) -> Stage {
    let mut stage = Stage::new(80, 24);
    stage.press("f8").press(keys);
    stage
}

#[test]
fn the_desk_looks_as_it_was_looked_at() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        for (name, keys) in [
            ("desk", "6 down"),
            ("desk-alerts", "f8 tab"),
            ("desk-transfers", "f8 tab tab"),
            ("desk-receipts", "f8 tab tab tab"),
            ("desk-accept", "f8 a"),
            ("desk-ask", "f8 down m"),
            ("desk-receipt", "f8 r"),
            ("desk-transfer-out", "f8 t enter"),
            ("desk-history", "f8 d"),
        ] {
            let screen = Stage::new(columns, rows).press(keys).screen();
            insta::assert_snapshot!(format!("{name}-{columns}"), screen);
        }
    }
}

#[test]
fn a_referral_is_accepted_for_a_meeting_with_the_judgement_in_writing() {
    let mut stage = desk("a");
    assert!(stage.shows("LATE: cut-off") || stage.shows("the next agenda built"));
    stage.types("moved to her work").press("tab alt-right enter");
    let Request::AcceptReferral(accepted) = stage.desk.last() else { panic!("no decision") };
    assert_eq!(accepted.meeting, Some(fixtures::id(900)));
    assert_eq!(accepted.reason.as_ref().map(Private::reveal), Some("moved to her work"));
}

#[test]
fn what_is_missing_is_asked_for_and_the_answer_brings_it_back() {
    let mut stage = desk("down m");
    assert!(stage.shows("victim's address"));
    stage.press("enter");
    let Request::AskForMore(asked) = stage.desk.last() else { panic!("no question") };
    assert_eq!(asked.missing.len(), 2);
    // Two working days from Thursday 26 November.
    assert_eq!(asked.due, date(2026, 11, 30));
    stage.press("down down down c enter");
    assert!(matches!(stage.desk.last(), Request::Answered(_)));
}

#[test]
fn decline_send_on_and_tell_the_idva() {
    let mut stage = desk("x");
    stage.types("no current risk").press("tab alt-right enter");
    let Request::DeclineReferral(declined) = stage.desk.last() else { panic!("no decision") };
    assert!(declined.withdrawn);
    stage.press("f").press("tab tab").types("serial").press("enter");
    let Request::SendOn(sent) = stage.desk.last() else { panic!("not sent") };
    assert_eq!(sent.to, Destination::Forum("matac".into()));
    stage.press("f alt-left tab").types("Preston adult care").press("tab").types("kin").press("enter");
    let Request::SendOn(sent) = stage.desk.last() else { panic!("not sent") };
    assert_eq!(sent.to, Destination::Body("Preston adult care".into()));
    stage.press("i enter");
    let Request::TellIdva(told) = stage.desk.last() else { panic!("nobody told") };
    assert_eq!((told.on, told.how.as_str()), (date(2026, 11, 26), "secure e-mail"));
}

#[test]
fn a_refused_decision_comes_back_as_it_was_typed() {
    let mut stage = Stage::with(80, 24, Desk { refuses: Some("below every figure"), ..Desk::default() });
    stage.press("f8 a").types("a reason").press("enter");
    assert!(stage.shows("! below every figure") && stage.shows("a reason"));
}

#[test]
fn a_case_goes_to_another_area_with_some_of_its_actions() {
    let mut stage = desk("t enter");
    assert!(stage.shows("to another MARAC"));
    stage.types("Preston MARAC").press("tab").types("moved").press("tab tab tab tab alt-right enter");
    let Request::TransferOut(out) = stage.desk.last() else { panic!("no transfer") };
    assert_eq!((out.goes.len(), out.flag_until), (1, Some(date(2027, 11, 12))));
    assert_eq!(out.sent, ["minutes", "plans"]);
    stage.press("tab tab e enter");
    let Request::TransferReceived(received) = stage.desk.last() else { panic!("no receipt") };
    assert!(received.refused.is_none());
}

#[test]
fn a_case_from_another_area_brings_its_actions_as_lines() {
    let mut stage = desk("t down enter");
    assert!(stage.shows("came from another MARAC"));
    stage.types("Preston MARAC").press("tab").types("4/5/2026").press("tab tab alt-right tab tab");
    stage.types("housing: change locks by fri").press("enter");
    let Request::TransferIn(came) = stage.desk.last() else { panic!("no transfer") };
    assert_eq!((came.original, came.heard, came.actions.len()), (date(2026, 5, 4), true, 1));
    assert_eq!(came.actions[0].1[0].agency, "housing");
}

#[test]
fn an_urgent_meeting_is_called_from_the_desk_with_those_who_are_asked() {
    let mut stage = desk("u");
    stage.press("tab").types("14:00").press("tab ctrl-u").types("police, idva").press("enter");
    let Request::AddMeeting(added) = stage.desk.last() else { panic!("no meeting") };
    let urgent = added.urgent.as_ref().expect("an urgent one");
    assert_eq!(urgent.invite, ["police", "idva"]);
    assert_eq!(urgent.cases.len(), 1);
    stage.press("l enter");
    assert!(matches!(stage.desk.last(), Request::ListCase(_)));
}

#[test]
fn alerts_are_sent_or_said_to_be_not_needed() {
    let mut stage = desk("tab s");
    assert!(stage.shows("idva, police"));
    stage.press("enter");
    let Request::SettleAlert(sent) = stage.desk.last() else { panic!("no alert") };
    assert_eq!((sent.outcome, sent.to.len(), sent.covers.len()), (AlertOutcome::Sent, 2, 1));
    stage.press("n").types("they told us").press("enter");
    let Request::SettleAlert(not) = stage.desk.last() else { panic!("no alert") };
    assert_eq!(not.outcome, AlertOutcome::NotNeeded);
}

#[test]
fn a_receipt_is_shown_recorded_and_written_to_a_file() {
    let mut stage = desk("r");
    assert!(stage.shows("Decision: accepted"));
    stage.press("shift-tab").types("receipt.txt").press("enter");
    assert!(matches!(stage.desk.requests.last(), Some(Request::SendReceipt(_))));
    assert_eq!(stage.desk.exports.len(), 1);
}

#[test]
fn the_queue_is_narrowed_by_words_and_by_where_it_stands() {
    let mut stage = desk("h");
    assert!(matches!(stage.desk.asks.last(), Some(Ask::Desk(filter, _)) if filter.heap.is_some()));
    stage.press("h h h h /").types("a6");
    assert!(matches!(stage.desk.asks.last(), Some(Ask::Desk(filter, _)) if filter.words == "a6"));
    stage.press("esc enter");
    assert!(matches!(stage.desk.asks.last(), Some(Ask::Case(_))));
}

#[test]
fn a_long_queue_is_read_in_windows() {
    let mut stage = Stage::with(80, 24, Desk::of(120_000));
    stage.press("f8 end");
    assert!(stage.shows("120000 of 120000"));
}

#[test]
fn papers_out_is_one_key_on_the_agenda_and_what_changed_stands_there() {
    let mut stage = Stage::new(120, 40);
    stage.go(Route::Agenda(fixtures::id(900)));
    assert!(stage.shows("papers out") && stage.shows("! changed"));
    stage.press("P enter");
    let Request::PapersOut(papers) = stage.desk.last() else { panic!("no papers") };
    assert_eq!(papers.out, None);
}
