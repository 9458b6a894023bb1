//! `convenor meeting check` and `raise`: victim-safety checks, and actions brought before a meeting.

use clap::{Args, ValueEnum};
use serde_json::json;

use crate::cli::failure::Failure;
use crate::cli::find;
use crate::cli::out::Out;
use crate::cli::session::{Session, private};
use crate::domain::request::{AskCheck, Raise, Request, SettleCheck, SittingChange};
use crate::domain::rows::action::Action;
use crate::domain::rows::safety::{CheckState, SafetyCheck};

/// What is done about a check.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Answer {
    /// Ask for one
    Ask,
    /// The victim's worker looked: it may be done
    Release,
    /// The chair goes ahead without, for a reason
    Override,
    /// The victim's worker looked: it is not to be done
    Stop,
}

/// List the victim-safety checks that are pending, ask for one, or answer one.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor meeting check
  convenor meeting check LAN-M-26-0012/3 ask
  convenor meeting check LAN-M-26-0012/3 release --why \"she knows and agrees\"
  convenor meeting check LAN-M-26-0012/3 override --why \"danger to a child is greater\"")]
pub struct Check {
    /// The action, as 0143/3; every pending check when not given
    action: Option<String>,
    /// What is done about it
    #[arg(requires = "action", default_value = "ask")]
    answer: Answer,
    /// What was found, or the chair's reason
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
}

impl Check {
    /// Does it.
    pub fn run(self, session: &mut Session, out: &mut Out) -> Result<(), Failure> {
        let Some(action) = &self.action else { return pending(session, out) };
        let action = find::action(session, action)?.id;
        let words = self.why.as_deref().map(private);
        let settle = |state| SittingChange::SettleCheck(SettleCheck { action, state, words: words.clone() });
        let change = match self.answer {
            Answer::Ask => SittingChange::AskCheck(AskCheck { action, of: None }),
            Answer::Release => settle(CheckState::Released),
            Answer::Override => settle(CheckState::Overridden),
            Answer::Stop => settle(CheckState::Stopped),
        };
        let reply = session.execute(Request::Sitting(change))?;
        out.reply(&reply)
    }
}

fn pending(session: &Session, out: &mut Out) -> Result<(), Failure> {
    let checks = session.rows().find::<SafetyCheck>("state", &CheckState::Pending)?;
    let mut rows: Vec<[String; 3]> = Vec::new();
    for check in &checks {
        let action: Action = session.rows().get(check.action)?;
        let asked = session.area().agency_said(&check.asked).to_owned();
        rows.push([action.reference, asked, check.at.strftime("%-d %b %H:%M").to_string()]);
    }
    if out.wants_json() {
        let values =
            rows.iter().map(|[action, asked, at]| json!({"action": action, "asked": asked, "at": at}));
        return out.json(values.collect());
    }
    if rows.is_empty() {
        return out.line("no victim-safety check is pending");
    }
    out.table(["ACTION", "ASKED", "SINCE"], &rows)
}

/// Bring an action before a meeting that is neither overdue nor waiting to be accepted.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Example:\n  convenor meeting raise MARAC-2026-11-26 LAN-26-0143/3 --disputed --why \"school says it is ours\""
)]
pub struct Raising {
    /// Reference of the meeting
    meeting: String,
    /// The action
    action: String,
    /// Somebody disputes it; chosen by the chair otherwise
    #[arg(long)]
    disputed: bool,
    /// Why
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
}

impl Raising {
    /// The request.
    pub fn asked(self, session: &Session) -> Result<Request, Failure> {
        Ok(Request::Sitting(SittingChange::Raise(Raise {
            meeting: find::meeting(session, &self.meeting)?.id,
            action: find::action(session, &self.action)?.id,
            disputed: self.disputed,
            why: self.why.as_deref().map(private),
        })))
    }
}
