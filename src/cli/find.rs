//! What people write, turned into what the record holds: references, agencies, dates and times.

use jiff::civil::{Date, DateTime, Time};

use super::failure::Failure;
use super::session::Session;
use crate::domain::calendar::{Expect, read_date};
use crate::domain::rows::action::Action;
use crate::domain::rows::agenda::AgendaItem;
use crate::domain::rows::area::Agency;
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::Meeting;

fn none(what: &str, typed: &str) -> Failure {
    Failure::Refused(format!("no {what} {typed} is in the record"))
}

/// A case by its reference, whatever the case of the letters.
pub fn case(session: &Session, reference: &str) -> Result<Case, Failure> {
    let found = session.rows().find::<Case>("reference", &reference.trim().to_uppercase())?;
    found.into_iter().next().ok_or_else(|| none("case", reference))
}

/// A meeting by its reference, whatever the case of the letters.
pub fn meeting(session: &Session, reference: &str) -> Result<Meeting, Failure> {
    let found = session.rows().find::<Meeting>("reference", &reference.trim().to_uppercase())?;
    found.into_iter().next().ok_or_else(|| none("meeting", reference))
}

/// A case's place on a meeting's agenda.
pub fn item(session: &Session, meeting: &Meeting, case: &Case) -> Result<AgendaItem, Failure> {
    let items = session.rows().find::<AgendaItem>("meeting", &meeting.id)?;
    items.into_iter().find(|item| item.case == case.id).ok_or_else(|| {
        Failure::Refused(format!("{} is not on the agenda of {}", case.reference, meeting.reference))
    })
}

/// A meeting, a case on its agenda, and its place there.
pub fn listed(session: &Session, meeting: &str, case: &str) -> Result<(Meeting, Case, AgendaItem), Failure> {
    let (meeting, case) = (self::meeting(session, meeting)?, self::case(session, case)?);
    let item = item(session, &meeting, &case)?;
    Ok((meeting, case, item))
}

/// An action by its reference, `LAN-26-0143/3`.
pub fn action(session: &Session, reference: &str) -> Result<Action, Failure> {
    let unwritten = || Failure::Usage(format!("{reference} is no action; write it as LAN-26-0143/3"));
    let (of, number) = reference.trim().rsplit_once('/').ok_or_else(unwritten)?;
    let number: u32 = number.parse().map_err(|_| unwritten())?;
    let case = case(session, of)?;
    let actions = session.rows().find::<Action>("case", &case.id)?;
    actions.into_iter().find(|action| action.number == number).ok_or_else(|| none("action", reference))
}

/// The key of an agency by anything it is called.
pub fn agency(session: &Session, typed: &str) -> Result<String, Failure> {
    if let Some(agency) = session.area().agencies.named(typed) {
        return Ok(agency.key.clone());
    }
    let named = |agency: &Agency| {
        [&agency.key, &agency.name, &agency.short].iter().any(|name| name.eq_ignore_ascii_case(typed.trim()))
    };
    let added = session.rows().all::<Agency>()?.into_iter().find(named);
    added.map(|agency| agency.key).ok_or_else(|| {
        let core = session.area().agencies.agency.iter().filter(|agency| agency.core);
        let known: Vec<&str> = core.map(|agency| agency.key.as_str()).collect();
        Failure::Refused(format!(
            "no agency of this area is called {typed}; there are {} ...",
            known.join(", ")
        ))
    })
}

/// A day near today, in any form the lists come in.
pub fn day(session: &Session, typed: &str) -> Result<Date, Failure> {
    read_date(typed, Expect::Near, session.now().today())
        .map_err(|error| Failure::Usage(format!("{typed}: {error}")))
}

/// A date of birth, in any form the lists come in.
pub fn born(session: &Session, typed: &str) -> Result<Date, Failure> {
    read_date(typed, Expect::Birth, session.now().today())
        .map_err(|error| Failure::Usage(format!("{typed}: {error}")))
}

/// A time of day, `9:30` or `09.30`.
pub fn time(typed: &str) -> Result<Time, Failure> {
    let unread = || Failure::Usage(format!("{typed} is no time of day; write it as 09:30"));
    let (hour, minute) = typed.split_once([':', '.']).ok_or_else(unread)?;
    let (hour, minute) = (hour.parse().map_err(|_| unread())?, minute.parse().map_err(|_| unread())?);
    Time::new(hour, minute, 0, 0).map_err(|_| unread())
}

/// A day with or without a time: `2026-11-27 14:05`, `27/11/2026`.
pub fn moment(session: &Session, typed: &str) -> Result<DateTime, Failure> {
    let timed = typed.trim().rsplit_once([' ', 'T']);
    let timed = timed.and_then(|(date, clock)| Some((date, time(clock).ok()?)));
    let (date, clock) = timed.unwrap_or((typed, Time::midnight()));
    Ok(day(session, date)?.to_datetime(clock))
}
