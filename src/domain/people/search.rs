//! Finding a person by whatever is known of them: what was typed, read into terms, and how a person answers to it.
//!
//! A term is a word of a name, an initial, a date or year of birth, a telephone number, an e-mail address, a postcode or
//! a word of an address. [`Query::judge`] says whether the rows of one person answer to every term, how well, and why
//! in words. How candidates are found among many is the index's affair ([`search_keys`] is what it files them under).

use jiff::civil::Date;

use super::PersonSketch;
use super::compare::{BirthLikeness, births_alike};
use super::contact::{Channel, email, telephone};
use super::names::{Name, WordLikeness, words_alike};
use crate::domain::calendar::{Expect, read_date};
use crate::domain::text::{digits, fold};

/// One thing known of the person looked for. Not `Debug`: it would show it.
#[derive(Clone, PartialEq, Eq)]
pub enum Term {
    /// A word of a name or of an address, folded.
    Word(String),
    /// The first letter of a name.
    Initial(char),
    /// The date of birth.
    Born(Date),
    /// The year of birth.
    Year(i16),
    /// A telephone number, in its comparable form.
    Telephone(String),
    /// An e-mail address, in its comparable form.
    Email(String),
    /// A postcode or its first half, without spaces.
    Postcode(String),
}

/// What was typed, understood.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Query {
    terms: Vec<Term>,
}

/// How a person answers to a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The higher the likelier; only good for comparing answers to one query.
    pub points: u32,
    /// Why, in words that name nobody.
    pub why: String,
}

impl Query {
    /// Reads what was typed; what cannot be read yet (half a date) is left out. `born` is a date of birth given apart.
    pub fn read(typed: &str, born: Option<Date>, today: Date) -> Self {
        let words: Vec<&str> =
            typed.split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ';')).collect();
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let mut terms = Vec::new();
        let mut rest = words.as_slice();
        while !rest.is_empty() {
            let (term, used) = first_term(rest, today);
            terms.extend(term.filter(|term| !terms.contains(term)));
            rest = rest.get(used..).unwrap_or_default();
        }
        if let Some(born) = born {
            terms.retain(|term| !matches!(term, Term::Born(_) | Term::Year(_)));
            terms.push(Term::Born(born));
        }
        Self { terms }
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The terms, in the order in which they were typed.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// How the rows of one person answer; nothing when they do not. Their contacts must be those that may be shown.
    pub fn judge(&self, rows: &[PersonSketch]) -> Option<Answer> {
        let found: Vec<Hit> = self.terms.iter().map(|term| hit(term, rows)).collect();
        if found.is_empty() {
            return None;
        }
        let certain = found.iter().any(|hit| hit.certain);
        let missed = found.iter().filter(|hit| hit.points == 0 && !hit.excused).count();
        let allowed = usize::from(certain) + usize::from(found.len() > 3);
        if missed > allowed || missed >= found.len() || found.iter().all(|hit| hit.points == 0) {
            return None;
        }
        Some(Answer { points: found.iter().map(|hit| hit.points).sum(), why: why(&found) })
    }
}

/// The first term of some words, and how many words it takes.
fn first_term(words: &[&str], today: Date) -> (Option<Term>, usize) {
    let Some(first) = words.first() else { return (None, 1) };
    if first.contains('@') {
        return (email(first).map(Term::Email), 1);
    }
    for count in [3, 1] {
        let whole = words.get(..count).map(|words| words.join(" "));
        if let Some(born) = whole.and_then(|whole| read_date(&whole, Expect::Birth, today).ok()) {
            return (Some(Term::Born(born)), count);
        }
    }
    let number =
        |word: &&&str| word.chars().all(|letter| letter.is_ascii_digit() || "()+-.".contains(letter));
    let run = words.iter().take_while(number).count();
    let joined: String = words.iter().take(run).copied().collect();
    if digits(&joined).len() > 5 {
        return (telephone(&joined).map(Term::Telephone), run);
    }
    if let Some(found) = postcode(words) {
        return found;
    }
    let folded = fold(first);
    if folded.chars().all(|letter| letter.is_ascii_digit()) {
        let year = folded.parse().ok().filter(|year| (1900..=today.year()).contains(year));
        return (year.map(Term::Year), 1);
    }
    if first.contains('/') || first.starts_with(|letter: char| letter.is_ascii_digit()) {
        return (None, 1);
    }
    let mut letters = folded.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => (Some(Term::Initial(letter)), 1),
        (Some(_), Some(_)) => (Some(Term::Word(folded)), 1),
        (None, _) => (None, 1),
    }
}

