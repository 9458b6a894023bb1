//! The referral desk: a window of what waits, one case as the desk sees it, transfers and receipts still due.

use jiff::civil::Date;

use super::{Looking, actions, since};
use crate::domain::calendar::window_end;
use crate::domain::desk::{self, Grounds, Letter, Standing, Timing};
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::listing::{CaseLine, DeskFilter, Listing, Window};
use crate::domain::referral::complete::Needed;
use crate::domain::refusal::Refusal;
use crate::domain::rows::action::Action;
use crate::domain::rows::agenda::{AgendaItem, ItemState};
use crate::domain::rows::case::{Case, Finding, ReferralStanding, ToCorrect};
use crate::domain::rows::desk::{Alert, Receipt, Told, Transfer, TransferAction, Triage};
use crate::domain::rows::meeting::Meeting;
use crate::domain::rules::flag;
use crate::domain::told::kept;
use crate::domain::tools::forum::CaseKind;
use crate::domain::tools::settings::SettingKey;
use crate::service::ask::{Desk, DeskCounts, DeskStory, QueueLine, TransferLine};

/// Receipts listed at once; the rest is counted.
const MOST: usize = 500;

/// The desk with a window of its queue.
pub fn desk(with: &Looking<'_>, filter: &DeskFilter, window: Window) -> Result<Desk, Refusal> {
    let found = with.view.desk(filter, window, with.now.today())?;
    let to_come = desk::meetings_to_come(&with.rows(), with.area, None, with.now.today())?;
    let mut lines = Vec::with_capacity(found.lines.len());
    for case in found.lines {
        lines.extend(line(with, case, &to_come)?);
    }
    Ok(Desk { counts: counts(with)?, lines: Listing { total: found.total, offset: found.offset, lines } })
}

/// How much waits on the desk.
pub fn counts(with: &Looking<'_>) -> Result<DeskCounts, Refusal> {
    let today = with.now.today();
    let totals = with.view.desk_totals(today)?;
    let [to_decide, asked, accepted] = totals.heaps;
    let late = |came: Date| desk::idva_due(&with.area.holidays, came) < today;
    let has_idva = desk::idva(with.area).is_some();
    let untold = totals.untold.iter().filter(|_| has_idva);
    Ok(DeskCounts {
        to_decide,
        asked,
        answers_late: totals.answers_late,
        accepted,
        untold: untold.clone().map(|(_, count)| count).sum(),
        untold_late: untold.filter(|(came, _)| late(*came)).map(|(_, count)| count).sum(),
        transfers: with.rows().find::<Transfer>("awaiting", &true)?.len(),
        alerts: since::alerts(with)?.len(),
        receipts: totals.receipts,
    })
}

fn case_line(with: &Looking<'_>, case: Id<Case>) -> Result<Option<CaseLine>, Refusal> {
    Ok(with.view.case_line(case, with.now.today())?)
}

/// One referral; nothing when its case is gone.
fn line(with: &Looking<'_>, id: Id<Case>, to_come: &[Timing]) -> Result<Option<QueueLine>, Refusal> {
    let rows = with.rows();
    let (Some(case), Some(listed)) = (rows.look::<Case>(id)?, case_line(with, id)?) else { return Ok(None) };
    let standing = Standing::of(&rows, &case)?;
    let (today, came) = (with.now.today(), standing.came);
    let cycle = || to_come.iter().filter(|timing| timing.forum == case.forum && !timing.urgent);
    let next = cycle().next();
    let in_time = cycle().find(|timing| !timing.is_late(came));
    let told_due = desk::idva_due(&with.area.holidays, came);
    let told = standing.told.as_ref().map(|told| (told.on, told.how.clone()));
    let asked = standing.answer_due().and(standing.last.as_ref());
    let to_correct = rows.find::<ToCorrect>("case", &id)?.iter().filter(|field| field.open).count();
    let findings = rows.find::<Finding>("case", &id)?.iter().filter(|finding| finding.open).count();
    let referral = standing.referral.as_ref();
    Ok(Some(QueueLine {
        referrer: referral.map_or("", |referral| with.area.agency_said(&referral.agency)).to_owned(),
        source: referral.and_then(|referral| referral.source.clone()),
        came,
        days: (today - came).get_days().max(0),
        heap: standing.heap(),
        due: standing.answer_due(),
        asked: asked.map(|asked| asked.missing.0.clone()).unwrap_or_default(),
        missing: desk::given(&rows, id, referral)?.missing().into_iter().map(Needed::label).collect(),
        grounds: Grounds::of(&rows, with.area, id, came)?,
        next: next.cloned(),
        in_time: in_time.cloned(),
        accepted_for: accepted_for(&rows, &standing)?,
        on_agenda: on_agenda(&rows, id)?,
        told_late: told.is_none() && told_due < today && desk::idva(with.area).is_some(),
        told,
        told_due,
        to_correct,
        findings,
        standing: referral.map_or(ReferralStanding::New, |referral| referral.standing),
        transferred: standing.transferred.map(|transfer| transfer.marac),
        case: listed,
    }))
}

