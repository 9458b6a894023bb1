//! `convenor record`: whether the record is sound.

use std::io::{self, IsTerminal, Write};

use clap::Subcommand;
use serde_json::json;

use super::Globals;
use super::failure::Failure;
use super::out::Out;
use super::session::Session;
use crate::record::fault::Progress;
use crate::record::verify::verify;

/// Entries between two signs of progress.
const STRIDE: u64 = 1000;

/// Verify the record.
#[derive(Debug, Subcommand)]
pub enum Record {
    /// Follow the chain of every entry, replay them all and compare the result with the record
    ///
    /// Finds damage, and edits made without the key. Names the first bad entry and exits 1 when there is one.
    Verify,
}

impl Record {
    /// Verifies it.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let Self::Verify = self;
        let session = Session::open(globals)?;
        let shown = io::stderr().is_terminal();
        let mut told = |progress: Progress| {
            if shown && (progress.entries.is_multiple_of(STRIDE) || progress.entries == progress.of) {
                let _ = write!(io::stderr(), "\rentry {} of {}", progress.entries, progress.of);
            }
        };
        let verdict = verify(session.view(), &mut told)?;
        if shown {
            let _ = writeln!(io::stderr());
        }
        let fault = verdict.fault.as_ref().map(ToString::to_string);
        if out.wants_json() {
            out.json(json!({
                "sound": fault.is_none(),
                "entries": verdict.entries,
                "rows": verdict.rows,
                "accesses": verdict.accesses,
                "fault": fault,
            }))?;
        }
        if let Some(fault) = fault {
            out.finish()?;
            return Err(Failure::Refused(format!("the record is not sound: {fault}")));
        }
        out.say(&format!(
            "sound: {} entries follow one another and give the {} rows there are; {} lines of the access log",
            verdict.entries, verdict.rows, verdict.accesses
        ));
        Ok(())
    }
}
