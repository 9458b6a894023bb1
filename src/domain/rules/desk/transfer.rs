//! Cases that move between areas. One that goes out is ours until the receipt comes; each open action is then finished
//! by one side and never by both or neither. One that comes in keeps the date of its first referral.

use jiff::civil::Date;

use super::super::{Context, Decision, about, action, flag, meeting::counted, said};
use super::{listings, not_to_come, out_already, take_off};
use crate::domain::calendar::{show_day_year, window_end};
use crate::domain::desk::{self, Standing};
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{TransferIn, TransferOut, TransferReceived};
use crate::domain::rows::action::{Action, ActionState};
use crate::domain::rows::case::{Case, CaseState, Referral, ReferralStanding};
use crate::domain::rows::desk::{Transfer, TransferAction, TransferWay};
use crate::domain::tools::settings::SettingKey;
use crate::domain::value::Json;

/// The transfer of a case that waits for the other side.
fn on_its_way(changes: &Changes<'_>, case: Id<Case>) -> Result<Option<Transfer>, Refusal> {
    Ok(changes.find::<Transfer>("case", &case)?.into_iter().find(|transfer| transfer.awaiting))
}

fn months(cx: &Context<'_>) -> Result<u16, Refusal> {
    Ok(u16::try_from(cx.area()?.number(SettingKey::FlagMonths, cx.today())).unwrap_or(12))
}

/// The open actions of a case, of which those that go there are some.
fn live_actions(changes: &Changes<'_>, case: &Case, goes: &[Id<Action>]) -> Result<Vec<Action>, Refusal> {
    let mut live = changes.find::<Action>("case", &case.id)?;
    live.retain(|action| action.state.is_live());
    if let Some(stray) = goes.iter().find(|goes| live.iter().all(|action| action.id != **goes)) {
        let what =
            changes.look::<Action>(*stray)?.map_or_else(|| "that action".to_owned(), |known| known.reference);
        return Err(Refusal::rule(format!("{what} is no open action of {}", case.reference)));
    }
    Ok(live)
}

/// Sends a case to another area.
pub fn transfer_out(cx: &mut Context<'_>, asked: TransferOut) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let case: Case = changes.get(asked.case)?;
    if case.state.has_left() {
        return Err(Refusal::rule(format!("{} is {}", case.reference, case.state)));
    }
    if let Some(earlier) = on_its_way(&changes, case.id)? {
        return Err(Refusal::rule(format!(
            "{} has been on its way since {}; record that side's answer first",
            case.reference,
            show_day_year(earlier.on)
        )));
    }
    if asked.marac.trim().is_empty() {
        return Err(Refusal::rule("say which MARAC it goes to"));
    }
    said(&asked.reason, "the reason")?;
    not_to_come(cx, asked.on, "a transfer cannot have been sent")?;
    let live = live_actions(&changes, &case, &asked.goes)?;
    let mut reply =
        Reply::said(format!("{} sent to {}; ours until the receipt comes", case.reference, asked.marac));
    let mut after_papers = None;
    for (_, meeting) in listings(&changes, &case)? {
        if let Some(warning) = out_already(&changes, &meeting)? {
            after_papers = Some(meeting.reference);
            reply.warnings.push(warning);
        }
    }
    let flagged = flag::standing(&changes, cx.area()?, &case)?.filter(|flag| flag.ended.is_none());
    let usual = window_end(case.last_referred, months(cx)?);
    let until = flagged.map_or(usual, |flag| flag.until);
    let standing = Standing::of(&changes, &case)?;
    let transfer = Transfer {
        id: cx.id(),
        case: case.id,
        referral: standing.referral.as_ref().map(|referral| referral.id),
        way: TransferWay::Out,
        marac: asked.marac.trim().to_owned(),
        reason: asked.reason,
        on: asked.on,
        sent: Json(asked.sent),
        heard: case.state == CaseState::Heard,
        original: Some(case.opened),
        flag_until: asked.flag_until.or(Some(until)),
        after_papers,
        awaiting: true,
        receipt: None,
        receipt_by: None,
        refused: None,
        at: cx.now,
        by: cx.by.to_owned(),
    };
    changes.store(&transfer);
    for action in &live {
        let goes = asked.goes.contains(&action.id);
        changes.store(&TransferAction {
            id: cx.id(),
            case: case.id,
            transfer: transfer.id,
            action: action.id,
            goes,
        });
    }
    let stay = live.len() - asked.goes.len();
    if !live.is_empty() {
        let goes = counted(asked.goes.len(), "action goes", "actions go");
        let stays = counted(stay, "stays", "stay");
        reply.warnings.push(format!("{goes} there when the receipt comes, {stays} here"));
    }
    let reply = reply.naming(&case.reference, case.id.uuid());
    Decision::of(changes, EntryKind::Transferred, about(&case), None, reply)
}

/// Records the other side's answer: the case is theirs from now on, or it stays here.
pub fn transfer_received(cx: &mut Context<'_>, asked: TransferReceived) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let mut case: Case = changes.get(asked.case)?;
    let Some(mut transfer) = on_its_way(&changes, case.id)? else {
        return Err(Refusal::rule(format!("{} is not on its way to another area", case.reference)));
    };
    not_to_come(cx, asked.on, "a receipt cannot have come")?;
    if asked.on < transfer.on {
        return Err(Refusal::rule(format!("it was sent {}", show_day_year(transfer.on))));
    }
    transfer.awaiting = false;
    transfer.receipt_by = asked.by;
    let reply = if let Some(reason) = asked.refused {
        said(&reason, "the reason")?;
        transfer.refused = Some(reason);
        Reply::said(format!("{} was not taken by {} and stays here", case.reference, transfer.marac))
    } else {
        transfer.receipt = Some(asked.on);
        flag::gone(cx, &mut changes, &case, asked.on)?;
        taken_over(&mut changes, &mut case, &transfer, asked.on)?
    };
    changes.store(&transfer);
    let reply = reply.naming(&case.reference, case.id.uuid());
    Decision::of(changes, EntryKind::Transferred, about(&case), None, reply)
}

