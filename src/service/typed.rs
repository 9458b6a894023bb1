//! Lines of the meeting room as requests.
//!
//! [`Scene`] is what a line is read with, taken from what the screen already holds, and lends the reader its moment;
//! [`Target`] is where what it becomes is to go. [`requests`] turns the reading of an action line into requests;
//! [`information`], [`risk`] and [`note`] do so for the other kinds of line. Every line that says anything becomes a
//! request: what was not understood is kept as a note, and marked. Nothing here asks or writes the record.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use uuid::Uuid;

use super::ask::CaseStory;
use crate::domain::calendar::Holidays;
use crate::domain::id::Id;
use crate::domain::line::{
    Beneficiary, Change, Draft, Due, Event, EventKind, Lexicon, Moment, Party, Reading, Status, speaker,
    speakers,
};
use crate::domain::private::Private;
use crate::domain::request::{
    ActionLife, AddActions, AddInformation, AddNote, AddRisk, ChangeAction, Handover, LinkActions, Merge,
    NewDue, Reopen, Request, ReviewAction, SplitAction, Terms,
};
use crate::domain::rows::action::{Action, ActionState, DueKind, ReviewOutcome};
use crate::domain::rows::agenda::{InformationKind, Whom};
use crate::domain::rows::case::{Case, HappeningKind};
use crate::domain::rows::meeting::{Attendance, Meeting};

/// Closes what says how a line is meant ("view: ...").
const MARKS: &[char] = &[':', ';', '-', '\u{2013}', '\u{2014}', ','];
/// Opens information that came after the date asked for.
const LATE: &[&str] = &["late"];
/// Opens a view rather than a fact; so does a question mark.
const VIEW: &[&str] = &["view", "opinion"];
/// An agency that brought nothing.
const NONE: &[&str] = &["none", "no information", "no return"];

/// All agencies that have not spoken yet.
const REST: &[&str] =
    &["all the others", "all others", "everyone else", "everybody else", "the rest", "rest", "others"];

/// Everything a line is read with, but the words.
#[derive(Debug, Clone)]
pub struct Scene {
    now: DateTime,
    next_meeting: Option<Date>,
    referral: Date,
    events: Vec<Event>,
    actions: u16,
    present: Option<Vec<String>>,
    holidays: Holidays,
}

impl Scene {
    /// The scene of a case. `attendance` is that of the meeting it is heard in; none outside a meeting, or before
    /// attendance was taken: nobody has to be there then.
    pub fn of(
        story: &CaseStory,
        attendance: &[Attendance],
        next_meeting: Option<Date>,
        holidays: &Holidays,
        now: DateTime,
    ) -> Self {
        let walled = |key: &str| story.walls.iter().any(|wall| wall.agency == key);
        let there = attendance
            .iter()
            .filter(|line| line.presence.is_there() && line.left.is_none() && !walled(&line.agency))
            .map(|line| line.agency.clone());
        let events =
            story.happenings.iter().filter_map(|row| Some(Event { kind: held(row.kind)?, date: row.on }));
        let last = story.actions.iter().map(|line| line.action.number).max();
        Self {
            now,
            next_meeting,
            referral: story.case.last_referred,
            events: events.collect(),
            actions: last.map_or(0, |number| u16::try_from(number).unwrap_or(u16::MAX)),
            present: (!attendance.is_empty()).then(|| there.collect()),
            holidays: holidays.clone(),
        }
    }

    /// The same at another time of day.
    pub const fn at(&mut self, now: DateTime) {
        self.now = now;
    }

    /// What [`read`](crate::domain::line::read) wants to know.
    pub fn moment(&self) -> Moment<'_> {
        Moment {
            now: self.now,
            next_meeting: self.next_meeting,
            referral: self.referral,
            events: &self.events,
            actions: self.actions,
            present: self.present.as_deref(),
            holidays: &self.holidays,
        }
    }
}

/// Where what was typed is to go.
#[derive(Debug, Clone)]
pub struct Target {
    /// The meeting, or nothing between meetings.
    pub meeting: Option<Id<Meeting>>,
    /// The case.
    pub case: Id<Case>,
    /// The information or risk that an action is made of.
    pub source: Option<Uuid>,
    /// Its actions by number.
    pub actions: BTreeMap<u32, Action>,
}

impl Target {
    /// Towards a case, in a meeting or between meetings.
    pub fn of(story: &CaseStory, meeting: Option<Id<Meeting>>) -> Self {
        let actions = story.actions.iter().map(|line| (line.action.number, line.action.clone()));
        Self { meeting, case: story.case.id, source: None, actions: actions.collect() }
    }

