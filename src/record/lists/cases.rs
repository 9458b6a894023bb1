//! One line a case: who, how far, how high the risk, in the order of references.

use std::collections::BTreeSet;

use rusqlite::{Row as Found, ToSql, params, params_from_iter};
use uuid::Uuid;

use super::sifted::{Where, of_case};
use super::{count, length, patterns};
use crate::domain::facts::Changes;
use crate::domain::filter::{Sort, SortBy};
use crate::domain::id::Id;
use crate::domain::listing::{CaseFilter, CaseLine, Listing, Window};
use crate::domain::refusal::Refusal;
use crate::domain::rows::assessment::Assessment;
use crate::domain::rows::case::{Case, CaseState, Child, Party, PartyRole, Referral, ReferralStanding};
use crate::domain::rows::person::{Alias, Person};
use crate::domain::rows::plan::{PlanItem, Standing};
use crate::domain::rows::subject::Scored;
use crate::domain::text::fold;
use crate::domain::value::{Field, Value};
use crate::record::apply::Touched;
use crate::record::cell;
use crate::record::derived::Derived;
use crate::record::error::RecordError;
use crate::record::view::View;

/// The lines of the case list.
pub struct CaseLines;

/// Tables whose rows show in a case's line.
const FOLLOWED: &[&str] = &[
    "case",
    "party",
    "person",
    "alias",
    "child",
    "referral",
    "assessment",
    "scored",
    "plan_item",
    "plan_standing",
    "item",
    "meeting",
];

impl Derived for CaseLines {
    fn name(&self) -> &'static str {
        "case lines"
    }

    fn version(&self) -> i64 {
        2
    }

    fn tables(&self) -> &'static [&'static str] {
        &["case_line"]
    }

    fn create(&self) -> &'static str {
        "CREATE TABLE case_line(
             id BLOB PRIMARY KEY, forum TEXT NOT NULL, reference TEXT NOT NULL, victim TEXT NOT NULL,
             perpetrators TEXT NOT NULL, state TEXT NOT NULL, last_referred TEXT NOT NULL, \"repeat\" INTEGER NOT NULL,
             risk TEXT NOT NULL, children INTEGER NOT NULL, folded TEXT NOT NULL, score INTEGER, met TEXT NOT NULL
         ) STRICT, WITHOUT ROWID;
         CREATE INDEX case_line_reference ON case_line(reference DESC);
         CREATE INDEX case_line_forum ON case_line(forum, reference DESC);
         CREATE INDEX case_line_state ON case_line(state, reference DESC);
         CREATE INDEX case_line_victim ON case_line(victim, reference);
         CREATE INDEX case_line_score ON case_line(score, reference);
         CREATE INDEX case_line_referred ON case_line(last_referred, reference);
         CREATE INDEX case_line_met ON case_line(met, reference);
         CREATE INDEX case_line_repeat ON case_line(reference) WHERE \"repeat\" = 1;"
    }

    fn follows(&self, table: &str) -> bool {
        FOLLOWED.contains(&table)
    }

    fn refresh(&self, view: View<'_>, rows: &[Touched]) -> Result<(), RecordError> {
        let (mut cases, mut met) = (BTreeSet::new(), BTreeSet::new());
        for (table, id) in rows {
            match *table {
                "item" => met.extend(listed(view, "SELECT \"case\" FROM item WHERE id = ?", *id)?),
                "meeting" => met.extend(listed(view, "SELECT \"case\" FROM item WHERE meeting = ?", *id)?),
                table => cases.extend(cases_of(view, table, *id)?),
            }
        }
        for case in met.difference(&cases) {
            view.connection
                .prepare_cached(&format!("UPDATE case_line SET met = {MET} WHERE id = ?1"))?
                .execute([cell::bytes(case)])?;
        }
        cases.into_iter().try_for_each(|case| put(view, case))
    }

    fn fill(&self, view: View<'_>) -> Result<(), RecordError> {
        view.each(<Case as crate::domain::shape::Stored>::SHAPE, |row| put(view, row.id))
    }
}

/// The cases in whose lines a row shows. A row that is gone shows nowhere, but its case's line may be old: all of
/// these tables are about a case or a person, and lose rows only with them or in an undo that touches the case.
fn cases_of(view: View<'_>, table: &str, id: Uuid) -> Result<Vec<Uuid>, RecordError> {
    let sql = match table {
        "case" => return Ok(vec![id]),
        "person" => "SELECT \"case\" FROM party WHERE person = ?",
        "alias" => "SELECT \"case\" FROM party WHERE person IN (SELECT person FROM alias WHERE id = ?)",
        "party" => "SELECT \"case\" FROM party WHERE id = ?",
        "child" => "SELECT \"case\" FROM child WHERE id = ?",
        "referral" => "SELECT \"case\" FROM referral WHERE id = ?",
        "plan_item" => "SELECT \"case\" FROM plan_item WHERE id = ?",
        "plan_standing" => "SELECT \"case\" FROM plan_standing WHERE id = ?",
        "assessment" => "SELECT \"case\" FROM assessment WHERE id = ?",
        _ => "SELECT \"case\" FROM scored WHERE id = ?",
    };
    listed(view, sql, id)
}

