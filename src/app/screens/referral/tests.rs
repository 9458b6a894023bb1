//! The form in keystrokes: a referral typed section by section, changed, left and found again; and how it looks.

use jiff::civil::date;

use crate::app::route::Route;
use crate::app::testing::{Desk, Stage, fixtures};
use crate::domain::referral::{Field, ReferralForm, Said};
use crate::domain::request::Request;
use crate::service::job::DraftPlace;

fn stage() -> Stage {
    let mut stage = Stage::new(80, 24);
    stage.press("f4 a");
    stage
}

fn amending(columns: u16, rows: u16) -> Stage {
    let mut stage = Stage::new(columns, rows);
    stage.go(Route::Case(fixtures::story().case.id));
    stage.press("p");
    stage
}

/// Types a line into the field and goes on to the next.
fn fill(stage: &mut Stage, text: &str) {
    stage.types(text);
    stage.press("enter");
}

fn taken(stage: &Stage) -> ReferralForm {
    match stage.desk.last() {
        Request::TakeReferral(taken) => taken.form.clone(),
        other => panic!("{other:?}"),
    }
}

/// Who refers, and Mary Kershaw born 12 March 1992.
fn begun() -> Stage {
    let mut stage = stage();
    stage.press("enter enter");
    fill(&mut stage, "Housing");
    stage.press("pagedown");
    for text in ["Mary", "Kershaw", "Maz, Mary Jones", "12/3/92"] {
        fill(&mut stage, text);
    }
    stage
}

#[test]
fn a_referral_is_typed_section_by_section_and_taken_in() {
    let mut stage = begun();
    assert!(stage.shows("REPEAT: LAN-26-0097"), "{}", stage.screen());
    stage.press("pagedown pagedown");
    for text in ["Dean", "Kershaw"] {
        fill(&mut stage, text);
    }
    stage.press("alt-a");
    fill(&mut stage, "Carl");
    stage.press("pagedown");
    fill(&mut stage, "1");
    stage.press("pagedown");
    stage.press("y enter");
    fill(&mut stage, "17");
    stage.press("alt-s");
    let form = taken(&stage);
    assert_eq!(form.agency, "Housing");
    assert_eq!(form.victim.forename.reveal(), "Mary");
    assert_eq!(form.victim.born, Some(date(1992, 3, 12)));
    assert_eq!(form.victim.aliases.len(), 2);
    assert_eq!(form.perpetrators.len(), 2);
    assert_eq!(form.children.count, Some(1));
    assert_eq!(form.said(Field::VisibleHighRisk, 0), Said::YesNo(Some(true)));
    assert_eq!(form.risk.dash, Some(17));
    assert_eq!(form.received, Some(fixtures::NOW.date()));
    assert!(stage.desk.kept.is_empty());
}

#[test]
fn what_is_typed_is_kept_at_every_pause_and_is_there_again() {
    let mut stage = begun();
    stage.types("31/2/1");
    let place = DraftPlace { kind: "referral".to_owned(), about: None };
    assert!(stage.desk.kept.contains_key(&place));
    // The program is killed; another takes its place over the same record.
    let desk = Desk { kept: stage.desk.kept.clone(), ..Desk::default() };
    let mut again = Stage::with(80, 24, desk);
    again.press("f4 a pagedown");
    let screen = again.screen();
    assert!(screen.contains("Kershaw") && screen.contains("31/2/1"), "{screen}");
    again.press("alt-k enter");
    assert!(!again.shows("Kershaw"));
    assert!(again.desk.kept.get(&place).is_none_or(crate::domain::private::Private::is_empty));
}

#[test]
fn what_cannot_be_read_is_said_at_the_field_and_set_aside_when_one_says_so() {
    let mut stage = begun();
    stage.press("shift-tab");
    fill(&mut stage, "99");
    assert!(stage.shows("! "), "{}", stage.screen());
    stage.press("alt-s");
    assert!(stage.shows("set aside: victim date of"), "{}", stage.screen());
    stage.press("enter");
    let form = taken(&stage);
    assert_eq!(form.victim.born, None);
    assert_eq!(form.to_correct.len(), 1);
    assert_eq!(form.to_correct[0].typed.reveal(), "12/03/199299");
}

