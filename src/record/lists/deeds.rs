//! Actions agreed over days, counted by all that a report asks of them.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rusqlite::{ToSql, params, params_from_iter};

use super::length;
use crate::domain::id::Id;
use crate::domain::rows::action::{Action, ActionState, ReviewOutcome};
use crate::domain::rows::agenda::Whom;
use crate::domain::rows::meeting::Meeting;
use crate::domain::told::deeds::Alike;
use crate::record::cell;
use crate::record::error::RecordError;
use crate::record::view::View;

/// Actions done late that had the same two days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateDays {
    /// Key of the agency.
    pub agency: String,
    /// When they were due.
    pub due: Date,
    /// When they were done.
    pub closed: Date,
    /// How many.
    pub count: usize,
}

/// Reminders of one agency at one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminded {
    /// Key of the agency.
    pub agency: String,
    /// The step, by its word.
    pub step: String,
    /// How many reminders.
    pub times: usize,
    /// Of how many actions.
    pub actions: usize,
}

/// Which actions: of these forums, agreed on these days, both included.
#[derive(Debug, Clone, Copy)]
pub struct Agreed<'a> {
    /// Keys of the forums.
    pub forums: &'a [&'a str],
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

const AGREED: &str =
    "FROM action_line WHERE agreed BETWEEN ?1 AND ?2 AND forum IN (SELECT value FROM json_each(?3))";

impl Agreed<'_> {
    fn values(self) -> [String; 3] {
        [self.from.to_string(), self.to.to_string(), list(self.forums)]
    }
}

/// Words as a list that a statement takes apart.
fn list(words: &[&str]) -> String {
    serde_json::Value::from(words.to_vec()).to_string()
}

fn damaged() -> RecordError {
    RecordError::Damaged("a line of the action list is not understood".to_owned())
}

fn day(text: &str) -> Result<Date, RecordError> {
    text.parse().map_err(|_| damaged())
}

impl View<'_> {
    /// Actions agreed, those that are alike together; `today` says what is overdue.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn deeds(&self, which: Agreed<'_>, today: Date) -> Result<Vec<Alike>, RecordError> {
        let sql = format!(
            "SELECT forum, agency, state, late, live = 1 AND due < ?4, protects, substr(agreed, 1, 7), moved, proof, \
             meeting <> '', count(*) {AGREED} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let [from, to, forums] = which.values();
        let mut rows = statement.query(params![from, to, forums, today.to_string()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (state, whom): (String, String) = (row.get(2)?, row.get(5)?);
            let month: String = row.get(6)?;
            found.push(Alike {
                forum: row.get(0)?,
                agency: row.get(1)?,
                state: ActionState::parse(&state).ok_or_else(damaged)?,
                late: row.get(3)?,
                overdue: row.get(4)?,
                protects: Whom::parse(&whom),
                month: day(&format!("{month}-01"))?,
                moved: row.get(7)?,
                proof: row.get(8)?,
                met: row.get(9)?,
                count: length(row.get(10)?),
            });
        }
        Ok(found)
    }

    /// The days of those of them that were done late.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn late_days(&self, which: Agreed<'_>) -> Result<Vec<LateDays>, RecordError> {
        let sql = format!("SELECT agency, due, closed, count(*) {AGREED} AND late = 1 GROUP BY 1, 2, 3");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(which.values().iter()))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (due, closed): (String, String) = (row.get(1)?, row.get(2)?);
            let (due, closed) = (day(&due)?, day(&closed)?);
            found.push(LateDays { agency: row.get(0)?, due, closed, count: length(row.get(3)?) });
        }
        Ok(found)
    }

    /// The actions behind a figure: in one of these states, late or not where that is asked, past their date by a day where
    /// that is.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn deeds_behind(
        &self,
        which: Agreed<'_>,
        states: &[ActionState],
        late: Option<bool>,
        overdue: Option<Date>,
    ) -> Result<Vec<Action>, RecordError> {
        let sql = format!(
            "SELECT id {AGREED} AND state IN (SELECT value FROM json_each(?4)) AND (?5 IS NULL OR late = ?5) \
             AND (?6 IS NULL OR due < ?6) ORDER BY agency, agreed, reference"
        );
        let states: Vec<&str> = states.iter().map(|state| state.word()).collect();
        let ([from, to, forums], states) = (which.values(), list(&states));
        let today = overdue.map(|today| today.to_string());
        let values: [&dyn ToSql; 6] = [&from, &to, &forums, &states, &late, &today];
        self.picked(&sql, &values)
    }

    /// How often reviews of these meetings carried an action over, and how many actions that were.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn carried_over(&self, meetings: &[Id<Meeting>]) -> Result<(usize, usize), RecordError> {
        let (mut times, mut actions) = (0, BTreeSet::new());
        let mut statement = self
            .connection
            .prepare_cached("SELECT action FROM review WHERE meeting = ?1 AND outcome IN (?2, ?3)")?;
        let (goes_on, in_hand) = (ReviewOutcome::Continues.word(), ReviewOutcome::InHand.word());
        for meeting in meetings {
            let mut rows = statement.query(params![cell::bytes(&meeting.uuid()), goes_on, in_hand])?;
            while let Some(row) = rows.next()? {
                times += 1;
                actions.insert(cell::id_at(row, 0)?);
            }
        }
        Ok((times, actions.len()))
    }

    /// Reminders kept over the days, of actions of the forums, by agency and step.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn reminders(&self, which: Agreed<'_>) -> Result<Vec<Reminded>, RecordError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT chase.agency, chase.step, count(*), count(DISTINCT chase.action) FROM chase \
             CROSS JOIN action_line line ON line.id = chase.action WHERE chase.\"on\" BETWEEN ?1 AND ?2 \
             AND line.forum IN (SELECT value FROM json_each(?3)) GROUP BY 1, 2 ORDER BY 1, 2",
        )?;
        let mut rows = statement.query(params_from_iter(which.values().iter()))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(Reminded {
                agency: row.get(0)?,
                step: row.get(1)?,
                times: length(row.get(2)?),
                actions: length(row.get(3)?),
            });
        }
        Ok(found)
    }
}
