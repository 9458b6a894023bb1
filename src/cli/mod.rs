//! The command line: arguments become requests or questions, and what comes back is printed.
//!
//! One noun a file, each a clap type with a `run`. `session` opens the record and knows the clock; `find` turns
//! the references people write into rows; `out` is the only way to print (data to stdout, words to stderr, every
//! string cleaned); `failure` carries the exit code. Nothing here decides anything about a case: the same requests
//! come from the terminal.
//!
//! Exit codes: 0 done, 1 refused, 2 usage, 3 locked or wrong passphrase.

mod action;
mod agenda;
mod anything;
mod area;
mod assess;
mod case;
mod config;
mod couple;
mod data_return;
mod decision;
mod demo;
mod elsewhere;
mod failure;
mod find;
mod flag;
mod forum;
mod gap;
mod import;
mod information;
mod init;
mod keys;
mod meeting;
mod minutes;
mod narrow;
mod need;
mod nickname;
mod note;
mod out;
mod paper;
mod person;
mod plain;
mod plan;
mod present;
mod principle;
mod record;
mod referral;
mod report;
mod returned;
mod risk;
mod service;
mod session;
mod subject;
mod taken;
mod terminal;
mod tidy;
mod today;
mod undo;
mod user;
mod view;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use jiff::civil::Date;

pub use failure::Failure;
pub use session::Session;

use out::Out;

/// Runs multi-agency domestic abuse meetings: agenda, actions, minutes.
///
/// Without a command the terminal opens on the record.
#[derive(Debug, Parser)]
#[command(name = "convenor", version, after_long_help = EXAMPLES)]
struct Cli {
    #[command(flatten)]
    globals: Globals,
    #[command(subcommand)]
    noun: Option<Noun>,
}

const EXAMPLES: &str = "\
Examples:
  convenor demo
  convenor init lancaster --area Lancaster --user cath
  export CONVENOR_RECORD=lancaster
  convenor import referrals list.csv --dry-run
  convenor meeting add --forum MARAC --date 2026-11-26
  convenor agenda build MARAC-2026-11-26
  convenor action add MARAC-2026-11-26 --case LAN-26-0143 \"idva: safety plan by fri\"

Exit codes: 0 done, 1 refused, 2 wrong usage, 3 locked or wrong passphrase.";

/// What every command understands.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Options of every command")]
pub struct Globals {
    /// Folder of the record
    #[arg(long, global = true, value_name = "DIR", env = "CONVENOR_RECORD", hide_env_values = true)]
    record: Option<PathBuf>,
    /// Who you are; not needed when only one person uses the record
    #[arg(long, global = true, value_name = "HANDLE")]
    user: Option<String>,
    /// File whose first line is the passphrase, instead of asking
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "CONVENOR_PASSPHRASE_FILE",
        hide_env_values = true
    )]
    passphrase_file: Option<PathBuf>,
    /// Print data as JSON
    #[arg(long, global = true)]
    json: bool,
    /// Never ask anything
    #[arg(long, global = true)]
    no_input: bool,
    /// Take this day for today; the time of day stays
    #[arg(long, global = true, value_name = "YYYY-MM-DD")]
    today: Option<Date>,
    /// Plain lines in place of a drawn screen, for a screen reader: names of commands in, sentences out
    #[arg(long, global = true)]
    plain: bool,
    /// Hear the mouse from the start
    #[arg(long, global = true)]
    mouse: bool,
    /// Colours of the terminal: auto, light, dark, high-contrast, mono, or a file of your own
    #[arg(long, global = true, value_name = "NAME", env = "CONVENOR_THEME", hide_env_values = true)]
    theme: Option<String>,
    /// File of your own keys for the terminal; `convenor keys` says where one is looked for otherwise
    #[arg(long, global = true, value_name = "FILE", env = "CONVENOR_KEYS", hide_env_values = true)]
    keys: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Noun {
    /// Open an invented area, to try everything on
    Demo(demo::Demo),
    /// Make a new record
    Init(init::Init),
    /// Take in a list: referrals, subjects or incidents
    Import(import::Import),
    /// List cases, show one, correct what was set aside
    #[command(subcommand)]
    Case(case::Case),
    /// Rank subjects, show one, nominate, move from stage to stage
    #[command(subcommand)]
    Subject(subject::Subject),
    /// Files the area adopts (forums, risk tools, agencies ...) and its settings
    #[command(subcommand)]
    Area(area::Area),
    /// Add a meeting, run it, approve its minutes
    #[command(subcommand)]
    Meeting(meeting::Meeting),
    /// Build a meeting's agenda, show it, move or defer a case
    #[command(subcommand)]
    Agenda(agenda::Agenda),
    /// Keep what an agency shared about a case
    #[command(subcommand)]
    Information(information::Information),
    /// Keep a risk named in the meeting
    #[command(subcommand)]
    Risk(risk::Risk),
    /// Keep a note under a meeting or a case
    #[command(subcommand)]
    Note(note::Note),
    /// Record what the meeting decided, and why
    #[command(subcommand)]
    Decision(decision::Decision),
    /// Add actions, list them, say what became of one
    #[command(subcommand)]
    Action(action::Action),
    /// Issue the minutes as PDF; look a file up again
    #[command(subcommand)]
    Minutes(minutes::Minutes),
    /// Every paper: look at it as its reader will, write it, register it, correct it
    #[command(subcommand)]
    Paper(paper::Paper),
    /// Count something over a period: who came, what was heard, what agencies delivered
    Report(report::Reporting),
    /// The referral desk: what waits, decisions, receipts, alerts, transfers
    #[command(subcommand)]
    Referral(referral::Referral),
    /// Work with two people of one case, each kept apart
    #[command(subcommand)]
    Couple(couple::Couple),
    /// Rate a forum against a list of principles, year by year
    #[command(subcommand)]
    Principle(principle::Principle),
    /// Keep a delivery plan: items, figures, standing, what is achieved
    #[command(subcommand)]
    Plan(plan::Plan),
    /// Flag and tag: what ends, keep, remove, what agencies say
    #[command(subcommand)]
    Flag(flag::Flag),
    /// What is written of local provision, and the plan items it becomes
    #[command(subcommand)]
    Gap(gap::Gap),
    /// Needs that no service meets: add, list, met
    #[command(subcommand)]
    Need(need::Need),
    /// The directory of local services, and what became of referrals
    #[command(subcommand)]
    Service(service::Service),
    /// List the forums, show what each file says, and the dates of its cycle
    #[command(subcommand)]
    Forum(forum::Forum),
    /// Say what is due from you now, the most pressing first
    Today(today::Due),
    /// Find people, cases and actions by a few letters
    Find(anything::Anything),
    /// Find a person, say who is who, erase somebody
    #[command(subcommand)]
    Person(person::Person),
    /// Let somebody open the record, list who may, keep somebody out
    #[command(subcommand)]
    User(user::User),
    /// Filter and order of a list under a name: list, save, remove
    #[command(subcommand)]
    View(view::View),
    /// List what was done, by whom and when
    Done(undo::Done),
    /// Undo your own last change
    Undo(undo::Undo),
    /// Verify the record
    #[command(subcommand)]
    Record(record::Record),
    /// List the keys of the terminal, start from a preset, check a key file
    #[command(subcommand)]
    Keys(keys::Keys),
    /// Show the meeting on a second screen for the chair, without anyone's details
    Present(present::Present),
    /// Open the record in plain lines, for a screen reader: names of commands in, sentences out
    Plain(plain::Plain),
}