/// The case is the other side's, with the open actions that go there.
fn taken_over(
    changes: &mut Changes<'_>,
    case: &mut Case,
    transfer: &Transfer,
    on: Date,
) -> Result<Reply, Refusal> {
    let reason = Private::from(format!("moved to {}", transfer.marac));
    let mut reply = Reply::said(format!("{} is with {} now", case.reference, transfer.marac));
    reply.warnings = take_off(changes, case, &reason)?;
    let mut gone = 0;
    for owner in changes.find::<TransferAction>("transfer", &transfer.id)? {
        let mut action: Action = changes.get(owner.action)?;
        if owner.goes && action.state.is_live() {
            action.state = ActionState::TakenOver;
            action.closed = Some(on);
            action.outcome = Some(format!("taken over by {}", transfer.marac).into());
            changes.store(&action);
            gone += 1;
        }
    }
    let stay = changes.find::<Action>("case", &case.id)?;
    let stay = stay.iter().filter(|action| action.state.is_live()).count();
    if gone + stay > 0 {
        reply.warnings.push(format!(
            "{}, {}",
            counted(gone, "action went there", "actions went there"),
            counted(stay, "stays here", "stay here")
        ));
    }
    case.state = CaseState::Transferred;
    changes.store(case);
    Ok(reply)
}

/// The repeat window of a case runs on from the day of its first referral in the other area.
fn run_on_from(
    changes: &mut Changes<'_>,
    case: &mut Case,
    referral: &mut Referral,
    original: Date,
) -> Result<(), Refusal> {
    referral.received = original;
    changes.store(referral);
    case.opened = case.opened.min(original);
    let referrals = changes.find::<Referral>("case", &case.id)?;
    let newest = referrals.iter().filter(|row| row.standing != ReferralStanding::Duplicate);
    case.last_referred = newest.map(|row| row.received).max().unwrap_or(original);
    changes.store(case);
    Ok(())
}

/// Records that a case taken in here came from another area: the repeat window runs on from its first referral there.
pub fn transfer_in(cx: &mut Context<'_>, asked: TransferIn) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    let mut changes = cx.changes();
    let mut case: Case = changes.get(asked.case)?;
    if asked.marac.trim().is_empty() {
        return Err(Refusal::rule("say which MARAC it comes from"));
    }
    if !matches!(case.state, CaseState::Referred | CaseState::Listed) {
        return Err(Refusal::rule(format!("{} is {}", case.reference, case.state)));
    }
    not_to_come(cx, asked.on, "a transfer cannot have come")?;
    let standing = Standing::of(&changes, &case)?;
    if standing.transferred.is_some() {
        return Err(Refusal::rule(format!("{} has come from another area already", case.reference)));
    }
    let mut referral = standing
        .referral
        .ok_or_else(|| Refusal::rule(format!("{} came without a referral", case.reference)))?;
    if asked.original > asked.on {
        return Err(Refusal::rule("the first referral there was before the transfer"));
    }
    let mut reply = Reply::said(format!("{} came from {}", case.reference, asked.marac.trim()));
    let mut after_papers = None;
    for meeting in desk::meetings_to_come(&changes, area, Some(&case.forum), cx.today())? {
        if let Some(warning) = out_already(&changes, &changes.get(meeting.meeting)?)? {
            after_papers.get_or_insert(meeting.reference);
            reply.warnings.push(warning);
        }
    }
    reply.warnings.push(format!("the repeat window runs from {}", show_day_year(asked.original)));
    if referral.standing == ReferralStanding::Repeat {
        reply.warnings.push("it was found a repeat by the day it came; look at that again".to_owned());
    }
    run_on_from(&mut changes, &mut case, &mut referral, asked.original)?;
    let flag_until = asked.flag_until.unwrap_or(window_end(asked.original, months(cx)?));
    flag::came(cx, &mut changes, &case, (asked.original, flag_until))?;
    changes.store(&Transfer {
        id: cx.id(),
        case: case.id,
        referral: Some(referral.id),
        way: TransferWay::In,
        marac: asked.marac.trim().to_owned(),
        reason: asked.reason.unwrap_or_default(),
        on: asked.on,
        sent: Json(Vec::new()),
        heard: asked.heard,
        original: Some(asked.original),
        flag_until: Some(flag_until),
        after_papers,
        awaiting: false,
        receipt: None,
        receipt_by: None,
        refused: None,
        at: cx.now,
        by: cx.by.to_owned(),
    });
    for (number, (typed, terms)) in (1..).zip(asked.actions) {
        if terms.is_empty() {
            return Err(Refusal::rule(format!(
                "open action {number} cannot be read; write it as in the meeting room, \"agency: what by when\""
            )));
        }
        let added =
            action::agree(cx, &mut changes, &case, None, &typed, terms, ActionState::AwaitingConfirmation)?;
        reply.references.extend(added.references);
        reply.ids.extend(added.ids);
        reply.warnings.extend(added.warnings);
    }
    let reply = reply.naming(&case.reference, case.id.uuid());
    Decision::of(changes, EntryKind::Transferred, about(&case), None, reply)
}
