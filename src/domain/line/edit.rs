//! A line that begins with a number: what becomes of that action.

use super::due::{self, Reader, Sense};
use super::head;
use super::lexicon::Lexicon;
use super::moment::Moment;
use super::note::completed_on;
use super::reading::{Change, Hint, Reading};
use super::token::{Words, lowered};
use super::{ask, status};
use crate::domain::private::Private;

/// What can be said of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verb {
    Completed,
    NotDone,
    NoLongerPossible,
    Continues,
}

/// Longest first where one begins another.
const VERBS: &[(&[&str], Verb)] = &[
    (&["not", "done"], Verb::NotDone),
    (&["not", "completed"], Verb::NotDone),
    (&["no", "longer", "possible"], Verb::NoLongerPossible),
    (&["not", "possible"], Verb::NoLongerPossible),
    (&["nlp"], Verb::NoLongerPossible),
    (&["done"], Verb::Completed),
    (&["completed"], Verb::Completed),
    (&["complete"], Verb::Completed),
    (&["reviewed", "continues"], Verb::Continues),
    (&["continues"], Verb::Continues),
    (&["continue"], Verb::Continues),
    (&["ongoing"], Verb::Continues),
];

/// Words before the agency an action is given to.
const GIVEN: &[&[&str]] = &[&["reassign", "to"], &["reassign"], &["give", "to"], &["to"]];

/// Reads a line that begins with the number of an action; none when what follows changes nothing.
pub(super) fn read(line: &str, lexicon: &Lexicon, moment: &Moment<'_>) -> Option<Reading> {
    let (action, rest) = numbered(line)?;
    let low = lowered(rest);
    let words = Words::cut(rest, &low);
    let reading = |change| Reading::Edit { action, change };
    let found = if let Some(change) = spoken(rest, &words, lexicon, moment) {
        reading(change)
    } else if let Some(senses) = due::whole(Reader { words: &words, lexicon, moment }) {
        ask::about(rest, &senses, |sense: &Sense| {
            sense.due.map_or_else(|| note(line), |due| reading(Change::Due(due)))
        })
    } else {
        reading(given(rest, &low, &words, lexicon, moment)?)
    };
    if (1..=moment.actions).contains(&action) {
        return Some(found);
    }
    let hint = Some(Hint::NoSuchAction { action, actions: moment.actions });
    Some(Reading::Note { text: Private::from(line.trim()), hint })
}

/// The number a line begins with (`2`, `#2`, `2.`, `2:`, `action 2`) and what follows it.
fn numbered(line: &str) -> Option<(u16, &str)> {
    let line = line.trim();
    let named = line.get(..7).filter(|word| word.eq_ignore_ascii_case("action "));
    let line = named.and_then(|word| line.get(word.len()..)).unwrap_or(line).trim_start();
    let line = line.strip_prefix('#').unwrap_or(line);
    let figures = line.find(|c: char| !c.is_ascii_digit())?;
    let (number, rest) = line.split_at_checked(figures)?;
    let rest = rest.strip_prefix([':', '.', ')', ',']).unwrap_or(rest);
    if !rest.starts_with(char::is_whitespace) || number.len() > 3 {
        return None;
    }
    let rest = rest.trim_start().trim_start_matches(['-', '=', '>', '\u{2013}', ':']).trim_start();
    Some((number.parse().ok()?, rest))
}

fn spoken(rest: &str, words: &Words<'_>, lexicon: &Lexicon, moment: &Moment<'_>) -> Option<Change> {
    let (verb, from) = VERBS.iter().find_map(|(phrase, verb)| Some((*verb, words.phrase(0, phrase)?)))?;
    let typed = words.from(rest, from).trim_start_matches(['-', '\u{2013}', ':', ',', ' ']).trim();
    let said = if typed.is_empty() { None } else { Some(Private::from(typed)) };
    Some(match verb {
        Verb::Completed => {
            let on = completed_on(Reader { words, lexicon, moment }, from);
            Change::Completed { on, note: said }
        }
        Verb::NotDone => Change::NotDone { reason: said },
        Verb::NoLongerPossible => Change::NoLongerPossible { reason: said },
        Verb::Continues => Change::Continues { note: said },
    })
}

/// Another agency, and nothing after it.
fn given(rest: &str, low: &str, words: &Words<'_>, lexicon: &Lexicon, moment: &Moment<'_>) -> Option<Change> {
    let from = GIVEN.iter().find_map(|phrase| words.phrase(0, phrase)).unwrap_or(0);
    let (rest, low) = (words.from(rest, from), words.from(low, from));
    let head = head::read(rest, low, lexicon)?;
    if !rest.get(head.end..)?.trim().is_empty() {
        return None;
    }
    let mut parties = head.groups.into_iter().flatten();
    let lead = parties.next()?;
    let supporting: Vec<_> = parties.collect();
    let status = status::opening(&lead, &supporting, head.every, moment);
    Some(Change::Agency { lead, supporting, status })
}

fn note(line: &str) -> Reading {
    Reading::Note { text: Private::from(line.trim()), hint: None }
}
