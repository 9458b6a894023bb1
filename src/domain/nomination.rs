//! Nominations: a subject put forward for the perpetrator forum (MATAC), and the incidents behind it.
//!
//! Forms as typed and understood, like a referral: a field that cannot be read is set aside in `to_correct`. Scoring
//! is not here.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::people::PersonSketch;
use super::private::Private;
use super::referral::Problem;
use super::rows::subject::{Claim, Ground, Incident};
use super::tools::incident::{Incident as Counted, Role};

/// A field of a [`SubjectForm`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is said by its label")]
pub enum SubjectField {
    Nominal,
    Name,
    Forename,
    Surname,
    Alias,
    Born,
    Gender,
    Source,
    NominatedBy,
    Rank,
    Score,
    Scheme,
    Why,
}

impl SubjectField {
    /// The label people see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Nominal => "nominal reference",
            Self::Name => "name",
            Self::Forename => "first name",
            Self::Surname => "surname",
            Self::Alias => "alias",
            Self::Born => "date of birth",
            Self::Gender => "gender",
            Self::Source => "source",
            Self::NominatedBy => "nominated by",
            Self::Rank => "rank",
            Self::Score => "score",
            Self::Scheme => "scheme",
            Self::Why => "why",
        }
    }
}

/// A field of an [`IncidentForm`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is said by its label")]
pub enum IncidentField {
    Nominal,
    On,
    Offence,
    VictimRef,
    Role,
}

impl IncidentField {
    /// The label people see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Nominal => "nominal reference",
            Self::On => "date",
            Self::Offence => "offence",
            Self::VictimRef => "victim reference",
            Self::Role => "role",
        }
    }
}

/// A subject as nominated.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SubjectForm {
    /// The police's or analyst's reference for the person.
    pub nominal: String,
    /// Who it is.
    pub person: PersonSketch,
    /// Where the nomination comes from, as typed (`Police list`, `Partner nomination`).
    pub source: String,
    /// Nominating agency, as typed.
    pub nominated_by: String,
    /// Why, in the nominator's words.
    pub why: Private,
    /// The forum's criteria, each its own yes or no.
    pub grounds: Vec<Ground>,
    /// What the nominating agency asserts, and on what basis.
    pub claims: Vec<(Claim, Private)>,
    /// Whether the person has been told of being nominated; nothing is not answered.
    pub telling: Option<Telling>,
    /// Place on the ranked list, from 1.
    pub rank: Option<u32>,
    /// Total as the list gives it.
    pub score: Option<u32>,
    /// Scheme of that total.
    pub scheme: String,
    /// Fields set aside.
    pub to_correct: Vec<Problem<SubjectField>>,
}

/// Whether a subject has been told of being one, and what was done first to keep the victim safe.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Telling {
    /// Whether they were told; no is a decision, too.
    pub told: bool,
    /// When; the day of the request when nothing is said.
    pub on: Option<Date>,
    /// Key of the agency that told them, or decided not to.
    pub by: String,
    /// How: visit, letter, interview.
    pub method: Option<Private>,
    /// When the victim's worker looked at it first, and the key of their agency.
    pub checked: Option<(Date, String)>,
    /// Why the chair goes ahead without.
    pub overridden: Option<Private>,
}

/// An incident behind a nomination.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct IncidentForm {
    /// The subject's reference.
    pub nominal: String,
    /// Day of the incident.
    pub on: Option<Date>,
    /// Offence, as typed.
    pub offence: String,
    /// The list's reference for the victim.
    pub victim_ref: String,
    /// What the subject was in it, as typed (`suspect`, `charged`, `offender`).
    pub role: String,
    /// Fields set aside.
    pub to_correct: Vec<Problem<IncidentField>>,
}

/// A stored incident as schemes and definitions count it; nothing for a role that nobody knows, which is to correct.
pub fn counted(row: &Incident) -> Option<Counted> {
    let role = match row.role.trim().to_lowercase().as_str() {
        "suspect" | "suspected" => Role::Suspect,
        "offender" => Role::Offender,
        "charged" => Role::Charged,
        "victim" => Role::Victim,
        "witness" => Role::Witness,
        _ => return None,
    };
    let victim = row.victim.clone().unwrap_or_default();
    Some(Counted { date: row.on, offence: row.offence.clone(), victim, role })
}
