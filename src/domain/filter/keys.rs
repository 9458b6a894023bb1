//! The table of keys: which lists know each, what it takes, and what it asks.

use super::List;

/// A key of a filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// Whose it is: the agency of an action, or one with an open action on the case.
    Agency,
    /// What it is.
    Is,
    /// What it holds.
    Has,
    /// Whether the last referral was a repeat.
    Repeat,
    /// Which forum.
    Forum,
    /// How far it has come.
    State,
    /// When it is due.
    Due,
    /// Which meeting, by reference or day.
    Meeting,
    /// The person at the agency.
    Owner,
    /// Days since it was agreed, referred or done.
    Age,
    /// When it was last referred.
    Referred,
    /// Risk as a figure.
    Score,
    /// How many children.
    Children,
    /// Which case.
    Case,
    /// The flag on records, and what an agency asserts.
    Flag,
    /// What kind of event.
    Kind,
    /// Who did it.
    By,
    /// On which day.
    On,
    /// In which order.
    Sort,
}

/// What a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// One of these words.
    Words(&'static [&'static str]),
    /// An agency of the area.
    Agency,
    /// A forum of the area.
    Forum,
    /// Days to come: `<7d` is within a week from today or before.
    Ahead,
    /// Days gone by: `<7d` is within the last week.
    Back,
    /// A length of time in days: `>60d`, `<2w`.
    Length,
    /// A figure: `>14`, `2..4`.
    Number,
    /// Words of its own.
    Text,
    /// A column to sort by, with `-` the other way round.
    Sort,
}

/// A key as one list knows it.
#[derive(Debug, Clone, Copy)]
pub struct KeyRow {
    /// The key.
    pub key: Key,
    /// As typed.
    pub word: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// What it asks, in a few words.
    pub doc: &'static str,
}

const fn row(key: Key, word: &'static str, takes: Takes, doc: &'static str) -> KeyRow {
    KeyRow { key, word, takes, doc }
}

const YES_NO: Takes = Takes::Words(&["yes", "no"]);

const CASES: &[KeyRow] = &[
    row(Key::Agency, "agency", Takes::Agency, "has an open action of this agency"),
    row(
        Key::Is,
        "is",
        Takes::Words(&[
            "overdue",
            "repeat",
            "waiting",
            "open",
            "closed",
            "to-correct",
            "to-look-at",
            "flagged",
            "conflict",
        ]),
        "what it is",
    ),
    row(
        Key::Has,
        "has",
        Takes::Words(&["children", "actions", "views", "documents", "meeting", "perpetrator"]),
        "what it holds",
    ),
    row(Key::Repeat, "repeat", YES_NO, "whether the last referral was a repeat"),
    row(Key::Forum, "forum", Takes::Forum, "which forum hears it"),
    row(
        Key::State,
        "state",
        Takes::Words(&[
            "waiting",
            "referred",
            "listed",
            "heard",
            "declined",
            "transferred",
            "identified",
            "closed",
            "sent-to-another-forum",
        ]),
        "how far it has come",
    ),
    row(Key::Meeting, "meeting", Takes::Text, "on the agenda of this meeting, by reference or day"),
    row(Key::Due, "due", Takes::Ahead, "an open action is due then"),
    row(Key::Referred, "referred", Takes::Back, "when it was last referred"),
    row(Key::Age, "age", Takes::Length, "how long since it was last referred"),
    row(Key::Score, "score", Takes::Number, "risk as a figure"),
    row(Key::Children, "children", Takes::Number, "how many children"),
    row(
        Key::Flag,
        "flag",
        Takes::Words(&["up", "expired", "serial", "repeat"]),
        "the flag on records, and what an agency asserts",
    ),
    SORT,
];

