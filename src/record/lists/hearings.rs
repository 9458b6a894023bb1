//! What the meetings that are over heard: one line a case, and the sums of each meeting. Reports read these; a meeting that
//! sits has none, and costs nothing.
//!
//! A later correction of a person, a party, a child, a referral or a decision counts its case's lines anew, and its
//! meetings' sums with them. Rows that go are noticed by triggers, which remember the case they were about. What is
//! counted is counted by `domain::hearing` alone.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rusqlite::params;
use uuid::Uuid;

use crate::domain::facts::Changes;
use crate::domain::hearing::{Heard, HearingLine, Tallied, Tally, is_counted, lines};
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::rows::agenda::{AgendaItem, ItemState};
use crate::domain::rows::meeting::Meeting;
use crate::domain::shape::Stored;
use crate::domain::value::{Field, Value};
use crate::record::apply::Touched;
use crate::record::cell;
use crate::record::derived::Derived;
use crate::record::error::RecordError;
use crate::record::view::View;

/// The lines and sums of what was heard.
pub struct Hearings;

/// Tables whose rows carry the case they are about.
const OF_CASE: &[&str] = &["party", "child", "referral", "views", "decision"];

impl Derived for Hearings {
    fn name(&self) -> &'static str {
        "hearings"
    }

    fn version(&self) -> i64 {
        2
    }

    fn tables(&self) -> &'static [&'static str] {
        &["hearing_line", "hearing_tally", "hearing_stale"]
    }

    fn create(&self) -> &'static str {
        "CREATE TABLE hearing_line(
             id BLOB PRIMARY KEY, meeting BLOB NOT NULL, \"case\" BLOB NOT NULL, state TEXT NOT NULL,
             again INTEGER NOT NULL, heard TEXT
         ) STRICT, WITHOUT ROWID;
         CREATE INDEX hearing_line_meeting ON hearing_line(meeting);
         CREATE INDEX hearing_line_case ON hearing_line(\"case\");
         CREATE TABLE hearing_tally(
             forum TEXT NOT NULL, \"on\" TEXT NOT NULL, reference TEXT NOT NULL, meeting BLOB NOT NULL UNIQUE,
             urgent INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY(forum, \"on\", reference, meeting)
         ) STRICT, WITHOUT ROWID;
         CREATE TABLE hearing_stale(\"case\" BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
         DROP TRIGGER IF EXISTS hearing_party;
         CREATE TRIGGER hearing_party AFTER DELETE ON party
             BEGIN INSERT OR IGNORE INTO hearing_stale VALUES(old.\"case\"); END;
         DROP TRIGGER IF EXISTS hearing_child;
         CREATE TRIGGER hearing_child AFTER DELETE ON child
             BEGIN INSERT OR IGNORE INTO hearing_stale VALUES(old.\"case\"); END;
         DROP TRIGGER IF EXISTS hearing_referral;
         CREATE TRIGGER hearing_referral AFTER DELETE ON referral
             BEGIN INSERT OR IGNORE INTO hearing_stale VALUES(old.\"case\"); END;
         DROP TRIGGER IF EXISTS hearing_views;
         CREATE TRIGGER hearing_views AFTER DELETE ON views
             BEGIN INSERT OR IGNORE INTO hearing_stale VALUES(old.\"case\"); END;
         DROP TRIGGER IF EXISTS hearing_decision;
         CREATE TRIGGER hearing_decision AFTER DELETE ON decision
             BEGIN INSERT OR IGNORE INTO hearing_stale VALUES(old.\"case\"); END;
         DROP TRIGGER IF EXISTS hearing_item;
         CREATE TRIGGER hearing_item AFTER DELETE ON item
             BEGIN INSERT OR IGNORE INTO hearing_stale VALUES(old.\"case\"); END;"
    }

    fn follows(&self, table: &str) -> bool {
        matches!(table, "meeting" | "item" | "person") || OF_CASE.contains(&table)
    }

    fn refresh(&self, view: View<'_>, rows: &[Touched]) -> Result<(), RecordError> {
        let (mut meetings, mut cases) = (BTreeSet::new(), stale(view)?);
        let any = view.connection.prepare_cached("SELECT 1 FROM hearing_line LIMIT 1")?.exists([])?;
        for (table, id) in rows {
            match *table {
                "meeting" => drop(meetings.insert(*id)),
                "item" => meetings.extend(one(view, "SELECT meeting FROM item WHERE id = ?", *id)?),
                // Nothing was heard yet: a first import pays nothing.
                _ if !any => {}
                "person" => cases.extend(every(view, "SELECT \"case\" FROM party WHERE person = ?", *id)?),
                table => {
                    let sql = format!("SELECT \"case\" FROM \"{table}\" WHERE id = ?");
                    cases.extend(one(view, &sql, *id)?);
                }
            }
        }
        meetings.iter().try_for_each(|meeting| put(view, *meeting))?;
        let mut moved = BTreeSet::new();
        for case in cases {
            recount(view, case, &mut moved)?;
        }
        moved
            .into_iter()
            .filter(|meeting| !meetings.contains(meeting))
            .try_for_each(|meeting| sum(view, meeting))
    }

    fn fill(&self, view: View<'_>) -> Result<(), RecordError> {
        view.each(Meeting::SHAPE, |row| put(view, row.id))
    }
}

/// Cases of which a row went since the last time.
fn stale(view: View<'_>) -> Result<BTreeSet<Uuid>, RecordError> {
    let mut statement = view.connection.prepare_cached("DELETE FROM hearing_stale RETURNING \"case\"")?;
    let mut rows = statement.query([])?;
    let mut cases = BTreeSet::new();
    while let Some(row) = rows.next()? {
        cases.insert(cell::id_at(row, 0)?);
    }
    Ok(cases)
}

fn every(view: View<'_>, sql: &str, id: Uuid) -> Result<Vec<Uuid>, RecordError> {
    let mut statement = view.connection.prepare_cached(sql)?;
    let mut rows = statement.query([cell::bytes(&id)])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(cell::id_at(row, 0)?);
    }
    Ok(found)
}

fn one(view: View<'_>, sql: &str, id: Uuid) -> Result<Option<Uuid>, RecordError> {
    Ok(every(view, sql, id)?.into_iter().next())
}

/// Counts a meeting anew; one that is not over has no lines.
fn put(view: View<'_>, id: Uuid) -> Result<(), RecordError> {
    view.connection
        .prepare_cached("DELETE FROM hearing_line WHERE meeting = ?")?
        .execute([cell::bytes(&id)])?;
    if let Some(meeting) = over(view, id)? {
        for line in lines(&Changes::new(&view), &meeting).map_err(damaged)? {
            keep(view, &line)?;
        }
    }
    sum(view, id)
}

/// The meeting, if it is over.
fn over(view: View<'_>, id: Uuid) -> Result<Option<Meeting>, RecordError> {
    let meeting = Changes::new(&view).look::<Meeting>(Id::new(id)).map_err(damaged)?;
    Ok(meeting.filter(|meeting| is_counted(meeting.state)))
}

fn keep(view: View<'_>, line: &HearingLine) -> Result<(), RecordError> {
    view.connection.prepare_cached("INSERT OR REPLACE INTO hearing_line VALUES(?, ?, ?, ?, ?, ?)")?.execute(
        params![
            cell::bytes(&line.item.uuid()),
            cell::bytes(&line.meeting.uuid()),
            cell::bytes(&line.case.uuid()),
            line.state.word(),
            line.again,
            line.heard.as_ref().map(written).transpose()?
        ],
    )?;
    Ok(())
}

/// Counts every line of a case anew, noting the meetings whose sums are then old.
fn recount(view: View<'_>, case: Uuid, moved: &mut BTreeSet<Uuid>) -> Result<(), RecordError> {
    let held = listed(view, "\"case\"", case)?;
    let rows = Changes::new(&view);
    for was in held {
        let meeting = over(view, was.meeting.uuid())?;
        let item = rows.look::<AgendaItem>(was.item).map_err(damaged)?;
        let line = match meeting.zip(item) {
            Some((meeting, item)) => Some(HearingLine::of(&rows, &meeting, &item).map_err(damaged)?),
            None => None,
        };
        match line {
            Some(line) if line == was => continue,
            Some(line) => keep(view, &line)?,
            None => {
                let mut gone = view.connection.prepare_cached("DELETE FROM hearing_line WHERE id = ?")?;
                gone.execute([cell::bytes(&was.item.uuid())])?;
            }
        }
        moved.insert(was.meeting.uuid());
    }
    Ok(())
}

/// Sums the lines of a meeting; one that is not over has no sums.
fn sum(view: View<'_>, id: Uuid) -> Result<(), RecordError> {
    view.connection
        .prepare_cached("DELETE FROM hearing_tally WHERE meeting = ?")?
        .execute([cell::bytes(&id)])?;
    let Some(meeting) = over(view, id)? else { return Ok(()) };
    let tally = Tally::of(&listed(view, "meeting", id)?);
    view.connection.prepare_cached("INSERT INTO hearing_tally VALUES(?, ?, ?, ?, ?, ?)")?.execute(
        params![
            meeting.forum,
            meeting.on.to_string(),
            meeting.reference,
            cell::bytes(&id),
            meeting.is_urgent(),
            written(&tally)?
        ],
    )?;
    Ok(())
}

/// The lines of a meeting or of a case, by identifier.
fn listed(view: View<'_>, of: &'static str, id: Uuid) -> Result<Vec<HearingLine>, RecordError> {
    let sql = format!(
        "SELECT id, meeting, \"case\", state, again, heard FROM hearing_line WHERE {of} = ? ORDER BY id"
    );
    let mut statement = view.connection.prepare_cached(&sql)?;
    let mut rows = statement.query([cell::bytes(&id)])?;
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        let state: String = row.get(3)?;
        let heard: Option<String> = row.get(5)?;
        let heard: Option<Heard> =
            heard.map(|body| serde_json::from_str(&body)).transpose().map_err(|_| not_understood())?;
        lines.push(HearingLine {
            item: Id::new(cell::id_at(row, 0)?),
            meeting: Id::new(cell::id_at(row, 1)?),
            case: Id::new(cell::id_at(row, 2)?),
            state: ItemState::parse(&state).ok_or_else(not_understood)?,
            again: row.get(4)?,
            heard,
        });
    }
    Ok(lines)
}

#[expect(clippy::needless_pass_by_value, reason = "handed to map_err, which gives the refusal away")]
fn damaged(refusal: Refusal) -> RecordError {
    RecordError::Damaged(refusal.to_string())
}

fn written(value: &impl serde::Serialize) -> Result<String, RecordError> {
    serde_json::to_string(value).map_err(|error| RecordError::Damaged(error.to_string()))
}

fn not_understood() -> RecordError {
    RecordError::Damaged("a line of what was heard is not understood".to_owned())
}

impl View<'_> {
    /// The meetings of a forum that are over, with their sums, in the order of days; both days included.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn tallied(&self, forum: &str, from: Date, to: Date) -> Result<Vec<Tallied>, RecordError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT meeting, reference, \"on\", urgent, body FROM hearing_tally \
             WHERE forum = ? AND \"on\" BETWEEN ? AND ? ORDER BY \"on\", reference",
        )?;
        let mut rows = statement.query(params![forum, from.to_string(), to.to_string()])?;
        let mut tallied = Vec::new();
        while let Some(row) = rows.next()? {
            let day: String = row.get(2)?;
            let body = row.get_ref(4)?.as_str().map_err(|_| not_understood())?;
            tallied.push(Tallied {
                meeting: Id::new(cell::id_at(row, 0)?),
                reference: row.get(1)?,
                on: Date::from_value(&Value::Text(day)).ok_or_else(not_understood)?,
                urgent: row.get(3)?,
                tally: serde_json::from_str(body).map_err(|_| not_understood())?,
            });
        }
        Ok(tallied)
    }

    /// The lines of a meeting that is over, by identifier; none of one that is not.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn hearing_lines(&self, meeting: Id<Meeting>) -> Result<Vec<HearingLine>, RecordError> {
        listed(*self, "meeting", meeting.uuid())
    }
}
