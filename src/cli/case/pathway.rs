//! `convenor case pathway`: somebody of a case is referred to a service; the referral is made, taken up, ended.

use clap::{Args, Subcommand};
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::cli::failure::Failure;
use crate::cli::find;
use crate::cli::need::whom;
use crate::cli::out::Out;
use crate::cli::session::{Session, private};
use crate::domain::calendar::show_numeric;
use crate::domain::request::{PathwayChange, ReferTo, Request};
use crate::domain::rows::pathway::PathwayEnd;
use crate::domain::tools::services::ForWhom;
use crate::service::ask::{Answer, Ask, PathwayTold, Provided};

/// Referrals of a case to services.
#[derive(Debug, Subcommand)]
pub enum Pathway {
    /// Refer somebody of the case to a service of the directory
    Add(Adding),
    /// List the case's referrals and what came of them
    List(One),
    /// Say that a referral was made
    Made(Stepping),
    /// Say that it was taken up
    TakenUp(Stepping),
    /// Say how it ended: what the service refused is kept as an unmet need
    Ended(Ending),
}

/// Refer somebody to a service.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor case pathway add LAN-26-0143 quay-recovery --for perpetrator --action 3
  convenor case pathway taken-up LAN-26-0143 quay-recovery --on 10/12/2026
  convenor case pathway ended LAN-26-0143 turning-tide --how would-not-take-them \"denies all of it\"

An action whose words refer somebody to one service of the directory keeps the referral by itself.")]
pub struct Adding {
    /// Reference of the case
    case: String,
    /// Service: its key or name
    service: String,
    /// Who is referred: victim, perpetrator, child, couple
    #[arg(long = "for", value_name = "WHOM", value_parser = whom)]
    of: Option<ForWhom>,
    /// Kind of need it is to meet
    #[arg(long, value_name = "KEY")]
    need: Option<String>,
    /// Number of the action that refers them
    #[arg(long, value_name = "NUMBER")]
    action: Option<u32>,
    /// Meeting it was agreed in
    #[arg(long, value_name = "MEETING")]
    meeting: Option<String>,
    /// Day it was made; leave it out while it is only agreed
    #[arg(long, value_name = "DATE")]
    made: Option<String>,
}

/// One case.
#[derive(Debug, Args)]
pub struct One {
    /// Reference of the case
    case: String,
}

