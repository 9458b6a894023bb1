//! A reading in words: parts for the screen to style, and one line of text.

use std::fmt;

use jiff::civil::{Date, Time};

use super::due::Due;
use super::lexicon::Beneficiary;
use super::reading::{Change, Draft, Hint, Party, Reading, Status};
use crate::domain::calendar::show_day_near;
use crate::domain::private::Private;

/// What a part of a preview is about, for its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// A question; the parts after it are the reading that Enter takes.
    Question,
    /// The agencies, or `every agency`.
    Agency,
    /// The number of the action that changes.
    Action,
    /// What is to be done, or what was typed.
    Text,
    /// When.
    Due,
    /// For whom.
    Protects,
    /// Awaiting confirmation, completed, not done.
    Status,
    /// Kept off papers.
    Location,
    /// Words that could not be read.
    Unread,
    /// The line is kept as a note.
    Note,
}

/// One part of a preview.
#[derive(Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is about.
    pub kind: PartKind,
    /// Its words.
    pub text: String,
}

/// A reading in words. `Display` joins the parts with ` · `; `Debug` shows their kinds only.
#[derive(Clone, PartialEq, Eq)]
pub struct Preview {
    /// The parts, in order.
    pub parts: Vec<Part>,
}

impl fmt::Display for Preview {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, part) in self.parts.iter().enumerate() {
            let gap = if place == 0 { "" } else { " · " };
            write!(formatter, "{gap}{}", part.text)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Preview {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.parts.iter().map(|part| part.kind)).finish()
    }
}

impl fmt::Debug for Part {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}(…)", self.kind)
    }
}

impl Preview {
    fn push(&mut self, kind: PartKind, text: impl Into<String>) {
        self.parts.push(Part { kind, text: text.into() });
    }

    fn said(&mut self, said: Option<&Private>) {
        if let Some(said) = said {
            self.push(PartKind::Text, said.reveal());
        }
    }
}

impl Reading {
    /// The reading in words; `today` decides which dates need their year.
    pub fn preview(&self, today: Date) -> Preview {
        let mut preview = Preview { parts: Vec::new() };
        if let Self::Ask { question, .. } = self {
            preview.push(PartKind::Question, question);
        }
        match self.taken() {
            Self::Blank | Self::Ask { .. } => {}
            Self::New(drafts) => actions(drafts, today, &mut preview),
            Self::Edit { actions, change } => {
                preview.push(PartKind::Action, numbers(actions));
                changed(change, today, &mut preview);
            }
            Self::Note { text, hint } => {
                preview.push(PartKind::Note, "note");
                preview.push(PartKind::Text, text.reveal());
                if let Some(hint) = hint {
                    preview.push(PartKind::Unread, hint.words());
                }
            }
        }
        preview
    }
}

impl Hint {
    fn words(&self) -> String {
        match self {
            Self::NothingToDo { agency } => format!("nothing yet for {agency} to do"),
            Self::UnknownAgency { name } => {
                format!("no agency here is called “{}”", name.reveal())
            }
            Self::NoSuchAction { actions: 0, .. } => "the case has no actions yet".to_owned(),
            Self::NoSuchAction { action, actions } => {
                format!("the case has no action {action}: its actions are numbered to {actions}")
            }
        }
    }
}

/// `action 2`, `actions 1 and 3`.
fn numbers(actions: &[u16]) -> String {
    let each: Vec<String> = actions.iter().map(u16::to_string).collect();
    match each.as_slice() {
        [most @ .., last] if !most.is_empty() => format!("actions {} and {last}", most.join(", ")),
        each => format!("action {}", each.join("")),
    }
}

/// Actions of one line, those with the same words together.
fn actions(drafts: &[Draft], today: Date, preview: &mut Preview) {
    let same = |one: &Draft, other: &Draft| one.text == other.text && one.due == other.due;
    for (place, drafts) in drafts.chunk_by(same).enumerate() {
        let from = preview.parts.len();
        alike(drafts, today, preview);
        if place > 0
            && let Some(first) = preview.parts.get_mut(from)
        {
            first.text.insert_str(0, "+ ");
        }
    }
}

