//! The due date in a line: where it stands, what it says, and what could be meant instead.
//!
//! `lead` knows the words before a date ("by", "before", "until"), `day`, `date`, `clock`, `hour` and `length` what follows them,
//! `settle` turns what was said into a [`Due`], `story` knows dates that are none. This file finds the phrase that counts: the last one with a word
//! that leads to a date; failing that the last bare one that closes a clause; failing that a plain "today".
//! Words of the English language are tables here; what an area sets (close of play, as soon as possible) comes
//! from the lexicon.

mod clock;
mod date;
mod day;
mod hour;
mod lead;
mod length;
mod said;
mod settle;
mod story;

use std::ops::Range;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::lexicon::Lexicon;
use super::moment::{EventKind, Moment};
use super::token::Words;
use said::{Lead, Said};
pub(super) use story::{recurs, waits};

/// When an action is due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Due {
    /// No date was given, and the library has none.
    #[default]
    None,
    /// On a day, by a time of day where one was said.
    OnDate {
        /// The day.
        date: Date,
        /// The time, local, 24-hour.
        time: Option<Time>,
    },
    /// No date was given: the library's usual one.
    Usual(Date),
    /// Before something that is dated elsewhere; moves with it.
    BeforeEvent {
        /// What it must come before.
        kind: EventKind,
        /// The day before it; none when the case holds no date for it.
        date: Option<Date>,
        /// That day is over.
        passed: bool,
    },
    /// Carried on with, not done by a date.
    Ongoing {
        /// The last day, when one was said or the event is dated.
        until: Option<Date>,
        /// The event that ends it.
        event: Option<EventKind>,
    },
    /// Stands for a window after the referral.
    Standing {
        /// The last day of the window.
        until: Date,
    },
}

/// One thing a date can mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sense {
    /// The due date; none where the words are no due date at all and stay in the text.
    pub due: Option<Due>,
    /// How a question puts it; empty when there is no question.
    pub says: String,
}

/// A due date found in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// The words it takes.
    pub words: Range<usize>,
    /// What it can mean, likeliest first; more than one is asked about.
    pub senses: Vec<Sense>,
}

/// What finding a due date needs to know.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub words: &'a Words<'a>,
    pub lexicon: &'a Lexicon,
    pub moment: &'a Moment<'a>,
}

/// How strongly a phrase claims to be the due date.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Claim {
    /// "today" in the middle of a clause.
    Plain,
    /// A date that closes a clause.
    Bare,
    /// A date after a word that leads to one.
    Led,
}

/// Words after which a bare date is part of the story, not the due date.
const STORY_BEFORE: &[&str] = &[
    "and", "or", "&", "+", "from", "since", "of", "last", "past", "every", "each", "per", "to", "between",
    "except", "not", "was", "were", "x", "times", "w/c", "once", "twice", "the", "aged", "age", "than",
    "about",
];
/// Words before which a date depends on something else.
const STORY_AFTER: &[&str] = &["of", "after", "from", "ago", "old", "later", "since", "following"];
/// Days that are a due date wherever they stand.
const PLAIN_DAYS: &[&str] = &["today", "tonight", "tomorrow", "tmrw", "tmr"];

/// Finds the due date of a line.
pub(super) fn find(reader: Reader<'_>) -> Option<Found> {
    let words = reader.words;
    let mut best: Option<(Claim, Lead, Said, Range<usize>)> = None;
    let mut at = 0;
    while at < words.len() {
        let Some((claim, lead, said, end)) = phrase_at(reader, at) else {
            at += 1;
            continue;
        };
        if let Some(claim) = claim.filter(|claim| best.as_ref().is_none_or(|(held, ..)| claim >= held)) {
            best = Some((claim, lead, said, at..end));
        }
        // A date that is part of the story is passed over whole: its second half is none either.
        at = end.max(at + 1);
    }
    let (_, lead, said, range) = best?;
    Some(Found { words: range, senses: settle::senses(lead, said, reader.moment) })
}

/// Reads words that are a due date and nothing else (`due mon`, `fri 2pm`).
pub(super) fn whole(reader: Reader<'_>) -> Option<Vec<Sense>> {
    let colon = reader.words.low(0) == "due" && reader.words.clause_ends(1);
    let (lead, from) = if colon { (Lead::By, 1) } else { Lead::at(reader.words, 0) };
    let (said, end) = lead::said_at(reader, from, lead)?;
    if end == reader.words.len() { Some(settle::senses(lead, said, reader.moment)) } else { None }
}

/// Reads words that go on until something and say nothing else (`til release`).
pub(super) fn until(reader: Reader<'_>) -> Option<Vec<Sense>> {
    let (lead, _) = Lead::at(reader.words, 0);
    if lead == Lead::Until { whole(reader) } else { None }
}

/// Words that lead to a date that cannot be read (`by 31/2`), to be kept and marked.
pub(super) fn unreadable(reader: Reader<'_>) -> Option<Range<usize>> {
    let words = reader.words;
    (0..words.len()).find_map(|at| {
        let (lead, from) = Lead::at(words, at);
        let dated = words.low(from).starts_with(|c: char| c.is_ascii_digit());
        let unread = dated && lead::said_at(reader, from, lead).is_none();
        if lead.is_strong() && unread { Some(at..from + 1) } else { None }
    })
}

/// The day that words are, if they are one and nothing else ("25/11", "on mon"): for notes of what was done.
pub(super) fn past_day(reader: Reader<'_>, from: usize) -> Option<Date> {
    let from = if reader.words.low(from) == "on" { from + 1 } else { from };
    let (day, end) = day::day_at(reader.words, from, reader.moment, Lead::Bare)?;
    let date = day.earliest()?;
    if end == reader.words.len() && date <= reader.moment.today() { Some(date) } else { None }
}

/// Whether the date that stands at `at` is the due date, how strongly, and where it ends.
fn phrase_at(reader: Reader<'_>, at: usize) -> Option<(Option<Claim>, Lead, Said, usize)> {
    let words = reader.words;
    let (lead, from) = Lead::at(words, at);
    if lead != Lead::Bare
        && let Some((said, end)) = lead::said_at(reader, from, lead)
    {
        let closes = words.clause_ends(end);
        let next = words.low(end);
        // "before court order" is not before court; "before court and" is.
        let story = STORY_AFTER.contains(&next)
            || (matches!(said, Said::Event(..)) && !matches!(next, "and" | "&" | "then"));
        let claim = match (lead.is_strong(), closes) {
            (true, true) => Some(Claim::Led),
            (true, false) if !story => Some(Claim::Led),
            (false, true) => Some(Claim::Bare),
            _ => None,
        };
        return Some((claim, lead, said, end));
    }
    let (said, end) = lead::said_at(reader, at, Lead::Bare)?;
    let before = at.checked_sub(1).map_or("", |before| words.low(before));
    let parted = at > 0 && words.clause_ends(at);
    let claim = if words.clause_ends(end) && (parted || !STORY_BEFORE.contains(&before)) {
        Some(Claim::Bare)
    } else if PLAIN_DAYS.contains(&words.low(at)) {
        Some(Claim::Plain)
    } else {
        None
    };
    Some((claim, Lead::Bare, said, end))
}
