//! Flows in keystrokes on a terminal of text, every screen at every size, and keys at random.

use proptest::prelude::*;

use super::command::TABLE;
use super::route::Route;
use super::testing::{Desk, Stage, fixtures};
use crate::domain::paper::{PaperKind, Subject, Wanted};
use crate::domain::request::Request;
use crate::domain::rows::action::{DueKind, ReviewOutcome};
use crate::service::ask::{ActionFilter, Ask};

/// Every place there is, with what is called up on it.
pub fn routes() -> Vec<(&'static str, Route)> {
    vec![
        ("today", Route::Today),
        ("cases", Route::Cases),
        ("case", Route::Case(fixtures::id(0))),
        ("area", Route::Area),
        ("subjects", Route::Subjects),
        ("subject", Route::Subject(fixtures::id(1000))),
        ("whole-case", Route::WholeCase(fixtures::id(0))),
        ("couple", Route::Couple(fixtures::id(0))),
        ("plan", Route::Plan),
        ("plan-item", Route::PlanItem(fixtures::id(700))),
        ("flags", Route::Flags),
        ("services", Route::Services),
        ("forums", Route::Forums),
        ("forum", Route::Forum("marac".to_owned())),
        ("assess", Route::Assess(fixtures::id(0))),
        ("meetings", Route::Meetings),
        ("actions", Route::Actions(ActionFilter::default())),
        ("action", Route::Action(fixtures::id(500))),
        ("chasing", Route::Chasing),
        ("done", Route::Done),
        ("timeline", Route::Timeline(fixtures::id(0))),
        ("find", Route::Find),
        ("desk", Route::Desk),
        ("referral", Route::Referral(fixtures::id(1))),
        ("agenda", Route::Agenda(fixtures::id(900))),
        ("sign-in", Route::SignIn(fixtures::id(900))),
        ("outstanding", Route::Outstanding(fixtures::id(900))),
        ("room", Route::Room(fixtures::id(900))),
        ("approval", Route::Approval(fixtures::id(900))),
        ("papers", Route::Papers(Subject::Meeting(fixtures::id(900)))),
        (
            "preview",
            Route::Preview(Box::new(Wanted::of(PaperKind::Minutes, Subject::Meeting(fixtures::id(900))))),
        ),
        ("reports", Route::Reports),
        ("data-return", Route::DataReturn),
        ("report", Route::Report("engagement".to_owned())),
        ("self-assessment", Route::Report("principles forum:marac".to_owned())),
        ("people", Route::People),
        ("person", Route::Person(fixtures::id(100))),
        ("form", Route::Form(Some(fixtures::id(0)))),
        ("new-form", Route::Form(None)),
        ("import", Route::Import),
        ("attachment", Route::Attachment(fixtures::id(950))),
        ("business", Route::Business(fixtures::id(900))),
    ]
}

#[test]
fn the_screens_look_as_they_were_looked_at() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        for (name, keys) in [
            ("today", ""),
            ("cases", "f4 down"),
            ("case", "f4 enter"),
            ("case-line", "f4 enter a"),
            ("case-views", "f4 enter v"),
            ("meetings", "f5"),
            ("add-meeting", "f5 a"),
            ("actions", "f6"),
            ("done", "f7"),
            ("help", "f4 f1"),
            ("palette", "f6 ctrl-p"),
        ] {
            let screen = Stage::new(columns, rows).press(keys).screen();
            insta::assert_snapshot!(format!("{name}-{columns}"), screen);
        }
    }
}

#[test]
fn no_size_and_no_screen_makes_it_panic() {
    for (_, route) in routes() {
        for keys in ["", "end", "ctrl-p", "f1", "a", "v", "n", "s"] {
            let mut stage = Stage::new(80, 24);
            stage.go(route.clone()).press(keys);
            for columns in [1, 2, 3, 5, 9, 24, 80, 300] {
                for rows in [1, 2, 3, 5, 9, 24, 100] {
                    stage.resize(columns, rows).screen();
                }
            }
        }
    }
}

#[test]
fn an_empty_record_says_what_to_do_in_the_users_words() {
    for (keys, words) in [
        ("", "Nothing is due today"),
        ("f4", "No cases yet"),
        ("f5", "No meetings yet"),
        ("f6", "No live actions"),
        ("f7", "Nothing has been done yet"),
        ("f8", "No referral waits"),
    ] {
        let desk = Desk { bare: true, ..Desk::default() };
        assert!(Stage::with(80, 24, desk).press(keys).shows(words), "{keys}");
    }
}

