//! A forum as data: what its cases are, how often it sits, what is read out, in which order.
//!
//! One engine runs every forum; what differs is here. The running order lists the items of the meeting, not the
//! cases, whose order is worked out at each meeting from an [`OrderPreset`].

use serde::{Deserialize, Serialize};

use super::{Faults, Tool};

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

/// How often it sits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Cycle {
    /// Every so many weeks.
    Weeks(u32),
    /// Every so many months.
    Months(u32),
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
        let (Cycle::Weeks(every) | Cycle::Months(every)) = self.cycle;
        faults.require(every > 0, "cycle", "must be 1 or more");
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
