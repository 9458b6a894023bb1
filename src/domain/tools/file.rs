//! A file offered for adoption: what kind it is, whether it can be used, and what it is known by.
//!
//! The kind can be told from the content, since no two kinds have the same parts. What is checked here is the file by
//! itself; how it fits the others of the area is a rule's affair.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::actions::ActionLibrary;
use super::agencies::AgencyList;
use super::forum::Forum;
use super::harm::HarmTable;
use super::holidays::HolidayExceptions;
use super::line_words::LineWords;
use super::papers::PaperData;
use super::principles::PrincipleList;
use super::problem::{Fault, ToolProblem};
use super::risk_tool::RiskTool;
use super::scheme::Scheme;
use super::serial::Definitions;
use super::services::Services;
use super::settings::Settings;
use super::{Tool, parse};
use crate::words;

words! {
    /// What an adopted file is; the word is stored with it.
    pub enum FileKind {
        /// A forum.
        Forum = "forum",
        /// A risk tool.
        Tool = "tool",
        /// A scheme by which subjects are scored.
        Scheme = "scheme",
        /// A table of harm in days, by which subjects can be scored.
        Harm = "harm",
        /// The figures and choices of the area.
        Settings = "settings",
        /// The agencies.
        Agencies = "agencies",
        /// The usual actions of a forum.
        Actions = "actions",
        /// The words of the action line.
        Line = "line",
        /// Definitions of serial and repeat.
        Definitions = "definitions",
        /// Exceptions to the rule for bank holidays.
        Holidays = "holidays",
        /// How papers look and read.
        Papers = "papers",
        /// The directory of local services.
        Services = "services",
        /// What a forum assesses itself against.
        Principles = "principles",
    }
}

/// Words by which records of the first version hold files that are risk tools now.
const OLDER_TOOLS: &[&str] = &["checklist", "graded"];

/// What a file says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileHead {
    /// Its kind.
    pub kind: FileKind,
    /// What it is known by within its kind: a later file of the same identity takes its place.
    pub identity: String,
    /// Name for a reader.
    pub name: String,
    /// The version it gives itself.
    pub version: String,
}

impl FileKind {
    /// The kind of an adopted file, whichever version of the program adopted it.
    pub fn stored(word: &str) -> Option<Self> {
        if OLDER_TOOLS.contains(&word) { Some(Self::Tool) } else { Self::parse(word) }
    }

    /// Whether an area has one such file, and a new one takes its place whatever it is called.
    pub const fn is_single(self) -> bool {
        matches!(
            self,
            Self::Settings
                | Self::Agencies
                | Self::Line
                | Self::Definitions
                | Self::Holidays
                | Self::Papers
                | Self::Services
        )
    }

