//! One assessment: answers by concept, and what a tool makes of them.
//!
//! The count never accepts or rejects a case; nothing here knows a threshold.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::risk_tool::{LEVELS, RiskTool};
use crate::domain::private::Private;
use crate::words;

words! {
    /// An answer to an item.
    pub enum Answer {
        /// Counts 1.
        Yes = "yes",
        /// Counts nothing.
        No = "no",
        /// Counts nothing and is shown beside the count.
        Unknown = "don't know",
        /// On levels: the lowest (no evidence).
        Lowest = "lowest",
        /// On levels: the middle (in the past).
        Middle = "middle",
        /// On levels: the highest (now, critical).
        Highest = "highest",
    }
}

impl Answer {
    /// The three answers of a tool, in the order in which they are offered.
    pub const fn of(tool: &RiskTool) -> [Self; LEVELS] {
        if tool.level.is_empty() {
            [Self::Yes, Self::No, Self::Unknown]
        } else {
            [Self::Lowest, Self::Middle, Self::Highest]
        }
    }

    /// The answer as a tool calls it.
    pub fn label(self, tool: &RiskTool) -> &str {
        let level = match self {
            Self::Lowest => tool.level.first(),
            Self::Middle => tool.level.get(1),
            Self::Highest => tool.level.get(2),
            Self::Yes | Self::No | Self::Unknown => None,
        };
        level.map_or(self.word(), |level| level.label.as_str())
    }
}

/// What was said of one item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// Concept key.
    pub item: String,
    /// The answer; none when only something was noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    /// Where it is known from, when not from the victim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Private>,
    /// Note, or the evidence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Private>,
}

impl Answered {
    /// Whether it says anything at all.
    pub const fn is_blank(&self) -> bool {
        self.answer.is_none() && self.source.is_none() && self.note.is_none()
    }
}

/// Answers to a tool, by concept key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(pub BTreeMap<String, Answer>);

/// What answers come to. Every item is in one heap: yes, no, unknown or unanswered; or one of the levels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Yes answers; each counts 1.
    pub yes: u32,
    /// No answers.
    pub no: u32,
    /// "Don't know" answers.
    pub unknown: u32,
    /// Answers on each level, the lowest first; never added up.
    pub levels: [u32; LEVELS],
    /// Items without any answer.
    pub unanswered: u32,
    /// Items of the tool: the count is "yes out of this".
    pub out_of: u32,
    /// Concept keys answered yes that the tool marks, in its order.
    pub markers: Vec<String>,
    /// Concept keys answered that this tool does not ask, or not in this way; not counted.
    pub not_asked: Vec<String>,
}

impl Answers {
    /// Answers from lists of concept keys; every other item of the tool is a no.
    pub fn from_lists(tool: &RiskTool, yes: &[String], unknown: &[String]) -> Self {
        let no = tool.item.iter().map(|item| (item.key.clone(), Answer::No));
        let yes = yes.iter().map(|key| (key.clone(), Answer::Yes));
        let unknown = unknown.iter().map(|key| (key.clone(), Answer::Unknown));
        Self(no.chain(yes).chain(unknown).collect())
    }

    /// Answers as they were given, item by item.
    pub fn given(answered: &[Answered]) -> Self {
        Self(answered.iter().filter_map(|said| Some((said.item.clone(), said.answer?))).collect())
    }

    /// The same as they are stored.
    pub fn answered(&self) -> Vec<Answered> {
        let said = |(item, answer): (&String, &Answer)| Answered {
            item: item.clone(),
            answer: Some(*answer),
            ..Answered::default()
        };
        self.0.iter().map(said).collect()
    }

    /// Concept keys with this answer, in the tool's order.
    pub fn keys(&self, tool: &RiskTool, wanted: Answer) -> Vec<String> {
        let with = tool.item.iter().filter(|item| self.0.get(&item.key) == Some(&wanted));
        with.map(|item| item.key.clone()).collect()
    }

    /// Counts the answers.
    pub fn count(&self, tool: &RiskTool) -> Count {
        let mut count = Count::default();
        let offered = Answer::of(tool);
        for item in &tool.item {
            count.out_of += 1;
            let answer = self.0.get(&item.key).filter(|answer| offered.contains(answer));
            let heap = match answer {
                Some(Answer::Yes) => &mut count.yes,
                Some(Answer::No) => &mut count.no,
                Some(Answer::Unknown) => &mut count.unknown,
                Some(Answer::Lowest) => &mut count.levels[0],
                Some(Answer::Middle) => &mut count.levels[1],
                Some(Answer::Highest) => &mut count.levels[2],
                None => &mut count.unanswered,
            };
            *heap += 1;
            if item.marker && matches!(answer, Some(Answer::Yes | Answer::Highest)) {
                count.markers.push(item.key.clone());
            }
        }
        let stray =
            |(key, answer): &(&String, &Answer)| tool.item(key).is_none() || !offered.contains(answer);
        count.not_asked = self.0.iter().filter(stray).map(|(key, _)| key.clone()).collect();
        count
    }
}

impl Count {
    /// "yes 14 of 24, 3 don't know, 2 not answered"; on levels "critical 2, historical 3 of 10".
    pub fn said(&self, tool: &RiskTool) -> String {
        let mut words = if tool.level.is_empty() {
            let unknown = Some(self.unknown).filter(|unknown| *unknown > 0);
            let unknown = unknown.map(|unknown| format!(", {unknown} don't know")).unwrap_or_default();
            format!("yes {} of {}{unknown}", self.yes, self.out_of)
        } else {
            let levels = tool.level.iter().zip(self.levels).rev();
            let each: Vec<String> =
                levels.map(|(level, count)| format!("{} {count}", level.label.to_lowercase())).collect();
            format!("{} of {}", each.join(", "), self.out_of)
        };
        if self.unanswered > 0 {
            words.push_str(&format!(", {} not answered", self.unanswered));
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn dash() -> RiskTool {
        crate::domain::tools::parse(crate::assets::dash24()).unwrap()
    }

    proptest! {
        #[test]
        fn every_item_is_in_exactly_one_heap(picks in proptest::collection::vec(0_usize..7, 24)) {
            let dash = dash();
            let answers = dash.item.iter().zip(&picks)
                .filter_map(|(item, pick)| Some((item.key.clone(), *Answer::ALL.get(*pick)?))).collect();
            let count = Answers(answers).count(&dash);
            let of = |wanted: usize| picks.iter().filter(|pick| **pick == wanted).count() as u32;
            prop_assert_eq!((count.yes, count.no, count.unknown), (of(0), of(1), of(2)));
            // An answer on levels is none to a question of yes or no, and is told.
            prop_assert_eq!(count.unanswered, of(3) + of(4) + of(5) + of(6));
            prop_assert_eq!(count.not_asked.len() as u32, of(3) + of(4) + of(5));
            prop_assert_eq!(count.yes + count.no + count.unknown + count.unanswered, count.out_of);
            prop_assert!(count.markers.len() as u32 <= count.yes && count.out_of == 24);
        }
    }

    #[test]
    fn a_question_of_another_form_is_shown_and_not_counted() {
        let answers = [("strangulation", Answer::Yes), ("no-such-concept", Answer::Yes)];
        let answers = answers.map(|(key, answer)| (key.to_owned(), answer)).into();
        let count = Answers(answers).count(&dash());
        assert_eq!((count.yes, count.unanswered), (1, 23));
        assert_eq!(count.markers, ["strangulation"]);
        assert_eq!(count.not_asked, ["no-such-concept"]);
        assert_eq!(count.said(&dash()), "yes 1 of 24, 23 not answered");
    }
}
