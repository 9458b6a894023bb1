//! `convenor present`: a chair's display of the meeting, without anyone's detail.

use clap::Args;
use jiff::civil::DateTime;
use serde_json::json;

use super::failure::Failure;
use super::out::Out;
use super::session::Session;
use super::{Globals, find, terminal};
use crate::app::present::{Display, Sight, hearing};
use crate::app::runner;
use crate::domain::id::Id;
use crate::domain::rows::action::Action;
use crate::domain::rows::meeting::{Meeting, MeetingState};
use crate::record::follow::Seen;
use crate::service::ask::{Agenda, Answer, Ask, ItemStory};

/// Show the meeting on a second screen for the chair: place, time, who has not spoken; nobody's details.
///
/// Follows the meeting room as it goes on, and changes nothing. Without a reference it is the meeting that sits, or
/// today's. With --plain or --json it is told once.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor present
  convenor present MARAC-2026-11-26
  convenor present --plain")]
pub struct Present {
    /// Which meeting
    #[arg(value_name = "MEETING")]
    meeting: Option<String>,
}

impl Present {
    /// Opens the display.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let once = globals.plain || out.wants_json();
        if !once {
            terminal::needed(globals)?;
        }
        let session = Session::reading(globals)?;
        let meeting = match &self.meeting {
            Some(reference) => find::meeting(&session, reference)?,
            None => sitting(&session)?,
        };
        let clock = globals.clock();
        let mut shown = Shown { session, meeting: meeting.id, seen: None, facts: None };
        shown.follow()?;
        if once {
            return tell(&shown, clock().local, out);
        }
        let display = Display::new(terminal::theme(globals)?);
        let end = terminal::end()?;
        let shown = std::cell::RefCell::new(shown);
        runner::show(
            || shown.borrow_mut().follow(),
            |frame, now| display.view(frame, shown.borrow().sight(now).as_ref(), now),
            || clock().local,
            end,
        )
    }
}

/// The meeting that sits, or the one of today.
fn sitting(session: &Session) -> Result<Meeting, Failure> {
    let meetings = session.rows().all::<Meeting>()?;
    let sits = |meeting: &&Meeting| matches!(meeting.state, MeetingState::Open | MeetingState::Paused);
    let today = session.now().today();
    let mut open = meetings.iter().filter(sits);
    match (open.next(), open.next()) {
        (Some(only), None) => return Ok(only.clone()),
        (Some(_), Some(_)) => {
            let names: Vec<&str> =
                meetings.iter().filter(sits).map(|meeting| meeting.reference.as_str()).collect();
            return Err(Failure::Usage(format!("several meetings sit; name one of {}", names.join(", "))));
        }
        (None, _) => {}
    }
    let mut todays: Vec<&Meeting> = meetings.iter().filter(|meeting| meeting.on == today).collect();
    todays.sort_by_key(|meeting| meeting.starts);
    todays.first().map(|meeting| (*meeting).clone()).ok_or_else(|| {
        Failure::Refused(
            "no meeting sits and none is planned for today; name one, as MARAC-2026-11-26".to_owned(),
        )
    })
}

/// What is shown, and how far the record had come when it was read.
struct Shown {
    session: Session,
    meeting: Id<Meeting>,
    seen: Option<Seen>,
    facts: Option<(Box<Agenda>, Option<Box<ItemStory>>, usize)>,
}

impl Shown {
    /// Reads the meeting again when the record has changed; whether it has.
    fn follow(&mut self) -> Result<bool, Failure> {
        let seen = self.session.view().seen()?;
        if self.seen == Some(seen) {
            return Ok(false);
        }
        let Answer::Agenda(agenda) = self.session.look(&Ask::Agenda(self.meeting))? else {
            return Err(Failure::unanswered());
        };
        let story = match hearing(&agenda).map(|line| line.item.id) {
            Some(item) => match self.session.look(&Ask::Item(item))? {
                Answer::Item(story) => Some(story),
                _ => return Err(Failure::unanswered()),
            },
            None => None,
        };
        let actions = self.session.rows().find::<Action>("meeting", &self.meeting)?.len();
        self.seen = Some(seen);
        self.facts = Some((agenda, story, actions));
        Ok(true)
    }

    fn sight(&self, now: DateTime) -> Option<Sight> {
        let (agenda, story, actions) = self.facts.as_ref()?;
        Some(Sight::of(agenda, story.as_deref(), *actions, now))
    }
}

/// The display told once.
fn tell(shown: &Shown, now: DateTime, out: &mut Out) -> Result<(), Failure> {
    let sight = shown.sight(now).ok_or_else(Failure::unanswered)?;
    if !out.wants_json() {
        return sight.told(now).iter().try_for_each(|line| out.line(line));
    }
    let open = sight.open.as_ref().map(|open| {
        json!({
            "position": open.position, "number": open.number, "since": open.since, "seconds_meant": open.meant,
            "seconds_used": now.duration_since(open.since).as_secs(), "actions": open.actions,
            "still_to_speak": open.silent,
        })
    });
    out.json(json!({
        "forum": sight.forum, "date": sight.on, "state": sight.state.word(), "cases": sight.cases,
        "heard": sight.heard, "deferred": sight.deferred, "case": open,
        "next": sight.next.as_ref().map(|(position, number)| json!({ "position": position, "number": number })),
        "actions": sight.actions, "here": sight.here.0, "expected": sight.here.1, "quorum": sight.quorum,
        "planned_end": sight.planned.strftime("%H:%M").to_string(), "ends": sight.ends.strftime("%H:%M").to_string(),
    }))
}
