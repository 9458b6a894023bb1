//! `convenor need`: needs that no service meets, kept, listed, met.

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::Globals;
use super::failure::Failure;
use super::find;
use super::out::Out;
use super::session::{Session, private};
use crate::domain::calendar::{add_months, show_numeric};
use crate::domain::private::Private;
use crate::domain::request::{KeepNeed, PathwayChange, Request};
use crate::domain::tools::services::{ForWhom, Lack};
use crate::service::ask::{Answer, Ask, NeedTold};

/// Months that a list goes back unless told. Our default.
const MONTHS: i32 = 12;

/// Needs that no service meets.
#[derive(Debug, Subcommand)]
pub enum Need {
    /// Keep a need of somebody of a case that no service meets
    Add(Adding),
    /// List needs that stand open, or every one that was found
    List(Listing),
    /// Say that a need is met, or no longer there
    Met(Meeting),
}

/// Keep a need that no service meets.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor need add LAN-26-0143 alcohol --for perpetrator --meeting MARAC-2026-11-26
  convenor need add LAN-26-0143 refuge --why declined --service lantern-house \"no room for three children\"

What may be said: `convenor service needs` lists the kinds.")]
pub struct Adding {
    /// Reference of the case
    case: String,
    /// Key of the kind of need
    need: String,
    /// In words
    words: Vec<String>,
    /// Whose need: victim, perpetrator, child, couple; the first it is for unless told
    #[arg(long = "for", value_name = "WHOM", value_parser = whom)]
    of: Option<ForWhom>,
    /// Why no service meets it; what the directory says unless told
    #[arg(long, value_name = "WHY", value_parser = lack)]
    why: Option<Lack>,
    /// Service that was asked and would not take them
    #[arg(long, value_name = "SERVICE")]
    service: Option<String>,
    /// Meeting it was found in
    #[arg(long, value_name = "MEETING")]
    meeting: Option<String>,
    /// Agency that says so
    #[arg(long, value_name = "AGENCY")]
    agency: Option<String>,
    /// The day; today unless told
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

/// Whom a need or a service is for.
pub fn whom(typed: &str) -> Result<ForWhom, String> {
    ForWhom::parse(typed).ok_or_else(|| "one of victim, perpetrator, child, couple".to_owned())
}

fn lack(typed: &str) -> Result<Lack, String> {
    let short = [("none", Lack::NoService), ("closed", Lack::ListClosed), ("declined", Lack::Declined)];
    let short = short.into_iter().find(|(word, _)| word.eq_ignore_ascii_case(typed)).map(|(_, lack)| lack);
    Lack::parse(typed).or(short).ok_or_else(|| {
        let known: Vec<String> = Lack::ALL.iter().map(|lack| lack.word().replace(' ', "-")).collect();
        format!("one of {}", known.join(", "))
    })
}

/// List needs.
#[derive(Debug, Args)]
pub struct Listing {
    /// Of one case
    #[arg(long, value_name = "CASE")]
    case: Option<String>,
    /// Of one kind
    #[arg(long, value_name = "KEY")]
    need: Option<String>,
    /// Those that are met too
    #[arg(long)]
    all: bool,
    /// Found from this day on; a year back unless told
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Found up to this day
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
}

/// Say that a need is met.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Example:\n  convenor need met LAN-26-0143 alcohol \"started with Quay Recovery\""
)]
pub struct Meeting {
    /// Reference of the case
    case: String,
    /// Key of the kind of need
    need: String,
    /// How, or why it is no longer there
    words: Vec<String>,
    /// Whose need, when two have it
    #[arg(long = "for", value_name = "WHOM", value_parser = whom)]
    of: Option<ForWhom>,
    /// The day; today unless told
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

impl Need {
    /// Carries it out.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let mut session = Session::open(globals)?;
        let change = match self {
            Self::List(listing) => return listing.print(&mut session, out),
            Self::Add(adding) => PathwayChange::Need(Box::new(adding.asked(&session)?)),
            Self::Met(meeting) => meeting.asked(&session)?,
        };
        let reply = session.execute(Request::Pathway(change))?;
        out.reply(&reply)
    }
}

fn said(words: &[String]) -> Option<Private> {
    (!words.is_empty()).then(|| private(&words.join(" ")))
}

