//! The room in keystrokes, with a record that answers at once, late, or says no.

use proptest::prelude::*;

use crate::app::command::{Scope, TABLE};
use crate::app::event::Event;
use crate::app::keymap::Key;
use crate::app::route::Route;
use crate::app::testing::{Desk, Stage, fixtures};
use crate::domain::request::{Naming, Request, SittingChange};
use crate::domain::rows::agenda::{InformationKind, Whom};
use crate::service::ask::Ask;
use crate::service::job::DraftPlace;

/// A room in which the second case has been opened.
fn room(columns: u16, rows: u16) -> Stage {
    let mut stage = Stage::with(columns, rows, Desk::sitting());
    stage.go(Route::Room(fixtures::id(900)));
    stage
}

fn place(kind: &str) -> DraftPlace {
    DraftPlace { kind: kind.into(), about: Some(fixtures::id::<()>(1).uuid()) }
}

#[test]
fn the_room_looks_as_it_was_looked_at() {
    for (columns, rows) in [(80, 24), (110, 30), (120, 40)] {
        let mut stage = room(columns, rows);
        let look = |name: &str, stage: &mut Stage| {
            stage.wait(6_000);
            insta::assert_snapshot!(format!("room-{name}-{columns}"), stage.screen());
        };
        look("opened", &mut stage);
        stage
            .types("csc: ? seems frightened of him")
            .press("enter tab")
            .types("hsg: sanctuary and locks 24hrs");
        look("action", &mut stage);
        stage.press("enter").types("csc: visit 3/7");
        look("question", &mut stage);
        stage.press("alt-g");
        look("gaps", &mut stage);
        stage.press("esc alt-d");
        look("decision", &mut stage);
        stage.press("esc f2");
        look("privacy", &mut stage);
        for _ in 0..15 {
            stage.press("alt-n");
        }
        look("business", &mut stage);
    }
}

#[test]
fn letters_are_never_commands_and_all_of_them_are_on_the_line() {
    let typed = "jkgG/:?qnx123y nothing known ddd";
    let mut stage = room(80, 24);
    let before = stage.desk.requests.len();
    stage.types(typed);
    assert!(stage.shows(&format!("› {typed}")));
    assert_eq!(stage.desk.requests.len(), before);
    for row in TABLE.iter().filter(|row| row.scope == Scope::Room) {
        for key in row.keys {
            assert!(Key::parse(key).is_some_and(|key| !key.is_text()), "{} is {key}", row.name);
        }
    }
}

#[test]
fn every_kind_of_line_goes_where_it_belongs() {
    let mut stage = room(110, 30);
    stage.types("pol: four calls since August").press("enter");
    assert!(matches!(stage.desk.last(), Request::AddInformation(said)
        if said.agency.as_deref() == Some("police") && said.kind == InformationKind::Shared && !said.opinion));
    stage.types("csc nk").press("enter");
    assert!(
        matches!(stage.desk.last(), Request::AddInformation(said) if said.kind == InformationKind::NothingKnown)
    );
    stage.press("tab").types("hsg: locks by fri").press("enter");
    assert!(
        matches!(stage.desk.last(), Request::AddActions(added) if added.terms.len() == 1 && added.terms[0].awaiting)
    );
    stage.press("tab").types("children: contact dispute").press("enter");
    assert!(matches!(stage.desk.last(), Request::AddRisk(risk) if risk.whom == Whom::Children));
    stage.press("tab").types("he waited outside").press("enter");
    assert!(matches!(stage.desk.last(), Request::AddNote(note) if !note.unread && note.case.is_some()));
    stage.press("shift-tab shift-tab").types("1 not done no staff").press("enter");
    assert!(matches!(stage.desk.last(), Request::ReviewAction(_)));
    stage.types("1 due mon").press("enter");
    assert!(matches!(stage.desk.last(), Request::ChangeAction(change) if change.due.is_some()));
}

#[test]
fn an_action_shows_at_once_and_gets_its_number_when_it_is_committed() {
    let mut stage = room(110, 30);
    stage.press("tab").types("hsg: locks by fri");
    stage.desk.slow = true;
    stage.press("enter");
    let shown = stage.screen();
    assert!(shown.lines().any(|line| line.contains("…  Housing") && line.contains("locks")), "{shown}");
    stage.types("idva: update v");
    stage.catch_up();
    let shown = stage.screen();
    assert!(shown.lines().any(|line| line.contains("2  ") && line.contains("locks")), "{shown}");
    assert!(shown.contains("action › idva: update v"), "what was typed meanwhile stays");
}

