//! A risk checklist counted by its yes answers (Dash). Items are keyed by concept, since forms number them
//! differently; labels are ours, and no form's sentence is printed.

use serde::Deserialize;

use super::{Faults, Tool};

/// One item.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChecklistItem {
    /// Concept key, the same in every checklist that asks it.
    pub key: String,
    /// Our label.
    pub label: String,
    /// Whether a yes is shown by name wherever the count is (our default list).
    #[serde(default)]
    pub marker: bool,
}

/// A checklist.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    /// Name for a reader.
    pub name: String,
    /// Version of this file.
    pub version: String,
    /// Stable key, stored with each assessment.
    pub key: String,
    /// In the form's order.
    pub item: Vec<ChecklistItem>,
}

impl Checklist {
    /// The item with this concept key.
    pub fn item(&self, key: &str) -> Option<&ChecklistItem> {
        self.item.iter().find(|item| item.key == key)
    }
}

impl Tool for Checklist {
    const KIND: &'static str = "risk checklist";

    fn name(&self) -> &str {
        &self.name
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn check(&self, faults: &mut Faults) {
        faults.key("key", &self.key);
        faults.keys("item", self.item.iter().map(|item| item.key.as_str()));
        faults.require(!self.item.is_empty(), "item", "the checklist asks nothing");
        for item in &self.item {
            faults.filled(format!("item `{}`, label", item.key), &item.label);
        }
    }
}
