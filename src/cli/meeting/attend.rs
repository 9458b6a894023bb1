//! `convenor meeting attend`: who takes part, and that confidentiality was accepted.

use clap::Args;
use jiff::civil::Time;

use crate::cli::failure::Failure;
use crate::cli::find;
use crate::cli::out::Out;
use crate::cli::session::{Session, private};
use crate::domain::request::{self, AcceptConfidentiality, Place, Request};
use crate::domain::rows::meeting::{Attendance, Presence};

/// Words for how somebody takes part. Who left, and who is back, was there before.
const WORDS: &[(&str, Presence)] = &[
    ("left", Presence::Room),
    ("back", Presence::Room),
    ("room", Presence::Room),
    ("online", Presence::Online),
    ("apologies", Presence::Apologies),
    ("absent", Presence::Absent),
    ("observer", Presence::Observer),
];

/// Record who takes part, and that confidentiality was accepted.
///
/// Each agency is written AGENCY=HOW, AGENCY=HOW@WHEN or either with :NAME behind, where HOW is room, online, apologies,
/// absent, observer, left or back. WHEN is the time at which they came or left, or with apologies the day on which their
/// information came.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor meeting attend MARAC-2026-11-26 --all --accept
  convenor meeting attend MARAC-2026-11-26 police=room:\"DI Karen Shah\" idva=online mh=apologies@24/11/2026 housing=absent
  convenor meeting attend MARAC-2026-11-26 housing=room@10.20 csc=left@11.05 csc=back@11.40
  convenor meeting attend MARAC-2026-11-26 asc=room:\"Jo Reid\" --deputy asc=\"Pat Lowe, team manager\"
  convenor meeting attend MARAC-2026-11-26 fire=observer --observing fire=\"induction\" --consented fire")]
pub struct Attend {
    /// Reference of the meeting
    meeting: String,
    /// AGENCY=HOW or AGENCY=HOW:NAME, several
    #[arg(value_name = "AGENCY=HOW", required_unless_present_any = ["all", "accept", "deputy", "observing", "consented"])]
    places: Vec<String>,
    /// Every agency expected at each meeting is in the room, but for those written otherwise
    #[arg(long)]
    all: bool,
    /// Whom the representative of an agency stands in for
    #[arg(long, value_name = "AGENCY=WHOM")]
    deputy: Vec<String>,
    /// Why an agency observes
    #[arg(long, value_name = "AGENCY=WHY")]
    observing: Vec<String>,
    /// An agency whose observer those concerned agreed to
    #[arg(long, value_name = "AGENCY")]
    consented: Vec<String>,
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
        let held = session.rows().find::<Attendance>("meeting", &meeting)?;
        let mut places =
            self.places.iter().map(|text| place(session, &held, text)).collect::<Result<Vec<_>, _>>()?;
        self.more(session, &held, &mut places)?;
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

impl Attend {
    /// What is said besides of an agency's place: an agency not written otherwise stays as it is.
    fn more(&self, session: &Session, held: &[Attendance], places: &mut Vec<Place>) -> Result<(), Failure> {
        let pair = |text: &String| {
            text.split_once('=')
                .map(|(agency, words)| (agency.to_owned(), words.to_owned()))
                .ok_or_else(|| Failure::Usage(format!("{text}: write AGENCY=WORDS")))
        };
        for text in &self.deputy {
            let (agency, whom) = pair(text)?;
            of(session, held, places, &agency)?.stands_for = Some(private(&whom));
        }
        for text in &self.observing {
            let (agency, why) = pair(text)?;
            let place = of(session, held, places, &agency)?;
            place.presence = Presence::Observer;
            place.observes = Some(private(&why));
        }
        for agency in &self.consented {
            of(session, held, places, agency)?.consented = Some(true);
        }
        Ok(())
    }
}

/// The place of an agency among those written, or the one it holds.
fn of<'a>(
    session: &Session,
    held: &[Attendance],
    places: &'a mut Vec<Place>,
    agency: &str,
) -> Result<&'a mut Place, Failure> {
    let key = find::agency(session, agency)?;
    if let Some(at) = places.iter().position(|place| place.agency == key) {
        return places.get_mut(at).ok_or_else(Failure::unanswered);
    }
    let line = held.iter().find(|line| line.agency == key);
    let presence = line.map_or(Presence::Room, |line| line.presence);
    places.push(Place { left: line.and_then(|line| line.left), ..Place::of(key, presence) });
    places.last_mut().ok_or_else(Failure::unanswered)
}

fn place(session: &Session, held: &[Attendance], text: &str) -> Result<Place, Failure> {
    let unread = || {
        let words: Vec<&str> = WORDS.iter().map(|(word, _)| *word).collect();
        Failure::Usage(format!("{text}: write AGENCY=HOW, where HOW is {}", words.join(", ")))
    };
    let (agency, how) = text.split_once('=').ok_or_else(unread)?;
    let (how, name) = how.split_once(':').map_or((how, None), |(how, name)| (how, Some(name)));
    let (how, when) = how.split_once('@').map_or((how, None), |(how, when)| (how, Some(when)));
    let how = WORDS.iter().find(|(word, _)| word.eq_ignore_ascii_case(how.trim()));
    let (word, presence) = how.ok_or_else(unread)?;
    let key = find::agency(session, agency)?;
    let line = held.iter().find(|line| line.agency == key && line.presence.is_there());
    let mut place = placed(key, *presence, name);
    let time = |when: Option<&str>| when.map(find::time).transpose();
    match *word {
        "left" | "back" => {
            let line = line.ok_or_else(|| Failure::Refused(format!("{agency} was not there")))?;
            place.presence = line.presence;
            let now = minute(session);
            if *word == "left" {
                place.left = Some(time(when)?.unwrap_or(now));
            } else {
                place.arrived = Some(time(when)?.unwrap_or(now));
            }
        }
        "apologies" => {
            place.information = when.map(|when| find::day(session, when)).transpose()?;
            place.sent = place.information.map(|_| true);
        }
        "absent" if when.is_some() => return Err(unread()),
        _ => place.arrived = time(when)?,
    }
    Ok(place)
}

/// The minute it is.
fn minute(session: &Session) -> Time {
    let now = session.now().local.time();
    Time::new(now.hour(), now.minute(), 0, 0).unwrap_or(now)
}

fn placed(agency: String, presence: Presence, name: Option<&str>) -> Place {
    let name = name.map(private);
    Place { name, ..Place::of(agency, presence) }
}
