//! What opens the minutes: the meeting, attendance, outstanding actions, the index of cases.

use jiff::civil::DateTime;

use crate::domain::calendar::show_day_year;
use crate::domain::private::Private;
use crate::domain::rows::agenda::ItemState;
use crate::domain::rows::meeting::Presence;
use crate::domain::statement::{AttendanceFacts, MeetingFacts, OutstandingFacts, PauseFacts, Statement};
use crate::papers::words;
use crate::papers::{Align, Column, Document, Level, Table};

/// Date, place, chair, and the confidentiality statement as it was read.
pub fn meeting(paper: &mut Document, facts: &MeetingFacts) {
    let named = |name: &Option<Private>| name.clone().unwrap_or_else(|| "not recorded".into());
    let mut lines: Vec<(&str, Private)> = vec![
        ("Date", show_day_year(facts.on).into()),
        ("Time", sitting(facts).into()),
        ("Venue", facts.venue.clone().unwrap_or_else(|| "not recorded".to_owned()).into()),
        ("Chair", named(&facts.chair)),
    ];
    match facts.minute_takers.as_slice() {
        [] | [_] if facts.minute_taker.is_some() => {
            lines.push(("Minutes taken by", named(&facts.minute_taker)));
        }
        takers => lines.extend(takers.iter().map(|(by, began)| {
            let from = format!("{}, from {}", by.reveal(), words::time(began.time()));
            ("Minutes taken by", from.into())
        })),
    }
    lines.extend(facts.pauses.iter().map(|pause| ("Adjourned", adjourned(pause).into())));
    lines.extend(facts.quorum.as_ref().map(|needed| ("Quorum", needed.as_str().into())));
    lines.extend(facts.waived.iter().map(|(at, missing, why)| {
        let words = format!("{}: went on without {missing}: {}", words::time(at.time()), why.reveal());
        ("Chair's decision", words.into())
    }));
    paper.heading(Level::One, "The meeting").key_values(lines);
    paper.heading(Level::Two, "Confidentiality").paragraph(facts.confidentiality.trim());
    let accepted = match facts.accepted {
        Some(at) => format!("Read and accepted at {}.", words::time(at.time())),
        None => "Acceptance was not recorded.".to_owned(),
    };
    paper.paragraph(accepted);
    let refused: Vec<String> = facts
        .attendance
        .iter()
        .filter(|line| line.presence.is_there() && !line.accepted && facts.accepted.is_some())
        .map(|line| line.agency.clone())
        .collect();
    if !refused.is_empty() {
        paper.paragraph(format!("Not accepted by: {}.", refused.join(", ")));
    }
}

/// "10:40 to 10:55", "Thu 26 Nov 12:10 to Fri 27 Nov 10:00: no heating".
fn adjourned(pause: &PauseFacts) -> String {
    let days = pause.ended.is_some_and(|ended| ended.date() != pause.began.date());
    let at = |at: DateTime| {
        let clock = words::time(at.time());
        if days { format!("{} {clock}", words::short(at.date())) } else { clock }
    };
    let until = pause.ended.map_or_else(|| "not resumed".to_owned(), |ended| format!("to {}", at(ended)));
    let why = pause.why.as_ref().map(|why| format!(": {}", why.reveal())).unwrap_or_default();
    format!("{} {until}{why}", at(pause.began))
}

fn sitting(facts: &MeetingFacts) -> String {
    let opened = facts.opened.map(|at| words::time(at.time()));
    let closed = facts.closed.map(|at| words::time(at.time()));
    match (opened, closed) {
        (Some(opened), Some(closed)) => {
            format!("{opened} to {closed} (called for {})", words::time(facts.starts))
        }
        (Some(opened), None) => format!("from {opened} (called for {})", words::time(facts.starts)),
        (None, _) => format!("called for {}", words::time(facts.starts)),
    }
}

/// Present, observers, apologies, absent, each in its own table or line.
pub fn attendance(paper: &mut Document, facts: &MeetingFacts) {
    paper.heading(Level::One, "Attendance");
    if facts.attendance.is_empty() {
        paper.paragraph("Attendance was not recorded.");
        return;
    }
    let with = |wanted: &[Presence]| -> Vec<&AttendanceFacts> {
        facts.attendance.iter().filter(|line| wanted.contains(&line.presence)).collect()
    };
    table(paper, "Present", &with(&[Presence::Room, Presence::Online]), presence);
    table(paper, "Observers", &with(&[Presence::Observer]), presence);
    table(paper, "Apologies", &with(&[Presence::Apologies]), |line| match (line.information, line.sent) {
        (Some(on), _) => format!("information sent, received {}", words::short(on)),
        (None, Some(true)) => "information sent, day not recorded".to_owned(),
        (None, _) => "no information received".to_owned(),
    });
    let absent: Vec<&str> = with(&[Presence::Absent]).into_iter().map(|line| line.agency.as_str()).collect();
    if !absent.is_empty() {
        paper.heading(Level::Two, "Absent without apology").paragraph(format!("{}.", absent.join(", ")));
    }
}

