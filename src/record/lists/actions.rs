//! One line an action: what it is found and sorted by. The rows themselves are read for the page that is shown.

use rusqlite::{ToSql, params, params_from_iter};
use uuid::Uuid;

use super::sifted::{NO_DATE, Where, of_action};
use super::{count, length, patterns};
use crate::domain::filter::{Sort, SortBy};
use crate::domain::listing::{AGE_BANDS, ActionFilter, Group, GroupBy, Listing, Window};
use crate::domain::rows::action::{Action, ActionState, DueKind};
use crate::domain::rows::agenda::Whom;
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::Meeting;
use crate::domain::shape::Stored;
use crate::domain::text::fold;
use crate::record::apply::Touched;
use crate::record::cell;
use crate::record::derived::Derived;
use crate::record::error::RecordError;
use crate::record::view::View;

/// The lines of the action list.
pub struct ActionLines;

impl Derived for ActionLines {
    fn name(&self) -> &'static str {
        "action lines"
    }

    fn version(&self) -> i64 {
        3
    }

    fn tables(&self) -> &'static [&'static str] {
        &["action_line"]
    }

    fn create(&self) -> &'static str {
        "CREATE TABLE action_line(
             id BLOB PRIMARY KEY, \"case\" BLOB NOT NULL, agency TEXT NOT NULL, live INTEGER NOT NULL,
             awaiting INTEGER NOT NULL, due TEXT NOT NULL, reference TEXT NOT NULL, folded TEXT NOT NULL,
             state TEXT NOT NULL, kind TEXT NOT NULL, forum TEXT NOT NULL, meeting TEXT NOT NULL, met TEXT NOT NULL,
             agreed TEXT NOT NULL, owner TEXT NOT NULL, support INTEGER NOT NULL, late INTEGER NOT NULL,
             closed TEXT NOT NULL, protects TEXT NOT NULL, moved INTEGER NOT NULL, proof INTEGER NOT NULL
         ) STRICT, WITHOUT ROWID;
         CREATE INDEX action_line_live ON action_line(live DESC, due, reference);
         CREATE INDEX action_line_case ON action_line(\"case\", live, due);
         CREATE INDEX action_line_agency ON action_line(agency, live, due);
         CREATE INDEX action_line_by_agency ON action_line(live DESC, agency, due, reference);
         CREATE INDEX action_line_agreed ON action_line(live DESC, agreed, reference);
         CREATE INDEX action_line_met ON action_line(live DESC, met, reference);
         CREATE INDEX action_line_told ON action_line(
             agreed, forum, agency, state, late, live, due, protects, moved, proof, meeting, closed);
         CREATE INDEX action_line_reference ON action_line(live DESC, reference);
         CREATE INDEX action_line_awaiting ON action_line(awaiting, due) WHERE awaiting = 1;"
    }

    fn follows(&self, table: &str) -> bool {
        table == Action::SHAPE.name || table == Meeting::SHAPE.name
    }

    fn refresh(&self, view: View<'_>, rows: &[Touched]) -> Result<(), RecordError> {
        for (table, id) in rows {
            if *table == Action::SHAPE.name {
                put(view, *id)?;
            } else if let Some((reference, on)) = meeting(view, *id)? {
                view.connection
                    .prepare_cached(
                        "UPDATE action_line SET meeting = ?1, met = ?2 \
                         WHERE id IN (SELECT id FROM action WHERE meeting = ?3) AND (meeting, met) IS NOT (?1, ?2)",
                    )?
                    .execute(params![reference, on, cell::bytes(id)])?;
            }
        }
        Ok(())
    }

    fn fill(&self, view: View<'_>) -> Result<(), RecordError> {
        view.each(Action::SHAPE, |row| put(view, row.id))
    }
}

/// Reference and day of a meeting.
fn meeting(view: View<'_>, id: Uuid) -> Result<Option<(String, String)>, RecordError> {
    let row = view.row(Meeting::SHAPE, id)?;
    let meeting = row.as_ref().map(Meeting::from_row).transpose();
    let meeting = meeting.map_err(|bad| RecordError::Damaged(bad.to_string()))?;
    Ok(meeting.map(|meeting| (meeting.reference, meeting.on.to_string())))
}

