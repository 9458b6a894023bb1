//! A line that says several things to be done, each with its agency: `idva: safety plan; hsg: locks by fri`.
//!
//! A comma parts them only where an agency and a colon, "to" or "will" follow; a semicolon also where the agency stands
//! bare, and then it is asked about, since "mh aware" is nobody's action.

use super::draft;
use super::head;
use super::lexicon::Lexicon;
use super::moment::Moment;
use super::reading::{Draft, Reading};
use super::token::lowered;

/// Reads a line that says several actions; none when it does not.
pub(super) fn read(line: &str, lexicon: &Lexicon, moment: &Moment<'_>) -> Option<Reading> {
    let (pieces, sure) = cut(line, lexicon)?;
    let mut actions: Vec<Draft> = Vec::new();
    for piece in &pieces {
        // Of a date that could be two, the first: the line as a whole asks one question at most.
        let Reading::New(drafts) = draft::read(piece, lexicon, moment)?.taken().clone() else { return None };
        actions.extend(drafts);
    }
    if sure {
        return Some(Reading::New(actions));
    }
    let whole = draft::read(line, lexicon, moment)?.taken().clone();
    let question = format!("{} actions, or one with all of these words?", pieces.len());
    Some(Reading::Ask { question, choices: vec![Reading::New(actions), whole] })
}

/// The pieces of a line, and whether there is no doubt about them.
fn cut<'a>(line: &'a str, lexicon: &Lexicon) -> Option<(Vec<&'a str>, bool)> {
    let low = lowered(line);
    let mut pieces = Vec::new();
    let (mut from, mut sure) = (0, true);
    for (at, sign) in line.match_indices([';', ',']) {
        let next = at + sign.len();
        let (piece, rest) = (line.get(from..at)?, line.get(next..)?);
        let Some(head) = head::read(rest, low.get(next..)?, lexicon) else { continue };
        let told = head.told || rest.get(..head.end).is_some_and(|head| head.trim_end().ends_with(':'));
        if !(told || sign == ";") || !says(piece, low.get(from..at)?, lexicon) {
            continue;
        }
        sure &= told;
        pieces.push(piece);
        from = next;
    }
    if pieces.is_empty() {
        return None;
    }
    pieces.push(line.get(from..)?);
    Some((pieces, sure))
}

/// Whether a piece has an agency and something for it to do.
fn says(piece: &str, low: &str, lexicon: &Lexicon) -> bool {
    let head = head::read(piece, low, lexicon);
    let rest = head.and_then(|head| piece.get(head.end..));
    rest.is_some_and(|rest| rest.chars().any(char::is_alphanumeric))
}
