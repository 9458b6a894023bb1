//! `convenor report`: figures of a forum over a period, each with what it is counted out of.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::Globals;
use super::data_return;
use super::failure::Failure;
use super::find;
use super::narrow::saved;
use super::out::{ColumnHead, Out};
use super::session::Session;
use super::tidy::Export;
use crate::domain::calendar::show_day_year;
use crate::domain::filter::List;
use crate::domain::paper::Format;
use crate::domain::report::{
    Asked, BehindLine, Cell, Figure, Grid, Head, Kind, Measures, PERIODS, Part, Period, REPORTS, Report,
    ReportKind, Trend,
};
use crate::papers::report::data;
use crate::service::ask::{Answer, Ask};

/// Count something over a period: cases, timeliness, who came, what agencies delivered.
#[derive(Debug, Args)]
#[command(after_long_help = "\
`convenor report list` says which reports there are. Without dates: the 12 months that end today. Figures are counted from meetings
that are closed. `report export` writes tables for statistics in which nobody is named. Papers of a report, registered and sealed, are written by `convenor paper write`.

Examples:
  convenor report list
  convenor report engagement --forum MARAC --period last-quarter
  convenor report return --forum MARAC --quarter 2026-Q4
  convenor report return --quarter 2026-Q4 --xlsx return-2026-Q4.xlsx
  convenor report return --quarter 2026-Q4 --behind MARAC-2026-10-15/G
  convenor report export --folder tables --period 2026/27
  convenor report engagement --from 2026-04-01 --to 2027-03-31 --csv > engagement.csv
  convenor report --view \"board figures\" --json")]
pub struct Reporting {
    /// Which report, as `report list` names it
    #[arg(value_name = "NAME", required_unless_present = "view")]
    name: Option<String>,
    /// Forum, by its code or name [default: every forum that has such a report]
    #[arg(long, value_name = "FORUM")]
    forum: Option<String>,
    /// First day
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Last day
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// A period by its name: 2026-Q4, 2026/27, 2026-11, last-quarter, last-12-months ...
    #[arg(long, visible_alias = "quarter", value_name = "PERIOD", conflicts_with_all = ["from", "to"])]
    period: Option<String>,
    /// Females of 16 and over who live in the area, for rates and the recommended volume
    #[arg(long, value_name = "N")]
    adult_females: Option<u32>,
    /// For somebody outside the office: small numbers of people and cases are held back
    #[arg(long)]
    outside: bool,
    /// Beside each measure the same over the stretch before, as long
    #[arg(long)]
    compare: bool,
    /// Say of each measure how it is counted
    #[arg(long)]
    explain: bool,
    /// A report saved under a name
    #[arg(long, value_name = "NAME", conflicts_with = "name")]
    view: Option<String>,
    /// List the cases behind a measure or a line, by its key in the JSON
    #[arg(long, value_name = "KEY", conflicts_with = "csv")]
    behind: Option<String>,
    /// Print as comma-separated values; of the return: the file to send, also to FILE, registered
    #[arg(long, value_name = "FILE", num_args = 0..=1, conflicts_with = "json")]
    csv: Option<Option<PathBuf>>,
    /// Write the return as a workbook to send, registered
    #[arg(long, value_name = "FILE", conflicts_with_all = ["json", "csv", "behind"])]
    xlsx: Option<PathBuf>,
    #[command(flatten)]
    export: Export,
}