    /// A part that only a file of this kind has, and so tells it.
    const fn mark(self) -> &'static [&'static str] {
        match self {
            Self::Forum => &["case_kind"],
            Self::Tool => &["grade", "named", "level"],
            Self::Scheme => &["lookback_months"],
            Self::Harm => &["days_of"],
            Self::Settings => &["setting"],
            Self::Agencies => &["agency"],
            Self::Actions => &["action"],
            Self::Line => &["every_agency"],
            Self::Definitions => &["definition"],
            Self::Holidays => &["exception"],
            Self::Papers => &["template", "heading_lines", "law"],
            Self::Services => &["service"],
            Self::Principles => &["principle"],
        }
    }

    /// The kind that a file's content shows, if it shows one.
    pub fn told_by(body: &str) -> Option<Self> {
        let table: toml::Table = body.parse().ok()?;
        let marked = |kind: &Self| kind.mark().iter().any(|part| table.contains_key(*part));
        // A checklist has items and nothing else that would tell; a forum has items too, and was told before.
        Self::ALL.iter().copied().find(marked).or_else(|| table.contains_key("item").then_some(Self::Tool))
    }

    /// Reads and checks a file of this kind.
    ///
    /// # Errors
    /// [`ToolProblem`] tells every fault.
    pub fn check(self, body: &str) -> Result<FileHead, ToolProblem> {
        match self {
            Self::Forum => self.head::<Forum>(body),
            Self::Tool => self.head::<RiskTool>(body),
            Self::Scheme => self.head::<Scheme>(body),
            Self::Harm => self.head::<HarmTable>(body),
            Self::Settings => self.head::<Settings>(body),
            Self::Agencies => self.head::<AgencyList>(body),
            Self::Actions => self.head::<ActionLibrary>(body),
            Self::Line => self.head::<LineWords>(body),
            Self::Definitions => self.head::<Definitions>(body),
            Self::Holidays => self.head::<HolidayExceptions>(body),
            Self::Papers => self.head::<PaperData>(body),
            Self::Services => self.head::<Services>(body),
            Self::Principles => self.head::<PrincipleList>(body),
        }
    }

    fn head<T: Tool>(self, body: &str) -> Result<FileHead, ToolProblem> {
        let tool: T = parse(body)?;
        let identity = if self.is_single() { self.word().to_owned() } else { tool.identity() };
        Ok(FileHead {
            kind: self,
            identity,
            name: tool.name().to_owned(),
            version: tool.version().to_owned(),
        })
    }
}

/// Reads and checks a file whose kind may be given or is told by its content.
///
/// # Errors
/// [`ToolProblem`] tells every fault; that the kind cannot be told is one.
pub fn head(kind: Option<FileKind>, body: &str) -> Result<FileHead, ToolProblem> {
    let told = kind.or_else(|| FileKind::told_by(body));
    let kind = told.ok_or_else(|| match body.parse::<toml::Table>() {
        Err(error) => ToolProblem::unreadable("file", body, &error),
        Ok(_) => {
            let known: Vec<&str> = FileKind::ALL.iter().map(|kind| kind.word()).collect();
            let wrong = format!("cannot be told from its content; say which of {}", known.join(", "));
            ToolProblem { kind: "file", faults: vec![Fault { part: "kind".to_owned(), wrong }] }
        }
    })?;
    kind.check(body)
}

/// SHA-256 of a file, in hexadecimal.
pub fn digest(body: &str) -> String {
    Sha256::digest(body.as_bytes()).iter().fold(String::new(), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Lower-case letters and digits of a name with single hyphens: "RFGV-DEFAULT-1" is `rfgv-default-1`.
pub fn slug(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assets::{self, Kind};

    #[test]
    fn the_content_of_every_file_we_bring_tells_its_kind() {
        for asset in assets::ALL {
            let expected = match asset.kind {
                Kind::Agencies => FileKind::Agencies,
                Kind::LineWords => FileKind::Line,
                Kind::Settings => FileKind::Settings,
                Kind::Actions => FileKind::Actions,
                Kind::Forum => FileKind::Forum,
                Kind::Tool => FileKind::Tool,
                Kind::Scheme => FileKind::Scheme,
                Kind::Harm => FileKind::Harm,
                Kind::Holidays => FileKind::Holidays,
                Kind::Papers => FileKind::Papers,
                Kind::Services | Kind::DemoServices => FileKind::Services,
                Kind::Principles => FileKind::Principles,
                _ => continue,
            };
            assert_eq!(FileKind::told_by(asset.text), Some(expected), "{}", asset.path);
            head(None, asset.text).unwrap_or_else(|problem| panic!("{}: {problem}", asset.path));
        }
    }

    #[test]
    fn what_is_no_file_of_an_area_is_told_so() {
        let problem = head(None, "name = \"x\"\n").unwrap_err().to_string();
        assert!(problem.contains("cannot be told from its content; say which of forum, tool"), "{problem}");
        let problem = head(None, "name = \"x\"\n[[item\n").unwrap_err().to_string();
        assert!(problem.contains("near line 2"), "{problem}");
    }
}
