//! `convenor action`: adding by the line, listing, and saying what became of one.

mod add;
mod life;
mod remind;
mod show;
mod summary;
mod together;
mod usual;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::Globals;
use super::failure::Failure;
use super::find;
use super::narrow::Narrow;
use super::out::Out;
use super::returned::Take;
use super::session::{Session, private};
use crate::domain::filter::List as FilterList;
use crate::domain::request::{Proof, Request, ReviewAction};
use crate::domain::rows::action::ReviewOutcome;
use crate::domain::rows::agenda::Whom;
use crate::service::ask::{ActionFilter, ActionLine, Answer, Ask, Window};
use crate::service::returns::Sort;

/// Actions.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Add actions by the line: "idva: safety plan by fri"
    Add(add::Add),
    /// List actions, the most urgent first
    List(List),
    /// Say what became of an action
    Update(Update),
    /// Show one action, whole: what it answers, how often it moved, was carried and reminded of, and its story
    Show(show::Show),
    /// Open a closed action again
    Reopen(life::Reopen),
    /// Close an action that says the same as another, which goes on for both
    Merge(life::Merge),
    /// Say which risk an action answers, or which earlier action it repeats
    Link(life::Link),
    /// Show who is to be reminded today, write the drafts, and keep that they were
    Remind(remind::Remind),
    /// Count actions by agency, age, meeting or case
    Summary(summary::Summary),
    /// Review several actions as one change
    Review(together::Reviewing),
    /// Hand actions over to another agency, or give them a new due date
    Change(together::Changing),
    /// Take in an action sheet that an agency filled in, or an e-mail whose lines name actions
    Take(Taking),
    /// List usual actions: the library's, and those often agreed here
    Usual(usual::Usual),
}

/// Take in an action sheet that an agency filled in and sent back, or an e-mail whose lines name actions.
///
/// A line such as "LAN-26-0143/3 done 20/11, locks fitted" says what became of the action; what was written in earlier messages
/// below an answer is not read.
///
/// Every line is shown beside what is held. Lines of actions that belong to another agency, or of none, are not taken and
/// say why. What is taken is one change, and one `undo` takes it back; reading the file again takes nothing twice.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor paper write \"action sheet\" MARAC-2026-11-12 --to housing --format xlsx --file sheet.xlsx
  convenor action take sheet.xlsx --from housing --dry-run
  convenor action take answer.eml --from housing --dry-run
  convenor action take - --from housing --only LAN-26-0143/3 < pasted.txt
  convenor action take sheet.xlsx --from housing --only LAN-26-0143/3")]
pub struct Taking {
    #[command(flatten)]
    take: Take,
}

/// List actions.
///
/// For a scheduled job: `--json` prints an array, `[]` when nothing fits, whose fields keep their names. The exit code is 0
/// when the list was made, however long it is, 1 when the record could not be read, 2 when the command makes no sense, 3 when
/// no passphrase opens the record.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor action list --overdue --json
  convenor action list --overdue
  convenor action list --agency housing --live
  convenor action list --filter \"repeat:yes due:<7d -is:closed\" --sort -age
  convenor action list --view \"overdue by agency\"")]
pub struct List {
    #[command(flatten)]
    narrow: Narrow,
    /// Only those past their date
    #[arg(long)]
    overdue: bool,
    /// Only those somebody still has to act on
    #[arg(long)]
    live: bool,
    /// Only those of this agency
    #[arg(long, value_name = "AGENCY")]
    agency: Option<String>,
    /// Only those of this case
    #[arg(long, value_name = "REF")]
    case: Option<String>,
}

/// Say what became of an action: completed, in-hand, no-longer-possible, not-done, withdrawn, continues or confirmed.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor action update LAN-26-0143/3 completed --note \"locks changed\" --on 24/11/2026
  convenor action update LAN-26-0143/3 completed --evidence \"marker seen\" --confirmed-by \"DC Shah\"
  convenor action update LAN-26-0143/4 not-done --note \"no worker free\"")]