/// The cases that a statement selects for a row.
fn listed(view: View<'_>, sql: &str, id: Uuid) -> Result<Vec<Uuid>, RecordError> {
    let mut statement = view.connection.prepare_cached(sql)?;
    let mut rows = statement.query([cell::bytes(&id)])?;
    let mut cases = Vec::new();
    while let Some(row) = rows.next()? {
        cases.push(cell::id_at(row, 0)?);
    }
    Ok(cases)
}

/// The day of the last meeting whose agenda a case is on; empty for none.
const MET: &str = "coalesce((SELECT max(meeting.\"on\") FROM item JOIN meeting ON meeting.id = item.meeting \
                   WHERE item.\"case\" = ?1), '')";

fn put(view: View<'_>, case: Uuid) -> Result<(), RecordError> {
    view.connection.prepare_cached("DELETE FROM case_line WHERE id = ?")?.execute([cell::bytes(&case)])?;
    let line = line(&Changes::new(&view), Id::new(case))
        .map_err(|refusal| RecordError::Damaged(refusal.to_string()))?;
    let Some((line, folded, score)) = line else { return Ok(()) };
    view.connection
        .prepare_cached(&format!(
            "INSERT INTO case_line VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, {MET})"
        ))?
        .execute(params![
            cell::bytes(&case),
            line.forum,
            line.reference,
            line.victim.reveal(),
            line.perpetrators.reveal(),
            line.state.word(),
            line.last_referred.to_string(),
            line.repeat,
            line.risk,
            line.children,
            folded,
            score
        ])?;
    Ok(())
}

/// A case's line, what it is searched by, and its risk as a figure.
fn line(changes: &Changes<'_>, id: Id<Case>) -> Result<Option<(CaseLine, String, Option<u32>)>, Refusal> {
    let Some(case) = changes.look::<Case>(id)? else { return Ok(None) };
    let (mut victim, mut perpetrators, mut folded) = (Vec::new(), Vec::new(), vec![fold(&case.reference)]);
    for party in changes.find::<Party>("case", &case.id)? {
        let Some(person) = changes.look::<Person>(party.person)? else { continue };
        let name = person.listed();
        folded.push(fold(name.reveal()));
        for alias in changes.find::<Alias>("person", &person.id)? {
            folded.push(fold(alias.name.reveal()));
        }
        let side = if party.role == PartyRole::Victim { &mut victim } else { &mut perpetrators };
        side.push(name.reveal().to_owned());
    }
    // An item of a plan is nobody's case: what it is to reach stands where the names would.
    for item in changes.find::<PlanItem>("case", &case.id)? {
        folded.push(fold(&item.objective));
        victim.push(item.objective);
    }
    let referrals = changes.find::<Referral>("case", &case.id)?;
    let newest = referrals
        .iter()
        .filter(|row| row.standing != ReferralStanding::Duplicate)
        .max_by_key(|row| (row.received, row.id));
    let named = changes.find::<Child>("case", &case.id)?.len();
    let counted = newest.and_then(|row| row.children).map_or(0, usize::from);
    let (risk, score) = risk(changes, case.id)?;
    let line = CaseLine {
        id: case.id,
        forum: case.forum,
        victim: victim.join(", ").into(),
        perpetrators: perpetrators.join(", ").into(),
        state: case.state,
        last_referred: case.last_referred,
        repeat: newest.is_some_and(|row| row.standing == ReferralStanding::Repeat),
        risk,
        live: 0,
        overdue: 0,
        children: u32::try_from(named.max(counted)).unwrap_or(u32::MAX),
        reference: case.reference,
    };
    Ok(Some((line, folded.join(" "), score)))
}

/// Risk in a few characters, and as a figure where it is one.
fn risk(changes: &Changes<'_>, case: Id<Case>) -> Result<(String, Option<u32>), Refusal> {
    if let Some(score) = changes.find::<Scored>("case", &case)?.into_iter().max_by_key(|row| (row.on, row.id))
    {
        return Ok((score.total.to_string(), Some(score.total)));
    }
    let standing =
        changes.find::<Standing>("case", &case)?.into_iter().max_by_key(|row| (row.on, row.at, row.id));
    if let Some(standing) = standing {
        return Ok((standing.rag.word().to_owned(), None));
    }
    let latest = Assessment::latest(changes.find::<Assessment>("case", &case)?);
    Ok(latest.map_or_else(Default::default, |row| (row.figure(), row.count.map(u32::from))))
}

