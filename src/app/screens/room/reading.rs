//! What the line means in this room, about this case: the reading, its preview, and the parcels that Enter sends.

use super::line::{Entered, Parcel, Shown, TypedLine};
use super::mode::Mode;
use crate::app::cx::Cx;
use crate::domain::calendar::Holidays;
use crate::domain::line::{self, Draft, Lexicon, PartKind, Reading, unknown_agency};
use crate::domain::private::Private;
use crate::domain::request::{AddInformation, Request};
use crate::domain::rows::agenda::InformationKind;
use crate::service::ask::{Agenda, ItemStory};
use crate::service::typed::{self, Scene, Target};

/// What the line is read against.
pub struct Around<'a> {
    agenda: &'a Agenda,
    story: &'a ItemStory,
    holidays: &'a Holidays,
    lexicon: Option<&'a Lexicon>,
}

/// What Enter would do, in words.
pub struct Preview {
    /// A question about the line and the number of its readings.
    pub question: Option<(String, usize)>,
    /// The reading, in parts by kind.
    pub parts: Vec<(PartKind, String)>,
}

impl<'a> Around<'a> {
    /// The room and the case as they are known now.
    pub fn new(agenda: &'a Agenda, story: &'a ItemStory, cx: &'a Cx) -> Self {
        Self { agenda, story, holidays: &cx.holidays, lexicon: cx.lexicons.for_forum(&agenda.meeting.forum) }
    }

    fn target(&self) -> Target {
        Target::of(&self.story.story, Some(self.story.meeting.id))
    }

    /// Reads a line as an action; a note while the area's words are not known.
    pub fn read(&self, typed: &str, cx: &Cx) -> Reading {
        let attendance = &self.agenda.attendance;
        let scene = Scene::of(&self.story.story, attendance, self.agenda.next, self.holidays, cx.now);
        match self.lexicon {
            Some(lexicon) => line::read(typed, lexicon, &scene.moment()),
            None if typed.trim().is_empty() => Reading::Blank,
            None => Reading::Note { text: Private::from(typed.trim()), hint: None },
        }
    }

    /// What Enter would do with the line.
    pub fn preview(&self, line: &TypedLine, cx: &Cx) -> Preview {
        if line.mode() == Mode::Action {
            let mut preview = action_preview(&self.read(&line.text(), cx), line.choice(), cx);
            let unknown = self.lexicon.is_some_and(|words| unknown_agency(&line.text(), words).is_some());
            if let Some((_, text)) =
                preview.parts.last_mut().filter(|(kind, _)| unknown && *kind == PartKind::Unread)
            {
                text.push_str("; Alt-k says what it means");
            }
            return preview;
        }
        let said = self.said(line.mode(), &line.text());
        let mut parts = said.first().map(|request| self.parts(request)).unwrap_or_default();
        if let (Some((_, who)), true) = (parts.first_mut(), said.len() > 1) {
            let names: Vec<String> = said.iter().filter_map(|request| self.by(request)).collect();
            *who = names.join(", ");
        }
        Preview { question: None, parts }
    }

    fn by(&self, request: &Request) -> Option<String> {
        match request {
            Request::AddInformation(said) => Some(self.speaker(said.agency.as_deref())),
            _ => None,
        }
    }

    /// The requests of a line that is no action.
    fn said(&self, mode: Mode, text: &str) -> Vec<Request> {
        let target = self.target();
        match (mode, self.lexicon) {
            (Mode::Information, Some(lexicon)) => {
                let said = typed::informations(text, lexicon, &target, &self.story.silent);
                said.into_iter().map(|request| self.received(request)).collect()
            }
            (Mode::Risk, Some(lexicon)) => typed::risk(text, lexicon, &target).into_iter().collect(),
            _ => typed::note(text, &target).into_iter().collect(),
        }
    }

    /// Information of an agency that is not there carries the day on which it came.
    fn received(&self, mut request: Request) -> Request {
        if let Request::AddInformation(AddInformation { agency: Some(key), on, .. }) = &mut request {
            let sent =
                self.agenda.attendance.iter().find(|line| line.agency == *key && !line.presence.is_there());
            *on = sent.and_then(|line| line.information);
        }
        request
    }

    fn parts(&self, request: &Request) -> Vec<(PartKind, String)> {
        match request {
            Request::AddInformation(said) => {
                let kind = match (said.opinion, said.kind) {
                    (true, _) => "a view",
                    (false, InformationKind::Shared) => "information",
                    (false, kind) => kind.word(),
                };
                let mut parts = vec![
                    (PartKind::Agency, self.speaker(said.agency.as_deref())),
                    (PartKind::Status, kind.to_owned()),
                ];
                if said.kind != InformationKind::NothingKnown {
                    parts.push((PartKind::Text, said.words.reveal().to_owned()));
                }
                parts
            }
            Request::AddRisk(risk) => vec![
                (PartKind::Agency, format!("risk to {}", risk.whom)),
                (PartKind::Text, risk.words.reveal().to_owned()),
            ],
            Request::AddNote(note) => {
                vec![(PartKind::Note, "note".to_owned()), (PartKind::Text, note.words.reveal().to_owned())]
            }
            _ => Vec::new(),
        }
    }

    fn speaker(&self, key: Option<&str>) -> String {
        key.map_or_else(|| "nobody named".to_owned(), |key| agency_name(self.agenda, key))
    }

    /// What Enter sends; nothing for an empty line.
    pub fn parcels(&self, entered: &Entered, cx: &Cx) -> Vec<Parcel> {
        let text = &entered.line;
        match entered.mode {
            _ if text.trim().is_empty() => Vec::new(),
            Mode::Action => self.actions(entered, cx),
            mode => {
                self.said(mode, text).into_iter().map(|request| self.parcel(request, text, mode)).collect()
            }
        }
    }

    fn parcel(&self, request: Request, line: &str, mode: Mode) -> Parcel {
        let shown = match &request {
            Request::AddInformation(said) => {
                let words = if said.kind == InformationKind::NothingKnown {
                    "nothing known"
                } else {
                    said.words.reveal()
                };
                vec![Shown::Information(self.speaker(said.agency.as_deref()), words.to_owned())]
            }
            Request::AddRisk(risk) => {
                vec![Shown::Risk(risk.whom.to_string(), risk.words.reveal().to_owned())]
            }
            _ => vec![Shown::Note(line.trim().to_owned())],
        };
        Parcel { request, shown, line: line.to_owned(), mode }
    }

    fn actions(&self, entered: &Entered, cx: &Cx) -> Vec<Parcel> {
        let text = &entered.line;
        let reading = self.read(text, cx);
        let reading = chosen(&reading, entered.choice);
        let mut shown = Some(shown(reading, cx));
        typed::requests(text, reading, &Target { source: entered.source, ..self.target() })
            .into_iter()
            .map(|request| Parcel {
                request,
                shown: shown.take().unwrap_or_default(),
                line: text.clone(),
                mode: Mode::Action,
            })
            .collect()
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
            let parts = reading.preview(cx.today()).parts;
            let words: Vec<String> = parts.into_iter().map(|part| part.text).collect();
            vec![Shown::Note(words.join(" · "))]
        }
    }
}
