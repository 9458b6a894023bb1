//! `convenor principle`: how a forum rates itself against a list of principles.

use clap::{Args, Subcommand};
use serde_json::json;

use super::Globals;
use super::failure::Failure;
use super::out::Out;
use super::session::Session;
use crate::domain::report::{Asked, Period, Report, ReportKind, principles};
use crate::domain::request::{RatePrinciple, Request};
use crate::domain::rows::plan::Rag;
use crate::domain::tools::Tool;
use crate::domain::tools::principles::PrincipleList;
use crate::service::ask::{Answer, Ask};

/// Self-assessment.
#[derive(Debug, Subcommand)]
pub enum Principle {
    /// List the principles of the area's lists, with the figures that stand beside each
    List,
    /// Rate a forum against one principle over a period, with the reason
    Rate(Rating),
}

/// Rate a forum against one principle. Every rating is kept with the figures as they stood; the newest of a period holds. The whole
/// assessment is `convenor report principles`.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Example:
  convenor principle rate 3 --forum MARAC --period 2026 --rating amber --why \"deputies are not named in advance\"")]
pub struct Rating {
    /// Key of the principle, as the list has it
    principle: String,
    /// green, amber or red
    #[arg(long, value_name = "RATING", value_parser = rag)]
    rating: Rag,
    /// Why; not needed for green
    #[arg(long, value_name = "TEXT", default_value = "")]
    why: String,
    /// Which forum [default: the area's only one that has such a report]
    #[arg(long, value_name = "FORUM")]
    forum: Option<String>,
    /// The period that is rated
    #[arg(long, value_name = "PERIOD", default_value = "last-12-months")]
    period: String,
    /// Which list, where the area has several
    #[arg(long, value_name = "LIST")]
    list: Option<String>,
}

fn rag(typed: &str) -> Result<Rag, String> {
    Rag::parse(typed).ok_or_else(|| "one of green, amber, red".to_owned())
}

impl Principle {
    /// Carries it out.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let mut session = Session::open(globals)?;
        match self {
            Self::List => list(&session, out),
            Self::Rate(rating) => {
                let request = rating.asked(&session)?;
                let reply = session.execute(Request::RatePrinciple(request))?;
                out.reply(&reply)
            }
        }
    }
}

fn list(session: &Session, out: &mut Out) -> Result<(), Failure> {
    let every = session.area().principles.iter();
    let all = every.flat_map(|list| list.principle.iter().map(move |principle| (list, principle)));
    if out.wants_json() {
        let value = |(list, principle): (&PrincipleList, &crate::domain::tools::principles::Principle)| json!({ "list": list.identity(), "principle": principle.key, "name": principle.name, "evidence": principle.evidence });
        return out.json(all.map(value).collect());
    }
    let rows: Vec<[String; 4]> = all
        .map(|(list, principle)| {
            [list.identity(), principle.key.clone(), principle.name.clone(), principle.evidence.join(", ")]
        })
        .collect();
    out.table(["LIST", "KEY", "PRINCIPLE", "FIGURES BESIDE IT"], &rows)
}

impl Rating {
    fn asked(self, session: &Session) -> Result<RatePrinciple, Failure> {
        let period = Period::read(&self.period, session.now().today()).map_err(Failure::Usage)?;
        let lists = &session.area().principles;
        let list = match &self.list {
            Some(name) => {
                lists.iter().find(|list| list.identity() == *name || list.name.eq_ignore_ascii_case(name))
            }
            None => lists.iter().find(|list| list.get(&self.principle).is_some()),
        };
        let list = list.ok_or_else(|| {
            Failure::Refused(format!(
                "no list of the area has a principle {}; see `principle list`",
                self.principle
            ))
        })?;
        let forum =
            self.forum.as_deref().map(|name| super::report::forum(session, name).map_err(Failure::Refused));
        let asked = Asked {
            forum: forum.transpose()?,
            ..Asked::over(ReportKind::Principles, period.from, period.to)
        };
        let Answer::Report(report) = session.look(&Ask::Report(Box::new(asked)))? else {
            return Err(Failure::unanswered());
        };
        let forum = one(&report)?;
        let over = list.get(&self.principle).map(principles::title).unwrap_or_default();
        Ok(RatePrinciple {
            forum,
            list: list.identity(),
            principle: self.principle,
            from: period.from,
            to: period.to,
            rag: self.rating,
            commentary: self.why,
            seen: principles::seen(&report, &over),
        })
    }
}

/// The one forum that a report is of.
fn one(report: &Report) -> Result<String, Failure> {
    report.forum.clone().ok_or_else(|| {
        Failure::Usage("the area has several forums that could be rated: say which with --forum".to_owned())
    })
}
