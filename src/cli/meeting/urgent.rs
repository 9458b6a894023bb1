//! `convenor meeting urgent`: a case that comes up while the meeting sits.

use clap::Args;

use crate::cli::failure::Failure;
use crate::cli::find;
use crate::cli::out::Out;
use crate::cli::session::{Session, private};
use crate::domain::id::Id;
use crate::domain::referral::quick;
use crate::domain::request::{ListCase, Request, TakeReferral};

/// Put an urgent case on the agenda of a meeting that sits: one that waits, or a new one in four words.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor meeting urgent MARAC-2026-11-26 --case LAN-26-0150 --why \"released this morning\"
  convenor meeting urgent MARAC-2026-11-26 --victim \"Mary Example\" --perpetrator \"Dean Example\" \\
      --agency police --why \"strangled last night, he is at large\"")]
pub struct Urgent {
    /// Reference of the meeting
    meeting: String,
    /// A case that waits
    #[arg(long, value_name = "REF", required_unless_present = "victim", conflicts_with = "victim")]
    case: Option<String>,
    /// The victim of a new referral, family name last
    #[arg(long, value_name = "NAME", requires = "agency")]
    victim: Option<String>,
    /// The perpetrator, family name last
    #[arg(long, value_name = "NAME", requires = "victim")]
    perpetrator: Option<String>,
    /// Who refers
    #[arg(long, value_name = "AGENCY", requires = "victim")]
    agency: Option<String>,
    /// Why it cannot wait
    #[arg(long, value_name = "TEXT")]
    why: String,
}

impl Urgent {
    /// Puts it there.
    pub fn run(self, session: &mut Session, out: &mut Out) -> Result<(), Failure> {
        let meeting = find::meeting(session, &self.meeting)?;
        let case = match (&self.case, &self.victim) {
            (Some(case), _) => find::case(session, case)?.id,
            (None, victim) => {
                let agency = find::agency(session, self.agency.as_deref().unwrap_or_default())?;
                let victim = victim.as_deref().unwrap_or_default();
                let today = session.now().today();
                let form =
                    quick::quick(victim, self.perpetrator.as_deref(), &agency, private(&self.why), today);
                let forum = meeting.forum.clone();
                let take = TakeReferral { forum, row: 1, heard: false, number: None, form };
                let reply = session.execute(Request::TakeReferral(Box::new(take)))?;
                out.reply(&reply)?;
                let case = reply.ids.first().copied();
                case.map(Id::new).ok_or_else(Failure::unanswered)?
            }
        };
        // What is said of an urgent case is narrative; the agenda says only that it is one.
        let why = Some("urgent, added in the meeting".to_owned());
        let reply = session.execute(Request::ListCase(ListCase { meeting: meeting.id, case, why }))?;
        out.reply(&reply)
    }
}