impl View<'_> {
    /// A window of the case list, newest reference first unless another order is asked for, with live and overdue
    /// actions as of a day.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn cases(
        &self,
        filter: &CaseFilter,
        window: Window,
        today: jiff::civil::Date,
    ) -> Result<Listing<CaseLine>, RecordError> {
        let wanted = condition(filter, today);
        let total: i64 = wanted.one(self.connection, "SELECT count(*) FROM case_line")?;
        let sql = format!(
            "SELECT id, forum, reference, victim, perpetrators, state, last_referred, \"repeat\", risk, children \
             FROM case_line{} ORDER BY {} LIMIT ? OFFSET ?",
            wanted.sql(),
            order(filter.sift.sort)
        );
        let (limit, offset) = (count(window.limit), count(window.offset));
        let mut statement = self.connection.prepare_cached(&sql)?;
        let bounds: [&dyn ToSql; 2] = [&limit, &offset];
        let mut rows = statement.query(params_from_iter(wanted.values().chain(bounds)))?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            lines.push(self.counted(read(row)?, today)?);
        }
        Ok(Listing { total: length(total), offset: window.offset, lines })
    }

    /// The line of one case.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn case_line(
        &self,
        case: Id<Case>,
        today: jiff::civil::Date,
    ) -> Result<Option<CaseLine>, RecordError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, forum, reference, victim, perpetrators, state, last_referred, \"repeat\", risk, children \
             FROM case_line WHERE id = ?",
        )?;
        let mut rows = statement.query([cell::bytes(&case.uuid())])?;
        match rows.next()? {
            Some(row) => Ok(Some(self.counted(read(row)?, today)?)),
            None => Ok(None),
        }
    }

    fn counted(&self, mut line: CaseLine, today: jiff::civil::Date) -> Result<CaseLine, RecordError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT count(*), coalesce(sum(due < ?), 0) FROM action_line WHERE \"case\" = ? AND live = 1",
        )?;
        let id = line.id.uuid();
        let (live, overdue): (u32, u32) = statement
            .query_row(params![today.to_string(), cell::bytes(&id)], |row| Ok((row.get(0)?, row.get(1)?)))?;
        line.live = live;
        line.overdue = overdue;
        Ok(line)
    }
}

/// What a list is sorted by; the reference settles what is equal, so that an order is always the same.
fn order(sort: Option<Sort>) -> String {
    let Some(sort) = sort else { return "reference DESC".to_owned() };
    let way = if sort.down { "DESC" } else { "ASC" };
    // The youngest case has the latest day.
    let (column, way) = match sort.by {
        SortBy::Name => ("victim", way),
        SortBy::Score => ("score", way),
        SortBy::Age => ("last_referred", if sort.down { "ASC" } else { "DESC" }),
        SortBy::Meeting => ("met", way),
        SortBy::State => ("state", way),
        SortBy::Due | SortBy::Agency | SortBy::Case => return format!("reference {way}"),
    };
    format!("{column} {way}, reference {way}")
}

fn condition(filter: &CaseFilter, today: jiff::civil::Date) -> Where {
    let mut wanted = Where::default();
    if let Some(forum) = &filter.forum {
        wanted.push("forum = ?", [forum.clone()]);
    }
    if let Some(state) = filter.state {
        wanted.push("state = ?", [state.word().to_owned()]);
    }
    for pattern in patterns(&filter.words) {
        wanted.push("folded LIKE ?", [pattern]);
    }
    of_case(&filter.sift, today, &mut wanted);
    wanted
}

fn read(row: &Found<'_>) -> Result<CaseLine, RecordError> {
    let word: String = row.get(5)?;
    let day: String = row.get(6)?;
    let damaged = || RecordError::Damaged("a case line is not understood".to_owned());
    Ok(CaseLine {
        id: Id::new(cell::id_at(row, 0)?),
        forum: row.get(1)?,
        reference: row.get(2)?,
        victim: row.get::<_, String>(3)?.into(),
        perpetrators: row.get::<_, String>(4)?.into(),
        state: CaseState::from_value(&Value::Text(word)).ok_or_else(damaged)?,
        last_referred: jiff::civil::Date::from_value(&Value::Text(day)).ok_or_else(damaged)?,
        repeat: row.get(7)?,
        risk: row.get(8)?,
        live: 0,
        overdue: 0,
        children: row.get(9)?,
    })
}
