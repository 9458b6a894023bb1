//! One line an action: what it is found and sorted by. The rows themselves are read for the page that is shown.

use rusqlite::{ToSql, params, params_from_iter};
use uuid::Uuid;

use super::{count, length, patterns};
use crate::domain::listing::{ActionFilter, Listing, Window};
use crate::domain::rows::action::{Action, DueKind};
use crate::domain::shape::Stored;
use crate::domain::text::fold;
use crate::record::apply::Touched;
use crate::record::cell;
use crate::record::derived::Derived;
use crate::record::error::RecordError;
use crate::record::view::View;

/// The lines of the action list.
pub struct ActionLines;

/// What sorts after every date: an action without one.
const NO_DATE: &str = "9999-12-31";

impl Derived for ActionLines {
    fn name(&self) -> &'static str {
        "action lines"
    }

    fn version(&self) -> i64 {
        1
    }

    fn tables(&self) -> &'static [&'static str] {
        &["action_line"]
    }

    fn create(&self) -> &'static str {
        "CREATE TABLE action_line(
             id BLOB PRIMARY KEY, \"case\" BLOB NOT NULL, agency TEXT NOT NULL, live INTEGER NOT NULL,
             awaiting INTEGER NOT NULL, due TEXT NOT NULL, reference TEXT NOT NULL, folded TEXT NOT NULL
         ) STRICT, WITHOUT ROWID;
         CREATE INDEX action_line_live ON action_line(live, due, reference);
         CREATE INDEX action_line_case ON action_line(\"case\", live, due);
         CREATE INDEX action_line_agency ON action_line(agency, live, due);
         CREATE INDEX action_line_awaiting ON action_line(awaiting, due) WHERE awaiting = 1;"
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
    view.connection.prepare_cached("DELETE FROM action_line WHERE id = ?")?.execute([cell::bytes(&id)])?;
    let Some(row) = view.row(Action::SHAPE, id)? else { return Ok(()) };
    let action = Action::from_row(&row).map_err(|bad| RecordError::Damaged(bad.to_string()))?;
    // Only a date that can be missed makes an action overdue.
    let missed = matches!(action.due_kind, DueKind::On | DueKind::Usual | DueKind::Before);
    let due = action.due.filter(|_| missed).map_or_else(|| NO_DATE.to_owned(), |due| due.to_string());
    let folded = fold(&format!("{} {} {}", action.reference, action.agency, action.words.reveal()));
    let awaiting = action.state == crate::domain::rows::action::ActionState::AwaitingConfirmation;
    view.connection.prepare_cached("INSERT INTO action_line VALUES(?, ?, ?, ?, ?, ?, ?, ?)")?.execute(
        params![
            cell::bytes(&id),
            cell::bytes(&action.case.uuid()),
            action.agency,
            action.state.is_live(),
            awaiting,
            due,
            action.reference,
            folded
        ],
    )?;
    Ok(())
}

/// How many live actions there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActionCounts {
    /// Live.
    pub live: usize,
    /// Live and past their date.
    pub overdue: usize,
}

impl View<'_> {
    /// A window of the action list: live ones first by due date, then closed ones, newest reference first.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn actions(
        &self,
        filter: &ActionFilter,
        window: Window,
        today: jiff::civil::Date,
    ) -> Result<Listing<Action>, RecordError> {
        let (wanted, values) = condition(filter, today);
        let values: Vec<&dyn ToSql> = values.iter().map(AsRef::as_ref).collect();
        let total = format!("SELECT count(*) FROM action_line{wanted}");
        let total: i64 =
            self.connection.prepare_cached(&total)?.query_row(params_from_iter(&values), |row| row.get(0))?;
        let sql =
            format!("SELECT id FROM action_line{wanted} ORDER BY live DESC, due, reference LIMIT ? OFFSET ?");
        let (limit, offset) = (count(window.limit), count(window.offset));
        let bounds: [&dyn ToSql; 2] = [&limit, &offset];
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(values.iter().copied().chain(bounds)))?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            lines.extend(self.action(cell::id_at(row, 0)?)?);
        }
        Ok(Listing { total: length(total), offset: window.offset, lines })
    }

    /// Actions waiting for an absent agency to accept them.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn awaiting(&self, most: usize) -> Result<Vec<Action>, RecordError> {
        self.picked(
            "SELECT id FROM action_line WHERE awaiting = 1 ORDER BY due LIMIT ?",
            params![count(most)],
        )
    }

    /// Actions of a forum's cases that are overdue on a day or wait to be accepted, most overdue first.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn outstanding(&self, forum: &str, on: jiff::civil::Date) -> Result<Vec<Action>, RecordError> {
        self.picked(
            "SELECT line.id FROM action_line line JOIN case_line held ON held.id = line.\"case\" \
             WHERE held.forum = ? AND line.live = 1 AND (line.due < ? OR line.awaiting = 1) \
             ORDER BY line.due, line.reference",
            params![forum, on.to_string()],
        )
    }

    /// The actions whose identifiers a statement selects.
    fn picked(&self, sql: &str, values: &[&dyn ToSql]) -> Result<Vec<Action>, RecordError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(values)?;
        let mut actions = Vec::new();
        while let Some(row) = rows.next()? {
            actions.extend(self.action(cell::id_at(row, 0)?)?);
        }
        Ok(actions)
    }

    /// How many actions are live, and how many of those are overdue.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn action_counts(&self, today: jiff::civil::Date) -> Result<ActionCounts, RecordError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT (SELECT count(*) FROM action_line WHERE live = 1), \
             (SELECT count(*) FROM action_line WHERE live = 1 AND due < ?)",
        )?;
        let (live, overdue): (i64, i64) =
            statement.query_row([today.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(ActionCounts { live: length(live), overdue: length(overdue) })
    }

    fn action(&self, id: Uuid) -> Result<Option<Action>, RecordError> {
        let row = View::row(self, Action::SHAPE, id)?;
        row.as_ref().map(Action::from_row).transpose().map_err(|bad| RecordError::Damaged(bad.to_string()))
    }
}

fn condition(filter: &ActionFilter, today: jiff::civil::Date) -> (String, Vec<Box<dyn ToSql>>) {
    let mut wanted = Vec::new();
    let mut values: Vec<Box<dyn ToSql>> = Vec::new();
    if let Some(case) = filter.case {
        wanted.push("\"case\" = ?");
        values.push(Box::new(case.uuid().as_bytes().to_vec()));
    }
    if let Some(agency) = &filter.agency {
        wanted.push("agency = ?");
        values.push(Box::new(agency.clone()));
    }
    if filter.live || filter.overdue {
        wanted.push("live = 1");
    }
    if filter.overdue {
        wanted.push("due < ?");
        values.push(Box::new(today.to_string()));
    }
    for pattern in patterns(&filter.words) {
        wanted.push("folded LIKE ?");
        values.push(Box::new(pattern));
    }
    if wanted.is_empty() {
        (String::new(), values)
    } else {
        (format!(" WHERE {}", wanted.join(" AND ")), values)
    }
}