/// Every command with its options and words, for whoever writes them down.
pub fn commands() -> clap::Command {
    <Cli as clap::CommandFactory>::command()
}

/// Runs the program and gives its exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(told) => {
            // Help goes to stdout, a usage error to stderr; a reader that went away is no concern of ours.
            let _ = told.print();
            return ExitCode::from(u8::try_from(told.exit_code()).unwrap_or(2));
        }
    };
    let mut out = Out::new(cli.globals.json);
    let done = match cli.noun {
        Some(noun) => noun.run(&cli.globals, &mut out),
        None => open_terminal(&cli.globals),
    };
    match done.and_then(|()| out.finish()) {
        Ok(()) | Err(Failure::Pipe) => ExitCode::SUCCESS,
        Err(failure) => {
            out.say(&format!("convenor: {failure}"));
            ExitCode::from(failure.code())
        }
    }
}

impl Noun {
    fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        match self {
            Self::Demo(demo) => demo.run(globals, out),
            Self::Init(init) => init.run(globals, out),
            Self::Import(import) => import.run(globals, out),
            Self::Case(case) => case.run(globals, out),
            Self::Subject(subject) => subject.run(globals, out),
            Self::Area(area) => area.run(globals, out),
            Self::Meeting(meeting) => meeting.run(globals, out),
            Self::Agenda(agenda) => agenda.run(globals, out),
            Self::Information(information) => information.run(globals, out),
            Self::Risk(risk) => risk.run(globals, out),
            Self::Note(note) => note.run(globals, out),
            Self::Decision(decision) => decision.run(globals, out),
            Self::Action(action) => action.run(globals, out),
            Self::Minutes(minutes) => minutes.run(globals, out),
            Self::Paper(paper) => paper.run(globals, out),
            Self::Report(report) => report.run(globals, out),
            Self::Couple(couple) => couple.run(globals, out),
            Self::Plan(plan) => plan.run(globals, out),
            Self::Flag(flag) => flag.run(globals, out),
            Self::Gap(gap) => gap.run(globals, out),
            Self::Need(need) => need.run(globals, out),
            Self::Service(service) => service.run(globals, out),
            Self::Principle(principle) => principle.run(globals, out),
            Self::Forum(forum) => forum.run(globals, out),
            Self::Today(today) => today.run(globals, out),
            Self::Find(anything) => anything.run(globals, out),
            Self::Person(person) => person.run(globals, out),
            Self::Referral(referral) => referral.run(globals, out),
            Self::User(user) => user.run(globals, out),
            Self::View(view) => view.run(globals, out),
            Self::Done(done) => done.run(globals, out),
            Self::Undo(undo) => undo.run(globals, out),
            Self::Record(record) => record.run(globals, out),
            Self::Keys(keys) => keys.run(globals, out),
            Self::Present(present) => present.run(globals, out),
            Self::Plain(plain) => plain.run(globals),
        }
    }
}

/// Opens the terminal on the record.
fn open_terminal(globals: &Globals) -> Result<(), Failure> {
    terminal::needed(globals)?;
    terminal::open(globals, Session::open(globals)?.into_service()?, None)
}
