//! What changed about a case since a moment, told in kinds and dates from the edits of the journal: no name and no
//! narrative, so that it may stand on an agenda line and in an alert.

use jiff::civil::{Date, DateTime};
use uuid::Uuid;

use crate::domain::calendar::{show_day, show_day_year};
use crate::domain::entry::{Edit, ROW};
use crate::domain::rows::agenda::ItemState;
use crate::domain::rows::case::CaseState;
use crate::domain::value::Value;
use crate::words;

words! {
    /// What changed.
    pub enum ChangeKind {
        /// The case has left, or was taken off the agenda.
        Withdrawn = "withdrawn",
        /// It was put off.
        Deferred = "deferred",
        /// It was put on the agenda.
        Added = "added to the agenda",
        /// It was referred again.
        Referral = "new referral",
        /// It is moving to another area.
        Transfer = "transfer",
        /// Where the perpetrator is.
        Whereabouts = "whereabouts changed",
        /// A date that risk hangs on.
        Happening = "date",
        /// How the victim can be reached.
        SafeContact = "safe contact changed",
        /// An agency has a conflict.
        Conflict = "conflict declared",
        /// The victim said something.
        Views = "victim's views",
        /// Risk was assessed.
        Assessed = "assessment",
        /// Information came in.
        Information = "information received",
        /// An action was agreed.
        Action = "action agreed",
    }
}

impl ChangeKind {
    /// Whether the IDVA and whoever has an action have to know before the meeting.
    pub const fn alerts(self) -> bool {
        matches!(
            self,
            Self::Withdrawn
                | Self::Deferred
                | Self::Added
                | Self::Referral
                | Self::Transfer
                | Self::Whereabouts
                | Self::Happening
                | Self::SafeContact
        )
    }
}

/// One change of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What changed.
    pub kind: ChangeKind,
    /// Its particulars: "release Fri 27 Nov"; often none.
    pub detail: String,
    /// When, on the clock on the wall.
    pub at: DateTime,
    /// The change in the journal.
    pub group: Uuid,
    /// Its place there.
    pub place: i64,
}

impl Change {
    /// "release Fri 27 Nov (18 Nov)".
    pub fn in_words(&self) -> String {
        let what = if self.detail.is_empty() { self.kind.word() } else { &self.detail };
        format!("{what} ({})", show_day(self.at.date()))
    }
}

/// What shows: the table, the field (or the whole row), and the kind of change.
const SHOWS: &[(&str, &str, ChangeKind)] = &[
    ("case", "whereabouts", ChangeKind::Whereabouts),
    ("case", "state", ChangeKind::Withdrawn),
    ("referral", ROW, ChangeKind::Referral),
    ("happening", ROW, ChangeKind::Happening),
    ("happening", "on", ChangeKind::Happening),
    ("happening", "ended", ChangeKind::Happening),
    ("contact", ROW, ChangeKind::SafeContact),
    ("contact", "value", ChangeKind::SafeContact),
    ("contact", "safe", ChangeKind::SafeContact),
    ("contact", "restricted", ChangeKind::SafeContact),
    ("contact", "stopped", ChangeKind::SafeContact),
    ("item", ROW, ChangeKind::Added),
    ("item", "state", ChangeKind::Deferred),
    ("transfer", ROW, ChangeKind::Transfer),
    ("wall", ROW, ChangeKind::Conflict),
    ("views", ROW, ChangeKind::Views),
    ("assessment", ROW, ChangeKind::Assessed),
    ("information", ROW, ChangeKind::Information),
    ("action", ROW, ChangeKind::Action),
];

/// The changes that edits made at one moment come to, each kind once. `meeting` is the one looked towards: what happens
/// to the case on another agenda does not show.
pub fn changes_of(edits: &[Edit], meeting: Uuid, at: DateTime, (group, place): (Uuid, i64)) -> Vec<Change> {
    let mut found: Vec<Change> = Vec::new();
    for edit in edits {
        let shown = SHOWS.iter().filter(|(table, field, _)| *table == edit.table && *field == edit.field);
        for (_, _, kind) in shown {
            let Some((kind, detail)) = told(*kind, edit, edits, meeting) else { continue };
            let known = found.iter().any(|change| change.kind == kind && change.detail == detail);
            if !known {
                found.push(Change { kind, detail, at, group, place });
            }
        }
    }
    found
}

