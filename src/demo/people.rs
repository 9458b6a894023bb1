//! Who the invented people are to one another: gender, pronouns, and what a perpetrator is to a victim.

use jiff::civil::Date;
use serde::Deserialize;

use crate::domain::private::Private;
use crate::domain::tools::day;

/// Gender, as recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gender {
    /// She.
    Female,
    /// He.
    Male,
}

impl Gender {
    /// "she" or "he".
    pub fn they(self) -> &'static str {
        match self {
            Self::Female => "she",
            Self::Male => "he",
        }
    }

    /// "her" or "him".
    pub fn them(self) -> &'static str {
        match self {
            Self::Female => "her",
            Self::Male => "him",
        }
    }

    /// "her" or "his".
    pub fn their(self) -> &'static str {
        match self {
            Self::Female => "her",
            Self::Male => "his",
        }
    }
}

/// What a perpetrator is to the victim: "he is her ...".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// Husband.
    Husband,
    /// Wife.
    Wife,
    /// Partner.
    Partner,
    /// Former partner, married or not.
    ExPartner,
    /// Former husband.
    ExHusband,
    /// Former wife.
    ExWife,
    /// Son.
    Son,
    /// Daughter.
    Daughter,
    /// Brother.
    Brother,
    /// Sister.
    Sister,
    /// Father.
    Father,
    /// Mother.
    Mother,
    /// Father-in-law.
    FatherInLaw,
    /// Mother-in-law.
    MotherInLaw,
    /// Grandson.
    Grandson,
}

impl Relation {
    /// In words: "ex-partner".
    pub fn words(self) -> &'static str {
        match self {
            Self::Husband => "husband",
            Self::Wife => "wife",
            Self::Partner => "partner",
            Self::ExPartner => "ex-partner",
            Self::ExHusband => "ex-husband",
            Self::ExWife => "ex-wife",
            Self::Son => "son",
            Self::Daughter => "daughter",
            Self::Brother => "brother",
            Self::Sister => "sister",
            Self::Father => "father",
            Self::Mother => "mother",
            Self::FatherInLaw => "father-in-law",
            Self::MotherInLaw => "mother-in-law",
            Self::Grandson => "grandson",
        }
    }

    /// The gender the word itself says; none where it says nothing.
    pub fn gender(self) -> Option<Gender> {
        match self {
            Self::Partner | Self::ExPartner => None,
            Self::Wife | Self::ExWife | Self::Daughter | Self::Sister | Self::Mother | Self::MotherInLaw => {
                Some(Gender::Female)
            }
            _ => Some(Gender::Male),
        }
    }

    /// Least years by which the perpetrator is older (negative: younger); none where ages say nothing.
    pub fn older_by(self) -> Option<i16> {
        match self {
            Self::Father | Self::Mother | Self::FatherInLaw | Self::MotherInLaw => Some(14),
            _ => None,
        }
    }

    /// Least years by which the perpetrator is younger; none where ages say nothing.
    pub fn younger_by(self) -> Option<i16> {
        match self {
            Self::Son | Self::Daughter => Some(14),
            Self::Grandson => Some(28),
            _ => None,
        }
    }
}

/// A victim or perpetrator.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// First name.
    pub first: Private,
    /// Surname.
    pub last: Private,
    /// Other name used.
    pub known_as: Option<Private>,
    /// Date of birth.
    #[serde(deserialize_with = "day::date")]
    pub born: Date,
    /// As recorded.
    pub gender: Gender,
    /// Self-described.
    pub ethnicity: Option<String>,
    /// Column of the data return: `white-british`, `other-white`, `asian`, `black`, `mixed`, `other`.
    pub ethnic_group: Option<String>,
    /// Disability in the Equality Act's meaning; absent: not asked.
    pub disability: Option<bool>,
    /// LGBT+; absent: not asked.
    pub lgbt: Option<bool>,
    /// Language, when not English.
    pub language: Option<String>,
    /// Whether an interpreter is needed.
    #[serde(default)]
    pub interpreter: bool,
    /// Where the person lives, in one line.
    pub address: Private,
    /// Whether the address must stay off lists, papers and exports (new or refuge).
    #[serde(default)]
    pub address_hidden: bool,
    /// Telephone.
    pub phone: Option<Private>,
    /// How and when to reach a victim safely.
    pub safe_contact: Option<Private>,
    /// Needs beyond the above.
    pub needs: Option<Private>,
}

impl Person {
    /// First name and surname.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.first.reveal(), self.last.reveal())
    }

    /// Whole years on a day.
    pub fn age(&self, on: Date) -> i16 {
        age(self.born, on)
    }
}

/// Whole years from a birth to a day.
pub fn age(born: Date, on: Date) -> i16 {
    let before_birthday = (on.month(), on.day()) < (born.month(), born.day());
    on.year() - born.year() - i16::from(before_birthday)
}
