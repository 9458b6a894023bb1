//! What texts are read as, and that any text can be.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;

const TODAY: Date = date(2026, 11, 26);

fn known() -> Known {
    let named = |key: &str, said: &str, more: &[&str]| Named {
        key: key.to_owned(),
        said: said.to_owned(),
        more: more.iter().map(|name| (*name).to_owned()).collect(),
    };
    Known {
        agencies: vec![
            named("housing", "Housing", &["hsg"]),
            named("health-visiting", "Health visiting", &["hv"]),
            named("mental-health", "Mental health", &["cmht"]),
        ],
        forums: vec![named("marac", "MARAC", &[]), named("matac", "MATAC", &[])],
    }
}

fn actions(text: &str) -> Read {
    read(text, List::Actions, &known(), TODAY)
}

fn one(key: Key, values: &[&str]) -> Test {
    Test::One(key, values.iter().map(|value| (*value).to_owned()).collect())
}

#[test]
fn words_keys_denials_and_quotation_marks_are_told_apart() {
    let read = actions("Locks agency:hsg,hv -is:closed owner:\"Jane Smith\" forum:matac repeat:y sort:-age");
    let tests: Vec<_> = read.terms.iter().map(|term| (term.not, term.test.clone())).collect();
    assert_eq!(
        tests,
        [
            (false, Test::Text("locks".to_owned())),
            (false, one(Key::Agency, &["housing", "health-visiting"])),
            (true, one(Key::Is, &["closed"])),
            (false, one(Key::Owner, &["Jane Smith"])),
            (false, one(Key::Forum, &["matac"])),
            (false, one(Key::Repeat, &["yes"])),
        ]
    );
    assert_eq!(read.sort, Some(Sort { by: SortBy::Age, down: true }));
    assert_eq!(read.notes, [""; 0]);
}

#[test]
fn a_slip_fits_nothing_and_is_told_with_the_nearest_word() {
    for (text, told) in [
        ("agncy:housing", "no filter word agncy: agency?"),
        ("is:overdeu", "no value overdeu: overdue?"),
        ("agency:hosing", "no agency hosing: housing?"),
        ("forum:mrac", "no forum mrac: marac?"),
        ("due:soonish", "due:soonish is not understood; write it such as <7d, 2026-11-26, week or none"),
    ] {
        let read = actions(text);
        assert_eq!(read.notes, [told], "{text}");
        assert_eq!(read.terms.last().map(|term| term.test.clone()), Some(Test::Nothing), "{text}");
    }
    assert_eq!(actions("sort:agenzy").notes, ["no order agenzy: agency?"]);
}

#[test]
fn a_value_still_to_be_typed_narrows_nothing_and_its_beginning_is_enough() {
    assert_eq!(actions("agency:"), Read::default());
    assert_eq!(actions("is:aw").terms[0].test, one(Key::Is, &["awaiting"]));
    assert_eq!(actions("agency:h").terms[0].test, one(Key::Agency, &["housing", "health-visiting"]));
}

#[test]
fn days_count_from_today_on_for_what_is_due_and_back_for_what_was() {
    let between = |from, until| Some(Days::Between(from, until));
    let day = |day| date(2026, 11, day);
    for (text, ahead) in [
        ("<7d", between(None, Some(date(2026, 12, 2)))),
        ("<=7d", between(None, Some(date(2026, 12, 3)))),
        (">7d", between(Some(date(2026, 12, 4)), None)),
        ("7d", between(Some(TODAY), Some(date(2026, 12, 3)))),
        ("today", between(Some(TODAY), Some(TODAY))),
        ("week", between(Some(day(23)), Some(day(29)))),
        ("2026-11", between(Some(day(1)), Some(day(30)))),
        ("27/11/2026", between(Some(day(27)), Some(day(27)))),
        ("2026-11-01..2026-11-30", between(Some(day(1)), Some(day(30)))),
        ("..2026-11-30", between(None, Some(day(30)))),
        ("none", Some(Days::None)),
        ("whenever", None),
        ("2026-13", None),
    ] {
        assert_eq!(Days::ahead(text, TODAY), ahead, "{text}");
    }
    assert_eq!(Days::back("<7d", TODAY), between(Some(day(20)), None));
    assert_eq!(Days::back(">7d", TODAY), between(None, Some(day(18))));
    assert_eq!(Days::back("2w", TODAY), between(Some(day(12)), Some(TODAY)));
}

#[test]
fn figures_and_lengths_are_bounds() {
    let range = |least, most| Some(Range { least, most });
    assert_eq!(Range::figures(">14"), range(15, i64::MAX));
    assert_eq!(Range::figures("<=3"), range(i64::MIN, 3));
    assert_eq!(Range::figures("2..4"), range(2, 4));
    assert_eq!(Range::lengths(">60d"), range(61, i64::MAX));
    assert_eq!(Range::lengths("<2w"), range(i64::MIN, 13));
    assert_eq!(Range::figures("many"), None);
}

#[test]
fn what_may_come_next_is_offered_from_the_first_letter() {
    let offered = |text: &str| {
        complete(text, List::Actions, &known()).into_iter().map(|one| one.piece).collect::<Vec<_>>()
    };
    assert_eq!(
        offered("locks ag"),
        ["agency:", "age:"][..1].to_vec().into_iter().chain(["age:"]).collect::<Vec<_>>()
    );
    assert_eq!(offered("agency:h"), ["agency:housing", "agency:health-visiting"]);
    assert_eq!(offered("agency:cm"), ["agency:mental-health"]);
    assert_eq!(offered("-is:ov"), ["-is:overdue"]);
    assert_eq!(offered("agency:housing,hv"), ["agency:housing,health-visiting"]);
    assert_eq!(offered("locks"), [""; 0]);
    assert!(offered("").len() > 5);
}

#[test]
fn views_that_come_with_the_program_are_understood() {
    for view in SHIPPED {
        let read = read(view.words, view.list, &known(), TODAY);
        assert_eq!(read.notes, [""; 0], "{}", view.name);
        assert!(!read.terms.is_empty(), "{}", view.name);
    }
}

#[test]
fn every_word_a_completion_offers_is_understood() {
    for list in List::ALL {
        for key in keys(list) {
            for offered in complete(&format!("{}:", key.word), list, &known()) {
                assert_eq!(read(&offered.piece, list, &known(), TODAY).notes, [""; 0], "{}", offered.piece);
            }
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        for list in List::ALL {
            let read = read(&text, list, &known(), TODAY);
            let _ = complete(&text, list, &known());
            // What is told fits nothing; a filter that is understood tells nothing.
            let nothing = read.terms.iter().any(|term| term.test == Test::Nothing);
            prop_assert!(!nothing || !read.notes.is_empty());
        }
    }

    #[test]
    fn any_key_with_any_value_is_read(key in "[a-z]{1,9}", value in "[-<>=.0-9a-z,/]{0,14}", not in any::<bool>()) {
        let text = format!("{}{key}:{value}", if not { "-" } else { "" });
        for list in List::ALL {
            let _ = read(&text, list, &known(), TODAY);
            let _ = complete(&text, list, &known());
        }
    }

    #[test]
    fn an_order_is_read_back_as_it_is_written(down in any::<bool>(), at in 0_usize..6) {
        let sort = Sort { by: SortBy::of(List::Cases)[at], down };
        prop_assert_eq!(Sort::typed(&sort.word(), List::Cases), Some(sort));
    }
}