#[test]
fn lines_entered_before_the_case_has_been_read_wait_each_by_itself() {
    let mut stage = room(110, 30);
    let before = stage.desk.requests.len();
    stage.desk.slow = true;
    stage.press("alt-n").types("police: four calls").press("enter").types("idva: nk").press("enter");
    stage.types("csc: on a plan");
    assert!(stage.shows("› csc: on a plan"), "the next line is typed by itself");
    stage.catch_up();
    let said: Vec<(Option<String>, String)> = stage.desk.requests[before..]
        .iter()
        .filter_map(|request| match request {
            Request::AddInformation(said) => Some((said.agency.clone(), said.words.reveal().to_owned())),
            _ => None,
        })
        .collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert_eq!(said[0], (Some("police".to_owned()), "four calls".to_owned()));
    assert_eq!(said[1].0.as_deref(), Some("idva"));
    assert!(stage.shows("› csc: on a plan"), "what is typed meanwhile stays");
    assert!(
        stage.desk.kept.iter().all(|(place, text)| place.kind != "refused line" || text.is_empty()),
        "and nothing waits any more"
    );
}

#[test]
fn a_refused_line_comes_back_with_the_reason_and_never_over_another() {
    let mut stage = room(110, 30);
    stage.desk.refuses = Some("the disk is full");
    stage.types("police: seen on Monday").press("enter");
    assert!(stage.shows("information › police: seen on Monday"));
    assert!(stage.shows("! the disk is full"));
    stage.desk.slow = true;
    stage.press("enter").types("idva: fears Friday");
    stage.catch_up();
    assert!(stage.shows("information › idva: fears Friday"));
    stage.desk.refuses = None;
    stage.press("enter up");
    assert!(stage.shows("information › police: seen on Monday"));
    stage.press("enter up");
    assert!(!stage.shows("› police: seen on Monday"));
}

#[test]
fn the_line_is_kept_at_every_change_and_there_again_on_entry() {
    let mut stage = room(80, 24);
    stage.types("police: four");
    assert_eq!(stage.desk.kept[&place("information")].reveal(), "police: four");
    assert!(stage.shows("✓ kept"));
    stage.press("tab");
    assert_eq!(stage.desk.kept[&place("action")].reveal(), "police: four");
    let kept = std::mem::take(&mut stage.desk.kept);
    let mut again = Stage::with(80, 24, Desk { sitting: None, ..Desk::sitting() });
    again.desk.sitting = Desk::sitting().sitting;
    again.desk.kept = kept;
    again.go(Route::Room(fixtures::id(900)));
    assert!(again.shows("action › police: four"));
    again.press("enter");
    assert!(!again.desk.kept.contains_key(&place("action")), "used up with the change");
}

#[test]
fn a_line_belongs_to_its_case() {
    let mut stage = room(110, 30);
    stage.types("police: half a sent").press("alt-n");
    assert!(!stage.shows("half a sent"));
    assert!(matches!(stage.desk.last(), Request::Hear(_)));
    stage.press("alt-p");
    assert!(stage.shows("› police: half a sent"));
    assert_eq!(stage.desk.requests.len(), 2, "looking back opens nothing");
}

#[test]
fn an_enter_before_the_case_is_read_never_sends_the_line_of_another() {
    let mut stage = room(110, 30);
    stage
        .types("police: kept under the second")
        .press("alt-n")
        .types("idva: kept under the third")
        .press("alt-p");
    let before = stage.desk.requests.len();
    let third = fixtures::agenda().items[2].case.id;
    stage.desk.slow = true;
    stage.press("alt-n").types("x").press("enter alt-p");
    stage.catch_up();
    assert_eq!(stage.desk.requests.len(), before + 1, "{:?}", stage.desk.last());
    assert!(
        matches!(stage.desk.last(), Request::AddInformation(said) if said.words.reveal() == "x" && said.case == third),
        "the line that was entered goes to the case it was entered for"
    );
    assert!(stage.shows("› police: kept under the second"));
    stage.press("alt-n up");
    assert!(stage.shows("› idva: kept under the third"), "what was typed over is not lost");
}

#[test]
fn a_pasted_block_keeps_its_lines_and_runs_nothing() {
    let mut stage = room(80, 24);
    let before = stage.desk.requests.len();
    stage.event(Event::Paste("police: four calls since August\n".into()));
    assert!(stage.shows("› police: four calls since August"), "one line is one line");
    stage.event(Event::Paste("\r\nthe last on Sunday,\r\n\twith a knife\n".into()));
    assert_eq!(stage.desk.requests.len(), before);
    insta::assert_snapshot!("room-editor-80", stage.screen());
    assert_eq!(
        stage.desk.kept[&place("information")].reveal(),
        "police: four calls since August\nthe last on Sunday,\n with a knife\n"
    );
    stage.press("ctrl-s");
    assert!(matches!(stage.desk.last(), Request::AddInformation(said)
        if said.agency.as_deref() == Some("police") && said.words.reveal().lines().count() == 3));
    assert!(stage.shows("information ›") && !stage.shows("✓ kept"), "the line is empty again");
}

