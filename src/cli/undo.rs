//! `convenor undo`: the user's own last change, taken back. `convenor done`: what was done.

use clap::Args;
use serde_json::json;

use super::Globals;
use super::failure::Failure;
use super::narrow::{Narrow, understood};
use super::out::Out;
use super::session::Session;
use crate::domain::filter::List;
use crate::service::ask::{Answer, Ask, Deed};

/// Undo your own last change; again undoes the one before it.
///
/// A change is undone whole (a list taken in is one change). It is refused when somebody has changed the same thing
/// since.
#[derive(Debug, Args)]
pub struct Undo {
    /// Only say what it would put back
    #[arg(long)]
    dry_run: bool,
}

/// List what was done, the newest first: when, what, by whom, and whether it was undone.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor done
  convenor done --filter \"by:me on:today\"
  convenor done --filter \"case:143 -is:undone\" --json")]
pub struct Done {
    /// Filter words: by:me on:<7d case:143 is:undone
    #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
    filter: Option<String>,
    /// How many changes to look through
    #[arg(long, default_value_t = 500)]
    most: usize,
}

impl Done {
    /// Carries it out.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let session = Session::open(globals)?;
        let words = Narrow::by(self.filter).told(&session, List::Done, out)?;
        let wanted = understood(&session, &words, List::Done)?;
        let Answer::WhatWasDone(mut deeds) = session.look(&Ask::WhatWasDone(self.most))? else {
            return Err(Failure::unanswered());
        };
        deeds.retain(|deed| wanted.keeps(|test| deed.fits(test)));
        if out.wants_json() {
            let value = |deed: &Deed| json!({ "at": deed.at, "what": deed.words, "by": deed.by, "about": deed.place, "undone": deed.undone });
            return out.json(deeds.iter().map(value).collect());
        }
        let row = |deed: &Deed| {
            let undone = if deed.undone { "undone" } else { "" };
            [
                deed.at.strftime("%Y-%m-%d %H:%M").to_string(),
                deed.words.clone(),
                deed.by.clone(),
                undone.to_owned(),
            ]
        };
        let rows: Vec<[String; 4]> = deeds.iter().map(row).collect();
        out.table(["WHEN", "WHAT", "BY", "UNDONE"], &rows)
    }
}

impl Undo {
    /// Takes it back.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let mut session = Session::open(globals)?;
        if self.dry_run {
            let Answer::Undoing(undoing) = session.look(&Ask::Undoing)? else {
                return Err(Failure::unanswered());
            };
            let Some(undoing) = undoing else {
                return Err(Failure::Refused("there is nothing of yours to undo".to_owned()));
            };
            out.say(&format!("undo would take back: {}", undoing.words));
            return undoing.lines.iter().try_for_each(|line| out.line(line));
        }
        let now = session.now();
        let service = session.service()?;
        let change = service.next_id();
        let reply = service.undo(now, change)?;
        out.reply(&reply)
    }
}
