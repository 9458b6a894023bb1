//! Looking people up by what was typed, by the end of an identifier, and by what they share.
//!
//! Reads what [`super::people`] keeps. The words of a query are compared with the vocabulary of names, which is small
//! enough to be read whole; the people behind the words that are near come from the index.

use std::collections::HashMap;

use rusqlite::{Connection, params};
use uuid::Uuid;

use super::cell;
use super::error::RecordError;
use super::view::View;
use crate::domain::people::{Query, Term, WORD, near_births, nearness};

/// Rows read for one term at most: beyond it the term tells nobody apart, and the others have to.
const MOST_ROWS: usize = 20_000;
/// Words a beginning of a name may stand for.
const MOST_WORDS: usize = 400;

impl View<'_> {
    /// The rows that answer a query best, likest first and then newest first, at most so many. They are candidates:
    /// whether each answers, and why, is for the query itself to say.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn search_people(&self, query: &Query, most: usize) -> Result<Vec<Uuid>, RecordError> {
        let words = Words::read(self.connection, query)?;
        let mut found: HashMap<Uuid, Vec<u8>> = HashMap::new();
        let terms = query.terms();
        for (at, term) in terms.iter().enumerate() {
            // An initial is looked for together with the surname after it, and stands for both.
            let also = matches!(term, Term::Initial(_)).then_some(at + 1);
            let mut budget = MOST_ROWS;
            for (key, points) in keys_of(terms, at, &words) {
                budget = self.each_under(&key, budget, |person| {
                    let held = found.entry(person).or_insert_with(|| vec![0; terms.len()]);
                    for slot in std::iter::once(at).chain(also) {
                        if let Some(best) = held.get_mut(slot) {
                            *best = points.max(*best);
                        }
                    }
                })?;
            }
        }
        let total = |points: &[u8]| points.iter().map(|points| u32::from(*points)).sum::<u32>();
        let mut likest: Vec<(u32, Uuid)> =
            found.into_iter().map(|(person, points)| (total(&points), person)).collect();
        likest.sort_unstable_by(|one, other| other.cmp(one));
        likest.truncate(most);
        Ok(likest.into_iter().map(|(_, person)| person).collect())
    }

    /// Calls back with every row under a key while the budget lasts, and gives what is left of it.
    fn each_under(&self, key: &str, budget: usize, mut call: impl FnMut(Uuid)) -> Result<usize, RecordError> {
        let mut left = budget;
        if left > 0 {
            let mut statement =
                self.connection.prepare_cached("SELECT person FROM person_key WHERE key = ? LIMIT ?")?;
            let mut rows = statement.query(params![key, i64::try_from(left).unwrap_or(i64::MAX)])?;
            while let Some(row) = rows.next()? {
                left = left.saturating_sub(1);
                call(cell::id_at(row, 0)?);
            }
        }
        Ok(left)
    }

    /// The people whose identifier ends in these letters, as a list prints it; at most three.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn people_ending(&self, letters: &str) -> Result<Vec<Uuid>, RecordError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id FROM person WHERE lower(hex(id)) LIKE '%' || ? LIMIT 3")?;
        let mut rows = statement.query([letters])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(cell::id_at(row, 0)?);
        }
        Ok(found)
    }

    /// A stretch of [`Sharing`]: at most so many keys are read. A key that more than `widest` people share says nothing.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn people_sharing(&self, after: &str, keys: usize, widest: usize) -> Result<Sharing, RecordError> {
        // Dates of birth, contact details, whole names with a date near or missing; words and places are for searching.
        let mut statement = self.connection.prepare_cached(
            "SELECT key, person FROM person_key
             WHERE key > ? AND (key BETWEEN 'a:' AND 'b;' OR key BETWEEN 'e:' AND 'e;'
                                OR key BETWEEN 'n:' AND 'n;' OR key BETWEEN 't:' AND 't;')
             ORDER BY key, person",
        )?;
        let mut rows = statement.query([after])?;
        let mut found = Sharing::default();
        let (mut last, mut read) = (String::new(), 0_usize);
        while let Some(row) = rows.next()? {
            let key = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
            if key != last {
                if read >= keys {
                    found.after = Some(last);
                    break;
                }
                key.clone_into(&mut last);
                read += 1;
                found.groups.push((last.clone(), Vec::new()));
            }
            let person = cell::id_at(row, 1)?;
            if let Some((_, group)) = found.groups.last_mut()
                && group.last() != Some(&person)
            {
                group.push(person);
            }
        }
        found.groups.retain(|(_, group)| (2..=widest).contains(&group.len()));
        Ok(found)
    }
}

