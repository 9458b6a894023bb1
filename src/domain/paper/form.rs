//! Papers that come back filled in: the heads of their columns, and what may be chosen. Whoever writes such a paper and
//! whoever reads it take the words from here.

use crate::domain::text::fold;

/// Head of the column of cases, by reference: what a line of a research list is told by.
pub const CASE: &str = "Case";
/// Whether anything is known.
pub const KNOWN: &str = "Known?";
/// What is known.
pub const INFORMATION: &str = "Information";
/// A fact, or an opinion.
pub const FACT: &str = "Fact or opinion";
/// When it was so.
pub const WHEN: &str = "Date";
/// Who looked.
pub const BY: &str = "By whom";
/// Head of the column of actions, by reference: what a line of an action sheet is told by.
pub const ACTION: &str = "Action";
/// What became of it.
pub const STATE: &str = "State";
/// What came of it, or why not.
pub const OUTCOME: &str = "Outcome or reason";
/// When it was done.
pub const DONE: &str = "Done on";

/// Whether anything is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// Information is given.
    Information,
    /// The agency looked and has nothing.
    Nothing,
}

/// What became of an action, as an agency says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// It is being done.
    InHand,
    /// It was done.
    Completed,
    /// It cannot be done any more.
    NoLongerPossible,
    /// It was not done.
    NotDone,
}

/// What may be chosen for what is known.
pub const KNOWN_CHOICES: &[&str] = &["information", "nothing known"];
/// What may be chosen for what was said.
pub const FACT_CHOICES: &[&str] = &["fact", "opinion"];
/// What may be chosen for an action.
pub const STATE_CHOICES: &[&str] = &["in hand", "completed", "no longer possible", "not done"];

/// What is written in place of a choice, folded, and what it means: people overwrite lists.
const KNOWN_WORDS: &[(Known, &[&str])] = &[
    (Known::Information, &["information", "known", "yes", "y", "info"]),
    (
        Known::Nothing,
        &["nothingknown", "nothing", "notknown", "unknown", "nk", "no", "n", "none", "nil", "notrace"],
    ),
];
const STATE_WORDS: &[(Became, &[&str])] = &[
    (Became::InHand, &["inhand", "inprogress", "ongoing", "continues", "open", "started", "accepted"]),
    (Became::Completed, &["completed", "complete", "done", "yes", "closed"]),
    (Became::NoLongerPossible, &["nolongerpossible", "notpossible", "impossible"]),
    (Became::NotDone, &["notdone", "notcompleted", "notcomplete", "incomplete", "no"]),
];
const OPINION: &[&str] = &["opinion", "view", "professionalopinion", "o"];
const FACTS: &[&str] = &["fact", "f", ""];

fn meant<T: Copy>(words: &[(T, &[&str])], typed: &str) -> Option<T> {
    let typed = fold(typed);
    words.iter().find(|(_, words)| words.contains(&typed.as_str())).map(|(meaning, _)| *meaning)
}

/// What a cell on whether anything is known means.
pub fn known(typed: &str) -> Option<Known> {
    meant(KNOWN_WORDS, typed)
}

/// What a cell on the state of an action means.
pub fn became(typed: &str) -> Option<Became> {
    meant(STATE_WORDS, typed)
}

/// Whether a cell says that something is an opinion; a blank one says that it is not.
pub fn is_opinion(typed: &str) -> Option<bool> {
    let typed = fold(typed);
    match (OPINION.contains(&typed.as_str()), FACTS.contains(&typed.as_str())) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_that_is_offered_is_understood() {
        assert!(KNOWN_CHOICES.iter().all(|choice| known(choice).is_some()));
        assert!(STATE_CHOICES.iter().all(|choice| became(choice).is_some()));
        assert!(FACT_CHOICES.iter().all(|choice| is_opinion(choice).is_some()));
        assert_eq!(
            (known("N/K"), became(" Not  Done "), is_opinion("")),
            (Some(Known::Nothing), Some(Became::NotDone), Some(false))
        );
        assert_eq!((known("perhaps"), became("perhaps"), is_opinion("perhaps")), (None, None, None));
    }
}