fn alike(drafts: &[Draft], today: Date, preview: &mut Preview) {
    let Some(draft) = drafts.first() else { return };
    let who: Vec<String> = drafts.iter().map(parties_of).collect();
    let agency = match who.as_slice() {
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}, one action each", most.join(", ")),
        [] => String::new(),
    };
    preview.push(PartKind::Agency, agency);
    preview.push(PartKind::Text, draft.text.reveal());
    if !matches!(draft.status, Status::Completed { .. }) {
        preview.push(PartKind::Due, draft.due.words(today));
    }
    if !draft.protects.is_empty() {
        preview.push(PartKind::Protects, protection(&draft.protects));
    }
    let absent: Vec<&str> = drafts.iter().flat_map(|draft| absent_of(&draft.status)).collect();
    let parties: usize = drafts.iter().map(|draft| 1 + draft.supporting.len()).sum();
    awaiting(&absent, parties, preview);
    if let Status::Completed { on, note } = &draft.status {
        preview.push(PartKind::Status, format!("completed {}", show_day_near(*on, today)));
        preview.said(note.as_ref());
    }
    if draft.kept_off_papers {
        preview.push(PartKind::Location, "location, kept off papers");
    }
    for unread in &draft.unread {
        preview.push(PartKind::Unread, format!("could not read “{}”", unread.reveal()));
    }
}

fn parties_of(draft: &Draft) -> String {
    if draft.every { "Every agency".to_owned() } else { parties(&draft.lead, &draft.supporting) }
}

fn parties(lead: &Party, supporting: &[Party]) -> String {
    if supporting.is_empty() {
        return lead.words();
    }
    let others: Vec<String> = supporting.iter().map(Party::words).collect();
    format!("{} lead, {} supporting", lead.words(), others.join(", "))
}

impl Party {
    fn words(&self) -> String {
        let person = self.person.as_ref().map(|person| format!(" ({})", person.reveal())).unwrap_or_default();
        let off_list = if self.off_list { " (off the list)" } else { "" };
        format!("{}{person}{off_list}", self.name)
    }
}

fn listed(parties: &[Party]) -> String {
    let each: Vec<String> = parties.iter().map(Party::words).collect();
    each.join(", ")
}

fn protection(who: &[Beneficiary]) -> String {
    let words: Vec<&str> = who
        .iter()
        .map(|who| match who {
            Beneficiary::Victim => "protects victim",
            Beneficiary::Children => "protects children",
            Beneficiary::Perpetrator => "about perpetrator",
            Beneficiary::Others => "protects others",
            Beneficiary::Staff => "protects staff",
        })
        .collect();
    words.join(", ").replace(", protects ", " and ")
}

fn absent_of(status: &Status) -> impl Iterator<Item = &str> {
    let absent: &[String] = match status {
        Status::AwaitingConfirmation { absent } => absent,
        Status::Open | Status::Completed { .. } => &[],
    };
    absent.iter().map(String::as_str)
}

fn awaiting(absent: &[&str], parties: usize, preview: &mut Preview) {
    if absent.is_empty() {
        return;
    }
    let who = if parties == 1 {
        "not in the room".to_owned()
    } else {
        format!("{} not in the room", absent.join(", "))
    };
    preview.push(PartKind::Status, format!("awaiting confirmation ({who})"));
}

