//! The action line as the application uses it: read at every key, and what Enter asks for.
//!
//! Reading belongs to the domain; this is the bridge from a case as shown to the moment a line is read in, and from a
//! reading to the request that stores it. Nothing is refused: what is no action becomes a note.

use jiff::civil::{Date, Time};

use super::cx::Cx;
use crate::domain::calendar::Holidays;
use crate::domain::id::Id;
use crate::domain::line::{
    Beneficiary, Change, Draft, Due, Event, EventKind, Moment, Reading, Status, read,
};
use crate::domain::private::Private;
use crate::domain::request::{AddActions, AddNote, ChangeAction, Request, ReviewAction, Terms};
use crate::domain::rows::action::{DueKind, ReviewOutcome};
use crate::domain::rows::agenda::Whom;
use crate::domain::rows::case::{Case, Happening, HappeningKind};
use crate::domain::rows::meeting::Meeting;
use crate::service::ask::{ActionLine, CaseStory};

/// What a line is read beside: the case, and who is in the room.
#[derive(Debug, Clone)]
pub struct Beside {
    /// The case.
    pub case: Id<Case>,
    /// The meeting, if one sits.
    pub meeting: Option<Id<Meeting>>,
    /// Keys of the agencies in the room; nothing outside a meeting.
    pub present: Option<Vec<String>>,
    /// The forum's next meeting.
    pub next_meeting: Option<Date>,
    referral: Date,
    events: Vec<Event>,
    /// Number and row of each action of the case.
    actions: Vec<ActionLine>,
    holidays: Holidays,
}

impl Beside {
    /// A case between meetings.
    pub fn case(story: &CaseStory) -> Self {
        Self {
            case: story.case.id,
            meeting: None,
            present: None,
            next_meeting: None,
            referral: story.case.last_referred,
            events: story.happenings.iter().filter_map(event).collect(),
            actions: story.actions.clone(),
            holidays: Holidays::proclaimed(),
        }
    }

    /// What a line means; nothing until the area's words are known.
    pub fn read(&self, line: &str, cx: &Cx) -> Option<Reading> {
        let highest = self.actions.iter().map(|line| line.action.number).max().unwrap_or(0);
        let moment = Moment {
            now: cx.now,
            next_meeting: self.next_meeting,
            referral: self.referral,
            events: &self.events,
            actions: u16::try_from(highest).unwrap_or(u16::MAX),
            present: self.present.as_deref(),
            holidays: &self.holidays,
        };
        cx.lexicon.as_ref().map(|lexicon| read(line, lexicon, &moment))
    }

    /// What storing a reading asks for; nothing for an empty line.
    pub fn request(&self, reading: &Reading, typed: &str) -> Option<Request> {
        match reading {
            Reading::Blank => None,
            Reading::Ask { choices, .. } => self.request(choices.first()?, typed),
            Reading::New(drafts) => Some(Request::AddActions(AddActions {
                meeting: self.meeting,
                case: self.case,
                typed: Private::from(typed),
                terms: drafts.iter().map(terms).collect(),
            })),
            Reading::Edit { action, change } => {
                let number = u32::from(*action);
                let line = self.actions.iter().find(|line| line.action.number == number);
                Some(line.map_or_else(|| self.note(typed), |line| self.change(line, change)))
            }
            Reading::Note { text, .. } => Some(self.note(text.reveal())),
        }
    }

    /// Keeps a line that is no action.
    fn note(&self, text: &str) -> Request {
        Request::AddNote(AddNote {
            meeting: self.meeting,
            case: Some(self.case),
            words: Private::from(text),
            unread: true,
        })
    }

    fn change(&self, line: &ActionLine, change: &Change) -> Request {
        let action = line.action.id;
        let review = |outcome, note: &Option<Private>, on| {
            Request::ReviewAction(ReviewAction { action, meeting: self.meeting, outcome, note: note.clone(), on })
        };
        match change {
            Change::Completed { on, note } => review(ReviewOutcome::Completed, note, Some(*on)),
            Change::NotDone { reason } => review(ReviewOutcome::NotDone, reason, None),
            Change::NoLongerPossible { reason } => review(ReviewOutcome::NoLongerPossible, reason, None),
            Change::Continues { note } => review(ReviewOutcome::Continues, note, None),
            Change::Due(due) => {
                let (kind, date, time, _) = when(*due);
                Request::ChangeAction(ChangeAction { action, due: Some((kind, date, time)), agency: None, reason: None })
            }
            Change::Agency { lead, .. } => Request::ChangeAction(ChangeAction {
                action,
                due: None,
                agency: Some(lead.key.clone()),
                reason: None,
            }),
        }
    }
}

fn event(happening: &Happening) -> Option<Event> {
    let kind = match happening.kind {
        HappeningKind::Release => EventKind::Release,
        HappeningKind::Court => EventKind::Court,
        HappeningKind::Bail => EventKind::BailEnd,
        HappeningKind::Order | HappeningKind::Birth | HappeningKind::Move => return None,
    };
    Some(Event { kind, date: happening.on })
}

/// A draft as the terms of a request.
fn terms(draft: &Draft) -> Terms {
    let (due_kind, due, due_time, due_event) = when(draft.due);
    let completed = match &draft.status {
        Status::Completed { note, .. } => Some(note.clone().unwrap_or_default()),
        Status::Open | Status::AwaitingConfirmation { .. } => None,
    };
    Terms {
        agency: draft.lead.key.clone(),
        off_list: draft.lead.off_list.then(|| draft.lead.name.clone()),
        supporting: draft.supporting.iter().map(|party| party.key.clone()).collect(),
        person: draft.lead.person.clone(),
        words: draft.text.clone(),
        due_kind,
        due,
        due_time,
        due_event,
        protects: draft.protects.first().map(|who| match who {
            Beneficiary::Victim => Whom::Victim,
            Beneficiary::Children => Whom::Children,
            Beneficiary::Perpetrator => Whom::Perpetrator,
            Beneficiary::Staff => Whom::Staff,
        }),
        awaiting: matches!(draft.status, Status::AwaitingConfirmation { .. }),
        completed,
        off_papers: draft.kept_off_papers,
    }
}

/// A due date as it is stored: how meant, the date, the time, what it hangs on.
fn when(due: Due) -> (DueKind, Option<Date>, Option<Time>, Option<HappeningKind>) {
    match due {
        Due::None => (DueKind::NoDate, None, None, None),
        Due::OnDate { date, time } => (DueKind::On, Some(date), time, None),
        Due::Usual(date) => (DueKind::Usual, Some(date), None, None),
        Due::BeforeEvent { kind, date, .. } => (DueKind::Before, date, None, happening(kind)),
        Due::Ongoing { until, event } => (DueKind::Ongoing, until, None, event.and_then(happening)),
        Due::Standing { until } => (DueKind::Standing, Some(until), None, None),
    }
}

const fn happening(kind: EventKind) -> Option<HappeningKind> {
    match kind {
        EventKind::Release => Some(HappeningKind::Release),
        EventKind::Court => Some(HappeningKind::Court),
        EventKind::BailEnd => Some(HappeningKind::Bail),
        EventKind::Conference | EventKind::NextMeeting => None,
    }
}