    fn note(&self, line: &str, unread: bool) -> Request {
        Request::AddNote(AddNote {
            meeting: self.meeting,
            case: Some(self.case),
            words: line.trim().into(),
            unread,
        })
    }
}

/// The requests of an action line; none for a blank one. Of a reading that asks, the answer that Enter takes.
pub fn requests(line: &str, reading: &Reading, target: &Target) -> Vec<Request> {
    match reading.taken() {
        Reading::Blank => Vec::new(),
        Reading::New(drafts) if !drafts.is_empty() => vec![Request::AddActions(AddActions {
            meeting: target.meeting,
            case: target.case,
            typed: line.trim().into(),
            terms: drafts.iter().map(terms).collect(),
            source: target.source,
        })],
        Reading::Edit { actions, change } => {
            let each = actions.iter().map(|number| {
                let action = target.actions.get(&u32::from(*number))?;
                changed(action, change, target)
            });
            // All of them or none: what cannot be done to one of them is kept as typed.
            each.collect::<Option<Vec<_>>>().unwrap_or_else(|| vec![target.note(line, true)])
        }
        Reading::New(_) | Reading::Note { .. } | Reading::Ask { .. } => vec![target.note(line, true)],
    }
}

/// The request of an information line: who said it, what they brought, fact or view. Outside a meeting it is a note.
pub fn information(line: &str, lexicon: &Lexicon, target: &Target) -> Option<Request> {
    let line = some(line)?;
    let Some(meeting) = target.meeting else { return Some(target.note(line, false)) };
    let spoken = speaker(line, lexicon);
    let (late, words) = opened(spoken.words, LATE);
    let (view, words) = match words.strip_prefix('?').map(str::trim).filter(|rest| !rest.is_empty()) {
        Some(rest) => (true, rest),
        None => opened(words, VIEW),
    };
    let kind = if lexicon.says_nothing_known(words) {
        InformationKind::NothingKnown
    } else if NONE.iter().any(|none| words.trim_end_matches('.').eq_ignore_ascii_case(none)) {
        InformationKind::Missing
    } else if late {
        InformationKind::Late
    } else {
        InformationKind::Shared
    };
    Some(Request::AddInformation(AddInformation {
        meeting,
        case: target.case,
        agency: spoken.by.map(|by| by.key),
        kind,
        words: words.into(),
        on: None,
        opinion: view,
    }))
}

/// The requests of an information line: one as a rule; one for each agency where several are said to know nothing, or
/// all that have not spoken yet ("prob, mh, gp nk", "rest nk"). `silent` are the keys of those.
pub fn informations(line: &str, lexicon: &Lexicon, target: &Target, silent: &[String]) -> Vec<Request> {
    let several = || {
        let typed = line.trim();
        let of_rest = REST.iter().find_map(|rest| {
            let (head, words) = typed.split_at_checked(rest.len())?;
            let apart = words.starts_with([' ', ':', ',', '-']);
            (head.eq_ignore_ascii_case(rest) && apart).then(|| words.trim_start_matches([' ', ':', ',', '-']))
        });
        let (keys, words) = match of_rest {
            Some(words) if !silent.is_empty() => (silent.to_vec(), words),
            _ => speakers(typed, lexicon).map(|(parties, words)| (keys(&parties), words))?,
        };
        lexicon.says_nothing_known(words).then_some((keys, words))
    };
    let Some((meeting, (keys, words))) = target.meeting.zip(several()) else {
        return information(line, lexicon, target).into_iter().collect();
    };
    let of = |key| {
        Request::AddInformation(AddInformation {
            meeting,
            case: target.case,
            agency: Some(key),
            kind: InformationKind::NothingKnown,
            words: words.into(),
            on: None,
            opinion: false,
        })
    };
    keys.into_iter().map(of).collect()
}

/// The request of a risk line: whom it threatens, the victim when nobody is said. Outside a meeting it is a note.
pub fn risk(line: &str, lexicon: &Lexicon, target: &Target) -> Option<Request> {
    let line = some(line)?;
    let Some(meeting) = target.meeting else { return Some(target.note(line, false)) };
    let spoken = speaker(line, lexicon);
    let first =
        spoken.words.split(|c: char| c.is_whitespace() || MARKS.contains(&c)).next().unwrap_or_default();
    let whom = lexicon.whom(first);
    let (closed, rest) = opened(spoken.words, &[first]);
    let (whom, words) = match whom {
        Some(whom) if closed => (whom, rest),
        // "children saw it" names them and is a sentence; "perp has a knife" names no one it threatens.
        Some(whom @ (Beneficiary::Children | Beneficiary::Staff)) => (whom, spoken.words),
        _ => (Beneficiary::Victim, spoken.words),
    };
    Some(Request::AddRisk(AddRisk {
        meeting,
        case: target.case,
        whom: threatened(whom),
        words: words.into(),
        agency: spoken.by.map(|by| by.key),
    }))
}