#[test]
fn the_editor_takes_its_own_undo_keeps_what_is_written_and_is_there_again() {
    let mut stage = room(80, 24);
    stage.types("csc: seen at home").press("alt-e enter").types("both children well q j ? :");
    assert_eq!(stage.desk.requests.len(), 1, "only the case was opened");
    let undone = stage.desk.undone;
    stage.press("ctrl-z");
    assert!(stage.shows("both children well q j ?") && !stage.shows("j ? :"));
    stage.press("ctrl-y tab");
    assert!(stage.shows("action ›") && stage.shows("j ? :"));
    assert_eq!(stage.desk.undone, undone, "nothing of the record is undone");
    stage.press("esc");
    assert!(stage.shows("csc: seen at home … 2 lines; Alt-e opens them"), "{}", stage.screen());
    let kept = std::mem::take(&mut stage.desk.kept);
    let mut again = Stage::with(80, 24, Desk::sitting());
    again.desk.kept = kept;
    again.go(Route::Room(fixtures::id(900)));
    assert!(again.shows("csc: seen at home … 2 lines"), "a killed program loses nothing of it");
    again.types("!");
    assert!(again.shows("both children well q j ? :!"), "the next key goes on writing");
    again.press("ctrl-u ctrl-home ctrl-end shift-tab ctrl-s");
    assert!(
        matches!(again.desk.last(), Request::AddInformation(said) if said.agency.as_deref() == Some("csc"))
    );
    // One line is a line again.
    again.types("police: x").press("alt-e alt-e").types("y").press("enter");
    assert!(matches!(again.desk.last(), Request::AddInformation(said) if said.words.reveal() == "xy"));
}

#[test]
fn the_editor_wraps_by_what_letters_take_up() {
    for columns in [40, 80, 120] {
        let mut stage = room(columns, 24);
        let text = "警察 は 四回 呼ばれた é ﬁ 👩‍👩‍👧 ".repeat(12);
        stage.event(Event::Paste(format!("police: {text}\nend")));
        let screen = stage.screen();
        assert!(screen.contains("end"), "{screen}");
        let widest = screen.lines().map(unicode_width::UnicodeWidthStr::width).max().unwrap_or(0);
        assert!(widest <= usize::from(columns) + 2, "{widest} of {columns}\n{screen}");
        assert!(screen.matches("四回").count() >= 5, "all of it is in sight, on lines of its own\n{screen}");
    }
}

#[test]
fn a_longer_line_that_is_refused_comes_back_with_its_lines() {
    let mut stage = room(110, 30);
    stage.desk.refuses = Some("the disk is full");
    stage.event(Event::Paste("police: one\ntwo".into()));
    stage.desk.slow = true;
    stage.press("ctrl-s").types("idva: fears Friday");
    stage.catch_up();
    assert!(stage.shows("› idva: fears Friday"));
    let kept = std::mem::take(&mut stage.desk.kept);
    let mut again = Stage::with(110, 30, Desk::sitting());
    again.desk.kept = kept;
    again.go(Route::Room(fixtures::id(900)));
    again.press("ctrl-u up");
    assert!(again.shows("police: one … 2 lines"), "{}", again.screen());
}

