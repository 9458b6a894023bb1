//! `convenor plain`: the application in plain lines, for a screen reader.

use clap::Args;

use super::Globals;
use super::failure::Failure;
use super::session::Session;
use super::terminal;

/// Open the record in plain lines, for a screen reader: nothing is drawn.
///
/// Type the name of a command (`cases`, `meetings`, `completed 3`), or a number to open an item; `help` says what can be
/// done where you are. They are the commands of the application, in its own table. Lines can be piped in.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor plain
  convenor demo --plain
  printf 'actions\\nfilter housing\\n' | convenor plain --passphrase-file FILE")]
pub struct Plain {}

impl Plain {
    /// Opens it.
    pub fn run(self, globals: &Globals) -> Result<(), Failure> {
        let globals = Globals { plain: true, ..globals.clone() };
        terminal::open(&globals, Session::open(&globals)?.into_service()?, None)
    }
}
