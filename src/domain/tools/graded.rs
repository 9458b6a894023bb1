//! A risk tool whose outcome is a grade by judgement and never a number (DARA, police DASH as graded).

use serde::Deserialize;

use super::{Faults, Tool};

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

/// A graded tool.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradedTool {
    /// Name for a reader.
    pub name: String,
    /// Version of this file.
    pub version: String,
    /// Stable key, stored with each assessment.
    pub key: String,
    /// From the lowest to the highest.
    pub grade: Vec<Grade>,
}

impl GradedTool {
    /// The grade with this key.
    pub fn grade(&self, key: &str) -> Option<&Grade> {
        self.grade.iter().find(|grade| grade.key == key)
    }
}

impl Tool for GradedTool {
    const KIND: &'static str = "graded risk tool";

    fn name(&self) -> &str {
        &self.name
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn check(&self, faults: &mut Faults) {
        faults.key("key", &self.key);
        faults.keys("grade", self.grade.iter().map(|grade| grade.key.as_str()));
        faults.require(self.grade.len() > 1, "grade", "at least two grades are needed");
        for grade in &self.grade {
            faults.filled(format!("grade `{}`, label", grade.key), &grade.label);
        }
    }
}
