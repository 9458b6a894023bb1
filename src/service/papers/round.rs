//! A round of reminders: drafts written and registered, and kept that they were, as one change.

use std::path::Path;

use super::bytes::Options;
use super::write::{file_name, write};
use crate::domain::facts::Changes;
use crate::domain::paper::{Edition, Format, PaperKind, Subject, Wanted};
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{ChaseActions, Request};
use crate::domain::rows::chase::{ChaseHow, ChaseStep};
use crate::service::ask::{Reminder, Rung};
use crate::service::clock::Now;
use crate::service::execute::Service;
use crate::service::file::cannot_write;
use crate::service::look::chasing;
use crate::service::looking::Looking;

/// Writes a draft for each reader of those named, or of all, into a folder, and keeps every reminder as one change. What
/// is the steering group's is kept without a message; what may not stand on paper is said and not kept: it is told
/// another way first.
///
/// # Errors
/// When nothing is due, or the first draft cannot be written; one that fails later is a warning beside those that stand.
pub fn remind(
    service: &mut Service,
    now: Now,
    only: &dyn Fn(&Reminder) -> bool,
    options: &Options,
    folder: &Path,
) -> Result<Reply, Refusal> {
    let area = service.area()?;
    let with = Looking { view: service.record().view(), area: &area, now, actor: service.actor() };
    let mut reminders = chasing::chasing(&with)?.reminders;
    reminders.retain(only);
    if reminders.is_empty() {
        return Err(Refusal::rule("nobody is to be reminded of anything today"));
    }
    let options = Options { format: Format::Eml, ..options.clone() };
    let mut told = Reply::default();
    let mut requests = Vec::new();
    let mut drafts = 0_usize;
    let mut failed = None;
    for one in &reminders {
        let draft = one.rung != Rung::Steering && one.on_paper() > 0;
        if draft {
            match drafted(service, now, one, &options, folder) {
                Ok(reply) => told.told_once.extend(reply.told_once),
                Err(refusal) => {
                    failed = Some(refusal);
                    break;
                }
            }
            drafts += 1;
        }
        requests.extend(kept(one));
        told.warnings.extend(one.lines.iter().filter(|_| one.rung != Rung::Steering).filter_map(|line| {
            let why = line.off.as_ref()?;
            Some(format!("{} is not in the draft: {why}", line.line.action.reference))
        }));
    }
    let count: usize = requests.iter().map(|(_, actions)| actions).sum();
    if count > 0 {
        let change = service.next_id();
        let requests = requests.into_iter().map(|(request, _)| (String::new(), request)).collect();
        let reply = service.together(now, change, requests)?;
        told.ids = reply.ids;
        told.references = reply.references;
        told.warnings.extend(reply.warnings);
    }
    if let Some(refusal) = failed {
        // What was written stands, and a new password is told only now: the rest is said beside it and stays due.
        if count == 0 {
            return Err(refusal);
        }
        told.warnings.push(format!("not every draft was written, and the others are still due: {refusal}"));
    }
    let sealed = options.password.is_some() || options.new_password;
    let how = match (drafts, sealed) {
        (0, _) => "no draft written".to_owned(),
        (1, _) => format!("1 draft written to {}", folder.display()),
        (drafts, _) => format!("{drafts} drafts written to {}", folder.display()),
    };
    told.words = format!("{count} {} kept, {how}", if count == 1 { "reminder" } else { "reminders" });
    if drafts > 0 && !sealed {
        told.warnings.push(crate::service::attach::IN_CLEAR.to_owned());
    }
    Ok(told)
}

/// Writes the draft of one.
fn drafted(
    service: &mut Service,
    now: Now,
    one: &Reminder,
    options: &Options,
    folder: &Path,
) -> Result<Reply, Refusal> {
    std::fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
    let wanted = wanted(one, now.today());
    let name = file_name(&Changes::new(service.record()), &wanted, options.format)?;
    write(service, now, &wanted, options, &folder.join(name))
}

/// The paper of a reminder.
fn wanted(one: &Reminder, on: jiff::civil::Date) -> Wanted {
    Wanted {
        edition: Edition::Agency(one.agency.clone()),
        recipient: one.to.clone(),
        ..Wanted::of(PaperKind::Reminder, Subject::Owed { on })
    }
}

/// What is kept of one, a request for each step it holds, with how many actions.
fn kept(one: &Reminder) -> Vec<(Request, usize)> {
    let how = if one.rung == Rung::Steering { ChaseHow::Report } else { ChaseHow::Draft };
    let to: Private = one.mailbox.as_deref().unwrap_or(&one.to).into();
    let of = |step: &ChaseStep| {
        let lines = one
            .lines
            .iter()
            .filter(|line| line.step == *step && (one.rung == Rung::Steering || line.off.is_none()));
        let actions: Vec<_> = lines.map(|line| line.line.action.id).collect();
        let count = actions.len();
        let asked = ChaseActions { actions, step: Some(*step), how, to: Some(to.clone()), note: None };
        (count > 0).then_some((Request::Chase(asked), count))
    };
    ChaseStep::ALL.iter().filter_map(of).collect()
}
