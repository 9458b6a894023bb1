//! A period: its rows, what does not add up, and what is missing.

use jiff::civil::Date;

use super::amount::{Amount, Collected};
use super::columns::{COLUMNS, Counted};
use super::row::{Lack, ReturnRow, Sent};
use super::source::SourceShare;
use crate::domain::area::AreaData;
use crate::domain::hearing::Tallied;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::tools::settings::SettingKey;

/// The return of a forum over a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataReturn {
    /// Key of the forum.
    pub forum: String,
    /// What the first column says: the area and the forum's code.
    pub name: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// How referrals of several agencies were divided, as in force on the last day.
    pub rule: SourceShare,
    /// One row a meeting that is over, in the order of days.
    pub rows: Vec<ReturnRow>,
    /// References of meetings of the period that are not over and so not in it.
    pub not_over: Vec<String>,
}

/// How the area divides a referral of several agencies on a day.
pub fn rule(area: &AreaData, on: Date) -> SourceShare {
    area.settings
        .text(SettingKey::SourceShare, on)
        .map_or_else(SourceShare::default, |word| SourceShare::parse(&word))
}

/// Meetings named in one line, and sums told one by one; of more only how many.
const MOST: usize = 6;

/// The first of these references, and how many more there are.
fn first_of(references: &[String]) -> String {
    let named = references.iter().take(MOST).map(String::as_str).collect::<Vec<_>>().join(", ");
    match references.len().checked_sub(MOST) {
        Some(more) if more > 0 => format!("{named} and {more} more"),
        _ => named,
    }
}

fn sum(rows: &[ReturnRow]) -> Vec<Collected<Amount>> {
    let mut total: Vec<Collected<Amount>> = COLUMNS.iter().map(|_| Collected::No).collect();
    for row in rows {
        for (sum, cell) in total.iter_mut().zip(&row.cells) {
            *sum = sum.plus(*cell);
        }
    }
    total
}

/// A sum that must hold and does not. It warns: the file is written all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Reference of the meeting.
    pub reference: String,
    /// What does not add up, in words.
    pub words: String,
}

/// Something that is not known of every case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// What.
    pub lack: Lack,
    /// Of how many it is known.
    pub known: u32,
    /// Out of how many: cases heard, or people where it is of those who cause harm.
    pub of: u32,
    /// References of the meetings whose cells are blank for it.
    pub blank: Vec<String>,
}

/// Words of referrals that could not be put in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotUnderstood {
    /// Of what.
    pub lack: Lack,
    /// The words.
    pub words: Private,
    /// In how many cases.
    pub count: u32,
}

impl DataReturn {
    /// The return of a forum from the sums of its meetings.
    ///
    /// # Errors
    /// When the area has no such forum.
    pub fn of(
        area: &AreaData,
        forum: &str,
        (from, to): (Date, Date),
        meetings: &[Tallied],
        not_over: Vec<String>,
    ) -> Result<Self, Refusal> {
        let forum = area.forum(forum)?;
        let row = |met: &Tallied| {
            let sent = Sent { rule: rule(area, met.on), agencies: &area.agencies };
            ReturnRow::of(met.meeting, &met.reference, met.on, &met.tally, sent)
        };
        Ok(Self {
            forum: forum.key.clone(),
            name: format!("{} {}", area.name, forum.code),
            from,
            to,
            rule: rule(area, to),
            rows: meetings.iter().map(row).collect(),
            not_over,
        })
    }

    /// The columns over every meeting: blank where every meeting's is.
    pub fn total(&self) -> Vec<Collected<Amount>> {
        sum(&self.rows)
    }

    /// The columns by quarter of the calendar year ("2026-Q4"), of quarters that had a meeting, in order.
    pub fn quarters(&self) -> Vec<(String, Vec<Collected<Amount>>)> {
        let name = |row: &ReturnRow| format!("{}-Q{}", row.on.year(), (row.on.month() + 2) / 3);
        let quarters = self.rows.chunk_by(|one, next| name(one) == name(next));
        quarters.filter_map(|rows| Some((name(rows.first()?), sum(rows)))).collect()
    }

