//! `convenor person`: erasing somebody.

use std::io::{self, Write};

use clap::{ArgGroup, Args, Subcommand};

use super::Globals;
use super::failure::Failure;
use super::find;
use super::out::Out;
use super::session::Session;
use crate::domain::request::{Erase, Request};
use crate::domain::rows::case::{Party, PartyRole};

/// Erase a person.
#[derive(Debug, Subcommand)]
pub enum Person {
    /// Erase a party of a case, with every case they are a party to
    Erase(Erasing),
}

/// Erase a party of a case, with every case they are a party to. It cannot be undone.
///
/// What stays are the digests of what was written, so that the record still proves itself.
#[derive(Debug, Args)]
#[command(after_long_help = "Example:\n  convenor person erase LAN-26-0143 --victim")]
#[command(group = ArgGroup::new("whom").required(true).args(["victim", "perpetrator"]))]
pub struct Erasing {
    /// Reference of the case
    case: String,
    /// Erase its victim
    #[arg(long)]
    victim: bool,
    /// Erase its perpetrator
    #[arg(long)]
    perpetrator: bool,
    /// Do not ask whether it is meant
    #[arg(long)]
    yes: bool,
}

impl Person {
    /// Erases, after asking.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let Self::Erase(erasing) = self;
        if globals.no_input && !erasing.yes {
            return Err(Failure::Usage("erasing cannot be undone; say --yes with --no-input".to_owned()));
        }
        let mut session = Session::open(globals)?;
        let case = find::case(&session, &erasing.case)?;
        let role = if erasing.victim { PartyRole::Victim } else { PartyRole::Perpetrator };
        let parties = session.rows().find::<Party>("case", &case.id)?;
        let mut of = parties.iter().filter(|party| party.role == role);
        let person = match (of.next(), of.next()) {
            (Some(party), None) => party.person,
            (None, _) => return Err(Failure::Refused(format!("{} names no {role}", case.reference))),
            (Some(_), Some(_)) => {
                return Err(Failure::Refused(format!("{} has several of that role", case.reference)));
            }
        };
        if !erasing.yes && !is_meant(&case.reference, role)? {
            return Err(Failure::Refused("nothing was erased".to_owned()));
        }
        let reply = session.execute(Request::Erase(Erase { person }))?;
        out.reply(&reply)
    }
}

/// Asks for the reference once more.
fn is_meant(reference: &str, role: PartyRole) -> Result<bool, Failure> {
    let mut stderr = io::stderr();
    write!(
        stderr,
        "Erase the {role} of {reference} and every case they are a party to, for good? Type the reference: "
    )?;
    stderr.flush()?;
    let mut typed = String::new();
    io::stdin().read_line(&mut typed)?;
    Ok(typed.trim().eq_ignore_ascii_case(reference))
}