impl Reporting {
    /// Carries it out.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        if self.name.as_deref() == Some("list") {
            return list(out);
        }
        let mut session = Session::open(globals)?;
        if self.name.as_deref() == Some("export") {
            let days = self.days(&session)?;
            return self.export.run(&mut session, self.forum, days, out);
        }
        if self.export.is_asked() {
            return Err(Failure::Usage("--folder belongs to `convenor report export`".to_owned()));
        }
        let asked = self.asked(&session)?;
        if asked.kind == ReportKind::Return && self.behind.is_none() {
            return data_return::run(&mut session, &asked, &self.file(), out);
        }
        if self.xlsx.is_some() || matches!(self.csv, Some(Some(_))) {
            return Err(Failure::Usage(format!(
                "the report {} is written to a file by `convenor paper write`; --csv alone prints it",
                asked.kind
            )));
        }
        if let Some(key) = self.behind {
            return match session.look(&Ask::Behind(Box::new(asked), key))? {
                Answer::Behind(lines) => behind(&lines, out),
                _ => Err(Failure::unanswered()),
            };
        }
        let Answer::Report(told) = session.look(&Ask::Report(Box::new(asked)))? else {
            return Err(Failure::unanswered());
        };
        if self.csv.is_some() {
            out.bytes(&data::csv(&told).map_err(|fault| Failure::Refused(fault.to_string()))?)
        } else if out.wants_json() {
            out.json(data::json(&told))
        } else {
            shown(&told, self.explain, out)
        }
    }

    /// The days said, for the export; nothing for everything.
    fn days(&self, session: &Session) -> Result<Option<Period>, Failure> {
        if let Some(period) = &self.period {
            return Period::read(period, session.now().today()).map(Some).map_err(Failure::Usage);
        }
        let day = |typed: &Option<String>| typed.as_ref().map(|typed| find::day(session, typed)).transpose();
        Ok(match (day(&self.from)?, day(&self.to)?) {
            (None, None) => None,
            (from, to) => Some(Period {
                from: from.unwrap_or(jiff::civil::Date::MIN),
                to: to.unwrap_or_else(|| session.now().today()),
            }),
        })
    }

    /// What is to be written.
    fn file(&self) -> data_return::File {
        match (&self.xlsx, &self.csv) {
            (Some(path), _) => data_return::File::To(Format::Xlsx, path.clone()),
            (None, Some(Some(path))) => data_return::File::To(Format::Csv, path.clone()),
            (None, Some(None)) => data_return::File::Printed,
            (None, None) => data_return::File::None,
        }
    }

    fn asked(&self, session: &Session) -> Result<Asked, Failure> {
        let today = session.now().today();
        let words = match &self.view {
            Some(name) => {
                let views = saved(session, List::Reports)?;
                let view = views.into_iter().find(|view| view.name.eq_ignore_ascii_case(name));
                let view = view.ok_or_else(|| Failure::Refused(format!("no report is saved as {name}")))?;
                view.words.reveal().to_owned()
            }
            None => self.name.clone().unwrap_or_default(),
        };
        let mut asked = Asked::read(&words, |name| forum(session, name), today).map_err(Failure::Usage)?;
        if let Some(period) = &self.period {
            asked = asked.within(Period::read(period, today).map_err(Failure::Usage)?);
        }
        if let Some(to) = &self.to {
            asked.to = find::day(session, to)?;
            if self.from.is_none() {
                asked.from = Period::year_to(asked.to).from;
            }
        }
        if let Some(from) = &self.from {
            asked.from = find::day(session, from)?;
        }
        if let Some(forum) = &self.forum {
            asked.forum = Some(session.area().forum(forum)?.key.clone());
        }
        asked.adult_females = self.adult_females.or(asked.adult_females);
        asked.outside |= self.outside;
        asked.compare |= self.compare;
        Ok(asked)
    }
}

/// The key of a forum as typed.
pub fn forum(session: &Session, name: &str) -> Result<String, String> {
    session.area().forum(name).map(|forum| forum.key.clone()).map_err(|refusal| refusal.to_string())
}

/// Every report.
fn list(out: &mut Out) -> Result<(), Failure> {
    if out.wants_json() {
        let value = |shape: &crate::domain::report::Shape| json!({ "report": shape.kind.word(), "title": shape.title, "what": shape.what });
        return out.json(REPORTS.iter().map(value).collect());
    }
    let rows: Vec<[String; 3]> = REPORTS
        .iter()
        .map(|shape| [shape.kind.word().to_owned(), shape.title.to_owned(), shape.what.to_owned()])
        .collect();
    out.table(["REPORT", "TITLE", "WHAT IT ANSWERS"], &rows)?;
    out.say(&format!("Periods: {PERIODS}."));
    Ok(())
}

