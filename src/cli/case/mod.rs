//! `convenor case`: the list, one case whole, referring and amending, and putting right what was set aside.

mod documents;
mod form;
mod happening;
mod more;
mod pathway;
mod show;
mod story;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::Globals;
use super::assess;
use super::failure::Failure;
use super::find;
use super::narrow::Narrow;
use super::out::Out;
use super::session::{Session, private};
use crate::domain::calendar::show_numeric;
use crate::domain::filter::List as FilterList;
use crate::domain::id::Id;
use crate::domain::request::{Correct, ImportScore, Request, Settle};
use crate::domain::rows::case::{CaseState, Finding, ToCorrect};
use crate::domain::rows::subject::ScoreMoment;
use crate::domain::text::{clean, fold};
use crate::service::ask::{Answer, Ask, CaseFilter, CaseLine, Window};

/// Cases.
#[derive(Debug, Subcommand)]
pub enum Case {
    /// List cases, the newest references first
    List(List),
    /// Show everything the record holds of a case; that you looked is logged
    Show(Show),
    /// Take in one referral, field by field or from a file
    Refer(Box<form::Referring>),
    /// Change what the form of a case says, each field by itself
    Amend(Box<form::Amending>),
    /// Show the form of a case, or every field there is
    Form(form::Showing),
    /// Children of the household
    #[command(subcommand)]
    Child(more::Children),
    /// Contact details: list, add, keep off lists and papers, stop
    #[command(subcommand)]
    Contact(more::Contacts),
    /// Tell the whole story of a case on one timeline
    Story(story::Telling),
    /// Say which language somebody needs an interpreter for
    Interpreter(more::Interpreting),
    /// Dates that actions and risk hang on: add, correct, cancel
    #[command(subcommand)]
    Happening(happening::Happenings),
    /// Say where the perpetrator is now
    Whereabouts(more::Whereabouts),
    /// Keep the victim's views and wishes
    Views(more::Views),
    /// Keep the first contact with the victim, or a try at it
    ContactMade(more::Reaching),
    /// Keep an agency out of a case in which it has a conflict
    Conflict(more::Conflict),
    /// Referrals to services: add, made, taken up, ended
    #[command(subcommand)]
    Pathway(pathway::Pathway),
    /// Put right a field that was set aside when the referral came in
    Correct(Correcting),
    /// Say that what was found about a case has been dealt with
    Settle(Settling),
    /// Add a risk assessment with its answers
    Assess(Box<assess::Assessing>),
    /// List a case's assessments, and what changed each time
    Assessments(assess::Listing),
    /// Keep the score of a nominated subject as the analyst worked it out
    Score(Scoring),
    /// Keep a file with a case, inside the encrypted record
    Attach(documents::Attaching),
    /// List the documents kept with a case, print one, save one in clear
    #[command(subcommand)]
    Attachment(documents::Document),
    /// Write referrals to a file as a list that `import` reads back
    Export(documents::Exporting),
}

/// Keep the score of a nominated subject as the analyst worked it out.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Example:\n  convenor case score LAN-26-0151 --total 83 --scheme \"Force RFGV 3\" --rank 4 --part R=25 --part F=18"
)]
pub struct Scoring {
    /// Reference of the subject's case
    case: String,
    /// Total, in the scheme's own points
    #[arg(long)]
    total: u32,
    /// Name of the scheme
    #[arg(long)]
    scheme: String,
    /// Rank in the list it came with
    #[arg(long)]
    rank: Option<u32>,
    /// One part of it, as LETTER=POINTS
    #[arg(long = "part", value_name = "PART", value_parser = part)]
    parts: Vec<(String, u32)>,
    /// Day it was counted to; today unless told
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// nomination, entry, review or exit
    #[arg(long, default_value = "nomination", value_parser = moment)]
    moment: ScoreMoment,
}

fn part(typed: &str) -> Result<(String, u32), String> {
    let (letter, points) = typed.split_once('=').ok_or("write it as R=25")?;
    let points = points.trim().parse().map_err(|_| "points are a whole number".to_owned())?;
    Ok((letter.trim().to_uppercase(), points))
}