#[test]
fn several_agencies_that_know_nothing_are_kept_each() {
    let mut stage = room(110, 30);
    let before = stage.desk.requests.len();
    stage.types("pol, hsg and csc nk");
    assert!(stage.shows("Police, Housing, Children's social care · nothing known"), "{}", stage.screen());
    stage.press("enter");
    let said: Vec<_> = stage.desk.requests[before..]
        .iter()
        .map(|request| match request {
            Request::AddInformation(said) if said.kind == InformationKind::NothingKnown => {
                said.agency.clone().unwrap()
            }
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(said, ["police", "housing", "csc"]);
    let before = stage.desk.requests.len();
    stage.types("rest nk").press("enter");
    assert!(stage.desk.requests.len() > before);
}

#[test]
fn a_question_is_asked_in_place_and_enter_takes_the_first() {
    let due = |stage: &Stage| match stage.desk.last() {
        Request::AddActions(added) => added.terms[0].due,
        other => panic!("{other:?}"),
    };
    let mut stage = room(110, 30);
    stage.press("tab").types("csc: visit 3/7").press("enter");
    let first = due(&stage);
    stage.types("csc: visit 3/7").press("down enter");
    let second = due(&stage);
    stage.types("csc: visit 3/7").press("alt-2");
    assert_ne!(first, second);
    assert_eq!(due(&stage), second);
}

#[test]
fn decision_feedback_and_deferral_are_recorded_under_their_case() {
    let mut stage = room(110, 30);
    stage.press("alt-d tab tab right enter");
    assert!(
        matches!(stage.desk.last(), Request::Decide(decided)
        if decided.considered.as_ref().is_some_and(|held| held.len() == 2)),
        "{:?}",
        stage.desk.last()
    );
    stage.press("alt-f enter");
    assert!(matches!(stage.desk.last(), Request::SetFeedback(feedback) if feedback.by == "idva"));
    stage.press("alt-x").types("officer away").press("enter");
    assert!(matches!(stage.desk.last(), Request::Defer(defer) if defer.item == fixtures::id(801)));
}

#[test]
fn closing_says_who_was_not_reached_and_goes_to_the_minutes() {
    let mut stage = room(110, 30);
    stage.press("alt-c");
    assert!(stage.shows("Nobody drops off"));
    stage.press("y");
    assert!(matches!(stage.desk.last(), Request::MoveMeeting(_)));
    assert!(stage.shows("things are incomplete"));
}

/// The request that was carried out last, as one about the table.
fn sat(stage: &Stage) -> &SittingChange {
    match stage.desk.last() {
        Request::Sitting(change) => change,
        other => panic!("{other:?}"),
    }
}

#[test]
fn who_comes_and_goes_is_a_few_letters_and_enter_and_the_line_stays() {
    let mut stage = room(80, 24);
    stage.types("police: half a sent").press("alt-h").types("hous room").press("enter");
    assert!(matches!(stage.desk.last(), Request::Attend(attend)
        if attend.places[0].agency == "housing" && attend.places[0].arrived.is_some()));
    assert!(stage.shows("› police: half a sent"));
    stage.press("alt-h").types("idva leaves").press("enter");
    assert!(matches!(stage.desk.last(), Request::Attend(attend)
        if attend.places[0].agency == "idva" && attend.places[0].left.is_some()));
    assert!(stage.shows("› police: half a sent"));
}

#[test]
fn a_break_or_another_day_is_asked_for_and_goes_on_with_the_same_key() {
    let mut stage = room(80, 24);
    stage.press("alt-b").types("11.15").press("enter");
    assert!(matches!(sat(&stage), SittingChange::Adjourn(asked)
        if asked.resumes == Some(jiff::civil::date(2026, 11, 26).at(11, 15, 0, 0))));
    assert!(stage.shows("ADJOURNED"));
    stage.press("alt-b");
    assert!(matches!(stage.desk.last(), Request::MoveMeeting(_)));
}

#[test]
fn what_is_left_is_reordered_and_an_urgent_case_is_added() {
    let mut stage = room(80, 24);
    stage.press("alt-down");
    assert!(
        matches!(stage.desk.last(), Request::MoveItem(moved)
        if moved.item == fixtures::id(802) && moved.to == 4),
        "the next one while a case is heard"
    );
    stage
        .press("alt-q enter")
        .types("Mary Example")
        .press("tab")
        .types("Dean Example")
        .press("tab tab")
        .types("at large");
    stage.press("enter");
    assert!(stage.desk.requests.iter().any(|request| matches!(request, Request::TakeReferral(taken)
        if taken.form.victim.surname.reveal() == "Example")));
    stage.press("alt-l");
    assert!(matches!(sat(&stage), SittingChange::TakeMinutes(_)));
}

#[test]
fn a_check_is_asked_for_from_the_room() {
    let mut stage = room(80, 24);
    stage.press("alt-s").types("ask for").press("enter");
    assert!(matches!(sat(&stage), SittingChange::AskCheck(_)), "{:?}", stage.desk.last());
}

#[test]
fn who_has_not_spoken_stays_in_sight_and_what_matters_first_stands_first() {
    let mut desk = Desk::sitting();
    if let Some(sitting) = &mut desk.sitting {
        sitting.agenda.around.missing = vec!["IDVA".into()];
        sitting.agenda.attendance[1].accepted = false;
    }
    let mut stage = Stage::with(80, 24, desk);
    stage.go(Route::Room(fixtures::id(900)));
    assert!(stage.shows("NO QUORUM: IDVA") && stage.shows("1 to accept"), "{}", stage.screen());
    for _ in 0..3 {
        assert!(stage.shows("Still to speak"), "{}", stage.screen());
        stage.press("pagedown");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn no_keys_at_any_size_make_it_panic(
        keys in proptest::collection::vec(0..40_usize, 1..60), columns in 1..300_u16, rows in 1..100_u16,
    ) {
        let commands: Vec<&str> = TABLE
            .iter()
            .filter(|row| matches!(row.scope, Scope::Room | Scope::Form | Scope::Pick | Scope::Confirm))
            .filter_map(|row| row.keys.first().copied())
            .collect();
        let mut stage = room(columns, rows);
        for key in keys {
            match commands.get(key) {
                Some(key) => stage.press(key),
                None => stage.types("hsg: é 3/7 "),
            };
            stage.screen();
        }
    }
}

#[test]
fn usual_actions_are_offered_on_a_key_and_put_on_the_line() {
    let mut stage = room(80, 24);
    stage.press("tab").types("hsg: s");
    let asks = stage.desk.asks.len();
    assert!(!stage.shows("Sanctuary scheme"), "nothing expands by itself");
    stage.press("alt-u");
    assert!(matches!(stage.desk.asks.get(asks), Some(Ask::Usual(asked))
        if asked.agencies == ["housing"] && asked.words == "s" && asked.forum == "marac"));
    insta::assert_snapshot!("room-usual-80", stage.screen());
    stage.press("enter");
    assert!(stage.shows("action › hsg: Sanctuary scheme: locks and a safe room for victim"));
    assert_eq!(
        stage.desk.kept[&place("action")].reveal(),
        "hsg: Sanctuary scheme: locks and a safe room for victim"
    );
    // With nothing typed everybody's are offered, and one of any agency waits for its agency.
    stage.press("ctrl-u alt-u").types("marker").press("enter");
    assert!(stage.shows("› police: Treat-as-urgent marker on the address for victim"));
    stage.press("ctrl-u alt-u").types("dog").press("enter").types("mh: ");
    assert!(stage.shows("› mh: Ask about the dog before a visit"));
    stage.press("ctrl-u").types("zzz").press("alt-u");
    assert!(stage.shows("no usual action has these words"));
}

#[test]
fn a_name_that_no_agency_has_is_said_and_given_a_meaning_in_place() {
    let mut stage = room(80, 24);
    stage.press("tab").types("lcft: review by fri");
    assert!(stage.shows("no agency here is called “lcft”"));
    stage.press("alt-k");
    insta::assert_snapshot!("room-naming-80", stage.screen());
    stage.press("tab right right right enter");
    assert!(matches!(stage.desk.last(), Request::NameAgency(named)
        if named.word == "lcft" && matches!(&named.means, Naming::Nickname(_))));
    assert!(stage.shows("› lcft: review by fri"), "the line stays");
    stage.press("ctrl-u").types("hsg: locks").press("alt-k");
    assert!(stage.shows("every agency on the line is known"));
}

#[test]
fn what_was_said_becomes_an_action_that_stays_linked_with_it() {
    let mut stage = room(110, 30);
    stage.types("pol: four calls since August").press("enter").types("half a sent").press("alt-t");
    assert!(stage.shows("Which becomes an action?"));
    stage.types("four calls").press("enter");
    assert!(stage.shows("action › police: four calls since August"));
    assert!(stage.shows("linked with what was said"));
    stage.types(", check log by fri").press("enter");
    assert!(matches!(stage.desk.last(), Request::AddActions(added) if added.source.is_some()));
    assert!(!stage.shows("linked with what was said"));
    stage.press("up");
    assert!(stage.shows("› half a sent"), "what was typed before is brought back");
    stage.press("ctrl-u tab").types("hsg: locks").press("enter");
    assert!(matches!(stage.desk.last(), Request::AddActions(added) if added.source.is_none()));
}

#[test]
fn actions_of_last_time_and_deeds_of_a_numbered_one_go_on_the_line() {
    let mut stage = room(110, 30);
    stage.press("alt-m");
    assert!(stage.shows("puts it on the line") || stage.shows("Which action?"));
    if stage.shows("Which action?") {
        stage.press("enter");
    }
    insta::assert_snapshot!("room-deeds-110", stage.screen());
    stage.types("another due date").press("enter").types("mon").press("enter");
    assert!(matches!(stage.desk.last(), Request::ChangeAction(change) if change.due.is_some()));
    stage.press("alt-r");
    assert!(stage.shows("Agreed last time"), "{}", stage.screen());
    stage.press("enter");
    assert!(stage.shows("action › "));
    let before = stage.desk.requests.len();
    stage.press("ctrl-u");
    assert_eq!(stage.desk.requests.len(), before);
}
