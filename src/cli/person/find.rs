//! Finding people: by what is known of somebody, and those who may be one.

use std::collections::BTreeSet;

use clap::Args;
use serde_json::{Value, json};

use super::short;
use crate::cli::Globals;
use crate::cli::failure::Failure;
use crate::cli::out::Out;
use crate::cli::session::{Session, private};
use crate::domain::calendar::{Expect, read_date, show_numeric};
use crate::service::ask::{Answer, Ask, PeopleQuery, PersonLine, SuggestionLine, Window};

/// Find people by whatever is known of them, likest first, each with the reason.
///
/// Names in any order and spelling, initials, a date or year of birth, a telephone number, an e-mail address, a postcode,
/// words of an address. A person is listed once, however many rows they have. Addresses that are kept hidden are neither
/// shown nor searched.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor person find m kershaw
  convenor person find kershaw --born 12/3/1992
  convenor person find 07700 900143")]
pub struct Find {
    /// What is known
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    /// Date of birth; one digit out or day and month changed over is found too
    #[arg(long, value_name = "DATE")]
    born: Option<String>,
}

impl Find {
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let session = Session::open(globals)?;
        let today = session.now().today();
        let read = |typed: String| {
            read_date(&typed, Expect::Birth, today)
                .map_err(|error| Failure::Usage(format!("--born {typed}: {error}")))
        };
        let query =
            PeopleQuery { words: private(&self.words.join(" ")), born: self.born.map(read).transpose()? };
        let Answer::People(found) = session.look(&Ask::People(query, Window::ALL))? else {
            return Err(Failure::unanswered());
        };
        if out.wants_json() {
            return out.json(Value::Array(found.lines.iter().map(value).collect()));
        }
        let rows: Vec<[String; 5]> = found.lines.iter().map(row).collect();
        out.table(["Person", "Name", "Born", "Stands in", "Why"], &rows)
    }
}

fn row(line: &PersonLine) -> [String; 5] {
    [
        short(line.id),
        line.name.reveal().to_owned(),
        line.born.map(show_numeric).unwrap_or_default(),
        places(line),
        line.why.clone(),
    ]
}

/// "victim LAN-26-0143, perpetrator LAN-25-0007 (2 rows)".
pub fn places(line: &PersonLine) -> String {
    let mut words: Vec<String> =
        line.places.iter().take(3).map(|(role, reference)| format!("{role} {reference}")).collect();
    if line.places.len() > 3 {
        words.push(format!("{} more", line.places.len() - 3));
    }
    let rows = if line.rows > 1 { format!(" ({} rows)", line.rows) } else { String::new() };
    format!("{}{rows}", words.join(", "))
}

/// A person as an object.
pub fn value(line: &PersonLine) -> Value {
    json!({
        "id": line.id.uuid(),
        "name": line.name.reveal(),
        "born": line.born,
        "rows": line.rows,
        "places": line.places.iter().map(|(role, case)| json!({ "role": role.word(), "case": case })).collect::<Vec<_>>(),
        "both_sides": line.both_sides(),
        "why": line.why,
    })
}

/// List people who may be one, over the whole record, with the reason.
///
/// Each is for somebody to settle: `person merge` or `person different`. Pairs that were told apart are not listed again.
#[derive(Debug, Args)]
pub struct Duplicates {
    /// Most pairs to list
    #[arg(long, value_name = "N", default_value_t = 200)]
    most: usize,
}

impl Duplicates {
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let session = Session::open(globals)?;
        let (mut after, mut pairs, mut seen) = (None, Vec::new(), BTreeSet::new());
        loop {
            let Answer::Suggested(stretch) = session.look(&Ask::Suggested(after))? else {
                return Err(Failure::unanswered());
            };
            let new = |pair: &SuggestionLine| {
                let (one, other) = (pair.one.id, pair.other.id);
                seen.insert((one.min(other), one.max(other)))
            };
            pairs.extend(stretch.pairs.into_iter().filter(new));
            after = stretch.after;
            if after.is_none() || pairs.len() >= self.most {
                break;
            }
        }
        pairs.sort_by_key(|pair| pair.rank);
        pairs.truncate(self.most);
        if out.wants_json() {
            let pair = |pair: &SuggestionLine| json!({ "one": value(&pair.one), "other": value(&pair.other), "why": pair.why });
            return out.json(Value::Array(pairs.iter().map(pair).collect()));
        }
        let rows: Vec<[String; 7]> = pairs.iter().map(pair_row).collect();
        out.table(["One", "Name", "Stands in", "Other", "Name", "Stands in", "Why"], &rows)?;
        if after.is_some() {
            out.say(&format!("the first {} pairs; --most lists more", self.most));
        }
        Ok(())
    }
}

fn pair_row(pair: &SuggestionLine) -> [String; 7] {
    let (one, other) = (&pair.one, &pair.other);
    [
        short(one.id),
        one.name.reveal().to_owned(),
        places(one),
        short(other.id),
        other.name.reveal().to_owned(),
        places(other),
        pair.why.clone(),
    ]
}
