//! Saying that two people are one, taking it back, and saying that they are two.

use clap::Args;

use super::somebody;
use crate::cli::Globals;
use crate::cli::failure::Failure;
use crate::cli::out::Out;
use crate::cli::session::{Session, private};
use crate::domain::request::{MergePeople, Request, TellApart, UnmergePeople};

/// Say that two people are one; it can be taken back.
///
/// Each row keeps its own names and contact details, which are never pooled. A person who would be victim and
/// perpetrator of one case is refused.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Example:
  convenor person merge LAN-26-0143/victim LAN-25-0087/victim --why \"maiden name, confirmed by IDVA\"")]
pub struct Merge {
    /// One of them: case and side, or the letters that `person find` prints
    one: String,
    /// The other
    other: String,
    /// Why they are one person
    #[arg(long = "why", value_name = "TEXT", alias = "reason")]
    reason: String,
}

impl Merge {
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let mut session = Session::open(globals)?;
        let (one, other) = (somebody(&session, &self.one)?, somebody(&session, &self.other)?);
        let asked = MergePeople { one, other, reason: private(&self.reason) };
        out.reply(&session.execute(Request::MergePeople(asked))?)
    }
}

/// Takes back that two people are one.
pub fn unmerge(person: &str, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
    let mut session = Session::open(globals)?;
    let person = somebody(&session, person)?;
    out.reply(&session.execute(Request::UnmergePeople(UnmergePeople { person }))?)
}

/// Say that two people are not one: they are not suggested again.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Example:
  convenor person different LAN-26-0143/victim LAN-25-0087/victim --why \"mother and daughter\"")]
pub struct Different {
    /// One of them: case and side, or the letters that `person find` prints
    one: String,
    /// The other
    other: String,
    /// Why they are two people
    #[arg(long = "why", value_name = "TEXT", alias = "reason", default_value = "")]
    reason: String,
}

impl Different {
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let mut session = Session::open(globals)?;
        let (one, other) = (somebody(&session, &self.one)?, somebody(&session, &self.other)?);
        let asked = TellApart { one, other, reason: private(&self.reason) };
        out.reply(&session.execute(Request::TellApart(asked))?)
    }
}
