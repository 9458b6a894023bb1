//! The invented area holds together, and a mistake in it is found.

use std::collections::BTreeSet;

use super::*;
use crate::demo::fill::{Parties, fill};
use crate::demo::people::Gender;
use crate::domain::tools::assessment::Answers;
use crate::domain::tools::rfgv;
use crate::domain::tools::scheme::Scheme;
use crate::domain::tools::serial::serial;

#[test]
fn everything_loads_and_agrees() {
    load().unwrap();
}

#[test]
fn sixteen_cases_that_differ() {
    let cases = load().unwrap().cases.case;
    assert_eq!(cases.len(), 16);
    let differing = |texts: Vec<&str>| texts.iter().collect::<BTreeSet<_>>().len();
    assert_eq!(differing(cases.iter().map(|case| case.reason.reveal()).collect()), 16);
    assert_eq!(differing(cases.iter().map(|case| case.views.text.reveal()).collect()), 16);
    let names: BTreeSet<String> = cases.iter().map(|case| case.victim.full_name()).collect();
    assert_eq!(names.len(), 16);
    let information: Vec<&str> = cases
        .iter()
        .flat_map(|case| &case.information)
        .filter_map(|entry| Some(entry.text.as_ref()?.reveal()))
        .collect();
    assert_eq!(differing(information.clone()), information.len());
}

#[test]
fn the_meeting_has_what_a_meeting_has() {
    let cases = load().unwrap().cases.case;
    let number = |test: &dyn Fn(&DemoCase) -> bool| cases.iter().filter(|case| test(case)).count();
    assert!(number(&|case| case.criteria.repeat.is_some()) >= 3);
    assert!(number(&|case| !case.child.is_empty()) >= 6);
    assert!(number(&|case| case.child.is_empty()) >= 4);
    assert!(number(&|case| case.victim.gender == Gender::Male) >= 2);
    assert!(number(&|case| case.victim.interpreter) >= 1);
    assert!(number(&|case| case.perpetrator.len() > 1) >= 1);
    assert!(number(&|case| case.criteria.professional_judgement.is_some()) >= 2);
    assert!(number(&|case| !case.linked.is_empty()) == 2);
}

#[test]
fn dash_counts_are_those_the_reasons_state() {
    let dash: RiskTool = parse(assets::dash24()).unwrap();
    for case in load().unwrap().cases.case {
        let (Some(answers), Some(stated)) = (&case.dash, &case.criteria.visible_high_risk) else { continue };
        let count = Answers::from_lists(&dash, &answers.yes, &answers.unknown).count(&dash);
        let expected = format!("{} of 24", count.yes);
        assert!(stated.reveal().contains(&expected), "{}: {} is {expected}", case.key, stated.reveal());
    }
}

#[test]
fn swapped_relationships_wrong_pronouns_and_real_numbers_are_found() {
    let swaps = [
        ("relation = \"wife\"", "relation = \"husband\"", "a husband of the other gender"),
        ("07700 900", "07711 900", "telephone is not one of"),
        ("ZZ99 3VZ", "LA1 1AA", "must end with ZZ99 3VZ"),
        ("consent = false\nwithout_consent", "consent = false\n#", "no reason for sharing"),
    ];
    for (right, wrong, told) in swaps {
        let text = assets::demo_cases().replace(right, wrong);
        let problem = parse::<DemoCases>(&text).unwrap_err().to_string();
        assert!(problem.contains(told), "{told}: {problem}");
    }
}

#[test]
fn every_record_of_the_subjects_is_scored() {
    let scheme: Scheme = parse(assets::rfgv_default_1()).unwrap();
    let matac = load().unwrap().matac;
    assert_eq!(matac.subject.len(), 8);
    let mut bands = BTreeSet::new();
    let mut flags = BTreeSet::new();
    for subject in &matac.subject {
        let incidents: Vec<_> =
            subject.incident.iter().map(crate::demo::matac::DemoIncident::incident).collect();
        let score = rfgv::score(&scheme, &incidents, matac.as_of);
        assert!(!score.inputs.set_aside.iter().any(|(_, reason)| reason.to_correct()), "{}", subject.key);
        bands.insert(score.band);
        flags.insert(serial(&scheme.serial, &scheme.roles, &incidents, matac.as_of).serial);
    }
    assert_eq!((bands.len(), flags.len()), (3, 2), "every band, serial and not");
}

#[test]
fn every_sentence_of_the_history_fills_for_everybody_it_is_meant_for() {
    let history = load().unwrap().history;
    let mut filled = 0;
    for pair in history.pattern.iter().flat_map(|pattern| &pattern.pairs) {
        let parties = Parties {
            victim: ("Żaneta", pair.victim),
            perpetrator: ("Siân", pair.perpetrator),
            relation: pair.relation,
            children: 1,
        };
        for (part, sentence, _) in history.sentences() {
            let text = fill(sentence, &parties).unwrap();
            assert!(!text.contains(['{', '}']) && !text.contains("  "), "{part}: {text}");
            filled += 1;
        }
    }
    assert!(filled > 1000, "{filled}");
}

#[test]
fn the_history_names_people_by_gaps_only() {
    let pronouns = ["he", "she", "him", "his", "her", "hers", "himself", "herself"];
    for (part, sentence, _) in load().unwrap().history.sentences() {
        let outside: String =
            sentence.split('{').map(|piece| piece.rsplit('}').next().unwrap_or("")).collect();
        let written = outside.to_lowercase();
        let word = written.split(|c: char| !c.is_alphanumeric()).find(|word| pronouns.contains(word));
        assert_eq!(word, None, "{part}: {sentence}");
    }
}

#[test]
fn every_pattern_has_enough_to_say_and_to_do() {
    let history = load().unwrap().history;
    for pattern in &history.pattern {
        let agencies: BTreeSet<&str> =
            history.information_for(&pattern.key, false).map(|entry| entry.agency.as_str()).collect();
        assert!(agencies.len() >= 6, "{}: {agencies:?}", pattern.key);
        assert!(history.outcomes_for(&pattern.key, false).count() >= 12, "{}", pattern.key);
    }
    let told = |pattern: &str| history.outcomes_for(pattern, true).any(|entry| entry.action == "p11-licence");
    assert!(told("release") && !told("separated"));
}
