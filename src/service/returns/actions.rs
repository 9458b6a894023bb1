//! An action sheet that came back, held against the actions.
//!
//! The agency that leads an action says what became of it. What an agency says that only helps, or of an action that every
//! agency took on, is kept as a review of it and closes nothing: the lead's own sheet does.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Difference, ReturnLine, Sent, Sort, Standing, meeting_of, of_another};
use crate::domain::calendar::{Expect, read_date, show_numeric};
use crate::domain::facts::Changes;
use crate::domain::ladder::answers as goes_on;
use crate::domain::paper::form::{ACTION, Became, DONE, OUTCOME, STATE, became};
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::request::{Request, ReviewAction};
use crate::domain::rows::action::{Action, ActionState, Review, ReviewOutcome};
use crate::domain::rows::case::Case;
use crate::domain::rules::EVERY_AGENCY;
use crate::intake::answers::answers;
use crate::intake::returned::{Returned, ReturnedRow, read};
use crate::service::looking::Looking;

/// Heads that a sheet must have, in the order of [`Said`].
const HEADS: [&str; 4] = [ACTION, STATE, OUTCOME, DONE];

/// What a line says.
struct Said {
    became: Became,
    note: Option<Private>,
    on: Option<Date>,
}

impl Said {
    /// In words: "completed 24/11/2026: locks changed".
    fn words(&self) -> Private {
        let word = match self.became {
            Became::InHand => "in hand",
            Became::Completed => "completed",
            Became::NoLongerPossible => "no longer possible",
            Became::NotDone => "not done",
        };
        words(word, self.on, self.note.as_ref())
    }

    /// What a review finds by it.
    const fn outcome(&self) -> ReviewOutcome {
        match self.became {
            Became::InHand => ReviewOutcome::InHand,
            Became::Completed => ReviewOutcome::Completed,
            Became::NoLongerPossible => ReviewOutcome::NoLongerPossible,
            Became::NotDone => ReviewOutcome::NotDone,
        }
    }
}

fn words(word: &str, on: Option<Date>, note: Option<&Private>) -> Private {
    let on = on.map(|on| format!(" {}", show_numeric(on))).unwrap_or_default();
    let note = note.map(|note| format!(": {}", note.reveal())).unwrap_or_default();
    format!("{word}{on}{note}").into()
}

/// Holds a sheet against the actions.
pub(super) fn compared(
    with: &Looking<'_>,
    sent: &Sent,
    name: &str,
    bytes: &[u8],
) -> Result<Difference, Refusal> {
    let answers = answers(bytes, with.now.today());
    let returned = match read(name, bytes, &HEADS) {
        Ok(returned) => returned,
        // No sheet, but lines that say what became of actions.
        Err(_) if !answers.is_empty() => Returned::default(),
        Err(error) => {
            return Err(Refusal::rule(format!(
                "{error}; nor does a line of it name an action, as LAN-26-0143/3"
            )));
        }
    };
    if let Some(other) = of_another(with, &sent.from, &returned) {
        return Err(Refusal::rule(format!("{name} is the sheet of {other}; say who sent it")));
    }
    let rows = with.rows();
    let mut difference = Difference {
        sort: Sort::Actions,
        agency: with.area.agency_said(&sent.from).to_owned(),
        meeting: meeting_of(&rows, sent, &returned)?.map(|meeting| meeting.reference),
        lines: Vec::new(),
        blank: 0,
    };
    let mut seen = BTreeSet::new();
    for row in &returned.rows {
        match line(with, &rows, &sent.from, row)? {
            None => difference.blank += 1,
            Some(line) if line.standing != Standing::Refused && !seen.insert(line.reference.clone()) => {
                let why = "stands twice in the file; the first line of it counts";
                difference.lines.push(ReturnLine::refused(&line.place, &line.reference, why));
            }
            Some(line) => difference.lines.push(line),
        }
    }
    for answer in answers {
        let line = match answer.said {
            Ok(cells) => {
                let [state, note, on] = cells;
                let cells = vec![answer.reference.as_str().into(), state, note, on];
                line(with, &rows, &sent.from, &ReturnedRow { place: answer.place, cells })?
            }
            Err(why) => Some(ReturnLine::refused(&answer.place, &answer.reference, why)),
        };
        // What the sheet says counts before the letter round it.
        difference.lines.extend(line.filter(|line| seen.insert(line.reference.clone())));
    }
    Ok(difference)
}

/// One line; nothing where nothing was filled in.
fn line(
    with: &Looking<'_>,
    rows: &Changes<'_>,
    from: &str,
    row: &ReturnedRow,
) -> Result<Option<ReturnLine>, Refusal> {
    let [reference, state, note, on] = row.cells.as_slice() else { return Ok(None) };
    // A list saved from a spreadsheet may keep the apostrophe that made a cell text.
    let reference = reference.reveal().trim().trim_start_matches('\'');
    if [state, note, on].into_iter().all(Private::is_empty) {
        return Ok(None);
    }
    let refused = |why: String| Ok(Some(ReturnLine::refused(&row.place, reference, why)));
    let Some(action) = action_of(rows, reference)? else {
        return refused(
            "no action of this reference is in the record; copy it from the sheet as it was sent".into(),
        );
    };
    let leads = action.agency == from;
    if !(leads || action.agency == EVERY_AGENCY || action.supporting.0.iter().any(|key| key == from)) {
        return refused(format!("belongs to {}", with.area.agency_said(&action.agency)));
    }
    let said = match said(with.now.today(), state, note, on) {
        Ok(said) => said,
        Err(why) => return refused(why),
    };
    let reviews = rows.find::<Review>("action", &action.id)?;
    Ok(Some(if leads {
        led(row, &action, &reviews, &said)
    } else {
        helped(row, &action, &reviews, &said, with.area.agency_said(from))
    }))
}

