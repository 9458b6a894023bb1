//! How alike two names are, forename and surname together, aliases included.
//!
//! Works on folded text only. It knows nothing of dates of birth or contact details.

use strsim::osa_distance;

use super::PersonSketch;
use crate::domain::text::{LOST, clean, fold};

/// A folded name. Either part may be empty. Not `Debug`: it would show the name.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) forename: String,
    pub(super) surname: String,
    /// The forename's first word, where it has several.
    first: String,
}

/// How two people's names compare, nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NameLikeness {
    /// Alike once folded.
    Same,
    /// Alike but for letters a bad save lost.
    LostLetters,
    /// Forename and surname change places.
    Swapped,
    /// An alias on one side agrees.
    Alias,
    /// A letter or two apart, or a second forename on one side.
    Spelling,
    /// Part of a name is missing on one side, the rest agrees.
    Partial,
    /// Same forename, other surname.
    OtherSurname,
    /// Same surname, other forename.
    OtherForename,
    /// Nothing agrees.
    Different,
}

/// How two words of a name compare.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum WordLikeness {
    Same,
    LostLetters,
    Spelling,
    Missing,
    Different,
}

impl Name {
    fn new(forename: &str, surname: &str) -> Self {
        let first = forename.split([' ', '-']).next().unwrap_or_default();
        Self { forename: fold(forename), surname: fold(surname), first: fold(first) }
    }

    /// The name a sketch leads with.
    fn main(person: &PersonSketch) -> Self {
        Self::new(person.forename.reveal(), person.surname.reveal())
    }

    /// The main name and every alias made whole with it.
    pub(super) fn all(person: &PersonSketch) -> Vec<Self> {
        let mut names = vec![Self::main(person)];
        names.extend(person.aliases.iter().filter_map(|alias| Self::alias(alias.reveal(), person)));
        names
    }

    /// An alias: one word stands in for the forename (for the surname after `née`), several are a whole name.
    fn alias(typed: &str, person: &PersonSketch) -> Option<Self> {
        const LEADS: [&str; 8] =
            ["also known as ", "known as ", "formerly ", "previously ", "a.k.a. ", "aka ", "alias ", "or "];
        let typed = clean(typed);
        let lower = typed.to_lowercase();
        let lead = LEADS.iter().find(|lead| lower.starts_with(**lead)).map_or(0, |lead| lead.len());
        let words: Vec<&str> =
            typed.get(lead..).unwrap_or(&typed).split(' ').filter(|word| !word.is_empty()).collect();
        match words.as_slice() {
            [] => None,
            [sign, surname @ ..]
                if matches!(fold(sign).as_str(), "nee" | "maiden") && !surname.is_empty() =>
            {
                Some(Self::new(person.forename.reveal(), &surname.join(" ")))
            }
            [forename] => Some(Self::new(forename, person.surname.reveal())),
            [forename, surname @ ..] => Some(Self::new(forename, &surname.join(" "))),
        }
    }

    fn like(&self, other: &Self) -> NameLikeness {
        let mut forename = words_alike(&self.forename, &other.forename);
        let surname = words_alike(&self.surname, &other.surname);
        if forename == WordLikeness::Different && !self.first.is_empty() && self.first == other.first {
            forename = WordLikeness::Spelling;
        }
        let near = |word| word <= WordLikeness::LostLetters;
        match (forename, surname) {
            (WordLikeness::Missing, word) | (word, WordLikeness::Missing) if near(word) => {
                NameLikeness::Partial
            }
            (WordLikeness::Missing, _) | (_, WordLikeness::Missing) => NameLikeness::Different,
            (WordLikeness::Different, word) if near(word) => NameLikeness::OtherForename,
            (word, WordLikeness::Different) if near(word) => NameLikeness::OtherSurname,
            (WordLikeness::Different, _) | (_, WordLikeness::Different) => NameLikeness::Different,
            (WordLikeness::Spelling, _) | (_, WordLikeness::Spelling) => NameLikeness::Spelling,
            (WordLikeness::LostLetters, _) | (_, WordLikeness::LostLetters) => NameLikeness::LostLetters,
            (WordLikeness::Same, WordLikeness::Same) => NameLikeness::Same,
        }
    }

    fn swapped(&self) -> Self {
        Self { forename: self.surname.clone(), surname: self.forename.clone(), first: String::new() }
    }
}

