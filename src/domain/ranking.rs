//! The ranked list of subjects: who stands where, and what moved since a month before.
//!
//! Whoever is on the police's list comes first, in its order; after them those whose score came from the analyst or is
//! counted here, by total. A rank orders nobody's treatment: the forum chooses, and the list says what it would be.

use super::id::Id;
use super::rows::case::Case;

/// What a subject's place hangs on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The subject's case.
    pub case: Id<Case>,
    /// Its reference; decides between equals.
    pub reference: String,
    /// Place on the police's list of the month.
    pub listed: Option<u32>,
    /// The chosen score.
    pub total: Option<u32>,
    /// Scheme of it.
    pub scheme: Option<String>,
}

/// The subjects in their order.
pub fn ordered(mut subjects: Vec<Placed>) -> Vec<Placed> {
    subjects.sort_by(|one, other| {
        let key = |subject: &Placed| {
            (subject.listed.unwrap_or(u32::MAX), subject.total.is_none(), std::cmp::Reverse(subject.total))
        };
        key(one).cmp(&key(other)).then_with(|| one.reference.cmp(&other.reference))
    });
    subjects
}

/// How a place has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shift {
    /// Was not there.
    New,
    /// Where it was.
    Same,
    /// So many places higher.
    Up(u32),
    /// So many places lower.
    Down(u32),
}

impl std::fmt::Display for Shift {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::New => formatter.pad("new"),
            Self::Same => formatter.pad("="),
            Self::Up(by) => formatter.pad(&format!("↑{by}")),
            Self::Down(by) => formatter.pad(&format!("↓{by}")),
        }
    }
}

/// Place of a case in a list, from 1.
pub fn rank_of(case: Id<Case>, subjects: &[Placed]) -> Option<u32> {
    let at = subjects.iter().position(|subject| subject.case == case)?;
    u32::try_from(at + 1).ok()
}

/// How a place has changed since an earlier list.
pub fn shift(rank: u32, before: Option<u32>) -> Shift {
    match before {
        None => Shift::New,
        Some(before) if before == rank => Shift::Same,
        Some(before) if before > rank => Shift::Up(before - rank),
        Some(before) => Shift::Down(rank - before),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn subject(number: u128, listed: Option<u32>, total: Option<u32>) -> Placed {
        Placed {
            case: Id::new(Uuid::from_u128(number)),
            reference: format!("LAN-26-{number:04}"),
            listed,
            total,
            scheme: None,
        }
    }

    #[test]
    fn the_polices_list_comes_first_then_scores_then_whoever_has_none() {
        let subjects = ordered(vec![
            subject(1, None, None),
            subject(2, None, Some(90)),
            subject(3, Some(2), Some(10)),
            subject(4, None, Some(35)),
            subject(5, Some(1), None),
            subject(6, None, Some(90)),
        ]);
        let order: Vec<&str> = subjects.iter().map(|subject| subject.reference.as_str()).collect();
        assert_eq!(
            order,
            ["LAN-26-0005", "LAN-26-0003", "LAN-26-0002", "LAN-26-0006", "LAN-26-0004", "LAN-26-0001"]
        );
    }

    #[test]
    fn what_moved_is_told_from_the_place_before() {
        for (rank, before, told) in
            [(1, None, "new"), (4, Some(4), "="), (2, Some(5), "↑3"), (7, Some(5), "↓2")]
        {
            assert_eq!(shift(rank, before).to_string(), told);
        }
    }

    proptest! {
        #[test]
        fn everybody_is_on_the_list_once_and_shifts_add_up(
            totals in proptest::collection::vec((proptest::option::of(1_u32..40), proptest::option::of(0_u32..100)), 0..30),
            later in proptest::collection::vec(proptest::option::of(0_u32..100), 0..30),
        ) {
            let before: Vec<Placed> = totals.iter().enumerate()
                .map(|(at, (listed, total))| subject(at as u128, *listed, *total)).collect();
            let now: Vec<Placed> = later.iter().enumerate()
                .map(|(at, total)| subject(at as u128, None, *total)).collect();
            let (before, now) = (ordered(before), ordered(now));
            prop_assert_eq!(now.len(), later.len());
            for subject in &now {
                let rank = rank_of(subject.case, &now).unwrap();
                let was = rank_of(subject.case, &before);
                match shift(rank, was) {
                    Shift::New => prop_assert!(was.is_none()),
                    Shift::Same => prop_assert_eq!(was, Some(rank)),
                    Shift::Up(by) => prop_assert_eq!(was, Some(rank + by)),
                    Shift::Down(by) => prop_assert_eq!(was.map(|was| was + by), Some(rank)),
                }
            }
        }
    }
}
