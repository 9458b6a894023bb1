//! What is known before a referral is looked at: people and their earlier referrals.
//!
//! [`Known`] is a question the record answers. Somebody recorded as the same person as another is answered for
//! under both: `referrals_of` gives the referrals of everybody merged with that person.

use jiff::civil::Date;
use uuid::Uuid;

use crate::domain::people::PersonSketch;

/// A person of the record.
#[derive(Clone, Debug)]
pub struct KnownPerson {
    /// The person.
    pub id: Uuid,
    /// As described on the form that named them.
    pub sketch: PersonSketch,
}

/// Where a referral has got to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Taken in and not yet heard: on the list for a coming meeting, deferred, or awaiting triage.
    Waiting,
    /// Heard at a meeting.
    Heard,
    /// Declined, withdrawn or transferred, and not heard.
    NotHeard,
}

/// A referral of the record.
#[derive(Clone, Debug)]
pub struct KnownReferral {
    /// The referral.
    pub id: Uuid,
    /// Reference people know it by.
    pub reference: String,
    /// Its case.
    pub case: Uuid,
    /// Its victim.
    pub victim: Uuid,
    /// Its perpetrators; none when unknown.
    pub perpetrators: Vec<Uuid>,
    /// Day it was received.
    pub received: Date,
    /// Where it has got to.
    pub standing: Standing,
    /// Day of the meeting that heard it, or is to.
    pub meeting: Option<Date>,
    /// Whether it went to the forum that is asked about: only there can another be its repeat.
    pub joins: bool,
}

/// What the record can tell.
pub trait Known {
    /// People filed (by [`crate::domain::people::keys()`]) under any of these keys, each once.
    fn people(&self, keys: &[String]) -> Vec<KnownPerson>;

    /// One person.
    fn person(&self, id: Uuid) -> Option<KnownPerson>;

    /// Referrals in which this person is victim or perpetrator, in any order.
    fn referrals_of(&self, person: Uuid) -> Vec<KnownReferral>;
}
