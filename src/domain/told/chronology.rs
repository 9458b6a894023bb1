//! What happened to somebody, or around a case, across cases and forums: every dated thing once, with its source.

use jiff::civil::{Date, DateTime};

use crate::domain::private::Private;

/// Everything a chronology says.
#[derive(Debug, Clone)]
pub struct ChronologyFacts {
    /// Marking.
    pub marking: String,
    /// Name of the area.
    pub area: String,
    /// What it is about: the reference of the case, or the one that stands for a person.
    pub reference: String,
    /// The day it is made.
    pub on: Date,
    /// Only what was in the record at the end of this day.
    pub known_on: Option<Date>,
    /// Whom it is about, in words.
    pub about: Vec<Private>,
    /// The cases it goes through.
    pub cases: Vec<CaseStanding>,
    /// Why it was made although it brings opposing sides together.
    pub despite: Option<Private>,
    /// What happened, the oldest first.
    pub events: Vec<DatedEvent>,
    /// Copies of papers as issued, the oldest first.
    pub copies: Vec<CopyIssued>,
}

/// A case of a chronology.
#[derive(Debug, Clone)]
pub struct CaseStanding {
    /// Its reference.
    pub reference: String,
    /// Code of its forum.
    pub forum: String,
    /// How far it is.
    pub standing: String,
    /// Who is who in it, and the children.
    pub people: Private,
    /// The last day of its flag, while one stands.
    pub flag_until: Option<Date>,
}

/// One thing that happened.
#[derive(Debug, Clone)]
pub struct DatedEvent {
    /// When; midnight where only the day is known.
    pub at: DateTime,
    /// Reference of the case.
    pub case: String,
    /// Reference of the meeting it was in.
    pub meeting: Option<String>,
    /// Who did or said it.
    pub source: Option<String>,
    /// What happened.
    pub what: String,
    /// In words.
    pub words: Private,
}

/// A copy as the register has it.
#[derive(Debug, Clone)]
pub struct CopyIssued {
    /// When.
    pub at: DateTime,
    /// Which paper, of which edition: "minutes, edition 2".
    pub paper: String,
    /// Of what: a reference.
    pub of: String,
    /// Number of the copy.
    pub number: u32,
    /// For whom; empty for a file copy.
    pub recipient: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub digest: String,
}
