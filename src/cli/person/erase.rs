//! Erasing somebody: what would go is told first.

use std::io::{self, Write};

use clap::Args;
use serde_json::json;

use super::somebody;
use crate::cli::Globals;
use crate::cli::failure::Failure;
use crate::cli::out::Out;
use crate::cli::session::Session;
use crate::domain::request::{Erase, Request};
use crate::service::ask::{Answer, Ask, Goes};

/// Erase a person, with every case they are a party to. It cannot be undone.
///
/// What stays are the digests of what was written, so that the record still proves itself.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor person erase LAN-26-0143/victim --dry-run
  convenor person erase LAN-26-0143 --victim")]
pub struct Erasing {
    /// Case and side (LAN-26-0143/victim), the letters that `person find` prints, or a case with --victim or --perpetrator
    person: String,
    /// Erase the victim of the case
    #[arg(long, conflicts_with = "perpetrator")]
    victim: bool,
    /// Erase the perpetrator of the case
    #[arg(long)]
    perpetrator: bool,
    /// Only say what would go
    #[arg(long)]
    dry_run: bool,
    /// Do not ask whether it is meant
    #[arg(long)]
    yes: bool,
}

impl Erasing {
    /// Erases, after asking.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        if globals.no_input && !self.yes && !self.dry_run {
            return Err(Failure::Usage("erasing cannot be undone; say --yes with --no-input".to_owned()));
        }
        let mut session = Session::open(globals)?;
        let typed = match (self.victim, self.perpetrator) {
            (true, _) => format!("{}/victim", self.person),
            (_, true) => format!("{}/perpetrator", self.person),
            _ => self.person.clone(),
        };
        let person = somebody(&session, &typed)?;
        let Answer::Person(story) = session.look(&Ask::Person(person))? else {
            return Err(Failure::unanswered());
        };
        let goes = story.goes;
        if self.dry_run {
            return told(&goes, out);
        }
        if !self.yes {
            out.say(&words(&goes));
            if !is_meant(&self.person)? {
                return Err(Failure::Refused("nothing was erased".to_owned()));
            }
        }
        let reply = session.execute(Request::Erase(Erase { person }))?;
        out.reply(&reply)
    }
}

fn told(goes: &Goes, out: &mut Out) -> Result<(), Failure> {
    if out.wants_json() {
        return out.json(json!({ "rows": goes.rows, "cases": goes.cases }));
    }
    out.say(&words(goes));
    goes.cases.iter().try_for_each(|reference| out.line(reference))
}

/// "this would erase 2 rows of one person and 3 cases whole: LAN-25-0087, ...".
fn words(goes: &Goes) -> String {
    let rows = if goes.rows == 1 { "1 row".to_owned() } else { format!("{} rows", goes.rows) };
    let cases = match goes.cases.len() {
        0 => "no case".to_owned(),
        1 => "1 case whole".to_owned(),
        many => format!("{many} cases whole"),
    };
    let listed = if goes.cases.is_empty() { String::new() } else { format!(": {}", goes.cases.join(", ")) };
    format!("this would erase {rows} of one person and {cases}{listed}; copies in backups stay")
}

/// Asks for the reference once more.
fn is_meant(typed: &str) -> Result<bool, Failure> {
    let mut stderr = io::stderr();
    write!(stderr, "Erase all that for good? Type {typed} again: ")?;
    stderr.flush()?;
    let mut again = String::new();
    io::stdin().read_line(&mut again)?;
    Ok(again.trim().eq_ignore_ascii_case(typed.trim()))
}
