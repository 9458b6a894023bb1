//! `convenor referral`: the referral desk. What waits, decisions and their receipts, the IDVA's notice, alerts; `moving`
//! has transfers between areas, `show` prints.

mod moving;
mod show;

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Globals;
use super::failure::Failure;
use super::find;
use super::narrow::Narrow;
use super::out::Out;
use super::session::{Session, private};
use crate::domain::desk::{ANSWER_DAYS, Heap, told_in_words};
use crate::domain::filter::List as FilterList;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::request::{
    AcceptReferral, Answered, AskForMore, DeclineReferral, Destination, ReopenReferral, Request, SendOn,
    SendReceipt, SettleAlert, TellIdva,
};
use crate::domain::rows::case::Case;
use crate::domain::rows::desk::AlertOutcome;
use crate::service::ask::{Answer, Ask, DeskFilter, DeskStory, Window};
use crate::service::file::save_text;

/// Referrals that wait, and what is decided of them.
#[derive(Debug, Subcommand)]
pub enum Referral {
    /// List referrals that wait: what they lack, criteria, in time or late, whether the IDVA was told
    List(List),
    /// Show what was decided on one, who was told and what was sent; that you looked is logged
    Show(One),
    /// Accept one for a meeting
    Accept(Accept),
    /// Ask for what is missing
    Ask(Asking),
    /// Say that what was asked for has come
    Answered(Noted),
    /// Decline one, or keep that the referrer took it back
    Decline(Decline),
    /// Send one to another forum of the area, or to a body outside
    Send(Sending),
    /// Open a decision again
    Reopen(Reasoned),
    /// Record that the IDVA was told; the same working day is asked for
    ToldIdva(ToldIdva),
    /// Print the receipt for the referrer, drafted; record it as sent
    Receipt(Receipt),
    /// List changes before a meeting that somebody must be told of; settle one
    Alerts(Alerts),
    /// Send a case to another area's MARAC; it is ours until the receipt comes
    TransferOut(moving::Out),
    /// Record that a case came from another area's MARAC
    TransferIn(moving::In),
    /// Record the other area's answer to a transfer; without a case, list those that wait for one
    Received(moving::Received),
}

/// List referrals that wait.
///
/// CRIT has a letter for each criterion met: H visible high risk, J professional judgement, E escalation, R repeat.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor referral list
  convenor referral list --heap asked --late
  convenor referral list kershaw --json")]
pub struct List {
    #[command(flatten)]
    narrow: Narrow,
    /// Only cases of this forum
    #[arg(long)]
    forum: Option<String>,
    /// Only those to decide, asked about or accepted: decide, asked, accepted
    #[arg(long, value_name = "HEAP", value_parser = heap)]
    heap: Option<Heap>,
    /// Only those whose answer is past its date
    #[arg(long)]
    late: bool,
}

fn heap(typed: &str) -> Result<Heap, String> {
    match typed.to_lowercase().as_str() {
        "decide" | "to decide" => Ok(Heap::ToDecide),
        "asked" => Ok(Heap::Asked),
        "accepted" => Ok(Heap::Accepted),
        _ => Err("one of decide, asked, accepted".to_owned()),
    }
}

/// One case.
#[derive(Debug, Args)]
pub struct One {
    /// Reference of the case
    case: String,
}

/// Accept a referral.
///
/// A score never accepts by itself. Below the area's threshold the judgement is asked for in writing.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor referral accept LAN-26-0143
  convenor referral accept LAN-26-0150 --for MARAC-2026-11-26 --why \"stalking has moved to her work\"")]
pub struct Accept {
    /// Reference of the case
    case: String,
    /// The meeting it is for; the next agenda built when not given
    #[arg(long = "for", value_name = "MEETING")]
    meeting: Option<String>,
    /// Why: the written judgement
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
}

/// Ask for what is missing. The referral keeps its place while it waits.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Example:
  convenor referral ask LAN-26-0143 --missing \"victim's address\" --missing consent --of police --by 20/11/2026")]
pub struct Asking {
    /// Reference of the case
    case: String,
    /// What is missing; what the record finds missing when not given
    #[arg(long, value_name = "TEXT")]
    missing: Vec<String>,
    /// The agency asked; the referrer when not given
    #[arg(long, value_name = "AGENCY")]
    of: Option<String>,
    /// When the answer is due; in two working days when not given
    #[arg(long, value_name = "DATE")]
    by: Option<String>,
    /// More to say
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

/// A case, and a note.
#[derive(Debug, Args)]
pub struct Noted {
    /// Reference of the case
    case: String,
    /// What came
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

/// A case, and why.
#[derive(Debug, Args)]
pub struct Reasoned {
    /// Reference of the case
    case: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    why: String,
}

/// Decline a referral. It comes off agendas to come, where it stays to be seen.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Example:
  convenor referral decline LAN-26-0143 --why \"no current risk; housing follows it up\"")]
