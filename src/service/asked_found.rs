//! People, cases and actions found in one place.

use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::rows::case::Case;
use crate::domain::rows::person::Person;
use crate::words;

words! {
    /// What was found.
    pub enum FoundKind {
        /// A case.
        Case = "case",
        /// A person.
        Person = "person",
        /// An action.
        Action = "action",
    }
}

/// Where it leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoundPlace {
    /// To a case; an action's case too.
    Case(Id<Case>),
    /// To a person.
    Person(Id<Person>),
}

/// One thing found.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundLine {
    /// What.
    pub kind: FoundKind,
    /// Where it leads.
    pub place: FoundPlace,
    /// Reference of the case or action; a person's newest case.
    pub reference: String,
    /// The parties, the name, or what is to be done.
    pub words: Private,
    /// How it stands, in a few words that name nobody.
    pub says: String,
    /// How well it answers.
    pub score: u32,
}
