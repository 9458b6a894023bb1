//! A forum as data: what its cases are, how often it sits, what is read out, in which order, what it decides.
//!
//! One engine runs every forum; what differs is here. The running order lists the items of the meeting, not the
//! cases, whose order is worked out at each meeting from an [`OrderPreset`]. `cycle` counts its dates, `eligibility`
//! says who belongs there, `check` looks at a file beside what the area has adopted already. Nothing in the program
//! asks for a forum by its key.

pub mod check;
pub mod cycle;
pub mod eligibility;

use serde::{Deserialize, Serialize};

use super::{Faults, Tool};

pub use check::Beside;
pub use cycle::{Cycle, OnHoliday};
pub use eligibility::{Eligibility, Rule};

/// What one case of the forum is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CaseKind {
    /// One victim with the same perpetrator or perpetrators.
    Victim,
    /// One perpetrator, whoever the victims are.
    Subject,
    /// Both people of a couple.
    Couple,
    /// An item of a delivery plan; nobody.
    Plan,
}

impl CaseKind {
    /// What one such case is, for a reader.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Victim => "victim",
            Self::Subject => "subject",
            Self::Couple => "couple",
            Self::Plan => "item of a delivery plan",
        }
    }

    /// Whether its cases come back to every meeting until they end, when the forum's file says nothing of reviews.
    pub const fn comes_back(self) -> bool {
        !matches!(self, Self::Victim)
    }
}

/// What happens at an item of the running order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ItemKind {
    /// Signing in, apologies, latecomers.
    Attendance,
    /// The statement is read and accepted.
    Confidentiality,
    /// Who knows somebody on the list.
    Conflicts,
    /// Minutes of the last meeting.
    LastMinutes,
    /// Outstanding actions.
    Actions,
    /// Changes since the papers went out.
    Changes,
    /// The cases heard one by one.
    Cases,
    /// Cases whose twelve months have passed.
    Expiries,
    /// Cases proposed for leaving.
    Removals,
    /// Matters for other forums.
    OtherForums,
    /// Figures and themes.
    Performance,
    /// Other business.
    OtherBusiness,
    /// Next date.
    NextDate,
}

/// One item of the running order.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Stable key.
    pub key: String,
    /// What happens at it.
    pub kind: ItemKind,
    /// Heading on the agenda.
    pub title: String,
    /// What the chair may say; our words.
    pub words: String,
}

/// What a case is ordered by; several are applied one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OrderBy {
    /// Cases with children first, so that children's agencies can leave.
    Children,
    /// Repeats first.
    Repeats,
    /// Transfers in first.
    Transfers,
    /// Cases of the same referrer together.
    Referrer,
    /// Higher risk first (count, or score of the scheme).
    Risk,
    /// Release, court date or other event within a week first.
    Imminent,
    /// Linked cases next to one another.
    Linked,
    /// Cases under review before new ones.
    Reviews,
    /// Proposals to leave first.
    Exits,
    /// Longest waiting first.
    Received,
    /// By reference.
    Reference,
    /// Items of a plan whose standing is red first, then amber.
    Rag,
    /// Items of a plan whose milestone is overdue, or next, first.
    Milestone,
    /// Items of a plan by priority, in the order of the forum's file.
    Priority,
}

impl OrderBy {
    /// As a forum's file spells it.
    pub fn word(self) -> String {
        serde_json::to_value(self)
            .ok()
            .and_then(|value| value.as_str().map(str::to_owned))
            .unwrap_or_default()
    }

    /// Whether cases of a kind have what it orders by.
    pub const fn fits(self, kind: CaseKind) -> bool {
        match self {
            Self::Received | Self::Reference | Self::Reviews => true,
            Self::Rag | Self::Milestone | Self::Priority => matches!(kind, CaseKind::Plan),
            Self::Repeats => matches!(kind, CaseKind::Victim),
            Self::Children => matches!(kind, CaseKind::Victim | CaseKind::Couple),
            Self::Exits => matches!(kind, CaseKind::Subject | CaseKind::Couple),
            Self::Transfers | Self::Referrer | Self::Risk | Self::Imminent | Self::Linked => {
                !matches!(kind, CaseKind::Plan)
            }
        }
    }
}