/// What an edit comes to: its kind and particulars; nothing when it does not show after all.
fn told(kind: ChangeKind, edit: &Edit, edits: &[Edit], meeting: Uuid) -> Option<(ChangeKind, String)> {
    let beside = |field: &str| {
        edits.iter().find(|other| other.id == edit.id && other.field == field).map(|other| &other.now)
    };
    let plain = (kind, String::new());
    match kind {
        ChangeKind::Withdrawn => {
            let state = word(&edit.now).and_then(CaseState::parse)?;
            state.has_left().then(|| (kind, state.word().to_owned()))
        }
        ChangeKind::Deferred => match word(&edit.now).and_then(ItemState::parse)? {
            ItemState::Deferred => Some(plain),
            ItemState::Withdrawn => Some((ChangeKind::Withdrawn, "taken off the agenda".to_owned())),
            _ => None,
        },
        ChangeKind::Added => {
            (edit.now != Value::Null && beside("meeting") == Some(&Value::id(meeting))).then_some(plain)
        }
        ChangeKind::Information => (beside("meeting") == Some(&Value::id(meeting))).then_some(plain),
        ChangeKind::Happening => Some((kind, happening(edit, beside))),
        ChangeKind::Action => {
            let reference = beside("reference").and_then(word)?;
            Some((kind, format!("action {reference} agreed")))
        }
        _ => (edit.now != Value::Null || kind == ChangeKind::SafeContact || kind == ChangeKind::Whereabouts)
            .then_some(plain),
    }
}

/// "release Fri 27 Nov", "date moved to Fri 27 Nov", "a date is cancelled".
fn happening<'a>(edit: &'a Edit, beside: impl Fn(&str) -> Option<&'a Value>) -> String {
    let day = |value: &Value| word(value).and_then(|text| text.parse::<Date>().ok());
    if edit.field == ROW {
        let what = beside("kind").and_then(word).unwrap_or("date");
        let on = beside("on").and_then(day).map(|on| format!(" {}", show_day(on))).unwrap_or_default();
        return if edit.now == Value::Null {
            "a date was taken back".to_owned()
        } else {
            format!("{what}{on}")
        };
    }
    if edit.field == "ended" {
        return word(&edit.now).map_or("a date stands again".to_owned(), |end| format!("a date is {end}"));
    }
    if edit.was == Value::Null {
        // The row itself says so.
        return beside("kind").and_then(word).map_or_else(String::new, |what| {
            format!("{what}{}", day(&edit.now).map(|on| format!(" {}", show_day(on))).unwrap_or_default())
        });
    }
    day(&edit.now).map(|on| format!("date moved to {}", show_day(on))).unwrap_or_default()
}

fn word(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

/// Changes in one line, for an agenda and for the record of an alert.
pub fn told_in_words(changes: &[Change]) -> String {
    changes.iter().map(Change::in_words).collect::<Vec<_>>().join("; ")
}

/// The text of an alert: what changed about a case before its meeting, by reference alone.
pub fn alert_text(marking: &str, forum: &str, reference: &str, meeting: Date, changes: &[Change]) -> String {
    let mut lines = vec![marking.to_owned(), String::new()];
    lines.push(format!("{forum}: change before the meeting of {}", show_day_year(meeting)));
    lines.push(format!("Case: {reference}"));
    lines.extend(changes.iter().map(|change| format!("  - {}", change.in_words())));
    lines.push(String::new());
    lines.push(
        "Please look at your own plan and actions for this case now; do not wait for the meeting.".to_owned(),
    );
    lines.push("Please quote the reference and no names.".to_owned());
    lines.join("\n")
}
