//! `convenor agenda`: the order of the cases, and changing it.

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::Globals;
use super::failure::Failure;
use super::find;
use super::out::Out;
use super::session::{Session, private};
use crate::domain::calendar::show_day_year;
use crate::domain::desk::{Change, ChangeKind, Heap, told_in_words};
use crate::domain::private::Private;
use crate::domain::request::{BuildAgenda, Defer, Hear, ListCase, MoveItem, Request};
use crate::domain::tools::forum::CaseKind;
use crate::service::ask::{self, Answer, Ask, ItemLine};

/// The order of the cases.
#[derive(Debug, Subcommand)]
pub enum Agenda {
    /// Put every waiting case on a meeting's agenda, in a proposed order
    Build(Build),
    /// Show the agenda: order, reason, time, what fits
    Show(Show),
    /// Put one case on a meeting's agenda, last
    Add(Adding),
    /// Move a case to another place, keeping the reason
    Move(Move),
    /// Defer a case to the next meeting: the chair's decision, with its reason
    Defer(Deferring),
    /// Open a case in the meeting, or leave it as heard
    Hear(Hearing),
}

/// Put every waiting case on a meeting's agenda, in a proposed order.
///
/// Nobody is left out: what does not fit the time is on the agenda all the same and said. Building again keeps cases
/// moved by hand where they were put.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor agenda build MARAC-2026-11-26
  convenor agenda build MARAC-2026-11-26 --preset repeats-first")]
pub struct Build {
    /// Reference of the meeting
    meeting: String,
    /// Order: a preset of the forum, such as children-first, repeats-first, referrer
    #[arg(long, value_name = "KEY")]
    preset: Option<String>,
}

/// Put one case on a meeting's agenda, last in its order. After the papers went out it is marked as a late addition.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Example:\n  convenor agenda add MARAC-2026-11-26 --case LAN-26-0150 --why \"released on Friday\""
)]
pub struct Adding {
    /// Reference of the meeting
    meeting: String,
    /// Reference of the case
    #[arg(long, value_name = "REF")]
    case: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
}

/// Show the agenda.
#[derive(Debug, Args)]
pub struct Show {
    /// Reference of the meeting
    meeting: String,
}

/// Move a case to another place.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Example:
  convenor agenda move MARAC-2026-11-26 --case LAN-26-0143 --to 1 --why \"released on Friday\"")]
pub struct Move {
    /// Reference of the meeting
    meeting: String,
    /// Reference of the case
    #[arg(long, value_name = "REF")]
    case: String,
    /// Its new place, from 1
    #[arg(long, value_name = "PLACE", value_parser = clap::value_parser!(u32).range(1..))]
    to: u32,
    /// Why
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
}

/// Defer a case to the next meeting.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Example:
  convenor agenda defer MARAC-2026-11-26 --case LAN-26-0143 --why \"referrer not there\" --interim \"IDVA rings today\"")]
pub struct Deferring {
    /// Reference of the meeting
    meeting: String,
    /// Reference of the case
    #[arg(long, value_name = "REF")]
    case: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    why: String,
    /// What keeps the victim safe until then
    #[arg(long, value_name = "TEXT")]
    interim: Option<String>,
}

/// Open a case in the meeting; the one before is left as heard.
#[derive(Debug, Args)]
pub struct Hearing {
    /// Reference of the meeting
    meeting: String,
    /// Reference of the case
    #[arg(long, value_name = "REF")]
    case: String,
    /// Leave it as heard instead
    #[arg(long)]
    done: bool,
}

impl Agenda {
    /// Carries it out.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let mut session = Session::open(globals)?;
        let request = match self {
            Self::Show(show) => return shown(&session, &show.meeting, out),
            Self::Build(build) => {
                let meeting = find::meeting(&session, &build.meeting)?.id;
                Request::BuildAgenda(BuildAgenda { meeting, preset: build.preset })
            }
            Self::Add(adding) => Request::ListCase(ListCase {
                meeting: find::meeting(&session, &adding.meeting)?.id,
                case: find::case(&session, &adding.case)?.id,
                why: adding.why,
            }),
            Self::Move(moved) => {
                let (_, _, item) = find::listed(&session, &moved.meeting, &moved.case)?;
                let reason = moved.why.as_deref().map(private);
                Request::MoveItem(MoveItem { item: item.id, to: moved.to, reason })
            }
            Self::Defer(deferring) => {
                let (_, _, item) = find::listed(&session, &deferring.meeting, &deferring.case)?;
                let interim = deferring.interim.as_deref().map(private);
                Request::Defer(Defer { item: item.id, reason: private(&deferring.why), interim })
            }
            Self::Hear(hearing) => {
                let (_, _, item) = find::listed(&session, &hearing.meeting, &hearing.case)?;
                Request::Hear(Hear { item: item.id, done: hearing.done })
            }
        };
        let reply = session.execute(request)?;
        out.reply(&reply)
    }
}