#[test]
fn letters_are_text_while_text_is_typed_and_never_commands() {
    let mut stage = Stage::new(80, 24);
    stage.press("f4 /").types("sf1jq?:");
    assert!(stage.shows("/ sf1jq?:"));
    assert!(stage.shows("Cases"));
    assert!(matches!(stage.desk.asks.last(), Some(Ask::Cases(filter, _)) if filter.words == "sf1jq?:"));
    stage.press("esc");
    assert!(!stage.shows("/ sf1jq"));
}

#[test]
fn a_field_that_could_not_be_read_is_put_right_in_place() {
    let mut stage = Stage::new(80, 24);
    stage.press("f4 enter e");
    assert!(stage.shows("LAN-26-0143: date of birth"));
    stage.press("ctrl-u").types("12/3/1992").press("enter");
    let Request::Correct(correct) = stage.desk.last() else { panic!("no correction") };
    assert_eq!((correct.field, correct.value.reveal()), (fixtures::id(300), "12/3/1992"));
}

#[test]
fn a_finding_is_settled_and_only_where_the_cursor_is_on_one() {
    let mut stage = Stage::new(80, 24);
    stage.press("f4 enter s");
    assert!(stage.desk.requests.is_empty());
    stage.press("down s");
    assert!(matches!(stage.desk.last(), Request::Settle(settle) if settle.finding == fixtures::id(400)));
}

#[test]
fn an_action_is_added_between_meetings_and_its_line_is_kept_until_then() {
    let mut stage = Stage::new(80, 24);
    stage.press("f4 enter a").types("housing: change locks by fri");
    assert_eq!(stage.desk.kept.len(), 1);
    assert!(stage.shows("Housing · change locks · due Fri 27 Nov"));
    stage.press("esc esc enter");
    assert!(stage.shows("› housing: change locks by fri"), "the line is there again");
    stage.press("enter");
    let Request::AddActions(added) = stage.desk.last() else { panic!("no action") };
    assert_eq!(added.meeting, None);
    assert_eq!(added.terms.len(), 1);
    assert_eq!((added.terms[0].agency.as_str(), added.terms[0].due_kind), ("housing", DueKind::On));
    assert!(stage.desk.kept.is_empty());
    assert!(!stage.shows("change locks by fri"));
}

#[test]
fn a_refused_line_stays_and_the_reason_is_said() {
    let desk = Desk { refuses: Some("the minutes are approved"), ..Desk::default() };
    let mut stage = Stage::with(80, 24, desk);
    stage.press("f4 enter a").types("housing: locks").press("enter");
    assert!(stage.shows("! the minutes are approved"));
    assert!(stage.shows("› housing: locks"));
}

#[test]
fn a_long_refusal_is_read_whole() {
    let why = "the case was heard in the meeting of 12 November, and what was decided there can only be changed by an addendum";
    let mut stage = Stage::with(80, 24, Desk { refuses: Some(why), ..Desk::default() });
    stage.press("f6 c");
    assert!(stage.shows("! the case was heard") && stage.shows("addendum"));
    assert!(!stage.wait(16_000).shows("addendum"));
}

#[test]
fn a_refused_form_comes_back_with_what_was_typed() {
    let desk = Desk { refuses: Some("no agency of that name"), ..Desk::default() };
    let mut stage = Stage::with(80, 24, desk);
    stage.press("f4 enter w ctrl-u").types("HMP Preston").press("enter");
    assert!(stage.shows("! no agency of that name"));
    assert!(stage.shows("Where now    HMP Preston"));
    stage.desk.refuses = None;
    stage.press("enter");
    assert!(matches!(stage.desk.last(), Request::SetWhereabouts(set) if set.words.reveal() == "HMP Preston"));
}

#[test]
fn a_form_that_was_left_is_as_it_was_when_it_is_opened_again() {
    let mut stage = Stage::new(80, 24);
    stage.press("f4 enter v").types("wants to stay").press("esc");
    assert!(!stage.shows("In her or his words"));
    assert!(stage.press("v").shows("wants to stay"));
}