fn moment(typed: &str) -> Result<ScoreMoment, String> {
    let known: Vec<&str> = ScoreMoment::ALL.iter().map(|moment| moment.word()).collect();
    ScoreMoment::parse(typed).ok_or_else(|| format!("one of {}", known.join(", ")))
}

/// List cases.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor case list --forum MARAC --state referred
  convenor case list --filter \"agency:housing is:overdue -is:closed\" --sort -score
  convenor case list kershaw")]
pub struct List {
    #[command(flatten)]
    narrow: Narrow,
    /// Only cases of this forum
    #[arg(long)]
    forum: Option<String>,
    /// Only cases that stand so: referred, listed, heard, declined or transferred
    #[arg(long, value_name = "STATE", value_parser = state)]
    state: Option<CaseState>,
}

/// Show everything the record holds of a case.
#[derive(Debug, Args)]
pub struct Show {
    /// Reference of the case
    case: String,
}

/// Put right a field that was set aside.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Example:\n  convenor case correct LAN-26-0143 \"victim date of birth\" 12/03/1992"
)]
pub struct Correcting {
    /// Reference of the case
    case: String,
    /// The field, as `case show` names it
    field: String,
    /// What it should say
    value: String,
}

/// Say that what was found about a case has been dealt with.
#[derive(Debug, Args)]
#[command(after_long_help = "Example:\n  convenor case settle LAN-26-0143 1")]
pub struct Settling {
    /// Reference of the case
    case: String,
    /// Number of the finding, as `case show` counts the open ones
    number: usize,
}

fn state(typed: &str) -> Result<CaseState, String> {
    let known: Vec<&str> = CaseState::ALL.iter().map(|state| state.word()).collect();
    CaseState::parse(typed).ok_or_else(|| format!("one of {}", known.join(", ")))
}

impl Case {
    /// Carries it out.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let mut session = Session::open(globals)?;
        let request = match self {
            Self::List(list) => return list.run(&session, out),
            Self::Show(show) => {
                let case = find::case(&session, &show.case)?;
                session.consulted(Some(case.id.uuid()), None)?;
                return show::show(&session, case.id, out);
            }
            Self::Refer(referring) => return referring.run(&mut session, out),
            Self::Amend(amending) => return amending.run(&mut session, out),
            Self::Form(showing) => return showing.run(&mut session, out),
            Self::Contact(contacts) => match contacts.request(&mut session, out)? {
                Some(request) => request,
                None => return Ok(()),
            },
            Self::Story(telling) => return telling.run(&mut session, out),
            Self::Child(children) => children.request(&session)?,
            Self::Interpreter(interpreting) => interpreting.request(&session)?,
            Self::Happening(happening) => happening.request(&session)?,
            Self::Whereabouts(whereabouts) => whereabouts.request(&session)?,
            Self::Views(views) => views.request(&session)?,
            Self::ContactMade(reaching) => reaching.request(&session)?,
            Self::Conflict(conflict) => conflict.request(&session)?,
            Self::Pathway(pathway) => return pathway.run(&mut session, out),
            Self::Attach(attaching) => return attaching.run(&mut session, out),
            Self::Attachment(document) => return document.run(&mut session, out),
            Self::Export(exporting) => return exporting.run(&mut session, out),
            Self::Assess(assessing) => assessing.request(&session)?,
            Self::Assessments(listing) => return listing.run(&mut session, out),
            Self::Correct(correcting) => {
                let field = field_set_aside(&session, &correcting.case, &correcting.field)?;
                Request::Correct(Correct { field, value: private(&correcting.value) })
            }
            Self::Score(scoring) => {
                let on = scoring.date.as_deref().map(|day| find::day(&session, day)).transpose()?;
                Request::ImportScore(ImportScore {
                    case: find::case(&session, &scoring.case)?.id,
                    moment: scoring.moment,
                    scheme: clean(&scoring.scheme),
                    on: on.unwrap_or(session.now().today()),
                    total: scoring.total,
                    rank: scoring.rank,
                    parts: scoring.parts,
                })
            }
            Self::Settle(settling) => {
                let case = find::case(&session, &settling.case)?;
                let open = open_findings(&session, case.id)?;
                let finding = settling.number.checked_sub(1).and_then(|place| open.get(place));
                let finding = finding.ok_or_else(|| {
                    Failure::Refused(format!("{} has {} open findings", case.reference, open.len()))
                })?;
                Request::Settle(Settle { finding: finding.id })
            }
        };
        let reply = session.execute(request)?;
        out.reply(&reply)
    }
}