fn accepted_for(rows: &Changes<'_>, standing: &Standing) -> Result<Option<(String, Date, bool)>, Refusal> {
    let meeting = standing.accepted_for().map(|meeting| rows.look::<Meeting>(meeting)).transpose()?.flatten();
    let late = standing.last.as_ref().and_then(|last| last.late) == Some(true);
    Ok(meeting.map(|meeting| (meeting.reference, meeting.on, late)))
}

/// The agenda to come that a case is on.
fn on_agenda(rows: &Changes<'_>, case: Id<Case>) -> Result<Option<(String, Date)>, Refusal> {
    for item in rows.find::<AgendaItem>("case", &case)? {
        let meeting: Meeting = rows.get(item.meeting)?;
        if item.state == ItemState::Waiting && meeting.is_to_come() {
            return Ok(Some((meeting.reference, meeting.on)));
        }
    }
    Ok(None)
}

fn newest<T, K: Ord>(mut rows: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    rows.sort_by_key(|row| std::cmp::Reverse(key(row)));
    rows
}

/// One case as the desk sees it.
pub fn story(with: &Looking<'_>, id: Id<Case>) -> Result<DeskStory, Refusal> {
    let rows = with.rows();
    let case: Case = rows.get(id)?;
    let forum = with.area.forum(&case.forum)?;
    let meetings = desk::meetings_to_come(&rows, with.area, Some(&case.forum), with.now.today())?;
    let line = line(with, id, &meetings)?.ok_or(Refusal::Gone { what: "case" })?;
    let transfers = newest(rows.find::<Transfer>("case", &id)?, |row| (row.at, row.id));
    let mut live = rows.find::<Action>("case", &id)?;
    live.retain(|action| action.state.is_live());
    live.sort_by_key(|action| action.number);
    let months = u16::try_from(with.area.number(SettingKey::FlagMonths, with.now.today())).unwrap_or(12);
    let flag = flag::standing(&rows, with.area, &case)?.filter(|flag| flag.ended.is_none());
    let others =
        with.area.forums.iter().filter(|other| other.key != forum.key && other.case_kind != CaseKind::Plan);
    let core = with.area.agencies.agency.iter().filter(|agency| agency.core);
    Ok(DeskStory {
        decisions: newest(rows.find::<Triage>("case", &id)?, |row| (row.at, row.id)),
        told: newest(rows.find::<Told>("case", &id)?, |row| (row.on, row.id)),
        receipts: newest(rows.find::<Receipt>("case", &id)?, |row| (row.at, row.id)),
        alerts: newest(rows.find::<Alert>("case", &id)?, |row| (row.at, row.id)),
        transfers: transfers
            .into_iter()
            .map(|transfer| transfer_line(with, transfer))
            .filter_map(Result::transpose)
            .collect::<Result<_, _>>()?,
        live: live
            .into_iter()
            .map(|action| actions::agency(with, &action.agency).map(|said| (action, said)))
            .collect::<Result<_, _>>()?,
        letter: letter(with, &case, &line)?.draft(),
        meetings,
        forums: others.map(|other| (other.key.clone(), other.code.clone())).collect(),
        agencies: core.map(|agency| (agency.key.clone(), agency.said().to_owned())).collect(),
        flag_until: flag.map_or_else(|| window_end(case.last_referred, months), |flag| flag.until),
        line,
    })
}

