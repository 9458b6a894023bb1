//! Reading a text into terms.

use jiff::civil::Date;

use super::days::Days;
use super::keys::{Key, KeyRow, Takes, keys};
use super::known::{Known, Named, meant};
use super::near::{nearest, note};
use super::number::Range;
use super::sort::{Sort, SortBy};
use super::{List, Read, Term, Test};
use crate::domain::calendar::{Expect, read_date};
use crate::domain::text::fold;

/// A piece between spaces; what stands between quotation marks keeps its spaces.
pub(super) fn pieces(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let (mut piece, mut quoted) = (String::new(), false);
    for letter in text.chars() {
        match letter {
            '"' | '“' | '”' => quoted = !quoted,
            letter if letter.is_whitespace() && !quoted => pieces.push(std::mem::take(&mut piece)),
            letter => piece.push(letter),
        }
    }
    pieces.push(piece);
    pieces.retain(|piece| !piece.trim().is_empty());
    pieces
}

/// A piece that is a key with a value, as the list knows it; the key may be a slip.
pub(super) fn split(piece: &str) -> Option<(&str, &str)> {
    let (key, value) = piece.split_once(':')?;
    (key.len() > 1 && key.chars().all(|letter| letter.is_ascii_alphabetic())).then_some((key, value))
}

/// Reads a text for a list.
pub fn read(text: &str, list: List, known: &Known, today: Date) -> Read {
    let mut read = Read::default();
    for piece in pieces(text) {
        let (not, piece) = match piece.strip_prefix(['-', '!']).filter(|rest| !rest.is_empty()) {
            Some(rest) => (true, rest),
            None => (false, piece.as_str()),
        };
        let Some((word, value)) = split(piece) else {
            let folded = fold(piece);
            if !folded.is_empty() {
                read.terms.push(Term { not, test: Test::Text(folded) });
            }
            continue;
        };
        let rows = keys(list);
        let Some(row) = rows.iter().find(|row| row.word.eq_ignore_ascii_case(word)) else {
            let words: Vec<&str> = rows.iter().map(|row| row.word).collect();
            read.notes.push(note("filter word", word, &words));
            read.terms.push(Term { not: false, test: Test::Nothing });
            continue;
        };
        // A key whose value is still to be typed narrows nothing yet.
        if value.is_empty() {
            continue;
        }
        value_of(row, (not, value), (list, known, today), &mut read);
    }
    read
}

fn value_of(row: &KeyRow, (not, value): (bool, &str), with: (List, &Known, Date), read: &mut Read) {
    let (list, known, today) = with;
    let test = match row.takes {
        Takes::Sort => {
            match Sort::typed(value, list) {
                Some(sort) => read.sort = Some(if not { sort.turned() } else { sort }),
                None => {
                    let columns: Vec<&str> = SortBy::of(list).iter().map(|by| by.word()).collect();
                    read.notes.push(note("order", value.trim_start_matches('-'), &columns));
                }
            }
            return;
        }
        Takes::Words(words) => words_of(row.key, value, words),
        Takes::Agency => named(row.key, value, &known.agencies, "agency"),
        Takes::Forum => named(row.key, value, &known.forums, "forum"),
        Takes::Ahead => {
            Days::ahead(value, today).map(|days| Test::Days(row.key, days)).ok_or_else(|| unread(row, value))
        }
        Takes::Back => {
            Days::back(value, today).map(|days| Test::Days(row.key, days)).ok_or_else(|| unread(row, value))
        }
        Takes::Length => {
            Range::lengths(value).map(|range| Test::Number(row.key, range)).ok_or_else(|| unread(row, value))
        }
        Takes::Number => {
            Range::figures(value).map(|range| Test::Number(row.key, range)).ok_or_else(|| unread(row, value))
        }
        Takes::Text => {
            let words = value.split(',').map(str::trim).filter(|one| !one.is_empty());
            Ok(Test::One(row.key, words.map(|word| text_of(row.key, word, today)).collect()))
        }
    };
    match test {
        Ok(test) => read.terms.push(Term { not, test }),
        Err(told) => {
            read.notes.push(told);
            read.terms.push(Term { not: false, test: Test::Nothing });
        }
    }
}

/// A word as it is compared: a day as a reference of a meeting holds it.
fn text_of(key: Key, word: &str, today: Date) -> String {
    let day = (key == Key::Meeting).then(|| read_date(word, Expect::Near, today).ok()).flatten();
    day.map_or_else(|| word.to_owned(), |day| day.to_string())
}

fn unread(row: &KeyRow, value: &str) -> String {
    let such = match row.takes {
        Takes::Ahead => "such as <7d, 2026-11-26, week or none",
        Takes::Back => "such as <7d, today, 2026-11 or 2026-11-01..2026-11-30",
        Takes::Length => "such as >60d or <2w",
        _ => "such as >14 or 2..4",
    };
    format!("{}:{value} is not understood; write it {such}", row.word)
}

/// Each value that is one of the words, or what they begin with.
fn words_of(key: Key, value: &str, words: &[&str]) -> Result<Test, String> {
    let mut found: Vec<String> = Vec::new();
    for one in value.split(',').filter(|one| !one.is_empty()) {
        let one = one.to_lowercase();
        let exact: Vec<&&str> = words.iter().filter(|word| **word == one).collect();
        let begun: Vec<&&str> = words.iter().filter(|word| word.starts_with(&one)).collect();
        let meant = if exact.is_empty() { begun } else { exact };
        if meant.is_empty() {
            return Err(note("value", &one, words));
        }
        found.extend(meant.into_iter().map(|word| (*word).to_owned()));
    }
    Ok(Test::One(key, found))
}

/// Each value that names one of the area's own.
fn named(key: Key, value: &str, among: &[Named], what: &str) -> Result<Test, String> {
    let mut found = Vec::new();
    for one in value.split(',').filter(|one| !one.is_empty()) {
        let keys = meant(among, one);
        if keys.is_empty() {
            let known = among.iter().flat_map(|named| [named.key.as_str(), named.said.as_str()]);
            return Err(match nearest(one, known) {
                Some(near) => format!("no {what} {one}: {near}?"),
                None => format!("no {what} of this area is called {one}"),
            });
        }
        found.extend(keys);
    }
    Ok(Test::One(key, found))
}