/// Findings nobody has dealt with, in the order in which they are numbered.
fn open_findings(
    session: &Session,
    case: Id<crate::domain::rows::case::Case>,
) -> Result<Vec<Finding>, Failure> {
    let mut open = session.rows().find::<Finding>("case", &case)?;
    open.retain(|finding| finding.open);
    open.sort_by_key(|finding| finding.id);
    Ok(open)
}

/// The field set aside that is meant: its label, or the beginning of it when no other begins so.
fn field_set_aside(session: &Session, case: &str, typed: &str) -> Result<Id<ToCorrect>, Failure> {
    let case = find::case(session, case)?;
    let mut open = session.rows().find::<ToCorrect>("case", &case.id)?;
    open.retain(|field| field.open);
    let typed = fold(typed);
    let labels: Vec<String> = open.iter().map(|field| field.field.clone()).collect();
    if open.iter().any(|field| fold(&field.field) == typed) {
        open.retain(|field| fold(&field.field) == typed);
    } else {
        open.retain(|field| !typed.is_empty() && fold(&field.field).starts_with(&typed));
    }
    match open.as_slice() {
        [only] => Ok(only.id),
        // The same field twice: the older first.
        [first, rest @ ..] if rest.iter().all(|field| field.field == first.field) => {
            Ok(open.iter().map(|field| field.id).min().unwrap_or(first.id))
        }
        _ if labels.is_empty() => {
            Err(Failure::Refused(format!("nothing of {} is to correct", case.reference)))
        }
        _ => Err(Failure::Refused(format!("to correct in {}: {}", case.reference, labels.join(", ")))),
    }
}

impl List {
    fn run(self, session: &Session, out: &mut Out) -> Result<(), Failure> {
        let forum = self.forum.map(|forum| session.area().forum(&forum).map(|forum| forum.key.clone()));
        let filter = CaseFilter {
            words: self.narrow.told(session, FilterList::Cases, out)?,
            forum: forum.transpose()?,
            state: self.state,
            ..CaseFilter::default()
        };
        let Answer::Cases(found) = session.look(&Ask::Cases(filter, Window::ALL))? else {
            return Err(Failure::unanswered());
        };
        if out.wants_json() {
            return out.json(found.lines.iter().map(value).collect());
        }
        let rows: Vec<[String; 8]> = found.lines.iter().map(row).collect();
        out.table(
            ["CASE", "VICTIM", "PERPETRATOR", "RISK", "CHILDREN", "REFERRED", "STANDS", "ACTIONS"],
            &rows,
        )
    }
}

fn row(line: &CaseLine) -> [String; 8] {
    let actions = match (line.live, line.overdue) {
        (0, _) => String::new(),
        (live, 0) => format!("{live} open"),
        (live, overdue) => format!("{live} open, {overdue} overdue"),
    };
    [
        line.reference.clone(),
        line.victim.reveal().to_owned(),
        line.perpetrators.reveal().to_owned(),
        line.risk.clone(),
        line.children.to_string(),
        show_numeric(line.last_referred),
        format!("{}{}", line.state, if line.repeat { ", repeat" } else { "" }),
        actions,
    ]
}

fn value(line: &CaseLine) -> Value {
    json!({
        "case": line.reference,
        "forum": line.forum,
        "victim": line.victim.reveal(),
        "perpetrators": line.perpetrators.reveal(),
        "risk": line.risk,
        "children": line.children,
        "last_referred": line.last_referred,
        "state": line.state.word(),
        "repeat": line.repeat,
        "actions_open": line.live,
        "actions_overdue": line.overdue,
    })
}
