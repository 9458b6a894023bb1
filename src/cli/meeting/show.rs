//! `convenor meeting list` and `show`.

use serde_json::{Value, json};

use crate::cli::failure::Failure;
use crate::cli::find;
use crate::cli::out::Out;
use crate::cli::session::Session;
use crate::domain::calendar::{show_day_year, show_numeric};
use crate::domain::private::Private;
use crate::domain::rows::meeting::{Attendance, Meeting};
use crate::service::ask::{Agenda, Answer, Ask, MeetingLine};

/// Every meeting, the newest first.
pub fn list(session: &Session, out: &mut Out) -> Result<(), Failure> {
    let Answer::Meetings(meetings) = session.look(&Ask::Meetings)? else { return Err(Failure::unanswered()) };
    if out.wants_json() {
        return out.json(meetings.iter().map(value).collect());
    }
    let rows: Vec<[String; 7]> = meetings.iter().map(row).collect();
    out.table(["MEETING", "DAY", "TIME", "STANDS", "CASES", "HEARD", "ACTIONS"], &rows)
}

fn row(line: &MeetingLine) -> [String; 7] {
    let meeting = &line.meeting;
    [
        meeting.reference.clone(),
        show_day_year(meeting.on),
        starts(meeting),
        meeting.state.to_string(),
        line.cases.to_string(),
        line.heard.to_string(),
        line.actions.to_string(),
    ]
}

fn value(line: &MeetingLine) -> Value {
    let mut value = facts(&line.meeting);
    if let Value::Object(fields) = &mut value {
        fields.insert("cases".to_owned(), line.cases.into());
        fields.insert("heard".to_owned(), line.heard.into());
        fields.insert("actions".to_owned(), line.actions.into());
    }
    value
}

fn starts(meeting: &Meeting) -> String {
    format!("{:02}:{:02}", meeting.starts.hour(), meeting.starts.minute())
}

fn facts(meeting: &Meeting) -> Value {
    json!({
        "meeting": meeting.reference,
        "forum": meeting.forum,
        "date": meeting.on,
        "time": starts(meeting),
        "minutes": meeting.minutes,
        "minutes_per_case": meeting.per_case,
        "venue": meeting.venue,
        "chair": meeting.chair.as_ref().map(Private::reveal),
        "state": meeting.state.word(),
        "opened": meeting.opened,
        "confidentiality": meeting.confidentiality,
        "closed": meeting.closed,
        "approved": meeting.approved,
        "approved_by": meeting.approved_by.as_ref().map(Private::reveal),
        "approved_how": meeting.approved_how,
    })
}

/// One meeting and who takes part.
pub fn one(session: &Session, reference: &str, out: &mut Out) -> Result<(), Failure> {
    let meeting = find::meeting(session, reference)?;
    let Answer::Agenda(agenda) = session.look(&Ask::Agenda(meeting.id))? else {
        return Err(Failure::unanswered());
    };
    let Answer::Minutes(minutes) = session.look(&Ask::Minutes(meeting.id))? else {
        return Err(Failure::unanswered());
    };
    let lacks: Vec<String> = minutes.lacks.iter().map(|lack| lack.gap.to_string()).collect();
    if out.wants_json() {
        let mut value = facts(&meeting);
        if let Value::Object(fields) = &mut value {
            let attendance = agenda.attendance.iter().map(|line| attendance_value(&agenda, line)).collect();
            fields.insert("attendance".to_owned(), attendance);
            fields.insert("cases".to_owned(), agenda.items.len().into());
            fields.insert("incomplete".to_owned(), lacks.into());
        }
        return out.json(value);
    }
    told(&meeting, &agenda, out)?;
    if meeting.opened.is_some() && meeting.approved.is_none() && !lacks.is_empty() {
        out.gap()?;
        out.line("Incomplete:")?;
        lacks.iter().try_for_each(|lack| out.indented(2, lack))?;
    }
    Ok(())
}

fn told(meeting: &Meeting, agenda: &Agenda, out: &mut Out) -> Result<(), Failure> {
    out.line(&agenda.marking)?;
    out.line(&format!("{}, {}", meeting.reference, agenda.forum))?;
    let venue = meeting.venue.as_deref().unwrap_or("no venue given");
    out.line(&format!("{} at {}, {venue}", show_day_year(meeting.on), starts(meeting)))?;
    let chair = meeting.chair.as_ref().map_or("nobody named", |chair| chair.reveal());
    out.line(&format!("chair: {chair}; {}; {} cases", meeting.state, agenda.items.len()))?;
    if let (Some(at), Some(by)) = (meeting.approved, &meeting.approved_by) {
        let how = meeting.approved_how.as_deref().unwrap_or_default();
        out.line(&format!("approved {} by {}, {how}", show_numeric(at.date()), by.reveal()))?;
    }
    if !agenda.attendance.is_empty() {
        out.gap()?;
        let rows: Vec<[String; 4]> =
            agenda.attendance.iter().map(|line| attendance_row(agenda, line)).collect();
        out.table(["AGENCY", "NAME", "TAKES PART", "CONFIDENTIALITY"], &rows)?;
    }
    Ok(())
}

fn agency_name<'a>(agenda: &'a Agenda, key: &'a str) -> &'a str {
    agenda.agencies.iter().find(|agency| agency.key == key).map_or(key, |agency| agency.name.as_str())
}

/// "in the room, until 11:05, for Pat Lowe", "apologies, information received 24/11/2026", "online, 2 cases only".
fn taking_part(agenda: &Agenda, line: &Attendance) -> String {
    let clock = |time: jiff::civil::Time| time.strftime("%H:%M").to_string();
    let mut words = vec![line.presence.to_string()];
    words.extend(line.arrived.map(|at| format!("from {}", clock(at))));
    words.extend(line.left.map(|at| format!("until {}", clock(at))));
    words.extend(line.stands_for.as_ref().map(|whom| format!("for {}", whom.reveal())));
    words.extend(line.observes.as_ref().map(|why| why.reveal().to_owned()));
    words.extend(match (line.information, line.sent) {
        (Some(on), _) => Some(format!("information received {}", show_numeric(on))),
        (None, Some(true)) => Some("information sent".to_owned()),
        (None, _) => None,
    });
    let slots = agenda.table.slots.iter().filter(|slot| slot.agency == line.agency);
    words.extend(slots.map(|slot| format!("{} cases only", slot.cases.0.len())));
    words.join(", ")
}

fn attendance_row(agenda: &Agenda, line: &Attendance) -> [String; 4] {
    [
        agency_name(agenda, &line.agency).to_owned(),
        line.name.as_ref().map(|name| name.reveal().to_owned()).unwrap_or_default(),
        taking_part(agenda, line),
        if line.accepted { "accepted" } else { "-" }.to_owned(),
    ]
}

fn attendance_value(agenda: &Agenda, line: &Attendance) -> Value {
    json!({
        "agency": line.agency,
        "agency_name": agency_name(agenda, &line.agency),
        "name": line.name.as_ref().map(Private::reveal),
        "presence": line.presence.word(),
        "accepted": line.accepted,
        "came": line.arrived,
        "left": line.left,
        "information_received": line.information,
        "information_sent": line.sent,
        "stands_for": line.stands_for.as_ref().map(Private::reveal),
        "observes": line.observes.as_ref().map(Private::reveal),
        "consented": line.consented,
    })
}
