//! The invented MATAC: subjects and the records behind their scores.

use jiff::civil::Date;
use serde::Deserialize;

use super::people::Person;
use crate::domain::private::Private;
use crate::domain::tools::rfgv::{Incident, Role};
use crate::domain::tools::{Faults, Tool, day};

/// A record behind a score.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoIncident {
    /// When.
    #[serde(deserialize_with = "day::date")]
    pub on: Date,
    /// As the list names it.
    pub offence: String,
    /// Police reference of the victim.
    pub victim: String,
    /// What the subject was in it.
    pub role: Role,
}

impl DemoIncident {
    /// As the scoring takes it.
    pub fn incident(&self) -> Incident {
        Incident {
            date: self.on,
            offence: self.offence.clone(),
            victim: self.victim.clone(),
            role: self.role,
        }
    }
}

/// Where a subject stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Nominated, to be heard for the first time.
    Nominated,
    /// Takes up what is offered.
    Engaging,
    /// Does not.
    NonEngaging,
    /// In custody.
    InCustody,
    /// Nobody knows where.
    WhereaboutsUnknown,
    /// Proposed for leaving.
    ExitProposed,
}

/// One subject.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoSubject {
    /// Stable key.
    pub key: String,
    /// Police nominal reference.
    pub nominal: String,
    /// The person.
    pub person: Person,
    /// `police-list` or `partner-nomination`.
    pub source: String,
    /// Agency that nominated.
    pub nominated_by: String,
    /// When.
    #[serde(deserialize_with = "day::date")]
    pub nominated_on: Date,
    /// When first accepted; absent: new today.
    #[serde(default, deserialize_with = "day::maybe")]
    pub accepted_on: Option<Date>,
    /// Where it stands.
    pub stage: Stage,
    /// Key of a MARAC case of today with the same perpetrator.
    pub marac_case: Option<String>,
    /// Summary of the profile.
    pub summary: Private,
    /// Needs behind the offending.
    pub needs: Private,
    /// Plan proposed.
    pub plan: Private,
    /// The records.
    pub incident: Vec<DemoIncident>,
}

/// The subjects.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoMatac {
    /// Name of the file.
    pub name: String,
    /// Version of the file.
    pub version: String,
    /// Day of the meeting.
    #[serde(deserialize_with = "day::date")]
    pub meeting: Date,
    /// Day the scores are worked out for.
    #[serde(deserialize_with = "day::date")]
    pub as_of: Date,
    /// The subjects.
    pub subject: Vec<DemoSubject>,
}

impl Tool for DemoMatac {
    const KIND: &'static str = "demonstration MATAC";

    fn name(&self) -> &str {
        &self.name
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn check(&self, faults: &mut Faults) {
        faults.keys("subject", self.subject.iter().map(|subject| subject.key.as_str()));
        for subject in &self.subject {
            let part = format!("subject `{}`", subject.key);
            faults.require(subject.nominated_on <= self.as_of, &part, "is nominated after the scores' date");
            faults.require(!subject.incident.is_empty(), &part, "has no records");
            let known = ["police-list", "partner-nomination"].contains(&subject.source.as_str());
            faults.require(known, &part, "source must be `police-list` or `partner-nomination`");
            super::check::reachable(&part, &subject.person, faults);
        }
    }
}
