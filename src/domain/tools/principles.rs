//! What a forum assesses itself against: a list of principles, each with figures of the record to look at beside it.
//!
//! The list that comes with the program names SafeLives' ten principles; an area adopts its own beside it. A figure is
//! evidence: nothing here rates anything.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{Faults, Tool, ToolProblem, parse};

/// The list that comes with the program, embedded here too: the domain reads no other room.
const OURS: &str = include_str!("../../../assets/area/principles.toml");

/// A list of principles.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrincipleList {
    /// Name of the list.
    pub name: String,
    /// Version of the file.
    pub version: String,
    /// Whose list it is, as printed with it.
    #[serde(default)]
    pub source: String,
    /// The principles, in order.
    pub principle: Vec<Principle>,
}

/// One principle.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Principle {
    /// What ratings refer to it by; stays.
    pub key: String,
    /// As printed.
    pub name: String,
    /// Figures of reports to look at beside it: "volumes/repeats".
    #[serde(default)]
    pub evidence: Vec<String>,
}

impl PrincipleList {
    /// The list that comes with the program.
    ///
    /// # Errors
    /// Never for the file as we bring it; its tests read it.
    pub fn ours() -> Result<Self, ToolProblem> {
        parse(OURS)
    }

    /// A principle by its key.
    pub fn get(&self, key: &str) -> Option<&Principle> {
        self.principle.iter().find(|principle| principle.key == key)
    }
}

impl Tool for PrincipleList {
    const KIND: &'static str = "list of principles";

    fn name(&self) -> &str {
        &self.name
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn check(&self, faults: &mut Faults) {
        faults.require(!self.principle.is_empty(), "principle", "there is none");
        let mut seen = BTreeSet::new();
        for principle in &self.principle {
            let part = format!("principle `{}`", principle.key);
            faults.filled(format!("{part} key"), &principle.key);
            faults.filled(format!("{part} name"), &principle.name);
            faults.require(seen.insert(&principle.key), &part, "stands twice");
            faults.require(!principle.key.contains('/'), &part, "may not hold a slash");
            for figure in &principle.evidence {
                let named = figure
                    .split_once('/')
                    .is_some_and(|(report, figure)| !report.is_empty() && !figure.is_empty());
                faults.require(
                    named,
                    &part,
                    format!("evidence `{figure}` is not written as \"report/figure\""),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_that_comes_with_the_program_has_ten() {
        let list = PrincipleList::ours().unwrap();
        assert_eq!(list.principle.len(), 10);
        assert_eq!(list.identity(), "ten-principles");
    }

    #[test]
    fn what_is_wrong_with_a_list_is_told_in_one_go() {
        let text = "name = \"x\"\nversion = \"1\"\n[[principle]]\nkey = \"1\"\nname = \"\"\nevidence = [\"volumes\"]\n\
                    [[principle]]\nkey = \"1\"\nname = \"b\"\n";
        let told = parse::<PrincipleList>(text).unwrap_err().to_string();
        for part in ["name", "stands twice", "report/figure"] {
            assert!(told.contains(part), "{told}");
        }
    }
}
