//! `convenor action reopen`, `merge` and `link`: what becomes of an action besides its reviews.

use clap::Args;

use super::super::failure::Failure;
use super::super::find;
use super::super::out::Out;
use super::super::session::{Session, private};
use crate::domain::request::{self, ActionLife, Answers, Repeats, Request};
use crate::service::ask::{Answer, Ask, SourceLine};

/// Open a closed action again.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Example:
  convenor action reopen LAN-26-0143/3 --reason \"the lock was forced again\" --due 4/12/2026")]
pub struct Reopen {
    /// Reference of the action, such as LAN-26-0143/3
    action: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// When it is due from now on
    #[arg(long, value_name = "DATE")]
    due: Option<String>,
    /// The meeting it is opened again in
    #[arg(long, value_name = "REF")]
    meeting: Option<String>,
}

/// Close an action that says the same as another of its case, which goes on for both.
///
/// The other takes over who helps and the earlier of the two dates.
#[derive(Debug, Args)]
#[command(after_long_help = "Example:\n  convenor action merge LAN-26-0143/5 --into LAN-26-0143/3")]
pub struct Merge {
    /// Reference of the action that closes
    action: String,
    /// Reference of the action that goes on
    #[arg(long, value_name = "REF")]
    into: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

/// Say which risk or information an action answers, or which earlier action it repeats.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor action show LAN-26-0143/3
  convenor action link LAN-26-0143/3 --answers 1
  convenor action link LAN-26-0143/9 --repeats LAN-26-0143/3
  convenor action link LAN-26-0143/9 --repeats none")]
pub struct Link {
    /// Reference of the action, such as LAN-26-0143/3
    action: String,
    /// Number of the risk or information as `action show` lists it; none: nothing in particular
    #[arg(long, value_name = "NUMBER", required_unless_present = "repeats")]
    answers: Option<String>,
    /// Reference of the earlier action of the same case; none: it repeats none
    #[arg(long, value_name = "REF", conflicts_with = "answers")]
    repeats: Option<String>,
}

const NONE: &str = "none";

impl Reopen {
    /// Carries it out.
    pub fn run(self, session: &mut Session, out: &mut Out) -> Result<(), Failure> {
        let meeting = self.meeting.map(|meeting| find::meeting(session, &meeting)).transpose()?;
        let asked = request::Reopen {
            action: find::action(session, &self.action)?.id,
            meeting: meeting.map(|meeting| meeting.id),
            reason: private(&self.reason),
            due: self.due.map(|due| find::day(session, &due)).transpose()?,
        };
        let reply = session.execute(Request::ActionLife(ActionLife::Reopen(asked)))?;
        out.reply(&reply)
    }
}

impl Merge {
    /// Carries it out.
    pub fn run(self, session: &mut Session, out: &mut Out) -> Result<(), Failure> {
        let asked = request::Merge {
            action: find::action(session, &self.action)?.id,
            into: find::action(session, &self.into)?.id,
            reason: self.reason.as_deref().map(private),
        };
        let reply = session.execute(Request::ActionLife(ActionLife::Merge(asked)))?;
        out.reply(&reply)
    }
}

impl Link {
    /// Carries it out.
    pub fn run(self, session: &mut Session, out: &mut Out) -> Result<(), Failure> {
        let action = find::action(session, &self.action)?.id;
        let asked = if let Some(typed) = &self.answers {
            let Answer::Action(story) = session.look(&Ask::Action(action))? else {
                return Err(Failure::unanswered());
            };
            let source = numbered(&story.sources, typed)?;
            ActionLife::Answers(Answers { action, source: source.map(|line| line.id) })
        } else {
            let earlier = self.repeats.filter(|typed| !typed.eq_ignore_ascii_case(NONE));
            let of = earlier.map(|earlier| find::action(session, &earlier)).transpose()?.map(|row| row.id);
            ActionLife::Repeats(Repeats { action, of })
        };
        let reply = session.execute(Request::ActionLife(asked))?;
        out.reply(&reply)
    }
}

/// The line of a number, from 1.
fn numbered<'a>(lines: &'a [SourceLine], typed: &str) -> Result<Option<&'a SourceLine>, Failure> {
    if typed.eq_ignore_ascii_case(NONE) {
        return Ok(None);
    }
    let number = typed.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    number.and_then(|at| lines.get(at)).map(Some).ok_or_else(|| {
        Failure::Usage(format!(
            "{typed} is none of the {} lines that `action show` lists; give its number, or none",
            lines.len()
        ))
    })
}
