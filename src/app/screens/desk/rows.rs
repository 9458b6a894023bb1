//! The lines of the referral desk: one a referral, an alert, a transfer; and what is told whole under the list.

use jiff::civil::Date;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::cx::Cx;
use crate::app::widgets::columns::{self, Column, number, text};
use crate::app::widgets::wide;
use crate::domain::calendar::{show_day, show_day_near};
use crate::domain::desk::{Heap, told_in_words};
use crate::domain::rows::case::{CaseState, ReferralStanding};
use crate::service::ask::{AlertLine, CaseLine, DeskCounts, QueueLine, TransferLine};

/// Columns of the queue.
pub const QUEUE: &[Column] = &[
    text("Case", 11, 11, 0),
    text("Parties", 12, 50, 0),
    text("From", 12, 22, 3),
    number("Days", 4, 0),
    text("Crit", 4, 4, 2),
    number("Lacks", 5, 1),
    text("For", 11, 12, 0),
    text("IDVA", 8, 8, 0),
    text("Stands", 14, 22, 0),
    text("Beside", 12, 24, 4),
];

/// Columns of the alerts.
pub const ALERTS: &[Column] = &[
    text("Case", 11, 13, 0),
    text("Meeting", 10, 12, 0),
    text("What changed", 24, 80, 0),
    text("Tell", 14, 40, 0),
];

/// Columns of the transfers.
pub const TRANSFERS: &[Column] = &[
    text("Case", 11, 13, 0),
    text("Parties", 12, 44, 2),
    text("To", 14, 34, 0),
    text("Sent", 10, 14, 0),
    number("Days", 4, 0),
    text("Actions", 18, 30, 0),
];

/// "Mary KERSHAW / Dean KERSHAW".
pub fn parties(case: &CaseLine, cx: &Cx) -> String {
    match (case.victim.is_empty(), case.perpetrators.is_empty()) {
        (false, false) => format!("{} / {}", cx.shown(&case.victim), cx.shown(&case.perpetrators)),
        (false, true) => cx.shown(&case.victim).to_owned(),
        _ => cx.shown(&case.perpetrators).to_owned(),
    }
}

/// A referral in its columns.
pub fn queue_row(line: &QueueLine, widths: &[usize], on: bool, cx: &Cx) -> Line<'static> {
    let theme = &cx.theme;
    let lacks = match line.missing.len() + line.to_correct {
        0 => ("-".to_owned(), theme.quiet),
        lacks => (lacks.to_string(), if line.to_correct > 0 { theme.bad } else { theme.text }),
    };
    let cells = vec![
        (line.case.reference.clone(), theme.strong),
        (parties(&line.case, cx), theme.text),
        (line.referrer.clone(), theme.text),
        (line.days.to_string(), if line.days > 14 { theme.warning } else { theme.text }),
        (line.grounds.in_letters(), theme.text),
        lacks,
        meant_for(line, cx),
        told(line, cx),
        stands(line, cx),
        (beside(line), if line.findings > 0 { theme.warning } else { theme.quiet }),
    ];
    columns::row(QUEUE, widths, cells, Some(on), theme)
}

/// The meeting it is for: on its agenda, accepted for it, in time for it, or late for it with a sign.
fn meant_for(line: &QueueLine, cx: &Cx) -> (String, Style) {
    let day = |on: Date| on.strftime("%-d %b").to_string();
    if let Some((_, on)) = &line.on_agenda {
        return (format!("on {}", day(*on)), cx.theme.text);
    }
    if let Some((_, on, _)) = &line.accepted_for {
        return (format!("for {}", day(*on)), cx.theme.text);
    }
    match &line.next {
        None => ("no date".to_owned(), cx.theme.quiet),
        Some(next) if next.is_late(line.came) => (format!("late {}", day(next.on)), cx.theme.warning),
        Some(next) => (day(next.on), cx.theme.text),
    }
}

/// Whether the IDVA has been told.
fn told(line: &QueueLine, cx: &Cx) -> (String, Style) {
    match &line.told {
        Some((on, _)) => (format!("✓ {}", on.strftime("%-d %b")), cx.theme.good),
        None if line.told_late => (format!("! {}", line.told_due.strftime("%-d %b")), cx.theme.bad),
        None if line.told_due == cx.today() => ("? today".to_owned(), cx.theme.warning),
        None => (format!("? {}", line.told_due.strftime("%-d %b")), cx.theme.warning),
    }
}

/// Where it stands.
fn stands(line: &QueueLine, cx: &Cx) -> (String, Style) {
    let theme = &cx.theme;
    if line.case.state.has_left() || line.case.state == CaseState::Heard {
        return (line.case.state.to_string(), theme.quiet);
    }
    match (line.heap, line.due) {
        (Heap::Asked, Some(due)) if due < cx.today() => {
            (format!("! asked {}", due.strftime("%-d %b")), theme.bad)
        }
        (Heap::Asked, Some(due)) => (format!("asked {}", due.strftime("%-d %b")), theme.warning),
        (Heap::ToDecide, _) => ("to decide".to_owned(), theme.strong),
        (heap, _) => (heap.to_string(), theme.good),
    }
}