/// The request of a line typed as a note.
pub fn note(line: &str, target: &Target) -> Option<Request> {
    Some(target.note(some(line)?, false))
}

fn some(line: &str) -> Option<&str> {
    Some(line.trim()).filter(|line| !line.is_empty())
}

/// Whether `words` open with one of these and a mark, and what follows; they stay whole when nothing does.
fn opened<'a>(words: &'a str, with: &[&str]) -> (bool, &'a str) {
    let rest = with.iter().filter(|word| !word.is_empty()).find_map(|word| {
        let (head, rest) = words.split_at_checked(word.len())?;
        let rest = rest.trim_start().strip_prefix(MARKS)?.trim();
        (head.eq_ignore_ascii_case(word) && !rest.is_empty()).then_some(rest)
    });
    (rest.is_some(), rest.unwrap_or(words))
}

/// The terms of one action as read.
pub fn terms(draft: &Draft) -> Terms {
    let (due, before) = dated(&draft.due);
    let mut more: Vec<String> = before.into_iter().collect();
    let helpers = draft.supporting.iter().filter_map(|party| party.person.as_ref());
    more.extend(helpers.map(|person| format!("with {}", person.reveal())));
    if draft.protects.len() > 1 {
        let whom: Vec<&str> = draft.protects.iter().map(|who| threatened(*who).word()).collect();
        more.push(format!("for {}", whom.join(" and ")));
    }
    let completed = match &draft.status {
        Status::Completed { on, note } => Some((*on, note.clone().unwrap_or_default())),
        Status::Open | Status::AwaitingConfirmation { .. } => None,
    };
    Terms {
        agency: draft.lead.key.clone(),
        off_list: draft.lead.off_list.then(|| draft.lead.name.clone()),
        supporting: keys(&draft.supporting),
        person: draft.lead.person.clone(),
        words: with_more(&draft.text, &more),
        due_kind: due.kind,
        due: due.date,
        due_time: due.time,
        due_event: due.event,
        protects: draft.protects.first().map(|who| threatened(*who)),
        awaiting: matches!(draft.status, Status::AwaitingConfirmation { .. }),
        completed_on: completed.as_ref().map(|(on, _)| *on),
        completed: completed.map(|(_, note)| note),
        off_papers: draft.kept_off_papers,
    }
}

/// What the row has no field for stays in the words, in brackets.
fn with_more(text: &Private, more: &[String]) -> Private {
    if more.is_empty() { text.clone() } else { format!("{} ({})", text.reveal(), more.join("; ")).into() }
}

fn keys(parties: &[Party]) -> Vec<String> {
    parties.iter().map(|party| party.key.clone()).collect()
}

/// A due date as the row keeps it, and in words the event for which a case holds no dates.
fn dated(due: &Due) -> (NewDue, Option<String>) {
    let on = |kind, date, time| NewDue { kind, date, time, event: None };
    match *due {
        Due::None => (on(DueKind::NoDate, None, None), None),
        Due::OnDate { date, time } => (on(DueKind::On, Some(date), time), None),
        Due::Usual(date) => (on(DueKind::Usual, Some(date), None), None),
        Due::Standing { until } => (on(DueKind::Standing, Some(until), None), None),
        Due::BeforeEvent { kind, date, .. } => match happening(kind) {
            Some(event) => (NewDue { kind: DueKind::Before, date, time: None, event: Some(event) }, None),
            None => {
                let known = if date.is_some() { DueKind::On } else { DueKind::NoDate };
                (on(known, date, None), Some(format!("before {}", kind.words())))
            }
        },
        Due::Ongoing { until, event } => {
            let held = event.and_then(happening);
            let words = event.filter(|_| held.is_none()).map(|kind| format!("until {}", kind.words()));
            (NewDue { kind: DueKind::Ongoing, date: until, time: None, event: held }, words)
        }
    }
}

