//! One line a case that waits, and one a decision whose receipt has not gone out: what the referral desk is sorted by and
//! counted from. Only cases that wait have a line, so that the desk costs nothing of the rest.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rusqlite::{ToSql, params, params_from_iter};
use uuid::Uuid;

use super::sifted::{Where, of_desk};
use super::{count, length, patterns};
use crate::domain::desk::{Heap, Standing};
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::listing::{DeskFilter, Listing, Window};
use crate::domain::refusal::Refusal;
use crate::domain::rows::case::{Case, CaseState};
use crate::domain::rows::desk::{Receipt, TriageDecision};
use crate::domain::shape::Stored;
use crate::domain::value::{Field, Value};
use crate::record::apply::Touched;
use crate::record::cell;
use crate::record::derived::Derived;
use crate::record::error::RecordError;
use crate::record::view::View;

/// The lines of the referral desk.
pub struct DeskLines;

/// Tables whose rows say where a referral stands. All but the case itself carry the case they are about.
const FOLLOWED: &[&str] = &["case", "referral", "triage", "told", "transfer", "receipt"];

impl Derived for DeskLines {
    fn name(&self) -> &'static str {
        "desk lines"
    }

    fn version(&self) -> i64 {
        1
    }

    fn tables(&self) -> &'static [&'static str] {
        &["desk_line", "desk_receipt", "desk_row"]
    }

    fn create(&self) -> &'static str {
        // desk_row remembers the case of each row, so that one taken away by an undo is still missed from its line.
        "CREATE TABLE desk_line(
             id BLOB PRIMARY KEY, forum TEXT NOT NULL, heap INTEGER NOT NULL, came TEXT NOT NULL, due TEXT,
             told INTEGER NOT NULL, reference TEXT NOT NULL
         ) STRICT, WITHOUT ROWID;
         CREATE INDEX desk_line_heap ON desk_line(heap, came, reference);
         CREATE INDEX desk_line_told ON desk_line(told, came);
         CREATE TABLE desk_receipt(id BLOB PRIMARY KEY, since TEXT NOT NULL) STRICT, WITHOUT ROWID;
         CREATE TABLE desk_row(id BLOB PRIMARY KEY, \"case\" BLOB NOT NULL) STRICT, WITHOUT ROWID;"
    }

    fn follows(&self, table: &str) -> bool {
        FOLLOWED.contains(&table)
    }

    fn refresh(&self, view: View<'_>, rows: &[Touched]) -> Result<(), RecordError> {
        let mut cases = BTreeSet::new();
        for (table, id) in rows {
            cases.extend(case_of(view, table, *id)?);
        }
        cases.into_iter().try_for_each(|case| put(view, case))
    }

    fn fill(&self, view: View<'_>) -> Result<(), RecordError> {
        for table in FOLLOWED.iter().filter(|table| !matches!(**table, "case" | "referral")) {
            view.connection.execute(
                &format!("INSERT OR REPLACE INTO desk_row SELECT id, \"case\" FROM \"{table}\""),
                [],
            )?;
        }
        view.each(Case::SHAPE, |row| put(view, row.id))
    }
}

/// The case in whose line a row shows, also once the row is gone.
fn case_of(view: View<'_>, table: &str, id: Uuid) -> Result<Option<Uuid>, RecordError> {
    if table == "case" {
        return Ok(Some(id));
    }
    let one = |sql: &str| -> Result<Option<Uuid>, RecordError> {
        let mut statement = view.connection.prepare_cached(sql)?;
        let mut rows = statement.query([cell::bytes(&id)])?;
        rows.next()?.map(|row| cell::id_at(row, 0)).transpose()
    };
    let case = one(&format!("SELECT \"case\" FROM \"{table}\" WHERE id = ?"))?;
    if table == "referral" {
        // A referral comes and goes with a change of its case.
        return Ok(case);
    }
    match case {
        Some(case) => {
            view.connection
                .prepare_cached("INSERT OR REPLACE INTO desk_row VALUES(?, ?)")?
                .execute([cell::bytes(&id), cell::bytes(&case)])?;
            Ok(Some(case))
        }
        None => one("SELECT \"case\" FROM desk_row WHERE id = ?"),
    }
}

fn put(view: View<'_>, id: Uuid) -> Result<(), RecordError> {
    view.connection.prepare_cached("DELETE FROM desk_line WHERE id = ?")?.execute([cell::bytes(&id)])?;
    view.connection.prepare_cached("DELETE FROM desk_receipt WHERE id = ?")?.execute([cell::bytes(&id)])?;
    let rows = Changes::new(&view);
    let damaged = |refusal: Refusal| RecordError::Damaged(refusal.to_string());
    let Some(case) = rows.look::<Case>(Id::new(id)).map_err(damaged)? else { return Ok(()) };
    let waits = case.state == CaseState::Referred;
    // Only a case that somebody decided on can owe a receipt; most of a long record never comes this far.
    if !waits && !decided(view, id)? {
        return Ok(());
    }
    let standing = Standing::of(&rows, &case).map_err(damaged)?;
    // A subject who was nominated waits for a screening, not for this desk.
    if waits && standing.referral.is_some() {
        view.connection.prepare_cached("INSERT INTO desk_line VALUES(?, ?, ?, ?, ?, ?, ?)")?.execute(
            params![
                cell::bytes(&id),
                case.forum,
                standing.heap() as i64,
                standing.came.to_string(),
                standing.answer_due().map(|due| due.to_string()),
                standing.told.is_some(),
                case.reference
            ],
        )?;
    }
    if let Some(last) = &standing.last
        && !matches!(last.decision, TriageDecision::Answered | TriageDecision::Reopened)
        && rows.find::<Receipt>("triage", &Some(last.id)).map_err(damaged)?.is_empty()
    {
        view.connection
            .prepare_cached("INSERT INTO desk_receipt VALUES(?, ?)")?
            .execute(params![cell::bytes(&id), last.on.to_string()])?;
    }
    Ok(())
}

