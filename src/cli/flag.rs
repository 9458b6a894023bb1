//! `convenor flag`: flag and tag: lists, keeping, removing, what agencies say of it.

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::Globals;
use super::failure::Failure;
use super::find;
use super::out::Out;
use super::session::{Session, private};
use crate::domain::calendar::show_numeric;
use crate::domain::request::{FlagChange, Request};
use crate::domain::rows::flag::FlagDeed;
use crate::service::ask::{Answer, Ask, FlagHeap, FlagList, FlagTold};

/// Flag and tag.
#[derive(Debug, Subcommand)]
pub enum Flag {
    /// List flags that end within two months, that are up, or that ended
    List(Listing),
    /// Keep a flag beyond its day, with the reason
    Keep(Keeping),
    /// Remove a flag before its day, with the reason
    End(Ending),
    /// Keep what an agency says: it set the flag, or took it off
    Confirm(Confirming),
}

/// List flags.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor flag list
  convenor flag list --up --forum MARAC --json
  convenor flag confirm LAN-26-0143 housing --set
  convenor report flags --from 2026-01-01")]
pub struct Listing {
    /// Those that are up
    #[arg(long, conflicts_with = "ended")]
    up: bool,
    /// Those that ended within two months
    #[arg(long)]
    ended: bool,
    /// Of one forum
    #[arg(long)]
    forum: Option<String>,
}

/// Keep a flag.
#[derive(Debug, Args)]
pub struct Keeping {
    /// Reference of the case
    case: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    why: String,
    /// Until this day; the area's usual months from today unless told
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
}

/// Remove a flag.
#[derive(Debug, Args)]
pub struct Ending {
    /// Reference of the case
    case: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    why: String,
    /// From this day; today unless told
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

/// Keep what an agency says.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("deed").required(true).args(["set", "off"]))]
pub struct Confirming {
    /// Reference of the case
    case: String,
    /// The agency
    agency: String,
    /// It stands on its records
    #[arg(long)]
    set: bool,
    /// It has been taken off
    #[arg(long)]
    off: bool,
    /// Since this day; today unless told
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

impl Flag {
    /// Carries it out.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let mut session = Session::open(globals)?;
        let day =
            |session: &Session, typed: Option<&String>| typed.map(|day| find::day(session, day)).transpose();
        let change = match self {
            Self::List(listing) => return listing.print(&session, out),
            Self::Keep(keeping) => FlagChange::Keep {
                case: find::case(&session, &keeping.case)?.id,
                until: day(&session, keeping.until.as_ref())?,
                reason: private(&keeping.why),
            },
            Self::End(ending) => FlagChange::End {
                case: find::case(&session, &ending.case)?.id,
                on: day(&session, ending.on.as_ref())?,
                reason: private(&ending.why),
            },
            Self::Confirm(confirming) => FlagChange::Confirm {
                case: find::case(&session, &confirming.case)?.id,
                agency: find::agency(&session, &confirming.agency)?,
                deed: if confirming.off { FlagDeed::TakenOff } else { FlagDeed::Set },
                on: day(&session, confirming.on.as_ref())?,
            },
        };
        let reply = session.execute(Request::Flag(change))?;
        out.reply(&reply)
    }
}

impl Listing {
    fn print(self, session: &Session, out: &mut Out) -> Result<(), Failure> {
        let heap = match (self.up, self.ended) {
            (true, _) => FlagHeap::Up,
            (_, true) => FlagHeap::Ended,
            _ => FlagHeap::Ending,
        };
        let Answer::Flags(list) = session.look(&Ask::Flags(heap, self.forum))? else {
            return Err(Failure::unanswered());
        };
        let FlagList { lines, more, .. } = *list;
        if out.wants_json() {
            return out.json(lines.iter().map(value).collect());
        }
        let today = session.now().today();
        let rows: Vec<[String; 6]> = lines
            .iter()
            .map(|line| {
                [
                    line.reference.clone(),
                    line.forum.clone(),
                    line.words(show_numeric, today),
                    line.whose.clone(),
                    line.set.join(", "),
                    line.taken_off.join(", "),
                ]
            })
            .collect();
        out.table(["CASE", "FORUM", "FLAG", "ON THE RECORDS OF", "SET BY", "TAKEN OFF BY"], &rows)?;
        if more > 0 {
            out.say(&format!("and {more} more"));
        }
        Ok(())
    }
}

fn value(line: &FlagTold) -> Value {
    json!({
        "case": line.reference,
        "forum": line.forum,
        "basis": line.standing.basis,
        "from": line.standing.from,
        "until": line.standing.until,
        "ended": line.standing.ended.map(|(on, _)| on),
        "end": line.standing.ended.map(|(_, end)| end),
        "kept_as_row": line.standing.row.is_some(),
        "set_by": line.set,
        "taken_off_by": line.taken_off,
    })
}
