//! Several agencies that refer one case together: each is a source of it for the data return.
//!
//! The published yearly workbook counts a case referred by two services as one half each; so shares are equal parts,
//! kept as a fraction, and always sum to one.

use crate::domain::text::fold;

/// One agency's part of a case: one of so many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The agency.
    pub agency: String,
    /// How many agencies share the case; never 0.
    pub of: u32,
}

/// The part of each agency, each counted once however often it is named.
pub fn shares<'a>(agencies: impl IntoIterator<Item = &'a str>) -> Vec<Share> {
    let mut named: Vec<&str> = Vec::new();
    for agency in agencies.into_iter().filter(|agency| !agency.trim().is_empty()) {
        if !named.iter().any(|known| fold(known) == fold(agency)) {
            named.push(agency);
        }
    }
    let of = u32::try_from(named.len()).unwrap_or(u32::MAX).max(1);
    named.into_iter().map(|agency| Share { agency: agency.to_owned(), of }).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn two_services_count_one_half_each() {
        let found = shares(["police", "housing", "Police", ""]);
        let halves: Vec<_> = found.iter().map(|share| (share.agency.as_str(), share.of)).collect();
        assert_eq!(halves, [("police", 2), ("housing", 2)]);
    }

    proptest! {
        #[test]
        fn shares_sum_to_one(agencies in proptest::collection::vec("[a-z ]{0,6}", 0..12)) {
            let found = shares(agencies.iter().map(String::as_str));
            // As many parts as there are agencies, each one of that many.
            let parts = u32::try_from(found.len()).unwrap();
            prop_assert!(found.iter().all(|share| share.of == parts));
        }
    }
}
