//! Questions: one line, several senses, a reading for each.

use super::due::Sense;
use super::reading::Reading;

/// The reading of the only sense, or a question about several; `phrase` is what was typed for the date.
pub(super) fn about(phrase: &str, senses: &[Sense], reading: impl Fn(&Sense) -> Reading) -> Reading {
    if let [sense] = senses {
        return reading(sense);
    }
    let says: Vec<&str> = senses.iter().map(|sense| sense.says.as_str()).collect();
    let question = format!("{}: {}?", phrase.trim(), says.join(" or "));
    Reading::Ask { question, choices: senses.iter().map(reading).collect() }
}