#[test]
fn a_form_that_names_nobody_is_not_sent() {
    let mut stage = stage();
    stage.press("alt-s");
    assert!(stage.desk.requests.is_empty());
    assert!(stage.shows("name the victim or a perpetrator"), "{}", stage.screen());
}

#[test]
fn the_form_of_a_case_sends_what_was_and_what_is() {
    let mut stage = amending(80, 24);
    assert!(stage.shows("Form of LAN-26-0143"));
    stage.press("pagedown tab");
    stage.types("-Jones");
    stage.press("alt-s");
    let Request::AmendCase(amend) = stage.desk.last() else { panic!("an amendment") };
    assert_eq!(amend.was.victim.surname.reveal(), "Kershaw");
    assert_eq!(amend.now.victim.surname.reveal(), "Kershaw-Jones");
    assert!(stage.shows("Case LAN-26-0143"), "{}", stage.screen());
}

#[test]
fn a_refused_form_stays_as_typed() {
    let mut stage = begun();
    stage.desk.refuses = Some("no");
    stage.press("alt-s");
    assert!(stage.shows("New referral") && stage.shows("Kershaw"), "{}", stage.screen());
    stage.desk.refuses = None;
    stage.press("alt-s");
    assert_eq!(taken(&stage).victim.surname.reveal(), "Kershaw");
}

#[test]
fn a_child_is_added_and_taken_away() {
    let mut stage = amending(80, 24);
    stage.press("pagedown pagedown pagedown pagedown alt-a");
    fill(&mut stage, "Alex");
    assert!(stage.shows("Child 2 of 2"), "{}", stage.screen());
    stage.press("shift-tab alt-x alt-s");
    assert!(stage.shows("nothing was changed"), "{}", stage.screen());
    assert!(stage.desk.requests.is_empty());
}

#[test]
fn contact_details_are_kept_off_lists_and_stopped_from_the_case() {
    let mut stage = Stage::new(80, 24);
    stage.go(Route::Case(fixtures::story().case.id));
    stage.press("i");
    assert!(stage.shows("kept off lists and papers") && !stage.shows("the refuge"), "{}", stage.screen());
    stage.press("enter enter");
    let Request::Restrict(restrict) = stage.desk.last() else { panic!("a restriction") };
    assert!(restrict.restricted);
    stage.press("i enter down enter");
    let Request::StopContact(stop) = stage.desk.last() else { panic!("a stop") };
    assert_eq!(stop.from, Some(fixtures::NOW.date()));
}

#[test]
fn a_date_is_corrected_and_cancelled_from_the_case() {
    let mut stage = Stage::new(100, 40);
    stage.go(Route::Case(fixtures::story().case.id));
    for _ in 0..60 {
        if stage.screen().lines().any(|line| line.starts_with("▸") && line.contains("release:")) {
            break;
        }
        stage.press("down");
    }
    stage.press("e");
    assert!(stage.shows("release of"), "{}", stage.screen());
    stage.press("esc s enter");
    let Request::EndHappening(end) = stage.desk.last() else { panic!("an end") };
    assert!(end.ended.is_some());
}

#[test]
fn how_the_form_looks() {
    let mut stage = begun();
    insta::assert_snapshot!("victim-80", stage.screen());
    stage.press("pagedown pagedown pagedown pagedown pagedown");
    insta::assert_snapshot!("grounds-80", stage.screen());
    let mut wide = amending(120, 40);
    insta::assert_snapshot!("referrer-120", wide.screen());
    wide.press("pagedown pagedown pagedown");
    insta::assert_snapshot!("perpetrators-120", wide.screen());
    wide.press("f2");
    assert!(!wide.shows("Dean"), "{}", wide.screen());
}

#[test]
fn any_size_is_drawn() {
    for (columns, rows) in [(20, 5), (40, 10), (80, 24), (200, 60)] {
        let mut stage = amending(columns, rows);
        for _ in 0..11 {
            stage.screen();
            stage.press("pagedown");
        }
    }
}
