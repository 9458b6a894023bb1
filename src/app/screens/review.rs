//! Reviewing an action by one key, the same wherever actions are listed.
//!
//! Completed, continues, confirmed and in hand are one key; not done, no longer possible, withdrawn and opened again ask
//! for the reason. Undo takes any of them back. From everywhere one key goes to the action whole.

use uuid::Uuid;

use crate::app::command::Command;
use crate::app::dialog::Dialog;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::route::Route;
use crate::app::widgets::form::{Field, Filled};
use crate::domain::id::Id;
use crate::domain::request::{ActionLife, Reopen, Request, ReviewAction};
use crate::domain::rows::action::{Action, ActionState, ReviewOutcome};
use crate::domain::rows::meeting::Meeting;
use crate::service::ask::ActionLine;

/// Outcomes that need a reason: what its form is called by whoever listens, and what it asks.
const REASONS: [(Tag, ReviewOutcome, &str); 3] = [
    (Tag(u64::MAX), ReviewOutcome::NotDone, "why was it not done?"),
    (Tag(u64::MAX - 1), ReviewOutcome::NoLongerPossible, "why is it no longer possible?"),
    (Tag(u64::MAX - 7), ReviewOutcome::Withdrawn, "why is it withdrawn?"),
];
/// The form of one that is opened again.
const REOPEN: Tag = Tag(u64::MAX - 8);

/// What a review command finds; `None` for any other command.
pub const fn outcome(command: Command) -> Option<ReviewOutcome> {
    Some(match command {
        Command::Confirmed => ReviewOutcome::Confirmed,
        Command::Completed => ReviewOutcome::Completed,
        Command::Continues => ReviewOutcome::Continues,
        Command::NoLonger => ReviewOutcome::NoLongerPossible,
        Command::NotDone => ReviewOutcome::NotDone,
        Command::InHand => ReviewOutcome::InHand,
        Command::Withdrawn => ReviewOutcome::Withdrawn,
        _ => return None,
    })
}

/// Whether a review command can be carried out on an action; `None` when it is no review command.
pub fn can(command: Command, on: Option<&ActionLine>) -> Option<bool> {
    let state = on.map(|line| line.action.state);
    match command {
        Command::ActionStory => return Some(on.is_some()),
        Command::Reopen => return Some(state.is_some_and(|state| !state.is_live())),
        _ => {}
    }
    Some(match outcome(command)? {
        ReviewOutcome::Confirmed => state == Some(ActionState::AwaitingConfirmation),
        _ => state.is_some_and(ActionState::is_live),
    })
}

/// Reviews an action; `None` when the command is no review command.
pub fn review(command: Command, on: Option<&ActionLine>, meeting: Option<Id<Meeting>>) -> Option<Effects> {
    match command {
        Command::ActionStory => {
            return Some(on.map(|line| Effect::Go(Route::Action(line.action.id))).into());
        }
        Command::Reopen => {
            let closed = on.filter(|_| can(command, on) == Some(true));
            return Some(closed.map(|line| Effect::ask(reopening(line))).into());
        }
        _ => {}
    }
    let outcome = outcome(command)?;
    let Some(line) = on.filter(|_| can(command, on) == Some(true)) else { return Some(Effects::none()) };
    if let Some((tag, _, question)) = REASONS.iter().find(|(_, of, _)| *of == outcome) {
        let title = format!("{}: {question}", line.action.reference);
        let form = Dialog::form(title, *tag, vec![Field::long("note", "Reason", "")]);
        return Some(Effect::ask(form.about(line.action.id.uuid())).into());
    }
    Some(run(line.action.id, meeting, outcome, None))
}

/// A reason was given; `None` when the form asked for something else.
pub fn reasoned(
    tag: Tag,
    about: Option<Uuid>,
    values: &Filled,
    meeting: Option<Id<Meeting>>,
) -> Option<Effects> {
    if tag == REOPEN {
        let asked = about.map(|action| Reopen {
            action: Id::new(action),
            meeting,
            reason: values.text("note").unwrap_or_default(),
            due: values.date("due"),
        });
        let request = asked.map(|asked| Request::ActionLife(ActionLife::Reopen(asked)));
        return Some(request.map(|request| Effect::run(request, Tag::default())).into());
    }
    let (_, outcome, _) = REASONS.iter().find(|(of, ..)| *of == tag)?;
    let reviewed = |action| run(Id::new(action), meeting, *outcome, values.text("note"));
    Some(about.map_or_else(Effects::none, reviewed))
}

/// Asks why an action is opened again.
fn reopening(line: &ActionLine) -> Dialog {
    let fields = vec![
        Field::long("note", "Reason", ""),
        Field::date("due", "Due from now on", line.action.due).optional(),
    ];
    Dialog::form(format!("{}: why is it open again?", line.action.reference), REOPEN, fields)
        .about(line.action.id.uuid())
}

fn run(
    action: Id<Action>,
    meeting: Option<Id<Meeting>>,
    outcome: ReviewOutcome,
    note: Option<crate::domain::private::Private>,
) -> Effects {
    let request = ReviewAction { meeting, note, ..ReviewAction::of(action, outcome) };
    Effect::run(Request::ReviewAction(request), Tag::default()).into()
}
