//! Numbers as one reader is told them: small ones of people and cases are held back outside the office.

/// Numbers of people and cases below this are not told to readers outside the office: our default, as in many published
/// tables; small numbers of known people can be recognised.
pub const SMALLEST: usize = 5;

/// A number as one reader is told it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// As counted.
    Count(usize),
    /// Smaller than may be told.
    Small,
    /// Held back, since a small one could be worked out of it.
    Held,
}

impl Shown {
    /// A number by itself.
    pub const fn one(count: usize, exact: bool) -> Self {
        if exact || count == 0 || count >= SMALLEST { Self::Count(count) } else { Self::Small }
    }

    /// Numbers that add up to one that is told. Where only one of them is small, the next smallest is held back too: it could be
    /// taken off the sum otherwise.
    pub fn parts(counts: &[usize], exact: bool) -> Vec<Self> {
        let mut shown: Vec<Self> = counts.iter().map(|count| Self::one(*count, exact)).collect();
        if shown.iter().filter(|one| **one == Self::Small).count() == 1 {
            let others = counts.iter().enumerate().filter(|(_, count)| **count >= SMALLEST);
            if let Some(next) = others.min_by_key(|(_, count)| **count).and_then(|(at, _)| shown.get_mut(at))
            {
                *next = Self::Held;
            }
        }
        shown
    }

    /// "64", "fewer than 5", "held back".
    pub fn words(self) -> String {
        match self {
            Self::Count(count) => count.to_string(),
            Self::Small => format!("fewer than {SMALLEST}"),
            Self::Held => "held back".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// No small number is told, and none can be worked out of the sum and the rest.
        #[test]
        fn a_small_number_cannot_be_worked_out(counts in proptest::collection::vec(0_usize..40, 1..12)) {
            let shown = Shown::parts(&counts, false);
            prop_assert_eq!(shown.len(), counts.len());
            let mut held = Vec::new();
            for (count, one) in counts.iter().zip(&shown) {
                match one {
                    Shown::Count(told) => {
                        prop_assert_eq!(told, count);
                        prop_assert!(*told == 0 || *told >= SMALLEST);
                    }
                    Shown::Small | Shown::Held => held.push(*count),
                }
            }
            let alone = held.len() == 1 && counts.iter().any(|count| *count >= SMALLEST);
            prop_assert!(!alone, "{:?}", counts);
            prop_assert!(Shown::parts(&counts, true).iter().all(|one| matches!(one, Shown::Count(_))));
        }
    }
}
