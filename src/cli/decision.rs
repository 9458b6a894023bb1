//! `convenor decision`: what the meeting decided, and why.

use clap::{Args, Subcommand};

use super::Globals;
use super::failure::Failure;
use super::find;
use super::out::Out;
use super::session::{Session, private};
use crate::domain::request::{Decide, Hear, Request, SetFeedback};
use crate::domain::rows::agenda::{AgendaItem, ItemState};
use crate::domain::rows::meeting::{Meeting, MeetingState};

/// What the meeting decided.
#[derive(Debug, Subcommand)]
pub enum Decision {
    /// Record what was decided on a case and why; again replaces it
    Set(Set),
}

/// Record what was decided on a case and why; again replaces it.
///
/// While the meeting is open the case counts as heard, unless another is being heard at that moment in a terminal.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Example:
  convenor decision set MARAC-2026-11-26 --case LAN-26-0143 \\
      --decision \"high risk, accepted as repeat\" --why \"release on Friday, threats to kill\" \\
      --considered \"disclosure: not now, she knows\" --feedback-by idva --feedback-how \"by phone, Friday\"")]
pub struct Set {
    /// Reference of the meeting
    meeting: String,
    /// Reference of the case
    #[arg(long, value_name = "REF")]
    case: String,
    /// What was decided
    #[arg(long, value_name = "TEXT")]
    decision: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    why: String,
    /// What was considered and not done, and why not; may be given several times
    #[arg(long, value_name = "TEXT")]
    considered: Vec<String>,
    /// Agency that tells the victim
    #[arg(long, value_name = "AGENCY")]
    feedback_by: Option<String>,
    /// How, and when it is safe
    #[arg(long, value_name = "TEXT", requires = "feedback_by")]
    feedback_how: Option<String>,
    /// By when
    #[arg(long, value_name = "DATE", requires = "feedback_by")]
    feedback_due: Option<String>,
}

impl Decision {
    /// Records it.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let Self::Set(set) = self;
        let mut session = Session::open(globals)?;
        let (meeting, case, item) = find::listed(&session, &set.meeting, &set.case)?;
        let considered: Vec<_> = set.considered.iter().map(|text| private(text)).collect();
        let mut requests = vec![Request::Decide(Decide {
            meeting: meeting.id,
            case: case.id,
            decision: private(&set.decision),
            why: private(&set.why),
            considered: Some(considered).filter(|considered| !considered.is_empty()),
            trust: None,
        })];
        if let Some(by) = &set.feedback_by {
            requests.push(Request::SetFeedback(SetFeedback {
                meeting: meeting.id,
                case: case.id,
                by: find::agency(&session, by)?,
                how: set.feedback_how.as_deref().map(private),
                due: set.feedback_due.as_deref().map(|due| find::day(&session, due)).transpose()?,
            }));
        }
        if counts_as_heard(&session, &meeting, &item)? {
            requests.push(Request::Hear(Hear { item: item.id, done: true }));
        }
        let replies = session.execute_all(requests)?;
        out.replies(&replies)
    }
}

/// Whether a decision closes the case: the meeting is open, and nobody in a terminal is at another case, which this
/// would close too.
fn counts_as_heard(session: &Session, meeting: &Meeting, item: &AgendaItem) -> Result<bool, Failure> {
    let items = session.rows().find::<AgendaItem>("meeting", &meeting.id)?;
    let busy = items.iter().any(|other| other.state == ItemState::Hearing && other.id != item.id);
    let waits = matches!(item.state, ItemState::Waiting | ItemState::Hearing);
    Ok(meeting.state == MeetingState::Open && waits && !busy)
}