/// What the receipt of a case is drafted from.
pub fn letter_of(with: &Looking<'_>, id: Id<Case>) -> Result<Letter, Refusal> {
    let rows = with.rows();
    let case: Case = rows.get(id)?;
    let to_come = desk::meetings_to_come(&rows, with.area, Some(&case.forum), with.now.today())?;
    let line = line(with, id, &to_come)?.ok_or(Refusal::Gone { what: "case" })?;
    letter(with, &case, &line)
}

/// What the receipt for the newest decision is drafted from.
fn letter(with: &Looking<'_>, case: &Case, line: &QueueLine) -> Result<Letter, Refusal> {
    let rows = with.rows();
    let standing = Standing::of(&rows, case)?;
    let forum = with.area.forum(&case.forum)?;
    let parties = kept::names(&rows, case.id)?;
    let last = standing.last;
    let sent_to = last.as_ref().and_then(|last| {
        let forum = last.forum.as_ref().and_then(|key| with.area.forum(key).ok());
        forum.map(|forum| forum.code.clone()).or_else(|| last.body.clone())
    });
    let named = standing_meeting(&rows, last.as_ref())?;
    let by = last.as_ref().map_or_else(|| "the referral desk".to_owned(), |last| last.by.clone());
    Ok(Letter {
        marking: forum.marking.clone(),
        forum: format!("{} {}", with.area.name, forum.code),
        referrer: if line.referrer.is_empty() { "the referrer".to_owned() } else { line.referrer.clone() },
        reference: case.reference.clone(),
        source: line.source.clone(),
        received: line.came,
        missing: last.as_ref().map(|last| last.missing.0.clone()).unwrap_or_default(),
        due: last.as_ref().and_then(|last| last.due),
        sent_to,
        meeting: named.or_else(|| line.in_time.as_ref().map(|timing| timing.on)),
        contact: by,
        parties,
        decision: last.map(|last| (last.decision, last.on, last.reason)),
    })
}

fn standing_meeting(rows: &Changes<'_>, last: Option<&Triage>) -> Result<Option<Date>, Refusal> {
    let meeting = last.and_then(|last| last.meeting);
    let meeting = meeting.map(|meeting| rows.look::<Meeting>(meeting)).transpose()?.flatten();
    Ok(meeting.map(|meeting| meeting.on))
}

/// Transfers that wait for the other side, the oldest first.
pub fn transfers(with: &Looking<'_>) -> Result<Vec<TransferLine>, Refusal> {
    let mut waiting = with.rows().find::<Transfer>("awaiting", &true)?;
    waiting.sort_by_key(|transfer| (transfer.on, transfer.id));
    let lines = waiting.into_iter().map(|transfer| transfer_line(with, transfer));
    lines.filter_map(Result::transpose).collect()
}

fn transfer_line(with: &Looking<'_>, transfer: Transfer) -> Result<Option<TransferLine>, Refusal> {
    let rows = with.rows();
    let Some(case) = case_line(with, transfer.case)? else { return Ok(None) };
    let (mut goes, mut stays) = (Vec::new(), Vec::new());
    for owner in rows.find::<TransferAction>("transfer", &transfer.id)? {
        let Some(action) = rows.look::<Action>(owner.action)? else { continue };
        if owner.goes { goes.push(action.reference) } else { stays.push(action.reference) }
    }
    let days = (with.now.today() - transfer.on).get_days().max(0);
    Ok(Some(TransferLine { transfer, case, days, goes, stays }))
}

/// Cases whose newest decision has no receipt yet, the oldest decision first.
pub fn receipts_due(with: &Looking<'_>) -> Result<Vec<QueueLine>, Refusal> {
    let to_come = desk::meetings_to_come(&with.rows(), with.area, None, with.now.today())?;
    let lines = with.view.receipts_due(MOST)?.into_iter().map(|case| line(with, case, &to_come));
    lines.filter_map(Result::transpose).collect()
}
