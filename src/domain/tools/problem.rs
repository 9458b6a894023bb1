//! What is wrong with a file an area wants to adopt: every fault, each with its place.
//!
//! Not a log and not a screen: the caller adds which file it was.

use std::collections::BTreeSet;
use std::fmt;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where: "agency `police`, nicknames" or "line 12".
    pub part: String,
    /// What is wrong and, where it helps, what was expected.
    pub wrong: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.part, self.wrong)
    }
}

/// A file that cannot be adopted, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the {kind} cannot be used: {}", listed(.faults))]
pub struct ToolProblem {
    /// What kind of file: "agency list".
    pub kind: &'static str,
    /// Never empty.
    pub faults: Vec<Fault>,
}

impl ToolProblem {
    /// The text is not TOML, or not of the expected shape.
    pub(crate) fn unreadable(kind: &'static str, text: &str, error: &toml::de::Error) -> Self {
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.map(|before| before.matches('\n').count() + 1);
        let part = line.map_or_else(|| "the file".to_owned(), |line| format!("near line {line}"));
        Self { kind, faults: vec![Fault { part, wrong: error.message().to_owned() }] }
    }
}

fn listed(faults: &[Fault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// Gathers faults while a file is checked.
#[derive(Debug, Default)]
pub struct Faults {
    found: Vec<Fault>,
}

impl Faults {
    /// Something is wrong in a part.
    pub fn add(&mut self, part: impl Into<String>, wrong: impl Into<String>) {
        self.found.push(Fault { part: part.into(), wrong: wrong.into() });
    }

    /// Adds a fault unless the rule holds.
    pub fn require(&mut self, holds: bool, part: impl Into<String>, wrong: impl Into<String>) {
        if !holds {
            self.add(part, wrong);
        }
    }

    /// The text must say something.
    pub fn filled(&mut self, part: impl Into<String>, text: &str) {
        self.require(!text.trim().is_empty(), part, "is empty");
    }

    /// A key: lower-case letters, digits and hyphens.
    pub fn key(&mut self, part: impl Into<String>, key: &str) {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let good = !key.is_empty() && key.chars().all(plain);
        self.require(good, part, format!("`{key}` is not a key: lower-case letters, digits and hyphens"));
    }

    /// Keys that must be well formed and differ.
    pub fn keys<'a>(&mut self, part: &str, keys: impl IntoIterator<Item = &'a str>) {
        let mut seen = BTreeSet::new();
        for key in keys {
            self.key(part, key);
            self.require(seen.insert(key), part, format!("`{key}` stands twice"));
        }
    }

    /// Numbers that must fall from line to line.
    pub fn falling(&mut self, part: &str, numbers: impl IntoIterator<Item = u32>) {
        let numbers: Vec<u32> = numbers.into_iter().collect();
        let falls = numbers.iter().zip(numbers.iter().skip(1)).all(|(before, after)| before > after);
        self.require(falls, part, "the limits must fall from line to line");
    }

    /// Nothing found, or the problem.
    ///
    /// # Errors
    /// Every fault that was added.
    pub fn finish(self, kind: &'static str) -> Result<(), ToolProblem> {
        if self.found.is_empty() { Ok(()) } else { Err(ToolProblem { kind, faults: self.found }) }
    }
}
