//! `convenor referral transfer-out`, `transfer-in` and `received`: cases that move between areas.

use clap::Args;

use super::day;
use crate::cli::failure::Failure;
use crate::cli::find;
use crate::cli::session::{Session, private};
use crate::domain::lexicon::lexicon;
use crate::domain::line::{self, Moment, Reading};
use crate::domain::request::{Request, Terms, TransferIn, TransferOut, TransferReceived};
use crate::domain::rows::area::Agency;
use crate::domain::rows::case::Case;
use crate::service::typed;

/// Send a case to another area's MARAC. It is ours until that side's receipt comes.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Example:
  convenor referral transfer-out LAN-26-0143 --to \"Preston MARAC\" --why \"moved to Preston\" \\
    --sent minutes --sent plans --goes LAN-26-0143/2")]
pub struct Out {
    /// Reference of the case
    case: String,
    /// The MARAC it goes to
    #[arg(long, value_name = "MARAC")]
    to: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    why: String,
    /// What was sent: minutes, plans ...
    #[arg(long, value_name = "WHAT")]
    sent: Vec<String>,
    /// An open action that goes there, by its reference; the others stay here
    #[arg(long, value_name = "ACTION")]
    goes: Vec<String>,
    /// The day until which the flag is carried; twelve months from the last referral when not given
    #[arg(long, value_name = "DATE")]
    flag_until: Option<String>,
    /// The day; today when not given
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

/// Record that a case, taken in here as a referral, came from another area's MARAC.
///
/// The repeat window runs on from its first referral there.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Example:
  convenor referral transfer-in LAN-26-0150 --from \"Preston MARAC\" --original 04/05/2026 --heard \\
    --action \"idva: safety plan by fri\"")]
pub struct In {
    /// Reference of the case
    case: String,
    /// The MARAC it comes from
    #[arg(long, value_name = "MARAC")]
    from: String,
    /// The day of its first referral there
    #[arg(long, value_name = "DATE")]
    original: String,
    /// It has been heard there
    #[arg(long)]
    heard: bool,
    /// An open action taken over, as a line of the meeting room
    #[arg(long, value_name = "LINE")]
    action: Vec<String>,
    /// The day until which the flag is carried; twelve months from the first referral when not given
    #[arg(long, value_name = "DATE")]
    flag_until: Option<String>,
    /// Why it moved
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
    /// The day it came; today when not given
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

/// Record the other area's answer to a transfer: the case is theirs from then on.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor referral received
  convenor referral received LAN-26-0143 --from \"their coordinator\"
  convenor referral received LAN-26-0143 --not-taken \"she has come back\"")]
pub struct Received {
    /// Reference of the case; without one, transfers that wait are listed
    pub case: Option<String>,
    /// Who said so
    #[arg(long, value_name = "WHO")]
    from: Option<String>,
    /// They did not take it, and why
    #[arg(long, value_name = "WHY")]
    not_taken: Option<String>,
    /// The day; today when not given
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

impl Out {
    /// The request.
    pub fn asked(self, session: &Session) -> Result<Request, Failure> {
        let goes = self.goes.iter().map(|action| find::action(session, action).map(|action| action.id));
        Ok(Request::TransferOut(TransferOut {
            case: find::case(session, &self.case)?.id,
            goes: goes.collect::<Result<_, _>>()?,
            marac: self.to,
            reason: private(&self.why),
            on: day(session, self.on.as_deref())?,
            sent: self.sent,
            flag_until: self.flag_until.map(|day| find::day(session, &day)).transpose()?,
        }))
    }
}

impl In {
    /// The request.
    pub fn asked(self, session: &Session) -> Result<Request, Failure> {
        let case = find::case(session, &self.case)?;
        let original = find::day(session, &self.original)?;
        let actions = self.action.iter().map(|typed| Ok((private(typed), read(session, &case, typed)?)));
        Ok(Request::TransferIn(Box::new(TransferIn {
            case: case.id,
            marac: self.from,
            reason: self.why.as_deref().map(private),
            on: day(session, self.on.as_deref())?,
            original,
            heard: self.heard,
            flag_until: self.flag_until.map(|day| find::day(session, &day)).transpose()?,
            actions: actions.collect::<Result<_, Failure>>()?,
        })))
    }
}

/// The actions of a line; none of one in which no action can be read, which the rule says.
fn read(session: &Session, case: &Case, typed: &str) -> Result<Vec<Terms>, Failure> {
    let agencies = session.rows().all::<Agency>()?;
    let lexicon = lexicon(session.area(), &case.forum, session.now().today(), &agencies)?;
    let moment = Moment {
        now: session.now().local,
        next_meeting: None,
        referral: case.last_referred,
        events: &[],
        actions: 0,
        present: None,
        holidays: &session.area().holidays,
    };
    Ok(match line::read(typed, &lexicon, &moment).taken() {
        Reading::New(drafts) => drafts.iter().map(typed::terms).collect(),
        _ => Vec::new(),
    })
}

impl Received {
    /// The request.
    pub fn asked(self, session: &Session) -> Result<Request, Failure> {
        Ok(Request::TransferReceived(TransferReceived {
            case: find::case(session, self.case.as_deref().unwrap_or_default())?.id,
            on: day(session, self.on.as_deref())?,
            by: self.from.as_deref().map(private),
            refused: self.not_taken.as_deref().map(private),
        }))
    }
}
