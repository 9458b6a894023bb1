//! The words before a date, and what may follow each of them.

use super::super::moment::EventKind;
use super::super::token::Words;
use super::said::{Day, Lead, Said};
use super::{Reader, clock, day, hour, length};

/// Longest first where one begins another.
const LEADS: &[(&[&str], Lead)] = &[
    (&["no", "later", "than"], Lead::By),
    (&["due", "by"], Lead::By),
    (&["due", "on"], Lead::By),
    (&["due", "before"], Lead::Before),
    (&["due"], Lead::By),
    (&["deadline"], Lead::By),
    (&["nlt"], Lead::By),
    (&["by"], Lead::By),
    (&["w/e"], Lead::By),
    (&["prior", "to"], Lead::Before),
    (&["ahead", "of"], Lead::Before),
    (&["before"], Lead::Before),
    (&["b4"], Lead::Before),
    (&["until"], Lead::Until),
    (&["till"], Lead::Until),
    (&["'til"], Lead::Until),
    (&["til"], Lead::Until),
    (&["within", "the", "next"], Lead::Within),
    (&["within", "next"], Lead::Within),
    (&["within", "the"], Lead::Within),
    (&["in", "the", "next"], Lead::In),
    (&["in", "next"], Lead::In),
    (&["over", "the", "next"], Lead::In),
    (&["over", "next"], Lead::In),
    (&["within"], Lead::Within),
    (&["w/in"], Lead::Within),
    (&["w/i"], Lead::Within),
    (&["in"], Lead::In),
    (&["for"], Lead::For),
    (&["on"], Lead::On),
    (&["at"], Lead::On),
    (&["to"], Lead::On),
];

/// What can be waited for.
const EVENTS: &[(&[&str], EventKind)] = &[
    (&["release", "date"], EventKind::Release),
    (&["release"], EventKind::Release),
    (&["released"], EventKind::Release),
    (&["rel"], EventKind::Release),
    (&["he's", "released"], EventKind::Release),
    (&["he\u{2019}s", "released"], EventKind::Release),
    (&["he", "is", "released"], EventKind::Release),
    (&["he", "gets", "out"], EventKind::Release),
    (&["he", "comes", "out"], EventKind::Release),
    (&["court", "date"], EventKind::Court),
    (&["court", "hearing"], EventKind::Court),
    (&["next", "court"], EventKind::Court),
    (&["court"], EventKind::Court),
    (&["hearing"], EventKind::Court),
    (&["trial"], EventKind::Court),
    (&["sentencing"], EventKind::Court),
    (&["sentence"], EventKind::Court),
    (&["bail", "ends"], EventKind::BailEnd),
    (&["bail", "end"], EventKind::BailEnd),
    (&["bail", "expires"], EventKind::BailEnd),
    (&["bail", "date"], EventKind::BailEnd),
    (&["end", "of", "bail"], EventKind::BailEnd),
    (&["licence", "ends"], EventKind::LicenceEnd),
    (&["licence", "expires"], EventKind::LicenceEnd),
    (&["end", "of", "licence"], EventKind::LicenceEnd),
    (&["birth"], EventKind::Birth),
    (&["due", "date"], EventKind::Birth),
    (&["edd"], EventKind::Birth),
    (&["delivery"], EventKind::Birth),
    (&["she", "gives", "birth"], EventKind::Birth),
    (&["baby", "is", "born"], EventKind::Birth),
    (&["baby's", "born"], EventKind::Birth),
    (&["baby", "comes"], EventKind::Birth),
    (&["baby", "arrives"], EventKind::Birth),
    (&["baby"], EventKind::Birth),
    (&["conference"], EventKind::Conference),
    (&["icpc"], EventKind::Conference),
    (&["rcpc"], EventKind::Conference),
];

const MEETINGS: &[&[&str]] = &[
    &["next", "meeting"],
    &["next", "mtg"],
    &["next", "marac"],
    &["next", "matac"],
    &["next", "forum"],
    &["nxt", "meeting"],
    &["nxt", "mtg"],
    &["nxt", "marac"],
];

/// What means as soon as possible, where it closes a clause.
const SOON: &[&[&str]] = &[
    &["asap"],
    &["a.s.a.p"],
    &["urgently"],
    &["urgent"],
    &["immediately"],
    &["straight", "away"],
    &["straightaway"],
    &["right", "away"],
    &["at", "once"],
];

