//! `convenor note`: a line kept as it was said.

use clap::{Args, Subcommand};

use super::Globals;
use super::failure::Failure;
use super::find;
use super::out::Out;
use super::session::{Session, private};
use crate::domain::request::{AddNote, Request};

/// A line kept as it was said.
#[derive(Debug, Subcommand)]
pub enum Note {
    /// Keep a note under a meeting, a case, or both
    Add(Add),
}

/// Keep a note: under a case, or with a meeting alone as other business.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor note add --meeting MARAC-2026-11-26 \"training for schools offered in January\"
  convenor note add --case LAN-26-0143 \"refuge place kept until Friday\"")]
pub struct Add {
    /// Reference of the meeting
    #[arg(long, value_name = "REF", required_unless_present = "case")]
    meeting: Option<String>,
    /// Reference of the case; without one it is other business
    #[arg(long, value_name = "REF")]
    case: Option<String>,
    /// The note in words
    text: String,
}

impl Note {
    /// Keeps it.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let Self::Add(add) = self;
        let mut session = Session::open(globals)?;
        let meeting = add.meeting.map(|meeting| find::meeting(&session, &meeting)).transpose()?;
        let case = add.case.map(|case| find::case(&session, &case)).transpose()?;
        let request = Request::AddNote(AddNote {
            meeting: meeting.map(|meeting| meeting.id),
            case: case.map(|case| case.id),
            words: private(&add.text),
            unread: false,
        });
        let reply = session.execute(request)?;
        out.reply(&reply)
    }
}