fn table(
    paper: &mut Document,
    title: &str,
    lines: &[&AttendanceFacts],
    note: impl Fn(&AttendanceFacts) -> String,
) {
    if lines.is_empty() {
        return;
    }
    // A column in which nobody stands, as in a redacted copy, is not printed.
    let named = lines.iter().any(|line| line.name.is_some() || line.post.is_some());
    let mut columns = vec![Column::new("Agency", 3.0)];
    if named {
        columns.extend([Column::new("Name", 3.0), Column::new("Post", 3.0)]);
    }
    columns.push(Column::new("Note", 3.0));
    let mut table = Table::new(columns);
    for line in lines {
        let mut cells: Vec<Private> = vec![line.agency.clone().into()];
        if named {
            cells.extend([line.name.clone().unwrap_or_default(), line.post.clone().unwrap_or_default()]);
        }
        cells.push(note(line).into());
        table.push(cells);
    }
    paper.heading(Level::Two, title).table(table);
}

fn presence(line: &AttendanceFacts) -> String {
    let mut note = vec![if line.presence == Presence::Online { "online" } else { "in the room" }.to_owned()];
    if line.stretches.is_empty() {
        note.extend(line.arrived.map(|at| format!("from {}", words::time(at))));
        note.extend(line.left.map(|at| format!("until {}", words::time(at))));
    } else {
        note.extend(line.stretches.iter().cloned());
    }
    note.extend(line.items.as_ref().map(|items| {
        let one = items.bytes().all(|byte| byte.is_ascii_digit());
        format!("for {} {items}", if one { "case" } else { "cases" })
    }));
    note.extend(line.stands_for.as_ref().map(|whom| format!("for {}", whom.reveal())));
    note.extend(line.observes.as_ref().map(|why| why.reveal().to_owned()));
    note.extend(match (line.presence, line.consented) {
        (Presence::Observer, Some(true)) => Some("agreed to".to_owned()),
        (Presence::Observer, Some(false)) => Some("not agreed to".to_owned()),
        _ => None,
    });
    note.join(", ")
}

/// What earlier meetings were promised; what circumstances prevented and what an agency did not do stay apart.
pub fn outstanding(paper: &mut Document, lines: &[OutstandingFacts], narrowed: bool) {
    paper.heading(Level::One, "Outstanding actions");
    if lines.is_empty() {
        paper.paragraph(if narrowed { "None in this copy." } else { "None were reviewed." });
        return;
    }
    let mut table = Table::new([
        Column::new("Action", 2.3),
        Column::new("Agency", 2.0),
        Column::new("What", 4.0),
        Column::new("Due", 1.6),
        Column::new("Outcome", 3.2),
    ]);
    for line in lines {
        let note = line.note.as_ref().map(|note| format!(": {}", note.reveal())).unwrap_or_default();
        table.push([
            Private::from(line.reference.as_str()),
            line.agency.as_str().into(),
            line.words.clone(),
            line.due.map(words::short).unwrap_or_default().into(),
            format!("{}{note}", line.standing).into(),
        ]);
    }
    paper.table(table);
}

/// The cases in order, by reference: names stand inside.
pub fn index(paper: &mut Document, facts: &Statement) {
    paper.heading(Level::One, "Cases");
    if facts.cases.is_empty() {
        paper.paragraph(if facts.narrowed { "None in this copy." } else { "No case was on the agenda." });
        return;
    }
    let reasons = facts.cases.iter().any(|case| !case.why.is_empty());
    let mut columns = vec![Column::new("", 0.7).aligned(Align::Right), Column::new("Case", 2.2)];
    columns.extend(reasons.then(|| Column::new("Why it stood there", 6.0)));
    columns.push(Column::new("How it went", 2.4));
    let mut table = Table::new(columns);
    for case in &facts.cases {
        let went = match (case.state, case.repeat_of) {
            (ItemState::Heard | ItemState::Hearing, Some(_)) => "heard, repeat".to_owned(),
            (ItemState::Heard | ItemState::Hearing, None) => "heard".to_owned(),
            (ItemState::Waiting, _) => "not heard".to_owned(),
            (ItemState::Deferred, _) => "deferred".to_owned(),
            (ItemState::Withdrawn, _) => "taken off before the meeting".to_owned(),
        };
        let mut cells = vec![case.position.to_string(), case.reference.clone()];
        cells.extend(reasons.then(|| case.why.clone()));
        cells.push(went);
        table.push(cells);
    }
    paper.table(table);
}
