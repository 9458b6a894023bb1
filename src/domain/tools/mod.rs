//! Files an area adopts: what each may say, how it is checked, and the scoring that rests on it.
//!
//! An area's agencies, words, usual actions, forums, risk tools, settings and holiday exceptions are TOML. Each
//! kind is one type here that implements [`Tool`]; [`parse`] reads the text and checks it whole, so that a bad
//! file is told about in one go and never half adopted. Beside them stands the pure arithmetic: [`rfgv`] and
//! [`serial`] for a MATAC subject, [`assessment`] for a victim's risk.
//!
//! Not here: the files themselves (embedded by `crate::assets`), and the deciding. A score never accepts,
//! rejects or orders anybody by itself.

pub mod actions;
pub mod agencies;
pub mod assessment;
pub mod change;
pub mod day;
pub mod file;
pub mod forum;
pub mod gravity;
pub mod harm;
pub mod holidays;
pub mod incident;
pub mod line_words;
pub mod naming;
pub mod papers;
pub mod principles;
pub mod problem;
pub mod quorum;
pub mod rfgv;
pub mod risk_tool;
pub mod scheme;
pub mod serial;
pub mod services;
pub mod settings;
mod version;

use serde::de::DeserializeOwned;

pub use problem::{Fault, Faults, ToolProblem};

/// A file an area adopts.
pub trait Tool: DeserializeOwned {
    /// What the file is, for a reader: "agency list".
    const KIND: &'static str;

    /// Name the file gives itself.
    fn name(&self) -> &str;

    /// Version the file gives itself; any text, compared only for equality.
    fn version(&self) -> &str;

    /// What it is known by among files of its kind; a later file of the same identity takes its place.
    fn identity(&self) -> String {
        file::slug(self.name())
    }

    /// Adds whatever is wrong with the content to `faults`.
    fn check(&self, faults: &mut Faults);
}

/// Reads and checks a file.
///
/// # Errors
/// [`ToolProblem`] names the file's kind and every part that is wrong; when the text is not the expected TOML,
/// the line.
pub fn parse<T: Tool>(text: &str) -> Result<T, ToolProblem> {
    let tool: T = toml::from_str(text).map_err(|error| ToolProblem::unreadable(T::KIND, text, &error))?;
    let mut faults = Faults::default();
    faults.filled("name", tool.name());
    faults.filled("version", tool.version());
    tool.check(&mut faults);
    faults.finish(T::KIND).map(|()| tool)
}
