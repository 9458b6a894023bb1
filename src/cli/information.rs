//! `convenor information`: what an agency shared.

use clap::{Args, Subcommand};

use super::Globals;
use super::failure::Failure;
use super::find;
use super::out::Out;
use super::session::{Session, private};
use crate::domain::request::{AddInformation, Request};
use crate::domain::rows::agenda::InformationKind;

/// What an agency shared.
#[derive(Debug, Subcommand)]
pub enum Information {
    /// Keep what an agency shared about a case in a meeting
    Add(Add),
}

/// Keep what an agency shared about a case in a meeting.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor information add MARAC-2026-11-26 --case LAN-26-0143 --agency police \"four calls since August\"
  convenor information add MARAC-2026-11-26 --case LAN-26-0143 --agency hv --nothing-known")]
pub struct Add {
    /// Reference of the meeting
    meeting: String,
    /// Reference of the case
    #[arg(long, value_name = "REF")]
    case: String,
    /// Agency that shared it, by any name it goes by
    #[arg(long, value_name = "AGENCY")]
    agency: String,
    /// What it said; not needed with --nothing-known or --none
    #[arg(required_unless_present_any = ["nothing_known", "none"])]
    text: Option<String>,
    /// It looked and has nothing
    #[arg(long, group = "what")]
    nothing_known: bool,
    /// It brought none
    #[arg(long, group = "what")]
    none: bool,
    /// It came after the date asked for
    #[arg(long, group = "what")]
    late: bool,
    /// It is a view rather than a fact
    #[arg(long)]
    opinion: bool,
    /// When it was so, or received
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

impl Information {
    /// Keeps it.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let Self::Add(add) = self;
        let mut session = Session::open(globals)?;
        let kind = match (add.nothing_known, add.none, add.late) {
            (true, ..) => InformationKind::NothingKnown,
            (_, true, _) => InformationKind::Missing,
            (_, _, true) => InformationKind::Late,
            _ => InformationKind::Shared,
        };
        let request = Request::AddInformation(AddInformation {
            meeting: find::meeting(&session, &add.meeting)?.id,
            case: find::case(&session, &add.case)?.id,
            agency: Some(find::agency(&session, &add.agency)?),
            kind,
            words: private(add.text.as_deref().unwrap_or_default()),
            on: add.on.map(|on| find::day(&session, &on)).transpose()?,
            opinion: add.opinion,
        });
        let reply = session.execute(request)?;
        out.reply(&reply)
    }
}