/// A ready-made order.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderPreset {
    /// Stable key.
    pub key: String,
    /// For a reader.
    pub label: String,
    /// Applied one after the other.
    pub by: Vec<OrderBy>,
}

/// A reason for which a case can be heard; a yes or no of its own.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Stable key.
    pub key: String,
    /// For a reader.
    pub label: String,
    /// Whether a figure belongs to it.
    #[serde(default)]
    pub figure: bool,
    /// Whether a written reason is asked for.
    #[serde(default)]
    pub reason: bool,
}

/// One of the things to choose from: a decision, a kind of need, a priority of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Stable key.
    pub key: String,
    /// For a reader.
    pub label: String,
}

/// A scale on which a person's way is kept: readiness, a soft outcome, a pathway. The steps are the area's own words;
/// nothing is added up.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// Stable key.
    pub key: String,
    /// For a reader.
    pub label: String,
    /// From the first step to the last; the number of a step is its place, from 1.
    pub steps: Vec<String>,
}

impl Scale {
    /// Number of the step that is meant by a number or by its words, from 1.
    pub fn step(&self, typed: &str) -> Option<u8> {
        let typed = typed.trim();
        let named = self.steps.iter().position(|step| step.eq_ignore_ascii_case(typed));
        let numbered = typed.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let at = named.or(numbered).filter(|at| *at < self.steps.len())?;
        u8::try_from(at + 1).ok()
    }

    /// "3 of 5, has a date to begin".
    pub fn said(&self, step: u8) -> String {
        let words = usize::from(step).checked_sub(1).and_then(|at| self.steps.get(at));
        format!(
            "{step} of {}{}",
            self.steps.len(),
            words.map(|words| format!(", {words}")).unwrap_or_default()
        )
    }
}

/// A paper a forum may issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Paper {
    /// The list of cases and their order.
    Agenda,
    /// The minutes.
    Minutes,
    /// Actions by agency.
    Actions,
    /// The delivery plan.
    Plan,
}

impl Paper {
    /// For a reader.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Agenda => "agenda",
            Self::Minutes => "minutes",
            Self::Actions => "actions by agency",
            Self::Plan => "delivery plan",
        }
    }
}

/// What the forum calls things.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labels {
    /// The victim.
    pub victim: String,
    /// The perpetrator.
    pub perpetrator: String,
    /// One case.
    pub case: String,
    /// What brings a case in: referral, nomination, item.
    pub referral: String,
}

