//! `convenor forum`: the forums of the area, what each file says, and the dates of its cycle.

use clap::{Args, Subcommand};
use jiff::civil::Time;
use serde_json::{Value, json};

use super::Globals;
use super::couple::{Answering, Measuring};
use super::failure::Failure;
use super::find;
use super::out::Out;
use super::session::Session;
use crate::domain::calendar::{show_day_year, show_numeric};
use crate::domain::request::{AddMeeting, Request};
use crate::service::ask::{Answer, Ask, ForumLine, ForumStory};

/// When a meeting begins unless one before says something else. Our default.
const USUAL_START: Time = Time::constant(9, 30, 0, 0);

/// The forums of the area.
#[derive(Debug, Subcommand)]
pub enum Forum {
    /// List the forums
    List,
    /// Show what a forum's file says
    Show(One),
    /// Show the dates of its cycle a year ahead, bank holidays skipped
    NextDates(Dates),
    /// Answer a criterion of a case's forum, or a question of its eligibility
    Criterion(Answering),
    /// Keep where somebody stands on a scale of the case's forum, such as a panel's pathway
    Scale(Measuring),
}

/// One forum.
#[derive(Debug, Args)]
pub struct One {
    /// Its code or key
    forum: String,
}

/// The dates of a cycle.
///
/// Counted from the newest meeting held, unless another day is given. A date on which nobody works moves as the forum's
/// file says; those after it do not.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor forum next-dates MARAC
  convenor forum next-dates SG --from 19/11/2026 --add")]
pub struct Dates {
    /// Its code or key
    forum: String,
    /// Count from this day
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Add a meeting on each date that has none
    #[arg(long)]
    add: bool,
}

impl Forum {
    /// Carries it out.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let mut session = Session::open(globals)?;
        match self {
            Self::List => list(&session, out),
            Self::Show(one) => show(&story(&session, &one.forum, None)?, out),
            Self::NextDates(dates) => dates.run(&mut session, out),
            Self::Criterion(answering) => answering.run(&mut session, out),
            Self::Scale(measuring) => measuring.run(&mut session, out),
        }
    }
}

fn list(session: &Session, out: &mut Out) -> Result<(), Failure> {
    let Answer::Forums(lines) = session.look(&Ask::Forums)? else { return Err(Failure::unanswered()) };
    if out.wants_json() {
        return out.json(lines.iter().map(line_value).collect());
    }
    let rows: Vec<[String; 6]> = lines
        .iter()
        .map(|line| {
            [
                line.code.clone(),
                line.name.clone(),
                line.kind.clone(),
                line.cycle.clone(),
                line.next.map(show_numeric).unwrap_or_default(),
                line.waiting.to_string(),
            ]
        })
        .collect();
    out.table(["FORUM", "NAME", "A CASE IS A", "SITS", "NEXT", "WAITING"], &rows)
}

fn line_value(line: &ForumLine) -> Value {
    json!({
        "key": line.key,
        "code": line.code,
        "name": line.name,
        "version": line.version,
        "case_kind": line.kind,
        "cycle": line.cycle,
        "next": line.next,
        "waiting": line.waiting,
    })
}

fn story(session: &Session, forum: &str, from: Option<&str>) -> Result<ForumStory, Failure> {
    let from = from.map(|from| find::day(session, from)).transpose()?;
    match session.look(&Ask::Forum(forum.to_owned(), from))? {
        Answer::Forum(story) => Ok(*story),
        _ => Err(Failure::unanswered()),
    }
}

fn show(story: &ForumStory, out: &mut Out) -> Result<(), Failure> {
    let line = &story.line;
    if out.wants_json() {
        let mut value = line_value(line);
        if let Some(fields) = value.as_object_mut() {
            fields.extend(
                story.parts.iter().map(|(name, lines)| (name.to_lowercase().replace(' ', "_"), json!(lines))),
            );
        }
        return out.json(value);
    }
    out.line(&format!("{}  {}, version {}", line.code, line.name, line.version))?;
    out.line(&format!("A case is a {}; sits {}", line.kind, line.cycle))?;
    for (name, lines) in &story.parts {
        out.gap()?;
        out.line(name)?;
        lines.iter().try_for_each(|line| out.indented(2, line))?;
    }
    Ok(())
}

impl Dates {
    fn run(self, session: &mut Session, out: &mut Out) -> Result<(), Failure> {
        let story = story(session, &self.forum, self.from.as_deref())?;
        if self.add {
            let requests = story.dates.iter().filter(|date| date.meeting.is_none()).map(|date| {
                Request::AddMeeting(AddMeeting {
                    forum: story.line.key.clone(),
                    on: date.on,
                    starts: story.line.starts.unwrap_or(USUAL_START),
                    minutes: None,
                    venue: story.line.venue.clone(),
                    chair: None,
                    urgent: None,
                })
            });
            let replies = session.execute_all(requests.collect())?;
            return out.replies(&replies);
        }
        if out.wants_json() {
            return out.json(
                story
                    .dates
                    .iter()
                    .map(|date| {
                        json!({
                            "on": date.on,
                            "instead_of": date.instead_of,
                            "meeting": date.meeting.as_ref().map(|(_, reference)| reference),
                        })
                    })
                    .collect(),
            );
        }
        out.say(&format!(
            "{} {}, counted from {}",
            story.line.code,
            story.line.cycle,
            show_day_year(story.from)
        ));
        let rows: Vec<[String; 3]> = story
            .dates
            .iter()
            .map(|date| {
                let moved = date.instead_of.map(|day| format!("instead of {}", show_day_year(day)));
                let meeting = date.meeting.as_ref().map(|(_, reference)| reference.clone());
                [show_day_year(date.on), meeting.unwrap_or_default(), moved.unwrap_or_default()]
            })
            .collect();
        out.table(["DATE", "MEETING", "MOVED"], &rows)
    }
}
