//! `convenor action add`: a line read as in the meeting room.

use clap::Args;

use crate::cli::failure::Failure;
use crate::cli::find;
use crate::cli::out::Out;
use crate::cli::session::{Session, private};
use crate::domain::lexicon::lexicon;
use crate::domain::line::{self, Lexicon, Reading};
use crate::domain::rows::area::Agency;
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::{Attendance, Meeting};
use crate::service::ask::{Answer, Ask};
use crate::service::typed::{Scene, Target, requests};

/// Add actions to a case by the line that a coordinator would type.
///
/// The line says who, what and by when: "idva: safety plan by fri", "pol+csc: strategy meeting 48hrs",
/// "all: flag and tag". What was understood is said; a line in which no action can be read is kept as a note.
#[derive(Debug, Args)]
#[command(
    override_usage = "convenor action add [OPTIONS] --case <REF> [MEETING] <LINE>",
    after_long_help = "\
Examples:
  convenor action add MARAC-2026-11-26 --case LAN-26-0143 \"hsg: sanctuary and locks 24hrs\"
  convenor action add --case LAN-26-0143 \"prob: confirm release date by 27/11\""
)]
pub struct Add {
    /// Reference of the meeting, left out between meetings; and the line, in quotation marks
    #[arg(value_name = "MEETING LINE", required = true)]
    words: Vec<String>,
    /// Reference of the case
    #[arg(long, value_name = "REF")]
    case: String,
}

impl Add {
    /// Reads the line and adds what it says.
    pub fn run(self, session: &mut Session, out: &mut Out) -> Result<(), Failure> {
        let (meeting, line) = match self.words.as_slice() {
            [line] => (None, line),
            [meeting, line] => (Some(meeting), line),
            _ => return Err(Failure::Usage("write the line in quotation marks".to_owned())),
        };
        let case = find::case(session, &self.case)?;
        let meeting = meeting.map(|meeting| find::meeting(session, meeting)).transpose()?;
        let line = private(line);
        let Answer::Case(story) = session.look(&Ask::Case(case.id))? else {
            return Err(Failure::unanswered());
        };
        let attendance = match &meeting {
            Some(meeting) => session.rows().find::<Attendance>("meeting", &meeting.id)?,
            None => Vec::new(),
        };
        let next = next_meeting(session, &case, meeting.as_ref())?;
        let holidays = &session.area().holidays;
        let scene = Scene::of(&story, &attendance, next, holidays, session.now().local);
        let reading = line::read(line.reveal(), &words(session, &case)?, &scene.moment());
        if let Reading::Ask { question, .. } = &reading {
            out.warn(&format!("{question} The first is taken; undo it if that is not meant"));
        }
        let taken = reading.taken();
        let target = Target::of(&story, meeting.map(|meeting| meeting.id));
        let replies = session.execute_all(requests(line.reveal(), taken, &target))?;
        out.say(&taken.preview(session.now().today()).to_string());
        out.replies(&replies)
    }
}

/// The words that lines of the case's forum are read with.
fn words(session: &Session, case: &Case) -> Result<Lexicon, Failure> {
    let agencies = session.rows().all::<Agency>()?;
    Ok(lexicon(session.area(), &case.forum, session.now().today(), &agencies)?)
}

/// The forum's next meeting: after this one, or from today on.
fn next_meeting(
    session: &Session,
    case: &Case,
    meeting: Option<&Meeting>,
) -> Result<Option<jiff::civil::Date>, Failure> {
    let today = session.now().today();
    let comes = |other: &Meeting| meeting.map_or(other.on >= today, |meeting| other.on > meeting.on);
    let others = session.rows().find::<Meeting>("forum", &case.forum)?;
    Ok(others.into_iter().filter(comes).map(|other| other.on).min())
}