/// People who share a key, key by key from one on: where likely pairs are looked for, without comparing everybody with
/// everybody. Not `Debug`: keys hold names.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Sharing {
    /// Groups of people under one key.
    pub groups: Vec<(String, Vec<Uuid>)>,
    /// The key to go on after; nothing at the end.
    pub after: Option<String>,
}

/// The words of names in the record that each word of a query may stand for, nearest and rarest first.
struct Words(Vec<Vec<(String, u8)>>);

impl Words {
    fn read(connection: &Connection, query: &Query) -> Result<Self, RecordError> {
        let mut found: Vec<Vec<(u8, i64, String)>> = vec![Vec::new(); query.terms().len()];
        if query.terms().iter().any(|term| matches!(term, Term::Word(_))) {
            let mut statement = connection.prepare_cached("SELECT word, rows FROM person_word")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let known = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
                for (term, found) in query.terms().iter().zip(&mut found) {
                    if let Term::Word(word) = term
                        && may_be(word, known)
                        && let Some((less, _)) = nearness(word, known)
                    {
                        found.push((u8::try_from(less).unwrap_or(9), row.get(1)?, known.to_owned()));
                    }
                }
            }
        }
        let in_order = |mut found: Vec<(u8, i64, String)>| {
            found.sort_unstable();
            found.truncate(MOST_WORDS);
            found.into_iter().map(|(less, _, word)| (word, 10_u8.saturating_sub(less))).collect()
        };
        Ok(Self(found.into_iter().map(in_order).collect()))
    }

    fn of(&self, at: usize) -> &[(String, u8)] {
        self.0.get(at).map_or(&[], Vec::as_slice)
    }
}

/// Whether two words are near enough in length and letters to be worth comparing: most of a vocabulary is not.
fn may_be(typed: &str, known: &str) -> bool {
    if known.starts_with(typed) {
        return true;
    }
    if typed.len().abs_diff(known.len()) > 3 {
        return false;
    }
    let letters = |word: &str| word.bytes().fold(0_u32, |all, byte| all | 1_u32 << (byte % 32));
    // Two slips change at most four letters of the set; a lost letter stands for any.
    let lost = typed.contains('?') || known.contains('?');
    lost || (letters(typed) ^ letters(known)).count_ones() <= 4
}

/// The keys that a term is looked for under, the surest first, with what a row under each is worth.
fn keys_of(terms: &[Term], at: usize, words: &Words) -> Vec<(String, u8)> {
    match terms.get(at) {
        Some(Term::Word(word)) => {
            let named = words.of(at).iter().map(|(known, points)| (format!("{WORD}{known}"), *points));
            named.chain([(format!("d:{word}"), 3)]).collect()
        }
        Some(Term::Initial(letter)) => {
            let surnames = words.of(at + 1).iter();
            surnames.map(|(known, points)| (format!("i:{letter} {known}"), *points)).collect()
        }
        Some(Term::Born(born)) => {
            let near = near_births(*born).into_iter().enumerate();
            near.map(|(place, near)| (format!("b:{near}"), if place == 0 { 12 } else { 8 })).collect()
        }
        Some(Term::Telephone(number)) => vec![(format!("t:{number}"), 15)],
        Some(Term::Email(address)) => vec![(format!("e:{address}"), 15)],
        Some(Term::Postcode(code)) => vec![(format!("p:{code}"), 8)],
        Some(Term::Year(_)) | None => Vec::new(),
    }
}
