//! The tidy export: the record as tables for a statistician, one row an observation, with a dictionary of every column.
//!
//! It holds no name, address, narrative or date of birth; ages stand in their place, and a case goes by a pseudonym that is the
//! same in every export of the record. References and names come with it only when they are asked for, names only with a
//! reason. That it left is in the access log before any file is there. It is about people all the same: one line a case
//! may tell who somebody is to whoever knows them.

mod cases;
mod work;

use std::fs;
use std::path::Path;

use jiff::civil::Date;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::attach::IN_CLEAR;
use super::clock::Now;
pub use super::document::Tidy;
use super::execute::Service;
use super::looking::Looking;
use crate::domain::area::AreaData;
use crate::domain::data_return::{Ethnicity, Group, read};
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::rows::case::Case;
use crate::papers;
use crate::record::access::{Access, AccessKind};

/// Letters of a pseudonym after its first.
const PSEUDONYM: usize = 12;
/// What an agency is called that is on no list of the area: what was typed for it may name somebody.
const NOT_LISTED: &str = "not on the list";

/// One column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name in the file; stays.
    pub name: &'static str,
    /// What it holds and what blank means.
    pub what: &'static str,
}

/// One table of the export.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its file, without the ending.
    pub name: &'static str,
    /// What one row is.
    pub row: &'static str,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, a cell a column.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    fn new(name: &'static str, row: &'static str, columns: &[(&'static str, &'static str)]) -> Self {
        let columns = columns.iter().map(|(name, what)| Column { name, what }).collect();
        Self { name, row, columns, rows: Vec::new() }
    }
}

/// What the tables are made with.
struct Making<'a> {
    with: &'a Looking<'a>,
    which: &'a Tidy,
    forum: Option<String>,
}

impl Making<'_> {
    /// Whether a case or meeting of a forum is in it.
    fn wants(&self, forum: &str) -> bool {
        self.forum.as_deref().is_none_or(|wanted| wanted == forum)
    }

    /// Whether something of a day is in it.
    fn on(&self, day: Date) -> bool {
        self.which.days.is_none_or(|days| (days.from..=days.to).contains(&day))
    }
}

/// The tables of an export, the dictionary last.
///
/// # Errors
/// When the record cannot be read, or the area has no such forum.
pub fn tables(with: &Looking<'_>, which: &Tidy) -> Result<Vec<Table>, Refusal> {
    let forum = which.forum.as_deref().map(|name| with.area.forum(name)).transpose()?;
    let making = Making { with, which, forum: forum.map(|forum| forum.key.clone()) };
    let mut tables = vec![
        cases::cases(&making)?,
        cases::referrals(&making)?,
        work::meetings(&making)?,
        work::hearings(&making)?,
        work::actions(&making)?,
        work::attendance(&making)?,
    ];
    if which.names.is_some() {
        tables.push(cases::names(&making)?);
    }
    if which.references {
        tables.push(cases::references(&making)?);
    }
    let mut dictionary = Table::new(
        "dictionary",
        "a column of a file",
        &[
            ("file", "file"),
            ("one_row", "what one row of it is"),
            ("column", "name of the column"),
            ("holds", "what it holds"),
        ],
    );
    for table in &tables {
        dictionary.rows.extend(table.columns.iter().map(|column| {
            let file = format!("{}.csv", table.name);
            vec![file, table.row.to_owned(), column.name.to_owned(), column.what.to_owned()]
        }));
    }
    tables.push(dictionary);
    Ok(tables)
}

