//! Candidates for what was typed to find anything: few, quickly, the newest first.

use rusqlite::{ToSql, params_from_iter};

use super::count;
use crate::domain::id::Id;
use crate::domain::rows::action::Action;
use crate::domain::rows::case::Case;
use crate::record::cell;
use crate::record::error::RecordError;
use crate::record::view::View;

/// Patterns for words as they stand, and for their letters in order with gaps.
fn whole(atom: &str) -> String {
    format!("%{atom}%")
}

fn gaps(atom: &str) -> String {
    let letters: String = atom.chars().map(|letter| format!("{letter}%")).collect();
    format!("%{letters}")
}

impl View<'_> {
    /// Cases that hold every word as it stands, then those that hold its letters in order; at most so many of each.
    /// Tells of each whether it holds the words as they stand.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn find_cases(&self, atoms: &[String], most: usize) -> Result<Vec<(Id<Case>, bool)>, RecordError> {
        let mut found: Vec<(Id<Case>, bool)> = Vec::new();
        for (pattern, stands) in [(whole as fn(&str) -> String, true), (gaps, false)] {
            let sql = format!(
                "SELECT id FROM case_line WHERE {} ORDER BY id DESC LIMIT ?",
                vec!["folded LIKE ?"; atoms.len()].join(" AND ")
            );
            let patterns: Vec<String> = atoms.iter().map(|atom| pattern(atom)).collect();
            let limit = count(most);
            let values = patterns.iter().map(|pattern| pattern as &dyn ToSql).chain([&limit as &dyn ToSql]);
            let mut statement = self.connection.prepare_cached(&sql)?;
            let mut rows = statement.query(params_from_iter(values))?;
            while let Some(row) = rows.next()? {
                let id = Id::new(cell::id_at(row, 0)?);
                if found.iter().all(|(known, _)| *known != id) {
                    found.push((id, stands));
                }
            }
        }
        Ok(found)
    }

    /// Live actions that hold every word as it stands, the newest first; closed ones too where a word is the number of
    /// an action, as in `143/3`.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn find_actions(
        &self,
        typed: &str,
        atoms: &[String],
        most: usize,
    ) -> Result<Vec<Action>, RecordError> {
        let limit = count(most);
        let numbered = typed.split_whitespace().find(|word| word.contains('/')).map(str::to_uppercase);
        if let Some(number) = numbered {
            let ends = format!("%{}", number.replace(['%', '_'], ""));
            return self.picked(
                "SELECT id FROM action_line WHERE reference LIKE ? ORDER BY live DESC, id DESC LIMIT ?",
                &[&ends, &limit],
            );
        }
        let sql = format!(
            "SELECT id FROM action_line WHERE live = 1 AND {} ORDER BY id DESC LIMIT ?",
            vec!["folded LIKE ?"; atoms.len()].join(" AND ")
        );
        let patterns: Vec<String> = atoms.iter().map(|atom| whole(atom)).collect();
        let mut values: Vec<&dyn ToSql> = patterns.iter().map(|pattern| pattern as &dyn ToSql).collect();
        values.push(&limit);
        self.picked(&sql, &values)
    }
}
