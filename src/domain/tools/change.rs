//! What changed between two assessments, item by item and by concept: whichever tool asked, in whichever order.
//!
//! Only items answered both times are compared; what one of the two did not ask is no change.

use super::assessment::{Answer, Answers};
use crate::words;

words! {
    /// How an item changed, the weightiest first.
    pub enum ChangeKind {
        /// Yes now, and was not.
        NewlyYes = "newly yes",
        /// On levels: a higher one.
        Higher = "higher",
        /// Was yes, and is not.
        NoLongerYes = "no longer yes",
        /// On levels: a lower one.
        Lower = "lower",
        /// Was no, and is not known now.
        NewlyUnknown = "newly don't know",
        /// Was not known, and is no now.
        Known = "now no",
    }
}

/// An item that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Concept key.
    pub item: String,
    /// How.
    pub kind: ChangeKind,
    /// What it was.
    pub was: Answer,
    /// What it is.
    pub now: Answer,
}

/// What changed, the weightiest first and then by concept.
pub fn changes(before: &Answers, after: &Answers) -> Vec<Change> {
    let changed = after.0.iter().filter_map(|(item, now)| {
        let was = *before.0.get(item)?;
        Some(Change { item: item.clone(), kind: kind(was, *now)?, was, now: *now })
    });
    let mut changed: Vec<Change> = changed.collect();
    changed.sort_by(|one, other| (one.kind, &one.item).cmp(&(other.kind, &other.item)));
    changed
}

/// How an answer changed; nothing when it did not, or when the two are answers of different kinds.
fn kind(was: Answer, now: Answer) -> Option<ChangeKind> {
    match (was, now) {
        (Answer::No | Answer::Unknown, Answer::Yes) => Some(ChangeKind::NewlyYes),
        (Answer::Yes, Answer::No | Answer::Unknown) => Some(ChangeKind::NoLongerYes),
        (Answer::No, Answer::Unknown) => Some(ChangeKind::NewlyUnknown),
        (Answer::Unknown, Answer::No) => Some(ChangeKind::Known),
        _ => match (level(was)?, level(now)?) {
            (was, now) if now > was => Some(ChangeKind::Higher),
            (was, now) if now < was => Some(ChangeKind::Lower),
            _ => None,
        },
    }
}

fn level(answer: Answer) -> Option<u8> {
    match answer {
        Answer::Lowest => Some(0),
        Answer::Middle => Some(1),
        Answer::Highest => Some(2),
        Answer::Yes | Answer::No | Answer::Unknown => None,
    }
}

/// Changes gathered by kind, with a label for each item: "newly yes: strangulation, weapons; no longer yes: pets".
pub fn said(changes: &[Change], label: impl Fn(&str) -> String) -> String {
    let kinds = ChangeKind::ALL.iter().filter_map(|kind| {
        let of: Vec<String> =
            changes.iter().filter(|change| change.kind == *kind).map(|change| label(&change.item)).collect();
        (!of.is_empty()).then(|| format!("{kind}: {}", of.join(", ")))
    });
    kinds.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::assets;
    use crate::domain::tools::assessment::Answered;
    use crate::domain::tools::parse;
    use crate::domain::tools::risk_tool::RiskTool;

    fn tool(text: &str) -> RiskTool {
        parse(text).unwrap()
    }

    fn answered(tool: &RiskTool, by_concept: &BTreeMap<String, Answer>) -> Answers {
        let of = tool.item.iter().filter_map(|item| {
            Some(Answered {
                item: item.key.clone(),
                answer: Some(*by_concept.get(&item.key)?),
                ..Answered::default()
            })
        });
        Answers::given(&of.collect::<Vec<_>>())
    }

    fn answers(dash: &RiskTool) -> impl Strategy<Value = BTreeMap<String, Answer>> + use<> {
        let keys: Vec<String> = dash.item.iter().map(|item| item.key.clone()).collect();
        let answer = prop_oneof![Just(Answer::Yes), Just(Answer::No), Just(Answer::Unknown)];
        proptest::collection::vec(answer, keys.len())
            .prop_map(move |answers| keys.iter().cloned().zip(answers).collect())
    }

    proptest! {
        #[test]
        fn the_same_answers_give_the_same_changes_whatever_the_numbering(
            (before, after) in { let dash = tool(assets::dash24()); (answers(&dash), answers(&dash)) }
        ) {
            let (dash, police, scots) = (tool(assets::dash24()), tool(assets::dash27()), tool(assets::daq27()));
            let mut turned = dash.clone();
            turned.item.reverse();
            let expected = changes(&answered(&dash, &before), &answered(&dash, &after));
            for (one, other) in [(&dash, &police), (&police, &scots), (&turned, &dash), (&scots, &turned)] {
                prop_assert_eq!(&changes(&answered(one, &before), &answered(other, &after)), &expected);
            }
            // Each item that differs is told once, and nothing else is.
            let differing = before.iter().filter(|(key, was)| after.get(*key) != Some(was)).count();
            prop_assert_eq!(expected.len(), differing);
        }
    }

    #[test]
    fn what_changed_is_told_by_kind_and_unasked_items_are_no_change() {
        let of = |pairs: &[(&str, Answer)]| {
            Answers(pairs.iter().map(|(key, answer)| ((*key).to_owned(), *answer)).collect())
        };
        let before = of(&[
            ("a", Answer::No),
            ("b", Answer::Yes),
            ("c", Answer::No),
            ("d", Answer::Unknown),
            ("e", Answer::Lowest),
        ]);
        let after = of(&[
            ("a", Answer::Yes),
            ("b", Answer::Unknown),
            ("c", Answer::Unknown),
            ("d", Answer::No),
            ("e", Answer::Highest),
            ("f", Answer::Yes),
        ]);
        let told = said(&changes(&before, &after), str::to_uppercase);
        assert_eq!(told, "newly yes: A; higher: E; no longer yes: B; newly don't know: C; now no: D");
        assert_eq!(changes(&before, &before), []);
    }
}
