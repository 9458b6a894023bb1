//! A case of two people, each kept apart, as shown.

use jiff::civil::Date;

use super::CaseStory;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::rows::case::PartyRole;
use crate::domain::rows::couple::{Consent, Direction, Need, StepTaken};
use crate::domain::rows::person::Person;
use crate::domain::rules::Answered;

/// A case of two people.
#[derive(Debug, Clone)]
pub struct CoupleStory {
    /// The case, whole.
    pub story: CaseStory,
    /// Code of its forum.
    pub forum: String,
    /// Rules of the forum, each answered.
    pub eligibility: Vec<Answered>,
    /// The forum's criteria, each answered or not.
    pub criteria: Vec<CriterionLine>,
    /// Each person by themselves, the person harmed first.
    pub people: Vec<PersonSection>,
    /// Who pulls together what agencies know of both.
    pub coordinator: Option<WorkerLine>,
    /// Where it went, newest first.
    pub passages: Vec<PassageLine>,
    /// Kinds of need to choose from: key and label.
    pub needs: Vec<(String, String)>,
    /// Scales to choose from: key, label and steps.
    pub scales: Vec<(String, String, Vec<String>)>,
    /// Forums it may be stepped up to: key and code.
    pub above: Vec<(String, String)>,
    /// Agencies to choose from: key and name.
    pub agencies: Vec<(String, String)>,
}

/// A criterion as answered.
#[derive(Debug, Clone)]
pub struct CriterionLine {
    /// Its key.
    pub key: String,
    /// For a reader.
    pub label: String,
    /// Yes, no, or nobody has said.
    pub met: Option<bool>,
    /// Its figure.
    pub figure: Option<u32>,
    /// Why.
    pub reason: Option<Private>,
    /// When it was answered.
    pub on: Option<Date>,
}

/// Who works with somebody.
#[derive(Debug, Clone)]
pub struct WorkerLine {
    /// Name of the agency.
    pub agency: String,
    /// The worker, when named.
    pub worker: Option<Private>,
    /// Since when.
    pub since: Date,
}

/// A need, with the kind in words.
#[derive(Debug, Clone)]
pub struct NeedLine {
    /// The row.
    pub row: Need,
    /// What kind.
    pub kind: String,
}

/// A scale with the person's way on it.
#[derive(Debug, Clone)]
pub struct ScaleLine {
    /// Its key.
    pub key: String,
    /// For a reader.
    pub label: String,
    /// "3 of 5, asks what there is"; empty when nobody has said.
    pub said: String,
    /// Every step, newest first.
    pub steps: Vec<StepTaken>,
}

/// What is kept of one person alone.
#[derive(Debug, Clone)]
pub struct PersonSection {
    /// Who.
    pub person: Id<Person>,
    /// On which side.
    pub role: PartyRole,
    /// What the forum calls that side.
    pub label: String,
    /// As listed.
    pub name: Private,
    /// Age in years today.
    pub age: Option<i16>,
    /// Needs, open ones first.
    pub needs: Vec<NeedLine>,
    /// Answers to the question of consent, newest first; the first holds.
    pub consent: Vec<Consent>,
    /// Who works with them.
    pub navigator: Option<WorkerLine>,
    /// The forum's scales.
    pub scales: Vec<ScaleLine>,
}

/// A case that left.
#[derive(Debug, Clone)]
pub struct PassageLine {
    /// Which way.
    pub direction: Direction,
    /// Code of the forum it went to, or what comes after.
    pub to: String,
    /// Reference of the case there.
    pub other: Option<String>,
    /// Why.
    pub reason: Private,
    /// When.
    pub on: Date,
}
