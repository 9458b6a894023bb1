//! One action, whole: what it answers and repeats, and everything that happened to it across meetings.

use super::Looking;
use super::actions::{self, agency};
use crate::domain::calendar::show_day_year;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::rows::action::{Action, ActionState, Review, ReviewOutcome};
use crate::domain::rows::agenda::{Information, Risk};
use crate::domain::rows::case::Case;
use crate::domain::rows::chase::Chase;
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::safety::{CheckState, SafetyCheck};
use crate::domain::rows::sitting::Raised;
use crate::domain::rules::before;
use crate::service::ask::{ActionEvent, ActionStory, OtherAction, SourceLine};

/// The story of an action.
pub fn story(with: &Looking<'_>, id: Id<Action>) -> Result<ActionStory, Refusal> {
    let rows = with.rows();
    let action: Action = rows.get(id)?;
    let case: Case = rows.get(action.case)?;
    let all = rows.find::<Action>("case", &case.id)?;
    let others = |wanted: &dyn Fn(&Action) -> bool| -> Result<Vec<OtherAction>, Refusal> {
        all.iter().filter(|row| row.id != id && wanted(row)).map(|row| other(with, row)).collect()
    };
    let sources = sources(with, case.id)?;
    let may_repeat = match action.repeats {
        Some(_) => Vec::new(),
        None => {
            let earlier = before::earlier(&rows, &action)?;
            earlier.iter().map(|row| other(with, row)).collect::<Result<_, _>>()?
        }
    };
    let done_late = action.closed.zip(action.due).filter(|_| action.state == ActionState::Completed);
    let done_late = done_late.map(|(closed, due)| with.area.holidays.working_days_between(due, closed));
    Ok(ActionStory {
        forum: with.area.forum(&case.forum).map_or_else(|_| case.forum.clone(), |forum| forum.code.clone()),
        meeting: action.meeting.map(|meeting| reference(with, meeting)).transpose()?,
        done_late: done_late.and_then(|days| u32::try_from(days).ok()).filter(|days| *days > 0),
        answers: action.arose.and_then(|of| sources.iter().find(|line| line.id == of).cloned()),
        repeats: others(&|row| Some(row.id) == action.repeats)?.pop(),
        repeated: others(&|row| row.repeats == Some(id))?,
        merged_into: others(&|row| Some(row.id) == action.merged_into)?.pop(),
        merged: others(&|row| row.merged_into == Some(id))?,
        linked: others(&|row| row.linked.is_some() && row.linked == action.linked)?,
        beside: others(&|row| row.state.is_live())?,
        events: events(with, &action)?,
        may_repeat,
        sources,
        line: actions::line(with, action)?,
    })
}

fn reference(with: &Looking<'_>, meeting: Id<Meeting>) -> Result<String, Refusal> {
    Ok(with.rows().get::<Meeting>(meeting)?.reference)
}

fn other(with: &Looking<'_>, action: &Action) -> Result<OtherAction, Refusal> {
    Ok(OtherAction {
        id: action.id,
        reference: action.reference.clone(),
        agency: agency(with, &action.agency)?,
        words: action.words.clone(),
        standing: actions::stands(with, action),
        agreed: action.agreed.date(),
    })
}

/// Risks and information of a case that an action can answer, the newest first.
fn sources(with: &Looking<'_>, case: Id<Case>) -> Result<Vec<SourceLine>, Refusal> {
    let rows = with.rows();
    let mut found = Vec::new();
    for risk in rows.find::<Risk>("case", &case)? {
        let what = format!("risk to {}", risk.whom);
        found.push((risk.at, SourceLine { id: risk.id.uuid(), what, words: risk.words }));
    }
    for told in rows.find::<Information>("case", &case)? {
        if told.words.is_empty() {
            continue;
        }
        let by = told.agency.as_deref().map(|key| agency(with, key)).transpose()?;
        let what = by.map_or_else(|| "information".to_owned(), |by| format!("information of {by}"));
        found.push((told.at, SourceLine { id: told.id.uuid(), what, words: told.words }));
    }
    // Risks first: they are what an action answers; then by time.
    found.sort_by_key(|(at, line)| (!line.what.starts_with("risk"), std::cmp::Reverse(*at), line.id));
    Ok(found.into_iter().map(|(_, line)| line).collect())
}