/// The nearest likeness between any name of one and any name of the other.
pub(super) fn names_alike(one: &PersonSketch, other: &PersonSketch) -> NameLikeness {
    let (ours, theirs) = (Name::main(one), Name::main(other));
    let mut nearest = ours.like(&theirs);
    if nearest > NameLikeness::Swapped && ours.swapped().like(&theirs) == NameLikeness::Same {
        nearest = NameLikeness::Swapped;
    }
    let has_alias = !one.aliases.is_empty() || !other.aliases.is_empty();
    if nearest > NameLikeness::Alias && has_alias {
        let theirs = Name::all(other);
        let agrees = |name: &Name| theirs.iter().any(|their| name.like(their) <= NameLikeness::LostLetters);
        if Name::all(one).iter().any(agrees) {
            nearest = NameLikeness::Alias;
        }
    }
    nearest
}

pub(super) fn words_alike(one: &str, other: &str) -> WordLikeness {
    if one.is_empty() || other.is_empty() {
        WordLikeness::Missing
    } else if one == other {
        WordLikeness::Same
    } else if lost_letters(one, other) {
        WordLikeness::LostLetters
    } else if osa_distance(one, other) <= slips(one, other) {
        WordLikeness::Spelling
    } else {
        WordLikeness::Different
    }
}

/// Whether the words agree letter by letter, a lost letter standing for any, with at least half the letters left.
fn lost_letters(one: &str, other: &str) -> bool {
    if one.chars().count() != other.chars().count() {
        return false;
    }
    let (mut kept, mut lost) = (0_usize, 0_usize);
    for (ours, theirs) in one.chars().zip(other.chars()) {
        if ours == LOST || theirs == LOST {
            lost += 1;
        } else if ours == theirs {
            kept += 1;
        } else {
            return false;
        }
    }
    lost > 0 && kept >= lost
}

/// How many slips of the pen two words may be apart (our default): none in short words, where it makes another name.
fn slips(one: &str, other: &str) -> usize {
    match one.chars().count().min(other.chars().count()) {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(forename: &str, surname: &str, alias: &str) -> PersonSketch {
        let aliases = if alias.is_empty() { Vec::new() } else { vec![alias.into()] };
        PersonSketch {
            forename: forename.into(),
            surname: surname.into(),
            aliases,
            ..PersonSketch::default()
        }
    }

    #[test]
    fn names_are_told_apart() {
        use NameLikeness::*;
        for (one, other, expected) in [
            (person("Angharad", "O'Hara", ""), person("ANGHARAD", "OHara", ""), Same),
            (person("Ma?gorzata", "Jó?wiak", ""), person("Małgorzata", "Jóźwiak", ""), LostLetters),
            (person("Wende", "Rawstron", ""), person("Wendy", "Rawstron", ""), Spelling),
            (person("Mary Ann", "Kershaw", ""), person("Mary", "Kershaw", ""), Spelling),
            (person("Clegg", "Liam", ""), person("Liam", "Clegg", ""), Swapped),
            (person("Grace", "Clegg", ""), person("Siobhán", "Clegg", "known as Grace"), Alias),
            (person("Wendy", "Rawstron", ""), person("Wendy", "O'Hara", "née Rawstron"), Alias),
            (person("Mary", "Jones", ""), person("Elin", "Patel", "aka Mary Jones"), Alias),
            (person("", "Clegg", ""), person("Liam", "Clegg", ""), Partial),
            (person("Wendy", "Rawstron", ""), person("Wendy", "Begum", ""), OtherSurname),
            (person("Dean", "Xu", ""), person("Sean", "Xu", ""), Spelling),
            (person("Ann", "Xu", ""), person("Dan", "Xu", ""), OtherForename),
            (person("Elin", "Patel", ""), person("Hannah", "Yates", ""), Different),
            (person("", "", ""), person("", "", ""), Different),
        ] {
            assert_eq!(names_alike(&one, &other), expected, "{expected:?}");
            assert_eq!(names_alike(&other, &one), expected, "{expected:?} the other way round");
        }
    }

    #[test]
    fn a_name_lost_whole_agrees_with_nothing() {
        assert!(!lost_letters("????", "umar"));
        assert!(!lost_letters("umar", "umar"));
    }
}
