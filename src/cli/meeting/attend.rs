//! `convenor meeting attend`: who takes part, and that confidentiality was accepted.

use clap::Args;

use crate::cli::failure::Failure;
use crate::cli::find;
use crate::cli::out::Out;
use crate::cli::session::{Session, private};
use crate::domain::request::{self, AcceptConfidentiality, Place, Request};
use crate::domain::rows::meeting::Presence;

/// Words for how somebody takes part.
const WORDS: &[(&str, Presence)] = &[
    ("room", Presence::Room),
    ("online", Presence::Online),
    ("apologies", Presence::Apologies),
    ("absent", Presence::Absent),
    ("observer", Presence::Observer),
];

/// Record who takes part, and that confidentiality was accepted.
///
/// Each agency is written AGENCY=HOW or AGENCY=HOW:NAME, where HOW is room, online, apologies, absent or observer.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor meeting attend MARAC-2026-11-26 --all --accept
  convenor meeting attend MARAC-2026-11-26 police=room:\"DI Karen Shah\" idva=online mh=apologies housing=absent")]
pub struct Attend {
    /// Reference of the meeting
    meeting: String,
    /// AGENCY=HOW or AGENCY=HOW:NAME, several
    #[arg(value_name = "AGENCY=HOW", required_unless_present_any = ["all", "accept"])]
    places: Vec<String>,
    /// Every agency expected at each meeting is in the room, but for those written otherwise
    #[arg(long)]
    all: bool,
    /// All who are there accept the confidentiality statement
    #[arg(long)]
    accept: bool,
    /// An agency that is there and does not accept it; may be given several times
    #[arg(long, value_name = "AGENCY", requires = "accept")]
    except: Vec<String>,
}

impl Attend {
    /// Records it.
    pub fn run(self, session: &mut Session, out: &mut Out) -> Result<(), Failure> {
        let meeting = find::meeting(session, &self.meeting)?.id;
        let mut places =
            self.places.iter().map(|text| place(session, text)).collect::<Result<Vec<_>, _>>()?;
        if self.all {
            let core = session.area().agencies.agency.iter().filter(|agency| agency.core);
            for agency in core {
                if places.iter().all(|place| place.agency != agency.key) {
                    places.push(placed(agency.key.clone(), Presence::Room, None));
                }
            }
        }
        let mut requests = Vec::new();
        if !places.is_empty() {
            requests.push(Request::Attend(request::Attend { meeting, places }));
        }
        if self.accept {
            let except = self.except.iter().map(|agency| find::agency(session, agency));
            let except = except.collect::<Result<_, _>>()?;
            requests.push(Request::AcceptConfidentiality(AcceptConfidentiality { meeting, except }));
        }
        let replies = session.execute_all(requests)?;
        out.replies(&replies)
    }
}

fn place(session: &Session, text: &str) -> Result<Place, Failure> {
    let unread = || {
        let words: Vec<&str> = WORDS.iter().map(|(word, _)| *word).collect();
        Failure::Usage(format!("{text}: write AGENCY=HOW, where HOW is {}", words.join(", ")))
    };
    let (agency, how) = text.split_once('=').ok_or_else(unread)?;
    let (how, name) = how.split_once(':').map_or((how, None), |(how, name)| (how, Some(name)));
    let how = WORDS.iter().find(|(word, _)| word.eq_ignore_ascii_case(how.trim()));
    let (_, presence) = how.ok_or_else(unread)?;
    Ok(placed(find::agency(session, agency)?, *presence, name))
}

fn placed(agency: String, presence: Presence, name: Option<&str>) -> Place {
    let name = name.map(private);
    Place { name, ..Place::of(agency, presence) }
}