    /// The three sums that must hold, meeting by meeting: what does not.
    pub fn checks(&self) -> Vec<Check> {
        let mut wrong = Vec::new();
        for row in &self.rows {
            let mut say = |words: String| wrong.push(Check { reference: row.reference.clone(), words });
            let count = |counted| row.cell(counted).some();
            let cases = count(Counted::Cases).unwrap_or_default();
            if let Some(repeats) = count(Counted::Repeats).filter(|repeats| *repeats > cases) {
                say(format!("{repeats} repeats are more than {cases} cases"));
            }
            if let Some(with) = count(Counted::WithChildren).filter(|with| *with > cases) {
                say(format!("{with} cases with children are more than {cases} cases"));
            }
            let sources = row.sources();
            if sources != cases {
                say(format!(
                    "the sources sum to {sources} and not to {cases} cases: {}",
                    "a case heard has no referring agency"
                ));
            }
        }
        wrong
    }

    /// What is not known of every case, in the order of the columns.
    pub fn missing(&self) -> Vec<Missing> {
        let of = |lack: Lack| {
            let mut missing = Missing { lack, known: 0, of: 0, blank: Vec::new() };
            for row in &self.rows {
                for (_, known, of) in row.known.iter().filter(|(one, _, _)| *one == lack) {
                    missing.known += known;
                    missing.of += of;
                }
                let cells = COLUMNS.iter().zip(&row.cells);
                let mut cells = cells.filter(|(column, _)| Lack::of(column.counted) == Some(lack));
                if cells.any(|(_, cell)| *cell == Collected::No) {
                    missing.blank.push(row.reference.clone());
                }
            }
            missing
        };
        let missing = Lack::ALL.into_iter().map(of);
        missing.filter(|missing| missing.known < missing.of || !missing.blank.is_empty()).collect()
    }

    /// Words that were not understood, most often first.
    pub fn not_understood(&self) -> Vec<NotUnderstood> {
        let mut found: Vec<NotUnderstood> = Vec::new();
        let mut add = |lack: Lack, words: Private, count: u32| match found
            .iter_mut()
            .find(|one| one.lack == lack && one.words == words)
        {
            Some(one) => one.count += count,
            None => found.push(NotUnderstood { lack, words, count }),
        };
        for row in &self.rows {
            for (words, count) in &row.ethnicity {
                add(Lack::Ethnicity, words.clone(), *count);
            }
            for (words, count) in &row.agencies {
                add(Lack::Referrer, words.as_str().into(), *count);
            }
        }
        found.sort_by(|one, other| {
            (other.count, one.lack, &one.words).cmp(&(one.count, other.lack, &other.words))
        });
        found
    }

    /// Whether a cell is a share of a case.
    pub fn has_shares(&self) -> bool {
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        cells.copied().any(|cell| cell.some().is_some_and(|amount| !amount.is_whole()))
    }

    /// The completeness report: what to look at before it is sent, a line each, in the order of weight. `shown` says how words
    /// that somebody typed are shown to this reader.
    pub fn report(&self, shown: impl Fn(&Private) -> String) -> Vec<String> {
        let mut lines = Vec::new();
        let checks = self.checks();
        lines.extend(checks.iter().take(MOST).map(|check| format!("{}: {}", check.reference, check.words)));
        if let Some(more) = checks.len().checked_sub(MOST).filter(|more| *more > 0) {
            lines.push(format!("{more} more sums do not hold"));
        }
        if !self.not_over.is_empty() {
            let which = first_of(&self.not_over);
            lines.push(format!("not over yet and not in the return: {which}"));
        }
        for missing in self.missing() {
            let Missing { lack, known, of, blank } = missing;
            let unit = if lack == Lack::HarmingAge { "people" } else { "cases" };
            let told = if blank.is_empty() {
                String::new()
            } else {
                let which = if blank.len() == self.rows.len() {
                    "every meeting".to_owned()
                } else {
                    first_of(&blank)
                };
                format!("; blank for {which}")
            };
            lines.push(format!("{} is known of {known} of {of} {unit}{told}", lack.words()));
        }
        for odd in self.not_understood() {
            let (words, count) = (shown(&odd.words), odd.count);
            let times = if count == 1 { "case".to_owned() } else { "cases".to_owned() };
            lines.push(match odd.lack {
                Lack::Referrer => {
                    format!(
                        "referring agency \"{words}\" is not on the area's list: {count} {times} under Other"
                    )
                }
                _ => {
                    format!("ethnicity \"{words}\" is in no column: {count} {times} counted as not collected")
                }
            });
        }
        if self.has_shares() {
            lines.push(format!(
                "cases referred by several agencies count in shares ({}): ask SafeLives whether the file takes decimals, or \
                 set source-share to first-referrer",
                self.rule
            ));
        }
        lines
    }
}
