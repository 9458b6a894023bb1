//! Assessing in keystrokes.

use crate::app::route::Route;
use crate::app::testing::{Desk, Stage, assess, fixtures};
use crate::domain::request::{Assess, Request};
use crate::domain::rows::assessment::Judgement;
use crate::domain::tools::assessment::Answer;

fn assessed(stage: &Stage) -> &Assess {
    match stage.desk.last() {
        Request::Assess(assess) => assess,
        other => panic!("{other:?}"),
    }
}

fn answer(assess: &Assess, item: &str) -> Option<Answer> {
    assess.answers.iter().find(|said| said.item == item).and_then(|said| said.answer)
}

/// The case's page, and the Dash begun.
fn begun() -> Stage {
    let mut stage = Stage::new(80, 24);
    stage.press("f4 enter t enter");
    stage
}

#[test]
fn the_screens_look_as_they_were_looked_at() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        for (name, keys) in [
            ("choosing", ""),
            ("filling", "enter y n ? y y y n"),
            ("inside", "enter down down down down down down down y y n"),
            ("section", "enter y s"),
            ("reading", "end up enter"),
        ] {
            let mut stage = Stage::new(columns, rows);
            let screen = stage.go(Route::Assess(fixtures::id(0))).press(keys).screen();
            insta::assert_snapshot!(format!("{name}-{columns}"), screen);
        }
    }
}

#[test]
fn a_form_is_filled_in_a_key_an_item_and_saved() {
    let mut stage = begun();
    // Seven items, the eighth opens the stalking screen: eleven, and back to the ninth.
    stage.press("y n ? n y y n y").press("y y y y y n n n n n ?");
    assert!(stage.shows("▸  9*"), "{}", stage.screen());
    assert!(stage.shows("yes 4 of 24, 1 don't know, 16 not answered"), "{}", stage.screen());
    for _ in 9..=24 {
        stage.press("n");
    }
    assert!(stage.shows("▸ Judgement, agency and date"), "{}", stage.screen());
    stage.press("enter alt-right tab").types("low count, but she is terrified");
    stage.press("tab tab tab tab").types("idva").press("enter");
    let assess = assessed(&stage);
    assert_eq!((assess.tool.as_str(), assess.answers.len(), assess.rest), ("dash24", 24, None));
    assert_eq!(answer(assess, "injury"), Some(Answer::Yes));
    assert_eq!(answer(assess, "fears-further"), Some(Answer::Unknown));
    assert_eq!(assess.judgement, Some(Judgement::Yes));
    assert_eq!(assess.agency.as_deref(), Some("idva"));
    let [(tool, answers)] = assess.opened.as_slice() else { panic!("the stalking screen is not there") };
    assert_eq!((tool.as_str(), answers.len()), ("stalking-screen", 11));
    assert!(stage.desk.kept.is_empty(), "the draft is used up");
}

#[test]
fn below_the_threshold_words_are_asked_for_and_never_a_number() {
    let mut stage = begun();
    stage.press("y s enter");
    assert!(stage.shows("Below 14: why"), "{}", stage.screen());
    assert!(stage.shows("! is needed"));
    assert!(stage.desk.requests.is_empty());
}

#[test]
fn what_was_answered_is_there_again_after_leaving() {
    let mut stage = begun();
    stage.press("y n ? esc esc esc");
    assert_eq!(stage.desk.kept.len(), 1);
    stage.press("enter t");
    assert!(stage.shows("yes 1 of 24, 1 don't know, 21 not answered"), "{}", stage.screen());
    assert!(stage.shows("▸  4 "), "at the first item without an answer: {}", stage.screen());
    stage.press("X y");
    assert!(stage.desk.kept.values().all(crate::domain::private::Private::is_empty));
    assert!(!stage.shows("begun:"));
}

#[test]
fn a_note_and_a_source_belong_to_the_item_and_going_back_changes_it() {
    let mut stage = begun();
    stage.press("y backspace e").types("bruised arm").press("enter o").types("police").press("enter");
    assert!(stage.shows("known from police") && stage.shows("bruised arm"), "{}", stage.screen());
    stage.press("n delete");
    stage.press("s").press("alt-right tab").types("words").press("enter");
    let said = &assessed(&stage).answers[0];
    assert_eq!((said.item.as_str(), said.answer), ("injury", Some(Answer::No)));
    assert_eq!(said.note.as_ref().map(crate::domain::private::Private::reveal), Some("bruised arm"));
    assert_eq!(said.source.as_ref().map(crate::domain::private::Private::reveal), Some("police"));
}

#[test]
fn what_changed_since_last_time_is_told_while_answering() {
    let mut stage = begun();
    // Last time: injury yes, frightened no.
    stage.press("n y");
    assert!(stage.shows("newly yes: very frightened now"), "{}", stage.screen());
    assert!(stage.shows("no longer yes:"));
    assert!(stage.shows("was yes"));
}

#[test]
fn a_grade_has_reasons_and_no_score() {
    let mut stage = Stage::new(80, 24);
    stage.go(Route::Assess(fixtures::id(0))).press("down enter");
    assert!(stage.shows("Grade"), "{}", stage.screen());
    stage.press("alt-right alt-right alt-right tab tab").types("escalating").press("enter");
    let assess = assessed(&stage);
    assert_eq!((assess.tool.as_str(), assess.grade.as_deref()), ("dara", Some("high")));
    assert_eq!(assess.rationale.as_ref().map(crate::domain::private::Private::reveal), Some("escalating"));
    assert!(assess.answers.is_empty());
}

#[test]
fn a_subject_is_looked_at_on_levels_and_judged_by_itself() {
    let desk = Desk { assessing: Some(assess::subject()), ..Desk::default() };
    let mut stage = Stage::with(80, 24, desk);
    stage.go(Route::Assess(fixtures::id(0))).press("enter y c h n");
    assert!(
        stage.shows("current, critical 1, historical 1, no evidence 1 of 10, 7 not answered"),
        "{}",
        stage.screen()
    );
    assert!(stage.shows("(ours)"));
    stage.press("s alt-right alt-right alt-right enter");
    let assess = assessed(&stage);
    assert_eq!(answer(assess, "recent"), Some(Answer::Highest));
    assert_eq!(answer(assess, "repeat"), Some(Answer::Lowest));
    assert_eq!(assess.judgement, Some(Judgement::Unsure));
}

#[test]
fn a_refused_assessment_comes_back_whole() {
    let desk =
        Desk { refuses: Some("an assessment cannot have been made on a day to come"), ..Desk::default() };
    let mut stage = Stage::with(80, 24, desk);
    stage.go(Route::Assess(fixtures::id(0))).press("enter y y s alt-right tab").types("why").press("enter");
    assert!(stage.shows("! an assessment cannot have been made"));
    stage.desk.refuses = None;
    stage.press("enter");
    assert_eq!(assessed(&stage).answers.len(), 2);
}
