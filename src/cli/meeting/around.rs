//! `convenor meeting pause`, `slot`, `break`, `quorum`, `take-over`, `allow`: what happens around the table.

use clap::Args;

use crate::cli::failure::Failure;
use crate::cli::find;
use crate::cli::out::Out;
use crate::cli::session::{Session, private};
use crate::domain::calendar::show_day;
use crate::domain::request::{
    Adjourn, Allow, PlanBreak, Request, SetSlot, SittingChange, TakeMinutes, Waive,
};
use crate::service::ask::{Answer, Ask};

/// Adjourn the meeting: for a break, or to another day.
///
/// The case being heard stays open and its time stands still. `meeting start` goes on.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor meeting pause MARAC-2026-11-26 --until 11:15
  convenor meeting pause MARAC-2026-11-26 --until \"2026-11-27 10:00\" --why \"fire alarm\"")]
pub struct Pausing {
    /// Reference of the meeting
    meeting: String,
    /// When it goes on: a time of today, or a day and a time
    #[arg(long, value_name = "WHEN")]
    until: Option<String>,
    /// Why, when it is more than a break
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
}

impl Pausing {
    /// The request.
    pub fn asked(self, session: &Session) -> Result<Request, Failure> {
        let meeting = find::meeting(session, &self.meeting)?.id;
        let today = session.now().today();
        let until = self.until.as_deref().map(|until| match find::time(until) {
            Ok(time) => Ok(today.to_datetime(time)),
            Err(_) => find::moment(session, until),
        });
        let why = self.why.as_deref().map(private);
        Ok(Request::Sitting(SittingChange::Adjourn(Adjourn { meeting, resumes: until.transpose()?, why })))
    }
}

/// Ask an agency in for some cases only; with no case, for all again.
///
/// A school or a midwife attends only its own cases: it counts as there for those alone, and the room says when its
/// slot begins.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor meeting slot MARAC-2026-11-26 education --case LAN-26-0143 --case LAN-26-0144 --from 10:40 --until 11:00
  convenor meeting slot MARAC-2026-11-26 education")]
pub struct Slotting {
    /// Reference of the meeting
    meeting: String,
    /// The agency
    agency: String,
    /// A case it attends; may be given several times
    #[arg(long, value_name = "REF")]
    case: Vec<String>,
    /// From when, as it was told
    #[arg(long, value_name = "TIME", requires = "case")]
    from: Option<String>,
    /// Until when, as it was told
    #[arg(long, value_name = "TIME", requires = "case")]
    until: Option<String>,
}

impl Slotting {
    /// The request.
    pub fn asked(self, session: &Session) -> Result<Request, Failure> {
        let cases = self.case.iter().map(|case| find::case(session, case).map(|case| case.id));
        Ok(Request::Sitting(SittingChange::SetSlot(SetSlot {
            meeting: find::meeting(session, &self.meeting)?.id,
            agency: find::agency(session, &self.agency)?,
            cases: cases.collect::<Result<_, _>>()?,
            begins: self.from.as_deref().map(find::time).transpose()?,
            ends: self.until.as_deref().map(find::time).transpose()?,
        })))
    }
}

/// Plan a break, after the case that is being heard at that time.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor meeting break MARAC-2026-11-26 --at 11:00 --minutes 15
  convenor meeting break MARAC-2026-11-26 --at 11:00 --off")]
pub struct Breaking {
    /// Reference of the meeting
    meeting: String,
    /// When
    #[arg(long, value_name = "TIME")]
    at: String,
    /// For how long
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..240))]
    minutes: u32,
    /// Take it away
    #[arg(long)]
    off: bool,
}

impl Breaking {
    /// The request.
    pub fn asked(self, session: &Session) -> Result<Request, Failure> {
        Ok(Request::Sitting(SittingChange::PlanBreak(PlanBreak {
            meeting: find::meeting(session, &self.meeting)?.id,
            at: find::time(&self.at)?,
            minutes: if self.off { 0 } else { self.minutes },
        })))
    }
}

/// Take the minutes over, from now on.
#[derive(Debug, Args)]
pub struct TakingOver {
    /// Reference of the meeting
    meeting: String,
    /// Who takes them; the user of the record when not given
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
}

impl TakingOver {
    /// The request.
    pub fn asked(self, session: &Session) -> Result<Request, Failure> {
        let meeting = find::meeting(session, &self.meeting)?.id;
        let by = self.by.as_deref().map(private);
        Ok(Request::Sitting(SittingChange::TakeMinutes(TakeMinutes { meeting, by })))
    }
}

/// Give a case a time of its own on the agenda.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Example:\n  convenor meeting allow MARAC-2026-11-26 --case LAN-26-0143 --minutes 15"
)]
pub struct Allowing {
    /// Reference of the meeting
    meeting: String,
    /// Reference of the case
    #[arg(long, value_name = "REF")]
    case: String,
    /// Minutes; the meeting's usual time when not given
    #[arg(long, value_name = "N")]
    minutes: Option<u32>,
}

impl Allowing {
    /// The request.
    pub fn asked(self, session: &Session) -> Result<Request, Failure> {
        let (_, _, item) = find::listed(session, &self.meeting, &self.case)?;
        Ok(Request::Sitting(SittingChange::Allow(Allow { item: item.id, minutes: self.minutes })))
    }
}

/// Show what a quorum needs and what is missing; the chair may go on without for a reason.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor meeting quorum MARAC-2026-11-26
  convenor meeting quorum MARAC-2026-11-26 --override \"IDVA by telephone for each case\"")]
pub struct Quorum {
    /// Reference of the meeting
    meeting: String,
    /// The chair goes on without, for this reason
    #[arg(long = "override", value_name = "WHY")]
    waive: Option<String>,
}

impl Quorum {
    /// Shows it, or goes on without.
    pub fn run(self, session: &mut Session, out: &mut Out) -> Result<(), Failure> {
        let meeting = find::meeting(session, &self.meeting)?;
        if let Some(why) = &self.waive {
            let waive = Waive { meeting: meeting.id, why: private(why) };
            let reply = session.execute(Request::Sitting(SittingChange::Waive(waive)))?;
            return out.reply(&reply);
        }
        let Answer::Agenda(agenda) = session.look(&Ask::Agenda(meeting.id))? else {
            return Err(Failure::unanswered());
        };
        let around = &agenda.around;
        if out.wants_json() {
            return out.json(serde_json::json!({
                "meeting": meeting.reference,
                "quorum": around.quorum,
                "missing": around.missing,
                "went_on_without": around.waived.as_ref().map(|waiver| &waiver.missing),
            }));
        }
        let Some(needed) = &around.quorum else { return out.line("the area sets no quorum for this forum") };
        out.line(&format!("quorum: {needed}"))?;
        let missing =
            if around.missing.is_empty() { "nothing".to_owned() } else { around.missing.join(", ") };
        out.line(&format!("missing now: {missing}"))?;
        if let Some(waiver) = &around.waived {
            let (day, time) = (show_day(waiver.at.date()), waiver.at.strftime("%H:%M"));
            let why = waiver.why.reveal();
            out.line(&format!("{day} {time}: the chair went on without {}: {why}", waiver.missing))?;
        }
        Ok(())
    }
}