fn decided(view: View<'_>, case: Uuid) -> Result<bool, RecordError> {
    let mut statement = view.connection.prepare_cached("SELECT 1 FROM triage WHERE \"case\" = ? LIMIT 1")?;
    Ok(statement.exists([cell::bytes(&case)])?)
}

/// How many referrals lie where.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeskTotals {
    /// How many are in each heap, in the order of [`Heap`].
    pub heaps: [usize; 3],
    /// Asked for more, and the answer is past its date.
    pub answers_late: usize,
    /// The days on which referrals came whose IDVA has not been told, each with how many.
    pub untold: Vec<(Date, usize)>,
    /// Decisions whose receipt has not gone out.
    pub receipts: usize,
}

impl View<'_> {
    /// A window of the cases that wait, by heap and the day they came.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn desk(
        &self,
        filter: &DeskFilter,
        window: Window,
        today: Date,
    ) -> Result<Listing<Id<Case>>, RecordError> {
        let wanted = condition(filter, today);
        let total: i64 = wanted.one(self.connection, "SELECT count(*) FROM desk_line")?;
        let from = format!("FROM desk_line{}", wanted.sql());
        let sql = format!("SELECT id {from} ORDER BY heap, came, reference LIMIT ? OFFSET ?");
        let (limit, offset) = (count(window.limit), count(window.offset));
        let bounds: [&dyn ToSql; 2] = [&limit, &offset];
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(wanted.values().chain(bounds)))?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            lines.push(Id::new(cell::id_at(row, 0)?));
        }
        Ok(Listing { total: length(total), offset: window.offset, lines })
    }

    /// How many referrals lie where; of one forum or of all.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn desk_totals(&self, today: Date) -> Result<DeskTotals, RecordError> {
        let mut totals = DeskTotals::default();
        let mut heaps =
            self.connection.prepare_cached("SELECT heap, count(*) FROM desk_line GROUP BY heap")?;
        let mut rows = heaps.query([])?;
        while let Some(row) = rows.next()? {
            let heap: i64 = row.get(0)?;
            if let Some(total) = usize::try_from(heap).ok().and_then(|heap| totals.heaps.get_mut(heap)) {
                *total = length(row.get(1)?);
            }
        }
        let number = |sql: &str, values: &[&dyn ToSql]| -> Result<usize, RecordError> {
            let found: i64 = self.connection.prepare_cached(sql)?.query_row(values, |row| row.get(0))?;
            Ok(length(found))
        };
        let (asked, day) = (Heap::Asked as i64, today.to_string());
        totals.answers_late =
            number("SELECT count(*) FROM desk_line WHERE heap = ? AND due < ?", params![asked, day])?;
        totals.receipts = number("SELECT count(*) FROM desk_receipt", params![])?;
        let mut untold = self.connection.prepare_cached(
            "SELECT came, count(*) FROM desk_line WHERE told = 0 GROUP BY came ORDER BY came",
        )?;
        let mut rows = untold.query([])?;
        while let Some(row) = rows.next()? {
            let came: String = row.get(0)?;
            let came = Date::from_value(&Value::Text(came))
                .ok_or_else(|| RecordError::Damaged("a desk line is not understood".to_owned()))?;
            totals.untold.push((came, length(row.get(1)?)));
        }
        Ok(totals)
    }

    /// Cases whose last decision has no receipt yet, the oldest decision first, at most so many.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn receipts_due(&self, most: usize) -> Result<Vec<Id<Case>>, RecordError> {
        let mut statement =
            self.connection.prepare_cached("SELECT id FROM desk_receipt ORDER BY since, id LIMIT ?")?;
        let mut rows = statement.query([count(most)])?;
        let mut cases = Vec::new();
        while let Some(row) = rows.next()? {
            cases.push(Id::new(cell::id_at(row, 0)?));
        }
        Ok(cases)
    }
}

fn condition(filter: &DeskFilter, today: Date) -> Where {
    let mut wanted = Where::default();
    if let Some(forum) = &filter.forum {
        wanted.push("forum = ?", [forum.clone()]);
    }
    if let Some(heap) = filter.heap {
        wanted.push("heap = ?", [heap as i64]);
    }
    if filter.late {
        wanted.push("due < ?", [today.to_string()]);
    }
    for pattern in patterns(&filter.words) {
        wanted.push("id IN (SELECT id FROM case_line WHERE state = 'referred' AND folded LIKE ?)", [pattern]);
    }
    of_desk(&filter.sift, today, &mut wanted);
    wanted
}
