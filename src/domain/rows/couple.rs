//! Work with the people of a case, each apart: needs, consent, steps on a scale, who works with whom, why the case is
//! heard at all, and where it went.
//!
//! Joint work never means a joint record: whatever one of them said stands under that person. Every judgement is kept
//! by date; the newest holds.

use jiff::civil::{Date, DateTime};

use super::case::Case;
use super::person::Person;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::{record_row, words};

record_row! {
    /// A need of one person.
    pub struct Need in "couple_need" about case by [case] {
        /// Which case.
        case: Id<Case>,
        /// Whose need.
        person: Id<Person>,
        /// Key of the kind of need.
        kind: String,
        /// In words.
        words: Private,
        /// Key of the agency that says so.
        agency: Option<String>,
        /// When.
        on: Date,
        /// When it was met, or no longer there.
        met: Option<Date>,
        /// What was said then.
        outcome: Option<Private>,
    }
}

words! {
    /// What somebody said when asked for consent.
    pub enum ConsentWord {
        /// Yes.
        Given = "given",
        /// No.
        Refused = "refused",
        /// Yes before, and no more.
        Withdrawn = "withdrawn",
    }
}

record_row! {
    /// One person's answer to the question of consent.
    pub struct Consent in "couple_consent" about case by [case] {
        /// Which case.
        case: Id<Case>,
        /// Whose.
        person: Id<Person>,
        /// The answer.
        answer: ConsentWord,
        /// What it covers.
        covers: Private,
        /// Key of the agency that asked.
        agency: Option<String>,
        /// When.
        on: Date,
        /// When it was entered.
        at: DateTime,
    }
}

words! {
    /// What somebody does in a team.
    pub enum TeamRole {
        /// Works with one person on what stands in the way.
        Navigator = "navigator",
        /// Pulls together what agencies know of both.
        Coordinator = "coordinator",
    }
}

record_row! {
    /// Who works with whom. One that ended keeps its dates.
    pub struct Allocation in "allocation" about case by [case] {
        /// Which case.
        case: Id<Case>,
        /// As what.
        role: TeamRole,
        /// Key of the agency.
        agency: String,
        /// The worker, when named.
        worker: Option<Private>,
        /// Whom a navigator works with; nothing for the case as a whole.
        person: Option<Id<Person>>,
        /// From when.
        on: Date,
        /// Until when.
        until: Option<Date>,
    }
}

record_row! {
    /// Where one person stood on a scale on a day.
    pub struct StepTaken in "step_taken" about case by [case] {
        /// Which case.
        case: Id<Case>,
        /// Who.
        person: Id<Person>,
        /// Key of the scale.
        scale: String,
        /// Place on it, from 1.
        step: u8,
        /// When.
        on: Date,
        /// Key of the agency that says so.
        agency: Option<String>,
        /// Why.
        words: Option<Private>,
        /// When it was entered.
        at: DateTime,
    }
}

words! {
    /// Which way a case left a forum.
    pub enum Direction {
        /// To a forum for a higher risk.
        Up = "up",
        /// To less, or to nothing.
        Down = "down",
    }
}

record_row! {
    /// A case that left for another forum, or for less.
    pub struct Passage in "passage" about case by [case] {
        /// Which case.
        case: Id<Case>,
        /// Which way.
        direction: Direction,
        /// Key of the forum it went to, or in words what comes after.
        to: Option<String>,
        /// The case there.
        other: Option<Id<Case>>,
        /// Why.
        reason: Private,
        /// When.
        on: Date,
    }
}

record_row! {
    /// A criterion of the forum, or a question of its eligibility, answered for a case.
    pub struct Criterion in "criterion_met" about case by [case] {
        /// Which case.
        case: Id<Case>,
        /// Key of the criterion or question.
        key: String,
        /// Yes or no.
        met: bool,
        /// The figure that belongs to it.
        figure: Option<u32>,
        /// Why.
        reason: Option<Private>,
        /// Key of the agency that says so.
        agency: Option<String>,
        /// When.
        on: Date,
        /// When it was entered.
        at: DateTime,
    }
}

impl Criterion {
    /// The newest answer to a criterion or question.
    pub fn newest<'a>(answers: &'a [Self], key: &str) -> Option<&'a Self> {
        answers.iter().filter(|row| row.key == key).max_by_key(|row| (row.on, row.at, row.id))
    }
}
