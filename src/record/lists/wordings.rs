//! How often the agencies of this area have used the same words for an action: on how many cases, and what time they
//! were given. Words that stand on few cases may be about somebody, and are never offered to another case.

use rusqlite::params;
use uuid::Uuid;

use super::{count, length};
use crate::domain::id::Id;
use crate::domain::rows::action::{Action, DueKind};
use crate::domain::rows::case::Case;
use crate::domain::shape::Stored;
use crate::domain::text::fold;
use crate::record::apply::Touched;
use crate::record::cell;
use crate::record::derived::Derived;
use crate::record::error::RecordError;
use crate::record::view::View;

/// The wordings of actions.
pub struct Wordings;

/// Longest wording that is kept, in folded letters: a longer one is a story, and never the same twice.
const LONGEST: usize = 160;

/// Words that an agency has used for actions of several cases.
#[derive(Debug, Clone, PartialEq)]
pub struct Wording {
    /// Key of the agency.
    pub agency: String,
    /// On how many cases.
    pub cases: usize,
    /// The newest action that has them.
    pub newest: Action,
    /// The days it was most often given, when it was given any.
    pub days: Option<u16>,
    /// Some of the cases.
    pub some: Vec<Id<Case>>,
}

impl Derived for Wordings {
    fn name(&self) -> &'static str {
        "wordings"
    }

    fn version(&self) -> i64 {
        1
    }

    fn tables(&self) -> &'static [&'static str] {
        &["wording"]
    }

    fn create(&self) -> &'static str {
        "CREATE TABLE wording(
             id BLOB PRIMARY KEY, agency TEXT NOT NULL, folded TEXT NOT NULL, \"case\" BLOB NOT NULL, days INTEGER
         ) STRICT, WITHOUT ROWID;
         CREATE INDEX wording_agency ON wording(agency, folded, \"case\", days);"
    }

    fn follows(&self, table: &str) -> bool {
        table == Action::SHAPE.name
    }

    fn refresh(&self, view: View<'_>, rows: &[Touched]) -> Result<(), RecordError> {
        rows.iter().try_for_each(|(_, id)| put(view, *id))
    }

    fn fill(&self, view: View<'_>) -> Result<(), RecordError> {
        view.each(Action::SHAPE, |row| put(view, row.id))
    }
}

fn put(view: View<'_>, id: Uuid) -> Result<(), RecordError> {
    view.connection.prepare_cached("DELETE FROM wording WHERE id = ?")?.execute([cell::bytes(&id)])?;
    let Some(row) = view.row(Action::SHAPE, id)? else { return Ok(()) };
    let action = Action::from_row(&row).map_err(|bad| RecordError::Damaged(bad.to_string()))?;
    let folded = fold(action.words.reveal());
    if action.off_papers || folded.is_empty() || folded.len() > LONGEST {
        return Ok(());
    }
    let given = action.due.filter(|_| matches!(action.due_kind, DueKind::On | DueKind::Usual));
    let days = given.and_then(|due| action.agreed.date().until(due).ok()).map(|span| span.get_days());
    view.connection.prepare_cached("INSERT INTO wording VALUES(?, ?, ?, ?, ?)")?.execute(params![
        cell::bytes(&id),
        action.agency,
        folded,
        cell::bytes(&action.case.uuid()),
        days.filter(|days| *days >= 0),
    ])?;
    Ok(())
}

impl View<'_> {
    /// Wordings an agency has used on at least so many cases, the most used first.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn wordings(&self, agency: &str, least: usize, most: usize) -> Result<Vec<Wording>, RecordError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT folded, count(DISTINCT \"case\") AS cases, max(id) FROM wording WHERE agency = ? \
             GROUP BY folded HAVING cases >= ? ORDER BY cases DESC, folded LIMIT ?",
        )?;
        let mut rows = statement.query(params![agency, count(least), count(most)])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (folded, cases): (String, i64) = (row.get(0)?, row.get(1)?);
            let Some(newest) = View::row(self, Action::SHAPE, cell::id_at(row, 2)?)? else { continue };
            let newest = Action::from_row(&newest).map_err(|bad| RecordError::Damaged(bad.to_string()))?;
            let days = self.days_given(agency, &folded)?;
            let some = self.some_cases(agency, &folded)?;
            found.push(Wording { agency: agency.to_owned(), cases: length(cases), newest, days, some });
        }
        Ok(found)
    }

    fn days_given(&self, agency: &str, folded: &str) -> Result<Option<u16>, RecordError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT days FROM wording WHERE agency = ? AND folded = ? AND days IS NOT NULL \
             GROUP BY days ORDER BY count(*) DESC, days LIMIT 1",
        )?;
        let mut rows = statement.query(params![agency, folded])?;
        let days: Option<i64> = rows.next()?.map(|row| row.get(0)).transpose()?;
        Ok(days.and_then(|days| u16::try_from(days).ok()))
    }

    fn some_cases(&self, agency: &str, folded: &str) -> Result<Vec<Id<Case>>, RecordError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT \"case\" FROM wording WHERE agency = ? AND folded = ? LIMIT 12",
        )?;
        let mut rows = statement.query(params![agency, folded])?;
        let mut cases = Vec::new();
        while let Some(row) = rows.next()? {
            cases.push(Id::new(cell::id_at(row, 0)?));
        }
        Ok(cases)
    }
}
