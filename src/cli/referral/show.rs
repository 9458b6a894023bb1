//! Printing the referral desk.

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::cli::failure::Failure;
use crate::cli::out::Out;
use crate::cli::session::Session;
use crate::domain::calendar::{show_day_year, show_numeric};
use crate::domain::desk::told_in_words;
use crate::domain::private::Private;
use crate::domain::rows::desk::TransferWay;
use crate::service::ask::{AlertLine, Answer, Ask, CaseLine, Desk, DeskStory, QueueLine, TransferLine};

fn parties(case: &CaseLine) -> String {
    let names = [case.victim.reveal(), case.perpetrators.reveal()];
    names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" / ")
}

/// The queue.
pub fn queue(desk: &Desk, today: Date, out: &mut Out) -> Result<(), Failure> {
    if out.wants_json() {
        return out.json(desk.lines.lines.iter().map(value).collect());
    }
    let counts = desk.counts;
    out.say(&format!(
        "{} to decide, {} asked for more ({} late), {} accepted; IDVA not told {} ({} late); {} alerts, {} transfers, {} receipts to send",
        counts.to_decide,
        counts.asked,
        counts.answers_late,
        counts.accepted,
        counts.untold,
        counts.untold_late,
        counts.alerts,
        counts.transfers,
        counts.receipts
    ));
    let rows: Vec<[String; 9]> = desk.lines.lines.iter().map(|line| row(line, today)).collect();
    out.table(["CASE", "PARTIES", "FROM", "DAYS", "CRIT", "LACKS", "IN TIME", "IDVA", "STANDS"], &rows)
}

fn row(line: &QueueLine, today: Date) -> [String; 9] {
    [
        line.case.reference.clone(),
        parties(&line.case),
        line.referrer.clone(),
        line.days.to_string(),
        line.grounds.in_letters(),
        (line.missing.len() + line.to_correct).to_string(),
        in_time(line),
        told(line),
        stands(line, today),
    ]
}

fn in_time(line: &QueueLine) -> String {
    if let Some((on, _)) = &line.on_agenda {
        return format!("on {on}");
    }
    if let Some((meeting, _, late)) = &line.accepted_for {
        return format!("for {meeting}{}", if *late { ", late" } else { "" });
    }
    match &line.next {
        None => "no meeting".to_owned(),
        Some(next) if next.is_late(line.came) => {
            format!("late for {} (cut-off {})", show_numeric(next.on), show_numeric(next.cut_off))
        }
        Some(next) => show_numeric(next.on),
    }
}

fn told(line: &QueueLine) -> String {
    match &line.told {
        Some((on, _)) => show_numeric(*on),
        None if line.told_late => format!("overdue {}", show_numeric(line.told_due)),
        None => format!("due {}", show_numeric(line.told_due)),
    }
}

fn stands(line: &QueueLine, today: Date) -> String {
    if line.case.state.has_left() {
        return line.case.state.to_string();
    }
    match line.due {
        Some(due) if due < today => format!("{}, overdue {}", line.heap, show_numeric(due)),
        Some(due) => format!("{} by {}", line.heap, show_numeric(due)),
        None => line.heap.to_string(),
    }
}

