//! `convenor meeting`: adding one, running it, approving its minutes.

mod around;
mod attend;
mod checks;
mod research;
mod show;
mod urgent;

use clap::{Args, Subcommand};
use jiff::civil::Time;

use super::Globals;
use super::failure::Failure;
use super::find;
use super::out::Out;
use super::session::{Session, private};
use crate::domain::request::{AddMeeting, Approve, MoveMeeting, PapersOut, Request, Step, Urgent};

/// When a meeting begins unless something else is said. Our default.
const USUAL_START: Time = Time::constant(9, 30, 0, 0);

/// A meeting.
#[derive(Debug, Subcommand)]
pub enum Meeting {
    /// Add a meeting of a forum
    Add(Add),
    /// List meetings, the newest first
    List,
    /// Show one: when, where, who takes part, how far it has come
    Show(One),
    /// Open it, or go on after a pause
    Start(One),
    /// Record who takes part, and that confidentiality was accepted
    Attend(attend::Attend),
    /// Adjourn it, for a break or to another day
    Pause(around::Pausing),
    /// Ask an agency in for some cases only
    Slot(around::Slotting),
    /// Plan a break
    Break(around::Breaking),
    /// Give a case a time of its own
    Allow(around::Allowing),
    /// Show what a quorum needs; the chair may go on without
    Quorum(around::Quorum),
    /// Show or record what agencies returned before it, and what is missing
    Research(research::Research),
    /// Put a case on it that cannot wait, while it sits
    Urgent(urgent::Urgent),
    /// Victim-safety checks: list what is pending, ask, release, override
    Check(checks::Check),
    /// Bring an action before it: disputed, or chosen by the chair
    Raise(checks::Raising),
    /// Take its minutes over
    TakeOver(around::TakingOver),
    /// Close it: cases not reached wait for the next
    Close(One),
    /// Record that its papers went out; what changes afterwards is marked on the agenda
    PapersOut(PapersWent),
    /// Approve its minutes: says what is incomplete, and does it
    Approve(Approving),
}

/// Add a meeting of a forum.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor meeting add --forum MARAC --date 2026-11-26 --time 09:30 --venue \"Town Hall, room 2\" --chair \"DI Shah\"
  convenor meeting add --forum MARAC --date 2026-11-20 --urgent --case LAN-26-0143 --invite police,idva")]
pub struct Add {
    /// Forum: MARAC, MATAC or another of the area
    #[arg(long)]
    forum: String,
    /// The day
    #[arg(long)]
    date: String,
    /// When it begins; 09:30 when not given
    #[arg(long)]
    time: Option<String>,
    /// Minutes set aside; the forum's usual time when not given
    #[arg(long)]
    minutes: Option<u32>,
    /// Where
    #[arg(long)]
    venue: Option<String>,
    /// Who chairs
    #[arg(long, value_name = "NAME")]
    chair: Option<String>,
    /// A meeting outside the cycle, for the cases named
    #[arg(long, requires = "case")]
    urgent: bool,
    /// A case an urgent meeting is held for
    #[arg(long, value_name = "REF", requires = "urgent")]
    case: Vec<String>,
    /// Agencies asked to an urgent meeting, with commas between; all that are expected when not given
    #[arg(long, value_name = "AGENCIES", value_delimiter = ',', requires = "urgent")]
    invite: Vec<String>,
}

/// Record that the papers of a meeting went out.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Example:\n  convenor meeting papers-out MARAC-2026-11-26 --at \"2026-11-18 16:00\""
)]
pub struct PapersWent {
    /// Reference of the meeting
    meeting: String,
    /// When they went, if not now
    #[arg(long, value_name = "DATE TIME")]
    at: Option<String>,
}

/// One meeting.
#[derive(Debug, Args)]
pub struct One {
    /// Reference of the meeting
    meeting: String,
}

/// Approve the minutes.
///
/// What is incomplete is said and does not stand in the way. After approval the meeting takes nothing but addenda.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Example:
  convenor meeting approve MARAC-2026-11-26 --by \"DI Shah\" --how \"by e-mail\" --at \"2026-11-27 14:05\"")]
pub struct Approving {
    /// Reference of the meeting
    meeting: String,
    /// Who approved
    #[arg(long, value_name = "NAME")]
    by: String,
    /// How: at the keyboard, by e-mail ...
    #[arg(long, value_name = "HOW", default_value = "at the keyboard")]
    how: String,
    /// When it was given, if not now
    #[arg(long, value_name = "DATE TIME")]
    at: Option<String>,
}

impl Meeting {
    /// Carries it out.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let mut session = Session::open(globals)?;
        let request = match self {
            Self::List => return show::list(&session, out),
            Self::Show(one) => return show::one(&session, &one.meeting, out),
            Self::Attend(attend) => return attend.run(&mut session, out),
            Self::Add(add) => Request::AddMeeting(add.asked(&session)?),
            Self::Start(one) => one.step(&session, Step::Open)?,
            Self::Check(check) => return check.run(&mut session, out),
            Self::Quorum(quorum) => return quorum.run(&mut session, out),
            Self::Research(research) => return research.run(&mut session, out),
            Self::Urgent(urgent) => return urgent.run(&mut session, out),
            Self::Pause(pausing) => pausing.asked(&session)?,
            Self::Raise(raising) => raising.asked(&session)?,
            Self::Slot(slotting) => slotting.asked(&session)?,
            Self::Break(breaking) => breaking.asked(&session)?,
            Self::Allow(allowing) => allowing.asked(&session)?,
            Self::TakeOver(taking) => taking.asked(&session)?,
            Self::Close(one) => one.step(&session, Step::Close)?,
            Self::PapersOut(papers) => Request::PapersOut(PapersOut {
                meeting: find::meeting(&session, &papers.meeting)?.id,
                out: papers.at.map(|at| find::moment(&session, &at)).transpose()?,
            }),
            Self::Approve(approving) => Request::Approve(Approve {
                meeting: find::meeting(&session, &approving.meeting)?.id,
                by: private(&approving.by),
                how: approving.how,
                at: approving.at.map(|at| find::moment(&session, &at)).transpose()?,
            }),
        };
        let reply = session.execute(request)?;
        out.reply(&reply)
    }
}

impl Add {
    fn asked(self, session: &Session) -> Result<AddMeeting, Failure> {
        let urgent = self.urgent.then(|| {
            let cases = self.case.iter().map(|case| find::case(session, case).map(|case| case.id));
            let invite = self.invite.iter().map(|agency| find::agency(session, agency));
            Ok::<_, Failure>(Urgent {
                cases: cases.collect::<Result<_, _>>()?,
                invite: invite.collect::<Result<_, _>>()?,
            })
        });
        let urgent = urgent.transpose()?;
        Ok(AddMeeting {
            on: find::day(session, &self.date)?,
            starts: self.time.as_deref().map_or(Ok(USUAL_START), find::time)?,
            minutes: self.minutes,
            venue: self.venue.map(|venue| crate::domain::text::clean(&venue)),
            chair: self.chair.as_deref().map(private),
            urgent,
            forum: self.forum,
        })
    }
}

impl One {
    fn step(&self, session: &Session, step: Step) -> Result<Request, Failure> {
        Ok(Request::MoveMeeting(MoveMeeting { meeting: find::meeting(session, &self.meeting)?.id, step }))
    }
}
