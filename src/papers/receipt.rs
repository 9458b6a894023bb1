//! The receipt of a referral, and the letter that declines one: the area's words and no name.

use super::letter;
use super::{Copy, Document};
use crate::domain::told::receipt::ReceiptFacts;

/// Builds the letter.
pub fn receipt(facts: &ReceiptFacts, copy: &Copy) -> Document {
    let mut paper = letter::paper(&facts.head, facts.title, copy);
    if let Some(source) = &facts.source {
        paper.key_values([("Your reference", source.as_str())]);
    }
    letter::passages(&mut paper, &facts.passages, |_| {});
    paper
}
