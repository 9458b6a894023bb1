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
        let text = text.into();
        #[cfg(test)]
        made::note(&text);
        Self(text)
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
        Self::new(text)
    }
}

impl From<String> for Private {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl fmt::Debug for Private {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("…")
    }
}

/// For tests: every text that was wrapped on this thread while that was asked for, so that a screen can be searched for
/// all of them.
#[cfg(test)]
pub mod made {
    use std::cell::RefCell;
    use std::collections::BTreeSet;

    thread_local! {
        static MADE: RefCell<Option<BTreeSet<String>>> = const { RefCell::new(None) };
    }

    pub(super) fn note(text: &str) {
        MADE.with_borrow_mut(|made| {
            if let Some(made) = made {
                made.insert(text.to_owned());
            }
        });
    }

    /// Begins to note.
    pub fn begin() {
        MADE.set(Some(BTreeSet::new()));
    }

    /// What has been noted; ends the noting.
    pub fn end() -> BTreeSet<String> {
        MADE.take().unwrap_or_default()
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
