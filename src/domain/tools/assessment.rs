//! One assessment of a victim's risk: answers by concept, counted by a checklist, or a grade.
//!
//! The count never accepts or rejects a case; nothing here knows a threshold.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::checklist::Checklist;

/// An answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// Counts 1.
    Yes,
    /// Counts nothing.
    No,
    /// "Don't know": counts nothing and is shown beside the count.
    Unknown,
}

/// Answers to a checklist.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// By concept key.
    pub answers: BTreeMap<String, Answer>,
}

/// What an assessment comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Yes answers; each counts 1.
    pub yes: u32,
    /// "Don't know" answers.
    pub unknown: u32,
    /// Items without any answer.
    pub unanswered: u32,
    /// Items of the checklist: the count is "yes out of this".
    pub out_of: u32,
    /// Concept keys answered yes that the checklist marks, in its order.
    pub markers: Vec<String>,
    /// Concept keys answered that this checklist does not ask; not counted.
    pub not_asked: Vec<String>,
}

impl Assessment {
    /// Answers from lists of concept keys; every other item of the checklist is a no.
    pub fn from_lists(checklist: &Checklist, yes: &[String], unknown: &[String]) -> Self {
        let no = checklist.item.iter().map(|item| (item.key.clone(), Answer::No));
        let yes = yes.iter().map(|key| (key.clone(), Answer::Yes));
        let unknown = unknown.iter().map(|key| (key.clone(), Answer::Unknown));
        Self { answers: no.chain(yes).chain(unknown).collect() }
    }

    /// Counts the answers.
    pub fn count(&self, checklist: &Checklist) -> Count {
        let mut count = Count::default();
        for item in &checklist.item {
            count.out_of += 1;
            match self.answers.get(&item.key) {
                Some(Answer::Yes) => {
                    count.yes += 1;
                    if item.marker {
                        count.markers.push(item.key.clone());
                    }
                }
                Some(Answer::Unknown) => count.unknown += 1,
                Some(Answer::No) => {}
                None => count.unanswered += 1,
            }
        }
        let asked = |key: &&String| checklist.item(key).is_none();
        count.not_asked = self.answers.keys().filter(asked).cloned().collect();
        count
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn dash() -> Checklist {
        crate::domain::tools::parse(crate::assets::dash24()).unwrap()
    }

    proptest! {
        #[test]
        fn every_item_is_in_exactly_one_heap(picks in proptest::collection::vec(0_u8..4, 24)) {
            let dash = dash();
            let answer = |pick: u8| [Some(Answer::Yes), Some(Answer::No), Some(Answer::Unknown), None][pick as usize];
            let answers = dash.item.iter().zip(&picks)
                .filter_map(|(item, pick)| Some((item.key.clone(), answer(*pick)?))).collect();
            let count = Assessment { answers }.count(&dash);
            let of = |wanted: u8| picks.iter().filter(|pick| **pick == wanted).count() as u32;
            prop_assert_eq!((count.yes, count.unknown, count.unanswered, count.out_of), (of(0), of(2), of(3), 24));
        }
    }

    #[test]
    fn a_question_of_another_form_is_shown_and_not_counted() {
        let answers = [("strangulation", Answer::Yes), ("no-such-concept", Answer::Yes)];
        let answers = answers.map(|(key, answer)| (key.to_owned(), answer)).into();
        let count = Assessment { answers }.count(&dash());
        assert_eq!((count.yes, count.unanswered), (1, 23));
        assert_eq!(count.markers, ["strangulation"]);
        assert_eq!(count.not_asked, ["no-such-concept"]);
    }
}
