//! From what was said to what is due: each [`Said`] becomes one [`Sense`], or several when it must be asked about.

use jiff::civil::{Date, Time};

use super::super::moment::{EventKind, Moment};
use super::super::span::Span;
use super::said::{Day, Lead, Said};
use super::{Due, Sense};
use crate::domain::calendar::{add_days, show_day_near};

/// One candidate day and what to say of it.
struct Candidate {
    date: Date,
    time: Option<Time>,
    note: String,
}

/// What `said` after `lead` can mean, likeliest first.
pub(super) fn senses(lead: Lead, said: Said, moment: &Moment<'_>) -> Vec<Sense> {
    let candidates = match said {
        Said::Ongoing => return sure(Due::Ongoing { until: None, event: None }),
        Said::Event(kind, said) => return events(lead, kind, said, moment),
        Said::Time(time) => of_time(time, moment),
        Said::Span(span) => vec![length(span, moment)],
        Said::Fraction { span, date } => {
            let mut both = vec![
                Candidate { note: span.words(), ..length(span, moment) },
                Candidate { date, time: None, note: "the date".to_owned() },
            ];
            // Whichever is sooner is the likelier for an action (our default).
            both.sort_by_key(|candidate| candidate.date);
            both
        }
        Said::Day { day: Day::On(date), time } => vec![plain(date, time)],
        Said::Day { day: Day::Either(first, second), time } => vec![plain(first, time), plain(second, time)],
    };
    let has_passed = |candidate: &Candidate| match due(lead, candidate.date, candidate.time) {
        Due::OnDate { date, time: Some(time) } => (date, time) < (moment.today(), moment.minute()),
        Due::OnDate { date, time: None } => date < moment.today(),
        _ => candidate.date < moment.today(),
    };
    let passed = candidates.first().is_some_and(has_passed);
    let asked = passed || candidates.len() > 1;
    let mut senses: Vec<Sense> = (candidates.into_iter())
        .map(|candidate| Sense {
            says: if asked { describe(&candidate, has_passed(&candidate), moment) } else { String::new() },
            due: Some(due(lead, candidate.date, candidate.time)),
        })
        .collect();
    if passed {
        // A bare date that has passed is likelier to be the story than a due date.
        let keep = Sense { due: None, says: "no due date".to_owned() };
        let place = if lead == Lead::Bare { 0 } else { senses.len() };
        senses.insert(place, keep);
    }
    senses
}

fn sure(due: Due) -> Vec<Sense> {
    vec![Sense { due: Some(due), says: String::new() }]
}

fn plain(date: Date, time: Option<Time>) -> Candidate {
    Candidate { date, time, note: String::new() }
}

fn length(span: Span, moment: &Moment<'_>) -> Candidate {
    let (date, time) = span.end(moment);
    plain(date, time)
}

/// A time alone is today's; one that has passed is likelier to be tomorrow's.
fn of_time(time: Time, moment: &Moment<'_>) -> Vec<Candidate> {
    let today = moment.today();
    if time >= moment.minute() {
        return vec![plain(today, Some(time))];
    }
    vec![plain(add_days(today, 1), Some(time)), plain(today, Some(time))]
}

fn describe(candidate: &Candidate, passed: bool, moment: &Moment<'_>) -> String {
    let mut says = show_day_near(candidate.date, moment.today());
    if let Some(time) = candidate.time {
        says.push_str(&time.strftime(" %H:%M").to_string());
    }
    let passed = if passed { "passed" } else { "" };
    let notes: Vec<&str> =
        [candidate.note.as_str(), passed].into_iter().filter(|note| !note.is_empty()).collect();
    if notes.is_empty() { says } else { format!("{says} ({})", notes.join(", ")) }
}

fn due(lead: Lead, date: Date, time: Option<Time>) -> Due {
    match lead {
        Lead::Until | Lead::For => Due::Ongoing { until: Some(date), event: None },
        // Before a time on a day is that day; before a day is the day before.
        Lead::Before if time.is_none() => Due::OnDate { date: add_days(date, -1), time },
        _ => Due::OnDate { date, time },
    }
}

/// Before or until something that happens. A day said for it stands in for one the case does not hold; where the
/// case holds another, either may be out of date.
fn events(lead: Lead, kind: EventKind, said: Option<Date>, moment: &Moment<'_>) -> Vec<Sense> {
    let held = moment.date_of(kind);
    match said.filter(|said| held.is_some_and(|held| held != *said)) {
        None => sure(event(lead, kind, held.or(said), moment)),
        Some(said) => {
            let on = plain(said, None);
            let typed = due(lead, said, None);
            let says = format!("{} as typed", describe(&on, said < moment.today(), moment));
            let moving = event(lead, kind, held, moment);
            let date = held.map(|held| show_day_near(held, moment.today())).unwrap_or_default();
            vec![
                Sense { due: Some(typed), says },
                Sense { due: Some(moving), says: format!("{date}, the {} the case holds", kind.words()) },
            ]
        }
    }
}

fn event(lead: Lead, kind: EventKind, on: Option<Date>, moment: &Moment<'_>) -> Due {
    if lead == Lead::Until {
        return Due::Ongoing { until: on, event: Some(kind) };
    }
    let date = on.map(|date| add_days(date, -1));
    Due::BeforeEvent { kind, date, passed: date.is_some_and(|date| date < moment.today()) }
}
