//! Harm in days: each offence has a number of days, and a subject's score is their sum over a lookback.
//!
//! The idea is that of a crime harm index: the days a court would start from. No values are shipped: an area loads
//! the table it is entitled to use. Authors of such scores warn that they misstate what victims live through and that
//! nobody should be chosen by them ([`WARNING`]); here they order nobody and decide nothing.

use jiff::civil::Date;
use serde::Deserialize;

use super::gravity;
use super::incident::{Incident, Role};
use super::{Faults, Tool};
use crate::domain::calendar::add_days;

/// What is printed beside every such score.
pub const WARNING: &str =
    "harm in days misstates what victims live through; it is one figure beside others and decides nothing";

/// Most days one offence may have: a whole life sentence is fewer.
const MOST_DAYS: f64 = 40_000.0;

/// An offence and its days.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HarmOffence {
    /// Name, any capitals; of several names in one text the longest decides.
    pub name: String,
    /// Days; parts of a day are kept.
    pub days: f64,
}

/// A table of harm.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HarmTable {
    /// Name printed with every score.
    pub name: String,
    /// Version stored with every score.
    pub version: String,
    /// Whose table it is, for a reader.
    pub source: String,
    /// Days looked back from the as-of date.
    pub days_of: u32,
    /// Roles that count.
    pub roles: Vec<Role>,
    /// The offences.
    pub offence: Vec<HarmOffence>,
}

/// A score in days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HarmScore {
    /// Sum of the days, to the nearest whole one.
    pub days: u32,
    /// Records counted.
    pub records: u32,
    /// First day counted.
    pub since: Date,
    /// Latest record counted.
    pub latest: Option<Date>,
    /// Records in the lookback whose offence the table does not name: nothing was added for them.
    pub unnamed: u32,
}

impl HarmTable {
    /// The days of an offence as a list names it.
    pub fn days(&self, offence: &str) -> Option<f64> {
        let named = self.offence.iter().filter(|known| gravity::names(offence, &known.name));
        named.max_by_key(|known| known.name.len()).map(|known| known.days)
    }

    /// Scores a subject's records as they stood on a day.
    pub fn score(&self, incidents: &[Incident], as_of: Date) -> HarmScore {
        let since = add_days(as_of, -i32::try_from(self.days_of).unwrap_or(i32::MAX));
        let counts = |incident: &&Incident| {
            self.roles.contains(&incident.role) && (since..=as_of).contains(&incident.date)
        };
        let counted: Vec<&Incident> = incidents.iter().filter(counts).collect();
        let days: Vec<Option<f64>> = counted.iter().map(|incident| self.days(&incident.offence)).collect();
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        HarmScore {
            days: whole(days.iter().flatten().sum()),
            records: number(counted.len()),
            since,
            latest: counted.iter().map(|incident| incident.date).max(),
            unnamed: number(days.iter().filter(|days| days.is_none()).count()),
        }
    }
}

/// The nearest whole number of days; a table cannot hold what does not fit.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "rounded and clamped to the range of the type"
)]
pub fn whole(days: f64) -> u32 {
    days.round().clamp(0.0, f64::from(u32::MAX)) as u32
}

impl Tool for HarmTable {
    const KIND: &'static str = "table of harm in days";

    fn name(&self) -> &str {
        &self.name
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn check(&self, faults: &mut Faults) {
        faults.filled("source", &self.source);
        faults.require(self.days_of > 0, "days_of", "must be 1 or more");
        faults.require(!self.roles.is_empty(), "roles", "no role counts");
        let mut seen = std::collections::BTreeSet::new();
        for offence in &self.offence {
            let part = format!("offence `{}`", offence.name);
            faults.filled(&part, &offence.name);
            let possible = offence.days.is_finite() && (0.0..=MOST_DAYS).contains(&offence.days);
            faults.require(possible, &part, "days must be a number from 0 on");
            faults.require(seen.insert(offence.name.to_lowercase()), &part, "stands twice");
        }
    }
}

/// A table from the rows of a CSV of two columns, offence and days; a row of heads is passed over.
///
/// # Errors
/// The row and what is wrong with it.
pub fn from_rows(name: &str, rows: &[(u32, Vec<String>)]) -> Result<String, (u32, String)> {
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let mut offences = String::new();
    for (at, (row, cells)) in rows.iter().enumerate() {
        let cell = |place: usize| cells.get(place).map_or("", |cell| cell.trim());
        let (offence, days) = (cell(0), cell(1));
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        match days.replace(',', "").parse::<f64>() {
            Ok(days) if !offence.is_empty() && days.is_finite() => {
                offences.push_str(&format!("\n[[offence]]\nname = {}\ndays = {days:?}\n", quoted(offence)));
            }
            _ if at == 0 => {}
            _ => return Err((*row, "needs an offence and its days, such as `Common assault,10`".to_owned())),
        }
    }
    if offences.is_empty() {
        return Err((1, "holds no offence with its days in the first two columns".to_owned()));
    }
    Ok(format!(
        "# Harm in days, from a table of the area's own.\n# May be changed: everything, with a new `version`.\n\n\
         name = {}\nversion = \"1\"\nsource = \"a table the area loaded\"\ndays_of = 365\n\
         roles = [\"suspect\", \"offender\", \"charged\"]\n{offences}",
        quoted(name)
    ))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::tools::parse;

    fn rows(lines: &[(&str, &str)]) -> Vec<(u32, Vec<String>)> {
        (1..).zip(lines.iter().map(|(one, two)| vec![(*one).to_owned(), (*two).to_owned()])).collect()
    }

    #[test]
    fn days_are_added_up_over_the_lookback_and_what_the_table_does_not_name_is_told() {
        // Invented values.
        let body = from_rows(
            "ours",
            &rows(&[
                ("Offence", "Days"),
                ("Common assault", "10"),
                ("Assault", "2.5"),
                ("Threats to kill", "1,000"),
            ]),
        )
        .unwrap();
        let table: HarmTable = parse(&body).unwrap();
        let incident = |on, offence: &str| Incident {
            date: on,
            offence: offence.to_owned(),
            victim: "v".to_owned(),
            role: Role::Suspect,
        };
        let as_of = date(2026, 11, 26);
        let score = table.score(
            &[
                incident(date(2026, 11, 26), "COMMON ASSAULT"),
                incident(date(2025, 11, 26), "assault (other)"),
                incident(date(2025, 11, 25), "Threats to kill"),
                incident(date(2026, 3, 1), "Theft"),
            ],
            as_of,
        );
        assert_eq!((score.days, score.records, score.unnamed, score.since), (13, 3, 1, date(2025, 11, 26)));
    }

    #[test]
    fn a_row_that_cannot_be_read_is_named() {
        assert_eq!(from_rows("x", &rows(&[("offence", "days"), ("Affray", "lots")])).unwrap_err().0, 2);
        assert_eq!(from_rows("x", &rows(&[("offence", "days")])).unwrap_err().0, 1);
        let wrong = "name = \"x\"\nversion = \"1\"\nsource = \"x\"\ndays_of = 0\nroles = []\n[[offence]]\nname = \"a\"\ndays = -1.0\n";
        assert_eq!(parse::<HarmTable>(wrong).unwrap_err().faults.len(), 3);
    }
}