/// A forum.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forum {
    /// Name of the forum in full.
    pub name: String,
    /// Version of this file.
    pub version: String,
    /// Stable key.
    pub key: String,
    /// Short code of its meetings: `MARAC` in `MARAC-2026-11-26`. A case's own code is the area's.
    pub code: String,
    /// What one case is.
    pub case_kind: CaseKind,
    /// How often it sits.
    pub cycle: Cycle,
    /// Planned minutes for one case.
    pub minutes_per_case: u32,
    /// Cases one sitting is planned for; more are shown as a longer day, never dropped.
    pub capacity: u32,
    /// Protective marking on every page.
    pub marking: String,
    /// Read aloud and accepted; our words.
    pub confidentiality: String,
    /// What things are called.
    pub labels: Labels,
    /// Why a case is heard.
    pub criterion: Vec<Criterion>,
    /// The running order.
    pub item: Vec<Item>,
    /// Ready-made orders of cases; the first is used unless another is chosen.
    pub order: Vec<OrderPreset>,
    /// What a date becomes that falls on a day nobody works.
    #[serde(default)]
    pub on_holiday: OnHoliday,
    /// Who belongs in it, each rule by itself. A rule never accepts or rejects anybody.
    #[serde(default)]
    pub eligibility: Vec<Eligibility>,
    /// What it may decide; nothing when it decides in its own words.
    #[serde(default)]
    pub decision: Vec<Choice>,
    /// What is most often considered and not done; nothing for the usual ones.
    #[serde(default)]
    pub considered: Vec<String>,
    /// Kinds of need that are asked about.
    #[serde(default)]
    pub need: Vec<Choice>,
    /// Scales kept for each person.
    #[serde(default)]
    pub scale: Vec<Scale>,
    /// Priorities of its plan.
    #[serde(default)]
    pub priority: Vec<Choice>,
    /// Weeks after which a case that was heard comes back; nothing for what is usual for the kind of case, 0 for never.
    #[serde(default)]
    pub review_weeks: Option<u32>,
    /// Its library of usual actions: the library's name, or the key of the forum that library was written for; nothing
    /// for the one written for this forum.
    #[serde(default)]
    pub vocabulary: Option<String>,
    /// Papers it issues; nothing for minutes alone.
    #[serde(default)]
    pub papers: Vec<Paper>,
    /// Keys of the agencies that sit in it and get its papers; nothing for those expected at every meeting.
    #[serde(default)]
    pub recipients: Vec<String>,
    /// Whether the agenda of a forum about subjects names their victims; no where nothing is said.
    #[serde(default)]
    pub victims_on_agenda: bool,
}

impl Forum {
    /// Whether it issues a paper.
    pub fn issues(&self, paper: Paper) -> bool {
        if self.papers.is_empty() { paper == Paper::Minutes } else { self.papers.contains(&paper) }
    }

    /// A criterion by its key.
    pub fn criterion(&self, key: &str) -> Option<&Criterion> {
        self.criterion.iter().find(|criterion| criterion.key == key)
    }

    /// A scale by its key.
    pub fn scale(&self, key: &str) -> Option<&Scale> {
        self.scale.iter().find(|scale| scale.key == key)
    }
}

impl Tool for Forum {
    const KIND: &'static str = "forum";

    fn name(&self) -> &str {
        &self.name
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn identity(&self) -> String {
        self.key.clone()
    }

    fn check(&self, faults: &mut Faults) {
        faults.key("key", &self.key);
        let capital = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
        let code = !self.code.is_empty() && self.code.chars().all(capital);
        faults.require(code, "code", format!("`{}` must be capitals and digits", self.code));
        faults.filled("marking", &self.marking);
        faults.filled("confidentiality", &self.confidentiality);
        faults.require(self.minutes_per_case > 0, "minutes_per_case", "must be 1 or more");
        faults.require(self.capacity > 0, "capacity", "must be 1 or more");
        faults.require(self.cycle.every() > 0, "cycle", "must be 1 or more");
        faults.keys("criterion", self.criterion.iter().map(|criterion| criterion.key.as_str()));
        faults.keys("item", self.item.iter().map(|item| item.key.as_str()));
        faults.keys("order", self.order.iter().map(|order| order.key.as_str()));
        let kinds: Vec<ItemKind> = self.item.iter().map(|item| item.kind).collect();
        faults.require(kinds.contains(&ItemKind::Cases), "item", "no item of kind `cases`");
        let read = kinds.iter().position(|kind| *kind == ItemKind::Confidentiality);
        let heard = kinds.iter().position(|kind| *kind == ItemKind::Cases);
        let in_order = matches!((read, heard), (Some(read), Some(heard)) if read < heard);
        faults.require(in_order, "item", "`confidentiality` must come before `cases`");
        faults.require(!self.order.is_empty(), "order", "at least one order of cases is needed");
        for order in &self.order {
            faults.require(!order.by.is_empty(), format!("order `{}`", order.key), "orders by nothing");
        }
    }
}
