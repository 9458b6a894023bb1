//! `convenor subject`: the ranked list, one subject whole, nominations, moves, and what is kept of a subject.

mod add;
mod show;
mod top;

use clap::{Args, Subcommand};

use super::Globals;
use super::failure::Failure;
use super::find;
use super::out::Out;
use super::session::{Session, private};
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::request::{DoCheck, MoveSubject, Request, Score, SetProfile};
use crate::domain::rows::case::Case;
use crate::domain::rows::subject::{Check, ScoreMoment, Stage};
use crate::domain::stage::{self, NEEDS, Need};

/// Subjects of a perpetrator forum.
#[derive(Debug, Subcommand)]
pub enum Subject {
    /// The ranked list, with what moved since last month and who dropped out
    Top(top::Top),
    /// Show everything the record holds of a subject; that you looked is logged
    Show(Show),
    /// Put somebody forward; they are checked against the ranked list
    Nominate(Box<add::Nominate>),
    /// Move a subject to another stage
    Move(Move),
    /// Keep lines of a subject's profile
    Profile(Profile),
    /// Keep what an agency asserts of a subject
    Assert(add::Assertion),
    /// Keep whether a subject has been told
    Tell(add::Tell),
    /// Record a check that was due
    Check(Checking),
    /// Score a subject anew by the area's scheme, as at a review
    Review(Show),
}

/// A subject's case.
#[derive(Debug, Args)]
pub struct Show {
    /// Reference of the case
    case: String,
}

/// Move a subject to another stage. What the move asks for and nobody answered is listed; the chair may go on without
/// it for a reason.
#[derive(Debug, Args)]
#[command(after_long_help = moves())]
pub struct Move {
    /// Reference of the case
    case: String,
    /// Where it is to stand: accepted, not-engaging, exit-proposed ...
    #[arg(value_parser = to)]
    to: Stage,
    /// Why, in words
    #[arg(long = "why", value_name = "TEXT", alias = "reason", default_value = "")]
    reason: String,
    /// A reason of the list, by its key
    #[arg(long, value_name = "KEY")]
    ground: Option<String>,
    /// Who decided
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Meeting that decided
    #[arg(long, value_name = "REF")]
    meeting: Option<String>,
    /// Day of the decision; today unless told
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// An answer to what the move asks for, as KEY=WORDS
    #[arg(long = "answer", value_name = "KEY=WORDS", value_parser = answer)]
    answers: Vec<(Need, Private)>,
    /// Why the chair goes on without what is lacking
    #[arg(long = "override", value_name = "REASON")]
    overridden: Option<String>,
}

/// Keep lines of a subject's profile; an empty one takes the line before away.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Example:\n  convenor subject profile LAN-26-0151 --agency probation --set \"alcohol=yes, most evenings\" --set plan=\"visit weekly\""
)]
pub struct Profile {
    /// Reference of the case
    case: String,
    /// A line, as FIELD=WORDS; a question begins with yes, no or unknown
    #[arg(long = "set", value_name = "FIELD=WORDS", required = true, value_parser = set)]
    lines: Vec<(String, Private)>,
    /// Agency that says so
    #[arg(long)]
    agency: Option<String>,
    /// Day it is of; today unless told
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
}

/// Record a check that was due.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Example:\n  convenor subject check LAN-26-0151 1 \"no record since discharge\" --agency police"
)]
pub struct Checking {
    /// Reference of the case
    case: String,
    /// Number of the check, as `subject show` counts the open ones
    number: usize,
    /// What was found
    words: String,
    /// Agency that looked
    #[arg(long)]
    agency: Option<String>,
    /// Day it was done; today unless told
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
}

/// Stages, reasons and what moves ask for, out of the one table.
fn moves() -> String {
    let stages: Vec<String> = Stage::ALL.iter().map(|stage| stage.word().replace(' ', "-")).collect();
    let asked: Vec<String> =
        NEEDS.iter().filter_map(|row| Some(format!("{} ({})", row.key, row.ask?.to_lowercase()))).collect();
    let grounds: Vec<&str> = stage::GROUNDS.iter().map(|row| row.key).collect();
    format!(
        "Stages: {}\nAnswers: {}\nReasons: {}\n\nExample:\n  convenor subject move LAN-26-0151 accepted --meeting MATAC-2026-12-03 --by \"Det Insp Lomax\"",
        stages.join(", "),
        asked.join(", "),
        grounds.join(", ")
    )
}