const CARRIED_ON: &[&[&str]] = &[&["ongoing"], &["on", "going"], &["on-going"]];
const WITHOUT_END: &[&[&str]] = &[&["further", "notice"]];
const DETERMINERS: &[&str] = &["the", "his", "her", "their", "perp's", "perps"];

impl Lead {
    /// The lead at `at` and the position of what follows it; [`Lead::Bare`] and `at` itself when there is none.
    pub fn at(words: &Words<'_>, at: usize) -> (Self, usize) {
        let found = LEADS.iter().find_map(|(phrase, lead)| Some((*lead, words.phrase(at, phrase)?)));
        // Punctuation after the lead parts it from what follows ("see what we agreed on, fri").
        found.filter(|(_, end)| *end < words.len() && !words.clause_ends(*end)).unwrap_or((Self::Bare, at))
    }
}

/// What is said after `lead` at `at`, and the position after it.
pub(super) fn said_at(reader: Reader<'_>, at: usize, lead: Lead) -> Option<(Said, usize)> {
    let words = reader.words;
    let dated = || hour::moment_at(reader, at, lead);
    let long = || length::span_at(words, at, lead != Lead::Bare).map(|(span, end)| (Said::Span(span), end));
    let meeting = || {
        let end = first_phrase(words, after_determiner(words, at), MEETINGS)?;
        Some((Said::Event(EventKind::NextMeeting, None), end))
    };
    match lead {
        Lead::By => meeting().or_else(dated).or_else(long),
        Lead::Before => event_at(reader, at).or_else(meeting).or_else(dated),
        Lead::Until => first_phrase(words, at, WITHOUT_END)
            .map(|end| (Said::Ongoing, end))
            .or_else(|| event_at(reader, at))
            .or_else(meeting)
            .or_else(dated),
        Lead::Within | Lead::In => long(),
        Lead::For => long().or_else(meeting),
        Lead::On => meeting().or_else(dated),
        Lead::Bare => first_phrase(words, at, CARRIED_ON)
            .map(|end| (Said::Ongoing, end))
            .or_else(meeting)
            .or_else(|| soon_at(reader, at))
            .or_else(|| length::fraction_at(reader, at))
            .or_else(dated)
            .or_else(long),
    }
}

fn first_phrase(words: &Words<'_>, at: usize, phrases: &[&[&str]]) -> Option<usize> {
    phrases.iter().find_map(|phrase| words.phrase(at, phrase))
}

fn after_determiner(words: &Words<'_>, at: usize) -> usize {
    if DETERMINERS.contains(&words.low(at)) && !words.next(at + 1).is_empty() { at + 1 } else { at }
}

/// Something that happens, and the day of it where that closes the clause (`release fri`, `court on 4/12`).
fn event_at(reader: Reader<'_>, at: usize) -> Option<(Said, usize)> {
    let words = reader.words;
    let at = after_determiner(words, at);
    let (kind, end) = EVENTS.iter().find_map(|(phrase, kind)| Some((*kind, words.phrase(at, phrase)?)))?;
    let from = if words.next(end) == "on" { end + 1 } else { end };
    let dated = if words.next(from).is_empty() {
        None
    } else {
        day::day_at(words, from, reader.moment, Lead::Before)
    };
    let dated = dated.filter(|(_, end)| words.clause_ends(*end));
    let Some((day, end)) = dated else { return Some((Said::Event(kind, None), end)) };
    Some((Said::Event(kind, day.earliest()), end))
}

/// Whether something that happens stands at `at`.
pub(super) fn is_event(words: &Words<'_>, at: usize) -> bool {
    let at = after_determiner(words, at);
    EVENTS.iter().any(|(phrase, _)| words.phrase(at, phrase).is_some())
}

fn soon_at(reader: Reader<'_>, at: usize) -> Option<(Said, usize)> {
    let end = first_phrase(reader.words, at, SOON)?;
    let days = i32::from(reader.lexicon.parts().asap_days);
    let date = crate::domain::calendar::add_days(reader.moment.today(), days);
    let time = clock::time_at(reader.words, end, reader.lexicon.parts().close_of_play);
    let (time, end) = time.map_or((None, end), |(time, end)| (Some(time), end));
    Some((Said::Day { day: Day::On(date), time }, end))
}