#[test]
fn what_is_wrong_with_a_form_is_said_at_the_field() {
    let mut stage = Stage::new(80, 24);
    stage.press("f5 a tab").types("31/2/2026").press("enter");
    assert!(stage.shows("! there is no day 31 in month 2 of 2026"));
    assert!(stage.desk.requests.is_empty());
    stage.press("ctrl-u").types("24/12/2026").press("enter");
    let Request::AddMeeting(added) = stage.desk.last() else { panic!("no meeting") };
    assert_eq!((added.forum.as_str(), added.on.to_string().as_str()), ("marac", "2026-12-24"));
}

#[test]
fn an_action_is_reviewed_by_one_key_and_a_reason_is_asked_where_one_is_needed() {
    for (key, outcome) in [("c", ReviewOutcome::Completed), ("r", ReviewOutcome::Continues)] {
        let mut stage = Stage::new(80, 24);
        stage.press("f6").press(key);
        assert!(matches!(stage.desk.last(), Request::ReviewAction(review)
            if review.outcome == outcome && review.action == fixtures::id(500)));
    }
    let mut stage = Stage::new(80, 24);
    stage.press("f6 y");
    assert!(stage.desk.requests.is_empty(), "nothing to confirm on an open action");
    for (key, outcome) in [("n", ReviewOutcome::NotDone), ("x", ReviewOutcome::NoLongerPossible)] {
        stage.press(key).types("no funds until April").press("enter");
        assert!(
            matches!(stage.desk.last(), Request::ReviewAction(review) if review.outcome == outcome
            && review.note.as_ref().is_some_and(|note| note.reveal() == "no funds until April")),
            "{key}"
        );
    }
    stage.press("down y");
    assert!(
        matches!(stage.desk.last(), Request::ReviewAction(review) if review.outcome == ReviewOutcome::Confirmed)
    );
}

#[test]
fn an_action_on_its_case_is_no_longer_possible_for_a_reason() {
    let mut stage = Stage::new(80, 24);
    stage.press("f4 enter");
    let asked = (0..60).any(|_| stage.press("down x").shows("why is it no longer possible?"));
    assert!(asked, "no action of the case was come to");
    stage.types("she has moved away").press("enter");
    assert!(
        matches!(stage.desk.last(), Request::ReviewAction(review) if review.outcome == ReviewOutcome::NoLongerPossible
        && review.note.is_some())
    );
}

#[test]
fn undo_is_a_key_everywhere_and_says_what_it_took_back() {
    let mut stage = Stage::new(80, 24);
    stage.press("f4 alt-z");
    assert_eq!(stage.desk.undone, 1);
    assert!(stage.shows("✓ undone: action added LAN-26-0143/3"));
    assert!(!stage.wait(6_000).shows("undone"));
}

#[test]
fn privacy_is_one_key_on_and_two_steps_off() {
    let mut stage = Stage::new(120, 40);
    stage.press("f2");
    for keys in ["f3", "f4", "enter", "f6"] {
        let screen = stage.press(keys).screen();
        for word in ["KERSHAW", "Mary", "Maz", "sanctuary", "01632", "HMP", "Larkhill"] {
            assert!(!screen.contains(word), "{word} after {keys}:\n{screen}");
        }
        assert!(screen.contains("LAN-26-0143") && screen.contains("NAMES HIDDEN"));
    }
    assert!(!stage.press("f4 f2").shows("KERSHAW"), "one step is not enough");
    assert!(stage.press("enter").shows("KERSHAW"));
}

#[test]
fn nothing_hidden_shows_in_a_form_either() {
    let mut stage = Stage::new(120, 40);
    assert!(!stage.press("f2 f4 enter w").shows("HMP"));
    assert!(!stage.press("esc e").shows("31/02"));
}

#[test]
fn the_quit_key_works_everywhere_and_asks_before_it_loses_a_form() {
    for keys in ["", "f4 /", "f4 enter a", "f1", "ctrl-p", "f5 a"] {
        let mut stage = Stage::new(80, 24);
        stage.press(keys).press("ctrl-q");
        assert!(stage.app.is_quitting(), "{keys}");
    }
    let mut stage = Stage::new(80, 24);
    stage.press("f5 a tab").types("24").press("ctrl-q");
    assert!(!stage.app.is_quitting());
    assert!(stage.shows("half filled in"));
    stage.press("y");
    assert!(stage.app.is_quitting());
}

