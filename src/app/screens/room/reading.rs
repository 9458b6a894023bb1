//! What the line means in this room, about this case: the reading, its preview, and the parcels that Enter sends.

use std::collections::BTreeSet;

use super::line::{Parcel, Shown, TypedLine};
use super::mode::Mode;
use super::said::{self, Said};
use super::typed::{self, Target};
use crate::app::cx::Cx;
use crate::domain::calendar::Holidays;
use crate::domain::line::{self, Draft, Event, EventKind, Moment, PartKind, Reading};
use crate::domain::private::Private;
use crate::domain::request::{AddInformation, AddNote, AddRisk, Request};
use crate::domain::rows::agenda::InformationKind;
use crate::domain::rows::case::HappeningKind;
use crate::service::ask::{Agenda, ItemStory};

/// What the line is read against.
pub struct Around<'a> {
    agenda: &'a Agenda,
    story: &'a ItemStory,
    present: Option<Vec<String>>,
    events: Vec<Event>,
    holidays: &'a Holidays,
}

/// What Enter would do, in words: styled by kind, and the question with how many answers it has.
pub struct Preview {
    /// A question about the line and the number of its readings.
    pub question: Option<(String, usize)>,
    /// The reading, in parts.
    pub parts: Vec<(PartKind, String)>,
}

/// Keys of agencies that hear this case: there, not gone, and not kept out of it.
pub fn present(agenda: &Agenda, story: &ItemStory) -> BTreeSet<String> {
    let walled = |key: &str| story.story.walls.iter().any(|wall| wall.agency == key);
    let there = agenda.attendance.iter().filter(|line| line.presence.is_there() && line.left.is_none());
    there.map(|line| line.agency.clone()).filter(|key| !walled(key)).collect()
}

impl<'a> Around<'a> {
    /// The room and the case as they are known now.
    pub fn new(agenda: &'a Agenda, story: &'a ItemStory, holidays: &'a Holidays) -> Self {
        let taken = !agenda.attendance.is_empty();
        let present = taken.then(|| present(agenda, story).into_iter().collect());
        let dated = story.story.happenings.iter();
        let events = dated.filter_map(|held| Some(Event { kind: event(held.kind)?, date: held.on })).collect();
        Self { agenda, story, present, events, holidays }
    }

    /// Reads a line as an action.
    pub fn read(&self, typed: &str, cx: &Cx) -> Reading {
        let numbers = self.story.story.actions.iter().map(|line| line.action.number);
        let moment = Moment {
            now: cx.now,
            next_meeting: self.agenda.next,
            referral: self.story.story.case.last_referred,
            events: &self.events,
            actions: numbers.max().and_then(|number| u16::try_from(number).ok()).unwrap_or(0),
            present: self.present.as_deref(),
            holidays: self.holidays,
        };
        match &cx.lexicon {
            Some(lexicon) => line::read(typed, lexicon, &moment),
            None => Reading::Note { text: Private::from(typed.trim()), hint: None },
        }
    }

    /// What Enter would do with the line.
    pub fn preview(&self, line: &TypedLine, cx: &Cx) -> Preview {
        let text = line.text();
        let part = |kind, text: &str| (kind, text.to_owned());
        let parts = match line.mode() {
            Mode::Action => return action_preview(&self.read(&text, cx), line.choice(), cx),
            Mode::Information => {
                let said = said::information(&text, cx.lexicon.as_deref());
                let what = match (said.opinion, said.kind) {
                    (true, _) => "a view",
                    (false, InformationKind::NothingKnown) => "nothing known",
                    (false, InformationKind::Missing) => "brought none",
                    (false, _) => "information",
                };
                vec![
                    part(PartKind::Agency, &self.speakers(&said)),
                    part(PartKind::Status, what),
                    part(PartKind::Text, &said.words),
                ]
            }
            Mode::Risk => {
                let (whom, words) = said::risk(&text);
                vec![part(PartKind::Agency, &format!("risk to {whom}")), part(PartKind::Text, &words)]
            }
            Mode::Note => vec![part(PartKind::Note, "note"), part(PartKind::Text, text.trim())],
        };
        Preview { question: None, parts }
    }

    fn speakers(&self, said: &Said) -> String {
        if said.every {
            return format!("everybody still to speak ({})", self.story.silent.len());
        }
        let names: Vec<&str> = said.by.iter().map(|(_, name)| name.as_str()).collect();
        if names.is_empty() { "nobody named".to_owned() } else { names.join(" and ") }
    }

    /// What Enter sends.
    pub fn parcels(&self, line: &TypedLine, cx: &Cx) -> Vec<Parcel> {
        let text = line.text();
        if text.trim().is_empty() {
            return Vec::new();
        }
        match line.mode() {
            Mode::Information => self.information(&text, cx),
            Mode::Risk => {
                let (whom, words) = said::risk(&text);
                let shown = vec![Shown::Risk(whom.to_string(), words.clone())];
                let (meeting, case) = (self.story.meeting.id, self.story.story.case.id);
                let words = Private::from(words);
                let request = Request::AddRisk(AddRisk { meeting, case, whom, words, agency: None });
                vec![Parcel { request, shown, line: text }]
            }
            Mode::Note => vec![Parcel {
                request: self.note(&text),
                shown: vec![Shown::Note(text.trim().to_owned())],
                line: text,
            }],
            Mode::Action => self.actions(&text, line.choice(), cx),
        }
    }

