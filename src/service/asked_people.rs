//! What is told of people: lines of a search, one person whole, people who may be one, and what other forums do.

use jiff::civil::Date;

use super::asked_actions::ActionLine;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::rows::case::{Case, CaseState, PartyRole};
use crate::domain::rows::person::{Contact, Person};
use crate::domain::rules::opposing::{Caution, Receives};

/// Whom to look for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PeopleQuery {
    /// Whatever is known: names, initials, dates of birth, telephone numbers, e-mail, postcode, words of an address.
    pub words: Private,
    /// A date of birth given apart.
    pub born: Option<Date>,
}

/// Where somebody stands.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceLine {
    /// The case.
    pub case: Id<Case>,
    /// Its reference.
    pub reference: String,
    /// Key of its forum.
    pub forum: String,
    /// How far it is.
    pub state: CaseState,
    /// Last referral.
    pub last_referred: Date,
    /// On which side.
    pub role: PartyRole,
    /// What a perpetrator is to the victim.
    pub relationship: Option<String>,
    /// What it would be by today's record, where that differs from what was accepted.
    pub by_now: Option<String>,
    /// Cases that are the other side of it.
    pub other_side: Vec<String>,
}

/// A person found, once, however many rows they have.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonLine {
    /// The row that stands for them.
    pub id: Id<Person>,
    /// As listed.
    pub name: Private,
    /// Date of birth.
    pub born: Option<Date>,
    /// Rows they are made of.
    pub rows: usize,
    /// Where they stand, newest reference first.
    pub places: Vec<(PartyRole, String)>,
    /// Why they were found; nothing outside a search.
    pub why: String,
}

impl PersonLine {
    /// Whether they are victim here and perpetrator there.
    pub fn both_sides(&self) -> bool {
        let in_role = |wanted| self.places.iter().any(|(role, _)| *role == wanted);
        in_role(PartyRole::Victim) && in_role(PartyRole::Perpetrator)
    }
}

/// Two people who may be one.
#[derive(Debug, Clone, PartialEq)]
pub struct SuggestionLine {
    /// One.
    pub one: PersonLine,
    /// The other.
    pub other: PersonLine,
    /// How likely, 0 the likeliest.
    pub rank: u8,
    /// Why, in words that name nobody.
    pub why: String,
}

/// A stretch of the people who may be one, over the whole record.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Suggested {
    /// Pairs found in this stretch.
    pub pairs: Vec<SuggestionLine>,
    /// Where to go on; nothing at the end of the record.
    pub after: Option<Private>,
}

/// One row of a person, with what is its own.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonRow {
    /// The row.
    pub person: Person,
    /// Other names it gives.
    pub aliases: Vec<Private>,
    /// Its contact details that may be shown; never another row's.
    pub contacts: Vec<Contact>,
    /// Whether it has details that are kept hidden.
    pub hidden: bool,
    /// References of the cases it came with.
    pub cases: Vec<String>,
    /// Why it is the same person, in words; nothing for the row the others point at.
    pub matched: Option<Private>,
}

/// One person, whole.
#[derive(Debug, Clone)]
pub struct PersonStory {
    /// The rows they are made of, the elder first.
    pub rows: Vec<PersonRow>,
    /// Age in years today.
    pub age: Option<i16>,
    /// Where they stand, newest reference first.
    pub places: Vec<PlaceLine>,
    /// Whether they get letters and bundles by default, and why.
    pub receives: Receives,
    /// What to check before contacting them, each with the case it comes from.
    pub cautions: Vec<String>,
    /// Whom they may also be.
    pub suggestions: Vec<SuggestionLine>,
    /// People said not to be them.
    pub apart: Vec<PersonLine>,
    /// Cases in any forum as other forums may see them.
    pub forums: Vec<ElsewhereLine>,
    /// What erasing them would take.
    pub goes: Goes,
}

/// What erasing a person takes with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Goes {
    /// Rows of the person.
    pub rows: usize,
    /// References of the cases that go whole.
    pub cases: Vec<String>,
}

/// A case of another forum about the same people.
#[derive(Debug, Clone, PartialEq)]
pub struct ElsewhereLine {
    /// The case.
    pub case: Id<Case>,
    /// Its reference.
    pub reference: String,
    /// The forum in short.
    pub forum: String,
    /// How far it is.
    pub state: CaseState,
    /// The next meeting.
    pub next: Option<Date>,
    /// What is outstanding there, where the area lets it be seen.
    pub actions: Vec<ActionLine>,
}

/// What stands beside a case: who its people are elsewhere.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// What to check before contacting anybody.
    pub cautions: Vec<Caution>,
    /// The same people before other forums.
    pub elsewhere: Vec<ElsewhereLine>,
    /// What it would be by today's record, where that differs from what was accepted.
    pub by_now: Option<String>,
    /// Counter-allegations: cases that are the other side of it.
    pub other_side: Vec<(Id<Case>, String)>,
}