fn to(typed: &str) -> Result<Stage, String> {
    let known: Vec<String> = Stage::ALL.iter().map(|stage| stage.word().replace(' ', "-")).collect();
    Stage::parse(typed).ok_or_else(|| format!("one of {}", known.join(", ")))
}

/// Splits `KEY=WORDS`.
fn pair(typed: &str) -> Result<(String, Private), String> {
    let (key, words) = typed.split_once('=').ok_or("write it as KEY=WORDS")?;
    Ok((key.trim().to_lowercase(), private(words)))
}

fn set(typed: &str) -> Result<(String, Private), String> {
    pair(typed)
}

fn answer(typed: &str) -> Result<(Need, Private), String> {
    let (key, words) = pair(typed)?;
    let known =
        || NEEDS.iter().filter(|row| row.ask.is_some()).map(|row| row.key).collect::<Vec<_>>().join(", ");
    let need = Need::named(&key).ok_or_else(|| format!("one of {}", known()))?;
    Ok((need, words))
}

impl Subject {
    /// Carries it out.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let mut session = Session::open(globals)?;
        let request = match self {
            Self::Top(top) => return top.run(&session, out),
            Self::Show(show) => {
                let case = find::case(&session, &show.case)?;
                session.consulted(Some(case.id.uuid()), None)?;
                return show::show(&session, case.id, out);
            }
            Self::Nominate(nominate) => nominate.request(&session)?,
            Self::Assert(assertion) => assertion.request(&session)?,
            Self::Tell(tell) => tell.request(&session)?,
            Self::Move(asked) => asked.request(&session)?,
            Self::Profile(profile) => Request::SetProfile(SetProfile {
                case: find::case(&session, &profile.case)?.id,
                lines: profile.lines,
                agency: profile.agency.map(|agency| find::agency(&session, &agency)).transpose()?,
                on: profile.date.map(|day| find::day(&session, &day)).transpose()?,
            }),
            Self::Check(checking) => checking.request(&session)?,
            Self::Review(show) => {
                let case = find::case(&session, &show.case)?.id;
                Request::Score(Score { case, moment: ScoreMoment::Review })
            }
        };
        let reply = session.execute(request)?;
        out.reply(&reply)
    }
}

impl Move {
    fn request(self, session: &Session) -> Result<Request, Failure> {
        Ok(Request::MoveSubject(MoveSubject {
            case: find::case(session, &self.case)?.id,
            to: self.to,
            on: self.date.map(|day| find::day(session, &day)).transpose()?,
            meeting: self
                .meeting
                .map(|meeting| find::meeting(session, &meeting))
                .transpose()?
                .map(|row| row.id),
            by: self.by.as_deref().map(private),
            ground: self.ground,
            reason: private(&self.reason),
            answers: self.answers,
            overridden: self.overridden.as_deref().map(private),
        }))
    }
}

impl Checking {
    fn request(self, session: &Session) -> Result<Request, Failure> {
        let case = find::case(session, &self.case)?;
        let open = open_checks(session, case.id)?;
        let check = self.number.checked_sub(1).and_then(|place| open.get(place));
        let check = check.ok_or_else(|| {
            Failure::Refused(format!("{} has {} checks to be done", case.reference, open.len()))
        })?;
        Ok(Request::DoCheck(DoCheck {
            check: check.id,
            on: self.date.map(|day| find::day(session, &day)).transpose()?,
            by: self.agency.map(|agency| find::agency(session, &agency)).transpose()?,
            words: private(&self.words),
        }))
    }
}

/// Checks that wait, in the order in which they are numbered.
fn open_checks(session: &Session, case: Id<Case>) -> Result<Vec<Check>, Failure> {
    let mut open = session.rows().find::<Check>("case", &case)?;
    open.retain(|check| check.open);
    open.sort_by_key(|check| (check.due, check.id));
    Ok(open)
}