#[test]
fn esc_only_goes_back_and_ctrl_c_keeps_the_text() {
    let mut stage = Stage::new(80, 24);
    stage.press("f4 enter f1 esc");
    assert!(stage.shows("Case LAN-26-0143"));
    stage.press("esc");
    assert!(stage.shows("Cases  1 of 30"));
    stage.press("esc esc esc");
    assert!(stage.shows("Lancaster: today") && !stage.app.is_quitting());
    stage.press("f4 enter a").types("housing").press("ctrl-c");
    assert!(stage.shows("› housing"));
}

#[test]
fn a_late_answer_finds_whoever_asked_or_nobody() {
    let mut stage = Stage::new(80, 24);
    stage.desk.slow = true;
    stage.press("f4 f5 f6 esc f7").catch_up();
    assert!(stage.shows("What was done") && stage.shows("undo takes this"));
    stage.press("f4");
    assert!(stage.shows("Cases  1 of 30"));
}

#[test]
fn waiting_is_said_only_when_it_is_felt() {
    let mut stage = Stage::new(80, 24);
    stage.desk.slow = true;
    stage.press("f4").wait(100);
    assert!(!stage.shows("reading the record"));
    assert!(stage.wait(60).shows("reading the record"));
    assert!(!stage.catch_up().shows("reading the record"));
}

#[test]
fn a_long_list_is_walked_by_windows() {
    let mut stage = Stage::with(120, 24, Desk::of(120_000));
    stage.press("f4 G");
    assert!(stage.shows("Cases  120000 of 120000") && stage.shows("▸ LAN-26-120142"));
    stage.press("g");
    assert!(stage.shows("▸ LAN-26-0143"));
    for ask in &stage.desk.asks {
        if let Ask::Cases(_, window) = ask {
            assert!(window.limit < 1_000, "a whole list was asked for");
        }
    }
}

#[test]
fn help_and_palette_find_a_command_and_carry_it_out() {
    let mut stage = Stage::new(80, 24);
    stage.press("?").types("goes to the meetings");
    assert!(stage.press("enter").shows("MARAC-2026-11-26"));
    stage.press("f6 :").types("overdue").press("enter");
    assert!(stage.shows("Actions: overdue  1 of 3"));
}

#[test]
fn help_is_listed_by_place_and_says_where_else_a_command_works() {
    let mut stage = Stage::new(120, 40);
    let screen = stage.press("f4 f1").screen();
    let at = |words: &str| screen.lines().position(|line| line.trim() == words);
    assert!(at("cases").is_some() && at("cases") < at("in lists"), "{screen}");
    assert!(!stage.types("puts this case off").shows("No command has these words"));
    assert!(stage.shows(" elsewhere") && stage.shows("(meeting room)"));
    assert!(stage.press("enter").shows("works elsewhere: meeting room"));
    assert!(stage.shows("Help: what can be done here"), "and nothing is carried out");
}

#[test]
fn todays_meeting_is_one_key_away() {
    let mut stage = Stage::new(80, 24);
    stage.press("m");
    assert!(!stage.shows("Lancaster: today"));
}

#[test]
fn the_themes_are_walked_through() {
    let mut stage = Stage::new(80, 24);
    assert!(stage.press("f9").shows("theme: dark"));
}

#[test]
fn nothing_is_drawn_again_when_nothing_changed() {
    let mut stage = Stage::new(80, 24);
    stage.app.take_redraw();
    stage.wait(300);
    assert!(!stage.app.take_redraw());
    stage.wait(60_000);
    assert!(stage.app.take_redraw(), "the clock in the header moved");
}

fn keys() -> impl Strategy<Value = String> {
    let table: Vec<String> = TABLE.iter().flat_map(|row| row.keys).map(|key| (*key).to_owned()).collect();
    prop_oneof![
        4 => prop::sample::select(table),
        1 => "[a-zé日]".prop_map(String::from),
        1 => prop::sample::select(vec!["backspace", "delete", "left", "right", "ctrl-w", "ctrl-k", "alt-b"]).prop_map(String::from),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_keys_make_it_panic(
        place in 0_usize..11, pressed in proptest::collection::vec(keys(), 1..60), columns in 1_u16..140, rows in 1_u16..50,
        bare in any::<bool>(),
    ) {
        let mut stage = Stage::with(columns, rows, Desk { bare, ..Desk::default() });
        stage.go(routes().remove(place).1);
        for key in pressed {
            stage.press(&key);
            stage.screen();
            stage.wait(40);
        }
        if !stage.app.is_quitting() {
            stage.press("ctrl-q ctrl-q");
        }
        prop_assert!(stage.app.is_quitting());
    }
}
