//! Who was told of a referral or a change, what went out, and a case put on an agenda by hand.

use super::super::{Context, Decision, about, agenda, changeable, meeting::counted, said};
use super::{not_to_come, out_already};
use crate::domain::calendar::{show_day, show_day_year};
use crate::domain::desk::{self, Standing};
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{ListCase, PapersOut, SendReceipt, SettleAlert, TellIdva};
use crate::domain::rows::case::{Case, Party};
use crate::domain::rows::desk::{self as rows, Alert, AlertOutcome, Receipt, Told};
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::person::Person;
use crate::domain::value::Json;

/// Records that the IDVA was told of a case's newest referral.
pub fn tell_idva(cx: &mut Context<'_>, asked: &TellIdva) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    let mut changes = cx.changes();
    let case: Case = changes.get(asked.case)?;
    not_to_come(cx, asked.on, "nobody can have been told")?;
    let standing = Standing::of(&changes, &case)?;
    let agency = desk::idva(area).ok_or_else(|| {
        Refusal::rule("no agency of this area counts as the IDVA; the list of agencies says which one does")
    })?;
    if asked.how.trim().is_empty() {
        return Err(Refusal::rule("say how they were told"));
    }
    if asked.on < standing.came {
        return Err(Refusal::rule(format!(
            "{} came on {}; nobody was told of it before",
            case.reference,
            show_day_year(standing.came)
        )));
    }
    changes.store(&Told {
        id: cx.id(),
        case: case.id,
        referral: standing.referral.as_ref().map(|referral| referral.id),
        agency: agency.key.clone(),
        on: asked.on,
        time: asked.time,
        how: asked.how.trim().to_owned(),
        at: cx.now,
        by: cx.by.to_owned(),
    });
    let mut reply = Reply::said(format!("{}: {} told", case.reference, agency.said()));
    let due = desk::idva_due(&area.holidays, standing.came);
    if asked.on > due {
        let late = area.holidays.working_days_between(due, asked.on).max(1);
        let late = counted(usize::try_from(late).unwrap_or(1), "working day", "working days");
        reply.warnings.push(format!("{late} after it came in; the same day is asked for"));
    }
    Decision::of(changes, EntryKind::Told, about(&case), None, reply.naming(&case.reference, case.id.uuid()))
}

/// Names of everybody a case is about.
fn parties(changes: &Changes<'_>, case: Id<Case>) -> Result<Vec<Private>, Refusal> {
    let mut names = Vec::new();
    for party in changes.find::<Party>("case", &case)? {
        names.extend(changes.look::<Person>(party.person)?.map(|person| person.listed()));
    }
    Ok(names)
}

/// Records that a receipt went to the referrer, for the newest decision.
pub fn send_receipt(cx: &mut Context<'_>, asked: SendReceipt) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let case: Case = changes.get(asked.case)?;
    said(&asked.text, "the receipt")?;
    not_to_come(cx, asked.on, "a receipt cannot have gone out")?;
    if asked.to.trim().is_empty() {
        return Err(Refusal::rule("say to whom the receipt went"));
    }
    let standing = Standing::of(&changes, &case)?;
    changes.store(&Receipt {
        id: cx.id(),
        case: case.id,
        triage: standing.last.as_ref().map(|last| last.id),
        sent_to: asked.to.trim().to_owned(),
        how: asked.how,
        on: asked.on,
        text: asked.text.clone(),
        at: cx.now,
        by: cx.by.to_owned(),
    });
    let what = standing.last.as_ref().map_or("received", |last| last.decision.word());
    let mut reply = Reply::said(format!("{}: receipt ({what}) recorded as sent", case.reference));
    if let Some(line) = desk::names_a_party(&asked.text, &parties(&changes, case.id)?) {
        reply.warnings.push(format!("line {line} of it names a party; a receipt goes by reference alone"));
    }
    Decision::of(
        changes,
        EntryKind::Receipted,
        about(&case),
        None,
        reply.naming(&case.reference, case.id.uuid()),
    )
}

/// Deals with what changed about a case before its meeting.
pub fn settle_alert(cx: &mut Context<'_>, asked: SettleAlert) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let case: Case = changes.get(asked.case)?;
    let meeting: Meeting = changes.get(asked.meeting)?;
    let sent = asked.outcome == AlertOutcome::Sent;
    said(&asked.text, if sent { "the alert" } else { "the reason" })?;
    if sent && asked.to.is_empty() {
        return Err(Refusal::rule("say who was told"));
    }
    if asked.covers.is_empty() {
        return Err(Refusal::rule(format!("nothing has changed about {} since", case.reference)));
    }
    changes.store(&Alert {
        id: cx.id(),
        case: case.id,
        meeting: Some(meeting.id),
        outcome: asked.outcome,
        sent_to: Json(asked.to),
        covers: Json(asked.covers),
        words: asked.words,
        text: sent.then(|| asked.text.clone()),
        reason: (!sent).then_some(asked.text),
        on: cx.today(),
        at: cx.now,
        by: cx.by.to_owned(),
    });
    let reply = Reply::said(format!("{}: alert {}", case.reference, asked.outcome));
    let reply = reply.naming(&case.reference, case.id.uuid());
    Decision::of(changes, EntryKind::Alerted, about(&case), about(&meeting), reply)
}

/// Records that the papers of a meeting went out; what changes afterwards is marked on its agenda.
pub fn papers_out(cx: &mut Context<'_>, asked: &PapersOut) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    let mut changes = cx.changes();
    let meeting = changeable(&changes, asked.meeting)?;
    let out = asked.out.unwrap_or(cx.now);
    if out > cx.now {
        return Err(Refusal::rule("papers cannot have gone out at a time to come"));
    }
    changes.store(&rows::PapersOut {
        id: cx.id(),
        meeting: meeting.id,
        out,
        at: cx.now,
        by: cx.by.to_owned(),
    });
    let words = format!("papers of {} out {}", meeting.reference, show_day_year(out.date()));
    let mut reply = Reply::said(words).naming(&meeting.reference, meeting.id.uuid());
    let due = desk::papers_due(area, meeting.on);
    if out.date() > due && !meeting.is_urgent() {
        reply.warnings.push(format!("they were due by {}", show_day_year(due)));
    }
    Decision::of(changes, EntryKind::PapersOut, None, about(&meeting), reply)
}

/// Puts one case on a meeting's agenda, last in its order.
pub fn list_case(cx: &mut Context<'_>, asked: ListCase) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let meeting = changeable(&changes, asked.meeting)?;
    let case: Case = changes.get(asked.case)?;
    let mut reply = Reply::said(format!("{} is on the agenda of {}", case.reference, meeting.reference));
    let why = asked.why.unwrap_or_else(|| format!("put on by hand, {}", show_day(cx.today())));
    agenda::put_on(cx, &mut changes, &meeting, case.clone(), why)?;
    reply.warnings.extend(out_already(&changes, &meeting)?);
    let reply = reply.naming(&case.reference, case.id.uuid());
    Decision::of(changes, EntryKind::AgendaBuilt, about(&case), about(&meeting), reply)
}
