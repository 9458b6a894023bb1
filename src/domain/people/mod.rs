//! Who somebody is, as written on one form, and whether two such sketches mean one person.
//!
//! Made of [`PersonSketch`] (what one form says), [`compare()`] (likeness, with its reasons in words), [`keys()`] and
//! [`lookup`] (what an index holds and is asked, so that likely people are found among many), [`Query`] (what somebody
//! typed to find a person, and how well a person answers to it). It merges nobody and
//! pools nothing: a likeness is put to a person, and each form keeps its own sketch.

mod compare;
mod contact;
mod keys;
mod names;
mod search;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::private::Private;

pub use compare::{Comparison, Likeness, compare};
pub use contact::{Channel, shared};
pub use keys::{keys, lookup};
pub use search::{Answer, Query, Term, WORD, near_births, nearness, search_keys};

/// Gender as a form gives it; unknown is `None` on the sketch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gender {
    /// A woman or girl.
    Female,
    /// A man or boy.
    Male,
    /// Described otherwise.
    Another,
}

impl Gender {
    /// The word on screens and forms.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
            Self::Another => "another",
        }
    }
}

/// A person as one form describes them. Every part may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PersonSketch {
    /// Given names.
    pub forename: Private,
    /// Family name.
    pub surname: Private,
    /// Other names as typed, one an entry (`known as Grace`, `Mary Jones`, `Maz`).
    pub aliases: Vec<Private>,
    /// Date of birth.
    pub born: Option<Date>,
    /// Other dates of birth that are given or used.
    pub other_births: Vec<Date>,
    /// Gender.
    pub gender: Option<Gender>,
    /// Telephone numbers as typed.
    pub phones: Vec<Private>,
    /// Addresses as typed.
    pub addresses: Vec<Private>,
    /// E-mail addresses as typed.
    pub emails: Vec<Private>,
}

impl PersonSketch {
    /// Whether any name is given.
    pub fn named(&self) -> bool {
        !self.forename.is_empty()
            || !self.surname.is_empty()
            || self.aliases.iter().any(|alias| !alias.is_empty())
    }

    /// Every date of birth the person goes by, the one led with first.
    pub fn births(&self) -> impl Iterator<Item = Date> {
        self.born.into_iter().chain(self.other_births.iter().copied())
    }

    /// Whether nothing at all is given.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Age in whole years on a day; `None` without a date of birth or before it.
    pub fn age_on(&self, day: Date) -> Option<i16> {
        let born = self.born.filter(|born| *born <= day)?;
        let had_birthday = (day.month(), day.day()) >= (born.month(), born.day());
        Some(day.year() - born.year() - i16::from(!had_birthday))
    }
}
