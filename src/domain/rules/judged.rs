//! What somebody has said of two rows of people: that they are one, or that they are two.

use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::rows::matching::{Judged, Matching};
use crate::domain::rows::person::Person;

/// Whether somebody has said that these are two people.
///
/// # Errors
/// When the record cannot be read.
pub fn told_apart(
    changes: &Changes<'_>,
    ours: &[Id<Person>],
    theirs: &[Id<Person>],
) -> Result<bool, Refusal> {
    for row in ours {
        let judged = judgements(changes, *row)?;
        let names = |matching: &Matching| theirs.contains(&matching.one) || theirs.contains(&matching.other);
        if judged.iter().any(|matching| matching.judged == Judged::Two && names(matching)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Every judgement that names a row, oldest first.
///
/// # Errors
/// When the record cannot be read.
pub fn judgements(changes: &Changes<'_>, row: Id<Person>) -> Result<Vec<Matching>, Refusal> {
    let mut found = changes.find::<Matching>("one", &row)?;
    found.extend(changes.find::<Matching>("other", &row)?);
    found.sort_by_key(|matching| matching.id);
    Ok(found)
}
