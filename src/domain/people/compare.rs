//! Whether two sketches are the same person: names first, then date of birth, then contact details.
//!
//! The table in [`judge`] is our default. It is meant to be read by a coordinator: each row of it is a thing one
//! would say out loud, and every comparison carries the words.

use jiff::civil::Date;

use super::contact::{Channel, shared};
use super::names::{NameLikeness, names_alike};
use super::{Gender, PersonSketch};

/// Whether two sketches are one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// As good as certain.
    Same,
    /// To be asked.
    Possible,
    /// Not, as far as the forms tell.
    Different,
}

/// A likeness and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The verdict.
    pub likeness: Likeness,
    /// In words, without anybody's name.
    pub reasons: Vec<String>,
    /// Whether a name agrees, in full or (a surname may have changed) by forename.
    pub names_agree: bool,
    /// Whether forename and surname agree, a slip of the pen or an alias allowed.
    pub whole_name: bool,
    /// Whether the dates of birth are the same, a digit out or with day and month changed over.
    pub births_near: bool,
    /// Whether one is given as a woman and the other as a man.
    pub other_gender: bool,
    /// Contact details both give.
    pub shared: Vec<Channel>,
}

impl Comparison {
    /// How much this is worth somebody's time, 0 the most: a whole name that agrees with a contact detail or a date of
    /// birth, then part of a name with a detail. Nothing for what meets by chance in a large record (our default): a name
    /// alone, a forename and a birthday, a man and a woman of other names at one address.
    pub fn worth_asking(&self) -> Option<u8> {
        match (self.whole_name, self.names_agree, self.shared.is_empty()) {
            _ if self.likeness == Likeness::Different => None,
            (true, _, false) => Some(0),
            (true, _, true) if self.births_near => Some(1),
            (false, true, false) => Some(2),
            (false, false, false) if !self.other_gender => Some(3),
            _ => None,
        }
    }

    /// The reasons as one clause.
    pub fn why(&self) -> String {
        self.reasons.join(", ")
    }
}

/// How two dates of birth compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum BirthLikeness {
    Same,
    DigitOut,
    DayMonthSwapped,
    Missing,
    Different,
}

/// Compares two sketches. The order of the two does not matter.
pub fn compare(one: &PersonSketch, other: &PersonSketch) -> Comparison {
    let births = all_births_alike(one, other);
    let other_gender = opposite(one.gender, other.gender);
    let shared = shared(one, other);
    if births == BirthLikeness::Different && shared.is_empty() {
        // No name outweighs this, and most comparisons in a large record end here.
        let reasons = vec![words_for_births(births).to_owned()];
        return Comparison {
            likeness: Likeness::Different,
            reasons,
            names_agree: false,
            whole_name: false,
            births_near: false,
            other_gender,
            shared,
        };
    }
    let names = names_alike(one, other);
    let mut likeness = judge(names, births, !shared.is_empty());
    let mut reasons = vec![words_for_names(names).to_owned(), words_for_births(births).to_owned()];
    reasons.extend(shared.iter().map(|channel| format!("same {}", channel.word())));
    if likeness == Likeness::Same && names > NameLikeness::LostLetters && other_gender {
        likeness = Likeness::Possible;
        reasons.push("another gender".to_owned());
    }
    Comparison {
        likeness,
        reasons,
        names_agree: names < NameLikeness::OtherForename,
        whole_name: names < NameLikeness::Partial,
        births_near: matches!(
            births,
            BirthLikeness::Same | BirthLikeness::DigitOut | BirthLikeness::DayMonthSwapped
        ),
        other_gender,
        shared,
    }
}

/// The verdict, from how names and births compare and whether a contact detail is shared.
const fn judge(names: NameLikeness, births: BirthLikeness, contact: bool) -> Likeness {
    use BirthLikeness as B;
    use NameLikeness as N;
    match (names, births, contact) {
        (N::Same | N::LostLetters | N::Swapped | N::Alias | N::Spelling, B::Same, _) => Likeness::Same,
        (N::Partial | N::OtherSurname, B::Same, _)
        | (N::OtherForename | N::Different, B::Same, true)
        | (
            N::Same | N::LostLetters | N::Swapped | N::Alias,
            B::Missing | B::DigitOut | B::DayMonthSwapped,
            _,
        )
        | (N::Spelling, B::Missing | B::DigitOut | B::DayMonthSwapped, true)
        | (N::Same | N::LostLetters, B::Different, true)
        | (N::Partial, B::Missing, true) => Likeness::Possible,
        _ => Likeness::Different,
    }
}

/// The nearest of any two dates of birth that the two go by.
fn all_births_alike(one: &PersonSketch, other: &PersonSketch) -> BirthLikeness {
    let pairs = one.births().flat_map(|ours| other.births().map(move |theirs| (ours, theirs)));
    let nearest = pairs.map(|(ours, theirs)| births_alike(Some(ours), Some(theirs))).min();
    nearest.unwrap_or(BirthLikeness::Missing)
}