/// Writes the export into a folder, a file a table; none of them may be there already. That it leaves is logged first.
///
/// # Errors
/// When the record cannot be read, the log or a file not written, a file is there already, or names are asked for without a
/// reason.
pub fn export(service: &mut Service, now: Now, which: &Tidy) -> Result<Reply, Refusal> {
    if which.names.as_deref().is_some_and(|why| why.trim().is_empty()) {
        return Err(Refusal::rule("names leave only for a reason: say why they are needed"));
    }
    let area = service.area()?;
    let with = Looking { view: service.record().view(), area: &area, now, actor: service.actor() };
    let tables = tables(&with, which)?;
    let folder = &which.folder;
    let failed = |path: &Path, error: &dyn std::fmt::Display| {
        Refusal::rule(format!("{} could not be written: {error}", path.display()))
    };
    fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
    let mut files = Vec::new();
    for table in &tables {
        let to = folder.join(format!("{}.csv", table.name));
        if to.exists() {
            return Err(Refusal::rule(format!("{} is there already; choose another folder", to.display())));
        }
        let heads: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        let bytes = papers::csv::rows(&heads, &table.rows).map_err(|error| failed(&to, &error))?;
        let mut place = tempfile::NamedTempFile::new_in(folder).map_err(|error| failed(&to, &error))?;
        std::io::Write::write_all(&mut place, &bytes).map_err(|error| failed(&to, &error))?;
        place.as_file().sync_all().map_err(|error| failed(&to, &error))?;
        files.push((place, to));
    }
    let rows: usize =
        tables.iter().filter(|table| table.name != "dictionary").map(|table| table.rows.len()).sum();
    let actor = service.actor();
    service.record_mut().log(&Access {
        at: now.at,
        actor,
        what: AccessKind::Exported,
        about: None,
        meeting: None,
        item: None,
        why: Some(told(which, rows)),
        recipient: None,
    })?;
    for (place, to) in files {
        place.persist_noclobber(&to).map_err(|error| failed(&to, &error.error))?;
    }
    let mut reply = Reply::said(format!(
        "{rows} rows in {} files written to {}, dictionary.csv says what each column holds",
        tables.len(),
        folder.display()
    ));
    if which.names.is_some() {
        reply.warnings.push("names.csv says who everybody is: keep it apart from the other files".to_owned());
    } else {
        reply.warnings.push(
            "nobody is named, but a line is about one case: it is data on people, not statistics, and small groups can be recognised"
                .to_owned(),
        );
    }
    reply.warnings.push(IN_CLEAR.to_owned());
    Ok(reply)
}

/// What the access log keeps of it.
fn told(which: &Tidy, rows: usize) -> String {
    let of = which.forum.as_deref().unwrap_or("every forum");
    let days = which.days.map_or_else(String::new, |days| format!(", {} to {}", days.from, days.to));
    let references = if which.references { ", with references" } else { "" };
    let names =
        which.names.as_deref().map_or_else(|| ", no names".to_owned(), |why| format!(", with names: {why}"));
    format!("tidy export of {of}{days}: {rows} rows{references}{names}")
}

/// What a case goes by: the same in every export of the record, and not to be worked back.
fn pseudonym(case: Id<Case>) -> String {
    coded('C', case.uuid())
}

fn coded(letter: char, id: Uuid) -> String {
    let digest = Sha256::new().chain_update(b"convenor tidy export").chain_update(id.as_bytes()).finalize();
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{letter}{}", hex.get(..PSEUDONYM).unwrap_or(&hex))
}

/// Key of an agency on the area's list.
fn agency(area: &AreaData, key: &str) -> String {
    match area.agencies.get(key) {
        Some(agency) => agency.key.clone(),
        None if key == crate::domain::rules::EVERY_AGENCY => key.to_owned(),
        None if key.trim().is_empty() => String::new(),
        None => NOT_LISTED.to_owned(),
    }
}

fn agencies(area: &AreaData, keys: &[String]) -> String {
    keys.iter().map(|key| agency(area, key)).collect::<Vec<_>>().join(";")
}

/// The group of an ethnicity: the referrer's own words may say more than the group.
fn ethnicity(words: &str) -> &'static str {
    match read(words) {
        Some(Ethnicity::WhiteBritish) => "White British",
        Some(Ethnicity::In(Group::Asian)) => "Asian",
        Some(Ethnicity::In(Group::Black)) => "Black",
        Some(Ethnicity::In(Group::Mixed)) => "mixed",
        Some(Ethnicity::In(Group::OtherWhite)) => "other White",
        Some(Ethnicity::In(Group::Other)) => "other",
        Some(Ethnicity::NotSaid) => "",
        None => "not understood",
    }
}

fn yes(said: Option<bool>) -> String {
    match said {
        Some(true) => "yes".to_owned(),
        Some(false) => "no".to_owned(),
        None => String::new(),
    }
}

fn said<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}