/// The action of a reference: case and number.
fn action_of(rows: &Changes<'_>, reference: &str) -> Result<Option<Action>, Refusal> {
    let Some((case, number)) = reference.rsplit_once('/') else { return Ok(None) };
    let Ok(number) = number.trim().parse::<u32>() else { return Ok(None) };
    let Some(case) = rows.find::<Case>("reference", &case.trim().to_uppercase())?.into_iter().next() else {
        return Ok(None);
    };
    Ok(rows.find::<Action>("case", &case.id)?.into_iter().find(|action| action.number == number))
}

/// What the cells say.
fn said(today: Date, state: &Private, note: &Private, on: &Private) -> Result<Said, String> {
    let became = match state.reveal() {
        "" => return Err(format!("nothing is said under \"{STATE}\"; choose what became of it")),
        typed => became(typed).ok_or_else(|| {
            format!(
                "what stands under \"{STATE}\" is none of: in hand, completed, no longer possible, not done"
            )
        })?,
    };
    let on =
        match on.reveal() {
            "" => None,
            typed => Some(read_date(typed, Expect::Received, today).map_err(|error| {
                format!("the day under \"{DONE}\" {}; write it as 24/11/2026", error.what())
            })?),
        };
    let note = Some(note.clone()).filter(|note| !note.is_empty());
    if note.is_none() && matches!(became, Became::NoLongerPossible | Became::NotDone) {
        return Err(format!("no reason is given under \"{OUTCOME}\""));
    }
    Ok(Said { became, note, on })
}

/// What the lead says.
fn led(row: &ReturnedRow, action: &Action, reviews: &[Review], said: &Said) -> ReturnLine {
    let outcome = said.outcome();
    let newest = reviews.iter().max_by_key(|review| (review.at, review.id));
    let same_note = |held: Option<&Private>| said.note.is_none() || held == said.note.as_ref();
    let held = if action.state.is_live() {
        said.became == Became::InHand
            && newest.is_some_and(|review| goes_on(review.outcome) && review.note == said.note)
    } else {
        closed_as(said.became) == Some(action.state)
            && same_note(action.outcome.as_ref())
            && (said.on.is_none() || said.on == action.closed)
    };
    let mut line = ReturnLine {
        place: row.place.clone(),
        reference: action.reference.clone(),
        standing: Standing::New,
        held: words(action.state.word(), action.closed, action.outcome.as_ref()),
        says: said.words(),
        why: None,
        request: None,
    };
    if held {
        line.standing = Standing::Held;
    } else if !action.state.is_live() {
        line.standing = Standing::Refused;
        line.why = Some(format!("is {} already; change it there if the sheet is right", action.state));
    } else {
        line.standing = if action.state == ActionState::Open && newest.is_none() {
            Standing::New
        } else {
            Standing::Changed
        };
        line.request = Some(review(action, outcome, said.note.clone(), said.on));
    }
    line
}

const fn closed_as(became: Became) -> Option<ActionState> {
    match became {
        Became::InHand => None,
        Became::Completed => Some(ActionState::Completed),
        Became::NoLongerPossible => Some(ActionState::NoLongerPossible),
        Became::NotDone => Some(ActionState::NotDone),
    }
}

/// What an agency says that does not lead.
fn helped(row: &ReturnedRow, action: &Action, reviews: &[Review], said: &Said, agency: &str) -> ReturnLine {
    let note: Private = format!("{agency}: {}", said.words().reveal()).into();
    let held = reviews.iter().any(|review| review.note.as_ref() == Some(&note));
    let live = action.state.is_live();
    let why = match (held, live) {
        (true, _) => None,
        (false, true) => Some("kept as a review; the agency that leads it closes it".to_owned()),
        (false, false) => Some(format!("is {} already", action.state)),
    };
    ReturnLine {
        place: row.place.clone(),
        reference: action.reference.clone(),
        standing: match (held, live) {
            (true, _) => Standing::Held,
            (false, true) => Standing::New,
            (false, false) => Standing::Refused,
        },
        held: words(action.state.word(), action.closed, action.outcome.as_ref()),
        says: said.words(),
        why,
        request: (!held && live).then(|| review(action, ReviewOutcome::Continues, Some(note), None)),
    }
}

fn review(action: &Action, outcome: ReviewOutcome, note: Option<Private>, on: Option<Date>) -> Request {
    Request::ReviewAction(ReviewAction { note, on, ..ReviewAction::of(action.id, outcome) })
}
