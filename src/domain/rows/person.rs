//! People, once each.
//!
//! Two rows found to be one person point to the elder by `same_as`; each keeps its own names and contact details,
//! which are never pooled, so that un-merging loses nothing.

use jiff::civil::Date;

use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::value::Json;
use crate::{record_row, words};

words! {
    /// Gender as referred; "not known" is the absence of a value.
    pub enum Gender {
        /// Female.
        Female = "female",
        /// Male.
        Male = "male",
        /// Any other answer given.
        Other = "other",
    }
}

record_row! {
    /// A person.
    pub struct Person in "person" about itself by [same_as] {
        /// Given names.
        forename: Private,
        /// Family name, as spelt by the first referral.
        surname: Private,
        /// Date of birth.
        born: Option<Date>,
        /// Gender.
        gender: Option<Gender>,
        /// Ethnicity in the referrer's words; empty is not collected.
        ethnicity: Option<Private>,
        /// Disability; nothing is not collected.
        disability: Option<bool>,
        /// LGBT+; nothing is not collected.
        lgbt: Option<bool>,
        /// Language an interpreter is needed for.
        interpreter: Option<Private>,
        /// Other dates of birth that are given or used.
        other_births: Option<Json<Vec<Date>>>,
        /// The day they died.
        died: Option<Date>,
        /// The row that stands for this person, when two were found to be one.
        same_as: Option<Id<Person>>,
    }
}

record_row! {
    /// Another name or spelling.
    pub struct Alias in "alias" about person by [person] {
        /// Whose.
        person: Id<Person>,
        /// The name as given.
        name: Private,
    }
}

words! {
    /// How somebody may be reached.
    pub enum ContactKind {
        /// Telephone number.
        Telephone = "telephone",
        /// Address.
        Address = "address",
        /// E-mail address.
        Email = "e-mail",
    }
}

record_row! {
    /// A telephone number, address or e-mail address of one person.
    pub struct Contact in "contact" about person by [person] {
        /// Whose.
        person: Id<Person>,
        /// What it is.
        kind: ContactKind,
        /// The number or address.
        value: Private,
        /// When and how it is safe to use.
        safe: Option<Private>,
        /// A new or refuge address: never on a list, paper, export or merged view.
        restricted: bool,
        /// Day from which it is not to be used any more.
        stopped: Option<Date>,
    }
}

impl Person {
    /// As listed: given names, then the family name in capitals.
    pub fn listed(&self) -> Private {
        let name = format!("{} {}", self.forename.reveal(), self.surname.reveal().to_uppercase());
        name.trim().into()
    }

    /// Age in whole years on a day; nothing without a date of birth before it.
    pub fn age_on(&self, day: Date) -> Option<i16> {
        let born = self.born.filter(|born| *born <= day)?;
        let had_birthday = (day.month(), day.day()) >= (born.month(), born.day());
        Some(day.year() - born.year() - i16::from(!had_birthday))
    }
}
