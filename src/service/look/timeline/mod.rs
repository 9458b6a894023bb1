//! Everything that happened in a case, on one timeline across its meetings and forums.
//!
//! What stands in the case's own rows comes from `before`, what was said in its meetings from `hearing`. Of the same
//! people before another forum it holds what that forum lets be seen, and nothing else; restricted contact details are
//! never in it.

mod before;
mod hearing;

use jiff::civil::{Date, DateTime, Time};

use super::{Looking, actions, case};
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::Meeting;
use crate::service::ask::{ActionLine, CaseStory, ElsewhereLine, Event, EventKind, EventPlace, Timeline};

/// The timeline of a case, the newest first.
pub fn timeline(with: &Looking<'_>, id: Id<Case>) -> Result<Timeline, Refusal> {
    let story = case::story(with, id)?;
    let line = with.view.case_line(id, with.now.today())?.ok_or(Refusal::Gone { what: "case" })?;
    let mut telling = Telling::of(with, &story)?;
    for other in &story.beside.elsewhere {
        telling.elsewhere(other)?;
    }
    let mut events = telling.events;
    events.sort_by_key(|event| std::cmp::Reverse((event.at, event.kind)));
    Ok(Timeline { case: line, events })
}

/// What happened in one case and nowhere else, the oldest first.
pub fn events(with: &Looking<'_>, story: &CaseStory) -> Result<Vec<Event>, Refusal> {
    let mut events = Telling::of(with, story)?.events;
    events.sort_by_key(|event| (event.at, event.kind));
    Ok(events)
}

/// A timeline being put together.
struct Telling<'a> {
    with: &'a Looking<'a>,
    story: &'a CaseStory,
    forum: (String, String),
    events: Vec<Event>,
}

/// An event before it has its place: kind, and what happened without a name.
struct Told {
    at: DateTime,
    kind: EventKind,
    head: String,
    words: Private,
    agency: Option<String>,
    meeting: Option<(Id<Meeting>, String)>,
    off_papers: bool,
}

impl Told {
    fn on(day: Date, kind: EventKind, head: impl Into<String>) -> Self {
        Self::at(day.to_datetime(Time::midnight()), kind, head)
    }

    fn at(at: DateTime, kind: EventKind, head: impl Into<String>) -> Self {
        Self {
            at,
            kind,
            head: head.into(),
            words: Private::default(),
            agency: None,
            meeting: None,
            off_papers: false,
        }
    }

    fn words(mut self, words: &Private) -> Self {
        self.words = words.clone();
        self
    }

    fn by(mut self, agency: Option<&String>) -> Self {
        self.agency = agency.filter(|agency| !agency.is_empty()).cloned();
        self
    }

    fn off_papers(mut self, off_papers: bool) -> Self {
        self.off_papers = off_papers;
        self
    }

    fn of(mut self, meeting: &Meeting) -> Self {
        self.meeting = Some((meeting.id, meeting.reference.clone()));
        self
    }
}

impl<'a> Telling<'a> {
    fn new(with: &'a Looking<'a>, story: &'a CaseStory) -> Self {
        let forum = (story.case.forum.clone(), code(with, &story.case.forum));
        Self { with, story, forum, events: Vec::new() }
    }

    fn of(with: &'a Looking<'a>, story: &'a CaseStory) -> Result<Self, Refusal> {
        let mut telling = Self::new(with, story);
        before::tell(&mut telling)?;
        hearing::tell(&mut telling)?;
        Ok(telling)
    }

    fn push(&mut self, told: Told) -> Result<(), Refusal> {
        let place = told.meeting.as_ref().map(|(id, _)| EventPlace::Meeting(*id));
        self.push_at(told, place.unwrap_or(EventPlace::Case(self.story.case.id)))
    }

    fn push_at(&mut self, told: Told, place: EventPlace) -> Result<(), Refusal> {
        let agency =
            told.agency.map(|key| actions::agency(self.with, &key).map(|said| (key, said))).transpose()?;
        self.events.push(Event {
            at: told.at,
            kind: told.kind,
            forum: self.forum.clone(),
            meeting: told.meeting.map(|(_, reference)| reference),
            agency,
            head: told.head,
            words: told.words,
            off_papers: told.off_papers,
            place,
        });
        Ok(())
    }

    /// The same people before another forum, as far as the area lets it be seen.
    fn elsewhere(&mut self, other: &ElsewhereLine) -> Result<(), Refusal> {
        let rows = self.with.rows();
        let case: Case = rows.get(other.case)?;
        let own = std::mem::replace(&mut self.forum, (case.forum.clone(), other.forum.clone()));
        let place = EventPlace::Case(other.case);
        let head = format!("before {} as {}: {}", other.forum, other.reference, other.state);
        let told = self.push_at(Told::on(case.last_referred, EventKind::Hearing, head), place);
        let agreed = |line: &ActionLine| {
            let head = format!("{}, {}", line.action.reference, line.standing);
            Told::at(line.action.agreed, EventKind::Action, head)
                .words(&line.action.words)
                .by(Some(&line.action.agency))
        };
        let actions: Result<Vec<()>, Refusal> =
            other.actions.iter().map(|line| self.push_at(agreed(line), place)).collect();
        self.forum = own;
        told.and(actions.map(drop))
    }
}

/// The short code of a forum.
fn code(with: &Looking<'_>, key: &str) -> String {
    with.area.forum(key).map_or_else(|_| key.to_uppercase(), |forum| forum.code.clone())
}