/// What happened to it, the oldest first.
fn events(with: &Looking<'_>, action: &Action) -> Result<Vec<ActionEvent>, Refusal> {
    let rows = with.rows();
    let of = |meeting: Option<Id<Meeting>>| meeting.map(|meeting| reference(with, meeting)).transpose();
    let mut events = vec![ActionEvent {
        at: action.agreed,
        head: match action.first_due.or(action.due) {
            Some(due) => format!("agreed, due {}", show_day_year(due)),
            None => "agreed, no date given".to_owned(),
        },
        words: action.typed.clone(),
        meeting: of(action.meeting)?,
    }];
    for row in rows.find::<Review>("action", &action.id)? {
        let head = reviewed(with, &row)?;
        events.push(ActionEvent { at: row.at, head, words: said(&row), meeting: of(row.meeting)? });
    }
    for row in rows.find::<Chase>("action", &action.id)? {
        let head = format!("{}, {}, by {}", row.step, row.how, row.by);
        let note = row.note.map(|note| format!(": {}", note.reveal())).unwrap_or_default();
        let words = format!("to {}{note}", row.to.reveal()).into();
        events.push(ActionEvent { at: row.at, head, words, meeting: None });
    }
    for row in rows.find::<SafetyCheck>("action", &action.id)? {
        let by = agency(with, &row.asked)?;
        let head = format!("victim-safety check asked of {by}");
        let meeting = of(row.meeting)?;
        events.push(ActionEvent { at: row.at, head, words: Private::default(), meeting });
        if let Some(at) = row.settled.filter(|_| row.state != CheckState::Pending) {
            let head = format!("victim-safety check: {}", row.state);
            events.push(ActionEvent { at, head, words: row.words.unwrap_or_default(), meeting: None });
        }
    }
    for row in rows.find::<Raised>("action", &action.id)? {
        let how = if row.disputed { "as disputed" } else { "by the chair" };
        let head = format!("brought before the meeting {how}");
        let words = row.why.unwrap_or_default();
        let meeting: Meeting = rows.get(row.meeting)?;
        let at = meeting.on.to_datetime(meeting.starts);
        events.push(ActionEvent { at, head, words, meeting: Some(meeting.reference) });
    }
    events.sort_by_key(|event| event.at);
    Ok(events)
}

/// What a review found, with the dates and hands it changed.
fn reviewed(with: &Looking<'_>, row: &Review) -> Result<String, Refusal> {
    let day = |date: Option<jiff::civil::Date>| date.map_or_else(|| "no date".to_owned(), show_day_year);
    let moved = (row.due_was != row.due_now)
        .then(|| format!("due date moved from {} to {}", day(row.due_was), day(row.due_now)));
    let handed = row.agency_was.as_deref().map(|had| agency(with, had)).transpose()?;
    let handed = handed.map(|had| format!("handed over by {had}"));
    let mut parts: Vec<String> = match row.outcome {
        ReviewOutcome::DueMoved | ReviewOutcome::HandedOver => Vec::new(),
        ReviewOutcome::Continues => vec!["reviewed, continues".to_owned()],
        outcome => vec![outcome.word().to_owned()],
    };
    if let Some(other) = row.other {
        parts.push(with.rows().get::<Action>(other)?.reference);
    }
    parts.extend(moved);
    parts.extend(handed);
    if parts.is_empty() {
        parts.push(row.outcome.word().to_owned());
    }
    Ok(parts.join(", "))
}

/// What was said at a review, and what shows it.
fn said(row: &Review) -> Private {
    let mut parts: Vec<String> = row.note.iter().map(|note| note.reveal().to_owned()).collect();
    let told = |words: &Private| row.note.as_ref().is_some_and(|note| note.reveal().contains(words.reveal()));
    parts.extend(
        row.evidence.iter().filter(|words| !told(words)).map(|words| format!("evidence: {}", words.reveal())),
    );
    parts.extend(
        row.confirmed_by
            .iter()
            .filter(|words| !told(words))
            .map(|words| format!("confirmed by {}", words.reveal())),
    );
    parts.join("; ").into()
}
