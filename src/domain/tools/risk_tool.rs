//! A risk tool as data: what is asked, how it may be answered, and what it comes to.
//!
//! One idea for every tool an area uses. Items that are answered yes / no / don't know are counted (Dash); items
//! answered on three levels are shown, never added up (a priority-perpetrator checklist); grades are chosen by
//! judgement (DARA, police DASH); a named result is kept in words (MeRIT, anything else). A tool may have several of
//! these. Items are keyed by concept, since forms number them differently; labels are ours and no form's sentence is
//! printed.
//!
//! Not here: answers (see [`super::assessment`]), and deciding: a count or grade never accepts or rejects.

use serde::Deserialize;

use super::settings::SettingKey;
use super::{Faults, Tool};

/// Whose risk a tool looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum About {
    /// The victim's: for cases with a victim.
    #[default]
    Victim,
    /// The perpetrator's: for subjects.
    Subject,
}

/// One item.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ToolItem {
    /// Concept key, the same in every tool that asks it.
    pub key: String,
    /// Our label.
    pub label: String,
    /// Whether a yes is shown by name wherever the count is: the area's choice.
    #[serde(default)]
    pub marker: bool,
    /// Key of the tool that a yes opens (the stalking screen).
    #[serde(default)]
    pub opens: Option<String>,
    /// Whether the label only stands in for wording the area has to put there.
    #[serde(default)]
    pub placeholder: bool,
}

/// One grade.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grade {
    /// Stable key.
    pub key: String,
    /// For a reader.
    pub label: String,
    /// Whether this grade is shown as visible high risk; it never accepts or rejects.
    #[serde(default)]
    pub high: bool,
}

/// One of the levels on which items are answered.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Stable key.
    pub key: String,
    /// For a reader.
    pub label: String,
}

/// Key of the Dash.
pub const DASH: &str = "dash24";
/// Key of the tool that stands for any the area has no file for.
const OTHER: &str = "other";

/// Levels of a tool that has any: none, in the past, now.
pub const LEVELS: usize = 3;

/// A risk tool.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskTool {
    /// Name for a reader.
    pub name: String,
    /// Version of this file.
    pub version: String,
    /// Stable key, stored with each assessment.
    pub key: String,
    /// Name where room is short: "Dash".
    #[serde(default)]
    pub short: Option<String>,
    /// Whose risk it looks at.
    #[serde(default)]
    pub about: About,
    /// Whether it is only opened from an item of another tool.
    #[serde(default)]
    pub opened: bool,
    /// The setting from which its count is shown as visible high risk.
    #[serde(default)]
    pub threshold: Option<SettingKey>,
    /// Whether its result is a name and words.
    #[serde(default)]
    pub named: bool,
    /// In the form's order.
    #[serde(default)]
    pub item: Vec<ToolItem>,
    /// From the lowest to the highest; items are answered yes, no or don't know when there are none.
    #[serde(default)]
    pub level: Vec<Level>,
    /// From the lowest to the highest.
    #[serde(default)]
    pub grade: Vec<Grade>,
}

impl RiskTool {
    /// The item with this concept key.
    pub fn item(&self, key: &str) -> Option<&ToolItem> {
        self.item.iter().find(|item| item.key == key)
    }

    /// The grade with this key.
    pub fn grade(&self, key: &str) -> Option<&Grade> {
        self.grade.iter().find(|grade| grade.key == key)
    }

    /// Its name where room is short.
    pub fn said(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.name)
    }

    /// The setting beside which its count is shown.
    pub fn threshold(&self) -> Option<SettingKey> {
        // The Dash as areas of the first version adopted it does not name its setting yet.
        self.threshold.or_else(|| (self.key == DASH).then_some(SettingKey::DashThreshold))
    }

    /// Whether the name of the tool has to be said: this one stands for any.
    pub fn stands_for_any(&self) -> bool {
        self.named && self.key == OTHER
    }

    /// Whether its yes answers are counted.
    pub fn counts(&self) -> bool {
        !self.item.is_empty() && self.level.is_empty()
    }

    fn check_items(&self, faults: &mut Faults) {
        faults.keys("item", self.item.iter().map(|item| item.key.as_str()));
        for item in &self.item {
            let part = format!("item `{}`", item.key);
            faults.filled(format!("{part}, label"), &item.label);
            if let Some(opens) = &item.opens {
                faults.key(format!("{part}, opens"), opens);
                faults.require(*opens != self.key, &part, "opens its own tool");
            }
        }
    }
}

impl Tool for RiskTool {
    const KIND: &'static str = "risk tool";

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
        let says = !self.item.is_empty() || !self.grade.is_empty() || self.named;
        faults.require(says, "item", "the tool asks nothing: it needs items, grades, or `named = true`");
        self.check_items(faults);
        faults.keys("grade", self.grade.iter().map(|grade| grade.key.as_str()));
        faults.require(self.grade.len() != 1, "grade", "at least two grades are needed");
        for grade in &self.grade {
            faults.filled(format!("grade `{}`, label", grade.key), &grade.label);
        }
        faults.keys("level", self.level.iter().map(|level| level.key.as_str()));
        let levels = self.level.is_empty() || (self.level.len() == LEVELS && !self.item.is_empty());
        faults.require(levels, "level", "three levels are needed, for items to be answered on");
        for level in &self.level {
            faults.filled(format!("level `{}`, label", level.key), &level.label);
        }
        let counted = self.threshold.is_none() || self.counts();
        faults.require(counted, "threshold", "only a tool whose items are counted has one");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::tools::parse;

    #[test]
    fn every_fault_is_told_at_its_part() {
        let text = "name = \"x\"\nversion = \"1\"\nkey = \"x\"\nthreshold = \"dash-threshold\"\n\
                    [[item]]\nkey = \"A b\"\nlabel = \"\"\nopens = \"x\"\n[[level]]\nkey = \"none\"\nlabel = \"None\"\n\
                    [[grade]]\nkey = \"high\"\nlabel = \"High\"\n";
        let told: Vec<String> =
            parse::<RiskTool>(text).unwrap_err().faults.iter().map(ToString::to_string).collect();
        for part in [
            "item: `A b` is not a key",
            "item `A b`, label: is empty",
            "item `A b`: opens its own tool",
            "grade: at least two grades",
            "level: three levels",
            "threshold: only a tool whose items are counted",
        ] {
            assert!(told.iter().any(|fault| fault.starts_with(part)), "{part}: {told:?}");
        }
        let nothing = parse::<RiskTool>("name = \"x\"\nversion = \"1\"\nkey = \"x\"").unwrap_err();
        assert!(nothing.to_string().contains("the tool asks nothing"), "{nothing}");
    }
}