fn beside(line: &QueueLine) -> String {
    let mut words = Vec::new();
    if line.standing != ReferralStanding::New {
        words.push(line.standing.to_string());
    }
    words.extend(line.transferred.as_ref().map(|from| format!("from {from}")));
    if line.findings > 0 {
        words.push(format!("{} to look at", line.findings));
    }
    words.join(", ")
}

/// An alert in its columns.
pub fn alert_row(line: &AlertLine, widths: &[usize], on: bool, cx: &Cx) -> Line<'static> {
    let to: Vec<&str> = line.to.iter().map(|(_, said)| said.as_str()).collect();
    let cells = vec![
        (line.case.reference.clone(), cx.theme.strong),
        (show_day_near(line.on, cx.today()), cx.theme.text),
        (told_in_words(&line.changes), cx.theme.warning),
        (to.join(", "), cx.theme.text),
    ];
    columns::row(ALERTS, widths, cells, Some(on), &cx.theme)
}

/// A transfer in its columns.
pub fn transfer_row(line: &TransferLine, widths: &[usize], on: bool, cx: &Cx) -> Line<'static> {
    let actions = format!("{} go, {} stay", line.goes.len(), line.stays.len());
    let cells = vec![
        (line.case.reference.clone(), cx.theme.strong),
        (parties(&line.case, cx), cx.theme.text),
        (line.transfer.marac.clone(), cx.theme.text),
        (show_day_near(line.transfer.on, cx.today()), cx.theme.text),
        (line.days.to_string(), if line.days > 5 { cx.theme.warning } else { cx.theme.text }),
        (actions, cx.theme.text),
    ];
    columns::row(TRANSFERS, widths, cells, Some(on), &cx.theme)
}

/// The whole of a referral in words, for under the list: each with a label.
pub fn told_whole(line: &QueueLine, cx: &Cx) -> Vec<(&'static str, String, Style)> {
    let theme = &cx.theme;
    let mut told = vec![("Criteria", line.grounds.in_words(), theme.text)];
    if line.grounds.needs_judgement() {
        told.push((
            "",
            "below the threshold: a judgement in writing is needed to accept it".to_owned(),
            theme.warning,
        ));
    }
    if !line.missing.is_empty() {
        told.push(("Missing", line.missing.join("; "), theme.text));
    }
    if line.to_correct > 0 {
        let fields = if line.to_correct == 1 { "field is" } else { "fields are" };
        told.push(("To correct", format!("! {} {fields} set aside", line.to_correct), theme.bad));
    }
    if !line.asked.is_empty() {
        let due = line.due.map(|due| format!(", by {}", show_day(due))).unwrap_or_default();
        told.push(("Asked for", format!("{}{due}", line.asked.join("; ")), theme.text));
    }
    let from = if line.referrer.is_empty() { "no agency named" } else { &line.referrer };
    let mut came = format!("{}, {from}", show_day(line.came));
    came.extend(line.source.as_ref().map(|source| format!(" ({source})")));
    came.extend(line.transferred.as_ref().map(|marac| format!(", transferred from {marac}")));
    if let (Some(next), Some(in_time)) = (&line.next, &line.in_time)
        && next.is_late(line.came)
    {
        came.push_str(&format!(
            "; late for {} (cut-off {}), in time for {}",
            show_day(next.on),
            show_day(next.cut_off),
            show_day(in_time.on)
        ));
    } else if let Some(next) = line.next.as_ref().filter(|next| next.is_late(line.came)) {
        came.push_str(&format!("; late for {} (cut-off {})", show_day(next.on), show_day(next.cut_off)));
    }
    if let Some((reference, _, late)) = &line.accepted_for {
        came.push_str(&format!(
            "; accepted for {reference}{}",
            if *late { ", after its cut-off" } else { "" }
        ));
    }
    told.push(("Came", came, theme.text));
    told
}

/// How much waits, over the list; what is late with a sign.
pub fn summary(counts: &DeskCounts, columns: usize, cx: &Cx) -> Line<'static> {
    let theme = &cx.theme;
    let late = |count: usize| if count > 0 { format!(" (! {count} late)") } else { String::new() };
    let parts = [
        (format!("{} to decide", counts.to_decide), theme.strong),
        (
            format!("{} asked{}", counts.asked, late(counts.answers_late)),
            if counts.answers_late > 0 { theme.bad } else { theme.text },
        ),
        (format!("{} accepted", counts.accepted), theme.text),
        (
            format!("IDVA not told {}{}", counts.untold, late(counts.untold_late)),
            if counts.untold_late > 0 { theme.bad } else { theme.text },
        ),
    ];
    let mut spans = vec![Span::raw(" ")];
    let mut used = 1;
    for (at, (words, style)) in parts.into_iter().enumerate() {
        let words = if at == 0 { words } else { format!(" · {words}") };
        used += wide::width(&words);
        if used <= columns {
            spans.push(Span::styled(words, style));
        }
    }
    Line::from(spans)
}
