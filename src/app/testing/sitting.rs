//! A meeting that sits, as the desk plays it: what is opened, said and agreed is there at the next question.

use jiff::SignedDuration;
use uuid::Uuid;

use super::fixtures;
use crate::domain::id::Id;
use crate::domain::presence::Table;
use crate::domain::reply::Reply;
use crate::domain::request::{Request, SittingChange, Step};
use crate::domain::rows::agenda::{AgendaItem, Information, ItemState, Note, Risk};
use crate::domain::rows::meeting::{MeetingState, Presence};
use crate::service::ask::{ActionLine, Agenda, Grid, ItemStory};

/// A meeting with its cases.
pub struct Sitting {
    /// The agenda as it stands.
    pub agenda: Agenda,
    stories: Vec<ItemStory>,
    added: u128,
}

impl Sitting {
    /// Open for ten minutes; one case is heard, the second waits.
    pub fn open() -> Self {
        let mut agenda = fixtures::agenda();
        agenda.meeting.state = MeetingState::Open;
        agenda.meeting.opened = Some(fixtures::NOW.saturating_sub(SignedDuration::from_mins(10)));
        agenda.meeting.confidentiality = agenda.meeting.opened;
        for line in &mut agenda.attendance {
            line.presence = if line.agency == "housing" { Presence::Apologies } else { Presence::Room };
            line.information = (line.agency == "housing").then_some(fixtures::DAY);
            line.accepted = line.presence.is_there();
        }
        agenda.table = Table::of(agenda.attendance.clone(), Vec::new());
        let stories =
            agenda.items.iter().map(|line| story(&agenda, &line.item, &line.case.reference)).collect();
        let mut sitting = Self { agenda, stories, added: 0 };
        sitting.hear(Id::new(Uuid::from_u128(801)), true);
        sitting
    }

    /// One item with what has been said on it.
    pub fn item(&self, id: Id<AgendaItem>) -> Option<ItemStory> {
        self.stories.iter().find(|story| story.item.id == id).cloned()
    }

    /// Every agency against every case, as it has been said and returned so far.
    pub fn grid(&self) -> Grid {
        let mut grid = fixtures::grid();
        for case in &mut grid.cases {
            let line = self.agenda.items.iter().find(|line| line.item.id == case.item.id);
            line.into_iter().for_each(|line| case.item = line.item.clone());
        }
        for story in &self.stories {
            for said in &story.hearing.information {
                let Some(agency) = said.agency.clone() else { continue };
                grid.cells.entry((story.item.case, agency)).or_default().spoke = Some(said.kind);
            }
        }
        grid
    }

    fn hear(&mut self, id: Id<AgendaItem>, done: bool) {
        for line in &mut self.agenda.items {
            let this = line.item.id == id;
            if line.item.state == ItemState::Hearing || (this && done) {
                line.item.state = ItemState::Heard;
                line.item.closed = Some(fixtures::NOW);
            }
            if this {
                line.item.opened = Some(if done {
                    fixtures::NOW.saturating_sub(SignedDuration::from_mins(8))
                } else {
                    fixtures::NOW
                });
                line.item.state = if done { ItemState::Heard } else { ItemState::Hearing };
            }
            if let Some(story) = self.stories.iter_mut().find(|story| story.item.id == line.item.id) {
                story.item = line.item.clone();
            }
        }
    }

    fn id<T>(&mut self) -> Id<T> {
        self.added += 1;
        Id::new(Uuid::from_u128(50_000 + self.added))
    }

    /// Plays a request, and says what the record would say.
    pub fn play(&mut self, request: &Request) -> Reply {
        match request {
            Request::Hear(hear) => self.hear(hear.item, hear.done),
            Request::MoveMeeting(asked) => {
                self.agenda.meeting.state = match asked.step {
                    Step::Open => MeetingState::Open,
                    Step::Pause => MeetingState::Paused,
                    Step::Close => MeetingState::Closed,
                };
            }
            Request::Sitting(SittingChange::Adjourn(_)) => self.agenda.meeting.state = MeetingState::Paused,
            Request::AddInformation(_) | Request::AddRisk(_) | Request::AddNote(_) => self.say(request),
            Request::AddActions(_) => return self.agree(request),
            _ => {}
        }
        Reply::said("carried out")
    }

    fn say(&mut self, request: &Request) {
        let (meeting, at) = (self.agenda.meeting.id, fixtures::NOW);
        match request.clone() {
            Request::AddInformation(said) => {
                let row = Information {
                    id: self.id(),
                    meeting,
                    case: said.case,
                    agency: said.agency.clone(),
                    kind: said.kind,
                    words: said.words,
                    source: None,
                    on: said.on,
                    opinion: said.opinion,
                    at,
                };
                if let Some(story) = self.stories.iter_mut().find(|story| story.story.case.id == said.case) {
                    story.silent.retain(|key| Some(key) != said.agency.as_ref());
                    story.hearing.information.push(row);
                }
            }
            Request::AddRisk(risk) => {
                let row = Risk {
                    id: self.id(),
                    meeting,
                    case: risk.case,
                    whom: risk.whom,
                    words: risk.words,
                    agency: None,
                    at,
                };
                let story = self.stories.iter_mut().find(|story| story.story.case.id == risk.case);
                story.into_iter().for_each(|story| story.hearing.risks.push(row.clone()));
            }
            Request::AddNote(note) => {
                let row = Note {
                    id: self.id(),
                    meeting: note.meeting,
                    case: note.case,
                    words: note.words,
                    unread: note.unread,
                    at,
                };
                match self.stories.iter_mut().find(|story| Some(story.story.case.id) == note.case) {
                    Some(story) => story.hearing.notes.push(row),
                    None => self.agenda.business.push(row),
                }
            }
            _ => {}
        }
    }

    fn agree(&mut self, request: &Request) -> Reply {
        let Request::AddActions(asked) = request else { return Reply::default() };
        let mut reply = Reply::said("added");
        for terms in &asked.terms {
            let id = self.id();
            let Some(story) = self.stories.iter_mut().find(|story| story.story.case.id == asked.case) else {
                continue;
            };
            let number = story.story.actions.iter().map(|line| line.action.number).max().unwrap_or(0) + 1;
            let mut line: ActionLine = fixtures::action_line(1);
            line.action.id = id;
            line.action.number = number;
            line.action.reference = format!("{}/{number}", story.story.case.reference);
            line.action.words = terms.words.clone();
            line.action.agency.clone_from(&terms.agency);
            line.agency.clone_from(&terms.agency);
            line.standing = terms.due.map_or_else(|| "no date given".into(), |due| format!("due {due}"));
            reply = reply.naming(line.action.reference.clone(), id.uuid());
            story.story.actions.push(line.clone());
            story.agreed.push(line);
        }
        reply
    }
}

/// The fixture's story under another item; nothing has been said on it yet.
fn story(agenda: &Agenda, item: &AgendaItem, reference: &str) -> ItemStory {
    let mut story = fixtures::item();
    story.item = item.clone();
    story.meeting = agenda.meeting.clone();
    story.story.case.id = item.case;
    story.story.case.reference = reference.to_owned();
    story.story.actions.truncate(1);
    for line in story.story.actions.iter_mut().chain(&mut story.carried) {
        line.action.number = 1;
    }
    story.agreed.clear();
    story.silent = vec!["police".into(), "idva".into(), "csc".into()];
    if item.position != 2 {
        story.hearing.information.clear();
        story.hearing.risks.clear();
        story.hearing.notes.clear();
        story.hearing.decision = None;
    } else {
        story.silent = vec!["idva".into(), "csc".into()];
    }
    story
}
