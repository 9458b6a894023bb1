//! Today's MARAC as written: sixteen cases with everything a coordinator has before the first one is called.

use jiff::civil::Date;
use serde::Deserialize;

use super::people::{Person, Relation};
use crate::domain::private::Private;
use crate::domain::tools::day;

/// A perpetrator of a case.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Perpetrator {
    /// The person.
    pub person: Person,
    /// What the person is to the victim.
    pub relation: Relation,
    /// Where the person is now and under which conditions.
    pub whereabouts: Private,
}

/// A child of a case; `due` instead of `born` for one not born yet.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Child {
    /// First name; empty when not born yet.
    #[serde(default)]
    pub first: Private,
    /// Surname.
    pub last: Private,
    /// Date of birth.
    #[serde(default, deserialize_with = "day::maybe")]
    pub born: Option<Date>,
    /// Expected date of birth.
    #[serde(default, deserialize_with = "day::maybe")]
    pub due: Option<Date>,
    /// What the child is to the victim.
    pub to_victim: String,
    /// What the child is to the (first) perpetrator.
    pub to_perpetrator: String,
    /// School or nursery.
    pub school: Option<String>,
    /// With whom the child lives.
    pub lives_with: String,
}

/// The four criteria: each is met when its reason is given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Criteria {
    /// Visible high risk.
    pub visible_high_risk: Option<Private>,
    /// Professional judgement.
    pub professional_judgement: Option<Private>,
    /// Potential escalation.
    pub potential_escalation: Option<Private>,
    /// Repeat.
    pub repeat: Option<Private>,
}

/// Dash answers; an item in neither list is a no.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DashAnswers {
    /// When asked.
    #[serde(deserialize_with = "day::date")]
    pub on: Date,
    /// Agency that asked.
    pub by: String,
    /// Concept keys answered yes.
    pub yes: Vec<String>,
    /// Concept keys answered "don't know".
    #[serde(default)]
    pub unknown: Vec<String>,
}

/// A grade of a graded tool.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradeGiven {
    /// When given.
    #[serde(deserialize_with = "day::date")]
    pub on: Date,
    /// Key of the grade.
    pub grade: String,
    /// Why.
    pub reason: Private,
}

/// What the victim wants, told by the worker.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Views {
    /// Agency of the worker.
    pub by: String,
    /// When the worker spoke with the victim, or last tried.
    #[serde(deserialize_with = "day::date")]
    pub on: Date,
    /// Whether the victim was reached.
    pub reached: bool,
    /// Views and wishes; what was tried when not reached.
    pub text: Private,
}

/// What an agency sent or will say.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Information {
    /// Agency.
    pub agency: String,
    /// Date of the information.
    #[serde(deserialize_with = "day::date")]
    pub on: Date,
    /// The information; absent: nothing known.
    pub text: Option<Private>,
}

/// Risks as the papers group them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Risks {
    /// To the victim.
    pub victim: Private,
    /// To children.
    pub children: Option<Private>,
    /// To other adults.
    pub others: Option<Private>,
    /// To staff.
    pub staff: Option<Private>,
}

/// Where an action of an earlier hearing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Completed; on time or late follows from the dates.
    Completed,
    /// Overtaken by events.
    NoLongerPossible,
    /// Not done.
    NotDone,
    /// Still open.
    Open,
}

/// An action of an earlier hearing.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LastAction {
    /// Agency.
    pub agency: String,
    /// What.
    pub text: Private,
    /// Until when.
    #[serde(deserialize_with = "day::date")]
    pub due: Date,
    /// Where it stands.
    pub outcome: Outcome,
    /// When that was reported.
    #[serde(default, deserialize_with = "day::maybe")]
    pub reported: Option<Date>,
    /// Why, or what was done.
    pub note: Option<Private>,
}

/// An earlier referral of the victim.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Previous {
    /// Its reference.
    pub reference: String,
    /// When referred: the repeat window runs from here.
    #[serde(deserialize_with = "day::date")]
    pub referred: Date,
    /// When heard.
    #[serde(deserialize_with = "day::date")]
    pub heard: Date,
    /// Whether the perpetrator was another: then the case is related and no repeat.
    #[serde(default)]
    pub other_perpetrator: bool,
    /// That other.
    pub perpetrator: Option<Perpetrator>,
    /// Why referred then.
    pub reason: Private,
    /// Victim's views then.
    pub views: Private,
    /// Risk to the victim then.
    pub risk: Private,
    /// What agencies said then.
    pub information: Vec<Information>,
    /// Actions taken then.
    #[serde(default)]
    pub action: Vec<LastAction>,
}

/// What kind of date is coming.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EventKind {
    /// Release from custody.
    Release,
    /// Court.
    Court,
    /// Bail ends.
    BailEnds,
    /// Expected birth.
    Birth,
    /// Discharge from hospital.
    Discharge,
    /// Anything else.
    Other,
}

/// A date that is coming.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Upcoming {
    /// When.
    #[serde(deserialize_with = "day::date")]
    pub on: Date,
    /// What kind.
    pub kind: EventKind,
    /// In words.
    pub text: Private,
}

/// One case of today's meeting.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoCase {
    /// Stable key, for links and conflicts.
    pub key: String,
    /// Number in the reference: 143 in `LAN-26-0143`.
    pub number: u32,
    /// Agency that referred.
    pub referrer: String,
    /// Who referred: name and post.
    pub referrer_name: Private,
    /// When it came in.
    #[serde(deserialize_with = "day::date")]
    pub received: Date,
    /// Whether the victim knows of the referral.
    pub aware: bool,
    /// Whether the victim agrees; without it the reason says why information is shared.
    pub consent: bool,
    /// Why without consent.
    pub without_consent: Option<Private>,
    /// Police call-outs in the twelve months before the referral; absent: not known.
    pub call_outs: Option<u32>,
    /// Keys of linked cases.
    #[serde(default)]
    pub linked: Vec<String>,
    /// Why referred, two to four sentences.
    pub reason: Private,
    /// The victim.
    pub victim: Person,
    /// One or more.
    pub perpetrator: Vec<Perpetrator>,
    /// Children of either.
    #[serde(default)]
    pub child: Vec<Child>,
    /// Why it is heard.
    pub criteria: Criteria,
    /// Dash answers.
    pub dash: Option<DashAnswers>,
    /// Police grade.
    pub dara: Option<GradeGiven>,
    /// Victim's views.
    pub views: Views,
    /// By agency.
    pub information: Vec<Information>,
    /// As seen before the meeting.
    pub risks: Risks,
    /// Earlier referrals.
    #[serde(default)]
    pub previous: Vec<Previous>,
    /// Dates that are coming.
    #[serde(default)]
    pub upcoming: Vec<Upcoming>,
}

/// Today's cases.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoCases {
    /// Name of the file.
    pub name: String,
    /// Version of the file.
    pub version: String,
    /// Day of the meeting.
    #[serde(deserialize_with = "day::date")]
    pub meeting: Date,
    /// Last day for referrals.
    #[serde(deserialize_with = "day::date")]
    pub cut_off: Date,
    /// The cases, by number.
    pub case: Vec<DemoCase>,
}
