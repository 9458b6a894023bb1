//! `convenor case story`: everything that happened in a case, on one timeline.

use clap::Args;
use serde_json::{Value, json};

use crate::cli::failure::Failure;
use crate::cli::find;
use crate::cli::narrow::Narrow;
use crate::cli::out::Out;
use crate::cli::session::Session;
use crate::domain::calendar::show_day_year;
use crate::domain::filter::List;
use crate::service::ask::{Answer, Ask, Event};

/// Tell the whole story of a case on one timeline, across meetings and forums.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor case story LAN-26-0143
  convenor case story LAN-26-0143 --oldest --filter \"kind:action,review agency:housing\"")]
pub struct Telling {
    /// Reference of the case
    case: String,
    /// Filter words: kind:action agency:housing meeting:2026-11-26 on:<30d
    #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
    filter: Option<String>,
    /// The oldest first
    #[arg(long)]
    oldest: bool,
}

impl Telling {
    /// Carries it out.
    pub fn run(self, session: &mut Session, out: &mut Out) -> Result<(), Failure> {
        let case = find::case(session, &self.case)?;
        let words = Narrow::by(self.filter).told(session, List::Story, out)?;
        let wanted = crate::cli::narrow::understood(session, &words, List::Story)?;
        session.consulted(Some(case.id.uuid()), None)?;
        let Answer::Timeline(mut timeline) = session.look(&Ask::Timeline(case.id))? else {
            return Err(Failure::unanswered());
        };
        timeline.events.retain(|event| wanted.keeps(|test| event.fits(test)));
        if self.oldest {
            timeline.events.reverse();
        }
        if out.wants_json() {
            return out.json(timeline.events.iter().map(value).collect());
        }
        let rows: Vec<[String; 5]> = timeline.events.iter().map(row).collect();
        out.table(["WHEN", "KIND", "MEETING", "BY", "WHAT"], &rows)
    }
}

fn row(event: &Event) -> [String; 5] {
    let words = event.words.reveal();
    [
        show_day_year(event.at.date()),
        event.kind.to_string(),
        event.meeting.clone().unwrap_or_else(|| event.forum.1.clone()),
        event.agency.as_ref().map(|(_, said)| said.clone()).unwrap_or_default(),
        if words.is_empty() { event.head.clone() } else { format!("{}: {words}", event.head) },
    ]
}

fn value(event: &Event) -> Value {
    json!({
        "at": event.at,
        "kind": event.kind.word(),
        "forum": event.forum.0,
        "meeting": event.meeting,
        "agency": event.agency.as_ref().map(|(key, _)| key),
        "what": event.head,
        "words": event.words,
    })
}
