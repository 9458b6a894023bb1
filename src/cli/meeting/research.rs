//! `convenor meeting research`: what agencies returned before the meeting, and what has not come.

use clap::{Args, Subcommand};
use serde_json::json;

use crate::cli::failure::Failure;
use crate::cli::find;
use crate::cli::out::Out;
use crate::cli::returned::Take;
use crate::cli::session::Session;
use crate::domain::calendar::show_day;
use crate::domain::id::Id;
use crate::domain::request::{Request, Returned, SittingChange};
use crate::domain::rows::agenda::InformationKind;
use crate::domain::rows::case::Case;
use crate::service::ask::{Answer, Ask, Grid};
use crate::service::returns::Sort;

/// Words for what came.
const WORDS: &[(&str, Option<InformationKind>)] = &[
    ("information", Some(InformationKind::Shared)),
    ("nothing-known", Some(InformationKind::NothingKnown)),
    ("late", Some(InformationKind::Late)),
    ("none", Some(InformationKind::Missing)),
    ("clear", None),
];

/// Show or record what agencies returned on which case before the meeting.
///
/// Each is written AGENCY=WHAT, where WHAT is information, nothing-known, late, none, or clear to take it back. Without
/// --case it is for every case of the agenda that the agency is not kept out of. A list that came back filled in is taken in
/// by `take`.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_long_help = "\
Examples:
  convenor meeting research MARAC-2026-11-26
  convenor meeting research MARAC-2026-11-26 --missing
  convenor meeting research MARAC-2026-11-26 mh=nothing-known
  convenor meeting research MARAC-2026-11-26 police=information --case LAN-26-0143 --on 24/11/2026
  convenor meeting research take list.xlsx --from mh"
)]
pub struct Research {
    #[command(subcommand)]
    take: Option<Came>,
    /// Reference of the meeting
    #[arg(required = true)]
    meeting: Option<String>,
    /// AGENCY=WHAT, several
    #[arg(value_name = "AGENCY=WHAT")]
    cells: Vec<String>,
    /// Only for this case; may be given several times
    #[arg(long, value_name = "REF")]
    case: Vec<String>,
    /// The day it came, if not today
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Only what has not come: a reminder for each agency, by case reference, nobody named
    #[arg(long, conflicts_with = "cells")]
    missing: bool,
}

/// What came.
#[derive(Debug, Subcommand)]
pub enum Came {
    /// Take in a research list that an agency filled in and sent back
    Take(Taking),
}

/// Take in a research list that an agency filled in and sent back.
///
/// Every line is shown beside what is held: what is new, what is changed, what cannot be taken and why. What is taken is one
/// change, and one `undo` takes it back; reading the file again takes nothing twice.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor meeting research take list.xlsx --from mh --dry-run
  convenor meeting research take answer.eml --from \"health visiting\"
  convenor meeting research take list.docx --from mh --meeting MARAC-2026-11-26 --only LAN-26-0143")]
pub struct Taking {
    #[command(flatten)]
    take: Take,
    /// Reference of the meeting; the one the list names when not given
    #[arg(long, value_name = "REF")]
    meeting: Option<String>,
}

impl Research {
    /// Shows it, or records what came.
    pub fn run(self, session: &mut Session, out: &mut Out) -> Result<(), Failure> {
        if let Some(Came::Take(taking)) = self.take {
            return taking.take.run(Sort::Research, taking.meeting.as_deref(), session, out);
        }
        let meeting = find::meeting(session, &self.meeting.unwrap_or_default())?;
        let Answer::Grid(grid) = session.look(&Ask::Grid(meeting.id))? else {
            return Err(Failure::unanswered());
        };
        if self.cells.is_empty() {
            return if self.missing { missing(&grid, &meeting.reference, out) } else { shown(&grid, out) };
        }
        let on = self.on.as_deref().map(|on| find::day(session, on)).transpose()?;
        let named = self.case.iter().map(|case| find::case(session, case).map(|case| case.id));
        let named: Vec<Id<Case>> = named.collect::<Result<_, _>>()?;
        let mut requests = Vec::new();
        for typed in &self.cells {
            let (agency, kind) = cell(session, typed)?;
            let all = grid.cases.iter().map(|line| line.item.case);
            let open = all.filter(|case| {
                let cell = grid.cell(*case, &agency);
                cell.walled.is_none() && !cell.elsewhere
            });
            let cases: Vec<Id<Case>> = if named.is_empty() { open.collect() } else { named.clone() };
            let cells = cases.into_iter().map(|case| (case, agency.clone())).collect();
            let returned = Returned { meeting: meeting.id, cells, kind, on };
            requests.push(Request::Sitting(SittingChange::Returned(returned)));
        }
        let replies = session.execute_all(requests)?;
        out.replies(&replies)
    }
}

fn cell(session: &Session, typed: &str) -> Result<(String, Option<InformationKind>), Failure> {
    let unread = || {
        let words: Vec<&str> = WORDS.iter().map(|(word, _)| *word).collect();
        Failure::Usage(format!("{typed}: write AGENCY=WHAT, where WHAT is {}", words.join(", ")))
    };
    let (agency, what) = typed.split_once('=').ok_or_else(unread)?;
    let what = WORDS.iter().find(|(word, _)| word.eq_ignore_ascii_case(what.trim())).ok_or_else(unread)?;
    Ok((find::agency(session, agency)?, what.1))
}

fn shown(grid: &Grid, out: &mut Out) -> Result<(), Failure> {
    if out.wants_json() {
        let rows = grid.agencies.iter().flat_map(|agency| {
            grid.cases.iter().map(move |line| {
                let cell = grid.cell(line.item.case, &agency.key);
                json!({
                    "agency": agency.key,
                    "case": line.reference,
                    "returned": cell.returned.map(|(kind, _)| kind.word()),
                    "received": cell.returned.map(|(_, on)| on),
                    "in_the_meeting": cell.spoke.map(InformationKind::word),
                    "kept_out": cell.walled.is_some(),
                    "gap": cell.is_gap(),
                })
            })
        });
        return out.json(rows.collect());
    }
    if let Some(due) = grid.due {
        out.line(&format!("due {}", show_day(due)))?;
    }
    let mut rows: Vec<[String; 3]> = Vec::new();
    for agency in &grid.agencies {
        let signs: Vec<&str> =
            grid.cases.iter().map(|line| grid.cell(line.item.case, &agency.key).sign()).collect();
        let gaps = grid.gaps(&agency.key).count();
        let gaps = if gaps == 0 { String::new() } else { format!("{gaps} missing") };
        rows.push([agency.name.clone(), signs.join(" "), gaps]);
    }
    out.table(["AGENCY", "CASES IN ORDER", "GAPS"], &rows)?;
    out.line("i information  o nothing known  l late  - none  . missing  x kept out  / not asked in")
}

fn missing(grid: &Grid, meeting: &str, out: &mut Out) -> Result<(), Failure> {
    let reminders: Vec<String> =
        grid.agencies.iter().filter_map(|agency| grid.reminder(agency, meeting)).collect();
    if out.wants_json() {
        return out.json(reminders.into());
    }
    if reminders.is_empty() {
        return out.line("every agency has returned something on every case");
    }
    reminders.iter().try_for_each(|reminder| out.line(reminder))
}