fn behind(lines: &[BehindLine], out: &mut Out) -> Result<(), Failure> {
    if out.wants_json() {
        let value = |line: &BehindLine| json!({ "case": line.case, "why": line.why, "on": line.on });
        return out.json(lines.iter().map(value).collect());
    }
    let rows: Vec<[String; 3]> = lines
        .iter()
        .map(|line| {
            [
                line.case.clone(),
                line.why.clone(),
                line.on.map(crate::domain::calendar::show_numeric).unwrap_or_default(),
            ]
        })
        .collect();
    out.table(["CASE", "WHY", "ON"], &rows)
}

fn shown(told: &Report, explain: bool, out: &mut Out) -> Result<(), Failure> {
    let of = told.forum.clone().unwrap_or_else(|| "every forum".to_owned());
    out.line(&format!(
        "{}: {of}, {} to {}, counted on {}",
        told.kind.title(),
        show_day_year(told.from),
        show_day_year(told.to),
        show_day_year(told.counted)
    ))?;
    for note in &told.notes {
        out.line(note)?;
    }
    for part in &told.parts {
        out.gap()?;
        match part {
            Part::Measures(part) => {
                out.line(&part.title)?;
                let (heads, rows) = measures(part, told.compares(), explain);
                out.columns(&heads, &rows)?;
            }
            Part::Grid(part) => {
                out.line(&part.title)?;
                if !part.note.is_empty() {
                    out.line(&part.note)?;
                }
                if part.rows.is_empty() {
                    out.line("Nothing to count.")?;
                } else {
                    out.columns(&heads(part), &cells(part))?;
                }
            }
            Part::Trend(part) => {
                out.line(&part.title)?;
                if part.labels.is_empty() {
                    out.line("Nothing to count.")?;
                } else {
                    out.columns(&trend_heads(part), &trend_cells(part))?;
                }
            }
        }
    }
    Ok(())
}

/// Measures with their heads: the figure, what it is out of, what it was before, how it is counted.
fn measures(part: &Measures, compares: bool, explain: bool) -> (Vec<ColumnHead>, Vec<Vec<String>>) {
    let mut heads =
        vec![ColumnHead::words("MEASURE"), ColumnHead::figures("FIGURE"), ColumnHead::words("OUT OF")];
    heads.extend(compares.then(|| ColumnHead::figures("BEFORE")));
    heads.extend(compares.then(|| ColumnHead::words("OUT OF")));
    heads.extend(explain.then(|| ColumnHead::words("HOW IT IS COUNTED")));
    let rows = part.lines.iter().map(|line| {
        let mut row = vec![line.name.clone(), line.figure.said(), line.figure.out_of()];
        if compares {
            let before = line.before.as_ref();
            row.push(before.map(Figure::said).unwrap_or_default());
            row.push(before.map(Figure::out_of).unwrap_or_default());
        }
        row.extend(explain.then(|| line.basis.clone()));
        row
    });
    (heads, rows.collect())
}

fn heads(part: &Grid) -> Vec<ColumnHead> {
    let head = |head: &Head| ColumnHead { name: head.name.clone(), right: head.kind != Kind::Words };
    part.heads.iter().map(head).collect()
}

fn cells(part: &Grid) -> Vec<Vec<String>> {
    part.rows.iter().map(|row| row.cells.iter().map(Cell::said).collect()).collect()
}

fn trend_heads(part: &Trend) -> Vec<ColumnHead> {
    let series = part.series.iter().map(|(name, _)| ColumnHead::figures(name));
    std::iter::once(ColumnHead::words("")).chain(series).collect()
}

fn trend_cells(part: &Trend) -> Vec<Vec<String>> {
    let figure = |figures: &Vec<Figure>, at: usize| figures.get(at).map(Figure::said).unwrap_or_default();
    let row = |(at, label): (usize, &String)| {
        std::iter::once(label.clone())
            .chain(part.series.iter().map(|(_, figures)| figure(figures, at)))
            .collect()
    };
    part.labels.iter().enumerate().map(row).collect()
}
