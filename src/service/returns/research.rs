//! A research list that came back, held against what the agency returned before.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Difference, ReturnLine, Sent, Sort, Standing, meeting_of, of_another};
use crate::domain::calendar::{Expect, read_date, show_numeric};
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::paper::form::{BY, CASE, FACT, INFORMATION, KNOWN, Known, WHEN, is_opinion, known};
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::request::{Learnt, Request, SittingChange, TakeLine};
use crate::domain::rows::agenda::{AgendaItem, Information, InformationKind};
use crate::domain::rows::case::{Case, Wall};
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::sitting::Research;
use crate::intake::returned::{ReturnedRow, read};
use crate::service::looking::Looking;

/// Heads that a list must have, in the order in which cells are taken.
const HEADS: [&str; 6] = [CASE, KNOWN, INFORMATION, FACT, WHEN, BY];

/// What a line says: nothing known, or what.
struct Said {
    known: Option<Learnt>,
    why: Option<String>,
}

/// What is held of the agency on one case.
struct Held {
    case: Case,
    walled: bool,
    returned: Option<InformationKind>,
    /// What it gave before the meeting and no line of the file has matched yet.
    given: Vec<Information>,
}

/// Holds a list against the record.
pub(super) fn compared(
    with: &Looking<'_>,
    sent: &Sent,
    name: &str,
    bytes: &[u8],
) -> Result<Difference, Refusal> {
    let returned = read(name, bytes, &HEADS).map_err(|error| Refusal::rule(error.to_string()))?;
    if let Some(other) = of_another(with, &sent.from, &returned) {
        return Err(Refusal::rule(format!("{name} is the list of {other}; say who sent it")));
    }
    let rows = with.rows();
    let meeting = meeting_of(&rows, sent, &returned)?.ok_or_else(|| {
        Refusal::rule(format!("{name} names no meeting of this record; say for which meeting it is"))
    })?;
    let mut held = held(&rows, &meeting, &sent.from)?;
    let mut difference = Difference {
        sort: Sort::Research,
        agency: with.area.agency_said(&sent.from).to_owned(),
        meeting: Some(meeting.reference.clone()),
        lines: Vec::new(),
        blank: 0,
    };
    // What stands in the file as it is held is matched first, so that only what is left is taken for a change.
    let mut read = Vec::new();
    for row in &returned.rows {
        match line(with.now.today(), row) {
            None => difference.blank += 1,
            Some((reference, said)) => read.push((row, reference, said)),
        }
    }
    let same: Vec<bool> =
        read.iter().map(|(_, reference, said)| matched(&mut held, reference, said)).collect();
    for ((row, reference, said), same) in read.into_iter().zip(same) {
        let line = match said {
            Err(why) => ReturnLine::refused(&row.place, &reference, why),
            Ok(said) => against(&mut held, (&meeting, &sent.from), (row, &reference), said, same),
        };
        difference.lines.push(line);
    }
    Ok(difference)
}

/// What is held of the agency, by the reference of each case of the agenda.
fn held(rows: &Changes<'_>, meeting: &Meeting, agency: &str) -> Result<BTreeMap<String, Held>, Refusal> {
    let returned = rows.find::<Research>("meeting", &meeting.id)?;
    let mut given = rows.find::<Information>("meeting", &meeting.id)?;
    given.retain(|row| row.agency.as_deref() == Some(agency));
    // What was said in the meeting is no answer to a list sent before it.
    given.retain(|row| meeting.opened.is_none_or(|opened| row.at < opened || row.source.is_some()));
    let mut held = BTreeMap::new();
    for item in rows.find::<AgendaItem>("meeting", &meeting.id)? {
        let case: Case = rows.get(item.case)?;
        let walls = rows.find::<Wall>("case", &case.id)?;
        let of_case = |row: &&Research| row.case == case.id && row.agency == agency;
        let found = Held {
            walled: walls.iter().any(|wall| wall.agency == agency),
            returned: returned.iter().find(of_case).map(|row| row.kind),
            given: given.iter().filter(|row| row.case == case.id).cloned().collect(),
            case,
        };
        held.insert(found.case.reference.clone(), found);
    }
    Ok(held)
}

/// A line: its reference, and what it says or why that cannot be read. Nothing where nothing was filled in.
fn line(today: Date, row: &ReturnedRow) -> Option<(String, Result<Said, String>)> {
    let [case, answer, words, fact, on, by] = row.cells.as_slice() else { return None };
    if [answer, words, fact, on, by].into_iter().all(Private::is_empty) {
        return None;
    }
    let reference = case.reveal().trim().trim_start_matches('\'').to_owned();
    Some((reference, said(today, [answer, words, fact, on, by])))
}