/// A postcode in one word or two, or its first half: one or two letters, then a digit.
fn postcode(words: &[&str]) -> Option<(Option<Term>, usize)> {
    let first = words.first().map(|word| fold(word))?;
    let letters = first.chars().take_while(char::is_ascii_alphabetic).count();
    let starts = (1..=2).contains(&letters) && first.chars().nth(letters)?.is_ascii_digit();
    if !starts || first.len() > 7 {
        return None;
    }
    let second = words.get(1).map(|word| fold(word)).filter(|second| {
        let digit = second.starts_with(|letter: char| letter.is_ascii_digit());
        digit && second.len() == 3 && second.chars().skip(1).all(|letter| letter.is_ascii_alphabetic())
    });
    Some(match second {
        Some(second) if first.len() <= 4 => (Some(Term::Postcode(first + &second)), 2),
        _ => (Some(Term::Postcode(first)), 1),
    })
}

/// How a term is answered.
struct Hit {
    points: u32,
    /// Where the name or detail agrees.
    place: Place,
    /// How it agrees, in a word or two; empty when it is the same.
    how: &'static str,
    /// Whether it alone tells people apart: a date of birth, a telephone number.
    certain: bool,
    /// Whether nothing can be said, since the record does not know.
    excused: bool,
}

/// What of a person a term agrees with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Forename,
    Surname,
    Alias,
    Initial,
    Born,
    Detail(&'static str),
    Nowhere,
}

const fn nowhere(excused: bool, how: &'static str) -> Hit {
    Hit { points: 0, place: Place::Nowhere, how, certain: false, excused }
}

fn hit(term: &Term, rows: &[PersonSketch]) -> Hit {
    let found = match term {
        Term::Word(word) => best(rows, |row| word_hit(word, row)),
        Term::Initial(letter) => best(rows, |row| initial_hit(*letter, row)),
        Term::Born(born) => return born_hit(*born, rows),
        Term::Year(year) => {
            let born = rows.iter().any(|row| row.births().any(|born| born.year() == *year));
            born.then_some(Hit { points: 4, place: Place::Born, how: "year", certain: false, excused: false })
        }
        Term::Telephone(number) => detail(Channel::Telephone, number, rows),
        Term::Email(address) => detail(Channel::Email, address, rows),
        Term::Postcode(code) => best(rows, |row| {
            let codes = postcodes(row);
            let whole = codes.iter().any(|known| known == code);
            let half = codes.iter().any(|known| known.starts_with(code.as_str()));
            half.then_some(Hit {
                points: if whole { 8 } else { 3 },
                place: Place::Detail(if whole { "same postcode" } else { "postcode begins so" }),
                how: "",
                certain: false,
                excused: false,
            })
        }),
    };
    found.unwrap_or_else(|| nowhere(false, ""))
}

fn best(rows: &[PersonSketch], of: impl Fn(&PersonSketch) -> Option<Hit>) -> Option<Hit> {
    rows.iter().filter_map(of).max_by_key(|hit| hit.points)
}

fn detail(channel: Channel, wanted: &str, rows: &[PersonSketch]) -> Option<Hit> {
    let held = rows.iter().any(|row| channel.of(row).iter().any(|known| known == wanted));
    let words = if channel == Channel::Telephone { "same telephone" } else { "same e-mail" };
    held.then_some(Hit { points: 15, place: Place::Detail(words), how: "", certain: true, excused: false })
}

