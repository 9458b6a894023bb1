//! A forum's library of usual actions: our wording, offered while somebody speaks, never added by itself.

use serde::{Deserialize, Serialize};

use super::agencies::AgencyList;
use super::{Faults, Tool};

/// Whom an action protects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Protects {
    /// The victim.
    Victim,
    /// The children.
    Children,
    /// Other adults at risk.
    Others,
    /// Staff who visit.
    Staff,
}

/// Whether the victim's worker must look at a tactic before it goes out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VictimCheck {
    /// It goes out at once.
    #[default]
    None,
    /// The meeting is asked whether to check.
    Consider,
    /// It waits for the check, or for the chair's override with a reason.
    Mandatory,
}

/// When a usual action is due, counted from the moment it is taken. Exactly one part is given.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum UsualDue {
    /// Clock hours.
    Hours(u32),
    /// Calendar days; 0 is today.
    Days(u32),
    /// Working days of the area.
    WorkingDays(u32),
    /// The day before an event of the case.
    Before(String),
    /// Stands for this many months from the referral; never overdue.
    StandsMonths(u32),
}

/// One usual action.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UsualAction {
    /// Stable key.
    pub key: String,
    /// Key of the category or head it belongs to.
    pub category: String,
    /// Agencies that usually take it, first the likeliest; empty: any agency.
    pub agencies: Vec<String>,
    /// Our wording, as the minutes would print it.
    pub text: String,
    /// Short words that find it.
    #[serde(default)]
    pub words: Vec<String>,
    /// Usual due date; none: asked.
    pub due: Option<UsualDue>,
    /// Whom it protects.
    pub protects: Vec<Protects>,
    /// Victim-safety check.
    #[serde(default)]
    pub check: VictimCheck,
}

/// A risk category (MARAC) or tactic head (MATAC).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Stable key.
    pub key: String,
    /// One letter or short mark for lists.
    pub mark: String,
    /// For a reader.
    pub label: String,
}

/// A forum's usual actions.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionLibrary {
    /// Name of the library.
    pub name: String,
    /// Version of the library.
    pub version: String,
    /// Key of the forum that uses it.
    pub forum: String,
    /// In the order they are shown.
    pub category: Vec<Category>,
    /// In the order they are shown.
    pub action: Vec<UsualAction>,
}

impl ActionLibrary {
    /// Whether a forum's file may call it so: by its name, or by the key of the forum it was written for.
    pub fn answers_to(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name) || self.forum.eq_ignore_ascii_case(name)
    }

    /// Usual actions of one agency, those any agency may take last.
    pub fn of<'a>(&'a self, agency: &'a str) -> impl Iterator<Item = &'a UsualAction> {
        let own = self.action.iter().filter(move |action| action.agencies.iter().any(|key| key == agency));
        own.chain(self.action.iter().filter(|action| action.agencies.is_empty()))
    }

    /// Adds a fault for each agency the area does not have.
    pub fn check_agencies(&self, agencies: &AgencyList, faults: &mut Faults) {
        for action in &self.action {
            let keys = action.agencies.iter().map(String::as_str);
            agencies.check_keys(&format!("action `{}`", action.key), keys, faults);
        }
    }
}

impl Tool for ActionLibrary {
    const KIND: &'static str = "library of actions";

    fn name(&self) -> &str {
        &self.name
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn identity(&self) -> String {
        self.forum.clone()
    }

    fn check(&self, faults: &mut Faults) {
        faults.key("forum", &self.forum);
        faults.keys("category", self.category.iter().map(|category| category.key.as_str()));
        faults.keys("action", self.action.iter().map(|action| action.key.as_str()));
        for action in &self.action {
            let part = format!("action `{}`", action.key);
            faults.filled(format!("{part}, text"), &action.text);
            let known = self.category.iter().any(|category| category.key == action.category);
            faults.require(known, &part, format!("`{}` is not a category of this library", action.category));
            if let Some(UsualDue::Before(event)) = &action.due {
                faults.key(format!("{part}, due before"), event);
            }
        }
    }
}