impl Adding {
    fn asked(self, session: &Session) -> Result<KeepNeed, Failure> {
        let meeting = self.meeting.as_deref().map(|name| find::meeting(session, name)).transpose()?;
        Ok(KeepNeed {
            case: find::case(session, &self.case)?.id,
            meeting: meeting.map(|meeting| meeting.id),
            kind: self.need,
            whom: self.of,
            lack: self.why.or(self.service.as_ref().map(|_| Lack::Declined)),
            service: self.service,
            words: said(&self.words),
            agency: self.agency.as_deref().map(|agency| find::agency(session, agency)).transpose()?,
            on: self.on.as_deref().map(|day| find::day(session, day)).transpose()?,
        })
    }
}

impl Meeting {
    fn asked(self, session: &Session) -> Result<PathwayChange, Failure> {
        let case = find::case(session, &self.case)?;
        let Answer::Provided(provided) = session.look(&Ask::Provided(case.id))? else {
            return Err(Failure::unanswered());
        };
        let fits = |line: &&NeedTold| {
            line.row.met.is_none()
                && line.row.kind.eq_ignore_ascii_case(&self.need)
                && self.of.is_none_or(|whom| line.row.whom == whom)
        };
        let found: Vec<&NeedTold> = provided.needs.iter().filter(fits).collect();
        let need = match found.as_slice() {
            [only] => only.row.id,
            [] => {
                let why = format!("no need {} of {} stands open", self.need, case.reference);
                return Err(Failure::Refused(why));
            }
            _ => return Err(Failure::Usage("two have that need: say whose with --for".to_owned())),
        };
        let on = self.on.as_deref().map(|day| find::day(session, day)).transpose()?;
        Ok(PathwayChange::Met { need, on: on.unwrap_or(session.now().today()), outcome: said(&self.words) })
    }
}

impl Listing {
    fn print(&self, session: &mut Session, out: &mut Out) -> Result<(), Failure> {
        let today = session.now().today();
        let day = |typed: &Option<String>| typed.as_deref().map(|day| find::day(session, day)).transpose();
        let from = day(&self.from)?.unwrap_or_else(|| add_months(today, -MONTHS));
        let mut found = match &self.case {
            Some(case) => match session.look(&Ask::Provided(find::case(session, case)?.id))? {
                Answer::Provided(provided) => {
                    session.consulted(Some(provided.case.uuid()), None)?;
                    provided.needs
                }
                _ => return Err(Failure::unanswered()),
            },
            None => match session.look(&Ask::Needs(from, day(&self.to)?.unwrap_or(today)))? {
                Answer::Needs(found) => found,
                _ => return Err(Failure::unanswered()),
            },
        };
        found.retain(|line| {
            (self.all || line.row.met.is_none())
                && self.need.as_ref().is_none_or(|key| line.row.kind.eq_ignore_ascii_case(key))
        });
        if out.wants_json() {
            let of_case = self.case.is_some();
            return out.json(found.iter().map(|line| value(line, of_case)).collect());
        }
        let rows: Vec<[String; 7]> = found
            .iter()
            .map(|line| {
                [
                    line.case.clone(),
                    line.forum.clone(),
                    line.label.clone(),
                    line.row.whom.to_string(),
                    line.row.lack.to_string(),
                    show_numeric(line.row.on),
                    line.row.met.map(show_numeric).unwrap_or_default(),
                ]
            })
            .collect();
        out.table(["CASE", "FORUM", "NEED", "FOR", "WHY", "SINCE", "MET"], &rows)
    }
}

/// What was said is told of a case that was asked for, and of no other.
fn value(line: &NeedTold, of_case: bool) -> Value {
    let words =
        |text: &Option<Private>| text.as_ref().filter(|_| of_case).map(|text| text.reveal().to_owned());
    json!({
        "case": line.case,
        "forum": line.forum,
        "need": line.row.kind,
        "label": line.label,
        "for": line.row.whom,
        "why": line.row.lack,
        "service": line.row.service,
        "district": line.row.district,
        "since": line.row.on,
        "met": line.row.met,
        "words": words(&line.row.words),
        "outcome": words(&line.row.outcome),
    })
}
