//! A line that is only begun: its agencies as typed, and the words so far.

use super::head;
use super::lexicon::Lexicon;
use super::token::lowered;

/// The beginning of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun<'a> {
    /// Keys of the agencies it names, the leading one first; none when it names none or every agency.
    pub agencies: Vec<String>,
    /// Everything up to the words, with the colon or blank that closes it; empty without an agency.
    pub head: &'a str,
    /// The words so far.
    pub words: &'a str,
}

/// Reads the beginning of a line.
pub fn begun<'a>(line: &'a str, lexicon: &Lexicon) -> Begun<'a> {
    let typed = line.trim_start();
    let low = lowered(typed);
    let found = head::read(typed, &low, lexicon)
        .and_then(|head| typed.split_at_checked(head.end).map(|(before, after)| (head, before, after)));
    let Some((head, before, after)) = found else {
        return Begun { agencies: Vec::new(), head: "", words: typed.trim() };
    };
    let agencies = if head.every {
        Vec::new()
    } else {
        head.groups.into_iter().flatten().map(|party| party.key).collect()
    };
    Begun { agencies, head: before, words: after.trim() }
}