pub struct Decline {
    /// Reference of the case
    case: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    why: String,
    /// The referrer took it back
    #[arg(long)]
    withdrawn: bool,
}

/// Send a referral on. In a forum of this area a referral linked to this one waits.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor referral send LAN-26-0143 --forum MATAC --why \"serial perpetrator\"
  convenor referral send LAN-26-0143 --to \"Preston adult safeguarding\" --why \"no partner or family abuse\"")]
pub struct Sending {
    /// Reference of the case
    case: String,
    /// Forum of this area
    #[arg(long, value_name = "FORUM", conflicts_with = "to", required_unless_present = "to")]
    forum: Option<String>,
    /// Body outside, by its name
    #[arg(long, value_name = "NAME")]
    to: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    why: String,
}

/// Record that the IDVA was told of a referral.
#[derive(Debug, Args)]
#[command(after_long_help = "Example:\n  convenor referral told-idva LAN-26-0143 --how telephone --at 14:10")]
pub struct ToldIdva {
    /// Reference of the case
    case: String,
    /// How
    #[arg(long, value_name = "HOW", default_value = "secure e-mail")]
    how: String,
    /// The day; today when not given
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// The time of day
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
}

/// The receipt for the referrer's last decision, by reference alone.
///
/// Without --sent-to it is only printed. The file is in clear.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor referral receipt LAN-26-0143
  convenor referral receipt LAN-26-0143 --file receipt.txt --sent-to \"Housing duty desk\"")]
pub struct Receipt {
    /// Reference of the case
    case: String,
    /// Write it to this file
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Record it as sent to this agency or post
    #[arg(long, value_name = "RECIPIENT")]
    sent_to: Option<String>,
    /// How it was sent
    #[arg(long, value_name = "HOW", default_value = "secure e-mail")]
    how: String,
    /// The day; today when not given
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Send these words instead of the draft
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
}

/// Changes before a meeting that the IDVA and whoever has an open action must be told of.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor referral alerts
  convenor referral alerts LAN-26-0143 --sent-to idva --sent-to police
  convenor referral alerts LAN-26-0143 --not-needed \"they told us themselves\"")]
pub struct Alerts {
    /// Only this case: prints its alert, drafted
    case: Option<String>,
    /// Record it as sent to this agency
    #[arg(long, value_name = "AGENCY", requires = "case", conflicts_with = "not_needed")]
    sent_to: Vec<String>,
    /// Nobody has to be told, and why
    #[arg(long, value_name = "WHY", requires = "case")]
    not_needed: Option<String>,
}

impl Referral {
    /// Carries it out.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let mut session = Session::open(globals)?;
        let request = match self {
            Self::List(list) => return list.run(&session, out),
            Self::Show(one) => {
                let case = find::case(&session, &one.case)?;
                session.consulted(Some(case.id.uuid()), None)?;
                return show::story(&story(&session, &case)?, out);
            }
            Self::Receipt(receipt) => return receipt.run(&mut session, out),
            Self::Alerts(alerts) => return alerts.run(&mut session, out),
            Self::TransferOut(going) => going.asked(&session)?,
            Self::TransferIn(coming) => coming.asked(&session)?,
            Self::Received(received) if received.case.is_none() => return show::transfers(&session, out),
            Self::Received(received) => received.asked(&session)?,
            decision => decision.asked(&session)?,
        };
        let reply = session.execute(request)?;
        out.reply(&reply)
    }

    /// The request of a decision or a notice.
    fn asked(self, session: &Session) -> Result<Request, Failure> {
        let case = |reference: &str| find::case(session, reference);
        let text = |typed: Option<String>| typed.as_deref().map(private);
        Ok(match self {
            Self::Accept(accept) => Request::AcceptReferral(AcceptReferral {
                case: case(&accept.case)?.id,
                meeting: accept
                    .meeting
                    .map(|meeting| find::meeting(session, &meeting))
                    .transpose()?
                    .map(|held| held.id),
                reason: text(accept.why),
            }),
            Self::Ask(asking) => asking.asked(session)?,
            Self::Answered(noted) => {
                Request::Answered(Answered { case: case(&noted.case)?.id, note: text(noted.note) })
            }
            Self::Decline(decline) => Request::DeclineReferral(DeclineReferral {
                case: case(&decline.case)?.id,
                reason: private(&decline.why),
                withdrawn: decline.withdrawn,
            }),
            Self::Send(sending) => {
                let to = match (sending.forum, sending.to) {
                    (Some(forum), _) => Destination::Forum(forum),
                    (None, body) => Destination::Body(body.unwrap_or_default()),
                };
                Request::SendOn(SendOn { case: case(&sending.case)?.id, to, reason: private(&sending.why) })
            }
            Self::Reopen(reopen) => Request::ReopenReferral(ReopenReferral {
                case: case(&reopen.case)?.id,
                reason: private(&reopen.why),
            }),
            Self::ToldIdva(told) => Request::TellIdva(TellIdva {
                case: case(&told.case)?.id,
                on: day(session, told.on.as_deref())?,
                time: told.at.as_deref().map(find::time).transpose()?,
                how: told.how,
            }),
            _ => return Err(Failure::unanswered()),
        })
    }
}

