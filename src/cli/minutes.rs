//! `convenor minutes`: a copy issued, and a file looked up again.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::json;

use super::Globals;
use super::failure::Failure;
use super::find;
use super::out::Out;
use super::session::{Session, private};
use crate::domain::request::{AddAddendum, Request};
use crate::service::minutes::{Verdict, export, verify};

/// Minutes.
#[derive(Debug, Subcommand)]
pub enum Minutes {
    /// Write the minutes of a meeting as PDF and register the copy; a draft until they are approved
    Export(Export),
    /// Say whether a file is a copy issued from this record
    Verify(Verifying),
    /// Add a dated addendum to approved minutes
    Addendum(Addendum),
}

/// Write the minutes of a meeting as PDF and register the copy.
///
/// Until the minutes are approved they are marked DRAFT. The file is in clear: keep it as your protocol says.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Example:\n  convenor minutes export MARAC-2026-11-26 --out minutes.pdf --to Housing"
)]
pub struct Export {
    /// Reference of the meeting
    meeting: String,
    /// The file to write; no person's name belongs in it
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Agency or post the copy is for
    #[arg(long, value_name = "RECIPIENT")]
    to: Option<String>,
}

/// Say whether a file is a copy issued from this record: ours, an older edition, altered, or not ours.
///
/// Exits 1 unless it is a copy as issued.
#[derive(Debug, Args)]
#[command(after_long_help = "Example:\n  convenor minutes verify minutes.pdf")]
pub struct Verifying {
    /// The file
    file: PathBuf,
}

/// Add a dated addendum to approved minutes: how a correction is made after approval.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Example:
  convenor minutes addendum MARAC-2026-11-26 --case LAN-26-0143 \"the bail date read 2 December; it is 3 December\"")]
pub struct Addendum {
    /// Reference of the meeting
    meeting: String,
    /// Reference of the case it is about, if one
    #[arg(long, value_name = "REF")]
    case: Option<String>,
    /// The addendum in words
    text: String,
}

impl Minutes {
    /// Carries it out.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let mut session = Session::open(globals)?;
        match self {
            Self::Export(asked) => {
                let meeting = find::meeting(&session, &asked.meeting)?.id;
                let recipient = asked.to.map(|to| crate::domain::text::clean(&to));
                let now = session.now();
                let reply = export(session.service()?, now, meeting, &asked.out, recipient.as_deref())?;
                out.reply(&reply)
            }
            Self::Addendum(asked) => {
                let case = asked.case.map(|case| find::case(&session, &case)).transpose()?;
                let reply = session.execute(Request::AddAddendum(AddAddendum {
                    meeting: find::meeting(&session, &asked.meeting)?.id,
                    case: case.map(|case| case.id),
                    words: private(&asked.text),
                }))?;
                out.reply(&reply)
            }
            Self::Verify(asked) => {
                let verdict = verify(session.view(), &asked.file)?;
                told(&verdict, out)
            }
        }
    }
}

fn told(verdict: &Verdict, out: &mut Out) -> Result<(), Failure> {
    if out.wants_json() {
        let word = match verdict {
            Verdict::Ours(_) => "ours",
            Verdict::Older(_) => "older",
            Verdict::Altered(_) => "altered",
            Verdict::NotOurs(_) => "not-ours",
        };
        out.json(json!({ "verdict": word, "words": verdict.words() }))?;
    } else {
        out.line(verdict.words())?;
    }
    if verdict.is_ours() {
        return Ok(());
    }
    out.finish()?;
    Err(Failure::Refused("this is not a copy as it was issued".to_owned()))
}
