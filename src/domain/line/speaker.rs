//! Who says what a line of information or risk says: the agency it opens with, and the words that are left.
//!
//! Minutes attribute what was said, so a name that may be part of the sentence ("police called twice", "family court
//! on Friday") attributes nothing: a colon or dash closes the name, or it is an abbreviation.

use super::head::{self, Head};
use super::lexicon::Lexicon;
use super::reading::Party;
use super::token::lowered;

/// The longest name that is an abbreviation.
const ABBREVIATION: usize = 4;

/// A line that was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken<'a> {
    /// The agency that said it, if the line opens with one.
    pub by: Option<Party>,
    /// What it said; the whole line when that would lose a name.
    pub words: &'a str,
}

/// Cuts a line into who says it and what.
pub fn speaker<'a>(line: &'a str, lexicon: &Lexicon) -> Spoken<'a> {
    let line = line.trim();
    let low = lowered(line);
    let closed = head::read(line, &low, lexicon).filter(|head| head.marked && !head.every);
    if let Some((by, end)) = closed.and_then(alone) {
        let words = line.get(end..).unwrap_or_default().trim();
        // "police:" and nothing more is kept as it is.
        return if words.is_empty() {
            Spoken { by: None, words: line }
        } else {
            Spoken { by: Some(by), words }
        };
    }
    abbreviated(line, &low, lexicon).unwrap_or(Spoken { by: None, words: line })
}

/// Several agencies that a line opens with, and what it says of them all; none when it opens with fewer than two.
pub fn speakers<'a>(line: &'a str, lexicon: &Lexicon) -> Option<(Vec<Party>, &'a str)> {
    let line = line.trim();
    let head = head::read(line, &lowered(line), lexicon).filter(|head| !head.every)?;
    let words = line.get(head.end..)?.trim_start_matches([',', ' ']).trim();
    let parties: Vec<Party> = head.groups.into_iter().flatten().collect();
    (parties.len() > 1).then_some((parties, words))
}

/// The only agency of a head, and where its words begin; from the start of the line when a person is named too.
fn alone(head: Head) -> Option<(Party, usize)> {
    let mut parties = head.groups.into_iter().flatten();
    let by = parties.next()?;
    let others = parties.next().is_some();
    let end = if others || by.person.is_some() { 0 } else { head.end };
    Some((by, end))
}

/// A line that opens with an abbreviation, or with any name when nothing but "nothing known" follows.
fn abbreviated<'a>(line: &'a str, low: &str, lexicon: &Lexicon) -> Option<Spoken<'a>> {
    let (agency, taken) = lexicon.agency_at(low).filter(|(agency, _)| !agency.every)?;
    let typed = low.get(..taken)?;
    let words = line.get(taken..)?.trim_start_matches(|c: char| c.is_whitespace() || c == ',').trim_end();
    // "fire set at the door" is a sentence; "IDVA" is no word of one.
    let ordinary = agency.name.to_ascii_lowercase() == typed && agency.name.chars().any(char::is_lowercase);
    let abbreviation = typed.len() <= ABBREVIATION && !ordinary;
    if words.is_empty() || !(abbreviation || lexicon.says_nothing_known(words)) {
        return None;
    }
    let by =
        Party { key: agency.key.clone(), name: agency.name.clone(), person: None, off_list: agency.off_list };
    Some(Spoken { by: Some(by), words })
}