fn put(view: View<'_>, id: Uuid) -> Result<(), RecordError> {
    view.connection.prepare_cached("DELETE FROM action_line WHERE id = ?")?.execute([cell::bytes(&id)])?;
    let Some(row) = view.row(Action::SHAPE, id)? else { return Ok(()) };
    let action = Action::from_row(&row).map_err(|bad| RecordError::Damaged(bad.to_string()))?;
    // Only a date that can be missed makes an action overdue.
    let missed = matches!(action.due_kind, DueKind::On | DueKind::Usual | DueKind::Before);
    let due = action.due.filter(|_| missed).map_or_else(|| NO_DATE.to_owned(), |due| due.to_string());
    let folded = fold(&format!("{} {} {}", action.reference, action.agency, action.words.reveal()));
    let case = view.row(Case::SHAPE, action.case.uuid())?;
    let case = case.as_ref().map(Case::from_row).transpose();
    let forum = case.map_err(|bad| RecordError::Damaged(bad.to_string()))?.map(|case| case.forum);
    let (reference, met) = match action.meeting {
        Some(at) => meeting(view, at.uuid())?.unwrap_or_default(),
        None => Default::default(),
    };
    let closed_late = action.closed.zip(action.due).is_some_and(|(closed, due)| missed && closed > due);
    let late = action.state == ActionState::Completed && closed_late;
    view.connection
        .prepare_cached(
            "INSERT INTO action_line VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            cell::bytes(&id),
            cell::bytes(&action.case.uuid()),
            action.agency,
            action.state.is_live(),
            action.state == ActionState::AwaitingConfirmation,
            due,
            action.reference,
            folded,
            action.state.word(),
            action.due_kind.word(),
            forum.unwrap_or_default(),
            reference,
            met,
            action.agreed.date().to_string(),
            action.person.as_ref().map(|person| fold(person.reveal())).unwrap_or_default(),
            !action.supporting.0.is_empty(),
            late,
            action.closed.map(|closed| closed.to_string()).unwrap_or_default(),
            action.protects.map(Whom::word).unwrap_or_default(),
            action.first_due.is_some(),
            action.state == ActionState::Completed
                && (action.evidence.is_some() || action.confirmed_by.is_some())
        ])?;
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
    /// A window of the action list: live ones first by due date unless another order is asked for, then closed ones.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn actions(
        &self,
        filter: &ActionFilter,
        window: Window,
        today: jiff::civil::Date,
    ) -> Result<Listing<Action>, RecordError> {
        let wanted = condition(filter, today);
        let total: i64 = wanted.one(self.connection, "SELECT count(*) FROM action_line")?;
        let sql = format!(
            "SELECT id FROM action_line{} ORDER BY {} LIMIT ? OFFSET ?",
            wanted.sql(),
            order(filter.sift.sort)
        );
        let (limit, offset) = (count(window.limit), count(window.offset));
        let bounds: [&dyn ToSql; 2] = [&limit, &offset];
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(wanted.values().chain(bounds)))?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            lines.extend(self.action(cell::id_at(row, 0)?)?);
        }
        Ok(Listing { total: length(total), offset: window.offset, lines })
    }

    /// The actions of a list counted by what they have in common, the most overdue first; by age and meeting in the
    /// order of time.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn action_groups(
        &self,
        filter: &ActionFilter,
        by: GroupBy,
        today: jiff::civil::Date,
    ) -> Result<Vec<Group>, RecordError> {
        let wanted = condition(filter, today);
        let (key, order) = match by {
            GroupBy::Agency => ("agency".to_owned(), "4 DESC, 3 DESC, 1"),
            GroupBy::Meeting => ("meeting".to_owned(), "met DESC, 1 DESC"),
            GroupBy::Case => {
                ("substr(reference, 1, instr(reference, '/') - 1)".to_owned(), "4 DESC, 3 DESC, 1 DESC")
            }
            // Bounds of ours, never text from outside.
            GroupBy::Age => {
                let since =
                    |days: i64| crate::domain::calendar::add_days(today, -i32::try_from(days).unwrap_or(0));
                let bands = AGE_BANDS.iter().enumerate();
                let bands = bands.map(|(at, days)| format!("WHEN agreed >= '{}' THEN '{at}'", since(*days)));
                let bands: Vec<String> = bands.collect();
                (format!("CASE {} ELSE '{}' END", bands.join(" "), AGE_BANDS.len()), "1 DESC")
            }
        };
        let sql = format!(
            "SELECT {key}, count(*), sum(live), sum(live = 1 AND due < ?), sum(awaiting), \
             min(CASE WHEN live = 1 THEN agreed END) FROM action_line{} GROUP BY 1 ORDER BY {order}",
            wanted.sql()
        );
        let day = today.to_string();
        let first: [&dyn ToSql; 1] = [&day];
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(first.into_iter().chain(wanted.values())))?;
        let mut groups = Vec::new();
        while let Some(row) = rows.next()? {
            let oldest: Option<String> = row.get(5)?;
            groups.push(Group {
                key: row.get(0)?,
                total: length(row.get(1)?),
                live: length(row.get(2)?),
                overdue: length(row.get(3)?),
                awaiting: length(row.get(4)?),
                oldest: oldest.and_then(|day| day.parse().ok()),
            });
        }
        Ok(groups)
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
    pub(super) fn picked(&self, sql: &str, values: &[&dyn ToSql]) -> Result<Vec<Action>, RecordError> {
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

/// What a list is sorted by: live actions first, and the reference settles what is equal.
fn order(sort: Option<Sort>) -> String {
    let Some(sort) = sort else { return "live DESC, due, reference".to_owned() };
    let way = if sort.down { "DESC" } else { "ASC" };
    let column = match sort.by {
        SortBy::Due | SortBy::State => "due",
        SortBy::Agency => return format!("live DESC, agency {way}, due {way}, reference {way}"),
        // The youngest has the latest day.
        SortBy::Age => {
            let way = if sort.down { "ASC" } else { "DESC" };
            return format!("live DESC, agreed {way}, reference {way}");
        }
        SortBy::Meeting => "met",
        SortBy::Case => return format!("live DESC, reference {way}"),
        SortBy::Score => "(SELECT score FROM case_line held WHERE held.id = action_line.\"case\")",
        SortBy::Name => "(SELECT victim FROM case_line held WHERE held.id = action_line.\"case\")",
    };
    format!("live DESC, {column} {way}, reference {way}")
}

/// What narrows the action list.
pub(super) fn condition(filter: &ActionFilter, today: jiff::civil::Date) -> Where {
    let mut wanted = Where::default();
    if let Some(case) = filter.case {
        wanted.push("\"case\" = ?", [case.uuid().as_bytes().to_vec()]);
    }
    if let Some(agency) = &filter.agency {
        wanted.push("agency = ?", [agency.clone()]);
    }
    if filter.live || filter.overdue {
        wanted.push("live = 1", [""; 0]);
    }
    if filter.overdue {
        wanted.push("due < ?", [today.to_string()]);
    }
    for pattern in patterns(&filter.words) {
        wanted.push("folded LIKE ?", [pattern]);
    }
    of_action(&filter.sift, today, &mut wanted);
    wanted
}