fn value(line: &QueueLine) -> Value {
    let grounds: serde_json::Map<String, Value> = line
        .grounds
        .named()
        .into_iter()
        .map(|(name, ground)| {
            let ground = json!({ "met": ground.is_met(), "ticked": ground.ticked, "figure": ground.figure });
            (name.replace(' ', "_"), ground)
        })
        .collect();
    json!({
        "case": line.case.reference,
        "victim": line.case.victim.reveal(),
        "perpetrators": line.case.perpetrators.reveal(),
        "forum": line.case.forum,
        "state": line.case.state.word(),
        "referrer": line.referrer,
        "source": line.source,
        "came": line.came,
        "days": line.days,
        "heap": line.heap.word(),
        "answer_due": line.due,
        "asked_for": line.asked,
        "missing": line.missing,
        "to_correct": line.to_correct,
        "findings": line.findings,
        "criteria": grounds,
        "needs_judgement": line.grounds.needs_judgement(),
        "next_meeting": line.next.as_ref().map(|next| &next.reference),
        "cut_off": line.next.as_ref().map(|next| next.cut_off),
        "late": line.next.as_ref().map(|next| next.is_late(line.came)),
        "in_time_for": line.in_time.as_ref().map(|timing| &timing.reference),
        "accepted_for": line.accepted_for.as_ref().map(|(meeting, ..)| meeting),
        "on_agenda": line.on_agenda.as_ref().map(|(meeting, _)| meeting),
        "idva_told": line.told.as_ref().map(|(on, _)| on),
        "idva_due": line.told_due,
        "idva_overdue": line.told_late,
        "standing": line.standing.word(),
        "transferred_from": line.transferred,
    })
}

/// One case as the desk sees it.
pub fn story(story: &DeskStory, out: &mut Out) -> Result<(), Failure> {
    if out.wants_json() {
        return out.json(story_value(story));
    }
    let line = &story.line;
    out.line(&format!("{}  {}", line.case.reference, parties(&line.case)))?;
    out.line(&format!("state: {}; {}", line.case.state, line.heap))?;
    out.line(&format!("criteria: {}", line.grounds.in_words()))?;
    if line.grounds.needs_judgement() {
        out.line("below the threshold: accepting it needs a judgement in writing")?;
    }
    if !line.missing.is_empty() {
        out.line(&format!("missing: {}", line.missing.join("; ")))?;
    }
    out.line(&format!("came {} from {}; {}", show_day_year(line.came), line.referrer, in_time(line)))?;
    out.line(&format!("IDVA: {}", told(line)))?;
    for triage in &story.decisions {
        let due = triage.due.map(|due| format!(" by {}", show_numeric(due))).unwrap_or_default();
        let missing = if triage.missing.0.is_empty() {
            String::new()
        } else {
            format!(": {}", triage.missing.0.join("; "))
        };
        let why =
            if triage.reason.is_empty() { String::new() } else { format!(" - {}", triage.reason.reveal()) };
        out.indented(
            2,
            &format!("{}  {}{missing}{due}{why} ({})", show_numeric(triage.on), triage.decision, triage.by),
        )?;
    }
    for told in &story.told {
        out.indented(
            2,
            &format!("{}  {} told by {} ({})", show_numeric(told.on), told.agency, told.how, told.by),
        )?;
    }
    for receipt in &story.receipts {
        out.indented(
            2,
            &format!("{}  receipt to {} by {}", show_numeric(receipt.on), receipt.sent_to, receipt.how),
        )?;
    }
    for alert in &story.alerts {
        out.indented(2, &format!("{}  alert {}: {}", show_numeric(alert.on), alert.outcome, alert.words))?;
    }
    for line in &story.transfers {
        out.indented(2, &format!("{}  {}", show_numeric(line.transfer.on), moved(line)))?;
    }
    Ok(())
}

fn story_value(story: &DeskStory) -> Value {
    let mut one = value(&story.line);
    let decisions: Vec<Value> = story
        .decisions
        .iter()
        .map(|triage| {
            json!({
                "decision": triage.decision.word(), "on": triage.on, "by": triage.by,
                "reason": triage.reason.reveal(), "missing": triage.missing.0, "asked_of": triage.asked_of,
                "due": triage.due, "late": triage.late, "forum": triage.forum, "body": triage.body,
            })
        })
        .collect();
    let told: Vec<Value> = story
        .told
        .iter()
        .map(|told| json!({ "agency": told.agency, "on": told.on, "how": told.how }))
        .collect();
    let receipts: Vec<Value> = story
        .receipts
        .iter()
        .map(|receipt| json!({ "to": receipt.sent_to, "on": receipt.on, "how": receipt.how, "text": receipt.text.reveal() }))
        .collect();
    let transfers: Vec<Value> = story.transfers.iter().map(transfer_value).collect();
    if let Value::Object(fields) = &mut one {
        fields.insert("decisions".to_owned(), decisions.into());
        fields.insert("told".to_owned(), told.into());
        fields.insert("receipts".to_owned(), receipts.into());
        fields.insert("transfers".to_owned(), transfers.into());
    }
    one
}

