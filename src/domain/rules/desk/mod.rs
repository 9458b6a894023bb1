//! The referral desk: decisions on referrals (`triage`), who was told and what went out (`notice`), transfers between
//! areas (`transfer`), meetings outside the cycle (`urgent`).

mod notice;
mod transfer;
mod triage;
mod urgent;

pub use notice::{list_case, papers_out, send_receipt, settle_alert, tell_idva};
pub use transfer::{transfer_in, transfer_out, transfer_received};
pub use triage::{accept, answered, ask, decline, reopen, send_on};
pub use urgent::add_urgent;

use super::{Context, changeable};
use crate::domain::calendar::show_day_year;
use crate::domain::desk;
use crate::domain::facts::Changes;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::rows::agenda::{AgendaItem, ItemState};
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::{Meeting, MeetingState};

/// The case's places on agendas of meetings that are not over, each with its meeting.
fn listings(changes: &Changes<'_>, case: &Case) -> Result<Vec<(AgendaItem, Meeting)>, Refusal> {
    let mut found = Vec::new();
    for item in changes.find::<AgendaItem>("case", &case.id)? {
        let meeting: Meeting = changes.get(item.meeting)?;
        if matches!(meeting.state, MeetingState::Planned | MeetingState::Open | MeetingState::Paused) {
            found.push((item, meeting));
        }
    }
    Ok(found)
}

/// Takes a case that leaves off every agenda to come, where it stays to be seen with the reason; says which, and whose
/// papers were out already.
fn take_off(changes: &mut Changes<'_>, case: &Case, reason: &Private) -> Result<Vec<String>, Refusal> {
    let mut warnings = Vec::new();
    for (mut item, meeting) in listings(changes, case)? {
        if item.state == ItemState::Hearing {
            return Err(Refusal::rule(format!("{} is being heard in {}", case.reference, meeting.reference)));
        }
        if !matches!(item.state, ItemState::Waiting | ItemState::Deferred) {
            continue;
        }
        changeable(changes, meeting.id)?;
        item.state = ItemState::Withdrawn;
        item.deferred = Some(reason.clone());
        changes.store(&item);
        warnings.push(format!("taken off the agenda of {}, where it stays to be seen", meeting.reference));
        warnings.extend(out_already(changes, &meeting)?);
    }
    Ok(warnings)
}

/// That the papers of a meeting are out, when they are.
fn out_already(changes: &Changes<'_>, meeting: &Meeting) -> Result<Option<String>, Refusal> {
    let papers = desk::papers_out(changes, meeting.id)?;
    Ok(papers.map(|papers| {
        format!(
            "the papers of {} went out on {}; tell those who have them",
            meeting.reference,
            show_day_year(papers.out.date())
        )
    }))
}

/// What happened happened today or before.
fn not_to_come(cx: &Context<'_>, on: jiff::civil::Date, what: &str) -> Result<(), Refusal> {
    if on > cx.today() {
        return Err(Refusal::rule(format!("{what} on a day to come; give the day it happened")));
    }
    Ok(())
}