fn born_hit(wanted: Date, rows: &[PersonSketch]) -> Hit {
    let held = rows.iter().flat_map(PersonSketch::births);
    let likest = held.map(|held| births_alike(Some(wanted), Some(held))).min();
    let born = |points, how| Hit { points, place: Place::Born, how, certain: true, excused: false };
    match likest.unwrap_or(BirthLikeness::Missing) {
        BirthLikeness::Same => born(12, ""),
        BirthLikeness::DigitOut => born(8, "one digit out"),
        BirthLikeness::DayMonthSwapped => born(8, "day and month the other way round"),
        BirthLikeness::Missing => nowhere(true, "no date of birth to compare"),
        BirthLikeness::Different => nowhere(false, "another date of birth"),
    }
}

fn word_hit(word: &str, row: &PersonSketch) -> Option<Hit> {
    let mut found: Option<Hit> = None;
    for (place, base, known) in name_words(row) {
        let (less, how) = match nearness(word, &known) {
            Some(nearness) => nearness,
            None => continue,
        };
        let points = u32::saturating_sub(base, less);
        if found.as_ref().is_none_or(|kept| kept.points < points) {
            found = Some(Hit { points, place, how, certain: false, excused: false });
        }
    }
    // A list that gave no more than an initial.
    let given = fold(row.forename.reveal());
    if found.is_none() && given.chars().count() == 1 && word.starts_with(&given) {
        return Some(Hit { points: 3, place: Place::Initial, how: "", certain: false, excused: false });
    }
    let lives = || address_words(row).iter().any(|known| known == word);
    if found.is_none() && lives() {
        return Some(Hit {
            points: 3,
            place: Place::Detail("in the address"),
            how: "",
            certain: false,
            excused: false,
        });
    }
    found
}

fn initial_hit(letter: char, row: &PersonSketch) -> Option<Hit> {
    let forename = fold(row.forename.reveal());
    let begins =
        forename.starts_with(letter) || name_words(row).iter().any(|(_, _, known)| known.starts_with(letter));
    begins.then_some(Hit { points: 3, place: Place::Initial, how: "", certain: false, excused: false })
}

/// How near a typed word comes to a known one: points less, and how; nothing when it does not.
pub fn nearness(typed: &str, known: &str) -> Option<(u32, &'static str)> {
    match words_alike(typed, known) {
        WordLikeness::Same => Some((0, "")),
        WordLikeness::LostLetters => Some((1, "but for letters lost in a save")),
        _ if known.starts_with(typed) => Some((3, "begins so")),
        WordLikeness::Spelling => Some((4, "spelt a little differently")),
        WordLikeness::Missing | WordLikeness::Different => None,
    }
}

/// The words of every name of a sketch, whole and in their parts, with where each stands and what it is worth.
fn name_words(row: &PersonSketch) -> Vec<(Place, u32, String)> {
    let mut words = Vec::new();
    for word in parts(row.surname.reveal()) {
        words.push((Place::Surname, 10, word));
    }
    for word in parts(row.forename.reveal()) {
        words.push((Place::Forename, 8, word));
    }
    for alias in &row.aliases {
        words.extend(parts(alias.reveal()).into_iter().map(|word| (Place::Alias, 7, word)));
    }
    words
}

/// A name folded whole, and its words where it has several: `O'Hara-Clegg` is `oharaclegg`, `ohara`, `hara`, `clegg`.
fn parts(name: &str) -> Vec<String> {
    let word = |letter: char| letter.is_whitespace() || matches!(letter, '-' | '.');
    let part = |letter: char| word(letter) || matches!(letter, '\'' | '’');
    let mut words: Vec<String> =
        std::iter::once(name).chain(name.split(word)).chain(name.split(part)).map(fold).collect();
    words.retain(|word| word.chars().count() > 1);
    words.sort_unstable();
    words.dedup();
    words
}

/// The postcodes of a sketch's addresses, without spaces.
fn postcodes(row: &PersonSketch) -> Vec<String> {
    let mut found = Vec::new();
    for address in &row.addresses {
        let words: Vec<&str> = address.reveal().split([' ', ',']).filter(|word| !word.is_empty()).collect();
        for at in 0..words.len() {
            let rest = words.get(at..).unwrap_or_default();
            if let Some((Some(Term::Postcode(code)), _)) = postcode(rest)
                && code.len() > 4
            {
                found.push(code);
            }
        }
    }
    found
}

