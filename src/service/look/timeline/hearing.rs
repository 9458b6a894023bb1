//! What was said and decided in the meetings of a case, its actions, and the papers of those meetings.

use jiff::civil::{Date, DateTime, Time};

use super::{Telling, Told};
use crate::domain::calendar::show_day;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::rows::action::{Action, DueKind, Review, ReviewOutcome};
use crate::domain::rows::agenda::{InformationKind, ItemState};
use crate::domain::rows::desk::PapersOut;
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::minutes::Issued;
use crate::domain::rows::sitting::Research;
use crate::service::ask::{EventKind, Hearing};

/// Tells all of it.
pub fn tell(telling: &mut Telling<'_>) -> Result<(), Refusal> {
    for hearing in &telling.story.hearings {
        heard(telling, hearing)?;
        said(telling, hearing)?;
        decided(telling, hearing)?;
        papers(telling, &hearing.meeting)?;
    }
    for row in telling.with.rows().find::<Research>("case", &telling.story.case.id)? {
        let meeting: Meeting = telling.with.rows().get(row.meeting)?;
        let head = format!("returned before the meeting: {}", row.kind);
        telling.push(Told::on(row.on, EventKind::Information, head).by(Some(&row.agency)).of(&meeting))?;
    }
    actions(telling)
}

fn first_moment(day: Date) -> DateTime {
    day.to_datetime(Time::midnight())
}

/// On which agenda it stood, and what came of it there.
fn heard(telling: &mut Telling<'_>, hearing: &Hearing) -> Result<(), Refusal> {
    let (item, meeting) = (&hearing.item, &hearing.meeting);
    let at = item.opened.unwrap_or_else(|| meeting.on.to_datetime(meeting.starts));
    let head = match item.state {
        ItemState::Heard | ItemState::Hearing => format!("heard, case {}", item.position),
        ItemState::Waiting => format!("on the agenda, case {}", item.position),
        ItemState::Withdrawn => "taken off the agenda".to_owned(),
        ItemState::Deferred => {
            let told = Told::at(at, EventKind::Deferral, "put off to another meeting").of(meeting);
            let words = [item.deferred.as_ref(), item.interim.as_ref()].into_iter().flatten();
            let words: Vec<&str> = words.map(Private::reveal).collect();
            return telling.push(told.words(&words.join("; until then: ").into()));
        }
    };
    let why = Private::from(item.why.clone());
    telling.push(Told::at(at, EventKind::Hearing, head).words(&why).of(meeting))
}

/// Information, risks and notes.
fn said(telling: &mut Telling<'_>, hearing: &Hearing) -> Result<(), Refusal> {
    let meeting = &hearing.meeting;
    for row in &hearing.information {
        let head = match (row.kind, row.opinion) {
            (InformationKind::Shared, true) => "opinion",
            (InformationKind::Shared, false) => "information",
            (kind, _) => kind.word(),
        };
        let told = Told::at(row.at, EventKind::Information, head).words(&row.words);
        telling.push(told.by(row.agency.as_ref()).of(meeting))?;
    }
    for row in &hearing.risks {
        let told = Told::at(row.at, EventKind::Risk, format!("risk to {}", row.whom)).words(&row.words);
        telling.push(told.by(row.agency.as_ref()).of(meeting))?;
    }
    for row in &hearing.notes {
        telling.push(Told::at(row.at, EventKind::Note, "note").words(&row.words).of(meeting))?;
    }
    Ok(())
}

/// The decision, and who tells the victim.
fn decided(telling: &mut Telling<'_>, hearing: &Hearing) -> Result<(), Refusal> {
    let Some(row) = &hearing.decision else { return Ok(()) };
    let meeting = &hearing.meeting;
    let at = hearing.item.closed.or(hearing.item.opened).unwrap_or_else(|| first_moment(meeting.on));
    let mut words = format!("{}; why: {}", row.decision.reveal(), row.why.reveal());
    if !row.considered.0.is_empty() {
        let considered: Vec<&str> = row.considered.0.iter().map(Private::reveal).collect();
        words.push_str(&format!("; considered and not done: {}", considered.join(", ")));
    }
    telling.push(Told::at(at, EventKind::Decision, "decided").words(&words.into()).of(meeting))?;
    let Some(by) = &row.feedback_by else { return Ok(()) };
    let due = row.feedback_due.map(|due| format!(", by {}", show_day(due))).unwrap_or_default();
    let told = Told::at(at, EventKind::Feedback, format!("feedback to victim{due}"));
    let how = row.feedback_how.clone().unwrap_or_default();
    telling.push(told.words(&how).by(Some(by)).of(meeting))
}

/// Papers of a meeting that the case was on.
fn papers(telling: &mut Telling<'_>, meeting: &Meeting) -> Result<(), Refusal> {
    let rows = telling.with.rows();
    for row in rows.find::<PapersOut>("meeting", &meeting.id)? {
        telling.push(Told::at(row.out, EventKind::Paper, "papers of the meeting went out").of(meeting))?;
    }
    for row in rows.find::<Issued>("meeting", &meeting.id)? {
        let draft = if row.draft { ", a draft" } else { "" };
        let head = format!("{} issued to {}, copy {}{draft}", row.paper, row.recipient, row.copy);
        telling.push(Told::at(row.at, EventKind::Paper, head).of(meeting))?;
    }
    Ok(())
}

/// Actions as they were agreed, and every look at them.
fn actions(telling: &mut Telling<'_>) -> Result<(), Refusal> {
    let rows = telling.with.rows();
    for line in &telling.story.actions {
        let action = &line.action;
        let mut told =
            Told::at(action.agreed, EventKind::Action, format!("{}, {}", action.reference, due(action)));
        if let Some(meeting) = action.meeting {
            told = told.of(&rows.get(meeting)?);
        }
        let told = told.words(&action.words).by(Some(&action.agency));
        telling.push(told.off_papers(action.off_papers))?;
        for review in rows.find::<Review>("action", &action.id)? {
            let what = match review.outcome {
                ReviewOutcome::Continues => "reviewed, continues",
                outcome => outcome.word(),
            };
            let head = format!("{} {what}", action.reference);
            let mut told = Told::at(review.at, EventKind::Review, head);
            if let Some(meeting) = review.meeting {
                told = told.of(&rows.get(meeting)?);
            }
            let note = review.note.clone().unwrap_or_default();
            let told = told.words(&note).by(Some(&action.agency));
            telling.push(told.off_papers(action.off_papers))?;
        }
    }
    Ok(())
}

/// When an action was to be done, as agreed.
fn due(action: &Action) -> String {
    match (action.due_kind, action.due) {
        (DueKind::Ongoing, _) => "ongoing".to_owned(),
        (DueKind::Standing, Some(until)) => format!("stands until {}", show_day(until)),
        (_, Some(due)) => format!("due {}", show_day(due)),
        (_, None) => "no date given".to_owned(),
    }
}
