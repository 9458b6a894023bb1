//! `convenor action remind`: drafts of reminders to agencies, and what is kept of them.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::super::failure::Failure;
use super::super::find;
use super::super::out::Out;
use super::super::session::{Session, private};
use crate::domain::paper::Format;
use crate::domain::request::{ChaseActions, Request};
use crate::domain::rows::chase::ChaseHow;
use crate::service::ask::{Answer, Ask, Chasing, Reminder, ReminderLine};
use crate::service::papers::{Options, remind};

/// Show who is to be reminded today, write the drafts, and keep that they were.
///
/// A draft is written for each agency, or its senior, with the sheet attached; its subject and text name nobody. What goes up
/// to the steering group is kept for its report and gets no draft. Everything kept is one change, and one `undo` takes it back.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor action remind --dry-run
  convenor action remind --folder reminders
  convenor action remind --agency housing --folder reminders --generate-password
  convenor action remind --action LAN-26-0143/3 --how telephone --note \"will ring back on Friday\"")]
pub struct Remind {
    /// Only this agency; may be given several times
    #[arg(long, value_name = "AGENCY")]
    agency: Vec<String>,
    /// The folder to write drafts into
    #[arg(long, value_name = "FOLDER", required_unless_present_any = ["dry_run", "action"])]
    folder: Option<PathBuf>,
    /// Show who would be reminded of what; write and keep nothing
    #[arg(long)]
    dry_run: bool,
    /// Seal each PDF with a new password of its own, shown once; a sealed draft carries no sheet to fill in
    #[arg(long)]
    generate_password: bool,
    /// Keep that this action was reminded of another way, without a draft; may be given several times
    #[arg(long, value_name = "REF", conflicts_with_all = ["agency", "folder", "dry_run"])]
    action: Vec<String>,
    /// How it was: telephone, e-mail or in-person
    #[arg(long, value_name = "HOW", default_value = "telephone", value_parser = how, requires = "action")]
    how: ChaseHow,
    /// To whom: a post; the agency when nothing is said
    #[arg(long, value_name = "POST", requires = "action")]
    to: Option<String>,
    /// What was said
    #[arg(long, value_name = "TEXT", requires = "action")]
    note: Option<String>,
}

const BY_HAND: [ChaseHow; 3] = [ChaseHow::Telephone, ChaseHow::Mail, ChaseHow::Spoken];

fn how(typed: &str) -> Result<ChaseHow, String> {
    let known: Vec<String> = BY_HAND.iter().map(|how| how.word().replace(' ', "-")).collect();
    let found = ChaseHow::parse(typed).filter(|how| BY_HAND.contains(how));
    found.ok_or_else(|| format!("one of {}", known.join(", ")))
}

impl Remind {
    /// Carries it out.
    pub fn run(self, session: &mut Session, out: &mut Out) -> Result<(), Failure> {
        if !self.action.is_empty() {
            return self.by_hand(session, out);
        }
        let agencies = self.agency.iter().map(|typed| find::agency(session, typed));
        let agencies: Vec<String> = agencies.collect::<Result<_, _>>()?;
        let only = |one: &Reminder| agencies.is_empty() || agencies.contains(&one.agency);
        let Some(folder) = self.folder.filter(|_| !self.dry_run) else {
            let Answer::Chasing(mut chasing) = session.look(&Ask::Chasing)? else {
                return Err(Failure::unanswered());
            };
            chasing.reminders.retain(only);
            return shown(&chasing, out);
        };
        let options = Options { format: Format::Eml, new_password: self.generate_password, ..Options::pdf() };
        let now = session.now();
        let reply = remind(session.service()?, now, &only, &options, &folder)?;
        out.reply(&reply)
    }

    fn by_hand(self, session: &mut Session, out: &mut Out) -> Result<(), Failure> {
        let actions = self.action.iter().map(|typed| Ok(find::action(session, typed)?.id));
        let asked = ChaseActions {
            actions: actions.collect::<Result<_, Failure>>()?,
            step: None,
            how: self.how,
            to: self.to.as_deref().map(private),
            note: self.note.as_deref().map(private),
        };
        let reply = session.execute(Request::Chase(asked))?;
        out.reply(&reply)
    }
}

/// Who is to be reminded, and of what.
fn shown(chasing: &Chasing, out: &mut Out) -> Result<(), Failure> {
    if out.wants_json() {
        return out.json(json!({
            "day": chasing.day,
            "ladder": chasing.ladder,
            "reminders": chasing.reminders.iter().map(value).collect::<Vec<Value>>(),
            "with_steering_group": chasing.escalated.iter().map(|line| line.action.reference.clone()).collect::<Vec<_>>(),
        }));
    }
    out.say(&chasing.ladder);
    let rows: Vec<[String; 6]> =
        chasing.reminders.iter().flat_map(|one| one.lines.iter().map(move |line| row(one, line))).collect();
    out.table(["AGENCY", "GOES TO", "ACTION", "STANDS", "ASKED", "STEP"], &rows)?;
    match chasing.escalated.len() {
        0 => {}
        1 => out.say("1 action is with the steering group"),
        count => out.say(&format!("{count} actions are with the steering group")),
    }
    out.say("nothing was written or kept");
    Ok(())
}

fn row(one: &Reminder, line: &ReminderLine) -> [String; 6] {
    let off = line.off.as_ref().map(|why| format!("; not on paper: {why}")).unwrap_or_default();
    [
        one.name.clone(),
        one.to.clone(),
        line.line.action.reference.clone(),
        line.line.standing.clone(),
        if line.line.reminded == 0 { "never".to_owned() } else { format!("{}x", line.line.reminded) },
        format!("{}{off}", line.step),
    ]
}

fn value(one: &Reminder) -> Value {
    json!({
        "agency": one.agency,
        "agency_name": one.name,
        "rung": one.rung.word(),
        "to": one.to,
        "mailbox": one.mailbox,
        "actions": one.lines.iter().map(|line| json!({
            "action": line.line.action.reference,
            "due": line.line.action.due,
            "working_days_overdue": line.line.late_days,
            "reminders": line.line.reminded,
            "last_reminded": line.line.last_reminded,
            "step": line.step.word(),
            "not_on_paper": line.off,
        })).collect::<Vec<Value>>(),
    })
}