/// A day as typed; today when nothing is.
fn day(session: &Session, typed: Option<&str>) -> Result<jiff::civil::Date, Failure> {
    typed.map_or(Ok(session.now().today()), |typed| find::day(session, typed))
}

/// One case as the desk sees it.
fn story(session: &Session, case: &Case) -> Result<DeskStory, Failure> {
    match session.look(&Ask::DeskCase(case.id))? {
        Answer::DeskCase(story) => Ok(*story),
        _ => Err(Failure::unanswered()),
    }
}

impl Asking {
    fn asked(self, session: &Session) -> Result<Request, Failure> {
        let case = find::case(session, &self.case)?;
        let missing = if self.missing.is_empty() {
            story(session, &case)?.line.missing.into_iter().map(str::to_owned).collect()
        } else {
            self.missing
        };
        let due = match &self.by {
            Some(by) => find::day(session, by)?,
            None => session.area().holidays.add_working_days(session.now().today(), ANSWER_DAYS),
        };
        Ok(Request::AskForMore(AskForMore {
            case: case.id,
            missing,
            of: self.of.map(|of| find::agency(session, &of)).transpose()?,
            due,
            note: self.note.as_deref().map(private),
        }))
    }
}

impl List {
    fn run(self, session: &Session, out: &mut Out) -> Result<(), Failure> {
        let forum = self.forum.map(|forum| session.area().forum(&forum).map(|forum| forum.key.clone()));
        let filter = DeskFilter {
            words: self.narrow.told(session, FilterList::Desk, out)?,
            forum: forum.transpose()?,
            heap: self.heap,
            late: self.late,
            ..DeskFilter::default()
        };
        match session.look(&Ask::Desk(filter, Window::ALL))? {
            Answer::Desk(desk) => show::queue(&desk, session.now().today(), out),
            _ => Err(Failure::unanswered()),
        }
    }
}

impl Receipt {
    fn run(self, session: &mut Session, out: &mut Out) -> Result<(), Failure> {
        let case = find::case(session, &self.case)?;
        let text: Private = match &self.text {
            Some(text) => private(text),
            None => story(session, &case)?.letter.into(),
        };
        if self.file.is_none() && self.sent_to.is_none() {
            return out.indented(0, text.reveal());
        }
        if let Some(file) = &self.file {
            let now = session.now();
            let reply = save_text(session.service()?, now, case.id.uuid(), &text, file)?;
            out.reply(&reply)?;
        }
        if let Some(to) = self.sent_to {
            let on = day(session, self.on.as_deref())?;
            let reply = session.execute(Request::SendReceipt(SendReceipt {
                case: case.id,
                to,
                how: self.how,
                on,
                text,
            }))?;
            out.reply(&reply)?;
        }
        Ok(())
    }
}

impl Alerts {
    fn run(self, session: &mut Session, out: &mut Out) -> Result<(), Failure> {
        let Answer::Alerts(alerts) = session.look(&Ask::Alerts)? else { return Err(Failure::unanswered()) };
        let Some(reference) = &self.case else { return show::alerts(&alerts, out) };
        let case: Id<Case> = find::case(session, reference)?.id;
        let alert = alerts.into_iter().find(|alert| alert.case.id == case);
        let alert = alert.ok_or_else(|| {
            Failure::Refused(format!("nothing about {reference} has to be passed on before a meeting"))
        })?;
        let sent = !self.sent_to.is_empty();
        let text = match self.not_needed {
            Some(why) => private(&why),
            None if sent => alert.text.as_str().into(),
            None => return out.indented(0, &alert.text),
        };
        let to = self.sent_to.iter().map(|agency| find::agency(session, agency)).collect::<Result<_, _>>()?;
        let reply = session.execute(Request::SettleAlert(SettleAlert {
            case,
            meeting: alert.meeting,
            covers: alert.changes.iter().map(|change| change.group).collect(),
            words: told_in_words(&alert.changes),
            outcome: if sent { AlertOutcome::Sent } else { AlertOutcome::NotNeeded },
            to,
            text,
        }))?;
        out.reply(&reply)
    }
}