fn said(today: Date, [answer, words, fact, on, by]: [&Private; 5]) -> Result<Said, String> {
    let answer = match (answer.reveal(), words.is_empty()) {
        // Whoever writes something down knows something.
        ("", false) => Known::Information,
        ("", true) => return Err(format!("nothing is said under \"{KNOWN}\"")),
        (typed, _) => known(typed).ok_or_else(|| {
            format!("what stands under \"{KNOWN}\" is neither \"information\" nor \"nothing known\"")
        })?,
    };
    match (answer, words.is_empty()) {
        (Known::Nothing, true) => return Ok(Said { known: None, why: None }),
        (Known::Nothing, false) => {
            return Err("says \"nothing known\" and gives information; ask which of them is meant".to_owned());
        }
        (Known::Information, true) => {
            return Err(format!("says \"information\" and gives none under \"{INFORMATION}\""));
        }
        (Known::Information, false) => {}
    }
    let opinion = is_opinion(fact.reveal());
    let day = Some(on.reveal()).filter(|typed| !typed.is_empty());
    let day = day.map(|typed| read_date(typed, Expect::Received, today)).transpose();
    // A field that cannot be read does not lose what the agency knows.
    let mut why = Vec::new();
    if opinion.is_none() {
        why.push(format!("\"{FACT}\" says neither; kept as a fact"));
    }
    if let Err(error) = &day {
        why.push(format!("the day {}; kept without it", error.what()));
    }
    Ok(Said {
        known: Some(Learnt {
            words: words.clone(),
            opinion: opinion.unwrap_or(false),
            on: day.ok().flatten(),
            by: Some(by.clone()).filter(|by| !by.is_empty()),
            replaces: None,
        }),
        why: Some(why.join("; ")).filter(|why| !why.is_empty()),
    })
}

/// Whether what a line says is held as it stands; what matches it is not looked at again.
fn matched(held: &mut BTreeMap<String, Held>, reference: &str, said: &Result<Said, String>) -> bool {
    let (Some(held), Ok(said)) = (held.get_mut(reference), said) else { return false };
    match &said.known {
        None => held.returned == Some(InformationKind::NothingKnown),
        Some(learnt) => {
            let same = |row: &Information| {
                row.words == learnt.words
                    && row.opinion == learnt.opinion
                    && row.on == learnt.on
                    && row.source == learnt.by
            };
            let found = held.given.iter().position(same);
            found.map(|at| held.given.remove(at)).is_some() && held.returned == Some(InformationKind::Shared)
        }
    }
}

fn against(
    held: &mut BTreeMap<String, Held>,
    (meeting, agency): (&Meeting, &str),
    (row, reference): (&ReturnedRow, &str),
    said: Said,
    same: bool,
) -> ReturnLine {
    let refused = |why: &str| ReturnLine::refused(&row.place, reference, why);
    let Some(held) = held.get_mut(reference) else {
        return refused("no case of this reference is on the agenda; copy it from the list as it was sent");
    };
    if held.walled {
        return refused("the agency is kept out of this case; its alternate is asked");
    }
    let before =
        said.known.as_ref().filter(|_| !same && !held.given.is_empty()).map(|_| held.given.remove(0));
    let returned = held.returned.map_or_else(Private::default, |kind| kind.word().into());
    let standing = match (same, before.is_some() || held.returned.is_some()) {
        (true, _) => Standing::Held,
        (false, true) => Standing::Changed,
        (false, false) => Standing::New,
    };
    let learnt = said.known.map(|learnt| Learnt { replaces: before.as_ref().map(|row| row.id), ..learnt });
    let mut why = said.why;
    if learnt.is_none() && !same && !held.given.is_empty() {
        let kept = "what the agency gave before stays; take it out by hand if it is wrong";
        why = Some(why.map_or_else(|| kept.to_owned(), |why| format!("{why}; {kept}")));
    }
    // A second line on the same case finds what the first would leave.
    held.returned =
        Some(if learnt.is_some() { InformationKind::Shared } else { InformationKind::NothingKnown });
    let says = learnt.as_ref().map_or_else(|| "nothing known".into(), words);
    let request = (!same).then(|| request(meeting.id, held.case.id, agency, learnt));
    ReturnLine {
        place: row.place.clone(),
        reference: reference.to_owned(),
        standing,
        held: before.as_ref().map_or(returned, given),
        says,
        why,
        request,
    }
}

fn request(meeting: Id<Meeting>, case: Id<Case>, agency: &str, known: Option<Learnt>) -> Request {
    let agency = agency.to_owned();
    Request::Sitting(SittingChange::TakeLine(TakeLine { meeting, case, agency, known, received: None }))
}

fn given(row: &Information) -> Private {
    told(&row.words, row.opinion, row.on, row.source.as_ref())
}

fn words(learnt: &Learnt) -> Private {
    told(&learnt.words, learnt.opinion, learnt.on, learnt.by.as_ref())
}

/// "four calls since August (opinion, 12/11/2026, DC Shah)".
fn told(words: &Private, opinion: bool, on: Option<Date>, by: Option<&Private>) -> Private {
    let mut more: Vec<String> = Vec::new();
    more.extend(opinion.then(|| "opinion".to_owned()));
    more.extend(on.map(show_numeric));
    more.extend(by.map(|by| by.reveal().to_owned()));
    let more = if more.is_empty() { String::new() } else { format!(" ({})", more.join(", ")) };
    format!("{}{more}", words.reveal()).into()
}
