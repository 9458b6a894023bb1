//! One case in one meeting, as its minutes print it.

use std::collections::BTreeSet;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::withheld::Withheld;
use crate::domain::private::Private;
use crate::domain::rows::action::{ActionState, DueKind};
use crate::domain::rows::agenda::{InformationKind, ItemState, Whom};
use crate::domain::rows::case::Criteria;
use crate::domain::rows::plan::{PlanState, Rag};
use crate::domain::rows::safety::CheckState;
use crate::domain::rows::trust::Trust;

/// Everything a meeting's minutes say about one case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CaseFacts {
    /// Which case.
    pub case: Uuid,
    /// Its reference.
    pub reference: String,
    /// Its place on the agenda.
    pub position: u32,
    /// How it went.
    pub state: ItemState,
    /// Why it stood where it did.
    pub why: String,
    /// When it was heard.
    pub heard: Option<(Time, Option<Time>)>,
    /// The victim; nothing in a forum about perpetrators.
    pub victim: Option<PersonFacts>,
    /// Perpetrators.
    pub perpetrators: Vec<PersonFacts>,
    /// Children, in words: "Ben, 7, Larkhill Primary".
    pub children: Vec<Private>,
    /// Who referred, and when.
    pub referrer: String,
    /// Day of the referral.
    pub received: Option<Date>,
    /// Why.
    pub reason: Private,
    /// The four grounds.
    pub criteria: Criteria,
    /// Risk in words: "Dash 17 of 24, 2 unknown".
    pub risk_figure: String,
    /// The referral it repeats.
    pub repeat_of: Option<Date>,
    /// Reference of a case beside it.
    pub linked: Option<String>,
    /// Where the perpetrator is now.
    pub whereabouts: Option<Private>,
    /// What is about to happen.
    pub happenings: Vec<(Date, String, Private)>,
    /// The victim's views: when, heard by whom, in words.
    pub views: Option<(Date, String, Private)>,
    /// What agencies brought.
    pub information: Vec<InformationFacts>,
    /// Risks named.
    pub risks: Vec<RiskFacts>,
    /// What was decided.
    pub decision: Option<Private>,
    /// Why.
    pub decision_why: Option<Private>,
    /// What was considered and not done.
    pub considered: Vec<Private>,
    /// Notes kept.
    pub notes: Vec<Private>,
    /// Actions from earlier meetings that it brought along.
    pub carried: Vec<ActionFacts>,
    /// Actions agreed.
    pub actions: Vec<ActionFacts>,
    /// Who tells the victim, how, and by when.
    pub feedback: Option<(String, Option<Private>, Option<Date>)>,
    /// Why it was deferred, and what keeps the victim safe until then.
    pub deferred: Option<(Private, Option<Private>)>,
    /// Agencies kept out by a conflict.
    pub walled: Vec<String>,
    /// Agencies that were there while it was heard, each with its times when not throughout; nothing in minutes of before.
    #[serde(default)]
    pub present: Option<Vec<(String, Option<String>)>>,
    /// What was decided on a position of trust.
    #[serde(default)]
    pub trust: Option<Trust>,
    /// Whether a conflict raised the question of a position of trust and nothing was decided.
    #[serde(default)]
    pub trust_open: bool,
    /// What was missing for a quorum while it was heard.
    #[serde(default)]
    pub no_quorum: Vec<String>,
    /// Needs the meeting found no service for: kind, whose, why. Nobody is named.
    #[serde(default)]
    pub unmet: Vec<String>,
    /// Referrals to services agreed in the meeting: where, and who.
    #[serde(default)]
    pub referred: Vec<String>,
    /// Agencies that returned before the meeting that nothing is known, and said nothing in it.
    #[serde(default)]
    pub nothing_returned: Vec<String>,
    /// The forum's own criteria that are met, each with its reason; nothing where the four grounds are the criteria.
    #[serde(default)]
    pub met: Option<Vec<MetCriterion>>,
    /// What it is, when it is an item of a delivery plan.
    #[serde(default)]
    pub plan: Option<PlanFacts>,
    /// Kinds of fact that were taken out for a reader; a paper says so instead of saying that there are none.
    #[serde(skip)]
    pub withheld: BTreeSet<Withheld>,
}

/// A criterion that is met, and why.
pub type MetCriterion = (String, Option<Private>);

/// An item of a delivery plan as minutes print it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanFacts {
    /// What the priority is called.
    pub priority: String,
    /// What is to be reached.
    pub objective: String,
    /// Agency and post.
    pub owner: String,
    /// How far it had come.
    pub state: PlanState,
    /// How it was said to stand, and why.
    pub rag: Option<(Rag, Private)>,
    /// The milestone that is next or overdue: what, by when.
    pub milestone: Option<(String, Date)>,
    /// Each indicator: what is counted, and "62 of 80 %, from 40".
    pub indicators: Vec<(String, String)>,
    /// What was said last: when, in words.
    pub comment: Option<(Date, Private)>,
}

/// A person as minutes print them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PersonFacts {
    /// "Mary KERSHAW".
    pub name: Private,
    /// Date of birth.
    pub born: Option<Date>,
    /// Age on the day of the meeting, in years.
    pub age: Option<i16>,
    /// Other names.
    pub aliases: Vec<Private>,
    /// What a perpetrator is to the victim.
    pub relationship: Option<String>,
    /// Language an interpreter is needed for.
    pub interpreter: Option<Private>,
}

/// What one agency brought.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InformationFacts {
    /// Name of the agency; nothing when nobody was named.
    pub agency: Option<String>,
    /// What it was.
    pub kind: InformationKind,
    /// In words.
    pub words: Private,
    /// When it was so, or received.
    pub on: Option<Date>,
    /// A view rather than a fact.
    pub opinion: bool,
}

/// A risk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RiskFacts {
    /// Whom it threatens.
    pub whom: Whom,
    /// In words.
    pub words: Private,
}

/// Stands for the agency of an action that every agency took on.
pub const EVERYBODY: &str = "All agencies";

/// An action as minutes print it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ActionFacts {
    /// Its number in the case.
    pub number: u32,
    /// Name of the agency it belongs to.
    pub agency: String,
    /// Names of agencies that help.
    pub supporting: Vec<String>,
    /// The person at the agency.
    pub person: Option<Private>,
    /// What is to be done.
    pub words: Private,
    /// How the due date is meant.
    pub due_kind: DueKind,
    /// The date.
    pub due: Option<Date>,
    /// The time of day.
    pub due_time: Option<Time>,
    /// Where it stood.
    pub state: ActionState,
    /// Reason or outcome.
    pub outcome: Option<Private>,
    /// Kept off every paper: it tells where somebody is.
    pub off_papers: bool,
    /// Its victim-safety check, where there was one.
    #[serde(default)]
    pub check: Option<CheckState>,
    /// Whom it protects, where that was said.
    #[serde(default)]
    pub protects: Option<Whom>,
}
