//! What is done to marked actions, as one change: reviewed by one key, handed over, given a new date.
//!
//! A question says first how many they are; what is refused is told line by line afterwards and stays marked. The
//! same forms serve one action under the cursor.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::review;
use crate::app::command::Command;
use crate::app::cx::Cx;
use crate::app::dialog::{Choice, Dialog};
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::widgets::form::{Field, Filled};
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{ChangeAction, Handover, NewDue, Request, ReviewAction};
use crate::domain::rows::action::{DueKind, ReviewOutcome};

/// Marked lines with what each is told by.
pub type Marks = BTreeMap<Uuid, String>;

/// What the answer to a change of several comes under.
pub const DONE: Tag = Tag(u64::MAX - 2);
const NOT_DONE: Tag = Tag(u64::MAX - 3);
const NO_LONGER: Tag = Tag(u64::MAX - 4);
const HAND_OVER: Tag = Tag(u64::MAX - 5);
const NEW_DATE: Tag = Tag(u64::MAX - 6);
const WITHDRAWN: Tag = Tag(u64::MAX - 9);

/// "1 action", "6 actions".
fn many(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// The references of what is marked, as many as are read at a glance.
fn told(marks: &Marks) -> String {
    let mut names: Vec<&str> = marks.values().take(8).map(String::as_str).collect();
    let more = marks.len().saturating_sub(names.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    names.sort_unstable();
    format!("{}{more}", names.join(", "))
}

/// A question before something is done to all that is marked.
pub fn confirm(question: String, marks: &Marks, requests: Vec<(String, Request)>) -> Effects {
    Effect::ask(Dialog::Confirm {
        question,
        detail: format!("{}. One change: undo takes all of it back.", told(marks)),
        yes: Effect::Together { requests, tag: DONE }.into(),
    })
    .into()
}

/// Reviews all that is marked; `None` when the command is no review command.
pub fn review(command: Command, marks: &Marks) -> Option<Effects> {
    let outcome = review::outcome(command)?;
    let count = many(marks.len(), "action");
    Some(match outcome {
        ReviewOutcome::NotDone => why(format!("{count}: why not done?"), NOT_DONE),
        ReviewOutcome::NoLongerPossible => why(format!("{count}: why no longer possible?"), NO_LONGER),
        ReviewOutcome::Withdrawn => why(format!("{count}: why withdrawn?"), WITHDRAWN),
        outcome => confirm(format!("{count}: {outcome}?"), marks, reviews(marks, outcome, None)),
    })
}

fn why(title: String, tag: Tag) -> Effects {
    Effect::ask(Dialog::form(title, tag, vec![Field::long("note", "Reason", "")])).into()
}

fn each(marks: &Marks, request: impl Fn(Uuid) -> Request) -> Vec<(String, Request)> {
    marks.iter().map(|(id, told)| (told.clone(), request(*id))).collect()
}

fn reviews(marks: &Marks, outcome: ReviewOutcome, note: Option<&Private>) -> Vec<(String, Request)> {
    each(marks, |id| {
        let (action, note) = (Id::new(id), note.cloned());
        Request::ReviewAction(ReviewAction { note, ..ReviewAction::of(action, outcome) })
    })
}

/// The form for handing over or for a new date; `None` for any other command.
pub fn form(command: Command, marks: &Marks, cx: &Cx) -> Option<Effects> {
    let count = many(marks.len(), "action");
    let dialog = match command {
        Command::HandOver => {
            let agencies = &cx.lexicons.known().agencies;
            let choices = agencies.iter().map(|agency| (agency.key.clone(), agency.said.clone())).collect();
            let fields =
                vec![Field::choice("agency", "To", choices), Field::line("reason", "Why", "").optional()];
            Dialog::form(format!("Hand over {count}"), HAND_OVER, fields)
        }
        Command::NewDueDate => {
            let fields = vec![Field::date("due", "Due", None), Field::line("reason", "Why", "").optional()];
            Dialog::form(format!("New date for {count}"), NEW_DATE, fields)
        }
        _ => return None,
    };
    Some(Effect::ask(dialog).into())
}

/// A form was filled in; `None` when it is none of these.
pub fn filled(tag: Tag, values: &Filled, marks: &Marks) -> Option<Effects> {
    let reason = values.text("reason");
    let requests = match tag {
        NOT_DONE => reviews(marks, ReviewOutcome::NotDone, values.text("note").as_ref()),
        NO_LONGER => reviews(marks, ReviewOutcome::NoLongerPossible, values.text("note").as_ref()),
        WITHDRAWN => reviews(marks, ReviewOutcome::Withdrawn, values.text("note").as_ref()),
        HAND_OVER => {
            let agency = values.choice("agency")?.to_owned();
            each(marks, |id| {
                let to = Handover {
                    agency: agency.clone(),
                    supporting: Vec::new(),
                    person: None,
                    awaiting: false,
                };
                let (due, to) = (None, Some(to));
                Request::ChangeAction(ChangeAction { action: Id::new(id), due, to, reason: reason.clone() })
            })
        }
        NEW_DATE => {
            let date = values.date("due");
            each(marks, |id| {
                let due = Some(NewDue { kind: DueKind::On, date, time: None, event: None });
                let reason = reason.clone();
                Request::ChangeAction(ChangeAction { action: Id::new(id), due, to: None, reason })
            })
        }
        _ => return None,
    };
    Some(Effect::Together { requests, tag: DONE }.into())
}

/// What was done: the identifiers to take marks off, and what was refused, line by line.
pub fn done(outcome: &Result<Reply, Refusal>) -> (Vec<Uuid>, Effects) {
    let Ok(reply) = outcome else { return (Vec::new(), Effects::none()) };
    if reply.warnings.is_empty() {
        return (reply.ids.clone(), Effects::none());
    }
    let lines = reply.warnings.iter();
    let choices = lines.map(|line| Choice { label: line.clone(), then: Effects::none() }).collect();
    let title = format!("{}; these were not, and stay marked", reply.words);
    (reply.ids.clone(), Effect::ask(Dialog::Pick { title, choices }).into())
}
