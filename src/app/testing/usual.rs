//! Usual actions as the record answers them: one of the library, one that the area has learned, one of anybody.

use crate::service::usual::{UsualLine, UsualQuery};

/// The lines that answer a question.
pub fn lines(asked: &UsualQuery) -> Vec<UsualLine> {
    let line = |agency: Option<&str>, said: &str, words: &str, more: &str, due: &str, cases| UsualLine {
        agency: agency.map(str::to_owned),
        said: said.to_owned(),
        words: words.to_owned(),
        line: format!("{words}{more}"),
        due: due.to_owned(),
        protects: "victim".to_owned(),
        cases,
    };
    let all = [
        line(
            Some("housing"),
            "Housing",
            "Sanctuary scheme: locks and a safe room",
            " for victim",
            "5 working days",
            None,
        ),
        line(Some("housing"), "Housing", "fit fireproof letterbox", " within 2 days", "2 days", Some(14)),
        line(Some("police"), "Police", "Treat-as-urgent marker on the address", " for victim", "today", None),
        line(None, "", "Ask about the dog before a visit", "", "", None),
    ];
    let wanted = |line: &UsualLine| {
        asked.agencies.is_empty() || line.agency.as_ref().is_none_or(|key| asked.agencies.contains(key))
    };
    let says = |line: &UsualLine| line.words.to_lowercase().contains(&asked.words.to_lowercase());
    all.into_iter().filter(|line| wanted(line) && says(line)).collect()
}
