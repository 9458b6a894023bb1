//! `convenor report export`: the record as tables for statistics, nobody named unless that is asked for.

use clap::Args;
use std::path::PathBuf;

use super::failure::Failure;
use super::out::Out;
use super::session::Session;
use crate::domain::report::Period;
use crate::service::tidy::{Tidy, export};

/// What is said of an export.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of `report export`")]
pub struct Export {
    /// Folder to write the tables into; none of them may be there already
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Write case references too, in a file of their own
    #[arg(long, requires = "folder")]
    with_references: bool,
    /// Write names too, in a file of their own; needs --reason
    #[arg(long, requires_all = ["folder", "reason"])]
    with_names: bool,
    /// Why names are needed; kept in the access log, so it names nobody
    #[arg(long, value_name = "WHY", requires = "with_names")]
    reason: Option<String>,
}

impl Export {
    /// Whether anything of it was said.
    pub const fn is_asked(&self) -> bool {
        self.folder.is_some()
    }

    /// Carries it out.
    pub fn run(
        self,
        session: &mut Session,
        forum: Option<String>,
        days: Option<Period>,
        out: &mut Out,
    ) -> Result<(), Failure> {
        let Some(folder) = self.folder else {
            return Err(Failure::Usage("say where the tables go: --folder DIR".to_owned()));
        };
        let names = self.reason.filter(|_| self.with_names);
        let tidy = Tidy { forum, days, references: self.with_references, names, folder };
        let now = session.now();
        out.reply(&export(session.service()?, now, &tidy)?)
    }
}