/// The words of a sketch's addresses that say something: letters only, four or more.
fn address_words(row: &PersonSketch) -> Vec<String> {
    const COMMON: &[&str] = &[
        "road", "street", "avenue", "lane", "close", "drive", "court", "house", "flat", "place", "fixed",
        "abode",
    ];
    let mut words: Vec<String> = Vec::new();
    for address in &row.addresses {
        words.extend(address.reveal().split([' ', ',', '-']).map(fold));
    }
    words.retain(|word| {
        word.len() > 3 && word.chars().all(char::is_alphabetic) && !COMMON.contains(&word.as_str())
    });
    words
}

/// The reasons as one clause, those of the name first.
fn why(found: &[Hit]) -> String {
    let named = |place| found.iter().position(|hit| hit.place == place);
    let mut words: Vec<String> = Vec::new();
    let plain =
        |at: Option<usize>| at.and_then(|at| found.get(at)).filter(|hit| hit.how.is_empty()).is_some();
    let (forename, surname) = (named(Place::Forename), named(Place::Surname));
    match (forename, surname) {
        (Some(first), Some(last)) if first > last => {
            words.push("same name the other way round".to_owned());
            words.extend(unlike(found, &[first, last]));
        }
        (first @ Some(_), last @ Some(_)) if plain(first) && plain(last) => {
            words.push("same name".to_owned());
        }
        _ => {
            for (at, what) in [(surname, "surname"), (forename, "forename")] {
                words.extend(at.and_then(|at| found.get(at)).map(|hit| told(what, hit.how)));
            }
        }
    }
    words.extend(named(Place::Alias).and_then(|at| found.get(at)).map(|hit| told("alias", hit.how)));
    if named(Place::Initial).is_some() {
        words.push("initial".to_owned());
    }
    for hit in found {
        match hit.place {
            Place::Born => words.push(match hit.how {
                "" => "same date of birth".to_owned(),
                "year" => "same year of birth".to_owned(),
                how => format!("born {how}"),
            }),
            Place::Detail(what) => words.push(what.to_owned()),
            Place::Nowhere if !hit.how.is_empty() => words.push(hit.how.to_owned()),
            Place::Nowhere => words.push("not all that was typed".to_owned()),
            Place::Forename | Place::Surname | Place::Alias | Place::Initial => {}
        }
    }
    words.dedup();
    words.join(", ")
}

fn unlike(found: &[Hit], places: &[usize]) -> Option<String> {
    let hit = places.iter().filter_map(|at| found.get(*at)).find(|hit| !hit.how.is_empty())?;
    Some(hit.how.to_owned())
}

fn told(what: &str, how: &str) -> String {
    match how {
        "" => format!("same {what}"),
        "begins so" | "spelt a little differently" => format!("{what} {how}"),
        how => format!("same {what} {how}"),
    }
}

