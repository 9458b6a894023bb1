//! Text about people that must not leak: it stores and compares as text, and prints as `…`.
//!
//! [`Private`] is the one type for names, addresses, telephone numbers and narrative. `Debug` never shows the
//! text, so a log line or an error built with `{:?}` cannot carry it; `reveal` is the only way out, and is
//! meant for screens, papers and the record itself. It is not encryption: the record room does that.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A name, address, number or narrative concerning somebody.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Private(String);

impl Private {
    /// Wraps text about a person.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text, for a reader entitled to it.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<&str> for Private {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for Private {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for Private {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("…")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_nothing() {
        assert_eq!(format!("{:?}", Private::from("Mary Kershaw")), "…");
    }
}
