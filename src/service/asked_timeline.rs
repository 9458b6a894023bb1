//! One case on one timeline: everything that happened, in every meeting and between them.

use jiff::civil::DateTime;

use crate::domain::filter::{Key, Test};
use crate::domain::id::Id;
use crate::domain::listing::CaseLine;
use crate::domain::private::Private;
use crate::domain::rows::case::Case;
use crate::domain::rows::document::Attachment;
use crate::domain::rows::meeting::Meeting;
use crate::domain::text::fold;
use crate::words;

words! {
    /// What kind of event; the words are those of the filter's `kind:`.
    pub enum EventKind {
        /// A referral or nomination came.
        Referral = "referral",
        /// The referral desk decided, told or sent something.
        Desk = "desk",
        /// A risk assessment.
        Assessment = "assessment",
        /// A score of a subject.
        Score = "score",
        /// An incident behind a subject.
        Incident = "incident",
        /// A subject moved from stage to stage, or a case from forum to forum.
        Stage = "stage",
        /// A release, a court date, or another date.
        Date = "date",
        /// Contact with the victim, or a try at it.
        Contact = "contact",
        /// The victim's views and wishes.
        Views = "views",
        /// A conflict was declared.
        Conflict = "conflict",
        /// A document was kept with the case.
        Document = "document",
        /// On the agenda of a meeting.
        Hearing = "hearing",
        /// Put off to another meeting.
        Deferral = "deferral",
        /// Information was shared.
        Information = "information",
        /// A risk was named.
        Risk = "risk",
        /// A note was kept.
        Note = "note",
        /// The meeting decided.
        Decision = "decision",
        /// Who tells the victim.
        Feedback = "feedback",
        /// An action was agreed.
        Action = "action",
        /// An action was reviewed, changed or closed.
        Review = "review",
        /// A need without a service, or a referral to one.
        Service = "service",
        /// A paper went out.
        Paper = "paper",
        /// The case moves between areas.
        Transfer = "transfer",
    }
}

/// Where an event leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventPlace {
    /// To the case it stands in.
    Case(Id<Case>),
    /// To a meeting's agenda.
    Meeting(Id<Meeting>),
    /// To a document.
    Attachment(Id<Attachment>),
}

/// One event.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// When; midnight where only the day is known.
    pub at: DateTime,
    /// What kind.
    pub kind: EventKind,
    /// Key of the forum, and its short code.
    pub forum: (String, String),
    /// Reference of the meeting, when it was in one.
    pub meeting: Option<String>,
    /// Key of the agency and how it is called, when one did or said it.
    pub agency: Option<(String, String)>,
    /// What happened, without a name.
    pub head: String,
    /// In words, for a reader entitled to them.
    pub words: Private,
    /// Of an action that tells where somebody is: in no paper.
    pub off_papers: bool,
    /// Where it leads.
    pub place: EventPlace,
}

impl Event {
    /// Whether it fits one condition of a filter.
    pub fn fits(&self, test: &Test) -> bool {
        let any = |words: &[String], fits: &dyn Fn(&str) -> bool| words.iter().any(|word| fits(word));
        match test {
            Test::Text(word) => {
                let agency = self.agency.as_ref().map_or("", |(_, said)| said.as_str());
                let meeting = self.meeting.as_deref().unwrap_or_default();
                [self.head.as_str(), self.words.reveal(), agency, meeting, self.kind.word()]
                    .iter()
                    .any(|text| fold(text).contains(word))
            }
            Test::One(Key::Kind, words) => any(words, &|word| self.kind.word() == word),
            Test::One(Key::Forum, words) => any(words, &|word| self.forum.0 == word),
            Test::One(Key::Agency, words) => {
                any(words, &|word| self.agency.as_ref().is_some_and(|(key, _)| key == word))
            }
            Test::One(Key::Meeting, words) => any(words, &|word| {
                self.meeting.as_ref().is_some_and(|meeting| meeting.contains(&word.to_uppercase()))
            }),
            Test::Days(_, days) => days.holds(Some(self.at.date())),
            Test::One(..) | Test::Number(..) | Test::Nothing => false,
        }
    }
}

/// A case on its timeline.
#[derive(Debug, Clone)]
pub struct Timeline {
    /// The case as listed.
    pub case: CaseLine,
    /// What happened, the newest first.
    pub events: Vec<Event>,
}