    fn note(&self, text: &str) -> Request {
        Request::AddNote(AddNote {
            meeting: Some(self.story.meeting.id),
            case: Some(self.story.story.case.id),
            words: Private::from(text.trim()),
            unread: false,
        })
    }

    /// One request an agency; each brings back its own line if it is refused.
    pub fn information(&self, text: &str, cx: &Cx) -> Vec<Parcel> {
        let said = said::information(text, cx.lexicon.as_deref());
        let everybody = self.story.silent.iter().map(|key| (key.clone(), self.name(key)));
        let by: Vec<(String, String)> = if said.every { everybody.collect() } else { said.by.clone() };
        let mark = if said.opinion { "? " } else { "" };
        let parcel = |by: Option<(String, String)>, line: String| {
            let (agency, name) = by.map_or((None, "nobody named".to_owned()), |(key, name)| (Some(key), name));
            let sent_before = agency.as_deref().and_then(|key| self.received(key));
            Parcel {
                request: Request::AddInformation(AddInformation {
                    meeting: self.story.meeting.id,
                    case: self.story.story.case.id,
                    agency,
                    kind: said.kind,
                    words: Private::from(said.words.as_str()),
                    on: sent_before,
                    opinion: said.opinion,
                }),
                shown: vec![Shown::Information(name, said.words.clone())],
                line,
            }
        };
        match by.len() {
            0 => vec![parcel(None, text.to_owned())],
            1 => by.into_iter().map(|by| parcel(Some(by), text.to_owned())).collect(),
            _ => by
                .into_iter()
                .map(|(key, name)| {
                    let line = format!("{mark}{key}: {}", said.words);
                    parcel(Some((key, name)), line)
                })
                .collect(),
        }
    }

    /// The day an agency's information came, when it is not there to speak for itself.
    fn received(&self, key: &str) -> Option<jiff::civil::Date> {
        let line = self.agenda.attendance.iter().find(|line| line.agency == key)?;
        line.information.filter(|_| !line.presence.is_there())
    }

    fn actions(&self, text: &str, choice: usize, cx: &Cx) -> Vec<Parcel> {
        let reading = self.read(text, cx);
        let reading = chosen(&reading, choice);
        let numbered = self.story.story.actions.iter().map(|line| (line.action.number, line.action.id));
        let target = Target {
            meeting: self.story.meeting.id,
            case: self.story.story.case.id,
            actions: numbered.collect(),
        };
        let shown = shown(reading, cx);
        typed::requests(reading, &target, text)
            .into_iter()
            .enumerate()
            .map(|(at, request)| Parcel {
                request,
                shown: if at == 0 { shown.clone() } else { Vec::new() },
                line: text.to_owned(),
            })
            .collect()
    }

    /// Name of an agency by its key.
    pub fn name(&self, key: &str) -> String {
        agency_name(self.agenda, key)
    }
}

/// Name of an agency by its key; the key itself when it is not on the list.
pub fn agency_name(agenda: &Agenda, key: &str) -> String {
    let known = agenda.agencies.iter().find(|agency| agency.key == key);
    known.map_or_else(|| key.to_owned(), |agency| agency.name.clone())
}

/// The reading that was chosen of several.
pub fn chosen(reading: &Reading, choice: usize) -> &Reading {
    match reading {
        Reading::Ask { choices, .. } => choices.get(choice).unwrap_or_else(|| reading.taken()),
        reading => reading,
    }
}

/// How many readings a line has.
pub const fn readings(reading: &Reading) -> usize {
    match reading {
        Reading::Ask { choices, .. } => choices.len(),
        _ => 1,
    }
}

fn action_preview(reading: &Reading, choice: usize, cx: &Cx) -> Preview {
    let question = match reading {
        Reading::Ask { question, choices } => Some((question.clone(), choices.len())),
        _ => None,
    };
    let parts = chosen(reading, choice).preview(cx.today()).parts;
    Preview { question, parts: parts.into_iter().map(|part| (part.kind, part.text)).collect() }
}

/// How a reading is shown until the record shows it.
fn shown(reading: &Reading, cx: &Cx) -> Vec<Shown> {
    let lead = |draft: &Draft| if draft.every { "Every agency".to_owned() } else { draft.lead.name.clone() };
    match reading {
        Reading::New(drafts) => drafts
            .iter()
            .map(|draft| {
                Shown::Action(lead(draft), draft.text.reveal().to_owned(), draft.due.words(cx.today()))
            })
            .collect(),
        Reading::Blank => Vec::new(),
        reading => {
            let words: Vec<String> =
                reading.preview(cx.today()).parts.into_iter().map(|part| part.text).collect();
            vec![Shown::Note(words.join(" · "))]
        }
    }
}

/// What a held date is to the action line.
const fn event(kind: HappeningKind) -> Option<EventKind> {
    match kind {
        HappeningKind::Release => Some(EventKind::Release),
        HappeningKind::Court => Some(EventKind::Court),
        HappeningKind::Bail => Some(EventKind::BailEnd),
        HappeningKind::Order | HappeningKind::Birth | HappeningKind::Move => None,
    }
}