pub struct Update {
    /// Reference of the action, such as LAN-26-0143/3
    action: String,
    /// What became of it: completed, in-hand, no-longer-possible, not-done, withdrawn, continues or confirmed
    #[arg(value_name = "OUTCOME", value_parser = outcome)]
    outcome: ReviewOutcome,
    /// What was said; needed when it was not done, is withdrawn or no longer possible
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// What shows that it was done
    #[arg(long, value_name = "TEXT")]
    evidence: Option<String>,
    /// Who confirmed that it was done
    #[arg(long, value_name = "WHO")]
    confirmed_by: Option<String>,
    /// The day they did, when that is not today
    #[arg(long, value_name = "DATE", requires = "confirmed_by")]
    confirmed_on: Option<String>,
    /// The meeting it was reviewed in
    #[arg(long, value_name = "REF")]
    meeting: Option<String>,
    /// The day it was done, when that is not today
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

fn outcome(typed: &str) -> Result<ReviewOutcome, String> {
    let said = ReviewOutcome::SAID;
    let known: Vec<String> = said.iter().map(|outcome| outcome.word().replace(' ', "-")).collect();
    ReviewOutcome::parse(typed)
        .filter(|outcome| said.contains(outcome))
        .ok_or_else(|| format!("one of {}", known.join(", ")))
}

impl Action {
    /// Carries it out.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let mut session = Session::open(globals)?;
        match self {
            Self::Add(add) => add.run(&mut session, out),
            Self::Usual(usual) => usual.run(&session, out),
            Self::List(list) => list.run(&session, out),
            Self::Update(update) => update.run(&mut session, out),
            Self::Remind(asked) => asked.run(&mut session, out),
            Self::Show(show) => show.run(&session, out),
            Self::Reopen(asked) => asked.run(&mut session, out),
            Self::Merge(asked) => asked.run(&mut session, out),
            Self::Link(asked) => asked.run(&mut session, out),
            Self::Take(taking) => taking.take.run(Sort::Actions, None, &mut session, out),
            Self::Summary(summary) => summary.run(&session, out),
            Self::Review(reviewing) => reviewing.run(&mut session, out),
            Self::Change(changing) => changing.run(&mut session, out),
        }
    }
}

impl List {
    fn run(self, session: &Session, out: &mut Out) -> Result<(), Failure> {
        let case = self.case.map(|case| find::case(session, &case)).transpose()?;
        let filter = ActionFilter {
            words: self.narrow.told(session, FilterList::Actions, out)?,
            agency: self.agency.map(|agency| find::agency(session, &agency)).transpose()?,
            live: self.live,
            overdue: self.overdue,
            case: case.map(|case| case.id),
            ..ActionFilter::default()
        };
        let Answer::Actions(found) = session.look(&Ask::Actions(filter, Window::ALL))? else {
            return Err(Failure::unanswered());
        };
        if out.wants_json() {
            return out.json(found.lines.iter().map(value).collect());
        }
        let rows: Vec<[String; 5]> = found.lines.iter().map(row).collect();
        out.table(["ACTION", "AGENCY", "WHAT", "STANDS", "CARRIED"], &rows)
    }
}

impl Update {
    fn run(self, session: &mut Session, out: &mut Out) -> Result<(), Failure> {
        let request = Request::ReviewAction(ReviewAction {
            action: find::action(session, &self.action)?.id,
            meeting: self
                .meeting
                .map(|meeting| find::meeting(session, &meeting))
                .transpose()?
                .map(|row| row.id),
            outcome: self.outcome,
            note: self.note.as_deref().map(private),
            on: self.on.map(|on| find::day(session, &on)).transpose()?,
            proof: Proof {
                evidence: self.evidence.as_deref().map(private),
                confirmed_by: self.confirmed_by.as_deref().map(private),
                confirmed_on: self.confirmed_on.map(|on| find::day(session, &on)).transpose()?,
            },
        });
        let reply = session.execute(request)?;
        out.reply(&reply)
    }
}

fn row(line: &ActionLine) -> [String; 5] {
    let standing = if line.action.state.is_live() {
        line.standing.clone()
    } else {
        format!("{}: {}", line.action.state, line.standing)
    };
    [
        line.action.reference.clone(),
        line.agency.clone(),
        line.action.words.reveal().to_owned(),
        standing,
        if line.carried == 0 { String::new() } else { line.carried.to_string() },
    ]
}

/// An action as JSON.
pub fn value(line: &ActionLine) -> Value {
    let action = &line.action;
    let time = action.due_time.map(|time| format!("{:02}:{:02}", time.hour(), time.minute()));
    json!({
        "action": action.reference,
        "case": line.case,
        "agency": action.agency,
        "agency_name": line.agency,
        "words": action.words,
        "state": action.state.word(),
        "standing": line.standing,
        "due_kind": action.due_kind.word(),
        "due": action.due,
        "due_time": time,
        "overdue": line.overdue,
        "working_days_overdue": line.late_days,
        "carried": line.carried,
        "age_days": line.age,
        "agreed": action.agreed.date(),
        "first_due": action.first_due,
        "due_moved": line.moved,
        "protects": action.protects.map(Whom::word),
        "reminders": line.reminded,
        "last_reminded": line.last_reminded,
        "next_reminder": line.next.map(|next| next.on),
        "next_step": line.next.map(|next| next.step.word()),
        "closed": action.closed,
        "outcome": action.outcome,
        "evidence": action.evidence,
        "confirmed_by": action.confirmed_by,
        "confirmed_on": action.confirmed_on,
        "off_papers": action.off_papers,
    })
}