const ACTIONS: &[KeyRow] = &[
    row(Key::Agency, "agency", Takes::Agency, "whose it is"),
    row(
        Key::Is,
        "is",
        Takes::Words(&[
            "overdue",
            "live",
            "awaiting",
            "closed",
            "late",
            "carried",
            "ongoing",
            "standing",
            "undated",
            "between-meetings",
        ]),
        "what it is",
    ),
    row(Key::Has, "has", Takes::Words(&["owner", "date", "support"]), "what it holds"),
    row(Key::Due, "due", Takes::Ahead, "when it is due"),
    row(Key::Age, "age", Takes::Length, "how long since it was agreed"),
    row(Key::Meeting, "meeting", Takes::Text, "agreed in this meeting, by reference or day"),
    row(Key::Owner, "owner", Takes::Text, "the person at the agency"),
    row(
        Key::State,
        "state",
        Takes::Words(&[
            "awaiting-confirmation",
            "open",
            "completed",
            "no-longer-possible",
            "not-done",
            "taken-over-by-another-area",
        ]),
        "how far it has come",
    ),
    row(Key::Case, "case", Takes::Text, "of this case, by the end of its reference"),
    row(Key::Forum, "forum", Takes::Forum, "which forum heard it"),
    row(Key::Repeat, "repeat", YES_NO, "whether its case is a repeat"),
    SORT,
];

const DESK: &[KeyRow] = &[
    row(
        Key::Is,
        "is",
        Takes::Words(&["undecided", "asked", "late", "accepted", "untold", "repeat", "to-correct"]),
        "where it stands",
    ),
    row(Key::Has, "has", Takes::Words(&["children", "actions", "views", "documents"]), "what it holds"),
    row(Key::Repeat, "repeat", YES_NO, "whether it is a repeat"),
    row(Key::Forum, "forum", Takes::Forum, "which forum hears it"),
    row(Key::Referred, "referred", Takes::Back, "when it was referred"),
    row(Key::Age, "age", Takes::Length, "how long it has waited"),
    row(Key::Score, "score", Takes::Number, "risk as a figure"),
    row(Key::Children, "children", Takes::Number, "how many children"),
];

const SUBJECTS: &[KeyRow] = &[
    row(Key::State, "state", Takes::Text, "the stage, by its first letters"),
    row(Key::Score, "score", Takes::Number, "points in the area's scheme"),
];

const STORY: &[KeyRow] = &[
    row(
        Key::Kind,
        "kind",
        Takes::Words(&[
            "referral",
            "assessment",
            "decision",
            "information",
            "risk",
            "note",
            "action",
            "review",
            "feedback",
            "views",
            "contact",
            "date",
            "hearing",
            "deferral",
            "desk",
            "paper",
            "transfer",
            "conflict",
            "document",
            "score",
            "incident",
            "stage",
        ]),
        "what kind of event",
    ),
    row(Key::Agency, "agency", Takes::Agency, "whose it is, or who said so"),
    row(Key::Meeting, "meeting", Takes::Text, "in this meeting, by reference or day"),
    row(Key::Forum, "forum", Takes::Forum, "before which forum"),
    row(Key::On, "on", Takes::Back, "when it happened"),
];

const DONE: &[KeyRow] = &[
    row(Key::By, "by", Takes::Text, "who did it; `me` for oneself"),
    row(Key::On, "on", Takes::Back, "when it was done"),
    row(Key::Case, "case", Takes::Text, "about this case, by the end of its reference"),
    row(Key::Is, "is", Takes::Words(&["mine", "undone"]), "what it is"),
];

const SORT: KeyRow = row(Key::Sort, "sort", Takes::Sort, "in which order; with - the other way round");

/// The keys a list knows, in the order in which they are offered.
pub const fn keys(list: List) -> &'static [KeyRow] {
    match list {
        List::Cases => CASES,
        List::Actions => ACTIONS,
        List::Desk => DESK,
        List::Subjects => SUBJECTS,
        List::Story => STORY,
        List::Done => DONE,
        List::Reports => &[],
    }
}