/// Say that a referral was made or taken up.
#[derive(Debug, Args)]
pub struct Stepping {
    /// Reference of the case
    case: String,
    /// Service: its key or name
    service: String,
    /// Who was referred, when several were
    #[arg(long = "for", value_name = "WHOM", value_parser = whom)]
    of: Option<ForWhom>,
    /// The day; today unless told
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

/// Say how a referral ended.
#[derive(Debug, Args)]
pub struct Ending {
    #[command(flatten)]
    which: Stepping,
    /// finished, left, not-taken-up, would-not-take-them, withdrawn
    #[arg(long, value_name = "HOW", value_parser = end)]
    how: PathwayEnd,
    /// What was said
    words: Vec<String>,
}

fn end(typed: &str) -> Result<PathwayEnd, String> {
    PathwayEnd::parse(typed).ok_or_else(|| {
        let known: Vec<String> = PathwayEnd::ALL.iter().map(|end| end.word().replace(' ', "-")).collect();
        format!("one of {}", known.join(", "))
    })
}

impl Pathway {
    /// Carries it out.
    pub fn run(self, session: &mut Session, out: &mut Out) -> Result<(), Failure> {
        let change = match self {
            Self::List(one) => {
                let provided = provided(session, &one.case)?;
                session.consulted(Some(provided.case.uuid()), None)?;
                return list(&provided, out);
            }
            Self::Add(adding) => PathwayChange::Refer(Box::new(adding.asked(session)?)),
            Self::Made(step) => {
                PathwayChange::Made { pathway: step.found(session)?.row.id, on: step.day(session)? }
            }
            Self::TakenUp(step) => {
                PathwayChange::TakenUp { pathway: step.found(session)?.row.id, on: step.day(session)? }
            }
            Self::Ended(ending) => PathwayChange::Ended {
                pathway: ending.which.found(session)?.row.id,
                on: ending.which.day(session)?,
                end: ending.how,
                outcome: (!ending.words.is_empty()).then(|| private(&ending.words.join(" "))),
            },
        };
        let reply = session.execute(Request::Pathway(change))?;
        out.reply(&reply)
    }
}

fn provided(session: &Session, case: &str) -> Result<Provided, Failure> {
    match session.look(&Ask::Provided(find::case(session, case)?.id))? {
        Answer::Provided(provided) => Ok(*provided),
        _ => Err(Failure::unanswered()),
    }
}

impl Adding {
    fn asked(self, session: &Session) -> Result<ReferTo, Failure> {
        let case = find::case(session, &self.case)?;
        let action = self.action.map(|number| find::action(session, &format!("{}/{number}", case.reference)));
        let meeting = self.meeting.as_deref().map(|name| find::meeting(session, name)).transpose()?;
        Ok(ReferTo {
            case: case.id,
            meeting: meeting.map(|meeting| meeting.id),
            action: action.transpose()?.map(|action| action.id),
            service: self.service,
            whom: self.of,
            kind: self.need,
            referred: self.made.as_deref().map(|day| find::day(session, day)).transpose()?,
        })
    }
}

impl Stepping {
    fn day(&self, session: &Session) -> Result<Date, Failure> {
        self.on.as_deref().map_or_else(|| Ok(session.now().today()), |day| find::day(session, day))
    }

    /// The referral that has not ended, to the service named.
    fn found(&self, session: &Session) -> Result<PathwayTold, Failure> {
        let key =
            session.area().services.service(&self.service).map_or(self.service.as_str(), |one| &one.key);
        let mut found: Vec<PathwayTold> = provided(session, &self.case)?.pathways;
        found.retain(|line| {
            line.row.service.eq_ignore_ascii_case(key)
                && line.row.ended.is_none()
                && self.of.is_none_or(|whom| line.row.whom == whom)
        });
        match (found.pop(), found.is_empty()) {
            (Some(only), true) => Ok(only),
            (Some(_), false) => {
                Err(Failure::Usage("several were referred there: say who with --for".to_owned()))
            }
            (None, _) => {
                Err(Failure::Refused(format!("{} has no live referral to {}", self.case, self.service)))
            }
        }
    }
}

fn list(provided: &Provided, out: &mut Out) -> Result<(), Failure> {
    if out.wants_json() {
        return out.json(provided.pathways.iter().map(value).collect());
    }
    let day = |on: Option<Date>| on.map(show_numeric).unwrap_or_default();
    let rows: Vec<[String; 7]> = provided
        .pathways
        .iter()
        .map(|line| {
            let row = &line.row;
            [
                row.name.clone(),
                row.whom.to_string(),
                line.action.clone().unwrap_or_default(),
                row.end.map_or_else(|| row.state().to_string(), |end| end.to_string()),
                day(row.referred),
                day(row.taken_up),
                day(row.ended),
            ]
        })
        .collect();
    out.table(["SERVICE", "FOR", "ACTION", "STANDS", "MADE", "TAKEN UP", "ENDED"], &rows)
}

fn value(line: &PathwayTold) -> Value {
    let row = &line.row;
    json!({
        "case": line.case,
        "service": row.service,
        "name": row.name,
        "for": row.whom,
        "need": row.kind,
        "action": line.action,
        "state": row.state(),
        "agreed": row.agreed,
        "made": row.referred,
        "taken_up": row.taken_up,
        "ended": row.ended,
        "end": row.end,
        "outcome": row.outcome.as_ref().map(|words| words.reveal().to_owned()),
    })
}