pub(super) fn births_alike(one: Option<Date>, other: Option<Date>) -> BirthLikeness {
    let (Some(one), Some(other)) = (one, other) else { return BirthLikeness::Missing };
    let written = |date: Date| format!("{:02}{:02}{:04}", date.day(), date.month(), date.year());
    let apart =
        written(one).bytes().zip(written(other).bytes()).filter(|(ours, theirs)| ours != theirs).count();
    if apart == 0 {
        BirthLikeness::Same
    } else if one.year() == other.year() && one.day() == other.month() && one.month() == other.day() {
        BirthLikeness::DayMonthSwapped
    } else if apart == 1 {
        BirthLikeness::DigitOut
    } else {
        BirthLikeness::Different
    }
}

const fn opposite(one: Option<Gender>, other: Option<Gender>) -> bool {
    use Gender::{Female, Male};
    matches!((one, other), (Some(Female), Some(Male)) | (Some(Male), Some(Female)))
}

const fn words_for_names(names: NameLikeness) -> &'static str {
    match names {
        NameLikeness::Same => "same name",
        NameLikeness::LostLetters => "same name but for letters lost in a save",
        NameLikeness::Swapped => "forename and surname the other way round",
        NameLikeness::Alias => "same name by an alias",
        NameLikeness::Spelling => "name spelt a little differently",
        NameLikeness::Partial => "same name as far as given",
        NameLikeness::OtherSurname => "same forename, another surname",
        NameLikeness::OtherForename => "same surname, another forename",
        NameLikeness::Different => "another name",
    }
}

const fn words_for_births(births: BirthLikeness) -> &'static str {
    match births {
        BirthLikeness::Same => "same date of birth",
        BirthLikeness::DigitOut => "date of birth one digit out",
        BirthLikeness::DayMonthSwapped => "day and month of birth the other way round",
        BirthLikeness::Missing => "no date of birth to compare",
        BirthLikeness::Different => "another date of birth",
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::people::{keys, lookup};

    fn person(forename: &str, surname: &str, born: Option<Date>) -> PersonSketch {
        PersonSketch { forename: forename.into(), surname: surname.into(), born, ..PersonSketch::default() }
    }

    fn at(mut person: PersonSketch, phone: &str) -> PersonSketch {
        person.phones = vec![phone.into()];
        person
    }

    #[test]
    fn verdicts() {
        use Likeness::*;
        let born = Some(date(1971, 10, 8));
        let base = at(person("Priya", "Clegg", born), "07700 900036");
        for (other, expected) in [
            (person("PRIYA", "Clegg", born), Same),
            (person("Pryia", "Clegg", born), Same),
            (person("Clegg", "Priya", born), Same),
            (person("Priya", "Clegg", None), Possible),
            (person("Priya", "Clegg", Some(date(1971, 8, 10))), Possible),
            (person("Priya", "Clegg", Some(date(1977, 10, 8))), Possible),
            (person("Priya", "Clegg", Some(date(1984, 3, 2))), Different),
            (at(person("Priya", "Clegg", Some(date(1984, 3, 2))), "07700900036"), Possible),
            (person("Priya", "Souza", born), Possible),
            (person("Elin", "Clegg", born), Different),
            (person("Elin", "Souza", born), Different),
            (at(person("Elin", "Souza", born), "+447700900036"), Possible),
            (at(person("Elin", "Souza", Some(date(1984, 3, 2))), "07700 900036"), Different),
            (person("", "", born), Different),
        ] {
            let found = compare(&base, &other);
            assert_eq!(found.likeness, expected, "{}", found.why());
        }
    }

    #[test]
    fn a_near_name_of_another_gender_is_asked() {
        let born = Some(date(1990, 1, 2));
        let mut one = person("Denis", "Quayle", born);
        let mut other = person("Denise", "Quayle", born);
        assert_eq!(compare(&one, &other).likeness, Likeness::Same);
        (one.gender, other.gender) = (Some(Gender::Male), Some(Gender::Female));
        assert_eq!(compare(&one, &other).likeness, Likeness::Possible);
    }

    fn sketches() -> impl Strategy<Value = PersonSketch> {
        let born =
            proptest::option::of((1950_i16..1953, 1_i8..13, 1_i8..13).prop_map(|(y, m, d)| date(y, m, d)));
        let word = "(Ma|Pri|Li|Łu|\\?u)(ya|am|ra|sz)?";
        (word, word, born, proptest::option::of(word), "0770090000[0-9]").prop_map(
            |(forename, surname, born, alias, phone)| {
                let mut sketch = at(person(&forename, &surname, born), &phone);
                sketch.aliases = alias.into_iter().map(Into::into).collect();
                sketch
            },
        )
    }

    proptest! {
        #[test]
        fn comparing_has_no_direction(one in sketches(), other in sketches()) {
            prop_assert_eq!(compare(&one, &other).likeness, compare(&other, &one).likeness);
        }

        #[test]
        fn whoever_is_not_different_shares_a_key(one in sketches(), other in sketches()) {
            let lost = [&one, &other].into_iter().flat_map(keys).any(|key| key.contains('?'));
            if compare(&one, &other).likeness != Likeness::Different && !lost {
                let theirs = keys(&other);
                prop_assert!(lookup(&one).iter().any(|key| theirs.contains(key)));
            }
        }
    }
}
