//! Views of a user's own: filter words with an order, under a name.
//!
//! They are kept where lines being typed are kept: local to the folder and to the user, never compared, and no change
//! of the record.

use crate::domain::filter::List;
use crate::domain::private::Private;

/// Letters of a name at most: what a list to pick from shows.
const LONGEST: usize = 40;

/// A view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// Its name.
    pub name: String,
    /// Filter words with an order; they may hold a name.
    pub words: Private,
}

impl SavedView {
    /// What views of a list are kept under begins so.
    pub fn begins(list: List) -> String {
        format!("view {} ", list.word())
    }

    /// What a view is kept under.
    pub fn kept_as(list: List, name: &str) -> String {
        format!("{}{}", Self::begins(list), Self::name(name))
    }

    /// A name as it is kept: one line, not too long.
    pub fn name(typed: &str) -> String {
        crate::domain::text::clean(typed).chars().take(LONGEST).collect::<String>().trim().to_owned()
    }
}