fn changed(change: &Change, today: Date, preview: &mut Preview) {
    match change {
        Change::Due(due) => preview.push(PartKind::Due, due.words(today)),
        Change::Completed { on, note } => {
            preview.push(PartKind::Status, format!("completed {}", show_day_near(*on, today)));
            preview.said(note.as_ref());
        }
        Change::NotDone { reason } => {
            preview.push(PartKind::Status, "not done");
            preview.said(reason.as_ref());
        }
        Change::NoLongerPossible { reason } => {
            preview.push(PartKind::Status, "no longer possible");
            preview.said(reason.as_ref());
        }
        Change::Continues { note } => {
            preview.push(PartKind::Status, "reviewed, continues");
            preview.said(note.as_ref());
        }
        Change::Confirmed { note } => {
            preview.push(PartKind::Status, "confirmed");
            preview.said(note.as_ref());
        }
        Change::InHand { note } => {
            preview.push(PartKind::Status, "in hand");
            preview.said(note.as_ref());
        }
        Change::Withdrawn { reason } => {
            preview.push(PartKind::Status, "withdrawn");
            preview.said(reason.as_ref());
        }
        Change::Reopened { reason } => {
            preview.push(PartKind::Status, "opened again");
            preview.said(reason.as_ref());
        }
        Change::Merged { into } => {
            preview.push(PartKind::Status, format!("says the same as {into}, which goes on for both"));
        }
        Change::Moved { due, reason } => {
            preview.push(PartKind::Due, due.words(today));
            preview.said(Some(reason));
        }
        Change::Helped { by } => {
            preview.push(PartKind::Agency, format!("{} supporting too", listed(by)));
        }
        Change::Dropped { who } => {
            preview.push(PartKind::Agency, format!("{} has no more part in it", listed(who)));
        }
        Change::Split { to } if to.is_empty() => {
            preview.push(PartKind::Agency, "an action of its own for each agency that supports it");
        }
        Change::Split { to } => {
            preview.push(PartKind::Agency, format!("the same for {}, as an action of its own", listed(to)));
        }
        Change::Linked { with, supports } => {
            let how = if *supports { "supports" } else { "linked with" };
            preview.push(PartKind::Status, format!("{how} {}", numbers(with)));
        }
        Change::Unlinked => preview.push(PartKind::Status, "linked with no other action"),
        Change::Agency { lead, supporting, status, due } => {
            preview.push(PartKind::Agency, format!("to {}", parties(lead, supporting)));
            if let Some(due) = due {
                preview.push(PartKind::Due, due.words(today));
            }
            let absent: Vec<&str> = absent_of(status).collect();
            awaiting(&absent, 1 + supporting.len(), preview);
        }
    }
}

impl Due {
    /// The due date in words: `due Fri 27 Nov 17:00`, `ongoing, ends Wed 2 Dec`; `today` decides which dates need
    /// their year.
    pub fn words(&self, today: Date) -> String {
        let day = |date: Date| show_day_near(date, today);
        match *self {
            Self::None => "no date given".to_owned(),
            Self::OnDate { date, time } => format!("due {}{}", day(date), clock(time)),
            Self::Usual(date) => format!("due {} (usual)", day(date)),
            Self::BeforeEvent { kind, date: None, .. } => {
                format!("due before {}, no date held", kind.words())
            }
            Self::BeforeEvent { kind, date: Some(date), passed } => {
                let passed = if passed { ", which has passed" } else { "" };
                format!("due {}{passed} (before {})", day(date), kind.words())
            }
            Self::Ongoing { until: None, event: None } => "ongoing".to_owned(),
            Self::Ongoing { until: Some(date), event: None } => format!("ongoing, ends {}", day(date)),
            Self::Ongoing { until: None, event: Some(kind) } => format!("ongoing, ends at {}", kind.words()),
            Self::Ongoing { until: Some(date), event: Some(kind) } => {
                format!("ongoing, ends {} ({})", day(date), kind.words())
            }
            Self::Standing { until } => format!("standing until {}", day(until)),
        }
    }
}

fn clock(time: Option<Time>) -> String {
    time.map(|time| time.strftime(" %H:%M").to_string()).unwrap_or_default()
}
