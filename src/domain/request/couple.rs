//! Work with the people of a case, each apart; referring a couple, and stepping up or down.

use jiff::civil::Date;

use crate::domain::id::Id;
use crate::domain::people::PersonSketch;
use crate::domain::private::Private;
use crate::domain::rows::case::Case;
use crate::domain::rows::couple::{ConsentWord, Direction, Need, TeamRole};
use crate::domain::rows::person::Person;

/// A couple to take in.
#[derive(Debug, Clone, Default)]
pub struct ReferCouple {
    /// Key or code of the forum; the area's only couple forum when not given.
    pub forum: Option<String>,
    /// A case of another forum whose people these are; the sketches are then not needed.
    pub from: Option<Id<Case>>,
    /// The person harmed.
    pub victim: PersonSketch,
    /// The person causing harm.
    pub perpetrator: PersonSketch,
    /// What the one is to the other.
    pub relationship: String,
    /// Key of the referring agency, or its name.
    pub agency: String,
    /// Day it was received, when that is not today.
    pub received: Option<Date>,
    /// Why.
    pub reason: Private,
    /// Criteria that are met, by key, each with its reason.
    pub criteria: Vec<(String, Option<Private>)>,
}

/// A need of one person.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of the row")]
pub enum NeedChange {
    /// Adds one.
    Add { case: Id<Case>, person: Id<Person>, kind: String, words: Private, agency: Option<String>, on: Date },
    /// It is met, or no longer there.
    Met { need: Id<Need>, on: Date, outcome: Option<Private> },
}

/// One person's answer.
#[derive(Debug, Clone)]
pub struct GiveConsent {
    /// Which case.
    pub case: Id<Case>,
    /// Whose.
    pub person: Id<Person>,
    /// The answer.
    pub answer: ConsentWord,
    /// What it covers.
    pub covers: Private,
    /// Key of the agency that asked.
    pub agency: Option<String>,
    /// When.
    pub on: Date,
}

/// Who works with whom from a day on; whoever did so before ends there.
#[derive(Debug, Clone)]
pub struct Allocate {
    /// Which case.
    pub case: Id<Case>,
    /// As what.
    pub role: TeamRole,
    /// Key of the agency.
    pub agency: String,
    /// The worker.
    pub worker: Option<Private>,
    /// Whom a navigator works with.
    pub person: Option<Id<Person>>,
    /// From when.
    pub on: Date,
}

/// Where one person stands on a scale.
#[derive(Debug, Clone)]
pub struct Measure {
    /// Which case.
    pub case: Id<Case>,
    /// Who.
    pub person: Id<Person>,
    /// Key of the scale.
    pub scale: String,
    /// The step: its number, or its words.
    pub step: String,
    /// When.
    pub on: Date,
    /// Key of the agency that says so.
    pub agency: Option<String>,
    /// Why.
    pub words: Option<Private>,
}

/// A criterion, or a question of eligibility, answered.
#[derive(Debug, Clone)]
pub struct Judge {
    /// Which case.
    pub case: Id<Case>,
    /// Its key.
    pub key: String,
    /// Yes or no.
    pub met: bool,
    /// The figure that belongs to it.
    pub figure: Option<u32>,
    /// Why.
    pub reason: Option<Private>,
    /// Key of the agency that says so.
    pub agency: Option<String>,
    /// When.
    pub on: Date,
}

/// Leaving for another forum, or for less.
#[derive(Debug, Clone)]
pub struct Pass {
    /// Which case.
    pub case: Id<Case>,
    /// Which way.
    pub direction: Direction,
    /// Up: key or code of the forum. Down: what comes after, in words.
    pub to: Option<String>,
    /// Why.
    pub reason: Private,
    /// Agency in whose name it is referred; the one that referred the couple when not given.
    pub agency: Option<String>,
    /// When.
    pub on: Date,
}

/// See [`super::Request::Couple`].
#[derive(Debug, Clone)]
pub enum CoupleChange {
    /// Takes a couple in.
    Refer(Box<ReferCouple>),
    /// A need.
    Need(NeedChange),
    /// Consent.
    Consent(GiveConsent),
    /// Who works with whom.
    Allocate(Allocate),
    /// A step on a scale.
    Measure(Measure),
    /// A criterion.
    Judge(Judge),
    /// Stepping up or down.
    Pass(Pass),
}
