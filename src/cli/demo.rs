//! `convenor demo`: the invented area, to try everything on.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Globals;
use super::failure::Failure;
use super::out::Out;
use super::session::SystemIds;
use super::terminal;
use crate::demo::build::{FEWEST, Progress, Size, USUAL, build};
use crate::demo::content::{self, DemoContent};
use crate::domain::id::SeededIds;
use crate::record::entropy::{Stream, SystemEntropy};
use crate::record::keys::Cost;
use crate::service::{NewRecord, Now, Service};

/// User and passphrase of every invented area: it holds nobody's secrets.
const USER: &str = "demo";

/// Where the identifiers of an invented area begin, in milliseconds since 1970, so that real ones come after them.
const FIRST_ID: u64 = 1_300_000_000_000;

/// The day on which the invented area began to keep its record, before anything in it.
const FOUNDED: Date = jiff::civil::date(2011, 9, 1);

/// Open an invented area with today's meeting, to try everything on; nobody in it exists.
///
/// Without --to it is made afresh in a temporary folder, and is gone when you leave. The user is `demo`, the passphrase
/// `demo`. The same size and seed give the same record.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor demo
  convenor demo --to practice --no-ui --cases 500")]
pub struct Demo {
    /// Cases in its history
    #[arg(long, value_name = "N", default_value_t = USUAL)]
    cases: u32,
    /// Names another history
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Keep the record in this new folder
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
    /// Only write the record
    #[arg(long, requires = "to")]
    no_ui: bool,
}

impl Demo {
    /// Writes the record, and opens it.
    pub fn run(self, globals: &Globals, out: &Out) -> Result<(), Failure> {
        if !self.no_ui {
            terminal::needed(globals)?;
        }
        let content = content::load().map_err(|problem| Failure::Refused(problem.to_string()))?;
        let today = globals.today.unwrap_or(content.cases.meeting);
        let size = Size { cases: self.cases.max(FEWEST), seed: self.seed, today };
        // Held until the terminal has been left; then the folder goes.
        let temporary = tempfile::Builder::new().prefix("convenor-demo-").tempdir()?;
        let folder = self.to.unwrap_or_else(|| temporary.path().join("record"));
        written(&folder, &content, size)?;
        out.say(&format!(
            "{} cases of an invented area in {}; user {USER}, passphrase {USER}",
            size.cases,
            folder.display()
        ));
        if self.no_ui {
            return Ok(());
        }
        let service = Service::open(&folder, USER, USER, Box::new(SystemEntropy), Box::new(SystemIds))?;
        let globals = Globals { today: Some(today), ..globals.clone() };
        let hint = format!("This record is invented: the passphrase is `{USER}`.");
        terminal::open(&globals, service, Some(hint))
    }
}

/// Writes the record with a clock, identifiers and salts that are the same for the same size and seed.
fn written(folder: &Path, content: &DemoContent, size: Size) -> Result<(), Failure> {
    let local = FOUNDED.at(9, 0, 0, 0);
    let at = local.to_zoned(TimeZone::UTC).map_err(|error| Failure::Refused(error.to_string()))?.timestamp();
    let new = NewRecord {
        area: &content.area.name,
        code: &content.area.code,
        handle: USER,
        passphrase: USER,
        cost: Cost::TRIFLING,
    };
    let entropy = Box::new(Stream::seeded(size.seed));
    let ids = Box::new(SeededIds::new(size.seed, FIRST_ID));
    let mut service = Service::create(folder, &new, entropy, ids, Now { at, local })?;
    let shown = io::stderr().is_terminal();
    let mut tenths = None;
    build(&mut service, content, size, &mut |Progress { done, of }| {
        let tenth = done * 10 / of.max(1);
        if shown && tenths.replace(tenth) != Some(tenth) {
            let _ = write!(io::stderr(), "\rinventing the area: {} %", tenth * 10);
        }
    })?;
    if shown {
        let _ = writeln!(io::stderr());
    }
    Ok(())
}
