//! Several actions at once, as one change: reviewed, handed over, given a new date.

use clap::Args;

use super::super::failure::Failure;
use super::super::find;
use super::super::narrow::{Narrow, understood};
use super::super::out::Out;
use super::super::session::{Session, private};
use super::outcome;
use crate::domain::filter::List;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::request::{ChangeAction, Handover, NewDue, Request, ReviewAction};
use crate::domain::rows::action::{Action, DueKind, ReviewOutcome};
use crate::service::ask::{ActionFilter, Answer, Ask, Window};

/// Which actions.
#[derive(Debug, Args)]
pub struct Which {
    /// References of the actions, such as LAN-26-0143/3
    actions: Vec<String>,
    /// All actions that these filter words leave
    #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
    filter: Option<String>,
    /// Do it; without this only what would be done is said
    #[arg(long)]
    yes: bool,
}

/// Review several actions as one change: completed, in-hand, no-longer-possible, not-done, withdrawn, continues or confirmed.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor action review completed LAN-26-0143/3 LAN-26-0143/4 --yes
  convenor action review confirmed --filter \"agency:housing is:awaiting\" --yes")]
pub struct Reviewing {
    /// What became of them
    #[arg(value_name = "OUTCOME", value_parser = outcome)]
    outcome: ReviewOutcome,
    #[command(flatten)]
    which: Which,
    /// What was said; needed when they were not done or are no longer possible
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// The day they were done, when that is not today
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

/// Hand several actions over to another agency, or give them a new due date, as one change.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor action change LAN-26-0143/3 --agency housing --reason \"tenancy moved\" --yes
  convenor action change --filter \"agency:school is:overdue\" --due 4/12/2026 --yes")]
pub struct Changing {
    #[command(flatten)]
    which: Which,
    /// Whose they are from now on
    #[arg(long, value_name = "AGENCY", required_unless_present = "due")]
    agency: Option<String>,
    /// When they are due from now on
    #[arg(long, value_name = "DATE")]
    due: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

impl Which {
    /// The actions meant, with their references; a filter that is not understood means none.
    fn actions(&self, session: &Session) -> Result<Vec<(String, Id<Action>)>, Failure> {
        let mut found = Vec::new();
        for reference in &self.actions {
            let action = find::action(session, reference)?;
            found.push((action.reference, action.id));
        }
        if self.filter.is_some() {
            let words = Narrow::by(self.filter.clone()).text(session, List::Actions)?;
            if let Some(note) = understood(session, &words, List::Actions)?.notes.into_iter().next() {
                return Err(Failure::Usage(note));
            }
            let filter = ActionFilter { words, live: true, ..ActionFilter::default() };
            let Answer::Actions(listing) = session.look(&Ask::Actions(filter, Window::ALL))? else {
                return Err(Failure::unanswered());
            };
            found.extend(listing.lines.into_iter().map(|line| (line.action.reference, line.action.id)));
        }
        found.dedup();
        if found.is_empty() {
            return Err(Failure::Refused("no action fits".to_owned()));
        }
        Ok(found)
    }

    /// Does it to each, or says what would be done.
    fn run(
        &self,
        session: &mut Session,
        out: &mut Out,
        what: &str,
        request: impl Fn(Id<Action>) -> Request,
    ) -> Result<(), Failure> {
        let actions = self.actions(session)?;
        let told: Vec<&str> = actions.iter().map(|(reference, _)| reference.as_str()).collect();
        if !self.yes {
            out.say(&format!("{} actions would be {what}: {}", told.len(), told.join(", ")));
            out.say("nothing was changed; add --yes to do it");
            return Ok(());
        }
        let requests = actions.into_iter().map(|(reference, id)| (reference, request(id))).collect();
        let now = session.now();
        let service = session.service()?;
        let change = service.next_id();
        let reply = service.together(now, change, requests)?;
        out.reply(&reply)
    }
}

impl Reviewing {
    /// Carries it out.
    pub fn run(self, session: &mut Session, out: &mut Out) -> Result<(), Failure> {
        let (outcome, note) = (self.outcome, self.note.as_deref().map(private));
        let on = self.on.map(|on| find::day(session, &on)).transpose()?;
        self.which.run(session, out, outcome.word(), |action| {
            let note = note.clone();
            Request::ReviewAction(ReviewAction { note, on, ..ReviewAction::of(action, outcome) })
        })
    }
}

impl Changing {
    /// Carries it out.
    pub fn run(self, session: &mut Session, out: &mut Out) -> Result<(), Failure> {
        let agency = self.agency.map(|agency| find::agency(session, &agency)).transpose()?;
        let due = self.due.map(|due| find::day(session, &due)).transpose()?;
        let reason: Option<Private> = self.reason.as_deref().map(private);
        self.which.run(session, out, "changed", |action| {
            let to = agency.clone().map(|agency| Handover {
                agency,
                supporting: Vec::new(),
                person: None,
                awaiting: false,
            });
            let due = due.map(|date| NewDue { kind: DueKind::On, date: Some(date), time: None, event: None });
            Request::ChangeAction(ChangeAction { action, due, to, reason: reason.clone() })
        })
    }
}
