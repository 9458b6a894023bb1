//! `convenor risk`: a risk named in the meeting.

use clap::{Args, Subcommand};

use super::Globals;
use super::failure::Failure;
use super::find;
use super::out::Out;
use super::session::{Session, private};
use crate::domain::request::{AddRisk, Request};
use crate::domain::rows::agenda::Whom;

/// A risk named in the meeting.
#[derive(Debug, Subcommand)]
pub enum Risk {
    /// Keep a risk named in a meeting
    Add(Add),
}

/// Keep a risk named in a meeting.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Example:
  convenor risk add MARAC-2026-11-26 --case LAN-26-0143 --to children \"contact dispute, he knows the school\"")]
pub struct Add {
    /// Reference of the meeting
    meeting: String,
    /// Reference of the case
    #[arg(long, value_name = "REF")]
    case: String,
    /// Whom it threatens: victim, children, others, perpetrator or staff
    #[arg(long, value_name = "WHOM", default_value = "victim", value_parser = whom)]
    to: Whom,
    /// Agency that named it
    #[arg(long, value_name = "AGENCY")]
    agency: Option<String>,
    /// The risk in words
    text: String,
}

fn whom(typed: &str) -> Result<Whom, String> {
    let known: Vec<&str> = Whom::ALL.iter().map(|whom| whom.word()).collect();
    Whom::parse(typed).ok_or_else(|| format!("one of {}", known.join(", ")))
}

impl Risk {
    /// Keeps it.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let Self::Add(add) = self;
        let mut session = Session::open(globals)?;
        let request = Request::AddRisk(AddRisk {
            meeting: find::meeting(&session, &add.meeting)?.id,
            case: find::case(&session, &add.case)?.id,
            whom: add.to,
            words: private(&add.text),
            agency: add.agency.map(|agency| find::agency(&session, &agency)).transpose()?,
        });
        let reply = session.execute(request)?;
        out.reply(&reply)
    }
}
