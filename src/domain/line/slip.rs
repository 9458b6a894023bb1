//! A slip of the finger in an agency's name before a colon (`hosuing: locks`): a question instead of a note.

use super::lexicon::Lexicon;
use super::moment::Moment;
use super::reading::Reading;
use super::{draft, fold};
use crate::domain::private::Private;

/// Names shorter than this are too much alike.
const SHORTEST: usize = 4;
/// Letters of a name for each slip that is forgiven.
const LETTERS_PER_SLIP: usize = 4;

/// Reads `line` as if the name before its colon were the one agency it nearly is; none when it is not near one.
pub(super) fn read(line: &str, lexicon: &Lexicon, moment: &Moment<'_>) -> Option<Reading> {
    let (typed, rest) = line.split_once(':')?;
    let folded = fold::folded(typed);
    if folded.len() < SHORTEST || folded.len() > lexicon.longest_name() + 2 {
        return None;
    }
    let name = nearest(&folded, lexicon)?;
    let read = draft::read(&format!("{name}:{rest}"), lexicon, moment)?;
    let mut choices = match read {
        Reading::Ask { choices, .. } => choices,
        Reading::New(_) => vec![read],
        _ => return None,
    };
    choices.push(Reading::Note { text: Private::from(line.trim()), hint: None });
    let question = format!("{}: an action for {name}, or a note?", typed.trim());
    Some(Reading::Ask { question, choices })
}

/// The name that is nearly what was typed: of the short ones, which are much alike, the only one a letter away.
fn nearest<'a>(folded: &str, lexicon: &'a Lexicon) -> Option<&'a str> {
    let names = || lexicon.names().map(|name| (name, strsim::osa_distance(name, folded)));
    let (name, slips) = names().min_by_key(|(name, slips)| (*slips, std::cmp::Reverse(name.len())))?;
    if name.len() >= SHORTEST && slips <= (name.len() / LETTERS_PER_SLIP).min(2) {
        return Some(name);
    }
    let mut near = names().filter(|(name, slips)| {
        *slips == 1 && name.len() + 1 >= SHORTEST && name.chars().next() == folded.chars().next()
    });
    near.next().filter(|_| near.next().is_none()).map(|(name, _)| name)
}
