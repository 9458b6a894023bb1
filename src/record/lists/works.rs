//! The work around each meeting that is over: what agencies returned, who was told and reached. One line a meeting, counted
//! by `domain::told::work` alone; reports of engagement and timeliness read these.
//!
//! A later correction of an answer, a wall, a referral or a contact counts its meetings anew. Rows that go are noticed by
//! triggers. A meeting that sits has no line, and costs nothing.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, params};
use uuid::Uuid;

use crate::domain::facts::Changes;
use crate::domain::hearing::{is_counted, lines};
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::rows::meeting::Meeting;
use crate::domain::shape::Stored;
use crate::domain::told::work::Work;
use crate::record::apply::Touched;
use crate::record::cell;
use crate::record::derived::Derived;
use crate::record::error::RecordError;
use crate::record::view::View;

/// The work around meetings.
pub struct Works;

/// Tables whose rows carry the meeting they are about.
const OF_MEETING: &[&str] = &["information", "research", "item"];
/// Tables whose rows carry the case they are about.
const OF_CASE: &[&str] = &["wall", "told", "first_contact", "referral", "party"];

impl Derived for Works {
    fn name(&self) -> &'static str {
        "works"
    }

    fn version(&self) -> i64 {
        1
    }

    fn tables(&self) -> &'static [&'static str] {
        &["meeting_work", "work_stale"]
    }

    fn create(&self) -> &'static str {
        "CREATE TABLE meeting_work(
             meeting BLOB PRIMARY KEY, agreed INTEGER NOT NULL, body TEXT NOT NULL
         ) STRICT, WITHOUT ROWID;
         CREATE TABLE work_stale(id BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
         DROP TRIGGER IF EXISTS work_information;
         CREATE TRIGGER work_information AFTER DELETE ON information
             BEGIN INSERT OR IGNORE INTO work_stale VALUES(old.meeting); END;
         DROP TRIGGER IF EXISTS work_research;
         CREATE TRIGGER work_research AFTER DELETE ON research
             BEGIN INSERT OR IGNORE INTO work_stale VALUES(old.meeting); END;
         DROP TRIGGER IF EXISTS work_item;
         CREATE TRIGGER work_item AFTER DELETE ON item
             BEGIN INSERT OR IGNORE INTO work_stale VALUES(old.meeting); END;
         DROP TRIGGER IF EXISTS work_wall;
         CREATE TRIGGER work_wall AFTER DELETE ON wall
             BEGIN INSERT OR IGNORE INTO work_stale SELECT meeting FROM item WHERE \"case\" = old.\"case\"; END;
         DROP TRIGGER IF EXISTS work_told;
         CREATE TRIGGER work_told AFTER DELETE ON told
             BEGIN INSERT OR IGNORE INTO work_stale SELECT meeting FROM item WHERE \"case\" = old.\"case\"; END;
         DROP TRIGGER IF EXISTS work_first_contact;
         CREATE TRIGGER work_first_contact AFTER DELETE ON first_contact
             BEGIN INSERT OR IGNORE INTO work_stale SELECT meeting FROM item WHERE \"case\" = old.\"case\"; END;
         DROP TRIGGER IF EXISTS work_referral;
         CREATE TRIGGER work_referral AFTER DELETE ON referral
             BEGIN INSERT OR IGNORE INTO work_stale SELECT meeting FROM item WHERE \"case\" = old.\"case\"; END;
         DROP TRIGGER IF EXISTS work_party;
         CREATE TRIGGER work_party AFTER DELETE ON party
             BEGIN INSERT OR IGNORE INTO work_stale SELECT meeting FROM item WHERE \"case\" = old.\"case\"; END;
         DROP TRIGGER IF EXISTS work_action;
         CREATE TRIGGER work_action AFTER DELETE ON action WHEN old.meeting IS NOT NULL
             BEGIN UPDATE meeting_work SET agreed = EXISTS(SELECT 1 FROM action WHERE meeting = old.meeting)
                   WHERE meeting = old.meeting; END;"
    }

    fn follows(&self, table: &str) -> bool {
        matches!(table, "meeting" | "action") || OF_MEETING.contains(&table) || OF_CASE.contains(&table)
    }

    fn refresh(&self, view: View<'_>, rows: &[Touched]) -> Result<(), RecordError> {
        let any = view.connection.prepare_cached("SELECT 1 FROM meeting_work LIMIT 1")?.exists([])?;
        let mut moved = BTreeSet::new();
        let mut closed = BTreeSet::new();
        for (table, id) in rows {
            match *table {
                "meeting" => drop(closed.insert(*id)),
                // No meeting is over yet: a first import pays nothing.
                _ if !any => {}
                "action" => agreed(view, *id)?,
                table if OF_MEETING.contains(&table) => {
                    moved.extend(ids(view, &format!("SELECT meeting FROM \"{table}\" WHERE id = ?"), *id)?);
                }
                table => {
                    let sql = format!(
                        "SELECT meeting FROM item WHERE \"case\" = (SELECT \"case\" FROM \"{table}\" WHERE id = ?)"
                    );
                    moved.extend(ids(view, &sql, *id)?);
                }
            }
        }
        let mut stale = view.connection.prepare_cached("DELETE FROM work_stale RETURNING id")?;
        let mut gone = stale.query([])?;
        while let Some(row) = gone.next()? {
            moved.insert(cell::id_at(row, 0)?);
        }
        for meeting in moved {
            let known = view
                .connection
                .prepare_cached("SELECT 1 FROM meeting_work WHERE meeting = ?")?
                .exists([cell::bytes(&meeting)])?;
            if known {
                closed.insert(meeting);
            }
        }
        closed.into_iter().try_for_each(|meeting| put(view, meeting))
    }

    fn fill(&self, view: View<'_>) -> Result<(), RecordError> {
        view.each(Meeting::SHAPE, |row| put(view, row.id))
    }
}

