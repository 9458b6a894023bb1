//! List lines, kept beside the record so that a page of a long list is read and not worked out.

mod actions;
mod cases;
mod chases;
mod deeds;
mod desk;
mod find;
mod hearings;
mod sifted;
mod wordings;
mod works;

pub use actions::ActionLines;
pub use cases::CaseLines;
pub use chases::ChaseCounts;
pub use deeds::{Agreed, LateDays, Reminded};
pub use desk::{DeskLines, DeskTotals};
pub use hearings::Hearings;
pub use wordings::{Wording, Wordings};
pub use works::Works;

/// A `LIKE` pattern for each word of what was typed, folded as names are.
fn patterns(words: &str) -> Vec<String> {
    let words = words.split_whitespace().map(crate::domain::text::fold);
    words.filter(|word| !word.is_empty()).map(|word| format!("%{word}%")).collect()
}

/// A limit or an offset as the database counts.
fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A count of the database as a length.
fn length(number: i64) -> usize {
    usize::try_from(number).unwrap_or(0)
}
