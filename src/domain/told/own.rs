//! What is kept of one person of a couple, and of nobody else: needs, consent, steps, who works with them.

use jiff::civil::Date;

use crate::domain::private::Private;

/// Everything a person's own paper says.
#[derive(Debug, Clone)]
pub struct OwnFacts {
    /// Marking.
    pub marking: String,
    /// Name of the area.
    pub area: String,
    /// The reference that stands for the person.
    pub reference: String,
    /// The day it is made.
    pub on: Date,
    /// Who, with age.
    pub person: Private,
    /// Case by case.
    pub cases: Vec<OwnCase>,
}

/// What is kept of one person in one case.
#[derive(Debug, Clone)]
pub struct OwnCase {
    /// Its reference.
    pub reference: String,
    /// "Lancaster TAC".
    pub forum: String,
    /// Who works with them, and since when.
    pub worker: Option<Private>,
    /// Answers to the question of consent, newest first: when, what, what it covers.
    pub consent: Vec<(Date, String, Private)>,
    /// Needs: kind, in words, since when, and what became of it.
    pub needs: Vec<(String, Private, Date, Private)>,
    /// Steps on the forum's scales, newest first: scale, when, where, why.
    pub steps: Vec<(String, Date, String, Private)>,
}