/// "to Preston MARAC, ours until the receipt comes; go there: LAN-26-0143/2".
fn moved(line: &TransferLine) -> String {
    let transfer = &line.transfer;
    let mut words = match transfer.way {
        TransferWay::Out => format!("to {}", transfer.marac),
        TransferWay::In => format!("from {}", transfer.marac),
    };
    words.extend(transfer.original.map(|on| format!(", first referred {}", show_numeric(on))));
    words.extend(transfer.flag_until.map(|on| format!(", flag until {}", show_numeric(on))));
    if !line.goes.is_empty() {
        words.push_str(&format!("; go there: {}", line.goes.join(", ")));
    }
    if !line.stays.is_empty() {
        words.push_str(&format!("; stay here: {}", line.stays.join(", ")));
    }
    if transfer.awaiting {
        words.push_str("; ours until the receipt comes");
    }
    words.extend(transfer.receipt.map(|on| format!("; theirs since {}", show_numeric(on))));
    words.extend(transfer.refused.as_ref().map(|why| format!("; not taken: {}", why.reveal())));
    words
}

fn transfer_value(line: &TransferLine) -> Value {
    let transfer = &line.transfer;
    json!({
        "case": line.case.reference, "way": transfer.way.word(), "marac": transfer.marac, "on": transfer.on,
        "days": line.days, "sent": transfer.sent.0, "heard": transfer.heard, "original": transfer.original,
        "flag_until": transfer.flag_until, "awaiting": transfer.awaiting, "receipt": transfer.receipt,
        "not_taken": transfer.refused.as_ref().map(Private::reveal), "goes": line.goes, "stays": line.stays,
    })
}

/// Transfers that wait for the other side.
pub fn transfers(session: &Session, out: &mut Out) -> Result<(), Failure> {
    let Answer::Transfers(lines) = session.look(&Ask::Transfers)? else { return Err(Failure::unanswered()) };
    if out.wants_json() {
        return out.json(lines.iter().map(transfer_value).collect());
    }
    let row = |line: &TransferLine| {
        [line.case.reference.clone(), parties(&line.case), line.days.to_string(), moved(line)]
    };
    let rows: Vec<[String; 4]> = lines.iter().map(row).collect();
    out.table(["CASE", "PARTIES", "DAYS", "TRANSFER"], &rows)
}

/// Changes that somebody must be told of.
pub fn alerts(alerts: &[AlertLine], out: &mut Out) -> Result<(), Failure> {
    if out.wants_json() {
        let value = |alert: &AlertLine| {
            let to: Vec<&str> = alert.to.iter().map(|(key, _)| key.as_str()).collect();
            let changes: Vec<Value> = alert
                .changes
                .iter()
                .map(|change| json!({ "kind": change.kind.word(), "detail": change.detail, "at": change.at }))
                .collect();
            json!({ "case": alert.case.reference, "meeting": alert.reference, "changes": changes, "to": to, "text": alert.text })
        };
        return out.json(alerts.iter().map(value).collect());
    }
    let row = |alert: &AlertLine| {
        let to: Vec<&str> = alert.to.iter().map(|(_, said)| said.as_str()).collect();
        [alert.case.reference.clone(), alert.reference.clone(), to.join(", "), told_in_words(&alert.changes)]
    };
    let rows: Vec<[String; 4]> = alerts.iter().map(row).collect();
    out.table(["CASE", "BEFORE", "TELL", "CHANGED"], &rows)
}
