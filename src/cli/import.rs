//! `convenor import`: a list taken in, or only shown what it would be.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Globals;
use super::failure::Failure;
use super::out::Out;
use super::session::{Session, read_file};
use super::taken;
use crate::domain::tools::forum::CaseKind;
use crate::service::import::{History, Import as How, import_incidents, import_referrals, import_subjects};

/// Take in a list that an agency or analyst sent, row by row.
///
/// Nobody is lost: a field that cannot be read is set aside to be corrected, and only a row that names nobody is
/// refused. The whole list is one change, and one `undo` takes it back. A referral received more than 42 days ago is
/// taken as heard at an earlier meeting unless --waiting is given.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor import referrals earlier.csv --heard
  convenor import referrals november.csv --dry-run
  convenor import subjects subjects.csv
  convenor import incidents incidents.csv")]
pub struct Import {
    /// What is in it
    kind: Kind,
    /// The list (CSV); `-` reads stdin
    file: PathBuf,
    /// Forum that hears the cases; MARAC for referrals, MATAC for subjects when not given
    #[arg(long, value_name = "MARAC|MATAC")]
    forum: Option<String>,
    /// Show what would be taken in, and take in nothing
    #[arg(long)]
    dry_run: bool,
    /// All these referrals were heard before this record began
    #[arg(long, conflicts_with = "waiting")]
    heard: bool,
    /// None of these referrals was heard, however old
    #[arg(long)]
    waiting: bool,
}

/// Lists that are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Referrals to a MARAC
    Referrals,
    /// Nominated subjects of a MATAC
    Subjects,
    /// Incidents behind subjects, who are scored
    Incidents,
}

impl Import {
    /// Takes the list in and prints the plan.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let bytes = read_file(&self.file)?;
        let mut session = Session::open(globals)?;
        let now = session.now();
        let file = self.file.file_name().unwrap_or(self.file.as_os_str()).to_string_lossy();
        let history = match (self.heard, self.waiting) {
            (true, _) => History::Heard,
            (_, true) => History::Waiting,
            _ => History::ByDate,
        };
        let kind = if self.kind == Kind::Referrals { CaseKind::Victim } else { CaseKind::Subject };
        let usual = session.area().forum_of(kind)?.key.clone();
        let forum = self.forum.as_deref().unwrap_or(&usual);
        let how = How { file: &file, forum, history, keep: !self.dry_run };
        let service = session.service()?;
        let on_row = |_: &_| true;
        let plan = match self.kind {
            Kind::Referrals => import_referrals(service, now, &bytes, &how, on_row),
            Kind::Subjects => import_subjects(service, now, &bytes, &how, on_row),
            Kind::Incidents => import_incidents(service, now, &bytes, &how, on_row),
        }?;
        taken::print(out, &plan, history)
    }
}