fn shown(session: &Session, meeting: &str, out: &mut Out) -> Result<(), Failure> {
    let meeting = find::meeting(session, meeting)?;
    let Answer::Agenda(agenda) = session.look(&Ask::Agenda(meeting.id))? else {
        return Err(Failure::unanswered());
    };
    if out.wants_json() {
        return out.json(agenda.items.iter().map(value).collect());
    }
    heading(&agenda, out)?;
    let rows: Vec<[String; 8]> = agenda.items.iter().map(row).collect();
    let (who, other, risk) = match agenda.kind {
        CaseKind::Plan => ("PLAN ITEM", "", "RAG"),
        CaseKind::Victim | CaseKind::Subject | CaseKind::Couple => ("VICTIM", "PERPETRATOR", "RISK"),
    };
    out.table(["", "TIME", "CASE", who, other, risk, "STANDS", "WHY HERE"], &rows)
}

fn heading(agenda: &ask::Agenda, out: &mut Out) -> Result<(), Failure> {
    let meeting = &agenda.meeting;
    out.line(&agenda.marking)?;
    out.line(&format!("{}, {}, {}", meeting.reference, agenda.forum, show_day_year(meeting.on)))?;
    let over = if agenda.over > 0 {
        format!(
            "; {} minutes over the {} set aside: a longer day or a second sitting",
            agenda.over, meeting.minutes
        )
    } else {
        String::new()
    };
    let ends = agenda.ends;
    out.line(&format!(
        "{} cases, {} minutes each, would end {:02}:{:02}{over}",
        agenda.items.len(),
        meeting.per_case,
        ends.hour(),
        ends.minute()
    ))?;
    if let Some(out_on) = agenda.papers {
        out.line(&format!("papers out {}", show_day_year(out_on.date())))?;
    }
    if agenda.outstanding > 0 {
        out.line(&format!("{} outstanding actions are reviewed first", agenda.outstanding))?;
    }
    if !agenda.expiries.is_empty() {
        let cases: Vec<&str> = agenda.expiries.iter().map(|line| line.reference.as_str()).collect();
        out.line(&format!("twelve months have passed: {}", cases.join(", ")))?;
    }
    if agenda.waiting > 0 {
        out.line(&format!("{} cases wait and are on no agenda", agenda.waiting))?;
    }
    out.gap()
}

fn row(line: &ItemLine) -> [String; 8] {
    let item = &line.item;
    let deferred = item.state.is_off();
    let time = if deferred { "-".to_owned() } else { clock(line) };
    let mut why = vec![item.why.clone()];
    why.extend(
        item.moved.as_ref().filter(|why| !why.is_empty()).map(|why| format!("moved: {}", why.reveal())),
    );
    why.extend(item.deferred.as_ref().map(|why| format!("{}: {}", item.state, why.reveal())));
    if !line.since.is_empty() {
        why.insert(0, format!("since the papers: {}", told_in_words(&line.since)));
    }
    why.extend(line.undecided.map(|heap| heap.to_string()));
    if line.carried > 0 {
        why.push(format!("{} open actions", line.carried));
    }
    why.retain(|why| !why.is_empty());
    let stands =
        if deferred || line.fits { item.state.to_string() } else { format!("{}, over time", item.state) };
    [
        item.position.to_string(),
        time,
        line.case.reference.clone(),
        line.case.victim.reveal().to_owned(),
        line.case.perpetrators.reveal().to_owned(),
        line.case.risk.clone(),
        stands,
        why.join("; "),
    ]
}

fn clock(line: &ItemLine) -> String {
    format!("{:02}:{:02}", line.begins.hour(), line.begins.minute())
}

fn value(line: &ItemLine) -> Value {
    let item = &line.item;
    json!({
        "position": item.position,
        "case": line.case.reference,
        "victim": line.case.victim.reveal(),
        "perpetrators": line.case.perpetrators.reveal(),
        "risk": line.case.risk,
        "children": line.case.children,
        "repeat": line.case.repeat,
        "state": item.state.word(),
        "why": item.why,
        "begins": clock(line),
        "fits": line.fits,
        "carried": line.carried,
        "moved": item.moved.as_ref().map(Private::reveal),
        "deferred": item.deferred.as_ref().map(Private::reveal),
        "interim": item.interim.as_ref().map(Private::reveal),
        "deferrals": item.deferrals,
        "since_papers": line.since.iter().map(Change::in_words).collect::<Vec<_>>(),
        "late_addition": line.since.iter().any(|change| change.kind == ChangeKind::Added),
        "undecided": line.undecided.map(Heap::word),
    })
}