/// Notes whether anything was agreed at the meeting of an action.
fn agreed(view: View<'_>, action: Uuid) -> Result<(), RecordError> {
    view.connection
        .prepare_cached(
            "UPDATE meeting_work SET agreed = 1 WHERE agreed = 0 AND meeting = (SELECT meeting FROM action WHERE id = ?)",
        )?
        .execute([cell::bytes(&action)])?;
    Ok(())
}

fn ids(view: View<'_>, sql: &str, id: Uuid) -> Result<Vec<Uuid>, RecordError> {
    let mut statement = view.connection.prepare_cached(sql)?;
    let mut rows = statement.query([cell::bytes(&id)])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(cell::id_at(row, 0)?);
    }
    Ok(found)
}

/// Counts a meeting anew; one that is not over has no line.
fn put(view: View<'_>, id: Uuid) -> Result<(), RecordError> {
    view.connection
        .prepare_cached("DELETE FROM meeting_work WHERE meeting = ?")?
        .execute([cell::bytes(&id)])?;
    let rows = Changes::new(&view);
    let meeting = rows.look::<Meeting>(Id::new(id)).map_err(|refusal| damaged(&refusal))?;
    let Some(meeting) = meeting.filter(|meeting| is_counted(meeting.state)) else { return Ok(()) };
    let heard = lines(&rows, &meeting).map_err(|refusal| damaged(&refusal))?;
    let work = Work::of(&rows, &meeting, &heard).map_err(|refusal| damaged(&refusal))?;
    let body = serde_json::to_string(&work).map_err(|error| RecordError::Damaged(error.to_string()))?;
    view.connection
        .prepare_cached(
            "INSERT INTO meeting_work VALUES(?1, EXISTS(SELECT 1 FROM action WHERE meeting = ?1), ?2)",
        )?
        .execute(params![cell::bytes(&id), body])?;
    Ok(())
}

fn damaged(refusal: &Refusal) -> RecordError {
    RecordError::Damaged(refusal.to_string())
}

impl View<'_> {
    /// The work around a meeting that is over, and whether an action was agreed there; nothing of one that is not over.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn work(&self, meeting: Id<Meeting>) -> Result<Option<(Work, bool)>, RecordError> {
        let found: Option<(String, bool)> = self
            .connection
            .prepare_cached("SELECT body, agreed FROM meeting_work WHERE meeting = ?")?
            .query_row([cell::bytes(&meeting.uuid())], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let read = |(body, agreed): (String, bool)| match serde_json::from_str(&body) {
            Ok(work) => Ok((work, agreed)),
            Err(_) => Err(RecordError::Damaged("the work around a meeting is not understood".to_owned())),
        };
        found.map(read).transpose()
    }
}