/// What a change asks for; nothing when it names an action that is not there.
fn changed(action: &Action, change: &Change, target: &Target) -> Option<Request> {
    let id = action.id;
    let helped = |supporting: Vec<String>| {
        let to = Handover {
            agency: action.agency.clone(),
            supporting,
            person: action.person.clone(),
            awaiting: action.state == ActionState::AwaitingConfirmation,
        };
        Request::ChangeAction(ChangeAction { action: id, due: None, to: Some(to), reason: None })
    };
    Some(match change {
        Change::Due(due) => {
            let (due, words) = dated(due);
            let reason = words.map(Private::from);
            Request::ChangeAction(ChangeAction { action: id, due: Some(due), to: None, reason })
        }
        Change::Agency { lead, supporting, status, due } => {
            let to = Handover {
                agency: lead.key.clone(),
                supporting: keys(supporting),
                person: lead.person.clone(),
                awaiting: matches!(status, Status::AwaitingConfirmation { .. }),
            };
            let (due, words) = due.as_ref().map(dated).unzip();
            let reason = words.flatten().map(Private::from);
            Request::ChangeAction(ChangeAction { action: id, due, to: Some(to), reason })
        }
        Change::Helped { by } => {
            let mut helpers = action.supporting.0.clone();
            for key in keys(by) {
                if key != action.agency && !helpers.contains(&key) {
                    helpers.push(key);
                }
            }
            helped(helpers)
        }
        Change::Dropped { who } => {
            let gone = keys(who);
            let left = action.supporting.0.iter().filter(|key| !gone.contains(key));
            helped(left.cloned().collect())
        }
        Change::Split { to } => Request::SplitAction(SplitAction { action: id, to: keys(to) }),
        Change::Linked { with, supports } => {
            let others = with.iter().map(|number| Some(target.actions.get(&u32::from(*number))?.id));
            Request::LinkActions(LinkActions {
                action: id,
                with: others.collect::<Option<_>>()?,
                supports: *supports,
            })
        }
        Change::Unlinked => {
            Request::LinkActions(LinkActions { action: id, with: Vec::new(), supports: false })
        }
        Change::Moved { due, reason } => {
            let (due, words) = dated(due);
            let words = words.map(|words| format!("{words}; ")).unwrap_or_default();
            let reason = Some(Private::from(format!("{words}{}", reason.reveal())));
            Request::ChangeAction(ChangeAction { action: id, due: Some(due), to: None, reason })
        }
        _ => return found(action, change, target),
    })
}

/// What a change asks for that says what was found of an action.
fn found(action: &Action, change: &Change, target: &Target) -> Option<Request> {
    let id = action.id;
    let review = |outcome, note: &Option<Private>, on| {
        let note = note.clone();
        Request::ReviewAction(ReviewAction {
            meeting: target.meeting,
            note,
            on,
            ..ReviewAction::of(id, outcome)
        })
    };
    Some(match change {
        Change::Completed { on, note } => review(ReviewOutcome::Completed, note, Some(*on)),
        Change::NotDone { reason } => review(ReviewOutcome::NotDone, reason, None),
        Change::NoLongerPossible { reason } => review(ReviewOutcome::NoLongerPossible, reason, None),
        Change::Continues { note } => review(ReviewOutcome::Continues, note, None),
        Change::Confirmed { note } => review(ReviewOutcome::Confirmed, note, None),
        Change::InHand { note } => review(ReviewOutcome::InHand, note, None),
        Change::Withdrawn { reason } => review(ReviewOutcome::Withdrawn, reason, None),
        Change::Reopened { reason } => Request::ActionLife(ActionLife::Reopen(Reopen {
            action: id,
            meeting: target.meeting,
            reason: reason.clone().unwrap_or_default(),
            due: None,
        })),
        Change::Merged { into } => Request::ActionLife(ActionLife::Merge(Merge {
            action: id,
            into: target.actions.get(&u32::from(*into))?.id,
            reason: None,
        })),
        _ => return None,
    })
}

/// What a case holds dates of under this name; none for what only the forum or nobody dates.
const fn happening(kind: EventKind) -> Option<HappeningKind> {
    match kind {
        EventKind::Release => Some(HappeningKind::Release),
        EventKind::Court => Some(HappeningKind::Court),
        EventKind::BailEnd => Some(HappeningKind::Bail),
        EventKind::LicenceEnd => Some(HappeningKind::Licence),
        EventKind::Birth => Some(HappeningKind::Birth),
        EventKind::Conference | EventKind::NextMeeting => None,
    }
}

/// What a line calls a date that the case holds; none for what no line hangs on.
const fn held(kind: HappeningKind) -> Option<EventKind> {
    match kind {
        HappeningKind::Release => Some(EventKind::Release),
        HappeningKind::Court | HappeningKind::SpecialistCourt => Some(EventKind::Court),
        HappeningKind::Bail => Some(EventKind::BailEnd),
        HappeningKind::Licence => Some(EventKind::LicenceEnd),
        HappeningKind::Birth => Some(EventKind::Birth),
        _ => None,
    }
}

const fn threatened(who: Beneficiary) -> Whom {
    match who {
        Beneficiary::Victim => Whom::Victim,
        Beneficiary::Children => Whom::Children,
        Beneficiary::Perpetrator => Whom::Perpetrator,
        Beneficiary::Others => Whom::Others,
        Beneficiary::Staff => Whom::Staff,
    }
}