/// The keys under which an index files what of a sketch is searched by, besides [`super::keys()`]: words of names
/// (`w:`), an initial with a surname (`i:`), words of addresses (`d:`), postcodes (`p:`).
pub fn search_keys(row: &PersonSketch) -> Vec<String> {
    let mut keys: Vec<String> =
        name_words(row).into_iter().map(|(_, _, word)| format!("{WORD}{word}")).collect();
    for name in Name::all(row) {
        let initial = name.forename.chars().next().filter(|_| !name.surname.is_empty());
        keys.extend(initial.map(|initial| format!("i:{initial} {}", name.surname)));
    }
    keys.extend(address_words(row).into_iter().map(|word| format!("d:{word}")));
    for code in postcodes(row) {
        // Whole, and by the half that names the town.
        let half = code.get(..code.len().saturating_sub(3)).unwrap_or_default();
        keys.extend([format!("p:{half}"), format!("p:{code}")]);
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// What opens the key of a word of a name.
pub const WORD: &str = "w:";

/// Every date of birth that is written with one digit other, or with day and month changed over; the date itself first.
pub fn near_births(born: Date) -> Vec<Date> {
    let mut near = vec![born];
    near.extend(Date::new(born.year(), born.day(), born.month()).ok());
    let written = format!("{:04}{:02}{:02}", born.year(), born.month(), born.day());
    for at in 0..written.len() {
        for digit in '0'..='9' {
            let other: String = written
                .chars()
                .enumerate()
                .map(|(place, letter)| if place == at { digit } else { letter })
                .collect();
            let part = |from: usize, to: usize| other.get(from..to).and_then(|part| part.parse::<i16>().ok());
            if let (Some(year), Some(month), Some(day)) = (part(0, 4), part(4, 6), part(6, 8)) {
                let month = i8::try_from(month).unwrap_or(0);
                near.extend(Date::new(year, month, i8::try_from(day).unwrap_or(0)).ok());
            }
        }
    }
    near.dedup();
    near
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 26);

    fn mary() -> PersonSketch {
        PersonSketch {
            forename: "Mary Ann".into(),
            surname: "O'Hara-Kershaw".into(),
            aliases: vec!["Maz".into()],
            born: Some(date(1992, 3, 12)),
            phones: vec!["07700 900143".into()],
            addresses: vec!["4 Cobden Walk, Lancaster, ZZ99 3VZ".into()],
            emails: vec!["mary@example.test".into()],
            ..PersonSketch::default()
        }
    }

    fn asked(typed: &str) -> Option<String> {
        Query::read(typed, None, TODAY).judge(&[mary()]).map(|answer| answer.why)
    }

    #[test]
    fn whatever_is_known_finds_and_says_why() {
        for (typed, expected) in [
            ("mary kershaw", Some("same name")),
            ("Kershaw Mary", Some("same name the other way round")),
            ("M Kershaw", Some("same surname, initial")),
            ("O Hara", Some("same surname, initial")),
            ("ohara mary", Some("same name the other way round")),
            ("maz", Some("same alias")),
            ("Kershow", Some("surname spelt a little differently")),
            ("ker", Some("surname begins so")),
            ("kersh?w", Some("same surname but for letters lost in a save")),
            ("kershaw 12/3/1992", Some("same surname, same date of birth")),
            ("kershaw 12 mar 1992", Some("same surname, same date of birth")),
            ("kershaw 3/12/1992", Some("same surname, born day and month the other way round")),
            ("kershaw 12/3/1993", Some("same surname, born one digit out")),
            ("kershaw 1992", Some("same surname, same year of birth")),
            ("kershaw 1/1/1950", None),
            ("jones 12/3/1992", Some("same date of birth, not all that was typed")),
            ("+44 7700 900 143", Some("same telephone")),
            ("MARY@example.test", Some("same e-mail")),
            ("zz99 3vz", Some("same postcode")),
            ("ZZ99", Some("postcode begins so")),
            ("cobden", Some("in the address")),
            ("jones", None),
            ("mary jones", None),
            ("12/3", None),
            ("", None),
        ] {
            let found = asked(typed).map(|why| {
                why.replace(
                    "not all that was typed, same date of birth",
                    "same date of birth, not all that was typed",
                )
            });
            assert_eq!(found.as_deref(), expected, "{typed}");
        }
    }

    #[test]
    fn a_date_given_apart_counts_like_one_typed() {
        let query = Query::read("kershaw", Some(date(1992, 3, 12)), TODAY);
        assert_eq!(query.judge(&[mary()]).unwrap().why, "same surname, same date of birth");
        let mut undated = mary();
        undated.born = None;
        assert_eq!(query.judge(&[undated]).unwrap().why, "same surname, no date of birth to compare");
    }

    #[test]
    fn near_dates_are_all_dates_a_slip_away() {
        let near = near_births(date(1992, 3, 12));
        for born in
            [date(1992, 12, 3), date(1993, 3, 12), date(1992, 3, 22), date(1992, 8, 12), date(1982, 3, 12)]
        {
            assert!(near.contains(&born), "{born}");
        }
        assert!(!near.contains(&date(1981, 3, 12)));
    }
}
